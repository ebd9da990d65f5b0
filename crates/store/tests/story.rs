//! One story, told to both shelves: they have one meaning or they are not two shelves of one store.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod log_by_hand;
mod ordinary_user;
mod postgres_server;
mod records_story;
mod taking_over;

use std::ops::ControlFlow;

use ledger::{Hash, Head, Sealed};
use log_by_hand::{HOUR, NEW_YEAR, empty, entries, entry, read_all, request};
use postgres_server::PostgresServer;
use store::{Appended, Location, LogRecord, Request, Snapshot, Store, StoreError, open};

#[test]
fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_owned());
    let shelf = open(&location).unwrap();
    assert_eq!(shelf.kind(), "sqlite");
    story(&*shelf);
    drop(shelf);
    what_was_written_is_there_tomorrow(&*open(&location).unwrap());
}

#[test]
fn postgresql() {
    let Some(server) = PostgresServer::start() else { return };
    let location = Location::Postgres(server.url());
    let shelf = open(&location).unwrap();
    assert_eq!(shelf.kind(), "postgresql");
    story(&*shelf);
    drop(shelf);
    what_was_written_is_there_tomorrow(&*open(&location).unwrap());
}

fn story(shelf: &dyn Store) {
    a_log_is_made_once(shelf);
    what_is_appended_is_read_back(shelf);
    a_stale_head_changes_nothing(shelf);
    a_false_append_is_refused(shelf);
    a_lost_acknowledgement_happens_once(shelf);
    two_writers_race(shelf);
    one_request_is_raced(shelf);
    as_of_shows_what_was_recorded_by_then(shelf);
    snapshots_are_a_cache(shelf);
    checkpoints_never_contradict(shelf);
    a_payload_is_erased_and_the_leaf_stays(shelf);
    settings_are_kept_apart(shelf);
    an_unknown_log_is_said_to_be_unknown(shelf);
    logs_do_not_see_each_other(shelf);
    many_entries_at_once(shelf);
    records_story::story(shelf);
    taking_over::story(shelf);
}

fn log(id: &str) -> LogRecord {
    LogRecord { id: id.to_owned(), slug: format!("the-{id}"), created_us: NEW_YEAR }
}

/// A log with one entry for each payload, and its head.
fn begin(shelf: &dyn Store, id: &str, payloads: &[&str]) -> (Vec<Sealed>, Head) {
    let start = empty(id);
    shelf.create_log(&log(id), &start).unwrap();
    if payloads.is_empty() {
        return (Vec::new(), start);
    }
    let (all, head) = entries(&start, payloads);
    assert_eq!(shelf.append(&start, &head, &all, &request("begin")), Ok(Appended::Done));
    (all, head)
}

fn a_log_is_made_once(shelf: &dyn Store) {
    assert_eq!(shelf.logs(), Ok(vec![]));
    let made = log("made");
    shelf.create_log(&made, &empty("made")).unwrap();
    assert_eq!(shelf.head("made"), Ok(empty("made")));
    let same_id = LogRecord { slug: "other".to_owned(), ..made.clone() };
    let same_slug = LogRecord { id: "other".to_owned(), ..made.clone() };
    assert_eq!(shelf.create_log(&same_id, &empty("made")), Err(StoreError::Exists));
    assert_eq!(shelf.create_log(&same_slug, &empty("other")), Err(StoreError::Exists));
    assert_eq!(shelf.logs(), Ok(vec![made]));
}

