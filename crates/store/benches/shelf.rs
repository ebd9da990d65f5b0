//! How fast a shelf replays, appends, and reads and changes records: `cargo bench -p store --bench shelf -- [entries] [PostgreSQL address]` prints
//! one line a figure. Without an address it is SQLite in a temporary folder; with one, give it an empty database.

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock")]

#[path = "../tests/log_by_hand/mod.rs"]
mod log_by_hand;

use std::ops::ControlFlow;
use std::time::Instant;

use log_by_hand::{empty, entry, request};
use store::{Expect, Location, LogRecord, Move, Store, open};

/// A payload of about 200 bytes, as a change of one control has.
const PAYLOAD: &str = r#"{"control_added":{"activity":"Access is reviewed each quarter by the owner of the system","control":"c-0123456789abcdef","frequency":"quarterly","name":"Access review","owner":"p-0123456789abcdef"}}"#;
/// Entries in one append while the log is made.
const PART: u64 = 10_000;
/// The best of so many, since the machine is shared.
const TIMES: usize = 7;

fn main() {
    let wanted = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let location = match std::env::args().find(|word| word.starts_with("postgresql:")) {
        Some(url) => Location::Postgres(url),
        None => Location::Folder(folder.path().to_owned()),
    };
    let shelf = open(&location).unwrap();
    fill(&*shelf, wanted);
    // Opened again, as a program does before it replays.
    drop(shelf);
    let shelf = open(&location).unwrap();
    best("read_payloads, whole log", || {
        let mut bytes = 0;
        let read = shelf.read_payloads("log", 0..u64::MAX, &mut |_, _, payload| {
            bytes += payload.map_or(0, <[u8]>::len);
            ControlFlow::Continue(())
        });
        read.unwrap();
        bytes
    });
    best("read, whole log", || {
        let mut bytes = 0;
        let read = shelf.read("log", 0..u64::MAX, &mut |entry| {
            bytes += entry.leaf.len() + entry.payload.map_or(0, <[u8]>::len);
            ControlFlow::Continue(())
        });
        read.unwrap();
        bytes
    });
    best("leaf_hashes, whole log", || shelf.leaf_hashes("log", 0..u64::MAX).unwrap().len());
    best("last_before", || shelf.last_before("log", log_by_hand::NEW_YEAR + log_by_hand::HOUR).unwrap() as usize);
    best("head", || shelf.head("log").unwrap().size as usize);
    append(&*shelf, 1);
    append(&*shelf, 8);
    append(&*shelf, 64);
    records(&*shelf);
    drop(shelf);
    best("open, head, close", || open(&location).unwrap().head("log").unwrap().size as usize);
    let size = std::fs::metadata(folder.path().join("tickmark.db")).map_or(0, |data| data.len());
    println!("{:<40} {:>12.1} MiB", format!("file of {wanted} entries"), size as f64 / f64::from(1 << 20));
}

fn fill(shelf: &dyn Store, wanted: u64) {
    let begun = Instant::now();
    let mut head = empty("log");
    make(shelf, "log");
    while head.size < wanted {
        let start = head.clone();
        let mut rows = Vec::new();
        for _ in 0..PART.min(wanted - start.size) {
            let (row, next) = entry(&head, 1, PAYLOAD);
            rows.push(row);
            head = next;
        }
        shelf.append(&start, &head, &rows, &request(&start.size.to_string())).unwrap();
    }
    println!("{:<40} {:>12.1} s", format!("made {wanted} entries"), begun.elapsed().as_secs_f64());
}

fn make(shelf: &dyn Store, log: &str) {
    shelf.create_log(&LogRecord { id: log.to_owned(), slug: log.to_owned(), created_us: 0 }, &empty(log)).unwrap();
}

/// Single appends by so many threads at once, each to a log of its own.
fn append(shelf: &dyn Store, threads: usize) {
    const EACH: usize = 100;
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for number in 0..threads {
            scope.spawn(move || {
                let log = format!("of-{threads}-{number}");
                make(shelf, &log);
                let mut head = empty(&log);
                for count in 0..EACH {
                    let (row, next) = entry(&head, 1, PAYLOAD);
                    shelf.append(&head, &next, &[row], &request(&count.to_string())).unwrap();
                    head = next;
                }
            });
        }
    });
    let rate = (threads * EACH) as f64 / begun.elapsed().as_secs_f64();
    println!("{:<40} {rate:>12.0} a second", format!("appends, {threads} writers"));
}

/// Records of a hundred thousand people of 50 organisations, a few hundred bytes each.
fn records(shelf: &dyn Store) {
    const PEOPLE: u64 = 100_000;
    const EACH: u64 = 100;
    let key = |number: u64| format!("p-{:016x}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let put = |number: u64, expect| Move::Put {
        kind: "person".to_owned(),
        key: key(number),
        owner: format!("o-{:016x}", number % 50),
        until_us: i64::MAX - number.cast_signed() % 2,
        body: PAYLOAD.into(),
        expect,
    };
    let begun = Instant::now();
    for part in (0..PEOPLE).step_by(10_000) {
        shelf
            .change_records(&(part..part + 10_000).map(|number| put(number, Expect::Any)).collect::<Vec<_>>())
            .unwrap();
    }
    println!("{:<40} {:>12.1} s", format!("made {PEOPLE} records"), begun.elapsed().as_secs_f64());
    best("record, 1,000 of them", || {
        (0..1000).filter(|number| shelf.record("person", &key(number * 97)).unwrap().is_some()).count()
    });
    best("record, 1,000 that are not there", || {
        (0..1000).filter(|number| shelf.record("person", &key(number + PEOPLE)).unwrap().is_some()).count()
    });
    best("records of one owner", || shelf.records("person", Some("o-0000000000000007")).unwrap().len());
    let before = Some("p-8000000000000000");
    best("records_before, 50 of a kind", || shelf.records_before("person", None, before, 50).unwrap().len());
    let owner = Some("o-0000000000000007");
    best("records_before, 50 of one owner", || shelf.records_before("person", owner, before, 50).unwrap().len());
    for threads in [1, 8, 64] {
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..threads {
                scope.spawn(move || {
                    (0..EACH).for_each(|turn| shelf.change_records(&[put(thread * EACH + turn, Expect::Any)]).unwrap());
                });
            }
        });
        let rate = (threads * EACH) as f64 / begun.elapsed().as_secs_f64();
        println!("{:<40} {rate:>12.0} a second", format!("change_records, {threads} writers"));
    }
    best("sweep_records, nothing to sweep", || shelf.sweep_records(0).unwrap() as usize);
}

fn best(what: &str, mut work: impl FnMut() -> usize) {
    let mut fastest = f64::INFINITY;
    let mut answer = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        answer = work();
        fastest = fastest.min(begun.elapsed().as_secs_f64());
    }
    println!("{what:<40} {:>12.3} ms   ({answer})", fastest * 1e3);
}
