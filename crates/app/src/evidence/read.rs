//! Reading files back: by whoever may read the item, unchanged or not at all.

use super::FileTrouble;
use crate::ask::evidence::Sight;
use crate::ask::own_and_examined;
use crate::ask::{At, Question, Seen};
use crate::{App, Who};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::evidence::HeldEvidence;
use domain::reports::evidence::Integrity;
use domain::values::{Action, EvidenceFile, EvidenceState, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::Range;
use store::StoreError;

/// Which file of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilePlace {
    /// Id of the item.
    pub id: String,
    /// Version of the item, from 1; `None` for the newest.
    pub version: Option<u32>,
    /// Which of its files, from 0.
    pub index: usize,
}

/// Bytes of a file of evidence. A read gives an error instead of a byte that is not what was received; of a whole file
/// of more than 8 MiB the error may come at its end.
pub struct EvidenceBytes {
    /// The file.
    pub file: EvidenceFile,
    /// Which bytes of it.
    pub range: Range<u64>,
    reader: Box<dyn Read + Send>,
}

impl std::fmt::Debug for EvidenceBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EvidenceBytes").field("file", &self.file).field("range", &self.range).finish_non_exhaustive()
    }
}

impl Read for EvidenceBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

/// The item, if whoever asks may read it.
struct ItemToRead<'a>(&'a str);

impl Question for ItemToRead<'_> {
    type Answer = HeldEvidence;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<HeldEvidence, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "evidence", id: self.0.to_owned(), nearest: None };
        let held = registers.evidence.items.get(self.0).ok_or_else(unknown)?;
        if !Sight::of(seen, registers).sees(self.0, held) {
            return Err(unknown());
        }
        Ok(held.clone())
    }
}

impl App {
    pub(crate) fn item_to_read(&self, slug: &str, who: &Who, id: &str) -> Result<HeldEvidence, FileTrouble> {
        Ok(self.ask(slug, who, At::default(), &ItemToRead(id))?.value)
    }

    /// What is known of a file of an item, for whoever may read the item; nothing of it is read.
    ///
    /// # Errors
    /// [`FileTrouble::NoFile`], [`FileTrouble::Disposed`], or a refusal.
    pub fn file_at(&self, slug: &str, who: &Who, place: &FilePlace) -> Result<EvidenceFile, FileTrouble> {
        let held = self.item_to_read(slug, who, &place.id)?;
        if held.state == EvidenceState::Disposed {
            return Err(FileTrouble::Disposed);
        }
        let version = match place.version {
            None => Some(held.newest()),
            Some(number) => number.checked_sub(1).and_then(|n| held.versions.get(usize::try_from(n).ok()?)),
        };
        version.and_then(|v| v.files.get(place.index)).cloned().ok_or(FileTrouble::NoFile)
    }

    /// A file of an item, whole or the bytes of `range` (its end is not included), for whoever may read the item. That
    /// an external auditor reads it is noted.
    ///
    /// # Errors
    /// [`FileTrouble::NoFile`], [`FileTrouble::OutOfRange`], [`FileTrouble::Changed`] and [`FileTrouble::Missing`]
    /// before the first byte where that can be told; else the reader gives an error.
    pub fn evidence_file(
        &self,
        slug: &str,
        who: &Who,
        place: &FilePlace,
        range: Option<Range<u64>>,
    ) -> Result<EvidenceBytes, FileTrouble> {
        let file = self.file_at(slug, who, place)?;
        let (live, sha256, size) = (self.live(slug)?, &file.file.sha256, file.file.size);
        let (range, reader): (Range<u64>, Box<dyn Read + Send>) = match range {
            None => {
                let whole = self.files.read(&live.record.id, sha256).map_err(|e| kept_badly(e, &file))?;
                (0..size, Box::new(whole))
            }
            Some(range) if range.start >= size || range.end <= range.start => {
                return Err(FileTrouble::OutOfRange { size });
            }
            Some(range) => {
                let range = range.start..range.end.min(size);
                let part = self.files.read_range(&live.record.id, sha256, range.clone());
                (range, Box::new(part.map_err(|e| kept_badly(e, &file))?))
            }
        };
        self.note_file(slug, who, place, &file)?;
        Ok(EvidenceBytes { file, range, reader })
    }

    /// Notes that an external auditor reads a file: in the ledger by its hash, in the security log by its place.
    pub(super) fn note_file(
        &self,
        slug: &str,
        who: &Who,
        place: &FilePlace,
        file: &EvidenceFile,
    ) -> Result<(), FileTrouble> {
        self.log_reading(slug, who, &format!("{} file {}", place.id, place.index + 1));
        Ok(self.note_read(slug, who, SubjectKind::File, &format!("{}/{}", place.id, file.file.sha256))?)
    }

    /// Reads every file of the newest version again and says of each content whether it is what was received.
    ///
    /// # Errors
    /// A refusal for an item that whoever asks may not read.
    pub fn check_files(&self, slug: &str, who: &Who, id: &str) -> Result<BTreeMap<String, Integrity>, FileTrouble> {
        let held = self.item_to_read(slug, who, id)?;
        let live = self.live(slug)?;
        let mut found = BTreeMap::new();
        if held.state == EvidenceState::Disposed {
            return Ok(found);
        }
        for file in &held.newest().files {
            if !found.contains_key(&file.file.sha256) {
                found.insert(file.file.sha256.clone(), self.reread(&live.record.id, file)?);
            }
        }
        Ok(found)
    }

    fn reread(&self, log: &str, file: &EvidenceFile) -> Result<Integrity, FileTrouble> {
        let mut reader = match self.files.read(log, &file.file.sha256) {
            Err(StoreError::Missing { .. }) => return Ok(Integrity::Missing),
            Err(StoreError::Corrupt { .. }) => return Ok(Integrity::Changed),
            reader => reader?,
        };
        match io::copy(&mut reader, &mut io::sink()) {
            Ok(size) if size == file.file.size => Ok(Integrity::Unchanged),
            Ok(_) => Ok(Integrity::Changed),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Integrity::Changed),
            Err(error) => Err(crate::Fault::new(format!("{} cannot be read: {error}", file.name), "ask again").into()),
        }
    }
}

/// What is wrong with a kept file, by its name in the item: no path leaves the house.
pub(super) fn kept_badly(error: StoreError, file: &EvidenceFile) -> FileTrouble {
    match error {
        StoreError::Missing { .. } => FileTrouble::Missing { name: file.name.clone() },
        StoreError::Corrupt { .. } => FileTrouble::Changed { name: file.name.clone() },
        other => other.into(),
    }
}
