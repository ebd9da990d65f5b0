//! History is never edited: the ledger that each release wrote still verifies, and still folds to what it folded to.
//!
//! `releases/VERSION.ledger` is a bundle with every kind of event that the release could write, and
//! `releases/VERSION.registers.json` what that release folded it to. A new release adds its pair and leaves the ledgers of
//! the others byte for byte: `cargo test -p app --test releases write_the_ledger -- --ignored`.
//!
//! A later release may fold more out of an old ledger, never something else: since 0.2.0 the fold also says who began the
//! organisation, who worked on it and which entry last touched what (`people`, `workforce`, `touched`), since 0.3.0 which
//! versions controls had (`operations`) beside rooms that were not there before, since 0.9.0 which controls an item of
//! evidence no longer shows and when it ended, what the status of a retired control was before, and for which owner of a risk
//! its plan was approved, so these fields were added to the registers
//! of earlier releases: `cargo test -p app --test releases add_new_fields -- --ignored`, which refuses any other
//! difference. Since 0.5.0 the requests of auditors are called `AQ-n`: an id that an older release wrote as `RQ-n` is read as
//! the one of today, in its ledger and in its registers alike, and neither is written again.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod random;
#[path = "releases/story.rs"]
mod story;

use app::{At, Clock, VERSION};
use domain::event::Event;
use domain::registers::{Recorded, Registers};
use domain::values::Profile;
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
        let [then, now] = [&expected, &registers].map(|one| serde_json::to_value(one).unwrap());
        for (field, now) in now.as_object().unwrap() {
            assert_eq!(now, &then[field], "{version}: {field}");
        }
        assert!(registers == expected, "{version}");
    }
}

/// Fails to compile when an event is added, as a reminder that a ledger with it belongs into the folder.
#[expect(clippy::too_many_lines, reason = "a line for each kind")]
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
        | Event::StepRecorded { .. }
        | Event::ControlAssigned { .. }
        | Event::PersonInvited { .. }
        | Event::MembershipConfirmed { .. }
        | Event::RolesSet { .. }
        | Event::MemberSuspended { .. }
        | Event::MemberResumed { .. }
        | Event::MembershipEnded { .. }
        | Event::GrantGiven { .. }
        | Event::GrantEnded { .. }
        | Event::DeputyNamed { .. }
        | Event::DeputyEnded { .. }
        | Event::WaiverProposed { .. }
        | Event::WaiverApproved { .. }
        | Event::WaiverEnded { .. }
        | Event::DeedProposed { .. }
        | Event::DeedApproved { .. }
        | Event::DeedWithdrawn { .. }
        | Event::DeedDone { .. }
        | Event::BackupRestored { .. }
        | Event::SignOnSet { .. }
        | Event::DirectorySet { .. }
        | Event::TokenIssued { .. }
        | Event::TokenRevoked { .. }
        | Event::WebhookSet { .. }
        | Event::WebhookRemoved { .. }
        | Event::StaffRecorded { .. }
        | Event::StaffImported { .. }
        | Event::StaffChecked { .. }
        | Event::PositionSet { .. }
        | Event::AccessAsked { .. }
        | Event::AccessDecided { .. }
        | Event::AccessCarriedOut { .. }
        | Event::Operation(_)
        | Event::Evidence(_)
        | Event::Engagement(_)
        | Event::Testing(_)
        | Event::Supplier(_)
        | Event::Description(_)
        | Event::Room(_)
        | Event::Package(_)
        | Event::Certification(_)
        | Event::Planner(_)
        | Event::Plan(_)
        | Event::Scorecard(_)
        | Event::Questionnaire(_)
        | Event::Public(_)
        | Event::Collector(_)
        | Event::Risk(_)
        | Event::Statement(_)
        | Event::Nonconformity(_)
        | Event::Policy(_)
        | Event::Isms(_)
        | Event::Audit(_)
        | Event::Review(_) => {}
    }
}

/// Number of names of events: the variants that [`known`] lists, those of the nouns one by one.
const KINDS: usize = 260;

