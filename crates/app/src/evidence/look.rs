//! What a file that came in really is, and what in it hardly belongs there.

use super::FileTrouble;
use crate::App;
use domain::values::{EvidenceFile, FileRef};
use ledger::Blob;
use preview::{Family, Kind, safe_name, secrets, sniff_file};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// Up to this size a file is looked at in memory; a larger one is read in parts.
const AT_ONCE: u64 = 8 << 20;

/// A kept file that can be read from any place on; each part is verified before it is handed out.
struct Kept<'a> {
    app: &'a App,
    log: &'a str,
    sha256: &'a str,
    size: u64,
    at: u64,
    part: Option<store::files::Part>,
}

impl Read for Kept<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size {
            return Ok(0);
        }
        let part = match self.part.take() {
            Some(part) => part,
            None => {
                let opened = self.app.files.read_range(self.log, self.sha256, self.at..self.size);
                opened.map_err(io::Error::other)?
            }
        };
        let read = self.part.insert(part).read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Kept<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let target = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        if target != self.at {
            (self.at, self.part) = (target, None);
        }
        Ok(target)
    }
}

impl App {
    /// What a kept file is, by its bytes, beside the name and the type that its sender claims.
    pub(super) fn kind_of(&self, log: &str, blob: &Blob, name: &str, claimed: &str) -> Result<Kind, FileTrouble> {
        let unread = |error: io::Error| crate::Fault::new(format!("{name} cannot be read: {error}"), "ask again");
        if blob.size > AT_ONCE {
            let mut kept = Kept { app: self, log, sha256: &blob.sha256, size: blob.size, at: 0, part: None };
            return Ok(sniff_file(&mut kept, name, claimed).map_err(unread)?);
        }
        let mut bytes = Vec::new();
        self.files.read(log, &blob.sha256)?.read_to_end(&mut bytes).map_err(unread)?;
        Ok(sniff_file(&mut Cursor::new(bytes), name, claimed).map_err(unread)?)
    }

    /// A kept file as evidence names it: safe name, real type, what disagrees, what was noticed in it.
    pub(super) fn looked_at(
        &self,
        log: &str,
        blob: &Blob,
        claimed_name: &str,
        claimed_type: &str,
    ) -> Result<EvidenceFile, FileTrouble> {
        let kind = self.kind_of(log, blob, claimed_name, claimed_type)?;
        let mut odd: Vec<String> = kind.disagrees.clone().into_iter().collect();
        if blob.size == 0 {
            odd.push("it is empty".to_owned());
        }
        if kind.macros {
            odd.push("it carries code of its own".to_owned());
        }
        if kind.encrypted {
            odd.push("it can be read only with a password".to_owned());
        }
        let hints = match kind.family {
            Family::Text | Family::Html | Family::Svg => self.hints(log, blob)?,
            _ => BTreeMap::new(),
        };
        Ok(EvidenceFile {
            name: safe_name(claimed_name),
            file: FileRef { sha256: blob.sha256.clone(), size: blob.size },
            media: kind.media_type.to_owned(),
            disagrees: (!odd.is_empty()).then(|| odd.join("; ")),
            hints,
        })
    }

    /// Kinds of secrets and personal data with how often they were seen; never what was seen.
    fn hints(&self, log: &str, blob: &Blob) -> Result<BTreeMap<String, u32>, FileTrouble> {
        let mut reader = self.files.read(log, &blob.sha256)?;
        let found = secrets(&mut reader)
            .map_err(|e| crate::Fault::new(format!("the file cannot be looked through: {e}"), "ask again"))?;
        let mut hints = BTreeMap::new();
        for hint in found.hints {
            let word = hint.kind.title().to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            let key = if hint.kind.is_personal() { format!("personal_data_{word}") } else { word };
            *hints.entry(key).or_insert(0_u32) += 1;
        }
        Ok(hints)
    }
}
