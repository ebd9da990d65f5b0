//! The vectors of `docs/formats/vectors`: what they say is what this crate does. `BLESS=1` writes them anew, which
//! only a new version of the format may need.
#![allow(clippy::disallowed_methods, reason = "the test runner speaks through the environment")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::path::PathBuf;

use ledger::{Note, SigningKey, VerifierKey, canonical::is_canonical, leaf_hash, tree};
use sample::{key, ledger, spoilt};
use serde_json::{Value, json};

fn hold(name: &str, derived: Value) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/vectors").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&derived).unwrap() + "\n").unwrap();
    }
    // Compared as values: the order in which a test build keeps the members of an object says nothing.
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert!(written == derived, "{name} is not what the crate does");
}

#[test]
fn canonical() {
    let texts = [
        "{}",
        "[]",
        "true",
        "0",
        "-1",
        "9007199254740991",
        "-9007199254740991",
        "\"\"",
        "{\"a\":1,\"b\":[true,false]}",
        "{\"A\":1,\"a\":2,\"\u{f6}\":3}",
        "{\"\u{1f600}\":1,\"\u{fb33}\":2}",
        "{\"\u{fb33}\":2,\"\u{1f600}\":1}",
        "{\"!\":1,\"\\\"\":2,\"#\":3}",
        "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\u{7f}\"",
        "\"\\u0009\"",
        "\"\\u001F\"",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\t\"",
        "",
        " 1",
        "1 ",
        "01",
        "-0",
        "1.0",
        "1e3",
        "null",
        "[null]",
        "{\"a\":null}",
        "NaN",
        "9007199254740992",
        "-9007199254740992",
        "18446744073709551616",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "[1, 2]",
        "[1,]",
        "{\"a\": 1}",
        "{a:1}",
        "{}{}",
        "\u{feff}{}",
    ];
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels)).into_bytes();
    let mut cases: Vec<_> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    cases.extend([deep(64), deep(65), b"\"\xff\"".to_vec(), b"\"\xed\xa0\x80\"".to_vec()]);
    let cases = cases.iter().map(|case| {
        json!({"canonical": is_canonical(case), "hex": hex::encode(case), "text": String::from_utf8_lossy(case)})
    });
    hold("canonical.json", cases.collect());
}

#[test]
fn merkle() {
    let texts = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let leaves: Vec<_> = texts.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect();
    let roots: Vec<_> = (0..=8).map(|size| tree::root(&leaves[..size])).collect();
    let mut proofs = Vec::new();
    for size in 1..=8 {
        for index in 0..size {
            let proof = tree::inclusion_proof(&leaves[..size], index).unwrap();
            proofs.push(json!({"index": index, "size": size, "proof": &proof, "holds": true}));
            let other = (index + 1) % 8;
            let holds = tree::verify_inclusion(&leaves[other], other as u64, size as u64, &proof, &roots[size]);
            proofs.push(json!({"index": other, "size": size, "proof": proof, "holds": holds}));
        }
        for old in 0..=size {
            let proof = tree::consistency_proof(&leaves[..size], old).unwrap();
            proofs.push(json!({"old_size": old, "size": size, "proof": &proof, "holds": true}));
            let shorter = &proof[..proof.len().saturating_sub(1)];
            let (old_root, root) = (&roots[old], &roots[size]);
            let holds = tree::verify_consistency(old as u64, old_root, size as u64, root, shorter);
            proofs.push(json!({"old_size": old, "size": size, "proof": shorter, "holds": holds}));
        }
    }
    hold("merkle.json", json!({"leaves": texts, "roots": roots, "proofs": proofs}));
}

#[test]
fn note() {
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let published = format!("{text}\n{line}");
    let witness = SigningKey::from_seed("witness", [9; 32]).unwrap().sign_text(text);
    let (_, head) = ledger(7);
    let ours = key().sign(&ledger::Checkpoint::of(&head));
    let our_key = key().verifier_key().to_string();
    let two = format!("{witness}{line}");
    let cases = [
        ("the example of golang.org/x/mod/sumdb/note", published.clone(), KEY.to_owned()),
        ("two signatures", two.clone(), KEY.to_owned()),
        ("the signature of another key only", witness.clone(), KEY.to_owned()),
        ("another text", published.replace("your problem,", "my problem,"), KEY.to_owned()),
        ("another signature", published.replace("nAM=", "nAN="), KEY.to_owned()),
        ("a signature cut short", published.replace("E6RyyBwJnAM=\n", "\n"), KEY.to_owned()),
        ("no line feed at the end", published.trim_end().to_owned(), KEY.to_owned()),
        ("carriage returns", published.replace('\n', "\r\n"), KEY.to_owned()),
        ("no signature", text.to_owned(), KEY.to_owned()),
        ("a key whose hash does not fit", published, KEY.replace("c74f20a3", "c74f20a4")),
        ("a checkpoint", ours.clone(), our_key.clone()),
        ("a checkpoint of another size", ours.replace("\n7\n", "\n6\n"), our_key),
    ];
    let cases = cases.iter().map(|(name, note, key)| {
        let good = VerifierKey::parse(key).and_then(|key| Note::parse(note)?.verify(&key).map(|_| ())).is_ok();
        json!({"name": name, "note": note, "key": key, "good": good})
    });
    hold("note.json", cases.collect());
}

#[test]
fn whole_ledgers() {
    let cases = spoilt::ledgers().into_iter().map(|(name, bundle)| {
        let outcome = spoilt::outcome(&bundle);
        json!({"name": name, "outcome": outcome, "bundle": String::from_utf8(bundle).unwrap()})
    });
    hold("ledger.json", cases.collect());
}
