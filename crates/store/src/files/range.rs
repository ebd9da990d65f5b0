//! Reading a part of a file: the chunks that it touches, each verified before a byte of it is handed out.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::tally::{CHUNK, Hash, Tally};
use super::{Files, chunks, verified};
use crate::StoreError;

/// A part of a file, verified chunk by chunk while it is read. A read gives `InvalidData` at the first chunk that is not
/// what was received; nothing of that chunk is handed out.
#[derive(Debug)]
pub struct Part {
    file: File,
    path: PathBuf,
    list: Vec<Hash>,
    /// Length of the whole file.
    size: u64,
    /// What is still to be handed out.
    range: Range<u64>,
    /// The chunk that `range.start` lies in, if it was read already, and its number.
    chunk: Option<(u64, Vec<u8>)>,
}

impl Files {
    /// Opens the bytes `range` of a file; an end past the file's own is moved to it. Memory is one chunk of a MiB. A file
    /// without its list of chunks (received by an earlier version, or the list is damaged) is verified whole once, and
    /// gets a list. [`StoreError::OutOfRange`] if the range begins past the end or ends before it begins.
    pub fn read_range(&self, log: &str, sha256: &str, range: Range<u64>) -> Result<Part, StoreError> {
        let path = self.present(log, sha256)?;
        let (mut file, size) = verified::open(&path)?;
        let range = range.start..range.end.min(size);
        if range.start > range.end {
            return Err(StoreError::OutOfRange { size });
        }
        let list = match chunks::wanted(size).then(|| chunks::read(&path, sha256, size)) {
            Some(Ok(Some(list))) => list,
            none_or_bad => {
                if let Some(Err(error)) = none_or_bad {
                    tracing::warn!(%error, "a list of chunks is made again");
                }
                let list = whole(&mut file, &path, sha256)?;
                if chunks::wanted(size)
                    && let Err(error) = self.write_list(&path, sha256, size, &list)
                {
                    tracing::debug!(%error, "the list of chunks could not be kept");
                }
                list
            }
        };
        Ok(Part { file, path, list, size, range, chunk: None })
    }
}

impl Part {
    /// Length of the whole file in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes that are still to be read.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Reads and verifies the chunk of this number.
    fn load(&mut self, number: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(number * CHUNK))?;
        let mut bytes = Vec::new();
        (&mut self.file).take(CHUNK).read_to_end(&mut bytes)?;
        let found: Hash = Sha256::digest(&bytes).into();
        if usize::try_from(number).ok().and_then(|number| self.list.get(number)) == Some(&found) {
            return Ok(bytes);
        }
        let what = format!("the MiB from byte {} on is not what was received", number * CHUNK);
        Err(io::Error::new(io::ErrorKind::InvalidData, StoreError::Corrupt { path: self.path.clone(), what }))
    }
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.range.is_empty() || buffer.is_empty() {
            return Ok(0);
        }
        let number = self.range.start / CHUNK;
        let bytes = match self.chunk.take() {
            Some((loaded, bytes)) if loaded == number => bytes,
            _ => self.load(number)?,
        };
        let from = usize::try_from(self.range.start % CHUNK).unwrap_or(usize::MAX);
        let rest = bytes.get(from..).unwrap_or_default();
        let left = usize::try_from(self.range.end - self.range.start).unwrap_or(usize::MAX);
        let count = rest.len().min(left).min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.range.start += count as u64;
        self.chunk = Some((number, bytes));
        Ok(count)
    }
}

/// The list of a file's chunks, made from a file that is what its name says.
fn whole(file: &mut File, path: &std::path::Path, sha256: &str) -> Result<Vec<Hash>, StoreError> {
    let mut tally = Tally::default();
    verified::each_part(file, path, |bytes| tally.take(bytes))?;
    let (blob, list) = tally.done();
    if blob.sha256 == sha256 {
        return Ok(list);
    }
    Err(StoreError::Corrupt { path: path.to_owned(), what: verified::mismatch(&blob.sha256) })
}
