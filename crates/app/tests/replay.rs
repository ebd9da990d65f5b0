//! The log is the truth: after any run of commands, what is live equals the fold of what lies on the disk.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod random;

use app::{App, At, Clock, Config, Failure, Who, clock};
use domain::command::Command;
use domain::event::Event;
use domain::registers::{Recorded, Registers};
use domain::values::{Control, Status};
use proptest::prelude::*;
use random::people::{self, asker};
use random::{DAY_US, ORG, START_US, Whole, begin, command, open};
use serde::Deserialize;
use std::ops::ControlFlow;
use std::path::Path;
use store::{Location, Snapshot};

/// What lies on the disk for an entry.
#[derive(Deserialize)]
struct Recording {
    by: String,
    event: Event,
}

/// Folds the ledger as it lies on the disk, with nothing of `app`.
fn folded(folder: &Path) -> Registers {
    let store = store::open(&Location::FolderReadOnly(folder.to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    let mut registers = Registers::default();
    let mut each = |_: u64, at_us: i64, payload: Option<&[u8]>| {
        let recording: Recording = serde_json::from_slice(payload.unwrap()).unwrap();
        registers.apply(Recorded { at_us, by: &recording.by }, recording.event);
        ControlFlow::Continue(())
    };
    store.read_payloads(&log, 0..u64::MAX, &mut each).unwrap();
    registers
}

/// Every byte of the ledger as it lies on the disk, and its head. What is beside it in the same file is no history: a
/// refusal leaves a note in the security log.
fn bytes(folder: &Path) -> (Vec<u8>, ledger::Head) {
    let store = store::open(&Location::FolderReadOnly(folder.to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    let mut all = Vec::new();
    let mut each = |entry: store::EntryRef<'_>| {
        all.extend_from_slice(entry.leaf);
        all.extend_from_slice(entry.payload.unwrap_or_default());
        ControlFlow::Continue(())
    };
    store.read(&log, 0..u64::MAX, &mut each).unwrap();
    (all, store.head(&log).unwrap())
}

fn live(app: &App, who: &Who) -> Registers {
    app.ask(ORG, who, At::default(), &Whole).unwrap().value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_commands_replays(run in prop::collection::vec((asker(), command(), 0..3_i64), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(START_US);
        let (app, who) = open(folder.path(), &clock);
        begin(&app, &who);
        let mut days = vec![(clock.today(), live(&app, &who))];
        for (n, (asker, command, later)) in run.into_iter().enumerate() {
            clock.set(clock.now_us() + later * DAY_US + 1);
            let before = (live(&app, &who), bytes(folder.path()));
            let asks = people::who(&app, &who, asker);
            match app.change(ORG, &asks, Some(&format!("request-{n}")), command) {
                Ok(receipt) => {
                    let now = live(&app, &who);
                    prop_assert_eq!(receipt.entries, now.entries);
                    prop_assert_eq!(receipt.last + 1, receipt.entries);
                    prop_assert!(now.entries > before.0.entries);
                }
                Err(Failure::Refused(_)) => {
                    prop_assert_eq!(&before.0, &live(&app, &who), "a refusal changes nothing that is live");
                    prop_assert!(before.1 == bytes(folder.path()), "a refusal changes no byte of the ledger");
                }
                // Who has no part in it is told that there is no such organisation.
                Err(Failure::Fault(fault)) if fault.by_user && asker > 0 => {
                    prop_assert_eq!(&before.0, &live(&app, &who), "{}", fault);
                }
                Err(Failure::Fault(fault)) => panic!("{fault}"),
            }
            days.retain(|(day, _)| *day != clock.today());
            days.push((clock.today(), live(&app, &who)));
        }
        let now = live(&app, &who);
        prop_assert_eq!(&now, &folded(folder.path()), "live equals the fold of the disk");
        drop(app);
        let (app, who) = open(folder.path(), &clock);
        prop_assert_eq!(&now, &live(&app, &who), "opened again it is the same");
        for (day, then) in days {
            let asked = app.ask(ORG, &who, At { as_of: Some(day), on: None }, &Whole).unwrap();
            prop_assert_eq!(asked.mark.entries, then.entries);
            prop_assert_eq!(&asked.value, &then, "as of {} it is what was live then", day);
        }
        prop_assert!(app.verify(Some(ORG), None).unwrap().is_clean());
    }
}

fn many(n: usize, status: Status) -> Command {
    let one = |i: usize| Control { id: format!("M-{i}"), name: format!("Control {i}"), status, ..Control::default() };
    Command::ImportControls { source: "many.csv".into(), file: None, controls: (0..n).map(one).collect() }
}

/// A history long enough for a snapshot: one import of 2,500 controls, then one retired on a later day.
fn long_history(folder: &Path, clock: &Clock) -> Registers {
    let (app, who) = open(folder, clock);
    begin(&app, &who);
    app.change(ORG, &who, None, many(2_500, Status::InPlace)).unwrap();
    drop(app);
    // Opening folds the history and keeps a snapshot.
    let (app, who) = open(folder, clock);
    assert_eq!(live(&app, &who).controls.len(), 2_500);
    clock.set(START_US + DAY_US);
    app.change(ORG, &who, None, Command::RetireControl { id: "M-7".into(), reason: "replaced".into() }).unwrap();
    live(&app, &who)
}

#[test]
fn a_snapshot_is_a_cache_that_nobody_has_to_trust() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let now = long_history(folder.path(), &clock);
    let with = |spoil: fn(&dyn store::Store, &str, Snapshot)| {
        let store = store::open(&Location::Folder(folder.path().to_owned())).unwrap();
        let log = store.logs().unwrap().remove(0).id;
        if let Some(snapshot) = store.snapshot(&log, u64::MAX).unwrap() {
            spoil(store.as_ref(), &log, snapshot);
        }
        drop(store);
        let (app, who) = open(folder.path(), &clock);
        let seen = live(&app, &who);
        assert_eq!(seen, now);
        assert_eq!(seen, folded(folder.path()));
    };
    let store = store::open(&Location::Folder(folder.path().to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    let kept = store.snapshot(&log, u64::MAX).unwrap().expect("opening a long history keeps a snapshot");
    assert_eq!(kept.size, now.entries - 1, "it was kept before the last change");
    drop(store);
    with(|_, _, _| {});
    // Another build's shape, a flipped byte, a hash that fits bytes of another state, and none at all.
    with(|store, log, s| store.save_snapshot(log, &Snapshot { format: "registers/0/0.0.1".into(), ..s }).unwrap());
    with(|store, log, mut s| {
        s.bytes[1_000] ^= 1;
        store.save_snapshot(log, &s).unwrap();
    });
    with(|store, log, mut s| {
        s.bytes = b"{}".to_vec();
        s.sha256 = ledger::Hash::of(&s.bytes);
        store.save_snapshot(log, &s).unwrap();
    });
    with(|store, log, _| store.drop_snapshots(log).unwrap());
}

#[test]
fn a_redacted_entry_is_passed_by_and_still_counted() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let (app, who) = open(folder.path(), &clock);
    begin(&app, &who);
    let receipt = app.change(ORG, &who, None, many(3, Status::InPlace)).unwrap();
    drop(app);
    let store = store::open(&Location::Folder(folder.path().to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    store.redact(&log, receipt.last).unwrap();
    drop(store);
    let (app, who) = open(folder.path(), &clock);
    let seen = live(&app, &who);
    assert_eq!(seen.entries, receipt.entries);
    assert_eq!(seen.controls.keys().collect::<Vec<_>>(), ["M-0", "M-1"]);
    let page = app.history(ORG, &who, None, 1).unwrap();
    assert_eq!((page.entries[0].seq, &page.entries[0].event), (receipt.last, &None));
    app.change(ORG, &who, None, Command::RetireControl { id: "M-0".into(), reason: "gone".into() }).unwrap();
}

#[test]
fn as_of_a_day_before_a_snapshot_shows_what_was_recorded_then() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let now = long_history(folder.path(), &clock);
    let (app, who) = open(folder.path(), &clock);
    let as_of = |us: i64| app.ask(ORG, &who, At { as_of: Some(clock::day_of(us)), on: None }, &Whole);
    let then = as_of(START_US).unwrap();
    assert!(then.mark.past);
    assert_eq!((then.value.entries, then.value.live_controls().count()), (now.entries - 1, 2_500));
    assert_eq!(as_of(START_US + DAY_US).unwrap().value, now);
    let refused = as_of(START_US - DAY_US).unwrap_err();
    assert!(matches!(&refused, Failure::Refused(r) if r.code() == "not_possible"), "{refused}");
    assert_ne!(then.mark.root, app.ask(ORG, &who, At::default(), &Whole).unwrap().mark.root);
}

#[test]
fn a_request_asked_twice_happens_once() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let (app, who) = open(folder.path(), &clock);
    begin(&app, &who);
    let first = app.change(ORG, &who, Some("r-1"), many(3, Status::InPlace)).unwrap();
    let before = bytes(folder.path());
    let again = app.change(ORG, &who, Some("r-1"), many(3, Status::InPlace)).unwrap();
    assert_eq!(
        (again.first, again.last, again.entries, again.repeated),
        (first.first, first.last, first.entries, true)
    );
    assert!(!first.repeated && before == bytes(folder.path()));
    drop(app);
    let (app, who) = open(folder.path(), &clock);
    assert!(app.change(ORG, &who, Some("r-1"), many(3, Status::InPlace)).unwrap().repeated, "also after a restart");
    let other = app.change(ORG, &who, Some("r-1"), many(4, Status::InPlace)).unwrap_err();
    assert!(matches!(&other, Failure::Fault(f) if f.by_user && f.sentence.contains("different request")), "{other}");
    assert_eq!(live(&app, &who).controls.len(), 3);
}

#[test]
fn two_cannot_hold_one_folder_and_readers_may_stand_beside() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let (app, who) = open(folder.path(), &clock);
    begin(&app, &who);
    let second = App::open(&Config::folder(folder.path()), clock.clone()).unwrap_err();
    assert!(second.by_user && second.hint.contains("other process"), "{second}: {}", second.hint);
    let reader = App::open(&Config { read_only: true, ..Config::folder(folder.path()) }, clock.clone()).unwrap();
    let reads = reader.local_operator("cli").unwrap();
    assert_eq!(live(&reader, &reads), live(&app, &who));
    let refused = reader.change(ORG, &reads, None, many(1, Status::InPlace)).unwrap_err();
    assert!(matches!(&refused, Failure::Fault(f) if f.by_user && f.sentence.contains("reading only")), "{refused}");
    app.change(ORG, &who, None, many(1, Status::InPlace)).unwrap();
    let later = App::open(&Config { read_only: true, ..Config::folder(folder.path()) }, clock).unwrap();
    assert_eq!(live(&later, &reads).controls.len(), 1, "what was written meanwhile is there");
    drop(app);
    assert!(App::open(&Config::folder(folder.path()), Clock::system()).is_ok(), "free again once it is let go");
}

#[test]
fn a_refused_beginning_leaves_no_ledger_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (app, who) = open(folder.path(), &Clock::by_hand(START_US));
    for slug in ["", "Acme", "acme cloud", "-acme", &"x".repeat(41)] {
        let refused = app.create(slug, &who, "Acme", Vec::new(), domain::values::Profile::default()).unwrap_err();
        assert!(matches!(&refused, Failure::Refused(r) if r.code() == "not_possible"), "`{slug}`: {refused}");
    }
    let nameless =
        app.create(ORG, &who, " ", app::library::documents(app::library::STARTING), domain::values::Profile::default());
    assert!(matches!(nameless, Err(Failure::Refused(_))));
    assert!(app.organisations(&who).unwrap().is_empty());
    begin(&app, &who);
    assert_eq!(app.organisations(&who).unwrap().len(), 1);
}
