//! Reading a file back: every byte goes through the hash that is its name.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use ledger::Blob;
use sha2::{Digest, Sha256};

use crate::StoreError;

/// Up to this size a file is verified before its first byte is handed out; beyond, memory would be the price.
const AT_ONCE: u64 = 8 << 20;

/// A file that is verified while it is read. A reader that stops before the end has not verified anything larger than
/// 8 MiB: the last read gives `InvalidData` if the content is not what the name says.
#[derive(Debug)]
pub struct Verified {
    size: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Checked(Cursor<Vec<u8>>),
    Streaming { file: File, path: PathBuf, sha256: String, hasher: Option<Sha256> },
}

impl Verified {
    pub(super) fn open(path: PathBuf, sha256: &str) -> Result<Verified, StoreError> {
        let (mut file, size) = open(&path)?;
        if size > AT_ONCE {
            let source = Source::Streaming { file, path, sha256: sha256.to_owned(), hasher: Some(Sha256::new()) };
            return Ok(Verified { size, source });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| StoreError::of_io(&path, &error))?;
        let found = hex::encode(Sha256::digest(&bytes));
        if found != sha256 {
            return Err(StoreError::Corrupt { path, what: mismatch(&found) });
        }
        Ok(Verified { size: bytes.len() as u64, source: Source::Checked(Cursor::new(bytes)) })
    }

    /// Length in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Read for Verified {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (file, path, sha256, hasher) = match &mut self.source {
            Source::Checked(bytes) => return bytes.read(buffer),
            Source::Streaming { file, path, sha256, hasher } => (file, path, sha256, hasher),
        };
        let read = if buffer.is_empty() {
            return Ok(0);
        } else {
            file.read(buffer)?
        };
        if read > 0 {
            if let Some(hasher) = hasher {
                hasher.update(&buffer[..read]);
            }
            return Ok(read);
        }
        let Some(hasher) = hasher.take() else { return Ok(0) };
        let found = hex::encode(hasher.finalize());
        if found == *sha256 {
            return Ok(0);
        }
        let error = StoreError::Corrupt { path: path.clone(), what: mismatch(&found) };
        Err(io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

/// Reads a file through the hash and compares it with what it should be.
pub(super) fn check(path: &Path, blob: &Blob) -> Result<(), StoreError> {
    let (found, size) = digest(path)?;
    if found == blob.sha256 && size == blob.size {
        return Ok(());
    }
    Err(StoreError::Corrupt { path: path.to_owned(), what: mismatch(&found) })
}

/// Reads a file to its end, a piece at a time.
pub(super) fn each_part(file: &mut File, path: &Path, mut take: impl FnMut(&[u8])) -> Result<(), StoreError> {
    let mut buffer = vec![0; 256 << 10];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => take(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(StoreError::of_io(path, &error)),
        }
    }
}

/// SHA-256 in hex and length of a file.
pub(super) fn digest(path: &Path) -> Result<(String, u64), StoreError> {
    let (mut file, _) = open(path)?;
    let (mut hasher, mut size) = (Sha256::new(), 0);
    each_part(&mut file, path, |bytes| {
        hasher.update(bytes);
        size += bytes.len() as u64;
    })?;
    Ok((hex::encode(hasher.finalize()), size))
}

pub(super) fn mismatch(found: &str) -> String {
    format!("its content has SHA-256 {found}, not the one it is named by")
}

/// Opens a file and tells its length; [`StoreError::Missing`] if it is not there.
pub(super) fn open(path: &Path) -> Result<(File, u64), StoreError> {
    let open = || File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match open() {
        Ok((size, file)) => Ok((file, size)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing { path: path.to_owned() }),
        Err(error) => Err(StoreError::Fault(format!("{} cannot be read: {error}", path.display()))),
    }
}
