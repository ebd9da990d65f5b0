//! The independent verifier in `tools/` and this crate name the same faults in every package, honest or spoilt.
#![allow(clippy::disallowed_methods, reason = "the test runner speaks through the environment")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::canonical;
use parcel::{Report, VerifyError};
use sample::parts::{Part, alter_entries, apart, put, sign_again, together};
use sample::{Dice, key, package, stranger};
use serde_json::{Value, json};

/// Checks each package of a folder and compares with `expected.json`: what this crate said.
const COMPARE: &str = "
import json, pathlib, sys
sys.path.insert(0, sys.argv[1])
from verify_package import Check, NoPackage
folder = pathlib.Path(sys.argv[2])
for name, expected in json.loads((folder / 'expected.json').read_text('utf-8')).items():
    with open(folder / name, 'rb') as file:
        try:
            check = Check(file, sys.argv[3])
            check.run()
            found = [[kind, member, entry] for kind, member, entry, _ in check.faults]
        except NoPackage:
            found = 'no package'
    assert found == expected, f'{name}: {found}, not {expected}'
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether Python can run here. On a build server it must.
fn python_is_there() -> bool {
    let there = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os("CI").is_none_or(|ci| ci != "true"), "there is no python3");
    if !there {
        println!("not run, there is no python3");
    }
    there
}

fn python(words: &[&str]) -> Output {
    let script = root().join("tools/verify_package.py");
    Command::new("python3").arg("-B").arg(script).args(words).output().unwrap()
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn named(report: &Report) -> Value {
    report.faults.iter().map(|fault| json!([fault.kind, fault.member, fault.entry])).collect()
}

/// What this crate says, as the comparison has it.
fn outcome(bytes: &[u8]) -> Value {
    match parcel::verify(Cursor::new(bytes), Some(&key().verifier_key())) {
        Ok(report) => named(&report),
        Err(VerifyError::NotAPackage) => "no package".into(),
        Err(error) => panic!("{error}"),
    }
}

/// Checks that Python says the same of each of these.
fn agree(folder: &str, packages: &[Vec<u8>]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut expected = serde_json::Map::new();
    for (number, bytes) in packages.iter().enumerate() {
        let name = format!("{number:04}.zip");
        std::fs::write(folder.join(&name), bytes).unwrap();
        expected.insert(name, outcome(bytes));
    }
    std::fs::write(folder.join("expected.json"), Value::from(expected).to_string()).unwrap();
    let (tools, key) = (root().join("tools"), key().verifier_key().to_string());
    let words = [tools.to_str().unwrap(), folder.to_str().unwrap(), &key];
    let output = Command::new("python3").args(["-B", "-c", COMPARE]).args(words).output().unwrap();
    assert!(output.status.success(), "{}", says(&output));
}

#[test]
fn it_agrees_on_bytes_flipped_cut_and_put_in() {
    if !python_is_there() {
        return;
    }
    let (good, mut dice) = (package(12), Dice(3));
    let mut cases = vec![good.clone()];
    for number in 0..400 {
        let mut bytes = good.clone();
        let at = dice.below(bytes.len());
        match number % 8 {
            6 => bytes.truncate(at),
            7 => bytes.insert(at, 0x50),
            // The last thousand bytes are directory and end, where a byte means most.
            5 => {
                let at = bytes.len() - 1 - dice.below(1000);
                bytes[at] ^= 1 << dice.below(8);
            }
            _ => bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(dice.below(255)).unwrap()),
        }
        cases.push(bytes);
    }
    agree("bytes", &cases);
}

#[test]
fn it_agrees_on_two_hundred_random_changes_some_of_them_signed_again() {
    if !python_is_there() {
        return;
    }
    let (good, mut dice) = (apart(&package(24)), Dice(5));
    let mut cases = Vec::new();
    while cases.len() < 250 {
        let mut parts = good.clone();
        for _ in 0..=dice.below(2) {
            change(&mut parts, &mut dice);
        }
        cases.push(together(&parts));
    }
    let spoilt = cases.iter().filter(|bytes| outcome(bytes) != json!([])).count();
    assert!(spoilt > 200, "only {spoilt} of the changes were found");
    agree("parts", &cases);
}

