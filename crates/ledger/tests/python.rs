//! The independent verifier in `tools/` and this crate say the same of every ledger, honest or spoilt.
#![allow(clippy::disallowed_methods, reason = "the test runner speaks through the environment")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ledger::{Checkpoint, SigningKey};
use sample::{key, ledger, redacted_ledger, spoilt};
use serde_json::json;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether the second verifier can run here. On a build server it must.
fn python_is_there() -> bool {
    let probe = Command::new("python3").args(["-c", "import cryptography"]).output();
    if probe.is_ok_and(|output| output.status.success()) {
        return true;
    }
    let install = "python3 -m pip install -r tools/requirements.txt";
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "python3 lacks `cryptography`: {install}");
    println!("not run, python3 lacks `cryptography`: {install}");
    false
}

fn python(script: &str, words: &[&str]) -> Output {
    let script = root().join("tools").join(script);
    Command::new("python3").arg("-B").arg(script).args(words).output().unwrap()
}

fn file(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn it_passes_the_published_vectors() {
    if !python_is_there() {
        return;
    }
    let output = python("check_vectors.py", &[root().join("docs/formats/vectors").to_str().unwrap()]);
    assert!(output.status.success(), "{}", says(&output));
}

#[test]
fn it_names_the_same_first_bad_entry_in_every_spoilt_ledger() {
    if !python_is_there() {
        return;
    }
    for (number, (name, bundle)) in spoilt::ledgers().into_iter().enumerate().step_by(4) {
        let path = file(&format!("spoilt-{number}.ledger"), &bundle);
        let output = python("verify_ledger.py", &[&path]);
        let expected = spoilt::outcome(&bundle);
        if let Some(seq) = expected.get("seq") {
            let line = format!("entry {seq}: {}: ", expected["what"].as_str().unwrap());
            assert!(says(&output).starts_with(&line), "{name}: {}, not {line}", says(&output));
        }
        assert_eq!(output.status.success(), expected["checkpoint"] == true, "{name}: {}", says(&output));
    }
}

/// A small generator of numbers, the same on every run so that a failure can be looked at.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn it_agrees_on_a_thousand_random_changes() {
    if !python_is_there() {
        return;
    }
    let (entries, head) = redacted_ledger();
    let whole = spoilt::bundle(&entries, &head);
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    let mut dice = Dice(1);
    let mut cases = Vec::new();
    for number in 0..1000 {
        let bundle = if number % 2 == 0 {
            let mut entries = entries.clone();
            let entry = &mut entries[dice.below(12)];
            let part = match (dice.below(3), &mut entry.payload) {
                (0, Some(payload)) => payload,
                _ => &mut entry.leaf,
            };
            let at = dice.below(part.len());
            part[at] = u8::try_from(dice.below(if number % 4 == 0 { 256 } else { 128 })).unwrap();
            spoilt::bundle(&entries, &head)
        } else {
            let mut bundle = whole.clone();
            bundle[first + dice.below(last - first)] = u8::try_from(0x20 + dice.below(95)).unwrap();
            bundle
        };
        let outcome = spoilt::outcome(&bundle);
        let bundle = String::from_utf8(bundle).unwrap();
        cases.push(json!({"name": format!("change {number}"), "outcome": outcome, "bundle": bundle}));
    }
    let spoilt = cases.iter().filter(|case| case["outcome"]["checkpoint"] != true).count();
    assert!(spoilt > 950, "only {spoilt} of the changes were found");
    file("random/ledger.json", serde_json::to_string(&cases).unwrap().as_bytes());
    for name in ["canonical.json", "merkle.json", "note.json"] {
        file(&format!("random/{name}"), &std::fs::read(root().join("docs/formats/vectors").join(name)).unwrap());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let output = python("check_vectors.py", &[folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", says(&output));
}

#[test]
fn it_checks_older_checkpoints_and_the_key() {
    if !python_is_there() {
        return;
    }
    let (entries, head) = ledger(9);
    let bundle = file("plain.ledger", &spoilt::bundle(&entries, &head));
    let trusted = key().verifier_key().to_string();
    let run =
        |checkpoint: &str, key: &str| python("verify_ledger.py", &[&bundle, "--checkpoint", checkpoint, "--key", key]);

    let older = file("older.note", key().sign(&Checkpoint::of(&ledger(4).1)).as_bytes());
    assert_eq!(run(&older, &trusted).status.code(), Some(0));

    let longer = file("longer.note", key().sign(&Checkpoint::of(&ledger(10).1)).as_bytes());
    let output = run(&longer, &trusted);
    assert_eq!(output.status.code(), Some(1));
    assert!(says(&output).contains("entries were cut off"), "{}", says(&output));

    let other = Checkpoint { size: 3, ..Checkpoint::of(&ledger(4).1) };
    let other = file("other.note", key().sign(&other).as_bytes());
    assert_eq!(run(&other, &trusted).status.code(), Some(1));

    let stranger = SigningKey::from_seed("tickmark/org-7f3a", [8; 32]).unwrap().verifier_key().to_string();
    assert_eq!(run(&older, &stranger).status.code(), Some(1));

    assert_eq!(python("verify_ledger.py", &["no-such.ledger"]).status.code(), Some(2));
    let header = file("header.ledger", b"{\"format\":\"something-else\"}\n");
    assert_eq!(python("verify_ledger.py", &[&header]).status.code(), Some(2));
}
