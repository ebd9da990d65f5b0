//! A small ledger as an organisation would fill it, for the tests to check and to spoil.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test takes what it needs")]

pub mod spoilt;

use ledger::{Actor, Blob, Draft, Hash, Head, Object, REDACTED, Sealed, SigningKey, seal};

pub const LOG: &str = "org-7f3a";
pub const START: i64 = 1_774_958_400_000_000;

pub fn draft(number: u64) -> Draft {
    let byte = u8::try_from(number % 251).unwrap();
    Draft {
        time_us: START + i64::try_from(number).unwrap() * 1_500_001,
        actor: Actor { id: "p-5b1c".into(), kind: "person".into(), via: "cli".into() },
        action: "control_added".into(),
        object: Object { kind: "control".into(), id: format!("AC-{number}") },
        request_id: format!("r-{number:04}"),
        app_version: "0.1.0".into(),
        blobs: if number % 3 == 2 { vec![Blob { sha256: Hash::of(&[byte]).to_string(), size: 1 }] } else { Vec::new() },
        salt: [byte; 32],
        payload: format!(r#"{{"name":"Zugriff prüfen \"{number}\"","owner":"p-5b1c","week":{number}}}"#).into_bytes(),
    }
}

pub fn redaction(number: u64, target: u64) -> Draft {
    Draft {
        action: REDACTED.into(),
        object: Object { kind: "entry".into(), id: target.to_string() },
        blobs: Vec::new(),
        payload: br#"{"ground":"erasure request"}"#.to_vec(),
        ..draft(number)
    }
}

/// `size` entries and the head after them.
pub fn ledger(size: u64) -> (Vec<Sealed>, Head) {
    let drafts: Vec<_> = (0..size).map(draft).collect();
    seal(&Head::empty(LOG), &drafts).unwrap()
}

/// Twelve entries, of which the last but two redacts entry 4, carried out.
pub fn redacted_ledger() -> (Vec<Sealed>, Head) {
    let mut drafts: Vec<_> = (0..12).map(draft).collect();
    drafts[9] = redaction(9, 4);
    let (mut entries, head) = seal(&Head::empty(LOG), &drafts).unwrap();
    entries[4].salt = None;
    entries[4].payload = None;
    (entries, head)
}

pub fn key() -> SigningKey {
    SigningKey::from_seed("tickmark/org-7f3a", [7; 32]).unwrap()
}

pub fn leaf_hashes(entries: &[Sealed]) -> Vec<Hash> {
    entries.iter().map(|entry| ledger::leaf_hash(&entry.leaf)).collect()
}