fn what_is_appended_is_read_back(shelf: &dyn Store) {
    let (all, head) = begin(shelf, "read", &["a", "", "ccc", "d\0d", "é"]);
    assert_eq!(shelf.head("read"), Ok(head.clone()));
    assert_eq!(read_all(shelf, "read", 0..u64::MAX), all);
    assert_eq!(read_all(shelf, "read", 1..3), all[1..3]);
    for nothing in [0..0, 5..9, 9..20] {
        assert_eq!(read_all(shelf, "read", nothing), []);
    }
    let mut seen = Vec::new();
    let fast = shelf.read_payloads("read", 1..9, &mut |seq, time_us, payload| {
        seen.push((seq, time_us, payload.map(<[u8]>::to_vec)));
        if seq == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    fast.unwrap();
    let wanted = (1..4_u64).map(|seq| (seq, NEW_YEAR + seq.cast_signed() * HOUR, all[seq as usize].payload.clone()));
    assert_eq!(seen, wanted.collect::<Vec<_>>());
    let hashes = shelf.leaf_hashes("read", 0..99).unwrap();
    assert_eq!(hashes.len(), 5);
    assert_eq!(hashes.last(), Some(&head.last));
    assert_eq!(shelf.leaf_hashes("read", 2..4).unwrap(), hashes[2..4]);
    // Two reads may be under way at once, one inside the other.
    let mut inner = 0;
    let outer = shelf.read("read", 0..2, &mut |_| {
        inner += read_all(shelf, "read", 0..2).len();
        ControlFlow::Continue(())
    });
    assert_eq!((outer, inner), (Ok(()), 4));
}

fn a_stale_head_changes_nothing(shelf: &dyn Store) {
    let (all, head) = begin(shelf, "stale", &["a", "b"]);
    let (late, new) = entries(&empty("stale"), &["late"]);
    let answer = shelf.append(&empty("stale"), &new, &late, &request("late"));
    assert_eq!(answer, Err(StoreError::Stale { expected: 0, actual: 2 }));
    assert_eq!(shelf.request("stale", &request("late")), Ok(None));
    // The same size of another history is not "stale": no catching up would ever help.
    let (_, other) = entries(&empty("stale"), &["a", "x"]);
    let (more, new) = entries(&other, &["more"]);
    let answer = shelf.append(&other, &new, &more, &request("more"));
    assert!(matches!(answer, Err(StoreError::Corrupt { .. })), "{answer:?}");
    assert_eq!(shelf.head("stale"), Ok(head));
    assert_eq!(read_all(shelf, "stale", 0..9), all);
}

fn a_false_append_is_refused(shelf: &dyn Store) {
    let (_, head) = begin(shelf, "false", &["a"]);
    let (good, new) = entries(&head, &["b", "c"]);
    let gap = vec![good[1].clone(), good[0].clone()];
    let wrong_last = Head { last: Hash([7; 32]), ..new.clone() };
    let wrong_size = Head { size: 9, ..new.clone() };
    let wrong_frontier = Head { frontier: vec![], ..new.clone() };
    let mut timeless = good.clone();
    timeless[0].leaf = b"{}".to_vec();
    let attempts: [(&Head, &[Sealed]); 6] = [
        (&new, &gap),
        (&wrong_last, &good),
        (&wrong_size, &good),
        (&wrong_frontier, &good),
        (&new, &timeless),
        (&head, &[]),
    ];
    for (new, rows) in attempts {
        let answer = shelf.append(&head, new, rows, &request("false"));
        assert!(matches!(answer, Err(StoreError::Fault(_))), "{answer:?}");
    }
    assert_eq!(shelf.head("false"), Ok(head.clone()));
    assert_eq!(shelf.append(&head, &new, &good, &request("true")), Ok(Appended::Done));
}

fn a_lost_acknowledgement_happens_once(shelf: &dyn Store) {
    let (_, head) = begin(shelf, "lost", &["a"]);
    let (rows, new) = entries(&head, &["b", "c"]);
    let asked = request("R-1");
    assert_eq!(shelf.append(&head, &new, &rows, &asked), Ok(Appended::Done));
    let before = Ok(Appended::Before { first: 1, last: 2 });
    // Asked again as it was, and asked again after catching up.
    assert_eq!(shelf.append(&head, &new, &rows, &asked), before);
    let (again, newer) = entries(&new, &["b", "c"]);
    assert_eq!(shelf.append(&new, &newer, &again, &asked), before);
    let reused = Request { body_sha256: Hash([9; 32]), ..asked };
    assert_eq!(shelf.append(&new, &newer, &again, &reused), Err(StoreError::RequestReused));
    assert_eq!(shelf.request("lost", &reused), Err(StoreError::RequestReused));
    assert_eq!(shelf.request("lost", &request("R-1")), Ok(Some((1, 2))));
    assert_eq!(shelf.request("lost", &request("R-2")), Ok(None));
    assert_eq!(shelf.head("lost"), Ok(new));
}

/// Each writer appends as soon as it can; exactly one wins each round, and the log has no gap.
fn two_writers_race(shelf: &dyn Store) {
    const ROUNDS: u64 = 40;
    begin(shelf, "race", &[]);
    let write = |who: &str| {
        let (mut won, mut lost) = (0, 0);
        for round in 0.. {
            let head = shelf.head("race").unwrap();
            if head.size >= ROUNDS {
                return (won, lost);
            }
            let (row, new) = entry(&head, head.size as u32, &format!("{who} {round}"));
            match shelf.append(&head, &new, &[row], &request(&format!("{who}-{round}"))) {
                Ok(Appended::Done) => won += 1,
                Err(StoreError::Stale { expected, actual }) if expected < actual => lost += 1,
                other => panic!("{other:?}"),
            }
        }
        unreachable!("the rounds do not end")
    };
    let (one, two) = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(|| write("one")), scope.spawn(|| write("two")));
        (one.join().unwrap(), two.join().unwrap())
    });
    let size = shelf.head("race").unwrap().size;
    assert_eq!(one.0 + two.0, size, "one won {one:?}, two {two:?}");
    assert!((ROUNDS..=ROUNDS + 1).contains(&size));
    assert_chained(&read_all(shelf, "race", 0..u64::MAX));
}

