//! A bundle as it is read to be restored: one pass that hashes the file, checks every entry and folds it.

use super::{RestoreStep, Telling, wrong};
use crate::history::Envelope;
use crate::{Failure, Fault};
use domain::registers::{Recorded, Registers};
use ledger::bundle::{self, BundleError, Closing};
use ledger::{Head, Leaf, Report, Sealed, Verifier, VerifierKey, verify_checkpoint};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Most entries of a bundle that is restored; all of them are held in memory at once.
const MAX_ENTRIES: u64 = 5_000_000;
/// Bytes that are read at a time.
const PIECE: usize = 1 << 20;
/// Entries after which it is told how far the reading is.
const TOLD_EACH: u64 = 500;

/// A bundle that is sound: every entry follows from the one before, the checkpoint at its end is signed with the trusted key,
/// and this build can fold all of it.
pub(super) struct Bundle {
    /// `sha256:` and hex, of the file.
    pub(super) digest: String,
    pub(super) report: Report,
    pub(super) head: Head,
    pub(super) entries: Vec<Sealed>,
    pub(super) registers: Registers,
    /// When its first and its last entry were recorded, microseconds since 1970.
    pub(super) first_us: i64,
    pub(super) last_us: i64,
}

/// The digest of a bundle, as two persons agree on it.
pub(super) fn digest(path: &Path) -> Result<String, Failure> {
    let mut input = open(path)?;
    std::io::copy(&mut input, &mut std::io::sink()).map_err(|e| unreadable(path, &e))?;
    Ok(input.into_inner().digest())
}

/// Reads and checks a bundle.
pub(super) fn read(path: &Path, key: &VerifierKey, tell: Telling<'_>) -> Result<Bundle, Failure> {
    let mut input = open(path)?;
    let of = input.get_ref().size;
    let mut reader = bundle::read(&mut input).map_err(|e| unsound(path, e))?;
    let mut verifier = Verifier::of_log(reader.log());
    let (mut entries, mut registers) = (Vec::new(), Registers::default());
    let (mut first_us, mut last_us, mut seen) = (0, 0, 0);
    for entry in &mut reader {
        let entry = entry.map_err(|e| unsound(path, e))?;
        if entry.seq >= MAX_ENTRIES {
            let sentence = format!("{}: it has more than {MAX_ENTRIES} entries", path.display());
            return Err(wrong(sentence, "restore the data folder itself from its backup").into());
        }
        verifier.push(&entry).map_err(|e| unsound(path, e.into()))?;
        last_us = fold(&entry, &mut registers, path)?;
        if entry.seq == 0 {
            first_us = last_us;
        }
        seen += entry.leaf.len() as u64 + entry.payload.as_ref().map_or(0, |payload| payload.len() as u64);
        if entry.seq.is_multiple_of(TOLD_EACH) {
            // In base64 three bytes take four; how far it is need not be told more exactly.
            tell(RestoreStep::Entries, (seen / 3 * 4).min(of), of);
        }
        entries.push(entry);
    }
    let closing = reader.closing().cloned();
    let report = verifier.finish().map_err(|e| unsound(path, e.into()))?;
    signed(closing.as_ref(), key, &report, path)?;
    if !registers.begun() {
        return Err(wrong(format!("{}: no organisation begins in it", path.display()), NOT_EXPORTED).into());
    }
    tell(RestoreStep::Entries, of, of);
    let (digest, head) = (input.into_inner().digest(), report.head());
    Ok(Bundle { digest, report, head, entries, registers, first_us, last_us })
}

/// Folds an entry; answers when it was recorded.
fn fold(entry: &Sealed, registers: &mut Registers, path: &Path) -> Result<i64, Failure> {
    let newer = |why: String| {
        let sentence = format!("{}: entry {} cannot be read: {why}", path.display(), entry.seq);
        Failure::from(wrong(sentence, "use the tickmark that wrote it, or a newer one; nothing was changed"))
    };
    let at_us = Leaf::parse(&entry.leaf).map_err(|e| newer(e.to_string()))?.time_us;
    match &entry.payload {
        None => registers.skip(at_us),
        Some(payload) => {
            let envelope: Envelope<'_> = serde_json::from_slice(payload).map_err(|e| newer(e.to_string()))?;
            registers.apply(Recorded { at_us, by: &envelope.by }, envelope.event);
        }
    }
    Ok(at_us)
}

const NOT_EXPORTED: &str = "name the file that `tickmark export` wrote";

/// Every entry has to stand under the signature: what was added after the checkpoint could be anybody's.
fn signed(closing: Option<&Closing>, key: &VerifierKey, report: &Report, path: &Path) -> Result<(), Failure> {
    let Some(closing) = closing else {
        let sentence = format!("{}: it does not end in a signed checkpoint", path.display());
        return Err(wrong(sentence, NOT_EXPORTED).into());
    };
    let checkpoint = verify_checkpoint(&closing.checkpoint, key, report).map_err(|e| {
        let hint = "give the key of the installation that wrote it: `tickmark checkpoint --json` shows it there";
        wrong(format!("{}: its checkpoint: {e}", path.display()), hint)
    })?;
    if checkpoint.size == report.size {
        return Ok(());
    }
    let (all, some) = (report.size, checkpoint.size);
    let sentence = format!("{}: its checkpoint is of {some} entries and it has {all}", path.display());
    Err(wrong(sentence, "export it again: the last entries were added without a signature").into())
}

fn open(path: &Path) -> Result<BufReader<Hashing>, Failure> {
    let file = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size, file) = file.map_err(|e| unreadable(path, &e))?;
    Ok(BufReader::with_capacity(PIECE, Hashing { file, size, sha256: Sha256::new() }))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    wrong(format!("{}: {error}", path.display()), "check the path and its permissions").into()
}

fn unsound(path: &Path, error: BundleError) -> Failure {
    let hint = match &error {
        BundleError::Read(error) => return unreadable(path, error),
        BundleError::Header => NOT_EXPORTED,
        BundleError::Fault(_) => "take another copy of it; nothing was changed",
    };
    let fault: Fault = wrong(format!("{}: {error}", path.display()), hint);
    fault.into()
}

/// A file whose bytes are hashed while they are read.
struct Hashing {
    file: File,
    size: u64,
    sha256: Sha256,
}

impl Hashing {
    fn digest(self) -> String {
        format!("sha256:{}", hex::encode(self.sha256.finalize()))
    }
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.sha256.update(&buffer[..read]);
        Ok(read)
    }
}
