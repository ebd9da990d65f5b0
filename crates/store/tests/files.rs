//! Files: received whole or not at all, never replaced, and never handed out altered.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use store::StoreError;
use store::files::Files;

const QUOTA: u64 = 64 << 20;

fn shelves() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    (folder, files)
}

fn put(files: &Files, content: &[u8]) -> ledger::Blob {
    files.put("log", &mut &content[..], QUOTA).unwrap()
}

fn place(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("blobs/log").join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
}

fn staged(folder: &Path) -> usize {
    fs::read_dir(folder.join("stage")).map_or(0, Iterator::count)
}

/// Replaces what lies on the disk, as decay or an intruder would.
fn overwrite(path: &Path, content: &[u8]) {
    fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn a_file_comes_back_as_it_went() {
    let (folder, files) = shelves();
    let large: Vec<u8> = (0..9_000_000_u32).map(|number| (number % 251) as u8).collect();
    for content in [&b""[..], b"evidence", &large] {
        let blob = put(&files, content);
        assert_eq!(blob.sha256, hex::encode(Sha256::digest(content)));
        assert_eq!(blob.size, content.len() as u64);
        assert_eq!(files.exists("log", &blob.sha256), Ok(true));
        let mut verified = files.read("log", &blob.sha256).unwrap();
        assert_eq!(verified.size(), blob.size);
        let mut back = Vec::new();
        verified.read_to_end(&mut back).unwrap();
        assert!(back == content);
        let mode = fs::metadata(place(folder.path(), &blob.sha256)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o440);
    }
    assert_eq!(staged(folder.path()), 0);
}

#[test]
fn one_organisation_does_not_learn_what_another_holds() {
    let (_folder, files) = shelves();
    let blob = put(&files, b"evidence");
    assert_eq!(files.exists("other", &blob.sha256), Ok(false));
    assert!(matches!(files.read("other", &blob.sha256), Err(StoreError::Missing { .. })));
    assert_eq!(files.scrub("other").unwrap().count(), 0);
}

#[test]
fn a_file_past_the_quota_or_broken_off_leaves_nothing() {
    struct BreaksOff;
    impl Read for BreaksOff {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the sender went away"))
        }
    }
    let (folder, files) = shelves();
    assert_eq!(files.put("log", &mut &[0; 11][..], 10), Err(StoreError::TooLarge { limit: 10 }));
    assert_eq!(files.put("log", &mut io::repeat(1), 1 << 20), Err(StoreError::TooLarge { limit: 1 << 20 }));
    let broken = files.put("log", &mut b"half".chain(BreaksOff), QUOTA);
    assert!(matches!(broken, Err(StoreError::Fault(_))), "{broken:?}");
    assert_eq!(staged(folder.path()), 0);
    assert_eq!(files.scrub("log").unwrap().count(), 0);
    assert!(files.put("log", &mut &[0; 10][..], 10).is_ok());
}

/// A crash between link and unlink leaves the file under both names; one before leaves the stage alone.
#[test]
fn crashes_are_cleaned_up_and_what_is_being_received_stays() {
    let (folder, files) = shelves();
    assert_eq!(files.clean_stage(), Ok(0));
    let blob = put(&files, b"evidence");
    let stage = folder.path().join("stage");
    fs::hard_link(place(folder.path(), &blob.sha256), stage.join("1-0")).unwrap();
    fs::write(stage.join("1-1"), b"half a fi").unwrap();
    let mut looked = None;
    let mut while_received = LookWhileReading(|| looked = Some((files.clean_stage(), staged(folder.path()))));
    files.put("log", &mut while_received, QUOTA).unwrap();
    assert_eq!(looked, Some((Ok(2), 1)), "two leftovers removed, the one that is received stays");
    assert!(files.read("log", &blob.sha256).is_ok());
    assert_eq!(files.clean_stage(), Ok(0));
}

struct LookWhileReading<F>(F);

