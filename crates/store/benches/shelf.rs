//! How fast a shelf replays and appends: `cargo bench -p store --bench shelf -- [entries] [PostgreSQL address]` prints
//! one line a figure. Without an address it is SQLite in a temporary folder; with one, give it an empty database.

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock")]

#[path = "../tests/log_by_hand/mod.rs"]
mod log_by_hand;

use std::ops::ControlFlow;
use std::time::Instant;

use log_by_hand::{empty, entry, request};
use store::{Location, LogRecord, Store, open};

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
