//! Checking a whole installation: entries, tree, signatures, files. Needs no server and changes nothing.

use crate::access::Who;
use crate::history::Live;
use crate::{App, Failure, Fault, keys};
use domain::rules::access::Object;
use domain::values::{Action, Deed, State};
use ledger::{Checkpoint, Head, SealedRef, Verifier, VerifierKey, verify_checkpoint};
use std::ops::ControlFlow;
use store::{LogRecord, StoreError};

/// How often the head is read again when others sign meanwhile, before it is given up.
const ATTEMPTS_TO_SIGN: usize = 8;

/// What a check of an installation found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// One line for each organisation.
    pub organisations: Vec<CheckedOrganisation>,
}

/// What a check of one organisation found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedOrganisation {
    /// Short name.
    pub slug: String,
    /// Number of entries checked.
    pub entries: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// Kept checkpoints whose signature and root were checked.
    pub checkpoints: usize,
    /// Files that were read again and are what their names say.
    pub files: usize,
    /// Everything that is wrong, the first bad entry first.
    pub faults: Vec<String>,
    /// What is worth a look and no fault.
    pub remarks: Vec<String>,
}

impl Checked {
    /// Is everything as it should be?
    pub fn is_clean(&self) -> bool {
        self.organisations.iter().all(|o| o.faults.is_empty())
    }
}

/// How a checkpoint that was kept elsewhere fits the log that it speaks of.
enum Outside {
    /// It is one of this log.
    Fits,
    /// It is not, and why.
    Not(String),
    /// The log is too damaged to say.
    Unread,
}

/// A restored ledger and the one that it replaced have one origin: a checkpoint has to fit one of them.
fn judge_outside(checked: &mut Checked, spoken: Vec<(usize, Outside)>) {
    let fits = spoken.iter().find(|(_, judged)| matches!(judged, Outside::Fits)).map(|(at, _)| *at);
    let whose = fits.and_then(|at| checked.organisations.get(at)).map(|found| found.slug.clone());
    for (at, judged) in spoken {
        let Some(found) = checked.organisations.get_mut(at) else { continue };
        match (judged, &whose) {
            (Outside::Fits, _) => found.checkpoints += 1,
            (Outside::Not(_), Some(other)) => {
                found.remarks.push(format!("the checkpoint from elsewhere is one of `{other}`, not of this ledger"));
            }
            (Outside::Not(bad), None) => found.faults.push(bad),
            (Outside::Unread, _) => {}
        }
    }
}

/// Is a signed note one of this ledger? One signed before the key was replaced is checked with the key of its time.
fn fits(note: &str, keys: &[VerifierKey], report: &ledger::Report) -> Result<(), String> {
    let mut judged = keys.iter().map(|key| verify_checkpoint(note, key, report));
    match judged.next() {
        Some(Ok(_)) => Ok(()),
        Some(Err(_)) if judged.any(|earlier| earlier.is_ok()) => Ok(()),
        Some(Err(bad)) => Err(bad.to_string()),
        None => Err("a checkpoint is kept, and no key to check it with".to_owned()),
    }
}

impl App {
    /// Checks every organisation, or the one with this short name, and a checkpoint that was kept elsewhere.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read at all; what is wrong inside is in the answer.
    pub fn verify(&self, slug: Option<&str>, outside: Option<&str>) -> Result<Checked, Fault> {
        let mut checked = Checked::default();
        let mut spoken = Vec::new();
        for record in self.store.logs()?.into_iter().filter(|l| slug.is_none_or(|s| s == l.slug)) {
            let mut found = CheckedOrganisation { slug: record.slug.clone(), ..CheckedOrganisation::default() };
            if let Some(judged) = self.check_log(&record, outside, &mut found)? {
                spoken.push((checked.organisations.len(), judged));
            }
            checked.organisations.push(found);
        }
        let matched = outside.is_none() || !spoken.is_empty();
        judge_outside(&mut checked, spoken);
        if let Some(slug) = slug.filter(|_| checked.organisations.is_empty()) {
            return Err(crate::history::no_such(slug));
        }
        if !matched {
            let hint = "it may belong to another installation, or the ledger that it speaks of is gone";
            return Err(Fault { by_user: true, ..Fault::new("the checkpoint speaks of no ledger that is here", hint) });
        }
        Ok(checked)
    }

