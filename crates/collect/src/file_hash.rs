//! The SHA-256 of a file, read piece by piece.

use std::fs::File;
use std::io::Read;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::collected::Found;
use crate::failure::Failure;
use crate::means::Means;
use crate::spec::{FileHash, Limits};

/// The longest file, in bytes: 64 GiB.
const FILE_MAX: u64 = 64 * 1024 * 1024 * 1024;

/// Bytes that are read at a time.
const PIECE: usize = 1024 * 1024;

/// Reads the file: `path`, `bytes`, `modified`, `sha256`, `expected`, `matches`.
pub(crate) fn collect(spec: &FileHash, limits: Limits, means: &Means) -> Result<Found, Failure> {
    let failed = |why: String| Failure::File { path: spec.path.clone(), why };
    let path = means.readable(&spec.path)?;
    // A pipe or a device would block or never end, so what it is is looked at before it is opened.
    let known = path.metadata().map_err(|error| failed(error.to_string()))?;
    if !known.is_file() {
        return Err(failed("is no ordinary file".to_owned()));
    }
    if known.len() > FILE_MAX {
        return Err(Failure::TooMuch { what: spec.path.clone(), max: FILE_MAX, unit: "bytes" });
    }
    let mut file = File::open(&path).map_err(|error| failed(error.to_string()))?;
    let begun = instant();
    let (mut hash, mut bytes, mut piece) = (Sha256::new(), 0u64, vec![0; PIECE]);
    loop {
        if begun.elapsed() >= limits.span() {
            return Err(Failure::TooSlow { seconds: limits.seconds });
        }
        let count = file.read(&mut piece).map_err(|error| failed(error.to_string()))?;
        if count == 0 {
            break;
        }
        hash.update(&piece[..count]);
        bytes += count as u64;
        if bytes > FILE_MAX {
            return Err(Failure::TooMuch { what: spec.path.clone(), max: FILE_MAX, unit: "bytes" });
        }
    }
    let sha256 = hex::encode(hash.finalize());
    let modified = known.modified().ok().and_then(|moment| jiff::Timestamp::try_from(moment).ok());
    let expected = spec.expect.as_ref().map(|hash| hash.to_ascii_lowercase());
    let matches = expected.as_ref().map(|expected| *expected == sha256);
    let json = json!({
        "path": spec.path,
        "bytes": bytes,
        "modified": modified.map(|moment| moment.to_string()),
        "sha256": sha256,
        "expected": expected,
        "matches": matches,
    });
    Ok(Found { json, row_count: 1 })
}

#[expect(clippy::disallowed_methods, reason = "it measures how long a file may take; nothing of it is kept")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}
