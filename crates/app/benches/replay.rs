//! How long a history takes to open, with and without snapshot, in what memory, and how verifying compares to `sha256sum`.
//!
//! `cargo bench -p app` measures 10^5 entries over 2,000 controls; with `TICKMARK_BENCH_LARGE=1` also 10^6. Aims: 10^5 in
//! 150 ms, 10^6 in 1.5 s, with a snapshot a tenth; verifying within 3 times `sha256sum` over the same bytes.

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock and its own environment")]

mod ledger_of;

use app::ask::{At, CoverageOf};
use app::{App, Clock, Config};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use store::Location;

/// The best of so many, since the machine is shared.
const TIMES: usize = 7;
/// First argument of the process whose memory is measured.
const MEMORY: &str = "--memory-of";

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let [_, flag, folder, ..] = words.as_slice()
        && flag == MEMORY
    {
        return memory_of(Path::new(folder));
    }
    measure(100_000);
    if std::env::var("TICKMARK_BENCH_LARGE").is_ok_and(|v| v == "1") {
        measure(1_000_000);
    }
}

fn measure(entries: u64) {
    let folder = tempfile::tempdir().unwrap();
    let (started, path) = (Instant::now(), folder.path());
    ledger_of::build(path, entries);
    println!("{entries} entries, built in {:.1} s", started.elapsed().as_secs_f64());
    best(entries, "open and ask, no snapshot", || open_and_ask(path, true));
    println!("  memory of that: {}", memory(path));
    drop_snapshots(path);
    open_and_ask(path, false);
    best(entries, "open and ask, with snapshot", || open_and_ask(path, true));
    println!("  memory of that: {}", memory(path));
    let verified = best(entries, "verify", || {
        let app = App::open(&Config { read_only: true, ..Config::folder(path) }, Clock::system()).unwrap();
        assert!(app.verify(Some(ledger_of::ORG), None).unwrap().is_clean());
    });
    let (bytes, hashed) = sha256sum(path);
    println!(
        "  sha256sum over the same {:.1} MB: {:.1} ms; verify takes {:.2} times that",
        bytes as f64 / 1e6,
        hashed.as_secs_f64() * 1e3,
        verified.as_secs_f64() / hashed.as_secs_f64()
    );
}

/// Opens an installation and asks its first question, as a command of the command line does.
fn open_and_ask(folder: &Path, read_only: bool) {
    let app = App::open(&Config { read_only, ..Config::folder(folder) }, Clock::system()).unwrap();
    let who = app.local_operator("cli").unwrap();
    let answer = app.ask(ledger_of::ORG, &who, At::default(), &CoverageOf::default()).unwrap();
    assert!(answer.value.coverage.covered > 0);
}

fn drop_snapshots(folder: &Path) {
    let store = store::open(&Location::Folder(folder.to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    store.drop_snapshots(&log).unwrap();
}

fn best(entries: u64, what: &str, mut run: impl FnMut()) -> Duration {
    let times = (0..TIMES).map(|_| {
        let started = Instant::now();
        run();
        started.elapsed()
    });
    let best = times.min().unwrap_or_default();
    let each = best.as_secs_f64() * 1e9 / entries as f64;
    println!("  {what}: {:.1} ms, {each:.0} ns an entry (best of {TIMES})", best.as_secs_f64() * 1e3);
    best
}

/// Asks a fresh process, since this one has built the ledger.
fn memory(folder: &Path) -> String {
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).arg(MEMORY).arg(folder).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn memory_of(folder: &Path) {
    open_and_ask(folder, true);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name)).unwrap_or(" unknown");
        line.trim().to_owned()
    };
    println!("at most {}, afterwards {}", field("VmHWM:"), field("VmRSS:"));
}

/// Writes every byte that verifying hashes into one file and has `sha256sum` read it.
fn sha256sum(folder: &Path) -> (u64, Duration) {
    let file = folder.join("hashed.bin");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).unwrap());
    let store = store::open(&Location::FolderReadOnly(folder.to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    let mut bytes = 0;
    let mut each = |entry: store::EntryRef<'_>| {
        let payload = entry.payload.unwrap_or_default();
        out.write_all(entry.leaf).unwrap();
        out.write_all(payload).unwrap();
        bytes += (entry.leaf.len() + payload.len()) as u64;
        ControlFlow::Continue(())
    };
    store.read(&log, 0..u64::MAX, &mut each).unwrap();
    out.flush().unwrap();
    let times = (0..TIMES).map(|_| {
        let started = Instant::now();
        assert!(Command::new("sha256sum").arg(&file).output().unwrap().status.success());
        started.elapsed()
    });
    (bytes, times.min().unwrap_or_default())
}
