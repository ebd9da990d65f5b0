//! Files of our own making: written at any place on the stage, whole before they are kept, gone when nobody keeps them.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};
use store::StoreError;
use store::files::Files;

fn staged(folder: &Path) -> usize {
    fs::read_dir(folder.join("stage")).map_or(0, Iterator::count)
}

#[test]
fn a_scratch_is_kept_as_it_was_written_or_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let mut scratch = files.scratch().unwrap();
    scratch.write_all(&vec![7; 3 << 20]).unwrap();
    scratch.seek(SeekFrom::Start(0)).unwrap();
    scratch.write_all(b"head").unwrap();
    assert_eq!(staged(folder.path()), 1);
    assert_eq!(files.clean_stage().unwrap(), 0, "what is being written stays");
    let whole = files.finish_scratch(scratch).unwrap();
    let mut wanted = vec![7; 3 << 20];
    wanted[..4].copy_from_slice(b"head");
    let sha256 = hex::encode(Sha256::digest(&wanted));
    assert_eq!((whole.blob().sha256.as_str(), whole.blob().size), (sha256.as_str(), 3 << 20));
    assert!(!files.exists("log", &sha256).unwrap());
    files.keep("log", &whole).unwrap();
    files.keep("log", &whole).unwrap();
    drop(whole);
    assert_eq!(staged(folder.path()), 0);
    let mut read = Vec::new();
    files.read("log", &sha256).unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(read, wanted);
    let mut part = Vec::new();
    files.read_range("log", &sha256, 2..6).unwrap().read_to_end(&mut part).unwrap();
    assert_eq!(part, b"ad\x07\x07", "parts of it are verified by the list of its chunks");
    drop(files.scratch().unwrap());
    drop(files.finish_scratch(files.scratch().unwrap()).unwrap());
    assert_eq!(staged(folder.path()), 0);
}

#[test]
fn what_is_read_unchecked_is_read_as_it_lies_there() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let blob = files.put("log", &mut &b"as received"[..], 100).unwrap();
    let mut read = Vec::new();
    files.read_unchecked("log", &blob.sha256).unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(read, b"as received");
    files.remove("log", &blob.sha256).unwrap();
    assert!(matches!(files.read_unchecked("log", &blob.sha256).map(drop), Err(StoreError::Missing { .. })));
    let scratch = files.scratch().unwrap();
    let whole = files.finish_scratch(scratch).unwrap();
    assert!(matches!(files.keep("../log", &whole), Err(StoreError::Fault(_))), "no id of a log");
}

/// Hash and length of what is on the stage after each part was written, its first bytes mended, and the end found again.
fn member_by_member(files: &Files, parts: &[Vec<u8>], last: Option<(u64, &[u8])>) -> (String, u64, Vec<u8>) {
    let mut scratch = files.scratch().unwrap();
    let mut wanted = Vec::new();
    for part in parts {
        let at = wanted.len() as u64;
        scratch.write_all(part).unwrap();
        scratch.seek(SeekFrom::Start(at)).unwrap();
        scratch.write_all(b"mended").unwrap();
        assert_eq!(scratch.seek(SeekFrom::End(0)).unwrap(), at + part.len() as u64);
        wanted.extend_from_slice(part);
        wanted[usize::try_from(at).unwrap()..][..6].copy_from_slice(b"mended");
    }
    if let Some((at, bytes)) = last {
        scratch.seek(SeekFrom::Start(at)).unwrap();
        scratch.write_all(bytes).unwrap();
        scratch.seek(SeekFrom::End(0)).unwrap();
        wanted[usize::try_from(at).unwrap()..][..bytes.len()].copy_from_slice(bytes);
    }
    scratch.write_all(b"the end").unwrap();
    wanted.extend_from_slice(b"the end");
    let whole = files.finish_scratch(scratch).unwrap();
    files.keep("log", &whole).unwrap();
    (whole.blob().sha256.clone(), whole.blob().size, wanted)
}

#[test]
fn it_is_hashed_as_it_is_at_the_end_however_it_came_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let small: Vec<Vec<u8>> = (0..300_usize).map(|n| vec![u8::try_from(n % 251).unwrap(); 6 + n * 37]).collect();
    // Enough that some of it goes to the disk before the end.
    let large: Vec<Vec<u8>> = (0..17_u8).map(|n| vec![n; 4 << 20]).collect();
    let early: (u64, &[u8]) = (3, b"written where it was hashed long ago");
    for (parts, last) in [(&small[..], None), (&small[..], Some(early)), (&large[..], None), (&[], None)] {
        let (sha256, size, wanted) = member_by_member(&files, parts, last);
        let right = hex::encode(Sha256::digest(&wanted));
        assert_eq!((sha256.as_str(), size), (right.as_str(), wanted.len() as u64), "{} parts", parts.len());
        let mut read = Vec::new();
        let found = files.read("log", &right).unwrap().read_to_end(&mut read);
        assert!(found.is_ok() && read == wanted);
    }
    assert_eq!(staged(folder.path()), 0);
    assert!(files.scrub("log").unwrap().all(|found| found.state.is_ok()));
}

#[test]
fn one_that_nobody_finishes_goes_with_the_thread_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    for _ in 0..50 {
        let mut scratch = files.scratch().unwrap();
        scratch.write_all(&vec![1; 1 << 20]).unwrap();
        scratch.seek(SeekFrom::Start(1 << 20)).unwrap();
        drop(scratch);
    }
    assert_eq!(staged(folder.path()), 0);
    let threads = || fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    let tried =
        (0..3_000).take_while(|_| threads() > 20).inspect(|_| std::thread::sleep(Duration::from_millis(10))).count();
    assert!(tried < 3_000, "{} threads are left", threads());
}
