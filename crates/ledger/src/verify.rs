//! Checking a whole ledger, entry by entry, in one pass; names the first bad entry. Keeps 32 bytes of each.

use std::collections::{BTreeSet, HashMap};

use crate::checkpoint::{Checkpoint, Note, VerifierKey};
use crate::fault::{CheckpointFault, Fault, Flaw, Remark};
use crate::leaf::{Leaf, LeafError, NamedBlob, VERSION};
use crate::seal::{MAX_PAYLOAD, REDACTED, is_log_id, redaction_target};
use crate::{Hash, Head, Sealed, canonical, leaf_hash, payload_commit, tree};

/// Most remarks that a report keeps; a clock that runs backwards all the time needs no longer list.
pub const MAX_REMARKS: usize = 1_000;

/// An entry as it is stored, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct SealedRef<'a> {
    /// Position under which it is stored.
    pub seq: u64,
    /// The leaf's bytes.
    pub leaf: &'a [u8],
    /// Salt of the payload commitment.
    pub salt: Option<&'a [u8; 32]>,
    /// The payload's bytes.
    pub payload: Option<&'a [u8]>,
}

impl<'a> From<&'a Sealed> for SealedRef<'a> {
    fn from(entry: &'a Sealed) -> Self {
        SealedRef { seq: entry.seq, leaf: &entry.leaf, salt: entry.salt.as_ref(), payload: entry.payload.as_deref() }
    }
}

/// What an intact ledger is found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Id of the log; empty for a ledger without entries of which none was expected.
    pub log: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over all of them.
    pub root: Hash,
    /// Leaf hash of the last entry.
    pub last: Hash,
    /// Positions of the entries whose payload an entry redacts, in order.
    pub redacted: Vec<u64>,
    /// Every file that is named, once, by hash: what a check of the files has to look for.
    pub blobs: Vec<NamedBlob>,
    /// What is worth a look; at most [`MAX_REMARKS`].
    pub remarks: Vec<Remark>,
    /// The leaf hash of every entry: enough for any proof, and for the root at any earlier size.
    pub leaves: Vec<Hash>,
}

/// Checks entries as they come, from the first.
#[derive(Debug, Default)]
pub struct Verifier {
    log: Option<String>,
    leaves: Vec<Hash>,
    last: Hash,
    last_time: i64,
    /// An entry that names another previous hash than it should: its follower tells which of the two was altered.
    broken: Option<Fault>,
    missing: BTreeSet<u64>,
    redacted: BTreeSet<u64>,
    blobs: HashMap<Hash, u64>,
    remarks: Vec<Remark>,
}

impl Verifier {
    /// A verifier for whatever log the first entry names.
    #[must_use]
    pub fn new() -> Verifier {
        Verifier::default()
    }

    /// A verifier that accepts entries of this log only.
    #[must_use]
    pub fn of_log(log: &str) -> Verifier {
        Verifier { log: Some(log.to_owned()), ..Verifier::default() }
    }

