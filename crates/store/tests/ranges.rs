//! Parts of files, verified chunk by chunk, and files that are removed on purpose.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use store::StoreError;
use store::files::Files;

const MIB: u64 = 1 << 20;

fn shelves() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    (folder, files)
}

fn put(files: &Files, content: &[u8]) -> ledger::Blob {
    files.put("log", &mut &content[..], 64 * MIB).unwrap()
}

fn place(folder: &Path, sha256: &str, ending: &str) -> PathBuf {
    folder.join("blobs/log").join(&sha256[..2]).join(&sha256[2..4]).join(format!("{sha256}{ending}"))
}

fn content(size: u64) -> Vec<u8> {
    (0..size).map(|number| (number.wrapping_mul(0x9E37_79B9) >> 11) as u8).collect()
}

fn overwrite(path: &Path, content: &[u8]) {
    fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
    fs::write(path, content).unwrap();
}

fn part(files: &Files, sha256: &str, range: Range<u64>) -> io::Result<Vec<u8>> {
    let mut back = Vec::new();
    let mut part = files.read_range("log", sha256, range).map_err(io::Error::other)?;
    part.read_to_end(&mut back)?;
    Ok(back)
}

#[test]
fn ranges_come_back_as_they_went() {
    let (folder, files) = shelves();
    for size in [0, 1, 1000, MIB - 1, MIB, MIB + 1, 3 * MIB, 3 * MIB + 17] {
        let whole = content(size);
        let blob = put(&files, &whole);
        assert_eq!(place(folder.path(), &blob.sha256, ".chunks").exists(), size > MIB, "{size}");
        for range in [0..0, 0..1, 0..size, 0..u64::MAX, size / 2..size, size..size, MIB - 2..MIB + 2, MIB..2 * MIB] {
            if range.start > size {
                let past = files.read_range("log", &blob.sha256, range).map(|_| ());
                assert_eq!(past, Err(StoreError::OutOfRange { size }));
                continue;
            }
            let end = range.end.min(size);
            let opened = files.read_range("log", &blob.sha256, range.clone()).unwrap();
            assert_eq!((opened.size(), opened.range()), (size, range.start..end));
            let wanted = &whole[usize::try_from(range.start).unwrap()..usize::try_from(end).unwrap()];
            assert!(part(&files, &blob.sha256, range).unwrap() == wanted);
        }
    }
    assert!(files.scrub("log").unwrap().all(|file| file.state.is_ok()));
    assert_eq!(files.scrub("log").unwrap().count(), 8, "a list is not counted as a file");
}

#[test]
fn a_changed_byte_is_found_by_the_ranges_that_touch_its_chunk() {
    let (folder, files) = shelves();
    let whole = content(3 * MIB + 5);
    let blob = put(&files, &whole);
    let mut changed = whole.clone();
    changed[1_500_000] ^= 1;
    overwrite(&place(folder.path(), &blob.sha256, ""), &changed);
    assert_eq!(part(&files, &blob.sha256, 0..MIB).unwrap(), whole[..1 << 20]);
    assert_eq!(part(&files, &blob.sha256, 2 * MIB..u64::MAX).unwrap(), whole[2 << 20..]);
    for range in [MIB..MIB + 1, 0..u64::MAX, 2 * MIB - 1..2 * MIB + 1] {
        let mut back = Vec::new();
        let read = files.read_range("log", &blob.sha256, range.clone()).unwrap().read_to_end(&mut back);
        assert_eq!(read.map_err(|error| error.kind()), Err(io::ErrorKind::InvalidData), "{range:?}");
        assert!(back.len() as u64 <= MIB, "no byte of the changed chunk is handed out");
    }
    // A shorter file, too.
    overwrite(&place(folder.path(), &blob.sha256, ""), &whole[..whole.len() - 1]);
    assert!(part(&files, &blob.sha256, 3 * MIB..u64::MAX).is_err());
}

#[test]
fn a_list_that_is_gone_or_damaged_is_made_again_from_a_whole_file_only() {
    let (folder, files) = shelves();
    let whole = content(2 * MIB + 5);
    let blob = put(&files, &whole);
    let list = place(folder.path(), &blob.sha256, ".chunks");
    let good = fs::read(&list).unwrap();
    let mut flipped = good.clone();
    flipped[60] ^= 1;
    for bad in [None, Some(&b""[..]), Some(&flipped), Some(&good[..good.len() - 1])] {
        fs::remove_file(&list).unwrap();
        if let Some(bad) = bad {
            fs::write(&list, bad).unwrap();
            let found = files.scrub("log").unwrap().next().unwrap();
            assert!(matches!(found.state, Err(StoreError::Corrupt { .. })), "{:?}", found.state);
        }
        assert_eq!(part(&files, &blob.sha256, MIB..MIB + 9).unwrap(), whole[1 << 20..(1 << 20) + 9]);
        assert_eq!(fs::read(&list).unwrap(), good);
    }
    fs::remove_file(&list).unwrap();
    let mut changed = whole;
    changed[0] ^= 1;
    overwrite(&place(folder.path(), &blob.sha256, ""), &changed);
    let read = files.read_range("log", &blob.sha256, MIB..MIB + 1).map(|_| ());
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");
    assert!(!list.exists(), "no list is made of a file that is not what its name says");
}

