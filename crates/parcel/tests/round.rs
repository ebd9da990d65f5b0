//! What is written is found intact, by us and by readers of others; what would not be is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use ledger::{Checkpoint, Hash, SealedRef, leaf_hash, tree};
use parcel::{About, File, Manifest, Missing, ProofTree, VerifyError, WriteError, Writer, safe_name, shown};
use sample::{HTML, LOG, XLSX, about, key, ledger, package, parts, stranger, verify, write};

#[test]
fn a_package_is_found_as_it_was_written() {
    let (bytes, written) = write(24);
    let report = verify(&bytes);
    assert!(report.is_intact(), "{:#?}", report.faults);
    let facts = report.facts;
    assert_eq!(
        (facts.kind.as_str(), facts.log.as_str(), facts.title.as_str()),
        ("evidence", LOG, "Evidence for the year 2026")
    );
    assert_eq!((facts.complete, facts.missing.len(), facts.signed, facts.key_from_package), (false, 1, true, false));
    assert_eq!(facts.key, key().verifier_key().to_string());
    assert_eq!((facts.checkpoint_size, facts.checkpoint_root), (Some(24), ledger(24).1.root().to_string()));
    assert_eq!((facts.entries, facts.opened, written.progress.entries), (19, 18, 19));
    assert_eq!((facts.files, facts.members, written.progress.files), (7, 12, 7));
    assert_eq!((written.archive, facts.bytes), (bytes.len() as u64, written.progress.bytes));
}

#[test]
fn without_a_key_from_elsewhere_it_is_said_that_the_key_is_the_packages_own() {
    let report = parcel::verify(Cursor::new(package(24)), None).unwrap();
    assert!(report.is_intact() && report.facts.key_from_package && report.facts.signed);
    let other = stranger().verifier_key();
    let report = parcel::verify(Cursor::new(package(24)), Some(&other)).unwrap();
    let kinds: Vec<String> = report.faults.iter().map(|fault| fault.kind.to_string()).collect();
    assert_eq!(kinds, ["key", "signature", "checkpoint"]);
    assert!(!report.facts.signed && report.facts.checkpoint_size.is_none());
}

#[test]
fn the_same_content_gives_the_same_bytes_and_a_second_writer_of_archives_agrees() {
    let bytes = package(24);
    assert_eq!(bytes, package(24));
    assert_eq!(bytes, parts::together(&parts::apart(&bytes)));
}

#[test]
fn a_reader_of_others_finds_every_content() {
    let mut archive = zip::ZipArchive::new(Cursor::new(package(24))).unwrap();
    let names = archive.len();
    let content = |archive: &mut zip::ZipArchive<_>, name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(content(&mut archive, "index.html"), HTML.as_bytes());
    assert_eq!(content(&mut archive, "index.xlsx"), XLSX);
    let manifest = Manifest::parse(&content(&mut archive, "manifest.json")).unwrap();
    assert_eq!(names, manifest.members.len() + 2);
    for member in &manifest.members {
        assert_eq!(Hash::of(&content(&mut archive, &member.path)), member.sha256, "{}", member.path);
    }
    let evidence: Vec<_> = manifest.members.iter().filter(|member| member.entries.is_some()).collect();
    assert_eq!(evidence[2].name.as_deref(), Some("Bildschirm-Foto Prüfung 7.png"));
    assert_eq!(evidence[2].path, format!("files/{}/Bildschirm-Foto_Pr_fung_7.png", evidence[2].sha256));
    assert_eq!(evidence[2].entries.as_deref(), Some([7].as_slice()));
    assert!(evidence[1].packed.is_some() && evidence[2].packed.is_none());
}

#[test]
fn a_file_on_disk_is_checked_and_what_is_no_archive_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.zip");
    std::fs::write(&path, package(9)).unwrap();
    assert!(parcel::verify_file(&path, Some(&key().verifier_key())).unwrap().is_intact());
    for bytes in [b"".as_slice(), b"PK", b"{\"format\":\"tickmark-ledger/1\"}\n"] {
        assert!(matches!(parcel::verify(Cursor::new(bytes), None), Err(VerifyError::NotAPackage)));
    }
    assert!(matches!(parcel::verify_file(&folder.path().join("absent"), None), Err(VerifyError::Read(_))));
}

#[test]
fn proofs_from_the_tree_are_those_of_the_ledger() {
    for size in 0..70_u64 {
        let leaves: Vec<Hash> = (0..size).map(|n| Hash::of(&n.to_le_bytes())).collect();
        let tree = ProofTree::of(leaves.clone());
        for seq in 0..size {
            let at = usize::try_from(seq).unwrap();
            assert_eq!(tree.proof(seq), tree::inclusion_proof(&leaves, at), "{seq} of {size}");
        }
        assert_eq!(tree.proof(size), None);
    }
}