    /// Checks the next entry.
    ///
    /// # Errors
    /// The first bad entry; after that the verifier is of no further use.
    pub fn push<'a>(&mut self, entry: impl Into<SealedRef<'a>>) -> Result<(), Fault> {
        let entry = entry.into();
        let parsed = Leaf::parse(entry.leaf);
        if let Some(broken) = self.broken.take() {
            return Err(self.which_was_altered(broken, &parsed));
        }
        let seq = self.leaves.len() as u64;
        let fault = |what, expected: String, found: String| Fault { seq, what, expected, found };
        let leaf = parsed.map_err(|error| fault(Flaw::Leaf, "a canonical leaf".into(), error.to_string()))?;
        if leaf.version != VERSION {
            return Err(fault(Flaw::Version, VERSION.to_string(), leaf.version.to_string()));
        }
        self.check_log(&leaf, seq)?;
        if let Some(found) = [leaf.seq, entry.seq].into_iter().find(|found| *found != seq) {
            return Err(fault(Flaw::Sequence, format!("number {seq}"), format!("number {found}")));
        }
        let own = leaf_hash(entry.leaf);
        if leaf.prev == self.last {
            check_payload(entry, &leaf, seq)?;
            self.note_payload(entry, &leaf, seq)?;
        } else {
            self.broken = Some(fault(Flaw::Chain, leaf.prev.to_string(), self.last.to_string()));
        }
        self.last = own;
        self.leaves.push(own);
        Ok(())
    }

    /// Ends the check.
    ///
    /// # Errors
    /// A broken chain at the very end, or the first entry whose payload is gone without a redaction.
    pub fn finish(mut self) -> Result<Report, Fault> {
        if let Some(broken) = self.broken.take() {
            return Err(blame_previous(broken));
        }
        if let Some(seq) = self.missing.difference(&self.redacted).next() {
            return Err(Fault {
                seq: *seq,
                what: Flaw::Missing,
                expected: "a payload, or an entry that redacts it".into(),
                found: "neither".into(),
            });
        }
        for seq in self.redacted.difference(&self.missing) {
            if self.remarks.len() < MAX_REMARKS {
                self.remarks.push(Remark::NotCarriedOut { seq: *seq });
            }
        }
        let mut blobs: Vec<_> = self.blobs.into_iter().map(|(sha256, size)| NamedBlob { sha256, size }).collect();
        blobs.sort_unstable();
        Ok(Report {
            log: self.log.unwrap_or_default(),
            size: self.leaves.len() as u64,
            root: tree::root(&self.leaves),
            last: self.last,
            redacted: self.redacted.into_iter().collect(),
            blobs,
            remarks: self.remarks,
            leaves: self.leaves,
        })
    }

    /// The fault to name when the next entry cannot even be read.
    pub(crate) fn earlier_than(self, next: Fault) -> Fault {
        self.broken.map_or(next, blame_previous)
    }

    fn check_log(&mut self, leaf: &Leaf<'_>, seq: u64) -> Result<(), Fault> {
        let expected = self.log.get_or_insert_with(|| leaf.log.clone().into_owned());
        if *expected == leaf.log && is_log_id(expected) {
            return Ok(());
        }
        Err(Fault { seq, what: Flaw::Log, expected: expected.clone(), found: leaf.log.clone().into_owned() })
    }

    fn note_payload(&mut self, entry: SealedRef<'_>, leaf: &Leaf<'_>, seq: u64) -> Result<(), Fault> {
        for blob in &leaf.blobs {
            let size = *self.blobs.entry(blob.sha256).or_insert(blob.size);
            if size != blob.size {
                let (expected, found) = (format!("{size} bytes"), format!("{} bytes", blob.size));
                return Err(Fault { seq, what: Flaw::Blob, expected, found });
            }
        }
        if leaf.action == REDACTED {
            let target = redaction_target(&leaf.object_kind, &leaf.object_id, seq).ok_or_else(|| Fault {
                seq,
                what: Flaw::Redaction,
                expected: "object `entry` and the number of an earlier entry".into(),
                found: format!("object `{}` `{}`", leaf.object_kind, leaf.object_id),
            })?;
            self.redacted.insert(target);
        }
        if entry.payload.is_none() {
            self.missing.insert(seq);
        }
        if leaf.time_us < self.last_time && self.remarks.len() < MAX_REMARKS {
            self.remarks.push(Remark::TimeWentBack { seq, by_us: self.last_time - leaf.time_us });
        }
        self.last_time = leaf.time_us;
        Ok(())
    }

    /// An entry does not follow from the one before it. If its follower does not follow from it either, it was altered
    /// itself; otherwise the one before was.
    fn which_was_altered(&self, broken: Fault, follower: &Result<Leaf<'_>, LeafError>) -> Fault {
        match follower {
            // Then it names (`expected`) something else than the hash of the entry before it (`found`).
            Ok(leaf) if leaf.prev != self.last => Fault { expected: broken.found, found: broken.expected, ..broken },
            _ => blame_previous(broken),
        }
    }
}