#[test]
fn every_kind_of_event_lies_in_some_release() {
    known(&Event::OrganisationCreated { name: String::new() });
    let seen: BTreeSet<&str> = releases().iter().flat_map(|version| fold(version).1).collect();
    assert_eq!(seen.len(), KINDS, "{seen:?}");
}

/// Fields that later releases fold out of the ledger of an earlier one; see the head of this file.
const ADDED: [&str; 19] = [
    "policies",
    "isms",
    "audits",
    "reviews",
    "people",
    "workforce",
    "touched",
    "operations",
    "evidence",
    "engagements",
    "testing",
    "suppliers",
    "descriptions",
    "room",
    "packages",
    "collectors",
    "risks",
    "statements",
    "nonconformities",
];

/// Fields inside of records of which the same holds: what an item of evidence showed once, and when it ended; what the status
/// of a retired control was before, and who owned a risk when its plan was approved.
const ADDED_INSIDE: [&str; 4] = ["unlinked", "ended_us", "retired_from", "approved_for"];

fn without_added_inside(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|field, _| !ADDED_INSIDE.contains(&field.as_str()));
            fields.values_mut().for_each(without_added_inside);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_added_inside),
        _ => {}
    }
}

#[test]
#[ignore = "writes the fields that this release adds into the registers of earlier ones"]
fn add_new_fields_to_the_registers_of_earlier_releases() {
    for version in releases() {
        let path = folder().join(format!("{version}.registers.json"));
        let text = std::fs::read_to_string(&path).unwrap();
        let held: serde_json::Value = serde_json::from_str(&text).unwrap();
        let missing: Vec<&str> = ADDED.into_iter().filter(|field| held.get(field).is_none()).collect();
        let (registers, _) = fold(&version);
        let whole = serde_json::to_value(&registers).unwrap();
        let expected: Registers = serde_json::from_str(&text).unwrap();
        let [then, now] = [serde_json::to_value(&expected).unwrap(), whole.clone()].map(|mut one| {
            one.as_object_mut().unwrap().retain(|field, _| !missing.contains(&field.as_str()));
            without_added_inside(&mut one);
            one
        });
        assert!(now == then, "{version} folds to something else than it did");
        if missing.is_empty() && registers != expected {
            std::fs::write(path, serde_json::to_string_pretty(&registers).unwrap() + "\n").unwrap();
            continue;
        }
        // What stands there stays as it is; the new fields come behind it.
        let mut text = text.trim_end().strip_suffix('}').unwrap().trim_end().to_owned();
        for field in missing {
            let value = serde_json::to_string_pretty(&whole[field]).unwrap().replace('\n', "\n  ");
            text.push_str(&format!(",\n  \"{field}\": {value}"));
        }
        std::fs::write(path, text + "\n}\n").unwrap();
    }
}

#[test]
#[ignore = "writes the ledger of this release; run it once for each release"]
fn write_the_ledger_of_this_release() {
    let target = folder().join(format!("{VERSION}.ledger"));
    assert!(!target.exists(), "{} is history; a new release has a new version", target.display());
    let data = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let (app, who) = open(data.path(), &clock);
    app.create(ORG, &who, "Acme Cloud", story::documents(), Profile::default()).unwrap();
    for command in story::programme() {
        clock.set(clock.now_us() + DAY_US / 3);
        app.change(ORG, &who, None, command).unwrap();
    }
    story::restored(&app, &who, &clock);
    story::people(&app, &who, &clock);
    // A day after two persons agreed on it, the whole ledger may leave the house; that is its last entry.
    clock.set(clock.now_us() + 2 * DAY_US);
    app.export_ledger(ORG, &who, &mut std::fs::File::create(&target).unwrap()).unwrap();
    let registers = app.ask(ORG, &who, At::default(), &Whole).unwrap().value;
    let text = serde_json::to_string_pretty(&registers).unwrap() + "\n";
    std::fs::write(folder().join(format!("{VERSION}.registers.json")), text).unwrap();
}