/// File and list rewritten together agree with each other; the scrub compares them with the name.
#[test]
fn a_forged_list_is_found_by_the_scrub() {
    let (folder, files) = shelves();
    let [one, other] = [content(2 * MIB), content(2 * MIB + 1)].map(|whole| put(&files, &whole));
    let foreign = fs::read(place(folder.path(), &other.sha256, ".chunks")).unwrap();
    overwrite(&place(folder.path(), &one.sha256, ".chunks"), &foreign);
    let bad: Vec<_> = files.scrub("log").unwrap().filter(|file| file.state.is_err()).map(|file| file.path).collect();
    assert_eq!(bad, [place(folder.path(), &one.sha256, "")]);
    fs::remove_file(place(folder.path(), &one.sha256, "")).unwrap();
    let bad: Vec<_> = files.scrub("log").unwrap().filter(|file| file.state.is_err()).map(|file| file.path).collect();
    assert_eq!(bad, [place(folder.path(), &one.sha256, ".chunks")], "a list without its file does not belong");
}

#[test]
fn a_removed_file_is_gone_and_can_come_again() {
    let (folder, files) = shelves();
    let whole = content(2 * MIB);
    let blob = put(&files, &whole);
    assert_eq!(files.remove("other", &blob.sha256), Ok(false));
    assert_eq!(files.remove("log", &"0".repeat(64)), Ok(false));
    assert_eq!(files.removed("log", &blob.sha256), Ok(false));
    assert_eq!(files.remove("log", &blob.sha256), Ok(true));
    assert_eq!(files.remove("log", &blob.sha256), Ok(false));
    assert_eq!((files.exists("log", &blob.sha256), files.removed("log", &blob.sha256)), (Ok(false), Ok(true)));
    assert!(matches!(files.read("log", &blob.sha256), Err(StoreError::Missing { .. })));
    assert!(matches!(files.read_range("log", &blob.sha256, 0..1), Err(StoreError::Missing { .. })));
    assert_eq!(files.scrub("log").unwrap().count(), 0);
    let left: Vec<_> = fs::read_dir(place(folder.path(), &blob.sha256, "").parent().unwrap())
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, [format!("{}.gone", blob.sha256)], "the tombstone alone");

    assert_eq!(put(&files, &whole), blob);
    assert_eq!((files.exists("log", &blob.sha256), files.removed("log", &blob.sha256)), (Ok(true), Ok(false)));
    assert!(part(&files, &blob.sha256, MIB..2 * MIB).unwrap() == whole[1 << 20..]);
    for name in ["", "..", &"A".repeat(64)] {
        assert!(files.remove("log", name).is_err());
    }
}

/// The tombstone is there and the file still is: it is not handed out, the scrub tells, and asking again finishes it.
#[test]
fn a_removal_that_broke_off_is_finished_by_asking_again() {
    let (folder, files) = shelves();
    let blob = put(&files, b"evidence");
    fs::write(place(folder.path(), &blob.sha256, ".gone"), b"").unwrap();
    assert_eq!(files.exists("log", &blob.sha256), Ok(false));
    assert!(matches!(files.read("log", &blob.sha256), Err(StoreError::Missing { .. })));
    assert_eq!(files.scrub("log").unwrap().filter(|file| file.state.is_err()).count(), 1);
    assert_eq!(files.remove("log", &blob.sha256), Ok(true));
    assert_eq!(files.scrub("log").unwrap().count(), 0);
    // Or the content comes again first.
    put(&files, b"evidence");
    overwrite(&place(folder.path(), &blob.sha256, ""), b"Evidence");
    fs::write(place(folder.path(), &blob.sha256, ".gone"), b"").unwrap();
    assert_eq!(put(&files, b"evidence"), blob);
    assert_eq!(part(&files, &blob.sha256, 0..9).unwrap(), b"evidence");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_range_of_any_file_is_the_same_as_of_its_bytes(size in 0_u64..3 * MIB, from in 0_u64..3 * MIB, length in 0_u64..3 * MIB) {
        let (_folder, files) = shelves();
        let whole = content(size);
        let blob = put(&files, &whole);
        let back = part(&files, &blob.sha256, from..from + length);
        let wanted = usize::try_from(from).ok().and_then(|from| whole.get(from..)).map(|rest| {
            &rest[..rest.len().min(usize::try_from(length).unwrap())]
        });
        prop_assert!(back.ok().as_deref() == wanted);
    }
}
