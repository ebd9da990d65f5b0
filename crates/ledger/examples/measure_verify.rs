//! Seals a million entries, checks them, and hashes the same bytes once for comparison: how much dearer is proof?
//!
//! `cargo run --release -p ledger --example measure_verify [ENTRIES] [FILE]`; FILE receives leaves, salts and payloads,
//! so that `sha256sum FILE` can be timed over the very bytes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a measurement reads the clock and may stop")]

use std::io::Write;
use std::time::{Duration, Instant};

use ledger::{Actor, Draft, Hash, Head, Object, Sealed, Verifier, bundle, seal};

fn main() {
    let mut words = std::env::args().skip(1);
    let size: u64 = words.next().map_or(1_000_000, |word| word.parse().unwrap());
    let drafts: Vec<_> = (0..size).map(draft).collect();

    let start = Stopwatch::start();
    let (entries, head) = seal(&Head::empty("org-0190c8f2a7b34d1e"), &drafts).unwrap();
    let sealed = start.elapsed();
    drop(drafts);

    let mut bytes = Vec::new();
    for Sealed { leaf, salt, payload, .. } in &entries {
        bytes.extend_from_slice(leaf);
        bytes.extend_from_slice(salt.as_ref().unwrap());
        bytes.extend_from_slice(payload.as_ref().unwrap());
    }
    let start = Stopwatch::start();
    let digest = Hash::of(&bytes);
    let hashed = start.elapsed();

    let start = Stopwatch::start();
    let mut verifier = Verifier::new();
    for entry in &entries {
        verifier.push(entry).unwrap();
    }
    let report = verifier.finish().unwrap();
    let verified = start.elapsed();
    assert_eq!(report.root, head.root());

    let mut file = Vec::new();
    bundle::write(&mut file, &head.log, &entries, None).unwrap();
    let start = Stopwatch::start();
    let (report, _) = bundle::verify(file.as_slice()).unwrap();
    let bundled = start.elapsed();
    assert_eq!(report.root, head.root());

    println!("{size} entries, {} bytes each, sha-256 of all {digest}", bytes.len() as u64 / size);
    println!("seal {sealed:.2?}; hash once {hashed:.2?}; verify {verified:.2?}; verify a bundle {bundled:.2?}");
    println!("verify / hash once = {:.2}", verified.as_secs_f64() / hashed.as_secs_f64());
    if let Some(path) = words.next() {
        std::fs::File::create(path).unwrap().write_all(&bytes).unwrap();
    }
}

/// Time on the processor where the system tells it, so that a busy machine measures alike; else time on the wall.
struct Stopwatch {
    cpu: Option<Duration>,
    wall: Instant,
}

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch { cpu: Self::cpu(), wall: Instant::now() }
    }

    fn elapsed(&self) -> Duration {
        self.cpu.and_then(|before| Self::cpu()?.checked_sub(before)).unwrap_or_else(|| self.wall.elapsed())
    }

    fn cpu() -> Option<Duration> {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }
}

fn draft(number: u64) -> Draft {
    Draft {
        time_us: 1_774_958_400_000_000 + i64::try_from(number).unwrap() * 1_000_003,
        actor: Actor { id: "p-0190c8f2a7b34d1e".into(), kind: "person".into(), via: "web".into() },
        action: "control_changed".into(),
        object: Object { kind: "control".into(), id: format!("AC-{number}") },
        request_id: format!("0190c8f2-a7b3-7d1e-8000-{number:012}"),
        app_version: "0.1.0".into(),
        blobs: Vec::new(),
        salt: *Hash::of(&number.to_be_bytes()).0.first_chunk().unwrap(),
        payload: format!(
            r#"{{"activity":"Access rights are reviewed by the owner of the system.","id":"AC-{number}","owner":"Head of IT","status":"in_place"}}"#
        )
        .into_bytes(),
    }
}
