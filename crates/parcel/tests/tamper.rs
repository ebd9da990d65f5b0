//! Nothing in a package can be altered without being named: every byte, and every kind of fault by itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::io::Cursor;

use ledger::{Checkpoint, Hash, Head, seal};
use parcel::VerifyError;
use sample::parts::{Part, alter_entries, apart, at, put, sign_again, together};
use sample::{faults, key, ledger, package, stranger, verify};
use serde_json::{Value, json};

#[test]
fn every_flipped_byte_is_named() {
    let good = package(9);
    assert!(verify(&good).is_intact());
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= if at % 9 == 8 { 0xff } else { 1 << (at % 9) };
        assert!(!verify(&bytes).is_intact(), "byte {at} of {} may be {:#x}", good.len(), bytes[at]);
    }
}

#[test]
fn every_cut_and_every_byte_more_is_named() {
    let good = package(9);
    for length in (4..good.len()).step_by(3) {
        assert!(!verify(&good[..length]).is_intact(), "cut at {length}");
    }
    for at in (0..=good.len()).step_by(7) {
        let bytes = [&good[..at], b"x", &good[at..]].concat();
        match parcel::verify(Cursor::new(&bytes), None) {
            Ok(report) => assert!(!report.is_intact(), "a byte more at {at}"),
            Err(error) => assert!(matches!(error, VerifyError::NotAPackage)),
        }
        if at + 2 < good.len() {
            assert!(!verify(&[&good[..at], &good[at + 2..]].concat()).is_intact(), "two bytes less at {at}");
        }
    }
}

/// Asserts exactly these faults, as `kind member`, where `E`, `F` and `G` stand for the paths of three files.
#[track_caller]
fn found(parts: &[Part], expected: &[&str]) {
    let report = verify(&together(parts));
    let [e, f, g] = files(&apart(&package(24)));
    let spelt = |path: &String| match path {
        path if *path == e => "E".to_owned(),
        path if *path == f => "F".to_owned(),
        path if *path == g => "G".to_owned(),
        path => path.clone(),
    };
    let said: Vec<String> = faults(&report).iter().map(|(kind, member)| format!("{kind} {}", spelt(member))).collect();
    assert_eq!(said, expected, "{:#?}", report.faults);
}

/// Paths of a deflated file, a stored one, and the next deflated one.
fn files(parts: &[Part]) -> [String; 3] {
    let files: Vec<String> = parts
        .iter()
        .filter(|part| part.name.starts_with(b"files/"))
        .map(|part| String::from_utf8(part.name.clone()).unwrap())
        .collect();
    [files[1].clone(), files[2].clone(), files[3].clone()]
}

#[test]
fn members_that_changed_went_came_or_changed_places_are_named() {
    let good = apart(&package(24));
    let [e, f, g] = files(&good);
    let with = |change: &dyn Fn(&mut Vec<Part>)| {
        let mut parts = good.clone();
        change(&mut parts);
        parts
    };
    found(&good, &[]);
    found(&with(&|p| put(p, &f, &[1; 120])), &["changed F"]);
    found(&with(&|p| put(p, &f, &[1; 119])), &["size F"]);
    found(&with(&|p| put(p, &f, &[1; 100_000])), &["size F"]);
    found(&with(&|p| put(p, "index.html", b"<p>Ten files.")), &["size index.html"]);
    found(&with(&|p| drop(p.remove(at(p, &f)))), &["missing F"]);
    found(&with(&|p| drop(p.remove(at(p, "ledger.pub")))), &["key ledger.pub", "missing ledger.pub"]);
    found(&with(&|p| drop(p.remove(at(p, "manifest.sig")))), &["missing manifest.sig", "signature manifest.sig"]);
    found(&with(&|p| drop(p.remove(at(p, "manifest.json")))), &["missing manifest.json"]);
    let (one, two) = (good[at(&good, &e)].content(), good[at(&good, &g)].content());
    let swapped = with(&|p| {
        put(p, &e, &two);
        put(p, &g, &one);
    });
    found(&swapped, &["swapped E", "swapped G"]);
    let added = with(&|p| p.insert(4, Part::stored("../../evil.sh", b"rm")));
    found(&added, &["order E", "added ../../evil.sh"]);
    let escape = with(&|p| p.push(Part { name: b"\x1b[2J\xff".to_vec(), ..Part::stored("", b"") }));
    found(&escape, &["order (archive)", "added \\x1b[2J\\xff"]);
    let twice = with(&|p| p.push(p[at(p, &f)].clone()));
    found(&twice, &["duplicate F", "order (archive)"]);
}

