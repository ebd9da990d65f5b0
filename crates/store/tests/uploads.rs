//! Uploads that are resumed: what was acknowledged is never lost, and nothing is a file before it is whole.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sha2::{Digest, Sha256};
use store::StoreError;
use store::files::{Files, Standing, UPLOAD_KEPT, UPLOAD_MAX, UploadLimits};

fn shelves() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    (folder, files)
}

fn content(size: usize) -> Vec<u8> {
    (0..size).map(|number| (number.wrapping_mul(31) >> 3) as u8).collect()
}

fn hash(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

fn staged(folder: &Path) -> usize {
    fs::read_dir(folder.join("stage")).map_or(0, Iterator::count)
}

fn part(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("stage/log.{id}.part"))
}

fn state(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("stage/log.{id}.state"))
}

fn read(files: &Files, sha256: &str) -> Vec<u8> {
    let mut back = Vec::new();
    files.read("log", sha256).unwrap().read_to_end(&mut back).unwrap();
    back
}

/// Gives some bytes and then breaks off, as a lost connection does.
fn broken_off(bytes: &[u8]) -> impl Read + '_ {
    struct Off;
    impl Read for Off {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the sender went away"))
        }
    }
    bytes.chain(Off)
}

#[test]
fn a_file_comes_in_pieces_over_restarts() {
    let (folder, mut files) = shelves();
    let whole = content(5_000_001);
    let sha256 = hash(&whole);
    assert_eq!(files.begin("log", "u", whole.len() as u64, Some(&sha256)), Ok(0));
    let mut at = 0;
    for (number, size) in [1, 700_000, 1 << 20, 0, 3_000_000, 100_000, 151_424].into_iter().enumerate() {
        assert_eq!(files.append("log", "u", at as u64, &mut &whole[at..at + size]), Ok((at + size) as u64));
        at += size;
        let standing = Standing { offset: at as u64, size: 5_000_001, sha256: Some(sha256.clone()) };
        assert_eq!(files.standing("log", "u"), Ok(standing));
        if number % 2 == 0 {
            // Another program, as after a crash.
            files = Files::open(folder.path()).unwrap();
            assert_eq!(files.clean_stage(), Ok(0), "an upload that can go on stays");
        }
    }
    assert_eq!(at, whole.len());
    let blob = files.finish("log", "u").unwrap();
    assert_eq!((blob.sha256.as_str(), blob.size), (sha256.as_str(), 5_000_001));
    assert!(read(&files, &sha256) == whole);
    assert_eq!(staged(folder.path()), 0);
    assert_eq!(files.standing("log", "u"), Err(StoreError::NoSuchUpload));
    assert_eq!(files.finish("log", "u"), Err(StoreError::NoSuchUpload));
    assert!(files.scrub("log").unwrap().all(|file| file.state.is_ok()));
    let mode = fs::metadata(files_place(folder.path(), &sha256)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o440);
}

fn files_place(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("blobs/log").join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
}

#[test]
fn a_piece_for_the_wrong_place_is_told_the_right_one() {
    let (_folder, files) = shelves();
    let whole = content(1000);
    files.begin("log", "u", 1000, None).unwrap();
    files.append("log", "u", 0, &mut &whole[..600]).unwrap();
    for wrong in [0, 599, 601, u64::MAX] {
        let refused = files.append("log", "u", wrong, &mut &whole[..10]);
        assert_eq!(refused, Err(StoreError::UploadOffset { at: 600 }));
    }
    assert_eq!(files.finish("log", "u"), Err(StoreError::Incomplete { at: 600, size: 1000 }));
    let past = files.append("log", "u", 600, &mut &whole[..401]);
    assert_eq!(past, Err(StoreError::TooLarge { limit: 1000 }));
    assert_eq!(files.append("log", "u", 600, &mut &whole[600..]), Ok(1000));
    assert_eq!(files.append("log", "u", 1000, &mut &b""[..]), Ok(1000));
    assert_eq!(files.append("log", "u", 1000, &mut &b"x"[..]), Err(StoreError::TooLarge { limit: 1000 }));
    assert_eq!(files.finish("log", "u").map(|blob| blob.sha256), Ok(hash(&whole)));
}

