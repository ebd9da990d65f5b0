//! The same ledger, honest and spoilt in every way that the format names, with what a verifier must say of each.

use ledger::bundle::{self, BundleError, Closing};
use ledger::{Checkpoint, Hash, Head, Sealed, VerifierKey, leaf_hash, verify_checkpoint};
use serde_json::{Value, json};

use super::{key, ledger, redacted_ledger};

/// A bundle with the closing checkpoint of that head.
pub fn bundle(entries: &[Sealed], head: &Head) -> Vec<u8> {
    let closing = Closing { checkpoint: key().sign(&Checkpoint::of(head)), key: key().verifier_key().to_string() };
    let mut out = Vec::new();
    bundle::write(&mut out, &head.log, entries, Some(&closing)).unwrap();
    out
}

/// What this crate says of a bundle, in the words of the vectors.
pub fn outcome(bundle: &[u8]) -> Value {
    match bundle::verify(bundle) {
        Ok((report, closing)) => {
            let closing = closing.unwrap();
            let key = VerifierKey::parse(&closing.key).unwrap();
            let fits = verify_checkpoint(&closing.checkpoint, &key, &report).is_ok();
            json!({"root": report.root, "redacted": report.redacted, "checkpoint": fits})
        }
        Err(BundleError::Fault(fault)) => json!({"seq": fault.seq, "what": fault.what.code()}),
        Err(other) => panic!("{other}"),
    }
}

type Change = fn(&mut Vec<Sealed>);

/// Each ledger with its name; the first three are honest.
pub fn ledgers() -> Vec<(String, Vec<u8>)> {
    let (plain, plain_head) = ledger(7);
    let (redacted, head) = redacted_ledger();
    let mut cases = vec![
        ("intact".to_owned(), bundle(&plain, &plain_head)),
        ("intact, with a redacted entry".to_owned(), bundle(&redacted, &head)),
        ("empty".to_owned(), bundle(&[], &Head::empty(super::LOG))),
    ];
    let mut change = |name: &str, change: Change| {
        let mut entries = redacted.clone();
        change(&mut entries);
        cases.push((name.to_owned(), bundle(&entries, &head)));
    };
    spoil_leaves(&mut change);
    spoil_payloads(&mut change);
    spoil_lines(&mut cases, &redacted, &head);
    cases
}

fn spoil_leaves(case: &mut impl FnMut(&str, Change)) {
    case("the last entry cut off", |e| e.truncate(11));
    case("an entry cut out", |e| drop(e.remove(6)));
    case("the first entry cut out", |e| drop(e.remove(0)));
    case("an entry doubled", |e| e.insert(6, e[5].clone()));
    case("two entries swapped", |e| e.swap(3, 4));
    case("an object renamed", |e| replace(&mut e[3], "AC-3", "AC-4"));
    case("the object of the last entry renamed", |e| replace(&mut e[11], "AC-11", "AC-12"));
    case("another previous hash", |e| {
        let prev = leaf_hash(&e[4].leaf).to_string();
        replace(&mut e[5], &prev, &Hash::ZERO.to_string());
    });
    case("another log", |e| replace(&mut e[5], "org-7f3a", "org-7f3b"));
    case("another version", |e| replace(&mut e[5], "\"v\":1", "\"v\":2"));
    case("a space in a leaf", |e| replace(&mut e[5], "\"v\":1", "\"v\": 1"));
    case("an unknown member", |e| replace(&mut e[5], "\"v\":1", "\"v\":1,\"w\":1"));
    case("an empty list of files", |e| replace(&mut e[6], "\"log\":", "\"blobs\":[],\"log\":"));
    case("a day that does not exist", |e| replace(&mut e[5], "2026-03-31", "2026-02-31"));
    case("a time in another zone", |e| replace(&mut e[5], "Z\",\"v\"", "+00:00\",\"v\""));
    case("a leaf that is no text", |e| e[5].leaf[20] = 0xff);
}

fn spoil_payloads(case: &mut impl FnMut(&str, Change)) {
    case("another payload", |e| e[7].payload = Some(b"{}".to_vec()));
    case("a payload with a space", |e| e[7].payload = Some(b"{ }".to_vec()));
    case("a payload with a null", |e| e[7].payload = Some(b"[null]".to_vec()));
    case("another salt", |e| e[7].salt = Some([0; 32]));
    case("a salt without payload", |e| e[7].payload = None);
    case("a payload without salt", |e| e[7].salt = None);
    case("a payload gone without redaction", |e| (e[7].salt, e[7].payload) = (None, None));
    case("the redaction turned into something else", |e| replace(&mut e[9], "entry_redacted", "control_changed"));
    case("the redaction of another entry", |e| replace(&mut e[9], "\"id\":\"4\"", "\"id\":\"5\""));
    case("a redaction of what comes later", |e| replace(&mut e[9], "\"id\":\"4\"", "\"id\":\"9\""));
    case("a file of another size", |e| {
        replace(&mut e[5], &Hash::of(&[5]).to_string(), &Hash::of(&[2]).to_string());
        replace(&mut e[5], "\"size\":1", "\"size\":2");
    });
}

fn spoil_lines(cases: &mut Vec<(String, Vec<u8>)>, redacted: &[Sealed], head: &Head) {
    let whole = bundle(redacted, head);
    let lines: Vec<_> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    cases.push(("half a line at the end".to_owned(), whole[..whole.len() - lines[13].len() - 9].to_vec()));
    let mut entries = redacted.to_vec();
    replace(&mut entries[3], "AC-3", "AC-4");
    let spoilt = bundle(&entries[..4], head);
    let closing = spoilt[..spoilt.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    cases.push(("an object renamed before half a line".to_owned(), spoilt[..closing + 20].to_vec()));
    let spoilt = bundle(&entries[..5], head);
    let closing = spoilt[..spoilt.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    cases.push(("an object renamed two before half a line".to_owned(), spoilt[..closing + 20].to_vec()));
    cases.push(("an entry after the checkpoint".to_owned(), [whole.as_slice(), lines[1]].concat()));
    cases.push(("an empty line".to_owned(), [lines[0], lines[1], b"\n", lines[2]].concat()));
}

fn replace(entry: &mut Sealed, from: &str, to: &str) {
    let leaf = String::from_utf8(entry.leaf.clone()).unwrap();
    assert!(leaf.contains(from), "{from} in {leaf}");
    entry.leaf = leaf.replace(from, to).into_bytes();
}