#[test]
fn an_archive_that_is_not_laid_out_as_the_format_says_is_named() {
    let good = apart(&package(24));
    let [e, f, _] = files(&good);
    let with = |change: &dyn Fn(&mut Vec<Part>)| {
        let mut parts = good.clone();
        change(&mut parts);
        parts
    };
    found(&with(&|p| p[5].flags = 1), &["encrypted F"]);
    let set = |name: &str, change: &dyn Fn(&mut Part)| with(&|p| change(&mut p[at(&good, name)]));
    found(&set(&f, &|p| p.method = 12), &["method F"]);
    found(&set(&f, &|p| p.flags = 0x800), &["header F", "directory F"]);
    found(&set(&f, &|p| p.crc ^= 1), &["directory F"]);
    found(&set(&f, &|p| p.gap = b"hidden".to_vec()), &["order F"]);
    found(&set(&e, &|p| p.packed.push(0)), &["changed E"]);
    found(&set(&e, &|p| p.size -= 1), &["changed E"]);
    let again = Part::deflated(&e, &good[at(&good, &e)].content(), 1);
    found(&set(&e, &|p| *p = again.clone()), &["packing E"]);
    let plain = Part::stored("index.html", sample::HTML.as_bytes());
    found(&set("index.html", &|p| *p = plain.clone()), &["packing index.html"]);
    let manifest = good[at(&good, "manifest.json")].content();
    let deflated = Part::deflated("manifest.json", &manifest, 6);
    found(&set("manifest.json", &|p| *p = deflated.clone()), &["packing manifest.json"]);
    found(
        &with(&|p| p.swap(0, 1)),
        &["order checkpoint", "order ledger.pub", "order ledger/entries.jsonl", "directory (archive)"],
    );

    let mut bytes = together(&good);
    bytes[10] = 1;
    assert_eq!(faults(&verify(&bytes)), [("header".into(), "checkpoint".into())]);
    let trailing = [together(&good), vec![0; 10]].concat();
    assert_eq!(faults(&verify(&trailing)), [("trailing".into(), "(archive)".into())]);
    let mut cut = together(&good);
    cut.truncate(cut.len() - 30);
    assert_eq!(faults(&verify(&cut)), [("end".into(), "(archive)".into())]);
}

#[test]
fn of_an_archive_that_was_packed_anew_the_member_that_changed_is_told_first() {
    let mut parts = apart(&package(24));
    let [_, f, _] = files(&parts);
    put(&mut parts, &f, &[1; 120]);
    parts.iter_mut().for_each(|part| part.flags = 0x800);
    let report = verify(&together(&parts));
    let told = report.told();
    let many = format!("{} members, the first manifest.json: header: ", parts.len());
    assert!(told[0].starts_with(&format!("{f}: changed: ")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with(&many)) && told.len() == 3, "{told:#?}");
    assert!(report.faults.len() > 2 * parts.len() - 3, "each is in the report: {}", report.faults.len());
    // Few are told one by one.
    let mut few = apart(&package(24));
    few.iter_mut().take(2).for_each(|part| part.flags = 0x800);
    assert_eq!(verify(&together(&few)).told().len(), 4);
}