#[test]
fn what_came_before_the_sender_broke_off_is_kept() {
    let (_folder, files) = shelves();
    let whole = content(9_000_000);
    files.begin("log", "u", 9_000_000, None).unwrap();
    let broken = files.append("log", "u", 0, &mut broken_off(&whole[..8_800_000]));
    assert!(matches!(broken, Err(StoreError::Fault(_))), "{broken:?}");
    assert_eq!(files.standing("log", "u").unwrap().offset, 8_800_000);
    assert_eq!(files.append("log", "u", 8_800_000, &mut &whole[8_800_000..]), Ok(9_000_000));
    assert_eq!(files.finish("log", "u").map(|blob| blob.sha256), Ok(hash(&whole)));
}

#[test]
fn another_file_than_the_promised_one_is_given_up() {
    let (folder, files) = shelves();
    files.begin("log", "u", 4, Some(&hash(b"good"))).unwrap();
    files.append("log", "u", 0, &mut &b"evil"[..]).unwrap();
    let (expected, found) = (hash(b"good"), hash(b"evil"));
    assert_eq!(files.finish("log", "u"), Err(StoreError::Mismatch { expected, found }));
    assert_eq!(files.standing("log", "u"), Err(StoreError::NoSuchUpload));
    assert_eq!((staged(folder.path()), files.scrub("log").unwrap().count()), (0, 0));
}

#[test]
fn beginning_again_is_fine_with_the_same_promise_only() {
    let (_folder, files) = shelves();
    assert_eq!(files.begin("log", "u", 10, None), Ok(0));
    files.append("log", "u", 0, &mut &b"abc"[..]).unwrap();
    assert_eq!(files.begin("log", "u", 10, None), Ok(3));
    assert_eq!(files.begin("log", "u", 11, None), Err(StoreError::RequestReused));
    assert_eq!(files.begin("log", "u", 10, Some(&hash(b""))), Err(StoreError::RequestReused));
    // The same id in another organisation is another upload, and says nothing of this one.
    assert_eq!(files.standing("other", "u"), Err(StoreError::NoSuchUpload));
    assert_eq!(files.begin("other", "u", 11, None), Ok(0));
    assert_eq!(files.standing("log", "u").unwrap().offset, 3);
}

#[test]
fn uploads_have_limits() {
    let (folder, files) = shelves();
    assert_eq!(files.begin("log", "u", UPLOAD_MAX + 1, None), Err(StoreError::TooLarge { limit: UPLOAD_MAX }));
    let files = Files::open(folder.path()).unwrap().with_upload_limits(UploadLimits { size: 5, open: 2 });
    assert_eq!(files.begin("log", "u", 6, None), Err(StoreError::TooLarge { limit: 5 }));
    files.begin("log", "a", 5, None).unwrap();
    files.begin("log", "b", 5, None).unwrap();
    assert_eq!(files.begin("log", "c", 5, None), Err(StoreError::TooManyUploads { limit: 2 }));
    assert_eq!(files.begin("log", "a", 5, None), Ok(0), "one that is open goes on");
    assert_eq!(files.begin("lo", "c", 5, None), Ok(0), "each organisation has its own");
    assert_eq!(files.abandon("log", "a"), Ok(true));
    assert_eq!(files.abandon("log", "a"), Ok(false));
    assert_eq!(files.begin("log", "c", 5, None), Ok(0));
    for id in ["", ".", "..", "a/b", "a.b", "a\0", &"l".repeat(65)] {
        assert!(matches!(files.begin("log", id, 1, None), Err(StoreError::Fault(_))), "{id:?}");
        assert!(matches!(files.append("log", id, 0, &mut &b""[..]), Err(StoreError::Fault(_))), "{id:?}");
    }
    assert!(matches!(files.begin("log", "d", 1, Some("ABC")), Err(StoreError::Fault(_))));
}

#[test]
fn an_empty_file_can_be_uploaded() {
    let (_folder, files) = shelves();
    files.begin("log", "u", 0, None).unwrap();
    assert_eq!(files.finish("log", "u").map(|blob| blob.size), Ok(0));
}

