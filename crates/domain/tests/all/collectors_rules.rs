//! Collectors: declared by the programme, approved by somebody else, run as approved, and never more than an observation.

use crate::evidence::{accept, add, file, reject, review, running};
use crate::library::{FIRST, Organisation};
use domain::command::{CollectorCommand, Command};
use domain::event::{CollectorEvent, Event};
use domain::refusal::Refusal;
use domain::registers::collector::HeldCollector;
use domain::values::collector::{KEPT_RUNS, MAX_CHECK, MAX_COLLECTED, MAX_RULE};
use domain::values::{
    Collector, CollectorRun, Duty, EvidenceState, EvidenceType, Rhythm, Role, RunOutcome, Schedule, Window,
};
use std::collections::BTreeSet;

const CHECK: &str = r#"{"limits":{"seconds":60},"what":{"file_hash":{"path":"/etc/hosts"}}}"#;

fn hosts() -> Collector {
    Collector {
        name: "Hosts file".into(),
        check: CHECK.into(),
        kind: "file_hash".into(),
        controls: BTreeSet::from(["AC-1".to_owned()]),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: domain::values::Environment::Production,
        personal_data: false,
        schedule: Schedule { rhythm: Rhythm::Daily, minute: 360 },
        rule: "package check\nresult := \"pass\"".into(),
    }
}

fn set(id: Option<&str>, collector: Collector) -> Command {
    let (id, collector) = (id.map(str::to_owned), Box::new(collector));
    Command::Collector(CollectorCommand::SetCollector { id, collector })
}

fn approve(id: &str, declaration: &str) -> Command {
    let declaration = declaration.to_owned();
    Command::Collector(CollectorCommand::ApproveCollector { id: id.into(), declaration })
}

fn pause(id: &str, paused: bool, reason: &str) -> Command {
    Command::Collector(CollectorCommand::PauseCollector { id: id.into(), paused, reason: reason.into() })
}

fn remove(id: &str, reason: &str) -> Command {
    Command::Collector(CollectorCommand::RemoveCollector { id: id.into(), reason: reason.into() })
}

fn record(id: &str, run: CollectorRun) -> Command {
    Command::Collector(CollectorCommand::RecordRun { id: id.into(), run: Box::new(run) })
}

fn says(refusal: &Refusal) -> (&'static str, String) {
    (refusal.code(), refusal.to_string())
}

/// The organisation of the cast with CO-1, set by [`FIRST`] and not approved yet.
fn declared() -> Organisation {
    let mut firm = running();
    assert_eq!(firm.new_by(FIRST, set(None, hosts())), "CO-1");
    firm
}

fn approved() -> Organisation {
    let mut firm = declared();
    firm.by("mark", approve("CO-1", &hosts().declaration()));
    firm
}

trait Collecting {
    fn co(&self) -> &HeldCollector;
    fn run(&self, outcome: RunOutcome, evidence: Option<&str>) -> CollectorRun;
    fn collects(&mut self, content: u8) -> String;
}

impl Collecting for Organisation {
    fn co(&self) -> &HeldCollector {
        &self.registers.collectors.collectors["CO-1"]
    }

    /// A run of a second that ended now.
    fn run(&self, outcome: RunOutcome, evidence: Option<&str>) -> CollectorRun {
        CollectorRun {
            outcome,
            reason: "as it is".into(),
            started_us: self.clock_us - 1_000,
            ended_us: self.clock_us,
            evidence: evidence.map(str::to_owned),
            by_hand: false,
            declaration: self.co().declaration.clone(),
        }
    }

    /// What CO-1 hands in.
    fn collects(&mut self, content: u8) -> String {
        let today = self.today();
        let mut item = review();
        (item.period, item.captured, item.collected) = (Window { from: today, until: today }, Some(today), Some(today));
        item.collector = Some("CO-1".into());
        self.new_by(FIRST, add(item, &[file("result.json", content)], &[("AC-1", today)]))
    }
}

#[test]
fn a_collector_is_declared_and_its_hash_is_of_check_and_rule_alone() {
    let mut firm = declared();
    let held = firm.co();
    assert_eq!((held.set_by.as_str(), held.is_approved(), held.runs_now()), (FIRST, false, false));
    assert_eq!(held.declaration, hosts().declaration());
    assert_eq!(held.declaration.len(), 64);
    let mut other = hosts();
    (other.name, other.schedule) = ("Hosts".into(), Schedule::default());
    assert_eq!(other.declaration(), hosts().declaration());
    other.rule.push(' ');
    assert_ne!(other.declaration(), hosts().declaration());
    let mut moved = hosts();
    (moved.check, moved.rule) = (format!("{CHECK}p"), hosts().rule[1..].to_owned());
    assert_ne!(moved.declaration(), hosts().declaration(), "what stands where is part of it");
    let mut second = hosts();
    second.name = "Another".into();
    assert_eq!(firm.new_by("paul", set(None, second)), "CO-2");
    for nobody in ["olga", "mark", "carl", "tina", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(nobody, set(None, hosts())).code(), "not_allowed", "{nobody}");
        assert_eq!(firm.not_by(nobody, remove("CO-1", "gone")).code(), "not_allowed", "{nobody}");
    }
}

