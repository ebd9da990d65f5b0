//! The Statement of Applicability of Fathom Freight: a first version in which nothing is called implemented yet, the one in
//! force, in which what has evidence is, and a draft after it with gaps that a reader finds: evidence that is missing, a
//! provider's papers that are not whole, decisions that somebody took back.

use super::people::{CHIEF_EXECUTIVE, ENGINEERING, PEOPLE_OPERATIONS, SECURITY_LEAD, Someone};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, StatementCommand};
use domain::values::statement::{Applicability, EntryChange, Implementation, InclusionReason};
use jiff::civil::Date;
use std::collections::BTreeSet;

const FIRST: &str = "ST-1";
const SECOND: &str = "ST-2";
const THIRD: &str = "ST-3";

/// Days before today on which the first version is begun.
const BEGUN: i32 = 170;
/// Days before today on which the second is begun.
const RENEWED: i32 = 44;
/// Days before today on which the draft after it is begun.
const AGAIN: i32 = 24;

/// What has evidence that stays in date, whatever day it is: signatures, reference checks, an incident, reporting lines.
const SHOWN_TO_WORK: &[&str] =
    &["A.5.1", "A.5.2", "A.5.10", "A.5.24", "A.5.25", "A.5.26", "A.5.28", "A.6.1", "A.6.2", "A.6.4", "A.6.6"];

/// Entries that are decided together: controls, reason and its words, how far, how.
type Group = (&'static [&'static str], InclusionReason, &'static str, Implementation, &'static str);

const GROUPS: &[Group] = &[
    (
        &["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.5.6", "A.5.8", "A.5.35", "A.5.36", "A.5.37"],
        InclusionReason::Baseline,
        "management steers by them",
        Implementation::Partial,
        "Policies of the house with their owners; some are still being read by management.",
    ),
    (
        &["A.5.31", "A.5.32", "A.5.33", "A.5.34"],
        InclusionReason::Law,
        "data protection and commercial law of Sweden and Massachusetts",
        Implementation::Partial,
        "The register of laws names each duty and who answers for it.",
    ),
    (
        &["A.5.9", "A.5.10", "A.5.11", "A.5.12", "A.5.13", "A.5.14"],
        InclusionReason::BusinessNeed,
        "shipping documents are what customers trust us with",
        Implementation::Partial,
        "Inventory of information and devices, three classes, rules for handing on.",
    ),
    (
        &["A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.2", "A.8.3", "A.8.4", "A.8.5", "A.8.18"],
        InclusionReason::Contract,
        "every customer contract asks for it",
        Implementation::Partial,
        "One identity provider, access by role, reviewed every quarter.",
    ),
    (
        &["A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23"],
        InclusionReason::Contract,
        "customers forbid unnamed subcontractors",
        Implementation::Partial,
        "Register of suppliers with tiers, clauses and yearly reviews.",
    ),
    (
        &["A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.5.28", "A.5.29", "A.5.30", "A.6.8"],
        InclusionReason::Contract,
        "customers are told within a day",
        Implementation::Partial,
        "Plan for incidents, exercised twice a year; continuity is still a sketch.",
    ),
    (
        &["A.6.1", "A.6.2", "A.6.3", "A.6.4", "A.6.5", "A.6.6", "A.6.7"],
        InclusionReason::Law,
        "labour law and contracts of employment",
        Implementation::Partial,
        "People Operations keeps checks, terms and training in its register.",
    ),
    (
        &["A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.7", "A.7.8", "A.7.9", "A.7.10", "A.7.14"],
        InclusionReason::Baseline,
        "two offices and many laptops",
        Implementation::Partial,
        "Doors with badges, visitors with company, laptops encrypted and wiped.",
    ),
    (
        &["A.7.5", "A.7.11", "A.7.12", "A.7.13"],
        InclusionReason::BusinessNeed,
        "the service stands in the halls of Nimbus Cloud",
        Implementation::Planned,
        "The provider answers; its papers are being gathered and reviewed.",
    ),
    (
        &[
            "A.8.1", "A.8.6", "A.8.7", "A.8.8", "A.8.9", "A.8.13", "A.8.14", "A.8.15", "A.8.16", "A.8.17", "A.8.19",
            "A.8.20", "A.8.21", "A.8.22", "A.8.24",
        ],
        InclusionReason::Baseline,
        "the platform cannot be run without it",
        Implementation::Partial,
        "Run by the platform team as code, with alerts and weekly scans.",
    ),
    (
        &["A.8.25", "A.8.26", "A.8.27", "A.8.28", "A.8.29", "A.8.31", "A.8.32", "A.8.33", "A.8.34"],
        InclusionReason::BusinessNeed,
        "we ship every day",
        Implementation::Partial,
        "Second pair of eyes, tests and scans before each release.",
    ),
    (
        &["A.5.7", "A.8.10", "A.8.11", "A.8.12", "A.8.23"],
        InclusionReason::Law,
        "personal data in shipping documents",
        Implementation::Planned,
        "Begun; see the plan of the year.",
    ),
];

/// What is excluded, and why.
const EXCLUDED: &[(&str, &str)] = &[
    ("A.7.6", "There is no room in which only some may work: servers stand with the provider, offices are open."),
    ("A.8.30", "No supplier develops software for us: every change is written by employees."),
];

/// Everything that happens with the statement.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = first(today);
    moments.extend(second(today));
    moments.extend(third(today));
    moments
}

fn ids(controls: &[&str]) -> BTreeSet<String> {
    controls.iter().map(|control| (*control).to_owned()).collect()
}

