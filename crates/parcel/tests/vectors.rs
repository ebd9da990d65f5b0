//! The published test vectors come out as their file says, here and in Python.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::VerifierKey;
use sample::parts::{Part, alter_entries, apart, put, sign_again, together};
use sample::{key, package, stranger};
use serde_json::{Value, json};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/vectors/package.json")
}

fn outcome(bytes: &[u8], trusted: &str) -> Value {
    let report = parcel::verify(Cursor::new(bytes), Some(&VerifierKey::parse(trusted).unwrap())).unwrap();
    report.faults.iter().map(|fault| json!([fault.kind, fault.member, fault.entry])).collect()
}

#[test]
fn the_published_vectors_come_out_as_their_file_says() {
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read(file()).unwrap()).unwrap();
    assert!(cases.len() >= 12 && cases[0]["faults"] == json!([]));
    for case in cases {
        let bytes = STANDARD.decode(case["package"].as_str().unwrap()).unwrap();
        assert_eq!(outcome(&bytes, case["key"].as_str().unwrap()), case["faults"], "{}", case["name"]);
    }
}

/// Writes the vectors; run by hand when a case is added, and look at what changed.
#[test]
#[ignore = "writes docs/formats/vectors/package.json"]
fn write_the_vectors() {
    let good = apart(&package(5));
    let trusted = key().verifier_key().to_string();
    let mut cases = vec![json!({"name": "intact", "key": trusted, "package": STANDARD.encode(together(&good))})];
    let mut add = |name: &str, change: &dyn Fn(&mut Vec<Part>)| {
        let mut parts = good.clone();
        change(&mut parts);
        cases.push(json!({"name": name, "key": trusted, "package": STANDARD.encode(together(&parts))}));
    };
    add("a file changed", &|p| p[3].packed[7] ^= 1);
    add("a file gone", &|p| drop(p.remove(3)));
    add("a member added", &|p| p.push(Part::stored("../evil", b"x")));
    add("two contents swapped", &|p| {
        let (left, right) = (p[4].content(), p[5].content());
        put(p, "index.html", &right);
        put(p, "index.xlsx", &left);
    });
    add("a member twice", &|p| p.push(p[3].clone()));
    add("bytes between members", &|p| p[3].gap = vec![0]);
    add("packed otherwise", &|p| p[4] = Part::stored("index.html", &p[4].content()));
    add("encrypted", &|p| p[3].flags = 1);
    add("the manifest altered", &|p| {
        let text = String::from_utf8(p[6].content()).unwrap().replace("2026", "2025");
        put(p, "manifest.json", text.as_bytes());
    });
    add("signed by another key", &|p| sign_again(p, &stranger(), |_| ()));
    add("signed: a proof of another entry", &|p| {
        alter_entries(p, |lines| lines[0]["proof"] = lines[1]["proof"].clone());
        sign_again(p, &key(), |_| ());
    });
    add("signed: a file that its entry does not name", &|p| {
        sign_again(p, &key(), |manifest| manifest["members"][3]["entries"] = json!([2]));
    });
    for case in &mut cases {
        let bytes = STANDARD.decode(case["package"].as_str().unwrap()).unwrap();
        case["faults"] = outcome(&bytes, &trusted);
    }
    let mut text = serde_json::to_string_pretty(&cases).unwrap();
    text.push('\n');
    std::fs::write(file(), text).unwrap();
}
