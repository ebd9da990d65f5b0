//! Checkpoint, entries, proofs, and that the entries commit to the files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use ledger::{
    Checkpoint, Hash, Leaf, MAX_PAYLOAD, NamedBlob, Note, VerifierKey, canonical, leaf_hash, payload_commit, tree,
};

use super::Check;
use crate::entries::{self, Shown};
use crate::fault::{Fault, Kind, VerifyError};
use crate::limits::{MAX_ENTRIES, MAX_LINE, MAX_NOTE};
use crate::manifest::Manifest;
use crate::{CHECKPOINT, ENTRIES};

/// Checks entries line by line.
struct Lines<'m> {
    log: &'m str,
    checkpoint: Option<Checkpoint>,
    /// Entries that a file names.
    wanted: BTreeSet<u64>,
    /// What those commit to.
    commits: BTreeMap<u64, Vec<NamedBlob>>,
    last: Option<(u64, Hash)>,
    count: u64,
    opened: u64,
    /// The number of the first line that cannot be read, which ends the reading.
    broken: Option<u64>,
    faults: Vec<Fault>,
    /// The beginning of a line whose end is not there yet.
    half: Vec<u8>,
}

impl<R: Read + Seek> Check<R> {
    pub(super) fn ledger_part(
        &mut self,
        manifest: &Manifest,
        key: Option<&VerifierKey>,
        entries_right: bool,
    ) -> Result<(), VerifyError> {
        let checkpoint = match key {
            Some(key) => self.checkpoint(manifest, key)?,
            None => None,
        };
        let Some(found) = self.archive.find(ENTRIES).filter(|_| entries_right) else {
            return Ok(());
        };
        let wanted = manifest.members.iter().filter_map(|member| member.entries.as_ref()).flatten().copied().collect();
        let mut lines = Lines {
            log: &manifest.log,
            checkpoint,
            wanted,
            commits: BTreeMap::new(),
            last: None,
            count: 0,
            opened: 0,
            broken: None,
            faults: Vec::new(),
            half: Vec::new(),
        };
        self.archive.unpack(found, &mut |part| lines.take(part))?;
        lines.end();
        (self.report.facts.entries, self.report.facts.opened) = (lines.count, lines.opened);
        for fault in std::mem::take(&mut lines.faults) {
            self.report.push(fault);
        }
        match lines.broken {
            Some(number) => {
                let detail =
                    format!("line {number} is no entry of the form, or beyond the limit; later ones were not read");
                self.report.fault(Kind::Line, ENTRIES, detail);
            }
            None => self.commitments(manifest, &lines.commits),
        }
        Ok(())
    }

    fn checkpoint(&mut self, manifest: &Manifest, key: &VerifierKey) -> Result<Option<Checkpoint>, VerifyError> {
        let Some(bytes) = self.archive.fetch(CHECKPOINT, MAX_NOTE)? else {
            return Ok(None);
        };
        let parsed = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()).and_then(|note| {
            let note = Note::parse(&note).map_err(|error| error.to_string())?;
            let text = note.verify(key).map_err(|error| error.to_string())?;
            Checkpoint::parse(text).map_err(|error| error.to_string())
        });
        let expected = Checkpoint::origin_of(&manifest.log);
        match parsed {
            Ok(checkpoint) if checkpoint.origin == expected => {
                self.report.facts.checkpoint_size = Some(checkpoint.size);
                self.report.facts.checkpoint_root = checkpoint.root.to_string();
                return Ok(Some(checkpoint));
            }
            Ok(other) => {
                let found = crate::shown(other.origin.as_bytes());
                self.report.fault(Kind::Checkpoint, CHECKPOINT, format!("it is of `{found}`, not of `{expected}`"));
            }
            Err(what) => self.report.fault(Kind::Checkpoint, CHECKPOINT, what),
        }
        Ok(None)
    }

    /// Each file is named, with hash and length, by each entry that it says it is.
    fn commitments(&mut self, manifest: &Manifest, commits: &BTreeMap<u64, Vec<NamedBlob>>) {
        for member in &manifest.members {
            for seq in member.entries.iter().flatten() {
                let detail = match commits.get(seq) {
                    None => "the entry is not in the package, or not readable",
                    Some(blobs) if blobs.contains(&NamedBlob { sha256: member.sha256, size: member.size }) => continue,
                    Some(_) => "the entry does not commit to a file of that hash and length",
                };
                let member = member.path.clone();
                self.report.push(Fault { kind: Kind::Commitment, member, entry: Some(*seq), detail: detail.into() });
            }
        }
    }
}

