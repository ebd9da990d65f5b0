//! The state file of an upload: one line of JSON with what was promised, then a record for each piece that is on the
//! disk: how many bytes there are by then (8 bytes, most significant first), and the SHA-256 of all of them.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::files::tally::Hash;

/// Bytes of a record.
pub(super) const RECORD: usize = 8 + size_of::<Hash>();
/// Pieces that one upload may come in; of a GiB that is 16 KiB each.
pub(super) const PIECES_MAX: u64 = 1 << 16;
/// Longest first line.
const HEAD_MAX: usize = 256;

/// What was promised when an upload began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promise {
    pub(super) size: u64,
    pub(super) sha256: Option<String>,
}

impl Promise {
    /// The first line of the state file.
    pub(super) fn head(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).expect("a number and a text can always be written as JSON");
        line.push(b'\n');
        line
    }
}

/// A state file as it was read.
#[derive(Debug)]
pub(super) struct State {
    pub(super) promise: Promise,
    /// Length of the first line in bytes.
    pub(super) head: u64,
    /// Bytes that were on the disk after each piece, and their hash; a torn last record is left out.
    pub(super) pieces: Vec<(u64, Hash)>,
}

/// Reads a state file; [`StoreError::NoSuchUpload`] if there is none.
pub(super) fn read(path: &Path) -> Result<State, StoreError> {
    let corrupt = |what: &str| StoreError::Corrupt { path: path.to_owned(), what: what.to_owned() };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::NoSuchUpload),
        Err(error) => return Err(StoreError::of_io(path, &error)),
        Ok(data) if data.len() > HEAD_MAX as u64 + (PIECES_MAX + 1) * RECORD as u64 => {
            return Err(corrupt("it is longer than the state of an upload can be"));
        }
        Ok(_) => {}
    }
    let bytes = fs::read(path).map_err(|error| StoreError::of_io(path, &error))?;
    let end = bytes.iter().take(HEAD_MAX).position(|byte| *byte == b'\n');
    let (line, records) = bytes.split_at(end.ok_or_else(|| corrupt("it has no first line"))? + 1);
    let promise: Promise = serde_json::from_slice(line).map_err(|error| corrupt(&format!("first line: {error}")))?;
    let mut pieces: Vec<(u64, Hash)> = Vec::new();
    for record in records.as_chunks::<RECORD>().0 {
        let (at, hash) = unpack(record);
        let before = pieces.last().map_or(0, |(before, _)| *before);
        if at <= before || at > promise.size {
            break;
        }
        pieces.push((at, hash));
    }
    Ok(State { promise, head: line.len() as u64, pieces })
}

/// The record of a piece.
pub(super) fn pack(at: u64, hash: Hash) -> [u8; RECORD] {
    let mut record = [0; RECORD];
    record[..8].copy_from_slice(&at.to_be_bytes());
    record[8..].copy_from_slice(&hash);
    record
}

fn unpack(record: &[u8; RECORD]) -> (u64, Hash) {
    let (mut at, mut hash) = ([0; 8], [0; 32]);
    at.copy_from_slice(&record[..8]);
    hash.copy_from_slice(&record[8..]);
    (u64::from_be_bytes(at), hash)
}