    /// Checks one log; answers how the outside checkpoint fits, if it speaks of it.
    fn check_log(
        &self,
        record: &LogRecord,
        outside: Option<&str>,
        found: &mut CheckedOrganisation,
    ) -> Result<Option<Outside>, Fault> {
        let (log, written) = (&record.id, record.written_as());
        let head = Head { log: written.to_owned(), ..self.store.head(log)? };
        let mut verifier = Verifier::of_log(written);
        let mut fault = None;
        self.store.read(log, 0..head.size, &mut |entry| {
            let salt = entry.salt.and_then(|s| <&[u8; 32]>::try_from(s).ok());
            let sealed = SealedRef { seq: entry.seq, leaf: entry.leaf, salt, payload: entry.payload };
            match verifier.push(sealed) {
                Ok(()) => ControlFlow::Continue(()),
                Err(bad) => {
                    fault = Some(bad);
                    ControlFlow::Break(())
                }
            }
        })?;
        let outside = outside.filter(|note| note.starts_with(&Checkpoint::origin_of(written)));
        let unread = outside.map(|_| Outside::Unread);
        if let Some(bad) = fault {
            found.entries = bad.seq;
            found.faults.push(bad.to_string());
            return Ok(unread);
        }
        let report = match verifier.finish() {
            Ok(report) => report,
            Err(bad) => {
                found.faults.push(bad.to_string());
                return Ok(unread);
            }
        };
        if let Err(bad) = report.check_head(&head) {
            found.faults.push(bad.to_string());
        }
        (found.entries, found.root) = (report.size, hex::encode(report.root.0));
        found.remarks.extend(report.remarks.iter().map(ToString::to_string));
        let keys = self.verifier_keys()?;
        for note in self.store.checkpoints(log)? {
            match fits(&note.note, &keys, &report) {
                Ok(()) => found.checkpoints += 1,
                Err(bad) => found.faults.push(bad),
            }
        }
        let outside = outside.map(|note| fits(note, &keys, &report).map_or_else(Outside::Not, |()| Outside::Fits));
        self.check_kept(log, &report, found)?;
        Ok(outside)
    }

    fn check_kept(&self, log: &str, report: &ledger::Report, found: &mut CheckedOrganisation) -> Result<(), Fault> {
        let mut disposed = 0_usize;
        for blob in &report.blobs {
            let name = hex::encode(blob.sha256.0);
            if self.files.exists(log, &name)? {
                continue;
            }
            if self.files.removed(log, &name)? && self.is_disposed(log, &name) {
                disposed += 1;
                continue;
            }
            found.faults.push(format!("the file {name} is named by an entry and is not there"));
        }
        if disposed > 0 {
            let files = if disposed == 1 { "1 file was".to_owned() } else { format!("{disposed} files were") };
            found
                .remarks
                .push(format!("{files} removed on purpose, with evidence disposed of or a package taken back"));
        }
        for file in self.files.scrub(log)? {
            match file.state {
                Ok(_) => found.files += 1,
                Err(bad) => found.faults.push(bad.to_string()),
            }
        }
        Ok(())
    }