#[test]
fn names_are_made_safe_and_unique() {
    let long = format!("{}.pdf", "a".repeat(300));
    for (claimed, safe) in [
        ("Report.pdf", "Report.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Users\\x.txt", "C__Users_x.txt"),
        ("Zugriff prüfen.csv", "Zugriff_pr_fen.csv"),
        ("...", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("con.txt", "_con.txt"),
        ("COM7", "_COM7"),
        ("company.txt", "company.txt"),
        ("a\u{202e}fdp.exe", "a_fdp.exe"),
        ("trailing.", "trailing"),
        (long.as_str(), &format!("{}.pdf", "a".repeat(116))),
    ] {
        assert_eq!(safe_name(claimed), safe, "{claimed}");
    }
    assert_eq!(shown(b"a\\b\x1b[31m\xff.txt"), "a\\x5cb\\x1b[31m\\xff.txt");

    let (entries, head) = ledger(9);
    let note = key().sign(&Checkpoint::of(&head));
    let mut writer = Writer::begin(Cursor::new(Vec::new()), about(), &note, &key().verifier_key(), |_| ()).unwrap();
    let tree = ProofTree::of(entries.iter().map(|entry| leaf_hash(&entry.leaf)).collect());
    writer.entry(&entries[4], &tree.proof(4).unwrap()).unwrap();
    let (_, content) = sample::file(4);
    let (sha256, size) = (Hash::of(&content), content.len() as u64);
    let mut paths = BTreeSet::new();
    for name in ["A b.csv", "a?B.csv", "a_b.CSV", "a_b.csv"] {
        let path = writer.file(File { name, sha256, size, entries: &[4] }, &mut content.as_slice()).unwrap();
        assert!(paths.insert(path.to_ascii_lowercase()), "{path}");
    }
    writer.index(b"x").unwrap();
    let report = verify(&writer.finish(&key()).unwrap().0.into_inner());
    assert!(report.is_intact(), "{:#?}", report.faults);
}

fn refused(what: Result<impl std::fmt::Debug, WriteError>, said: &str) {
    let error = what.unwrap_err().to_string();
    assert!(error.contains(said), "`{said}` is not said in: {error}");
}

#[test]
fn what_is_not_of_the_form_is_refused_before_it_is_written() {
    let note = key().sign(&Checkpoint::of(&ledger(9).1));
    let public = key().verifier_key();
    let begin = |about: About, note: &str| Writer::begin(Cursor::new(Vec::new()), about, note, &public, |_| ());
    refused(begin(About { kind: "Evidence!".into(), ..about() }, &note), "`kind`");
    refused(begin(About { title: "a\u{7}".into(), ..about() }, &note), "`title`");
    refused(begin(About { log: "two words".into(), ..about() }, &note), "`log`");
    refused(begin(About { log: "org-else".into(), ..about() }, &note), "not of `org-else`");
    let missing = vec![Missing { what: "x".into(), why: String::new() }];
    refused(begin(About { missing, ..about() }, &note), "`why`");
    let foreign = stranger().sign(&Checkpoint::of(&ledger(9).1));
    refused(begin(about(), &foreign), "bears no signature");
    refused(begin(about(), "no note"), "not a signed note");
}

#[test]
fn entries_and_files_that_do_not_fit_are_refused_before_they_are_written() {
    let (entries, head) = ledger(9);
    let note = key().sign(&Checkpoint::of(&head));
    let tree = ProofTree::of(entries.iter().map(|entry| leaf_hash(&entry.leaf)).collect());
    let proof = |seq: u64| tree.proof(seq).unwrap();
    let public = key().verifier_key();
    let mut told = Vec::new();
    let mut writer = Writer::begin(Cursor::new(Vec::new()), about(), &note, &public, |done| told.push(done)).unwrap();
    refused(writer.entry(&entries[1], &proof(4)), "entry 1: the proof");
    let torn = SealedRef { salt: None, ..SealedRef::from(&entries[1]) };
    refused(writer.entry(torn, &proof(1)), "both there or both gone");
    let other = SealedRef { payload: Some(b"{}"), ..SealedRef::from(&entries[1]) };
    refused(writer.entry(other, &proof(1)), "commits to");
    refused(writer.entry(SealedRef { leaf: b"{}", ..SealedRef::from(&entries[1]) }, &proof(1)), "not canonical");
    writer.entry(&entries[1], &proof(1)).unwrap();
    writer.entry(&entries[4], &proof(4)).unwrap();
    refused(writer.entry(&entries[4], &proof(4)), "does not follow");

    let (name, content) = sample::file(1);
    let (sha256, size) = (Hash::of(&content), content.len() as u64);
    let file = File { name: &name, sha256, size, entries: &[1] };
    refused(writer.file(File { entries: &[4], ..file }, &mut content.as_slice()), "entry 4");
    refused(writer.file(File { entries: &[7], ..file }, &mut content.as_slice()), "entry 7");
    refused(writer.file(file, &mut &content[1..]), "119 bytes");
    refused(writer.file(file, &mut [content.as_slice(), b"x"].concat().as_slice()), "121 bytes");
    refused(writer.file(file, &mut [7; 120].as_slice()), "SHA-256");
    refused(writer.entry(&entries[5], &proof(5)), "before files");
    drop(writer);
    assert_eq!((told[0].entries, told[1].entries, told.len() > 2), (1, 2, true));

    let fresh = || Writer::begin(Cursor::new(Vec::new()), about(), &note, &public, |_| ()).unwrap();
    refused(fresh().finish(&key()), "no `index.html`");
    refused(fresh().finish(&stranger()), "signing key");
    let mut writer = fresh();
    writer.index(b"").unwrap();
    refused(writer.index(b""), "there already");
    let mut writer = fresh();
    writer.entry(&entries[1], &proof(1)).unwrap();
    refused(writer.file(File { name: "a\nb", ..file }, &mut content.as_slice()), "`name`");
    refused(writer.file(File { entries: &[], ..file }, &mut content.as_slice()), "`entries`");
}
