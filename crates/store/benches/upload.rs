//! How fast a file comes in: `cargo bench -p store --bench upload -- [MiB] [folder]` uploads a file in pieces of 8 MiB and compares
//! with `sha256sum` and `cp --reflink=never` of the same file; the goal is half of their speed together. Prints the
//! memory that the program took at most, too, which must not grow with the file.

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock")]

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use store::files::{Files, UploadLimits};

const PIECE: u64 = 8 << 20;
/// The best of so many, since the machine is shared.
const TIMES: usize = 3;

fn main() {
    let mebibytes: u64 = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1024);
    let given = std::env::args().skip(1).find(|word| Path::new(word).is_dir()).map(PathBuf::from);
    let folder = tempfile::tempdir_in(given.unwrap_or_else(std::env::temp_dir)).unwrap();
    let source = folder.path().join("source");
    make(&source, mebibytes);
    run(&mut Command::new("sync"));

    let hashed = best("sha256sum", mebibytes, || run(Command::new("sha256sum").arg(&source)));
    let copied = best("cp --reflink=never", mebibytes, || {
        let copy = folder.path().join("copy");
        run(Command::new("cp").arg("--reflink=never").arg(&source).arg(&copy));
        std::fs::remove_file(copy).unwrap();
    });
    let synced = best("cp, then sync of the copy", mebibytes, || {
        let copy = folder.path().join("copy");
        run(Command::new("cp").arg("--reflink=never").arg(&source).arg(&copy));
        run(Command::new("sync").arg(&copy));
        std::fs::remove_file(copy).unwrap();
    });
    let before = memory();
    let uploaded = best("upload in pieces of 8 MiB", mebibytes, || upload(folder.path(), &source, mebibytes << 20));
    println!("{:<40} {:>10.2}", "share of sha256sum + cp", (hashed + copied) / uploaded);
    println!("{:<40} {:>10.2}", "share of sha256sum + cp + sync", (hashed + synced) / uploaded);
    println!("{:<40} {before:>10} KiB before, {} KiB after", "most memory", memory());
}

fn make(path: &Path, mebibytes: u64) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut state = 1_u64;
    let mut block = vec![0_u8; 1 << 20];
    for _ in 0..mebibytes {
        for bytes in block.as_chunks_mut::<8>().0 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *bytes = (state ^ (state >> 29)).to_le_bytes();
        }
        file.write_all(&block).unwrap();
    }
    file.flush().unwrap();
}

fn upload(folder: &Path, source: &Path, size: u64) {
    let shelf = tempfile::tempdir_in(folder).unwrap();
    let files = Files::open(shelf.path()).unwrap().with_upload_limits(UploadLimits { size, open: 1 });
    let mut source = File::open(source).unwrap();
    let mut at = files.begin("log", "u", size, None).unwrap();
    while at < size {
        source.seek(SeekFrom::Start(at)).unwrap();
        at = files.append("log", "u", at, &mut (&mut source).take(PIECE)).unwrap();
    }
    assert_eq!(files.finish("log", "u").unwrap().size, size);
}

fn best(what: &str, mebibytes: u64, mut act: impl FnMut()) -> f64 {
    let mut seconds = f64::INFINITY;
    for _ in 0..TIMES {
        let begun = Instant::now();
        act();
        seconds = seconds.min(begun.elapsed().as_secs_f64());
    }
    println!("{what:<40} {seconds:>10.2} s  {:>8.0} MiB/s", mebibytes as f64 / seconds);
    seconds
}

fn run(command: &mut Command) {
    assert!(command.stdout(Stdio::null()).status().unwrap().success());
}

/// The most memory that this program has taken, in KiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|word| word.parse().ok()).unwrap_or(0)
}
