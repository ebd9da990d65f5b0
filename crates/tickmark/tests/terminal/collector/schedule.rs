//! Schedules: due once however much was missed, only what is approved, and with the rights that there are now.

use super::firm::{Firm, HOUR, ORG, START, every, said};
use app::collectors::Declared;
use domain::command::{CollectorCommand, Command};
use domain::values::{Rhythm, RunOutcome};
use serde_json::json;

fn daily(firm: &Firm) -> Declared {
    std::fs::write(firm.open("config"), "hello").unwrap();
    every(Rhythm::Daily, 10 * 60, said("Daily", &json!({ "file_hash": { "path": firm.open("config") } })))
}

#[test]
fn r178_a_slot_that_passed_while_nothing_ran_is_due_once() {
    let firm = Firm::new();
    let id = firm.set(daily(&firm));
    firm.clock.set(START + 2 * HOUR);
    assert!(firm.tick().is_empty(), "nobody approved it");
    firm.approve(&id);
    assert!(firm.tick().is_empty(), "the slot of ten o'clock passed before it was approved");
    firm.clock.set(START + 24 * HOUR);
    assert!(firm.tick().is_empty(), "not before its time");
    firm.clock.set(START + 25 * HOUR);
    assert_eq!(firm.tick(), [(id.clone(), RunOutcome::Unknown)], "nothing was expected of the file");
    assert!(firm.tick().is_empty(), "once");
    firm.clock.set(START + 5 * 24 * HOUR);
    let firm = firm.reopened();
    assert_eq!(firm.tick().len(), 1, "four slots were missed, and one run makes them good");
    assert!(firm.tick().is_empty());
    let held = firm.line(&id).held;
    assert_eq!((held.total, held.runs.iter().any(|run| run.run.by_hand)), (2, false));
    assert!(held.runs.iter().all(|run| run.by == firm.owner.id() && run.run.evidence.is_some()));
}

#[test]
fn a_run_by_hand_makes_a_missed_slot_good_and_rest_makes_none() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    firm.clock.set(START + 2 * HOUR);
    assert_eq!(firm.app.collectors_due().unwrap().len(), 1);
    firm.run(&id);
    assert!(firm.tick().is_empty());
    let pause = |paused| CollectorCommand::PauseCollector { id: id.clone(), paused, reason: "the server moves".into() };
    firm.app.change(ORG, &firm.owner, None, Command::Collector(pause(true))).unwrap();
    firm.clock.set(START + 50 * HOUR);
    assert!(firm.tick().is_empty());
    assert_eq!(firm.run_refused(&id), format!("{id} rests: the server moves"));
    firm.app.change(ORG, &firm.owner, None, Command::Collector(pause(false))).unwrap();
    assert!(firm.tick().is_empty(), "what passed while it rested is not made good");
    firm.clock.set(START + 73 * HOUR);
    assert_eq!(firm.tick().len(), 1);
}

#[test]
fn another_check_or_rule_ends_the_schedule_until_it_is_approved() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    let other = Declared { rule: "package check\nresult := \"pass\"".into(), ..daily(&firm) };
    firm.app.set_collector(ORG, &firm.owner, None, None, Some(&id), other).unwrap();
    firm.clock.set(START + 2 * HOUR);
    assert!(firm.tick().is_empty());
    assert_eq!(firm.run_refused(&id), format!("what {id} runs was not approved yet"));
    firm.approve(&id);
    firm.clock.set(START + 26 * HOUR);
    assert_eq!(firm.tick(), [(id, RunOutcome::Pass)]);
}

#[test]
fn a_collector_runs_with_the_rights_that_whoever_set_it_has_now() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    let owner = firm.owner.id().to_owned();
    // Another owner, who makes the first one nothing but management.
    let olga = firm.app.demo_actor("olga-owner");
    let roles = [domain::values::Role::Owner, domain::values::Role::ProgrammeManager].into();
    let invite = Command::InvitePerson { person: olga.id().to_owned(), roles };
    firm.app.change(ORG, &firm.owner, None, invite).unwrap();
    firm.app.change(ORG, &olga, None, Command::ConfirmMembership).unwrap();
    let roles = [domain::values::Role::Management].into();
    let set = Command::SetRoles { person: owner, roles, reason: "moved".into() };
    firm.app.change(ORG, &olga, None, set).unwrap();
    firm.clock.set(START + 2 * HOUR);
    assert!(firm.tick().is_empty(), "nothing runs in the name of somebody who may not");
    assert_eq!(firm.line_by(&olga, &id).held.total, 0);
    let trouble = firm.app.collector_states(ORG, &olga).unwrap()[&id].trouble.clone().unwrap();
    assert!(trouble.contains("run this collector"), "{trouble}");
    assert!(firm.app.collectors_due().unwrap().is_empty(), "it is not tried every moment");
    firm.clock.set(START + 4 * HOUR);
    assert_eq!(firm.app.collectors_due().unwrap().len(), 1);
    // Somebody else takes it over as it is; the approval stands.
    firm.app.set_collector(ORG, &olga, None, None, Some(&id), daily(&firm)).unwrap();
    assert_eq!(firm.tick().len(), 1);
    assert_eq!(firm.app.collector_states(ORG, &olga).unwrap()[&id].trouble, None);
    let item = firm.line_by(&olga, &id).held.last().unwrap().run.evidence.clone().unwrap();
    let accept = |who| {
        let (id, version) = (item.clone(), 1);
        let note = String::new();
        firm.evidence(domain::command::EvidenceCommand::AcceptEvidence { id, version, note }, who)
    };
    assert!(accept(&olga).unwrap_err().to_string().contains("hands in evidence does not accept it"));
    accept(&firm.mark).unwrap();
}