    /// Signs the present head of an organisation, after reading the ledger back; answers the signed note.
    ///
    /// # Errors
    /// [`Fault`] when the ledger is not what the head says, or a checkpoint already kept contradicts it.
    pub fn checkpoint(&self, slug: &str, who: &Who) -> Result<String, Failure> {
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::ReadProof, &object)?;
        if live.record.is_aside() {
            return Err(crate::restore::only_read(&live.record).into());
        }
        Ok(self.sign(&live)?)
    }

    /// Signs the present head of every organisation that has grown since; the server's own housekeeping.
    ///
    /// # Errors
    /// As [`App::checkpoint`].
    pub fn sign_all(&self) -> Result<(), Fault> {
        for record in self.in_use()? {
            self.sign(&*self.live(&record.slug)?)?;
        }
        Ok(())
    }

    /// Signs the head. Another one may sign meanwhile (a package that is being built, a second process): then what was read
    /// is no longer the latest, and it is read again.
    pub(crate) fn sign(&self, live: &Live) -> Result<String, Fault> {
        for _ in 0..ATTEMPTS_TO_SIGN {
            if let Some(note) = self.signed_unless_faster(&live.record.id)? {
                return Ok(note);
            }
        }
        Err(Fault::new("others signed this ledger again and again meanwhile", "try again"))
    }

    /// One attempt; `None` when somebody else has signed since the head was read.
    fn signed_unless_faster(&self, log: &str) -> Result<Option<String>, Fault> {
        let mut found = CheckedOrganisation::default();
        let head = self.store.head(log)?;
        self.check_entries(log, &head, &mut found)?;
        if let Some(fault) = found.faults.first() {
            return Err(Fault::new(format!("nothing is signed: {fault}"), "run `tickmark verify`"));
        }
        let last = self.store.checkpoints(log)?.pop();
        if let Some(last) = last.as_ref().filter(|l| l.size == head.size) {
            return Ok(Some(last.note.clone()));
        }
        let note = self.signing_key()?.sign(&Checkpoint::of(&head));
        match self.store.save_checkpoint(log, last.map(|l| l.size), head.size, head.root(), &note) {
            Ok(()) => Ok(Some(note)),
            Err(StoreError::Stale { .. }) => Ok(None),
            Err(StoreError::Contradicts { size, kept }) if kept > size => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// Reads every leaf up to a head back and rebuilds its root before anything is signed; what comes meanwhile is behind it.
    fn check_entries(&self, log: &str, head: &Head, found: &mut CheckedOrganisation) -> Result<(), Fault> {
        let mut leaves = Vec::new();
        self.store.read(log, 0..head.size, &mut |entry| {
            leaves.push(ledger::leaf_hash(entry.leaf));
            ControlFlow::Continue(())
        })?;
        if ledger::tree::root(&leaves) != head.root() {
            found.faults.push("the tree over the stored entries has another root than the head".to_owned());
        }
        Ok(())
    }

    /// The public key with which checkpoints of this installation are checked; makes the key on first use.
    ///
    /// # Errors
    /// [`Fault`] when the key file cannot be read or made.
    pub fn public_key(&self) -> Result<String, Fault> {
        match self.verifier_keys()?.first() {
            Some(key) => Ok(key.to_string()),
            None => Ok(self.signing_key()?.verifier_key().to_string()),
        }
    }

    /// The whole ledger of an organisation as a bundle that needs no server to be checked (`docs/formats/ledger.md`).
    ///
    /// # Errors
    /// [`Fault`] when the ledger cannot be read or the bundle not written.
    pub fn export_ledger(&self, slug: &str, who: &Who, out: &mut dyn std::io::Write) -> Result<u64, Failure> {
        self.agreed(slug, who, &Deed::FullExport, "the whole ledger was asked for")?;
        let live = self.live(slug)?;
        let note = self.sign(&live)?;
        let written = |e: std::io::Error| Fault::new(format!("the bundle: {e}"), "check the target folder");
        let mut writer = ledger::bundle::Writer::new(out, &live.record.id).map_err(written)?;
        let size = live.state().head.size;
        let mut failed = None;
        self.store.read(&live.record.id, 0..size, &mut |entry| {
            let salt = entry.salt.and_then(|s| <&[u8; 32]>::try_from(s).ok());
            let sealed = SealedRef { seq: entry.seq, leaf: entry.leaf, salt, payload: entry.payload };
            match writer.push(sealed) {
                Ok(()) => ControlFlow::Continue(()),
                Err(e) => {
                    failed = Some(e);
                    ControlFlow::Break(())
                }
            }
        })?;
        if let Some(e) = failed {
            return Err(written(e).into());
        }
        let closing = ledger::bundle::Closing { checkpoint: note, key: self.public_key()? };
        writer.finish(Some(&closing)).map_err(written)?;
        Ok(size)
    }
}

/// A random token: 32 bytes as hex, for a door to print at start.
///
/// # Errors
/// [`Fault`] without random bytes.
pub fn new_token() -> Result<String, Fault> {
    keys::random_hex(32)
}
