//! The list of chunk hashes beside a file, so that a part of it can be read and verified without the rest.
//!
//! `<hash>.chunks` is: `tkchunk1`, the file's SHA-256, its size (8 bytes, most significant first), the SHA-256 of each
//! MiB in order, and the SHA-256 of all that. A list is made with the file, or from it after the whole was verified, and
//! can be deleted without loss. It finds decay. Against somebody who rewrites file and list together stand the hash of
//! the whole, which an entry names, and the scrub, which compares the two.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::tally::{CHUNK, Hash};
use crate::StoreError;

const MAGIC: &[u8; 8] = b"tkchunk1";
/// Bytes before the first hash.
const HEAD: usize = MAGIC.len() + 32 + 8;
const HASH: usize = size_of::<Hash>();
/// Ending of a list's name.
pub(super) const ENDING: &str = ".chunks";

/// What lies beside a file under its name and `ending`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether a file of this size has a list; the only chunk of a smaller one is the file itself.
pub(super) fn wanted(size: u64) -> bool {
    size > CHUNK
}

/// The bytes of a list.
pub(super) fn encode(sha256: &str, size: u64, chunks: &[Hash]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + (chunks.len() + 1) * HASH);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&hex::decode(sha256).unwrap_or_default());
    bytes.extend_from_slice(&size.to_be_bytes());
    bytes.extend_from_slice(chunks.as_flattened());
    let seal: Hash = Sha256::digest(&bytes).into();
    bytes.extend_from_slice(&seal);
    bytes
}

/// The list of the file at `path`; `None` if there is none, [`StoreError::Corrupt`] if it is not one of this file.
pub(super) fn read(path: &Path, sha256: &str, size: u64) -> Result<Option<Vec<Hash>>, StoreError> {
    let list = beside(path, ENDING);
    let hashes = usize::try_from(size.div_ceil(CHUNK)).unwrap_or(usize::MAX / HASH / 2);
    let corrupt = |what: &str| StoreError::Corrupt { path: list.clone(), what: what.to_owned() };
    match fs::metadata(&list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::of_io(&list, &error)),
        // Looked at before it is read, so that a list never takes more memory than it should.
        Ok(data) if data.len() != (HEAD + (hashes + 1) * HASH) as u64 => {
            return Err(corrupt("it does not have the length that the size of its file asks for"));
        }
        Ok(_) => {}
    }
    let bytes = fs::read(&list).map_err(|error| StoreError::of_io(&list, &error))?;
    let Some((body, seal)) = bytes.split_last_chunk::<HASH>() else { return Err(corrupt("it is too short")) };
    if <Hash>::from(Sha256::digest(body)) != *seal {
        return Err(corrupt("it does not have the hash that it ends with"));
    }
    let (found, _) = body.get(HEAD..).unwrap_or_default().as_chunks::<HASH>();
    if encode(sha256, size, found) != bytes {
        return Err(corrupt("it is the list of another file"));
    }
    Ok(Some(found.to_vec()))
}