#[test]
fn what_changed_is_listed_however_many_members_were_packed_anew() {
    let mut parts = apart(&package(2_400));
    let last = String::from_utf8(parts.iter().rfind(|part| part.name.starts_with(b"files/")).unwrap().name.clone());
    let last = last.unwrap();
    parts.iter_mut().for_each(|part| part.flags = 0x800);
    put(&mut parts, &last, b"another content");
    let report = verify(&together(&parts));
    assert_eq!(report.faults.len(), parcel::MAX_FAULTS);
    assert!(report.more_faults > 200, "{}", report.more_faults);
    assert!(report.told()[0].starts_with(&last), "{}", report.told()[0]);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let good = apart(&package(24));
    let [e, ..] = files(&good);
    let bomb = Part::deflated(&e, &vec![0; 1 << 20], 6);
    let mut parts = good.clone();
    let place = at(&parts, &e);
    parts[place] = bomb.clone();
    found(&parts, &["size E"]);
    parts[place] = Part { size: good[place].size, ..bomb };
    found(&parts, &["changed E"]);
}

#[test]
fn a_manifest_that_was_altered_or_signed_by_another_is_named() {
    let good = apart(&package(24));
    let text = String::from_utf8(good[at(&good, "manifest.json")].content()).unwrap();
    let altered = |from: &str, to: &str| {
        let mut parts = good.clone();
        assert!(text.contains(from));
        put(&mut parts, "manifest.json", text.replace(from, to).as_bytes());
        parts
    };
    found(&altered("the year 2026", "the year 2025"), &["manifest manifest.json"]);
    found(&altered("\"complete\":false", "\"complete\": false"), &["manifest manifest.json", "manifest manifest.json"]);
    let mut parts = good.clone();
    sign_again(&mut parts, &stranger(), |_| ());
    found(&parts, &["signature manifest.sig"]);
    let mut parts = good.clone();
    let note = String::from_utf8(good[at(&good, "manifest.sig")].content()).unwrap();
    let signature = note.lines().last().unwrap().to_owned();
    put(&mut parts, "manifest.sig", format!("{note}{signature}\n").as_bytes());
    found(&parts, &["signature manifest.sig"]);
    let checkpoint = good[at(&good, "checkpoint")].content();
    put(&mut parts, "manifest.sig", &checkpoint);
    found(&parts, &["signature manifest.sig"]);
    let mut parts = good.clone();
    put(&mut parts, "ledger.pub", format!("{}\n", stranger().verifier_key()).as_bytes());
    found(&parts, &["key ledger.pub", "changed ledger.pub"]);
}

/// An alteration of a manifest.
type Change<'a> = &'a dyn Fn(&mut Value);

#[test]
fn a_manifest_that_is_not_of_the_form_is_named_whoever_signed_it() {
    let good = apart(&package(24));
    let cases: [(&str, Change); 16] = [
        ("format", &|m| m["format"] = "tickmark-package/2".into()),
        ("kind", &|m| m["kind"] = "Ev".into()),
        ("log", &|m| m["log"] = "a b".into()),
        ("title", &|m| m["title"] = "\u{9b}31m".into()),
        ("complete", &|m| m["complete"] = true.into()),
        ("missing", &|m| m["missing"][0]["when"] = "now".into()),
        ("unknown member", &|m| m["more"] = 1.into()),
        ("no members", &|m| m["members"] = json!([])),
        ("path", &|m| m["members"][3]["path"] = "files/../x".into()),
        ("dots", &|m| {
            m["members"][3]["path"] = format!("files/{}/..", m["members"][3]["sha256"].as_str().unwrap()).into()
        }),
        ("twice", &|m| m["members"][4] = m["members"][3].clone()),
        ("size", &|m| m["members"][3]["size"] = (65_u64 << 30).into()),
        ("entries", &|m| m["members"][3]["entries"] = json!([4, 4])),
        ("entries of another", &|m| m["members"][0]["entries"] = json!([4])),
        ("what", &|m| m["members"][3]["what"] = "index".into()),
        ("packed", &|m| drop(m["members"][2].as_object_mut().unwrap().remove("packed"))),
    ];
    for (name, change) in cases {
        let mut parts = good.clone();
        sign_again(&mut parts, &key(), change);
        let report = verify(&together(&parts));
        assert_eq!(faults(&report), [("manifest".into(), "manifest.json".into())], "{name}: {:?}", report.faults);
    }
}