#[test]
fn a_second_piece_at_the_same_time_is_refused() {
    struct During<F>(F);
    impl<F: FnMut()> Read for During<F> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            (self.0)();
            Ok(0)
        }
    }
    let (folder, files) = shelves();
    files.begin("log", "u", 10, None).unwrap();
    files.append("log", "u", 0, &mut &b"abc"[..]).unwrap();
    let beside = Files::open(folder.path()).unwrap();
    let mut seen = Vec::new();
    let mut during = During(|| {
        seen.push(files.append("log", "u", 3, &mut &b"x"[..]));
        seen.push(beside.append("log", "u", 3, &mut &b"x"[..]));
        seen.push(files.finish("log", "u").map(|blob| blob.size));
        seen.push(beside.abandon("log", "u").map(u64::from));
        seen.push(beside.sweep(Duration::ZERO));
    });
    assert_eq!(files.append("log", "u", 3, &mut during), Ok(3));
    let busy = || Err(StoreError::UploadBusy);
    assert_eq!(seen, [busy(), busy(), busy(), busy(), Ok(0)]);
    // Two programs in one folder take turns.
    assert_eq!(beside.append("log", "u", 3, &mut &b"defg"[..]), Ok(7));
    assert_eq!(files.append("log", "u", 7, &mut &b"hij"[..]), Ok(10));
    assert_eq!(beside.finish("log", "u").map(|blob| blob.sha256), Ok(hash(b"abcdefghij")));
    assert_eq!(files.standing("log", "u"), Err(StoreError::NoSuchUpload));
}

#[test]
fn what_a_crash_leaves_behind_the_acknowledged_bytes_is_cut_off() {
    let (folder, files) = shelves();
    let whole = content(3000);
    files.begin("log", "u", 3000, Some(&hash(&whole))).unwrap();
    files.append("log", "u", 0, &mut &whole[..1000]).unwrap();
    files.append("log", "u", 1000, &mut &whole[1000..2000]).unwrap();
    drop(files);
    // Bytes that were written and never synced, and a record torn in the middle, or full of zeros.
    let good = fs::read(state(folder.path(), "u")).unwrap();
    for torn in [&[7; 39][..], &[0; 40], &[0xff; 80], b""] {
        let bytes = fs::read(part(folder.path(), "u")).unwrap();
        fs::write(part(folder.path(), "u"), [&bytes[..2000], &[9; 500]].concat()).unwrap();
        fs::write(state(folder.path(), "u"), [&good, torn].concat()).unwrap();
        let files = Files::open(folder.path()).unwrap();
        assert_eq!(files.standing("log", "u").unwrap().offset, 2000);
        assert_eq!(fs::metadata(part(folder.path(), "u")).unwrap().len(), 2000);
        assert_eq!(fs::read(state(folder.path(), "u")).unwrap(), good);
    }
    // A whole record for bytes that are not there: only the last one may be so.
    let record = [&2500_u64.to_be_bytes()[..], &[1; 32]].concat();
    fs::write(state(folder.path(), "u"), [&good[..], &record].concat()).unwrap();
    let files = Files::open(folder.path()).unwrap();
    assert_eq!(files.append("log", "u", 2000, &mut &whole[2000..]), Ok(3000));
    assert_eq!(files.finish("log", "u").map(|blob| blob.sha256), Ok(hash(&whole)));
}

#[test]
fn acknowledged_bytes_that_changed_are_an_alarm_and_never_a_file() {
    let (folder, files) = shelves();
    let whole = content(3000);
    files.begin("log", "u", 3000, None).unwrap();
    for piece in whole.chunks(1000) {
        let at = files.standing("log", "u").unwrap().offset;
        files.append("log", "u", at, &mut &piece[..]).unwrap();
    }
    drop(files);
    let mut bytes = whole.clone();
    bytes[500] ^= 1;
    fs::write(part(folder.path(), "u"), &bytes).unwrap();
    let files = Files::open(folder.path()).unwrap();
    let finished = files.finish("log", "u");
    assert!(matches!(finished, Err(StoreError::Corrupt { .. })), "{finished:?}");
    assert_eq!(files.scrub("log").unwrap().count(), 0);
    assert_eq!(files.abandon("log", "u"), Ok(true), "and there is a way out");
    for bad in [&b""[..], b"no json\n", b"{\"size\":1}", &[b'x'; 300]] {
        files.begin("log", "v", 10, None).unwrap();
        fs::write(state(folder.path(), "v"), bad).unwrap();
        let standing = files.standing("log", "v");
        assert!(matches!(standing, Err(StoreError::Corrupt { .. })), "{standing:?}");
        files.abandon("log", "v").unwrap();
    }
}

