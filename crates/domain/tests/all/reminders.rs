//! What a reminder says of a person's tasks, and what waits for their decision.

use crate::evidence::{add, ask, file, lives, quarter, review, running};
use crate::library::Organisation;
use crate::people;
use crate::people::propose;
use crate::staff::{ask as access, at_work};
use domain::command::Command;
use domain::reports::tasks::{Digest, Of, digest, tasks};
use domain::rules::{Waiting, waiting};
use domain::values::staff::AccessKind;
use domain::values::{Classification, Deed, Duty, LifeStep};
use jiff::civil::date;

const DAY_US: i64 = 86_400_000_000;

fn said(firm: &Organisation, person: &str, judges: bool, since_us: i64) -> Digest {
    let selves = firm.registers.people.hats(person, firm.today()).selves;
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges }, firm.today());
    digest(&firm.registers, &all, since_us)
}

fn waits(firm: &Organisation, person: &str) -> Vec<(String, String)> {
    let all = waiting(&firm.registers, person, firm.today(), firm.clock_us);
    all.into_iter().map(|Waiting { what, object, .. }| (what, object)).collect()
}

#[test]
fn a_reminder_tells_what_is_overdue_due_soon_and_newly_asked() {
    let mut firm = running();
    firm.by("carl", lives("AC-1", LifeStep::Operating, Some(date(2026, 1, 1))));
    let today = firm.today();
    for due in [today.saturating_sub(jiff::ToSpan::days(2)), today.saturating_add(jiff::ToSpan::days(7))] {
        // A request is for a day ahead; the first one is asked three days before.
        firm.clock_us -= 3 * DAY_US;
        firm.does(ask("AC-1", "carl", due.max(firm.today())));
        firm.clock_us += 3 * DAY_US;
    }
    firm.does(ask("AC-1", "carl", today.saturating_add(jiff::ToSpan::days(40))));
    let now = firm.clock_us;
    let digest = said(&firm, "carl", false, now - DAY_US);
    let ids = |tasks: &[domain::reports::tasks::Task]| tasks.iter().map(|t| t.object.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&digest.overdue), ["AC-1", "RQ-1"], "{digest:?}");
    assert_eq!((ids(&digest.soon), ids(&digest.asked)), (vec!["RQ-2".to_owned()], vec!["RQ-3".to_owned()]));
    let keys: Vec<&str> = digest.overdue_keys.iter().map(String::as_str).collect();
    assert_eq!(keys, ["AC-1/2026-Q1/v1", "AC-1/2026-Q2/v1", "AC-1/2026-Q3/v1", "RQ-1"]);
    assert!(said(&firm, "carl", false, now + 1).asked.is_empty(), "what was told of before is not new");
    let nothing = said(&firm, "mark", false, 0);
    assert!(nothing.is_empty() && nothing.overdue_keys.is_empty(), "{nothing:?}");
}

#[test]
fn the_title_of_restricted_evidence_is_not_said() {
    let mut firm = running();
    let mut restricted = review();
    restricted.classification = Classification::Restricted;
    firm.by("carl", add(restricted, &[file("a.pdf", 1)], &[("AC-1", quarter(3).until)]));
    firm.by("carl", add(review(), &[file("b.pdf", 2)], &[("AC-1", quarter(3).until)]));
    let judge = said(&firm, "paul", true, 0).judge;
    let titles: Vec<&str> = judge.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(titles, ["", review().title.as_str()]);
}

#[test]
fn access_that_was_asked_for_is_told_by_whose_it_is_and_to_what_and_by_no_id() {
    let mut firm = at_work();
    firm.works("carl", 100);
    firm.works("tina", 100);
    let id = firm.new_by("carl", access("tina", "GitHub", AccessKind::Grant));
    let all = waiting(&firm.registers, "mark", firm.today(), firm.clock_us);
    let [one] = &all[..] else { panic!("{all:?}") };
    assert_eq!((one.what.as_str(), one.person.as_deref()), ("Decide on access to GitHub as reader", Some("tina")));
    assert!(one.object == id && one.called.is_empty() && one.path.ends_with(&id), "{one:?}");
    // A made-up id is no name: what is decided on is said in words, and ids that people write stay.
    firm.does(firm.waiver(Duty::CollectorAccepts, "carl", 30));
    for one in waiting(&firm.registers, "mark", firm.today(), firm.clock_us) {
        assert!(!one.what.contains(&one.object) && !one.called.contains("access-"), "{one:?}");
    }
}

#[test]
fn what_waits_is_told_to_who_may_decide_it_and_to_nobody_else() {
    let mut firm = running();
    firm.does(firm.waiver(Duty::CollectorAccepts, "carl", 30));
    firm.by("olga", propose(Deed::FullExport));
    let of = |firm: &Organisation, person: &str| -> Vec<String> {
        waits(firm, person).into_iter().map(|(what, _)| what.split(" of ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(of(&firm, "mark"), ["Approve a waiver", "Approve: export"]);
    assert_eq!(of(&firm, "person-1"), ["Approve: export"], "another owner approves");
    for person in ["olga", "carl", "paul", "tina", "eve", "nobody"] {
        assert!(of(&firm, person).is_empty(), "{person} decides on neither");
    }
    firm.does(Command::SuspendMember { person: "mark".into(), reason: people::why() });
    assert!(of(&firm, "mark").is_empty(), "nobody decides while they are suspended");
}