#[test]
fn a_declaration_is_refused_field_by_field() {
    let firm = declared();
    let with = |change: &dyn Fn(&mut Collector)| {
        let mut collector = Collector { name: "New".into(), ..hosts() };
        change(&mut collector);
        says(&firm.refuses(set(None, collector)))
    };
    let many = || (0..=MAX_COLLECTED).map(|n| format!("AC-{n}")).collect();
    for (said, code, words) in [
        (with(&|c| c.name = " ".into()), "empty", "the name is empty"),
        (with(&|c| c.name = "n".repeat(201)), "too_long", "the name is longer than 200 characters"),
        (with(&|c| c.name = "HOSTS FILE".into()), "not_possible", "CO-1 is called HOSTS FILE already"),
        (with(&|c| c.controls.clear()), "empty", "the list of controls is empty"),
        (with(&|c| c.controls = BTreeSet::from(["AC-9".into()])), "unknown", "no control is known as `AC-9`"),
        (with(&|c| c.controls = many()), "too_many", "more than 50 controls of one collector"),
        (with(&|c| c.check = String::new()), "empty", "the check is empty"),
        (with(&|c| c.check = "{\n}".into()), "not_possible", "the check has line breaks or other control characters"),
        (with(&|c| c.check = "ü".repeat(MAX_CHECK / 2 + 1)), "too_long", "the check is longer than 131072 characters"),
        (with(&|c| c.kind = String::new()), "empty", "the kind is empty"),
        (with(&|c| c.rule = "r".repeat(MAX_RULE + 1)), "too_long", "the rule is longer than 65536 characters"),
        (with(&|c| c.schedule.minute = 1440), "not_possible", "minute 1440 of the day is none"),
        (
            with(&|c| c.schedule = Schedule { rhythm: Rhythm::Hourly, minute: 60 }),
            "not_possible",
            "minute 60 of the hour is none",
        ),
    ] {
        assert_eq!(said, (code, words.to_owned()));
    }
    let known = firm.refuses(set(Some("CO-9"), hosts()));
    assert_eq!(known.code(), "unknown", "{known}");
    assert_eq!(says(&firm.refuses(set(Some("CO-1"), hosts()))), ("nothing_to_change", "CO-1 is so already".into()));
    let mut firm = firm;
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: "merged".into() });
    let mut retired = Collector { name: "New".into(), ..hosts() };
    retired.controls = BTreeSet::from(["AC-2".to_owned()]);
    assert_eq!(firm.refuses(set(None, retired)).code(), "control_retired");
}

#[test]
fn what_runs_is_approved_by_somebody_who_did_not_write_it_and_bound_to_what_was_read() {
    let mut firm = declared();
    let declaration = hosts().declaration();
    firm.kept_from(FIRST, approve("CO-1", &declaration), Duty::AuthorApproves);
    for nobody in ["carl", "tina", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(nobody, approve("CO-1", &declaration)).code(), "not_allowed", "{nobody}");
    }
    let stale = firm.not_by("mark", approve("CO-1", &"0".repeat(64)));
    assert_eq!(says(&stale), ("not_possible", "what was read is not what CO-1 runs now".into()));
    assert!(stale.hint().contains(&declaration), "{}", stale.hint());
    let events = firm.by("mark", approve("CO-1", &declaration));
    assert!(matches!(&events[..], [Event::Collector(CollectorEvent::CollectorApproved { .. })]));
    let approval = firm.co().approved.clone().unwrap();
    assert_eq!((approval.by.as_str(), approval.declaration == declaration), ("mark", true));
    assert!(firm.co().runs_now());
    let again = firm.not_by("olga", approve("CO-1", &declaration));
    assert_eq!(says(&again), ("nothing_to_change", "the approval of CO-1 is so already".into()));
}

