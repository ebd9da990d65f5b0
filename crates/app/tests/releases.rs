//! History is never edited: the ledger that each release wrote still verifies, and still folds to what it folded to.
//!
//! `releases/VERSION.ledger` is a bundle with every kind of event that the release could write, and
//! `releases/VERSION.registers.json` what that release folded it to. A new release adds its pair and leaves the others:
//! `cargo test -p app --test releases -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod random;

use app::{At, Clock, VERSION};
use domain::command::Command;
use domain::event::Event;
use domain::registers::{Recorded, Registers};
use domain::values::inheritance::{CoverageReview, ProviderReport};
use domain::values::{
    Assessment, Control, FileRef, Frequency, Inheritance, LibraryDocument, Link, Overlap, Practice, Profile, Status,
    Step, StepTaken, Target,
};
use jiff::civil::date;
use ledger::{VerifierKey, bundle, verify_checkpoint};
use random::{DAY_US, ORG, START_US, Whole, open};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::BufReader;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Recording {
    by: String,
    event: Event,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases")
}

/// Every release that lies in the folder, by version.
fn releases() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut versions: Vec<String> = names.filter_map(|n| n.strip_suffix(".ledger").map(str::to_owned)).collect();
    versions.sort();
    versions
}

fn bundle_of(version: &str) -> BufReader<std::fs::File> {
    BufReader::new(std::fs::File::open(folder().join(format!("{version}.ledger"))).unwrap())
}

/// Folds a bundle with the rules of today; also the names of the events in it.
fn fold(version: &str) -> (Registers, BTreeSet<&'static str>) {
    let (mut registers, mut names) = (Registers::default(), BTreeSet::new());
    for entry in bundle::read(bundle_of(version)).unwrap() {
        let entry = entry.unwrap();
        let recording: Recording = serde_json::from_slice(&entry.payload.unwrap()).unwrap();
        let leaf: serde_json::Value = serde_json::from_slice(&entry.leaf).unwrap();
        let at_us = ledger::moment_from_text(leaf["time"].as_str().unwrap()).unwrap();
        names.insert(recording.event.name());
        registers.apply(Recorded { at_us, by: &recording.by }, recording.event);
    }
    (registers, names)
}

#[test]
fn ledgers_of_every_release_verify() {
    assert!(releases().contains(&VERSION.to_owned()), "{VERSION} has no ledger; see the head of this file");
    for version in releases() {
        let (report, closing) = bundle::verify(bundle_of(&version)).unwrap();
        let closing = closing.expect("a release's ledger ends in a checkpoint");
        let key = VerifierKey::parse(&closing.key).unwrap();
        let checkpoint = verify_checkpoint(&closing.checkpoint, &key, &report).unwrap();
        assert_eq!((checkpoint.size, checkpoint.root), (report.size, report.root), "{version}");
        assert!(report.remarks.is_empty(), "{version}: {:?}", report.remarks);
    }
}

#[test]
fn ledgers_of_every_release_fold_to_what_they_folded_to() {
    for version in releases() {
        let text = std::fs::read_to_string(folder().join(format!("{version}.registers.json"))).unwrap();
        let (registers, _) = fold(&version);
        let expected: Registers = serde_json::from_str(&text).unwrap();
        assert_eq!(registers, expected, "{version}");
    }
}

/// Fails to compile when an event is added, as a reminder that a ledger with it belongs into the folder.
fn known(event: &Event) {
    match event {
        Event::OrganisationCreated { .. }
        | Event::ProfileSet { .. }
        | Event::DocumentAdopted { .. }
        | Event::ControlAdded { .. }
        | Event::ControlRevised { .. }
        | Event::ControlRetired { .. }
        | Event::ControlLinked { .. }
        | Event::ControlUnlinked { .. }
        | Event::ControlsImported { .. }
        | Event::ColumnsSaved { .. }
        | Event::InheritanceRecorded { .. }
        | Event::InheritanceWithdrawn { .. }
        | Event::SuggestionDecided { .. }
        | Event::ItemAssessed { .. }
        | Event::StepRecorded { .. } => {}
    }
}

/// Number of variants that [`known`] lists.
const KINDS: usize = 15;

#[test]
fn every_kind_of_event_lies_in_some_release() {
    known(&Event::OrganisationCreated { name: String::new() });
    let seen: BTreeSet<&str> = releases().iter().flat_map(|version| fold(version).1).collect();
    assert_eq!(seen.len(), KINDS, "{seen:?}");
}