/// The same request from eight threads at once: it happens once, and all learn where.
fn one_request_is_raced(shelf: &dyn Store) {
    let (_, head) = begin(shelf, "once", &["a"]);
    let (rows, new) = entries(&head, &["b"]);
    let answers = std::thread::scope(|scope| {
        let ask = || shelf.append(&head, &new, &rows, &request("once"));
        let asked: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        asked.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(answers.iter().filter(|answer| **answer == Appended::Done).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| **answer == Appended::Before { first: 1, last: 1 }).count(), 7);
    assert_eq!(shelf.head("once"), Ok(new));
}

fn assert_chained(all: &[Sealed]) {
    let mut head = empty("race");
    for (seq, sealed) in all.iter().enumerate() {
        let payload = String::from_utf8(sealed.payload.clone().unwrap()).unwrap();
        let (wanted, next) = entry(&head, seq as u32, &payload);
        assert_eq!(*sealed, wanted, "entry {seq}");
        head = next;
    }
}

/// A clock ran ahead and was set back: the hours stated are 1, 5, 2, 3, 3, 6.
fn as_of_shows_what_was_recorded_by_then(shelf: &dyn Store) {
    let (_, mut head) = begin(shelf, "as-of", &[]);
    assert_eq!(shelf.last_before("as-of", i64::MAX), Ok(0));
    for hour in [1, 5, 2, 3, 3, 6] {
        let (row, new) = entry(&head, hour, "x");
        shelf.append(&head, &new, &[row], &request(&format!("{}", head.size))).unwrap();
        head = new;
    }
    let at = |hour: i64| shelf.last_before("as-of", NEW_YEAR + hour * HOUR).unwrap();
    assert_eq!([at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)], [0, 1, 1, 1, 1, 5, 6, 6]);
    assert_eq!(shelf.last_before("as-of", NEW_YEAR + HOUR - 1), Ok(0));
    assert_eq!(shelf.last_before("as-of", i64::MIN), Ok(0));
}

/// Deleted, damaged, or from an older build: the reader gets what it needs to pass a snapshot by.
fn snapshots_are_a_cache(shelf: &dyn Store) {
    begin(shelf, "snap", &["a", "b", "c"]);
    assert_eq!(shelf.snapshot("snap", 99), Ok(None));
    let snapshot = |size: u64, format: &str| {
        let bytes = format!("state of {size}").into_bytes();
        Snapshot { size, format: format.to_owned(), sha256: sha256(&bytes), bytes }
    };
    let (old, new) = (snapshot(1, "registers/1"), snapshot(3, "registers/2"));
    shelf.save_snapshot("snap", &old).unwrap();
    shelf.save_snapshot("snap", &new).unwrap();
    assert_eq!(shelf.snapshot("snap", u64::MAX), Ok(Some(new.clone())));
    assert_eq!(shelf.snapshot("snap", 3), Ok(Some(new)));
    assert_eq!(shelf.snapshot("snap", 2), Ok(Some(old.clone())), "the older build's format is told");
    assert_eq!(shelf.snapshot("snap", 0), Ok(None));
    // Bytes that are not those that were hashed come back as they lie, and the hash says so.
    let damaged = Snapshot { bytes: b"other bytes".to_vec(), ..snapshot(3, "registers/2") };
    shelf.save_snapshot("snap", &damaged).unwrap();
    let found = shelf.snapshot("snap", 3).unwrap().unwrap();
    assert_ne!(sha256(&found.bytes), found.sha256);
    assert_eq!(shelf.snapshot("snap", found.size - 1), Ok(Some(old)), "the next older one stands in");
    shelf.drop_snapshots("snap").unwrap();
    assert_eq!(shelf.snapshot("snap", 99), Ok(None));
    assert_eq!(read_all(shelf, "snap", 0..9).len(), 3, "nothing else is lost");
    for size in 1..=20 {
        shelf.save_snapshot("snap", &snapshot(size, "registers/2")).unwrap();
    }
    assert_eq!(shelf.snapshot("snap", 13).unwrap().map(|s| s.size), Some(13));
    assert_eq!(shelf.snapshot("snap", 12), Ok(None), "only the newest eight are kept");
}