#[test]
fn another_check_or_rule_voids_the_approval_and_nothing_else_does() {
    let mut firm = approved();
    let mut other = hosts();
    (other.name, other.schedule.rhythm) = ("Hosts".into(), Rhythm::Weekly);
    other.controls.insert("AC-2".into());
    firm.by("paul", set(Some("CO-1"), other.clone()));
    assert!(firm.co().is_approved() && firm.co().authors.is_empty());
    other.rule = "package check\nresult := \"fail\"".into();
    firm.by("paul", set(Some("CO-1"), other.clone()));
    assert!(!firm.co().is_approved());
    assert_eq!(
        firm.co().authors,
        BTreeSet::from(["paul".to_owned()]),
        "who wrote what was approved before is no author"
    );
    other.check = CHECK.replace("hosts", "passwd");
    firm.by(FIRST, set(Some("CO-1"), other.clone()));
    for author in ["paul", FIRST] {
        firm.kept_from(author, approve("CO-1", &other.declaration()), Duty::AuthorApproves);
    }
    // Taken over as it is: whoever did that answers for it as well.
    firm.joins("pam", &[Role::ProgrammeManager]);
    firm.by("pam", set(Some("CO-1"), other.clone()));
    firm.kept_from("pam", approve("CO-1", &other.declaration()), Duty::AuthorApproves);
    firm.by("olga", approve("CO-1", &other.declaration()));
    firm.by(FIRST, set(Some("CO-1"), other));
    assert!(firm.co().is_approved() && firm.co().set_by == FIRST, "taking it over changes nothing that runs");
}

#[test]
fn a_run_is_recorded_only_of_what_was_approved() {
    let mut firm = declared();
    let early = firm.refuses(record("CO-1", firm.run(RunOutcome::Unknown, None)));
    assert_eq!(says(&early), ("not_possible", "what CO-1 runs was not approved yet".into()));
    firm.by("mark", approve("CO-1", &hosts().declaration()));
    let other = CollectorRun { declaration: "0".repeat(64), ..firm.run(RunOutcome::Unknown, None) };
    let other = firm.refuses(record("CO-1", other));
    assert_eq!(says(&other), ("not_possible", "CO-1 ran something else than what was approved".into()));
    for nobody in ["olga", "mark", "carl", "tina", "ivan", "eve", "cleo"] {
        let run = firm.run(RunOutcome::Unknown, None);
        assert_eq!(firm.not_by(nobody, record("CO-1", run)).code(), "not_allowed", "{nobody}");
    }
    firm.does(pause("CO-1", true, "the server moves"));
    let rests = firm.refuses(record("CO-1", firm.run(RunOutcome::Unknown, None)));
    assert_eq!(says(&rests), ("not_possible", "CO-1 rests: the server moves".into()));
    firm.does(pause("CO-1", false, ""));
    firm.does(record("CO-1", firm.run(RunOutcome::Unknown, None)));
    firm.does(remove("CO-1", "not needed"));
    for command in [
        record("CO-1", firm.run(RunOutcome::Unknown, None)),
        set(Some("CO-1"), Collector { name: "Back".into(), ..hosts() }),
        pause("CO-1", true, "why"),
    ] {
        assert_eq!(says(&firm.refuses(command)), ("not_possible", "CO-1 was removed: not needed".into()));
    }
    assert_eq!(firm.not_by("mark", approve("CO-1", &hosts().declaration())).code(), "not_possible");
    assert_eq!(firm.co().runs.len(), 1, "its runs stay");
    assert_eq!(firm.new_by(FIRST, set(None, hosts())), "CO-2", "a name is free again, an id never is");
}

#[test]
fn an_outcome_needs_its_evidence_and_what_is_unknown_a_reason() {
    let mut firm = approved();
    for outcome in [RunOutcome::Pass, RunOutcome::Fail] {
        let bare = firm.refuses(record("CO-1", firm.run(outcome, None)));
        assert_eq!(says(&bare), ("empty", "the evidence of the run is empty".into()), "{outcome:?}");
    }
    let silent = CollectorRun { reason: " ".into(), ..firm.run(RunOutcome::Unknown, None) };
    assert_eq!(says(&firm.refuses(record("CO-1", silent))), ("empty", "the reason is empty".into()));
    let long = CollectorRun { reason: "r".repeat(2_001), ..firm.run(RunOutcome::Unknown, None) };
    assert_eq!(firm.refuses(record("CO-1", long)).code(), "too_long");
    assert_eq!(firm.refuses(record("CO-1", firm.run(RunOutcome::Pass, Some("EV-9")))).code(), "unknown");
    let foreign = firm.reviewed();
    let foreign = firm.refuses(record("CO-1", firm.run(RunOutcome::Pass, Some(&foreign))));
    assert_eq!(says(&foreign), ("not_possible", "EV-1 was not made by CO-1".into()));
    let own = firm.collects(2);
    firm.does(record("CO-1", firm.run(RunOutcome::Pass, Some(&own))));
    let twice = firm.refuses(record("CO-1", firm.run(RunOutcome::Pass, Some(&own))));
    assert_eq!(says(&twice), ("not_possible", format!("{own} is the evidence of another run of CO-1 already")));
    assert_eq!(firm.co().run_of(&own).unwrap().run.outcome, RunOutcome::Pass);
}

