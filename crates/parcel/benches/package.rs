//! A package of 2,000 files, written and checked on disk, beside hashing the same files and copying them.
//! `cargo bench -p parcel`; megabytes are millions of bytes of evidence.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::fs::File;
use std::io::{BufWriter, Read};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ledger::{Blob, Checkpoint, Hash, Head, Sealed, leaf_hash, seal};
use parcel::{ProofTree, Writer};
use sample::{LOG, about, draft, key};

const FILES: u64 = 2_000;
const SIZE: usize = 256 << 10;
const ROUNDS: usize = 5;

/// The content of a file: nothing that deflate could shorten.
fn content(number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..SIZE / 8).flat_map(|_| next()).collect()
}

fn write(path: &Path, folder: &Path, entries: &[Sealed], head: &Head, hashes: &[Hash], ending: &str) {
    let tree = ProofTree::of(entries.iter().map(|entry| leaf_hash(&entry.leaf)).collect());
    let note = key().sign(&Checkpoint::of(head));
    let out = BufWriter::with_capacity(1 << 17, File::create(path).unwrap());
    let mut writer = Writer::begin(out, about(), &note, &key().verifier_key(), |_| ()).unwrap();
    for entry in entries {
        writer.entry(entry, &tree.proof(entry.seq).unwrap()).unwrap();
    }
    for number in 0..FILES {
        let at = usize::try_from(number).unwrap();
        let name = format!("{number}.{ending}");
        let file = parcel::File { name: &name, sha256: hashes[at], size: SIZE as u64, entries: &[number] };
        writer.file(file, &mut File::open(folder.join(number.to_string())).unwrap()).unwrap();
    }
    writer.index(b"<!doctype html><title>Measured</title>").unwrap();
    writer.finish(&key()).unwrap().0.into_inner().unwrap().sync_all().unwrap();
}

fn measure(what: &str, mut run: impl FnMut()) {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let bytes = f64::from(u32::try_from(FILES * SIZE as u64).unwrap());
    println!("{what:44} {best:7.3} s {:8.0} MB/s", bytes / best / 1e6);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let (mut drafts, mut hashes) = (Vec::new(), Vec::new());
    for number in 0..FILES {
        let content = content(number);
        std::fs::write(files.join(number.to_string()), &content).unwrap();
        hashes.push(Hash::of(&content));
        let blob = Blob { sha256: Hash::of(&content).to_string(), size: SIZE as u64 };
        drafts.push(ledger::Draft { blobs: vec![blob], ..draft(number) });
    }
    let (entries, head) = seal(&Head::empty(LOG), &drafts).unwrap();
    let (path, copy) = (folder.path().join("package.zip"), folder.path().join("copy"));
    measure("write, stored, synced to the disk", || write(&path, &files, &entries, &head, &hashes, "bin"));
    measure("verify", || {
        assert!(parcel::verify_file(&path, Some(&key().verifier_key())).unwrap().is_intact());
    });
    measure("cp of the files, then sync of the copy", || {
        assert!(Command::new("cp").arg("-r").arg(&files).arg(&copy).status().unwrap().success());
        assert!(Command::new("sync").arg("-f").arg(&copy).status().unwrap().success());
        std::fs::remove_dir_all(&copy).unwrap();
    });
    measure("sha256sum of the package", || {
        assert!(Command::new("sha256sum").arg(&path).output().unwrap().status.success());
    });
    measure("reading the package", || {
        let (mut file, mut chunk) = (File::open(&path).unwrap(), vec![0; 1 << 17]);
        while file.read(&mut chunk).unwrap() > 0 {}
    });
    measure("write, deflated (as .txt), synced", || write(&path, &files, &entries, &head, &hashes, "txt"));
    measure("verify, deflated", || {
        assert!(parcel::verify_file(&path, Some(&key().verifier_key())).unwrap().is_intact());
    });
}