/// What a holder of the key signs although it is not so, with the faults that are named.
#[test]
fn entries_that_prove_nothing_are_named_whoever_signed_them() {
    let good = apart(&package(24));
    let signed = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut parts = good.clone();
        alter_entries(&mut parts, change);
        sign_again(&mut parts, &key(), |_| ());
        parts
    };
    const ENTRIES: &str = "ledger/entries.jsonl";
    let case = |change: &dyn Fn(&mut Vec<Value>), expected: &[&str]| found(&signed(change), expected);
    case(&|l| l[1]["proof"][0] = l[2]["proof"][1].clone(), &["proof ledger/entries.jsonl"]);
    case(&|l| drop(l[1]["proof"].as_array_mut().unwrap().pop()), &["proof ledger/entries.jsonl"]);
    case(&|l| l[1]["payload"] = "e30=".into(), &["opening ledger/entries.jsonl"]);
    case(&|l| drop(l[1].as_object_mut().unwrap().remove("salt")), &["opening ledger/entries.jsonl"]);
    case(&|l| l.swap(0, 1), &["entry ledger/entries.jsonl"]);
    case(&|l| l[4]["seq"] = 3.into(), &["entry ledger/entries.jsonl", "proof ledger/entries.jsonl"]);
    case(
        &|l| l[4]["leaf"] = "e30=".into(),
        &["entry ledger/entries.jsonl", "proof ledger/entries.jsonl", "entry ledger/entries.jsonl"],
    );
    case(&|l| l[1]["more"] = 1.into(), &["line ledger/entries.jsonl"]);
    case(&|l| drop(l.remove(3)), &["commitment E"]);
    let mut parts = good.clone();
    let text = parts[at(&parts, ENTRIES)].content();
    put(&mut parts, ENTRIES, &text[..text.len() - 1]);
    sign_again(&mut parts, &key(), |_| ());
    found(&parts, &["line ledger/entries.jsonl"]);
}

#[test]
fn files_and_checkpoints_that_the_ledger_does_not_bear_out_are_named_whoever_signed_them() {
    let good = apart(&package(24));
    let [e, f, _] = files(&good);
    // A file that no entry commits to, under the path that its content asks for.
    let (mut parts, forged) = (good.clone(), vec![9_u8; 120]);
    put(&mut parts, &f, &forged);
    let path = format!("files/{}/forged.png", Hash::of(&forged));
    let place = at(&parts, &f);
    sign_again(&mut parts, &key(), |m| m["members"][5]["path"] = path.clone().into());
    parts[place].name = path.clone().into_bytes();
    found(&parts, &[&format!("commitment {path}")]);
    // A file that names an entry which commits to another file.
    let mut parts = good.clone();
    sign_again(&mut parts, &key(), |m| m["members"][4]["entries"] = json!([4, 7]));
    found(&parts, &["commitment E"]);
    assert_eq!(verify(&together(&parts)).faults[0].entry, Some(7));
    assert_eq!(e, files(&parts)[0]);
    // A checkpoint of another log, and one of an earlier size, which proves nothing about these entries.
    let with = |head: &Head| {
        let mut parts = good.clone();
        put(&mut parts, "checkpoint", key().sign(&Checkpoint::of(head)).as_bytes());
        sign_again(&mut parts, &key(), |_| ());
        parts
    };
    found(&with(&seal(&Head::empty("org-else"), &[sample::draft(0)]).unwrap().1), &["checkpoint checkpoint"]);
    let report = verify(&together(&with(&ledger(23).1)));
    assert_eq!(report.faults.len(), 19, "{:#?}", report.faults);
    assert!(report.faults.iter().all(|fault| fault.kind == parcel::Kind::Proof && fault.entry.is_some()));
}