fn change(parts: &mut Vec<Part>, dice: &mut Dice) {
    let (one, two) = (dice.below(parts.len()), dice.below(parts.len()));
    match dice.below(15) {
        0 => drop(parts.remove(one)),
        1 => parts.swap(one, two),
        2 => parts.push(parts[one].clone()),
        3 => parts.insert(one, Part::stored("notes/new.txt", b"new")),
        4 => parts[one].flags = u16::try_from(dice.below(0x10000)).unwrap(),
        5 => parts[one].method = [0, 8, 9, 12][dice.below(4)],
        6 => parts[one].gap = vec![0; 1 + dice.below(50)],
        7 => {
            let (left, right) = (parts[one].content_or_bytes(), parts[two].content_or_bytes());
            let names = [parts[one].name.clone(), parts[two].name.clone()].map(|n| String::from_utf8(n).unwrap());
            put(parts, &names[0], &right);
            put(parts, &names[1], &left);
        }
        8 => parts[one].size = parts[one].size.wrapping_add(u32::try_from(dice.below(3)).unwrap()),
        9 => {
            let name = String::from_utf8(parts[one].name.clone()).unwrap();
            parts[one] = Part::deflated(&name, &parts[one].content_or_bytes(), 1);
        }
        10 => {
            let at = dice.below(parts[one].packed.len().max(1));
            parts[one].packed.splice(at.., [7, 7]);
        }
        11 | 12 => signed_lines(parts, dice),
        _ => signed_manifest(parts, dice),
    }
}

/// Entries that a holder of the key altered.
fn signed_lines(parts: &mut [Part], dice: &mut Dice) {
    if !parts.iter().any(|part| part.name == b"ledger/entries.jsonl" && part.is_sound()) {
        return;
    }
    alter_entries(parts, |lines| {
        let (one, two) = (dice.below(lines.len()), dice.below(lines.len()));
        let field = ["leaf", "payload", "proof", "salt", "seq"][dice.below(5)];
        match dice.below(4) {
            0 => drop(lines.remove(one)),
            1 => lines.swap(one, two),
            2 => lines[one][field] = lines[two].get(field).cloned().unwrap_or_else(|| "AA==".into()),
            _ => drop(lines[one].as_object_mut().unwrap().remove(field)),
        }
    });
    resign(parts, dice, |_, _| ());
}

/// A manifest that a holder of the key, or somebody else, altered.
fn signed_manifest(parts: &mut [Part], dice: &mut Dice) {
    resign(parts, dice, |manifest, dice| {
        let members = manifest["members"].as_array_mut().unwrap();
        let (one, two) = (dice.below(members.len()), dice.below(members.len()));
        let field = ["path", "sha256", "size", "what", "packed", "entries", "name"][dice.below(7)];
        let other = [json!(1), json!(-1), json!("x"), json!([]), json!({}), json!(true), json!([1, 2]), json!([4])];
        match dice.below(6) {
            0 => drop(members.remove(one)),
            1 => members.swap(one, two),
            2 => members[one][field] = other[dice.below(8)].clone(),
            3 => drop(members[one].as_object_mut().unwrap().remove(field)),
            4 => members[one]["entries"] = json!([dice.below(20)]),
            _ => {
                let field = ["complete", "format", "kind", "log", "members", "missing", "title"][dice.below(7)];
                manifest[field] = other[dice.below(8)].clone();
            }
        }
    });
}

fn resign(parts: &mut [Part], dice: &mut Dice, change: impl FnOnce(&mut Value, &mut Dice)) {
    let there = |name: &[u8]| parts.iter().any(|part| part.name == name && part.method == 0);
    let readable = parts.iter().all(|part| part.is_sound());
    let manifest = parts.iter().find(|part| part.name == b"manifest.json").map(|part| part.packed.clone());
    let Some(true) = manifest.map(|manifest| canonical::is_canonical(&manifest)) else { return };
    if readable && there(b"manifest.json") && there(b"manifest.sig") {
        let signer = if dice.below(5) == 0 { stranger() } else { key() };
        sign_again(parts, &signer, |manifest| {
            if manifest["members"].is_array() {
                change(manifest, dice);
            }
        });
    }
}

#[test]
fn it_passes_the_published_vectors() {
    if !python_is_there() {
        return;
    }
    let vectors = std::fs::read(root().join("docs/formats/vectors/package.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_slice(&vectors).unwrap();
    let packages: Vec<Vec<u8>> =
        cases.iter().map(|case| STANDARD.decode(case["package"].as_str().unwrap()).unwrap()).collect();
    assert!(cases.iter().zip(&packages).all(|(case, package)| outcome(package) == case["faults"]));
    agree("vectors", &packages);
}

#[test]
fn it_speaks_to_people_and_to_programs() {
    if !python_is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (good, trusted) = (file("good.zip", &package(24)), key().verifier_key().to_string());
    let output = python(&[&good, "--key", &trusted]);
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    assert!(says(&output).contains("Intact") && says(&output).contains("PARTIAL"), "{}", says(&output));
    let output = python(&[&good]);
    assert!(says(&output).contains("The key was taken from the package itself"), "{}", says(&output));
    let output = python(&[&good, "--key", &stranger().verifier_key().to_string(), "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &answer["faults"][0]["kind"]), (Some(1), &json!("key")));
    let output = python(&[&file("none.zip", b"something else")]);
    assert_eq!(output.status.code(), Some(2), "{}", says(&output));
    assert_eq!(python(&[&good, "--key", "no key"]).status.code(), Some(2));
    assert_eq!(python(&["no-such.zip"]).status.code(), Some(2));
}
