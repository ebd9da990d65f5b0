//! The hash of a file.

use collect::{Failure, FileHash, Outcome, What};
use serde_json::json;

use crate::bench::{Bench, said};

/// SHA-256 of `abc` (FIPS 180-4, example B.1).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn hash(path: &std::path::Path, expect: Option<&str>) -> What {
    What::FileHash(FileHash { path: path.to_str().unwrap().to_owned(), expect: expect.map(str::to_owned) })
}

#[test]
fn a_file_is_hashed_and_held_against_what_is_expected() {
    let bench = Bench::new();
    let path = bench.open("abc");
    std::fs::write(&path, "abc").unwrap();
    let (found, verdict) = bench.judged(hash(&path, Some(&ABC.to_uppercase())));
    assert_eq!(found["sha256"], ABC);
    assert_eq!((&found["bytes"], &found["matches"]), (&json!(3), &json!(true)));
    assert!(found["modified"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    said(&verdict, Outcome::Pass, ABC);
    said(&bench.judged(hash(&path, Some(&"0".repeat(64)))).1, Outcome::Fail, ABC);
    said(&bench.judged(hash(&path, None)).1, Outcome::Unknown, "no hash is expected");
}

#[test]
fn a_large_file_has_the_hash_that_another_program_finds() {
    let bench = Bench::new();
    let path = bench.open("large");
    let bytes: Vec<u8> = (0..5_000_000u32).flat_map(u32::to_le_bytes).take(3 * 1024 * 1024 + 17).collect();
    std::fs::write(&path, bytes).unwrap();
    let other = std::process::Command::new("sha256sum").arg(&path).output().unwrap();
    let other = String::from_utf8(other.stdout).unwrap();
    let (found, _) = bench.judged(hash(&path, None));
    assert_eq!(found["sha256"].as_str(), other.split(' ').next());
}

#[test]
fn what_is_no_file_or_lies_elsewhere_is_unknown() {
    let bench = Bench::new();
    let outside = bench.folder.path().join("closed/secret");
    std::fs::write(&outside, "abc").unwrap();
    std::os::unix::fs::symlink(&outside, bench.open("link")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(bench.open("pipe")).status().unwrap();
    assert!(made.success());
    for (path, part) in [
        (bench.open("nothing"), "No such file"),
        (bench.open(""), "no ordinary file"),
        (bench.open("pipe"), "no ordinary file"),
        (outside.clone(), "list of folders"),
        (bench.open("link"), "list of folders"),
        (bench.folder.path().join("closed/nothing"), "list of folders"),
    ] {
        said(&bench.judged(hash(&path, Some(ABC))).1, Outcome::Unknown, part);
    }
    let relative = bench.collect(hash(std::path::Path::new("abc"), None)).found.unwrap_err();
    assert!(matches!(&relative, Failure::Spec(bad) if bad.field == "what.file_hash.path"), "{relative}");
}