/// A small library: two criteria, four controls, one clause, a mapping, a layer on it and one claim.
fn documents() -> Vec<LibraryDocument> {
    let mut documents = app::library::documents(app::library::STARTING);
    documents.retain(|d| {
        ["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05", "tickmark-suggestions", "published-claims"]
            .contains(&d.id())
    });
    for document in &mut documents {
        match document {
            LibraryDocument::Framework(f) => {
                f.items.retain(|i| {
                    ["CC6.2", "CC7.2", "A.5.9", "A.5.18", "A.7.5", "A.8.15", "9.3.2"].contains(&i.id.as_str())
                });
            }
            LibraryDocument::Crosswalk(c) => c.rows.retain(|r| ["CC7.2", "s-a-5-9"].contains(&r.id.as_str())),
            LibraryDocument::Claims(c) => c.claims.retain(|c| c.id == "PC044"),
        }
    }
    documents
}

fn control(id: &str) -> Control {
    Control {
        id: id.into(),
        name: format!("Control {id} \u{e9}\u{1f512}"),
        activity: "Owners confirm access".into(),
        owner: "IT".into(),
        kind: "detective".into(),
        policy: "Access policy".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        links: [("soc2-tsc-2017/CC6.2".to_owned(), Link { reason: "it does".into(), extent: Overlap::Full })].into(),
    }
}

/// One command for each kind of event.
fn story() -> Vec<Command> {
    let profile = Profile { services: vec!["Acme".into()], locations: vec!["Bern".into()], ..Profile::default() };
    let first = Command::SetProfile { profile };
    std::iter::once(first).chain(own_controls()).chain(inheritance()).chain(judgements()).collect()
}

fn reason() -> String {
    "as agreed".into()
}

fn own_controls() -> Vec<Command> {
    let target = |framework: &str, item: &str| Target { framework: framework.into(), item: item.into() };
    let file = Some(FileRef { sha256: "ab".repeat(32), size: 12 });
    let id = || "AC-1".to_owned();
    vec![
        Command::AddControl { control: control("AC-1") },
        Command::ReviseControl { control: Control { status: Status::Planned, frequency: None, ..control("AC-1") } },
        Command::LinkControl {
            id: id(),
            target: target("iso27001-2022", "A.5.18"),
            reason: reason(),
            extent: Overlap::Partial,
        },
        Command::UnlinkControl { id: id(), target: target("soc2-tsc-2017", "CC6.2") },
        Command::ImportControls { source: "list.xlsx".into(), file, controls: vec![control("AC-1"), control("AC-2")] },
        Command::RetireControl { id: "AC-2".into(), reason: reason() },
        Command::SaveColumns { name: "list".into(), columns: [("id".to_owned(), "Ref.".to_owned())].into() },
    ]
}

fn inheritance() -> Vec<Command> {
    let (from, until, on) = (date(2026, 1, 1), date(2027, 1, 1), date(2026, 11, 1));
    let whole = Inheritance {
        provider: "Hosting Ltd".into(),
        justification: "its data centre".into(),
        report: Some(ProviderReport { reference: "SOC 2 report".into(), from, until }),
        review: Some(CoverageReview { by: "CISO".into(), on, finding: "covers power".into() }),
    };
    let part = Inheritance { report: None, review: None, ..whole.clone() };
    let record = |record| Command::RecordInheritance { control: "A.7.5".into(), record };
    vec![record(whole), Command::WithdrawInheritance { control: "A.7.5".into(), reason: reason() }, record(part)]
}

fn judgements() -> Vec<Command> {
    let layer = "tickmark-suggestions".to_owned();
    let taken = StepTaken { on: date(2026, 11, 21), note: "seen".into() };
    let step = |step, taken| Command::RecordStep { control: "A.8.15".into(), step, taken };
    let (practice, working, managed) = (Practice::Informal, Some(true), Some(false));
    let assessment = Assessment { practice, working, managed, kept: None, note: "in heads".into() };
    vec![
        Command::DecideSuggestion { layer, row: "s-a-5-9".into(), accepted: true, reason: reason() },
        Command::AssessItem { item: "clause 9.3.2".into(), assessment },
        step(Step::Review, Some(taken.clone())),
        step(Step::Review, None),
        step(Step::SoaEntry, Some(taken)),
    ]
}

#[test]
#[ignore = "writes the ledger of this release; run it once for each release"]
fn write_the_ledger_of_this_release() {
    let target = folder().join(format!("{VERSION}.ledger"));
    assert!(!target.exists(), "{} is history; a new release has a new version", target.display());
    let data = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let (app, who) = open(data.path(), &clock);
    app.create(ORG, &who, "Acme Cloud", documents(), Profile::default()).unwrap();
    for command in story() {
        clock.set(clock.now_us() + DAY_US / 3);
        app.change(ORG, &who, None, command).unwrap();
    }
    let registers = app.ask(ORG, &who, At::default(), &Whole).unwrap().value;
    app.export_ledger(ORG, &who, &mut std::fs::File::create(&target).unwrap()).unwrap();
    let text = serde_json::to_string_pretty(&registers).unwrap() + "\n";
    std::fs::write(folder().join(format!("{VERSION}.registers.json")), text).unwrap();
}
