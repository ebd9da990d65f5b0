//! A package as an organisation would make it, and a second writer of the archive that lets anything be wrong.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test takes what it needs")]

pub mod parts;

use std::io::Cursor;

use ledger::{Actor, Blob, Checkpoint, Draft, Hash, Head, Object, REDACTED, Sealed, SigningKey, leaf_hash, seal};
use parcel::{About, File, Missing, ProofTree, Report, Writer, Written};

pub const LOG: &str = "org-7f3a";
pub const HTML: &str = "<!doctype html><title>Evidence</title><p>Nine files.</p>";
pub const XLSX: &[u8] = b"PK\x03\x04 stands for a workbook";

pub fn key() -> SigningKey {
    SigningKey::from_seed("tickmark/org-7f3a", [7; 32]).unwrap()
}

pub fn stranger() -> SigningKey {
    SigningKey::from_seed("tickmark/org-7f3a", [8; 32]).unwrap()
}

/// The file that entry `number` brings, with its claimed name.
pub fn file(number: u64) -> (String, Vec<u8>) {
    if number.is_multiple_of(2) {
        let lines: String = (0..20).map(|line| format!("{number};host-{line};patched\n")).collect();
        (format!("Patch report {number}.csv"), lines.into_bytes())
    } else {
        let byte = u8::try_from(number % 251).unwrap();
        (format!("Bildschirm-Foto Prüfung {number}.png"), (0..120_u8).map(|at| at.wrapping_mul(byte)).collect())
    }
}

pub fn draft(number: u64) -> Draft {
    let byte = u8::try_from(number % 251).unwrap();
    let (name, content) = file(number);
    let blob = Blob { sha256: Hash::of(&content).to_string(), size: content.len() as u64 };
    Draft {
        time_us: 1_774_958_400_000_000 + i64::try_from(number).unwrap() * 1_500_001,
        actor: Actor { id: "p-5b1c".into(), kind: "person".into(), via: "cli".into() },
        action: "evidence_added".into(),
        object: Object { kind: "evidence".into(), id: format!("E-{number}") },
        request_id: format!("r-{number:04}"),
        app_version: "0.2.0".into(),
        blobs: if number % 3 == 1 { vec![blob] } else { Vec::new() },
        salt: [byte; 32],
        payload: format!(r#"{{"name":"{name}","owner":"p-5b1c","week":{number}}}"#).into_bytes(),
    }
}

/// `size` entries, of which the last redacts entry 2, carried out.
pub fn ledger(size: u64) -> (Vec<Sealed>, Head) {
    let mut drafts: Vec<_> = (0..size).map(draft).collect();
    let last = drafts.last_mut().unwrap();
    last.action = REDACTED.into();
    last.object = Object { kind: "entry".into(), id: "2".into() };
    let (mut entries, head) = seal(&Head::empty(LOG), &drafts).unwrap();
    (entries[2].salt, entries[2].payload) = (None, None);
    (entries, head)
}

pub fn about() -> About {
    let missing = vec![Missing { what: "Entry 2".into(), why: "its payload was erased by law".into() }];
    About { kind: "evidence".into(), title: "Evidence for the year 2026".into(), log: LOG.into(), missing }
}

/// Entries in the scope of the package: all but every fifth.
pub fn in_scope(number: u64) -> bool {
    number % 5 != 3
}

pub fn write(size: u64) -> (Vec<u8>, Written) {
    let (entries, head) = ledger(size);
    let tree = ProofTree::of(entries.iter().map(|entry| leaf_hash(&entry.leaf)).collect());
    let note = key().sign(&Checkpoint::of(&head));
    let out = Cursor::new(Vec::new());
    let mut writer = Writer::begin(out, about(), &note, &key().verifier_key(), |_| ()).unwrap();
    for entry in entries.iter().filter(|entry| in_scope(entry.seq)) {
        writer.entry(entry, &tree.proof(entry.seq).unwrap()).unwrap();
    }
    for number in (0..size - 1).filter(|number| number % 3 == 1 && in_scope(*number)) {
        let (name, content) = file(number);
        let file = File { name: &name, sha256: Hash::of(&content), size: content.len() as u64, entries: &[number] };
        writer.file(file, &mut content.as_slice()).unwrap();
    }
    writer.index(HTML.as_bytes()).unwrap();
    writer.spreadsheet(XLSX).unwrap();
    let (out, written) = writer.finish(&key()).unwrap();
    (out.into_inner(), written)
}

pub fn package(size: u64) -> Vec<u8> {
    write(size).0
}

pub fn verify(bytes: &[u8]) -> Report {
    parcel::verify(Cursor::new(bytes), Some(&key().verifier_key())).unwrap()
}

/// Kind and member of each fault.
pub fn faults(report: &Report) -> Vec<(String, String)> {
    report.faults.iter().map(|fault| (fault.kind.to_string(), fault.member.clone())).collect()
}

/// A small generator of numbers, the same on every run so that a failure can be looked at.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
