//! What is counted while a file comes in: the hash of the whole, and the hash of each MiB of it.

use ledger::Blob;
use sha2::{Digest, Sha256};

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// Bytes of a file that have one hash of their own; the last chunk may be shorter.
pub(super) const CHUNK: u64 = 1 << 20;

/// The hashes of a file's first bytes. A copy can be taken at any time, so that a prefix is hashed once.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    whole: Sha256,
    chunk: Sha256,
    chunks: Vec<Hash>,
    size: u64,
}

impl Tally {
    /// Counts the bytes that come next.
    pub(super) fn take(&mut self, mut bytes: &[u8]) {
        self.whole.update(bytes);
        while !bytes.is_empty() {
            let room = usize::try_from(CHUNK - self.size % CHUNK).unwrap_or(usize::MAX);
            let (now, rest) = bytes.split_at(room.min(bytes.len()));
            self.chunk.update(now);
            self.size += now.len() as u64;
            if self.size.is_multiple_of(CHUNK) {
                self.chunks.push(std::mem::take(&mut self.chunk).finalize().into());
            }
            bytes = rest;
        }
    }

    /// Bytes counted.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of the bytes counted.
    pub(super) fn so_far(&self) -> Hash {
        self.whole.clone().finalize().into()
    }

    /// The file's name and size, and the hash of each of its chunks.
    pub(super) fn done(mut self) -> (Blob, Vec<Hash>) {
        if !self.size.is_multiple_of(CHUNK) {
            self.chunks.push(self.chunk.finalize().into());
        }
        (Blob { sha256: hex::encode(self.whole.finalize()), size: self.size }, self.chunks)
    }
}