impl Lines<'_> {
    fn take(&mut self, mut part: &[u8]) {
        while self.broken.is_none() {
            let Some(at) = part.iter().position(|byte| *byte == b'\n') else {
                self.half.extend_from_slice(part);
                if self.half.len() as u64 > MAX_LINE {
                    self.broken = Some(self.count + 1);
                }
                return;
            };
            let (line, rest) = part.split_at(at + 1);
            let whole = std::mem::take(&mut self.half);
            if whole.is_empty() {
                self.line(line)
            } else {
                self.line(&[&whole, line].concat())
            }
            part = rest;
        }
    }

    fn end(&mut self) {
        if !self.half.is_empty() && self.broken.is_none() {
            self.broken = Some(self.count + 1);
        }
    }

    fn line(&mut self, line: &[u8]) {
        let fits = line.len() as u64 <= MAX_LINE && self.count < MAX_ENTRIES;
        match entries::read(line).filter(|_| fits) {
            Some(entry) => {
                self.count += 1;
                self.opened += u64::from(entry.payload.is_some());
                self.entry(&entry);
            }
            None => self.broken = Some(self.count + 1),
        }
    }

    fn entry(&mut self, entry: &Shown) {
        let own = leaf_hash(&entry.leaf);
        match self.leaf(entry) {
            Ok(leaf) => {
                let opening = check_opening(&leaf, entry.salt.as_ref(), entry.payload.as_deref());
                if let Err(what) = opening {
                    self.fault(Kind::Opening, entry.seq, what);
                }
                if self.wanted.contains(&entry.seq) {
                    self.commits.entry(entry.seq).or_insert(leaf.blobs);
                }
            }
            Err(what) => self.fault(Kind::Entry, entry.seq, what),
        }
        self.last = Some((entry.seq, own));
        if let Some(Checkpoint { size, root, .. }) = &self.checkpoint
            && !tree::verify_inclusion(&own, entry.seq, *size, &entry.proof, root)
        {
            self.fault(Kind::Proof, entry.seq, "the proof does not lead from the entry to the checkpoint".into());
        }
    }

    /// The leaf, if it is of the form, this log, this number, after the entry before.
    fn leaf<'a>(&self, entry: &'a Shown) -> Result<Leaf<'a>, String> {
        let leaf = Leaf::parse(&entry.leaf).map_err(|error| error.to_string())?;
        if leaf.version != 1 || leaf.log != self.log || leaf.seq != entry.seq {
            return Err(format!("its leaf is of version {}, number {}, or of another log", leaf.version, leaf.seq));
        }
        match self.last {
            Some((last, _)) if last >= entry.seq => Err(format!("it stands after entry {last}")),
            Some((last, hash)) if last + 1 == entry.seq && leaf.prev != hash => {
                Err("it is not chained to the entry before it".into())
            }
            _ => Ok(leaf),
        }
    }

    fn fault(&mut self, kind: Kind, seq: u64, detail: String) {
        // Further ones than a report lists need not be kept; one more shows that there are some.
        if self.faults.len() <= crate::MAX_FAULTS {
            self.faults.push(Fault { kind, member: ENTRIES.to_owned(), entry: Some(seq), detail });
        }
    }
}

/// Salt and payload are both there or both gone, and are what the leaf commits to.
pub(crate) fn check_opening(leaf: &Leaf<'_>, salt: Option<&[u8; 32]>, payload: Option<&[u8]>) -> Result<(), String> {
    match (salt, payload) {
        (None, None) => Ok(()),
        (Some(salt), Some(payload)) if payload.len() <= MAX_PAYLOAD => {
            canonical::check(payload).map_err(|error| format!("its payload is {error}"))?;
            let fits = payload_commit(salt, payload) == leaf.payload_commit;
            if fits { Ok(()) } else { Err("its payload is not the one that its leaf commits to".into()) }
        }
        _ => Err("salt and payload are not both there or both gone, or the payload is too long".into()),
    }
}
