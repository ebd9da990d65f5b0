//! Packages that need the large numbers of ZIP64, read by readers of others as well.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::io::{BufReader, BufWriter, Cursor, Read};

use ledger::{Blob, Checkpoint, Hash, Head, leaf_hash, seal};
use parcel::{File, ProofTree, Writer};
use sample::{LOG, about, draft, key};
use sha2::{Digest, Sha256};

#[test]
fn more_members_than_sixteen_bits_count() {
    let mut one = draft(0);
    one.blobs = vec![Blob { sha256: Hash::of(b"x").to_string(), size: 1 }];
    let (entries, head) = seal(&Head::empty(LOG), &[one]).unwrap();
    let note = key().sign(&Checkpoint::of(&head));
    let mut writer = Writer::begin(Cursor::new(Vec::new()), about(), &note, &key().verifier_key(), |_| ()).unwrap();
    writer.entry(&entries[0], &[]).unwrap();
    for number in 0..65_600 {
        let name = format!("{number}.bin");
        writer
            .file(File { name: &name, sha256: Hash::of(b"x"), size: 1, entries: &[0] }, &mut b"x".as_slice())
            .unwrap();
    }
    writer.index(b"").unwrap();
    let bytes = writer.finish(&key()).unwrap().0.into_inner();
    let report = sample::verify(&bytes);
    assert!(report.is_intact(), "{:#?}", report.faults);
    assert_eq!(zip::ZipArchive::new(Cursor::new(&bytes)).unwrap().len(), 65_606);
    // Number of records, and place of the ZIP64 record: the verifier stops at the first, and names the second.
    for at in [bytes.len() - 98 + 24, bytes.len() - 42 + 8] {
        let mut spoilt = bytes.clone();
        spoilt[at] ^= 4;
        assert!(!sample::verify(&spoilt).is_intact(), "byte {at} of {}", bytes.len());
    }
}

#[test]
#[ignore = "writes and reads nine gigabytes"]
fn a_file_larger_than_thirty_two_bits_count_and_what_lies_behind_it() {
    const SIZE: u64 = (4 << 30) + 77;
    let zeros = || std::io::repeat(0).take(SIZE);
    let mut hash = Sha256::new();
    let (mut from, mut chunk) = (zeros(), vec![0; 1 << 20]);
    loop {
        match from.read(&mut chunk).unwrap() {
            0 => break,
            length => hash.update(&chunk[..length]),
        }
    }
    let sha256 = Hash(hash.finalize().into());
    let (mut one, mut two) = (draft(0), draft(1));
    one.blobs = vec![Blob { sha256: sha256.to_string(), size: SIZE }];
    two.blobs = vec![Blob { sha256: Hash::of(b"x").to_string(), size: 1 }];
    let (entries, head) = seal(&Head::empty(LOG), &[one, two]).unwrap();
    let tree = ProofTree::of(entries.iter().map(|entry| leaf_hash(&entry.leaf)).collect());
    let note = key().sign(&Checkpoint::of(&head));
    let file = tempfile::NamedTempFile::new().unwrap();
    let out = BufWriter::new(file.reopen().unwrap());
    let mut writer = Writer::begin(out, about(), &note, &key().verifier_key(), |_| ()).unwrap();
    for entry in &entries {
        writer.entry(entry, &tree.proof(entry.seq).unwrap()).unwrap();
    }
    writer.file(File { name: "disk.img", sha256, size: SIZE, entries: &[0] }, &mut zeros()).unwrap();
    writer.file(File { name: "x", sha256: Hash::of(b"x"), size: 1, entries: &[1] }, &mut b"x".as_slice()).unwrap();
    writer.index(b"").unwrap();
    writer.finish(&key()).unwrap();
    let report = parcel::verify_file(file.path(), Some(&key().verifier_key())).unwrap();
    assert!(report.is_intact(), "{:#?}", report.faults);
    let mut archive = zip::ZipArchive::new(BufReader::new(file.reopen().unwrap())).unwrap();
    let (mut last, mut content) = (archive.by_name(&format!("files/{}/x", Hash::of(b"x"))).unwrap(), Vec::new());
    last.read_to_end(&mut content).unwrap();
    assert_eq!(content, b"x");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_package.py");
    let output = std::process::Command::new("python3").arg("-B").arg(script).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