impl<F: FnMut()> Read for LookWhileReading<F> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        (self.0)();
        Ok(0)
    }
}

#[test]
fn the_same_content_again_is_fine_and_an_altered_one_is_an_alarm() {
    let (folder, files) = shelves();
    let blob = put(&files, b"evidence");
    assert_eq!(put(&files, b"evidence"), blob);
    overwrite(&place(folder.path(), &blob.sha256), b"Evidence");
    let again = files.put("log", &mut &b"evidence"[..], QUOTA);
    assert!(matches!(again, Err(StoreError::Corrupt { .. })), "{again:?}");
    assert_eq!(fs::read(place(folder.path(), &blob.sha256)).unwrap(), b"Evidence", "what is there is never replaced");
    assert_eq!(staged(folder.path()), 0);
}

#[test]
fn an_altered_file_is_found_when_it_is_read() {
    let (folder, files) = shelves();
    let small = put(&files, b"evidence");
    overwrite(&place(folder.path(), &small.sha256), b"Evidence");
    let read = files.read("log", &small.sha256).map(|_| ());
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");

    let mut content = vec![7; 9 << 20];
    let large = put(&files, &content);
    *content.last_mut().unwrap() = 8;
    overwrite(&place(folder.path(), &large.sha256), &content);
    let mut back = Vec::new();
    let read = files.read("log", &large.sha256).unwrap().read_to_end(&mut back);
    assert_eq!(read.map_err(|error| error.kind()), Err(io::ErrorKind::InvalidData));
}

#[test]
fn a_scrub_names_every_file_that_is_not_what_it_says() {
    let (folder, files) = shelves();
    let blobs: Vec<_> = (0..20).map(|number| put(&files, format!("file {number}").as_bytes())).collect();
    assert!(files.scrub("log").unwrap().all(|file| file.state.is_ok()));
    let altered = place(folder.path(), &blobs[3].sha256);
    overwrite(&altered, b"file 03");
    let foreign = folder.path().join("blobs/log/notes.txt");
    fs::write(&foreign, "").unwrap();
    let moved = folder.path().join("blobs/log").join(&blobs[4].sha256);
    fs::rename(place(folder.path(), &blobs[4].sha256), &moved).unwrap();
    let found: Vec<_> = files.scrub("log").unwrap().collect();
    assert_eq!(found.len(), 21);
    let mut bad: Vec<_> = found.into_iter().filter(|file| file.state.is_err()).map(|file| file.path).collect();
    bad.sort();
    let mut wanted = vec![altered, foreign, moved];
    wanted.sort();
    assert_eq!(bad, wanted);
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let (folder, files) = shelves();
    let sha256 = "a".repeat(64);
    for log in ["", ".", "..", "../x", "a/b", "a\0b", &"l".repeat(65)] {
        assert!(matches!(files.put(log, &mut &b"x"[..], QUOTA), Err(StoreError::Fault(_))), "{log:?}");
        assert!(files.exists(log, &sha256).is_err(), "{log:?}");
        assert!(files.scrub(log).is_err(), "{log:?}");
    }
    for name in ["", "..", "../../x", &"A".repeat(64), &"a".repeat(63), &format!("{}/", "a".repeat(63))] {
        assert!(files.read("log", name).is_err(), "{name:?}");
    }
    assert_eq!(staged(folder.path()), 0);
    assert!(matches!(files.read("log", &sha256), Err(StoreError::Missing { .. })));
}

/// Needs a small file system of its own, which only root can make.
#[test]
fn a_full_disk_is_said_to_be_full() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder.path()).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let files = Files::open(folder.path()).unwrap();
    let small = put(&files, b"fits");
    let full = files.put("log", &mut io::repeat(1), QUOTA);
    let (left, still) = (staged(folder.path()), files.read("log", &small.sha256).is_ok());
    let unmounted = Command::new("umount").arg(folder.path()).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    assert!(matches!(full, Err(StoreError::Full { .. })), "{full:?}");
    assert_eq!((left, still), (0, true));
}