#[test]
fn a_run_has_its_time_and_never_overlaps_another() {
    let mut firm = approved();
    let run = firm.run(RunOutcome::Unknown, None);
    let back = CollectorRun { started_us: run.ended_us + 1, ..run.clone() };
    assert_eq!(firm.refuses(record("CO-1", back)).code(), "dates_reversed");
    let late = CollectorRun { ended_us: firm.clock_us + 1, ..run.clone() };
    assert_eq!(
        says(&firm.refuses(record("CO-1", late))),
        ("in_the_future", "the end of the run lies in the future".into())
    );
    firm.does(record("CO-1", run.clone()));
    let beside = CollectorRun { started_us: run.ended_us - 1, ended_us: run.ended_us, ..run };
    assert_eq!(says(&firm.refuses(record("CO-1", beside))), ("not_possible", "CO-1 ran twice at the same time".into()));
}

#[test]
fn resting_and_removing_say_why_and_happen_once() {
    let mut firm = declared();
    assert_eq!(says(&firm.refuses(pause("CO-1", true, " "))), ("empty", "the reason is empty".into()));
    let awake = firm.refuses(pause("CO-1", false, "go"));
    assert_eq!(says(&awake), ("nothing_to_change", "that CO-1 does not rest is so already".into()));
    firm.does(pause("CO-1", true, "the server moves"));
    assert_eq!(firm.co().paused.as_deref(), Some("the server moves"));
    assert_eq!(firm.refuses(pause("CO-1", true, "again")).code(), "nothing_to_change");
    assert_eq!(says(&firm.refuses(remove("CO-1", ""))), ("empty", "the reason is empty".into()));
    firm.does(remove("CO-1", "not needed"));
    assert_eq!(firm.refuses(remove("CO-1", "again")).code(), "nothing_to_change");
    for command in [pause("CO-7", true, "x"), remove("CO-7", "x"), approve("CO-7", "x")] {
        assert_eq!(firm.refuses(command).code(), "unknown");
    }
}

#[test]
fn sod_2_whoever_set_a_collector_does_not_accept_what_it_collected() {
    let mut firm = approved();
    let item = firm.collects(2);
    firm.does(record("CO-1", firm.run(RunOutcome::Pass, Some(&item))));
    assert_eq!(firm.item(&item).state, EvidenceState::Collected, "a pass accepts nothing");
    firm.kept_from(FIRST, accept(&item, 1), Duty::CollectorAccepts);
    firm.by("paul", accept(&item, 1));
    assert_eq!(firm.item(&item).state, EvidenceState::Accepted);
}

#[test]
fn sod_12_no_run_changes_what_a_person_decided() {
    let mut firm = approved();
    let (yes, no) = (firm.collects(2), firm.collects(3));
    firm.does(record("CO-1", firm.run(RunOutcome::Fail, Some(&yes))));
    firm.does(record("CO-1", firm.run(RunOutcome::Pass, Some(&no))));
    firm.by("paul", accept(&yes, 1));
    firm.by("paul", reject(&no, 1));
    for (content, outcome) in [(4, RunOutcome::Pass), (5, RunOutcome::Fail), (6, RunOutcome::Unknown)] {
        let item = firm.collects(content);
        let before = firm.registers.clone();
        firm.does(record("CO-1", firm.run(outcome, Some(&item))));
        let mut after = firm.registers.clone();
        // The register of collectors and the counting of entries are all that moved.
        (after.collectors, after.touched) = (before.collectors.clone(), before.touched.clone());
        (after.entries, after.last_us) = (before.entries, before.last_us);
        assert_eq!(after, before, "{outcome:?}");
    }
    assert_eq!(firm.item(&yes).state, EvidenceState::Accepted);
    assert_eq!(firm.item(&no).state, EvidenceState::Rejected);
}

#[test]
fn the_register_keeps_the_newest_runs_and_counts_all() {
    let mut firm = approved();
    for _ in 0..KEPT_RUNS + 3 {
        firm.does(record("CO-1", firm.run(RunOutcome::Unknown, None)));
    }
    let held = firm.co();
    assert_eq!((held.runs.len(), held.total), (KEPT_RUNS, KEPT_RUNS as u64 + 3));
    assert_eq!(held.last().unwrap().entry, firm.registers.entries);
    let of: Vec<_> = firm.registers.collectors.of_control("AC-1").map(|(id, _)| id.as_str()).collect();
    assert_eq!(of, ["CO-1"]);
}