fn did(today: Date, days: i32, by: Someone, command: StatementCommand) -> Moment {
    Moment::new(today, days, by.key, Command::Statement(command))
}

fn set(id: &str, controls: &[&str], change: EntryChange) -> StatementCommand {
    let change = Box::new(change);
    StatementCommand::SetStatementEntries { id: id.to_owned(), controls: ids(controls), change }
}

/// The first version: decided in groups, reviewed, approved by management, in force.
fn first(today: Date) -> Vec<Moment> {
    let mut moments = vec![did(today, BEGUN, SECURITY_LEAD, StatementCommand::BeginStatement)];
    for (at, (controls, reason, words, status, how)) in (0_i32..).zip(GROUPS) {
        let change = EntryChange {
            decision: Some(Applicability::Applicable),
            reasons: Some([(*reason, (*words).to_owned())].into()),
            status: Some(*status),
            how: Some((*how).to_owned()),
            ..EntryChange::default()
        };
        let by = if at % 2 == 0 { SECURITY_LEAD } else { ENGINEERING };
        moments.push(did(today, BEGUN - 1 - at, by, set(FIRST, controls, change)));
    }
    for (control, why) in EXCLUDED {
        let change = EntryChange {
            decision: Some(Applicability::Excluded),
            exclusion: Some((*why).to_owned()),
            ..EntryChange::default()
        };
        moments.push(did(today, 156, SECURITY_LEAD, set(FIRST, &[control], change)));
    }
    moments.extend(in_force(today, FIRST, [152, 150, 149]));
    moments
}

/// A version is read through, approved by management and put in force, each so many days before today.
fn in_force(today: Date, version: &'static str, [read, approved, enforced]: [i32; 3]) -> [Moment; 3] {
    let upon = |days, by: Someone, act| Moment { on: working_day(today, days), by: by.key, act };
    let (id, from) = (version.to_owned(), working_day(today, enforced));
    [
        upon(
            read,
            PEOPLE_OPERATIONS,
            Act::Statement(version, |id, sha256| StatementCommand::ReviewStatement { id, sha256 }),
        ),
        upon(
            approved,
            CHIEF_EXECUTIVE,
            Act::Statement(version, |id, sha256| StatementCommand::ApproveStatement { id, sha256 }),
        ),
        did(today, enforced, SECURITY_LEAD, StatementCommand::EnforceStatement { id, from }),
    ]
}

fn status(status: Implementation) -> EntryChange {
    EntryChange { status: Some(status), ..EntryChange::default() }
}

/// The second version, in force: what is shown to work is called implemented.
fn second(today: Date) -> Vec<Moment> {
    let take = StatementCommand::TakeStatementProposals { id: SECOND.to_owned(), controls: ids(SHOWN_TO_WORK) };
    let mut moments = vec![
        did(today, RENEWED, SECURITY_LEAD, StatementCommand::BeginStatement),
        did(today, RENEWED - 1, SECURITY_LEAD, take),
        did(today, RENEWED - 3, ENGINEERING, set(SECOND, SHOWN_TO_WORK, status(Implementation::Implemented))),
    ];
    moments.extend(in_force(today, SECOND, [39, 36, 35]));
    moments
}

/// The draft after it, with gaps.
fn third(today: Date) -> Vec<Moment> {
    let one = |control: &str, change: EntryChange| StatementCommand::SetStatementEntry {
        id: THIRD.to_owned(),
        control: control.to_owned(),
        change: Box::new(change),
    };
    let undecided = EntryChange {
        decision: Some(Applicability::Undecided),
        note: Some("Finance wants to see three offers before we say that we do it.".to_owned()),
        ..EntryChange::default()
    };
    let running = ["A.5.15", "A.5.16", "A.5.18", "A.8.5", "A.8.8", "A.8.13", "A.8.15", "A.8.24", "A.8.32"];
    let halls = ["A.7.5", "A.7.11", "A.7.12", "A.7.13"];
    let add = StatementCommand::AddStatementControl { id: THIRD.to_owned(), control: "AC-01".to_owned() };
    let necessary = EntryChange {
        decision: Some(Applicability::Applicable),
        reasons: Some([(InclusionReason::Risk, "treats RI-1".to_owned())].into()),
        status: Some(Implementation::Implemented),
        ..EntryChange::default()
    };
    let bare = EntryChange { reasons: Some([].into()), ..EntryChange::default() };
    let take = StatementCommand::TakeStatementProposals { id: THIRD.to_owned(), controls: shown() };
    vec![
        did(today, AGAIN, SECURITY_LEAD, StatementCommand::BeginStatement),
        did(today, AGAIN - 1, SECURITY_LEAD, take),
        did(today, 18, ENGINEERING, set(THIRD, &running, status(Implementation::Implemented))),
        did(today, 16, SECURITY_LEAD, set(THIRD, &halls, status(Implementation::Inherited))),
        did(today, 11, SECURITY_LEAD, add),
        did(today, 11, SECURITY_LEAD, one("AC-01", necessary)),
        did(today, 9, ENGINEERING, one("A.8.12", undecided)),
        did(today, 6, SECURITY_LEAD, one("A.8.6", bare)),
    ]
}

/// The controls whose proposals were taken: of the others some are still proposed.
fn shown() -> BTreeSet<String> {
    GROUPS.iter().take(8).flat_map(|(controls, ..)| controls.iter().map(|one| (*one).to_owned())).collect()
}