fn blame_previous(broken: Fault) -> Fault {
    // The first entry has none before it: a first entry that names one was altered itself.
    Fault { seq: broken.seq.saturating_sub(1), ..broken }
}

fn check_payload(entry: SealedRef<'_>, leaf: &Leaf<'_>, seq: u64) -> Result<(), Fault> {
    let fault = |what, expected: String, found: String| Err(Fault { seq, what, expected, found });
    let (salt, payload) = match (entry.salt, entry.payload) {
        (None, None) => return Ok(()),
        (Some(salt), Some(payload)) if payload.len() <= MAX_PAYLOAD => (salt, payload),
        (Some(_), Some(payload)) => {
            let (most, found) = (format!("at most {MAX_PAYLOAD} bytes"), format!("{} bytes", payload.len()));
            return fault(Flaw::Opening, most, found);
        }
        (Some(_), None) => return fault(Flaw::Opening, "both or neither".into(), "a salt without payload".into()),
        (None, Some(_)) => return fault(Flaw::Opening, "both or neither".into(), "a payload without salt".into()),
    };
    if let Err(error) = canonical::check(payload) {
        return fault(Flaw::Payload, "canonical JSON".into(), error.to_string());
    }
    let found = payload_commit(salt, payload);
    if found != leaf.payload_commit {
        return fault(Flaw::Commitment, leaf.payload_commit.to_string(), found.to_string());
    }
    Ok(())
}

impl Report {
    /// The root that the log had when it was this long; `None` beyond its end.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        self.leaves.get(..usize::try_from(size).ok()?).map(tree::root)
    }

    /// The head of the ledger: what a store is told that takes it over, and what the next entry is chained to.
    #[must_use]
    pub fn head(&self) -> Head {
        let mut frontier = tree::Frontier::default();
        for leaf in &self.leaves {
            frontier.push(*leaf);
        }
        Head { log: self.log.clone(), size: self.size, last: self.last, frontier: frontier.into_peaks() }
    }

    /// Compares the ledger with the head that is stored beside it: finds what no later entry covers.
    ///
    /// # Errors
    /// The first entry that is missing or too many, or the last one if it is not the one that the head was chained to.
    pub fn check_head(&self, head: &Head) -> Result<(), Fault> {
        let fault = |seq, what, expected: String, found: String| Err(Fault { seq, what, expected, found });
        if self.size > 0 && self.log != head.log {
            return fault(0, Flaw::Log, head.log.clone(), self.log.clone());
        }
        if self.size != head.size {
            let first = self.size.min(head.size);
            return fault(first, Flaw::Sequence, format!("{} entries", head.size), format!("{} entries", self.size));
        }
        if self.last != head.last || self.root != head.root() {
            let last = self.size.saturating_sub(1);
            return fault(last, Flaw::Chain, head.last.to_string(), self.last.to_string());
        }
        Ok(())
    }
}

/// Checks that a signed checkpoint, of now or of earlier, is one of this ledger.
///
/// # Errors
/// Signature, origin, a longer log, another root.
pub fn verify_checkpoint(note: &str, key: &VerifierKey, report: &Report) -> Result<Checkpoint, CheckpointFault> {
    let note = Note::parse(note)?;
    let checkpoint = Checkpoint::parse(note.verify(key)?)?;
    let (expected, size) = (Checkpoint::origin_of(&report.log), checkpoint.size);
    if checkpoint.origin != expected {
        return Err(CheckpointFault::Origin { expected, found: checkpoint.origin });
    }
    let longer = CheckpointFault::Longer { checkpoint: size, ledger: report.size };
    let found = if size == report.size { report.root } else { report.root_at(size).ok_or(longer)? };
    if found != checkpoint.root {
        return Err(CheckpointFault::Root { size, signed: checkpoint.root, found });
    }
    Ok(checkpoint)
}
