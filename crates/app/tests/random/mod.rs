//! Any command that a person could give, from a small world in which many of them meet the same control.

#![allow(dead_code, reason = "each test file takes what it needs")]

pub(crate) mod people;

use app::ask::{Question, Seen};
use app::{App, Clock, Config, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::values::inheritance::{CoverageReview, Inheritance, ProviderReport};
use domain::values::{
    Assessment, Categories, Control, Hosting, LibraryDocument, Link, Mode, Overlap, Practice, Profile, Status, Step,
    StepTaken, Target,
};
use jiff::civil::date;
use proptest::prelude::*;
use std::path::Path;

/// Microseconds of a day.
pub(crate) const DAY_US: i64 = 86_400_000_000;
/// 2026-11-21, midnight UTC.
pub(crate) const START_US: i64 = 1_795_219_200_000_000;
/// Short name of the organisation.
pub(crate) const ORG: &str = "acme";

/// The registers themselves, as a question sees them.
pub(crate) struct Whole;

impl Question for Whole {
    type Answer = Registers;

    fn answer(&self, seen: &Seen<'_>) -> Result<Registers, Refusal> {
        seen.organisation().cloned()
    }
}

/// Opens an installation with a clock moved by hand.
pub(crate) fn open(folder: &Path, clock: &Clock) -> (App, Who) {
    let app = App::open(&Config::folder(folder), clock.clone()).unwrap();
    let who = app.local_operator("cli").unwrap();
    (app, who)
}

/// Begins the organisation with just the documents that the commands need.
pub(crate) fn begin(app: &App, who: &Who) {
    let documents =
        app::library::documents(["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05", "tickmark-suggestions"]);
    app.create(ORG, who, "Acme Cloud", documents, Profile::default()).unwrap();
}

fn id() -> impl Strategy<Value = String> {
    (0..6_u8).prop_map(|n| format!("C-{n}"))
}

fn target() -> impl Strategy<Value = Target> {
    let known = [
        ("soc2-tsc-2017", "CC6.1"),
        ("soc2-tsc-2017", "cc 7.2"),
        ("iso27001-2022", "A 5.7"),
        ("iso27001-2022", "5.1"),
        ("iso27001-2022", "A.5.99"),
    ];
    prop::sample::select(known.to_vec())
        .prop_map(|(framework, item)| Target { framework: framework.into(), item: item.into() })
}

fn control() -> impl Strategy<Value = Control> {
    let links = prop::collection::btree_map(
        target().prop_map(|t| t.key()),
        Just(Link { reason: "it does".into(), extent: Overlap::Full }),
        0..3,
    );
    let status = prop::sample::select(Status::ALL.to_vec());
    (id(), "[a-z\u{e9}\u{1f600}]{0,4}", status, links).prop_map(|(id, name, status, links)| Control {
        id,
        name,
        status,
        links,
        ..Control::default()
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    let hosting = prop::sample::select(vec![Hosting::Cloud, Hosting::Hybrid, Hosting::OwnPremises]);
    let mode = prop::sample::select(vec![Mode::Literal, Mode::Broad]);
    (hosting, mode, any::<bool>()).prop_map(|(hosting, mode, all)| Profile {
        hosting,
        mode,
        categories: if all { Categories::ALL } else { Categories::SECURITY },
        ..Profile::default()
    })
}

fn inheritance() -> impl Strategy<Value = Command> {
    let control = prop::sample::select(vec!["A.7.5", "A 7.11", "A.7.7", "A.5.1"]);
    (control, any::<[bool; 3]>()).prop_map(|(control, [justified, reported, reviewed])| Command::RecordInheritance {
        control: control.into(),
        record: Inheritance {
            provider: "Hosting Ltd".into(),
            justification: if justified { "its data centre".into() } else { String::new() },
            report: reported.then(|| ProviderReport {
                reference: "SOC 2 report".into(),
                from: date(2026, 1, 1),
                until: date(2027, 1, 1),
            }),
            review: reviewed.then(|| CoverageReview {
                by: "CISO".into(),
                on: date(2026, 11, 1),
                finding: "covers power".into(),
            }),
        },
    })
}

fn judgement() -> impl Strategy<Value = Command> {
    let item = prop::sample::select(vec!["clause 9.3.2", "A.5.7", "A 8.15", "4.3", "nothing"]);
    let step = prop::sample::select(Step::ALL.to_vec());
    let practice = prop::sample::select(Practice::ALL.to_vec());
    (item, step, practice, any::<Option<bool>>(), any::<bool>()).prop_map(|(item, step, practice, kept, assess)| {
        let item = item.to_owned();
        if assess {
            return Command::AssessItem { item, assessment: Assessment { practice, kept, ..Assessment::default() } };
        }
        let taken = kept.map(|_| StepTaken { on: date(2026, 11, 21), note: "seen".into() });
        Command::RecordStep { control: item, step, taken }
    })
}

fn document() -> impl Strategy<Value = Command> {
    (0..3_u8).prop_map(|version| {
        let Some(LibraryDocument::Crosswalk(mut own)) = app::library::documents(["truvo-2026-05"]).pop() else {
            panic!("the built-in mapping is a crosswalk")
        };
        (own.id, own.version) = ("own".into(), version.to_string());
        own.rows.truncate(5 + usize::from(version));
        Command::AdoptDocument { document: Box::new(LibraryDocument::Crosswalk(own)) }
    })
}

/// Any command; many are refused, and that is part of the test.
pub(crate) fn command() -> impl Strategy<Value = Command> {
    let reason = "[a-z]{0,3}";
    prop_oneof![
        4 => control().prop_map(|control| Command::AddControl { control }),
        2 => control().prop_map(|control| Command::ReviseControl { control }),
        1 => (id(), reason).prop_map(|(id, reason)| Command::RetireControl { id, reason }),
        3 => (id(), target(), reason).prop_map(|(id, target, reason)| Command::LinkControl { id, target, reason, extent: Overlap::Partial }),
        2 => (id(), target()).prop_map(|(id, target)| Command::UnlinkControl { id, target }),
        2 => prop::collection::vec(control(), 0..4).prop_map(|controls| Command::ImportControls { source: "list.csv".into(), file: None, controls }),
        1 => reason.prop_map(|name| Command::SaveColumns { name: name.to_string(), columns: [("id".to_owned(), name)].into() }),
        2 => inheritance(),
        1 => reason.prop_map(|reason| Command::WithdrawInheritance { control: "A.7.5".into(), reason }),
        1 => any::<bool>().prop_map(|accepted| Command::DecideSuggestion {
            layer: "tickmark-suggestions".into(),
            row: "s-a-5-9".into(),
            accepted,
            reason: "as discussed".into(),
        }),
        3 => judgement(),
        1 => profile().prop_map(|profile| Command::SetProfile { profile }),
        1 => document(),
        6 => people::command(),
    ]
}