#[test]
fn a_collector_says_that_whoever_set_it_has_left_and_somebody_else_sets_it_anew() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    let setter = firm.owner.id().to_owned();
    let olga = firm.app.demo_actor("olga-owner");
    let roles = [domain::values::Role::Owner, domain::values::Role::ProgrammeManager].into();
    let invite = Command::InvitePerson { person: olga.id().to_owned(), roles };
    firm.app.change(ORG, &firm.owner, None, invite).unwrap();
    firm.app.change(ORG, &olga, None, Command::ConfirmMembership).unwrap();
    let stands = || firm.app.collector_states(ORG, &olga).unwrap()[&id].clone();
    assert_eq!(stands().stopped, None);
    let name = firm.app.name_in(ORG, &setter);
    let suspend = Command::SuspendMember { person: setter.clone(), reason: "leave".into() };
    firm.app.change(ORG, &olga, None, suspend).unwrap();
    assert_eq!(stands().stopped, Some(format!("{name}, who set {id}, is suspended: nothing runs any more")));
    let end = Command::EndMembership { person: setter, reason: "left".into() };
    firm.app.change(ORG, &olga, None, end).unwrap();
    let left = format!("{name}, who set {id}, has left: nothing runs any more");
    assert_eq!(stands().stopped.as_ref(), Some(&left));
    firm.clock.set(START + 2 * HOUR);
    assert!(firm.tick().is_empty(), "nothing runs in the name of somebody who has left");
    assert_eq!((stands().stopped.as_ref(), stands().trouble), (Some(&left), None));
    // By hand neither: what is collected could not be handed in.
    let refused = firm.app.run_collector(ORG, &olga, &id).unwrap_err().to_string();
    assert!(refused.contains(&left), "{refused}");
    firm.app.set_collector(ORG, &olga, None, None, Some(&id), daily(&firm)).unwrap();
    let run = firm.app.run_collector(ORG, &olga, &id).unwrap().run;
    assert_eq!(
        (run.outcome, run.evidence.is_some()),
        (RunOutcome::Unknown, true),
        "it runs, and expects no hash: {run:?}"
    );
    assert_eq!((stands().stopped, stands().trouble), (None, None));
}

impl Firm {
    fn line_by(&self, who: &app::Who, id: &str) -> app::ask::CollectorLine {
        let question = app::ask::CollectorOf(id.to_owned());
        self.app.ask(ORG, who, app::At::default(), &question).unwrap().value
    }
}

#[test]
fn what_is_removed_runs_no_more() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    firm.run(&id);
    firm.app.remove_collector(ORG, &firm.owner, None, None, &id, "not needed").unwrap();
    firm.clock.set(START + 50 * HOUR);
    assert!(firm.tick().is_empty());
    assert_eq!(firm.run_refused(&id), format!("{id} was removed: not needed"));
    assert_eq!(firm.tries(Some(&id), daily(&firm)).unwrap_err().to_string(), format!("{id} was removed: not needed"));
    assert_eq!(firm.line(&id).held.total, 1, "its runs stay");
}

#[test]
fn no_run_changes_what_a_person_decided() {
    let firm = Firm::new();
    let id = firm.approved(daily(&firm));
    let item = firm.run(&id).run.evidence.unwrap();
    let reject =
        domain::command::EvidenceCommand::RejectEvidence { id: item.clone(), version: 1, reason: "empty".into() };
    firm.evidence(reject, &firm.mark).unwrap();
    for hours in [2, 26] {
        firm.clock.set(START + hours * HOUR);
        assert_eq!(firm.tick().len(), 1);
        let held = firm.item(&item);
        assert_eq!((held.state, held.version()), (domain::values::EvidenceState::Rejected, 1));
    }
}