fn checkpoints_never_contradict(shelf: &dyn Store) {
    begin(shelf, "notes", &["a", "b", "c"]);
    let keep = |previous, size, root: u8| {
        shelf.save_checkpoint("notes", previous, size, Hash([root; 32]), &format!("note {size} {root}"))
    };
    assert_eq!(shelf.checkpoints("notes"), Ok(vec![]));
    assert_eq!(keep(Some(1), 2, 2), Err(StoreError::Stale { expected: 1, actual: 0 }));
    assert_eq!(keep(None, 2, 2), Ok(()));
    assert_eq!(keep(None, 3, 3), Err(StoreError::Stale { expected: 0, actual: 2 }));
    assert_eq!(keep(Some(2), 2, 9), Err(StoreError::Contradicts { size: 2, kept: 2 }));
    assert_eq!(keep(Some(2), 1, 1), Err(StoreError::Contradicts { size: 1, kept: 2 }));
    assert_eq!(keep(Some(2), 2, 2), Ok(()));
    let answers = std::thread::scope(|scope| {
        let racers: Vec<_> = [3, 4].into_iter().map(|root| scope.spawn(move || keep(Some(2), 3, root))).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let kept = shelf.checkpoints("notes").unwrap();
    assert_eq!(kept.iter().map(|kept| kept.size).collect::<Vec<_>>(), [2, 3]);
    assert_eq!((kept[0].root, kept[0].note.as_str()), (Hash([2; 32]), "note 2 2"));
}

fn a_payload_is_erased_and_the_leaf_stays(shelf: &dyn Store) {
    let (mut all, head) = begin(shelf, "erase", &["a", "Ada Lovelace", "c"]);
    let hashes = shelf.leaf_hashes("erase", 0..3).unwrap();
    for size in [1, 2, 3] {
        let snapshot = Snapshot { size, format: "f".to_owned(), sha256: Hash([0; 32]), bytes: vec![1] };
        shelf.save_snapshot("erase", &snapshot).unwrap();
    }
    shelf.redact("erase", 1).unwrap();
    shelf.redact("erase", 1).unwrap();
    (all[1].salt, all[1].payload) = (None, None);
    assert_eq!(read_all(shelf, "erase", 0..9), all);
    assert_eq!(shelf.leaf_hashes("erase", 0..3), Ok(hashes));
    assert_eq!(shelf.head("erase"), Ok(head));
    assert_eq!(shelf.snapshot("erase", 9).unwrap().map(|s| s.size), Some(1), "later states may hold what was erased");
    let mut payloads = Vec::new();
    let read = shelf.read_payloads("erase", 0..3, &mut |_, _, payload| {
        payloads.push(payload.is_some());
        ControlFlow::Continue(())
    });
    assert_eq!((read, payloads), (Ok(()), vec![true, false, true]));
    assert_eq!(shelf.redact("erase", 3), Err(StoreError::NoSuchLog));
    assert_eq!(shelf.redact("erase", u64::MAX), Err(StoreError::NoSuchLog));
}

fn settings_are_kept_apart(shelf: &dyn Store) {
    begin(shelf, "set", &[]);
    shelf.put_setting(None, "key", "of the installation").unwrap();
    assert_eq!(shelf.setting(Some("set"), "key"), Ok(None));
    shelf.put_setting(Some("set"), "key", "first").unwrap();
    shelf.put_setting(Some("set"), "key", "second").unwrap();
    assert_eq!(shelf.setting(Some("set"), "key"), Ok(Some("second".to_owned())));
    assert_eq!(shelf.setting(None, "key"), Ok(Some("of the installation".to_owned())));
    assert_eq!(shelf.setting(None, "other"), Ok(None));
}

fn an_unknown_log_is_said_to_be_unknown(shelf: &dyn Store) {
    let unknown = StoreError::NoSuchLog;
    let (rows, new) = entries(&empty("none"), &["a"]);
    let snapshot = Snapshot { size: 1, format: String::new(), sha256: Hash([0; 32]), bytes: vec![] };
    assert_eq!(shelf.head("none").unwrap_err(), unknown);
    assert_eq!(shelf.append(&empty("none"), &new, &rows, &request("a")).unwrap_err(), unknown);
    assert_eq!(shelf.request("none", &request("a")).unwrap_err(), unknown);
    assert_eq!(shelf.read("none", 0..1, &mut |_| ControlFlow::Continue(())).unwrap_err(), unknown);
    assert_eq!(shelf.read_payloads("none", 0..1, &mut |_, _, _| ControlFlow::Continue(())).unwrap_err(), unknown);
    assert_eq!(shelf.last_before("none", 0).unwrap_err(), unknown);
    assert_eq!(shelf.leaf_hashes("none", 0..1).unwrap_err(), unknown);
    assert_eq!(shelf.redact("none", 0).unwrap_err(), unknown);
    assert_eq!(shelf.save_snapshot("none", &snapshot).unwrap_err(), unknown);
    assert_eq!(shelf.snapshot("none", 1).unwrap_err(), unknown);
    assert_eq!(shelf.drop_snapshots("none").unwrap_err(), unknown);
    assert_eq!(shelf.save_checkpoint("none", None, 1, Hash([0; 32]), "").unwrap_err(), unknown);
    assert_eq!(shelf.checkpoints("none").unwrap_err(), unknown);
    assert_eq!(shelf.setting(Some("none"), "a").unwrap_err(), unknown);
    assert_eq!(shelf.put_setting(Some("none"), "a", "b").unwrap_err(), unknown);
}

/// One request id in two logs are two requests; one log's entries are not another's.
fn logs_do_not_see_each_other(shelf: &dyn Store) {
    let (one, _) = begin(shelf, "left", &["l"]);
    let (two, _) = begin(shelf, "right", &["r", "s"]);
    shelf.redact("right", 0).unwrap();
    assert_eq!(read_all(shelf, "left", 0..9), one);
    assert_eq!(read_all(shelf, "right", 1..9), two[1..]);
    assert_eq!(shelf.request("left", &request("begin")), Ok(Some((0, 0))));
    assert_eq!(shelf.request("right", &request("begin")), Ok(Some((0, 1))));
}

/// More than are fetched or written at a time.
fn many_entries_at_once(shelf: &dyn Store) {
    let payloads: Vec<String> = (0..9000).map(|number| format!("payload {number}")).collect();
    let payloads: Vec<&str> = payloads.iter().map(String::as_str).collect();
    let (mut all, mut head) = (Vec::new(), empty("many"));
    for payload in payloads {
        let (sealed, next) = entry(&head, 1, payload);
        all.push(sealed);
        head = next;
    }
    shelf.create_log(&log("many"), &empty("many")).unwrap();
    assert_eq!(shelf.append(&empty("many"), &head, &all, &request("many")), Ok(Appended::Done));
    assert_eq!(read_all(shelf, "many", 0..u64::MAX), all);
    assert_eq!(read_all(shelf, "many", 4090..8200), all[4090..8200]);
    let mut next = 0;
    let fast = shelf.read_payloads("many", 0..9000, &mut |seq, _, payload| {
        assert_eq!((seq, payload), (next, all[next as usize].payload.as_deref()));
        next += 1;
        ControlFlow::Continue(())
    });
    assert_eq!((fast, next), (Ok(()), 9000));
}

fn what_was_written_is_there_tomorrow(shelf: &dyn Store) {
    let logs = shelf.logs().unwrap();
    assert!(logs.is_sorted_by(|a, b| a.slug < b.slug));
    assert_eq!(logs.len(), 21);
    let (all, head) = entries(&empty("read"), &["a", "", "ccc", "d\0d", "é"]);
    assert_eq!(shelf.head("read"), Ok(head));
    assert_eq!(read_all(shelf, "read", 0..9), all);
    assert_eq!(shelf.setting(None, "key"), Ok(Some("of the installation".to_owned())));
    records_story::is_there_tomorrow(shelf);
}

fn sha256(bytes: &[u8]) -> Hash {
    use sha2::Digest;
    Hash(sha2::Sha256::digest(bytes).into())
}
