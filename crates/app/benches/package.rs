//! A package of 2,000 files out of an organisation, beside `cat` of the same files; and the memory that building takes.
//!
//! `cargo bench -p app --bench package`. Sizes are mixed: most files are small, some have megabytes.

#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock and its own process")]

#[path = "../tests/packages/firm.rs"]
mod firm;

use firm::{Firm, cpa};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const FILES: usize = 2_000;
const PER_ITEM: usize = 50;
/// The best of so many, since the machine is shared.
const TIMES: usize = 5;

/// Bytes of a file: of each hundred, 60 have 8 KiB, 25 have 64 KiB, 12 have 512 KiB and 3 have 8 MiB.
fn size(number: usize) -> usize {
    match number % 100 {
        0..60 => 8 << 10,
        60..85 => 64 << 10,
        85..97 => 512 << 10,
        _ => 8 << 20,
    }
}

/// The content of a file: nothing that deflate could shorten.
fn content(number: usize) -> Vec<u8> {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..size(number) / 8).flat_map(|_| next()).collect()
}

/// Largest resident memory of this process so far, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// Seconds of work that this process and those that it waited for have had, of all processors together.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(4).filter_map(|ticks| ticks.parse::<u32>().ok());
    f64::from(ticks.sum::<u32>()) / 100.0
}

/// Runs `prepare`, which does not count, and `run`, some times; answers the seconds of the fastest.
fn measure(what: &str, bytes: u64, mut prepare: impl FnMut(), mut run: impl FnMut()) -> f64 {
    let (mut best, mut work) = (f64::MAX, f64::MAX);
    for _ in 0..TIMES {
        prepare();
        let (start, before) = (Instant::now(), worked());
        run();
        best = best.min(start.elapsed().as_secs_f64());
        work = work.min(worked() - before);
    }
    println!("{what:48} {best:7.3} s {:6.0} MB/s, {work:5.2} s of a processor", bytes as f64 / best / 1e6);
    best
}

fn cat(files: &[std::path::PathBuf], out: &Path) {
    let target = std::fs::File::create(out).unwrap();
    for some in files.chunks(500) {
        let target = target.try_clone().unwrap();
        assert!(Command::new("cat").args(some).stdout(Stdio::from(target)).status().unwrap().success());
    }
    target.sync_all().unwrap();
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::new(folder.path());
    for first in (0..FILES).step_by(PER_ITEM) {
        let files: Vec<(String, Vec<u8>)> =
            (first..first + PER_ITEM).map(|number| (format!("{number}.bin"), content(number))).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        firm.accepted(&format!("Item of {first}"), &files, false);
    }
    let plan = firm.app.plan_package(firm::ORG, &firm.owner, &cpa()).unwrap().value;
    let bytes = plan.bytes;
    let paths: Vec<_> = plan.files.iter().map(|file| firm.place(&file.sha256)).collect();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{} files, {:.1} MB; load {}", plan.files.len(), bytes as f64 / 1e6, load.trim());
    let before = peak();
    let last = std::cell::RefCell::new(None::<String>);
    // What the run before wrote goes first, for package and copy alike, so that each writes to an equally free memory.
    let withdraw = || {
        if let Some(id) = last.take() {
            firm.app.withdraw_package(firm::ORG, &firm.owner, None, None, &id, "It was built to be measured.").unwrap();
        }
    };
    let built = measure("build: read, check, write, hash, sync, record", bytes, withdraw, || {
        last.replace(Some(firm.builds(&cpa()).unwrap().id));
    });
    println!("largest memory: {} MiB before, {} MiB after building", before, peak());
    let out = folder.path().join("cat");
    let plain =
        measure("cat of the same files, synced", bytes, || drop(std::fs::remove_file(&out)), || cat(&paths, &out));
    println!("building takes {:.2} times as long as cat", built / plain);
    let saved = folder.path().join("saved.zip");
    firm.saves(last.borrow().as_deref().unwrap(), &saved);
    let key = firm.app.public_key().unwrap();
    measure(
        "verify",
        bytes,
        || (),
        || {
            assert!(app::packages::verify_package(&saved, Some(&key)).unwrap().is_intact());
        },
    );
}