/// A crash between the file's lasting name and the end of the upload: finishing again gives the same answer.
#[test]
fn finishing_again_after_a_crash_is_fine() {
    let (folder, files) = shelves();
    let whole = content(2 << 20);
    files.begin("log", "u", whole.len() as u64, None).unwrap();
    files.append("log", "u", 0, &mut &whole[..]).unwrap();
    let copies = [part(folder.path(), "u"), state(folder.path(), "u")].map(|path| (fs::read(&path).unwrap(), path));
    let blob = files.finish("log", "u").unwrap();
    fs::hard_link(files_place(folder.path(), &blob.sha256), &copies[0].1).unwrap();
    fs::write(&copies[1].1, &copies[1].0).unwrap();
    let files = Files::open(folder.path()).unwrap();
    assert_eq!(files.append("log", "u", blob.size, &mut &b"x"[..]), Err(StoreError::TooLarge { limit: blob.size }));
    assert_eq!(files.finish("log", "u"), Ok(blob.clone()));
    assert!(read(&files, &blob.sha256) == whole);
    assert_eq!(staged(folder.path()), 0);
}

#[test]
fn old_uploads_are_swept_and_young_ones_stay() {
    let (folder, files) = shelves();
    for id in ["old", "young"] {
        files.begin("log", id, 10, None).unwrap();
        files.append("log", id, 0, &mut &b"abc"[..]).unwrap();
    }
    let age = |id: &str, hours: u32| {
        for path in [part(folder.path(), id), state(folder.path(), id)] {
            let touched = Command::new("touch").arg(format!("--date={hours} hours ago")).arg(path).status();
            assert!(touched.unwrap().success());
        }
    };
    age("old", 25);
    age("young", 23);
    fs::write(part(folder.path(), "lost"), b"a part without a state").unwrap();
    assert_eq!(files.clean_stage(), Ok(2));
    assert_eq!(files.standing("log", "old"), Err(StoreError::NoSuchUpload));
    assert_eq!(files.append("log", "young", 3, &mut &b"def"[..]), Ok(6));
    assert_eq!(files.sweep(UPLOAD_KEPT), Ok(0));
    assert_eq!(files.sweep(Duration::ZERO), Ok(1));
    assert_eq!(staged(folder.path()), 0);
}

/// Needs a small file system of its own, which only root can make.
#[test]
fn an_upload_to_a_full_disk_goes_on_when_there_is_space_again() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(folder.path()).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let ballast = folder.path().join("ballast");
    fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let files = Files::open(folder.path()).unwrap();
    let whole = content(2_800_000);
    files.begin("log", "u", whole.len() as u64, Some(&hash(&whole))).unwrap();
    files.append("log", "u", 0, &mut &whole[..1_000_000]).unwrap();
    let full = files.append("log", "u", 1_000_000, &mut &whole[1_000_000..]);
    let length = fs::metadata(part(folder.path(), "u")).unwrap().len();
    let standing = files.standing("log", "u");
    let nothing = files.scrub("log").unwrap().count();
    fs::remove_file(&ballast).unwrap();
    let after = files.append("log", "u", 1_000_000, &mut &whole[1_000_000..]);
    let blob = files.finish("log", "u");
    let back = blob.as_ref().map(|blob| read(&files, &blob.sha256));
    drop(files);
    let unmounted = Command::new("umount").arg(folder.path()).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    assert!(matches!(full, Err(StoreError::Full { .. })), "{full:?}");
    assert_eq!((length, nothing), (1_000_000, 0));
    assert_eq!(standing.unwrap().offset, 1_000_000);
    assert_eq!(after, Ok(2_800_000));
    assert!(back.unwrap() == whole);
}
