//! The files that a bundle's entries name: which of them are here, which a folder brings, and which are nowhere.

use super::bundle::Bundle;
use super::{RestoreStep, Telling, wrong};
use crate::{App, Failure, Fault, evidence};
use ledger::NamedBlob;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes that are read at a time.
const PIECE: usize = 256 << 10;

/// Where the files of a bundle are.
#[derive(Default)]
pub(super) struct Found {
    /// In the data folder, read and hashed.
    pub(super) here: u64,
    /// In the folder that was named, read and hashed: to be copied.
    pub(super) copies: Vec<(NamedBlob, PathBuf)>,
    /// Nowhere, or spoilt: the name, and why where there is more to say.
    pub(super) missing: Vec<String>,
}

impl App {
    /// Looks for every file that an entry names and that was not disposed of since.
    pub(super) fn look_for_files(
        &self,
        bundle: &Bundle,
        folder: Option<&Path>,
        tell: Telling<'_>,
    ) -> Result<Found, Failure> {
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            let hint = "name the `blobs` of a backup, the backed up data folder, or a folder of files named by SHA-256";
            return Err(wrong(format!("{} is no folder", folder.display()), hint).into());
        }
        let (log, of) = (&bundle.head.log, bundle.report.blobs.len() as u64);
        let mut found = Found::default();
        for (at, blob) in bundle.report.blobs.iter().enumerate() {
            tell(RestoreStep::Files, at as u64, of);
            let name = hex::encode(blob.sha256.0);
            // What was disposed of on purpose does not come back by a restore.
            if evidence::disposed(&bundle.registers, &name) {
                continue;
            }
            if self.files.exists(log, &name)? {
                match self.is_whole(log, &name, blob.size) {
                    Ok(()) => found.here += 1,
                    Err(why) => found.missing.push(format!("{name}: {why}")),
                }
                continue;
            }
            let candidates = folder.map(|folder| places(folder, log, &name)).unwrap_or_default();
            match candidates.into_iter().find(|path| path.is_file()) {
                None => found.missing.push(name),
                Some(path) if has(&path, &name, blob.size)? => found.copies.push((*blob, path)),
                Some(path) => {
                    found.missing.push(format!("{name}: {} has another content than its name says", path.display()));
                }
            }
        }
        tell(RestoreStep::Files, of, of);
        Ok(found)
    }

    /// Reads a file of the data folder to its end, through the hash that is its name.
    fn is_whole(&self, log: &str, name: &str, size: u64) -> Result<(), String> {
        let mut file = self.files.read(log, name).map_err(|e| e.to_string())?;
        let read = std::io::copy(&mut file, &mut std::io::sink()).map_err(|e| e.to_string())?;
        if read == size { Ok(()) } else { Err(format!("it has {read} bytes where {size} are named")) }
    }

    /// Copies what was found into the data folder. A file that no entry names yet harms nobody, so that this comes first.
    pub(super) fn copy_files(
        &self,
        log: &str,
        copies: &[(NamedBlob, PathBuf)],
        tell: Telling<'_>,
    ) -> Result<(), Failure> {
        let of = copies.len() as u64;
        for (at, (blob, path)) in copies.iter().enumerate() {
            tell(RestoreStep::Copies, at as u64, of);
            let mut file = File::open(path).map_err(|e| unreadable(path, &e))?;
            let kept = self.files.put(log, &mut file, blob.size)?;
            if kept.sha256 != hex::encode(blob.sha256.0) {
                let sentence = format!("{}: its content changed while it was copied", path.display());
                return Err(wrong(sentence, "see that nobody writes there, and run it again").into());
            }
        }
        tell(RestoreStep::Copies, of, of);
        Ok(())
    }
}

/// Where a file may lie: in a data folder, in its `blobs`, in one organisation's part of them, or under its own name.
fn places(folder: &Path, log: &str, name: &str) -> Vec<PathBuf> {
    let (first, second) = (&name[..2], &name[2..4]);
    let below = |top: PathBuf| top.join(first).join(second).join(name);
    vec![below(folder.join("blobs").join(log)), below(folder.join(log)), below(folder.to_owned()), folder.join(name)]
}

/// Has a file this hash and length?
fn has(path: &Path, name: &str, size: u64) -> Result<bool, Failure> {
    let mut file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let (mut sha256, mut seen, mut buffer) = (Sha256::new(), 0_u64, vec![0; PIECE]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                sha256.update(&buffer[..read]);
                seen += read as u64;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(path, &error).into()),
        }
    }
    Ok(seen == size && hex::encode(sha256.finalize()) == name)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    wrong(format!("{}: {error}", path.display()), "check the path and its permissions")
}
