//! Checking a whole installation: entries, tree, signatures, files. Needs no server and changes nothing.

use crate::access::Who;
use crate::history::Live;
use crate::{App, Failure, Fault, keys};
use domain::rules::access::Object;
use domain::values::{Action, Deed, State};
use ledger::{Checkpoint, Head, SealedRef, Verifier, verify_checkpoint};
use std::ops::ControlFlow;

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

impl App {
    /// Checks every organisation, or the one with this short name, and a checkpoint that was kept elsewhere.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read at all; what is wrong inside is in the answer.
    pub fn verify(&self, slug: Option<&str>, outside: Option<&str>) -> Result<Checked, Fault> {
        let mut checked = Checked::default();
        let mut matched = outside.is_none();
        for record in self.store.logs()?.into_iter().filter(|l| slug.is_none_or(|s| s == l.slug)) {
            let mut found = CheckedOrganisation { slug: record.slug.clone(), ..CheckedOrganisation::default() };
            matched |= self.check_log(&record.id, outside, &mut found)?;
            checked.organisations.push(found);
        }
        if let Some(slug) = slug.filter(|_| checked.organisations.is_empty()) {
            return Err(crate::history::no_such(slug));
        }
        if !matched {
            let hint = "it may belong to another installation, or the ledger that it speaks of is gone";
            return Err(Fault { by_user: true, ..Fault::new("the checkpoint speaks of no ledger that is here", hint) });
        }
        Ok(checked)
    }

    /// Checks one log; answers whether the outside checkpoint speaks of it.
    fn check_log(&self, log: &str, outside: Option<&str>, found: &mut CheckedOrganisation) -> Result<bool, Fault> {
        let head = self.store.head(log)?;
        let mut verifier = Verifier::of_log(log);
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
        let speaks = |note: &str| note.starts_with(&Checkpoint::origin_of(log));
        let about_this = outside.is_some_and(speaks);
        if let Some(bad) = fault {
            found.entries = bad.seq;
            found.faults.push(bad.to_string());
            return Ok(about_this);
        }
        let report = match verifier.finish() {
            Ok(report) => report,
            Err(bad) => {
                found.faults.push(bad.to_string());
                return Ok(about_this);
            }
        };
        if let Err(bad) = report.check_head(&head) {
            found.faults.push(bad.to_string());
        }
        (found.entries, found.root) = (report.size, hex::encode(report.root.0));
        found.remarks.extend(report.remarks.iter().map(ToString::to_string));
        let keys = self.verifier_keys()?;
        let kept = self.store.checkpoints(log)?;
        let notes = kept.iter().map(|c| c.note.as_str()).chain(outside.filter(|_| about_this));
        for note in notes {
            // A note signed before the key was replaced is checked with the key of its time.
            let mut judged = keys.iter().map(|key| verify_checkpoint(note, key, &report));
            match judged.next() {
                Some(Ok(_)) => found.checkpoints += 1,
                Some(Err(_)) if judged.any(|earlier| earlier.is_ok()) => found.checkpoints += 1,
                Some(Err(bad)) => found.faults.push(bad.to_string()),
                None => found.faults.push("a checkpoint is kept, and no key to check it with".to_owned()),
            }
        }
        self.check_kept(log, &report, found)?;
        Ok(about_this)
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
        Ok(self.sign(&live)?)
    }

    /// Signs the present head of every organisation that has grown since; the server's own housekeeping.
    ///
    /// # Errors
    /// As [`App::checkpoint`].
    pub fn sign_all(&self) -> Result<(), Fault> {
        for record in self.store.logs()? {
            self.sign(&*self.live(&record.slug)?)?;
        }
        Ok(())
    }

    pub(crate) fn sign(&self, live: &Live) -> Result<String, Fault> {
        let log = &live.record.id;
        let mut found = CheckedOrganisation::default();
        let head = self.store.head(log)?;
        self.check_entries(log, &head, &mut found)?;
        if let Some(fault) = found.faults.first() {
            return Err(Fault::new(format!("nothing is signed: {fault}"), "run `tickmark verify`"));
        }
        let last = self.store.checkpoints(log)?.pop();
        if let Some(last) = last.as_ref().filter(|l| l.size == head.size) {
            return Ok(last.note.clone());
        }
        let note = self.signing_key()?.sign(&Checkpoint::of(&head));
        self.store.save_checkpoint(log, last.map(|l| l.size), head.size, head.root(), &note)?;
        Ok(note)
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
