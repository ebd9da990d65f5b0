//! Keeping a package's file, handing it out, and taking it back. A file that no entry came to name is collected.

use super::build::BuiltPackage;
use crate::ask::{At, PackageOf};
use crate::change::Receipt;
use crate::history::Live;
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Who};
use domain::command::{Command, PackageCommand};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use store::files::Whole;
use store::{Expect, StoreError};

/// How long the file of a package waits for its entry beside another process, microseconds: ten minutes.
const WAITS_US: i64 = 600_000_000;

/// That a package's file has its place and perhaps no entry yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Keeping {
    sha256: String,
    since_us: i64,
}

impl Kept for Keeping {
    const KIND: &'static str = "package_file";
}

/// A package to be downloaded. A read gives an error instead of a byte that is not what was built; of a file of more than
/// 8 MiB the error may come at its end.
pub struct OpenPackage {
    /// Name of the file: `acme-PK-3-cpa.zip`.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    reader: Box<dyn Read + Send>,
}

impl std::fmt::Debug for OpenPackage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenPackage").field("name", &self.name).field("size", &self.size).finish_non_exhaustive()
    }
}

impl Read for OpenPackage {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BuiltPackage {
    /// The name under which it is handed out.
    pub fn file_name(&self, slug: &str) -> String {
        file_name(slug, &self.id, self.package.spec.audience.id())
    }
}

fn file_name(slug: &str, id: &str, audience: &str) -> String {
    format!("{slug}-{id}-{audience}.zip")
}

impl App {
    /// A package's file, for whoever may read the package: of the house those who read engagements, and the auditors of its
    /// engagement. That an external auditor takes it is noted.
    ///
    /// # Errors
    /// A refusal for one that is not there, is not theirs, or was taken back; [`Fault`] for a file that is gone or damaged.
    pub fn open_package(&self, slug: &str, who: &Who, id: &str) -> Result<OpenPackage, Failure> {
        let held = self.ask(slug, who, At::default(), &PackageOf(id.to_owned()))?.value.held;
        let live = self.live(slug)?;
        if let Some(withdrawn) = held.withdrawn {
            return Err(Refusal::NotPossible {
                sentence: format!("{id} was taken back: {}", withdrawn.reason),
                hint: "its file is gone; look for a later package in the list".to_owned(),
            }
            .into());
        }
        let package = held.package;
        let reader = self.files.read(&live.record.id, &package.sha256).map_err(|error| match error {
            StoreError::Missing { .. } | StoreError::Corrupt { .. } => {
                let sentence = format!("the file of {id} is not what was built, and is not handed out");
                Fault::new(sentence, "run `tickmark verify`; build the package again, or restore a backup")
            }
            other => other.into(),
        })?;
        self.log_reading(slug, who, &format!("package {id}"));
        self.note_read(slug, who, domain::values::SubjectKind::Package, id)?;
        let name = file_name(slug, id, package.spec.audience.id());
        Ok(OpenPackage { name, size: package.size, sha256: package.sha256, reader: Box::new(reader) })
    }

    /// Takes a package back, if it is still at the version that was read: the entry first, then its file goes. A crash in
    /// between is made good by the next sweep.
    ///
    /// # Errors
    /// As [`App::change_if`].
    pub fn withdraw_package(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, Failure> {
        let command = PackageCommand::WithdrawPackage { id: id.to_owned(), reason: reason.to_owned() };
        let receipt = self.judge_and_append(slug, who, request, version, Command::Package(command), &[])?;
        self.remove_withdrawn(&*self.live(slug)?)?;
        Ok(receipt)
    }

    /// Gives a whole package its place, then records it; what was not recorded is removed again.
    pub(super) fn keep_and_record(
        &self,
        live: &Live,
        whole: &Whole,
        record: &mut dyn FnMut() -> Result<Receipt, Failure>,
    ) -> Result<Receipt, Failure> {
        let (log, sha256) = (&live.record.id, whole.blob().sha256.clone());
        let keeping = Keeping { sha256: sha256.clone(), since_us: self.clock.now_us() };
        self.shelve(&[put(&key(log, &sha256), log, FOR_EVER, &keeping, Expect::Absent)?])?;
        self.files.keep(log, whole)?;
        let recorded = record();
        self.settle_file(live, &sha256)?;
        recorded
    }

    /// Collects what builds left that were killed between the file and its entry, and files of packages taken back. Does
    /// nothing while a package is being built: the next sweep does it.
    pub(crate) fn sweep_packages(&self, live: &Live) -> Result<u64, Fault> {
        let Ok(_turn) = self.builds.turn(&live.record.id) else { return Ok(0) };
        Ok(self.after_crash(live)? + self.remove_withdrawn(live)?)
    }

    /// As [`App::sweep_packages`] for whoever has the turn to build.
    pub(super) fn after_crash(&self, live: &Live) -> Result<u64, Fault> {
        let mut removed = 0;
        // Alone on its folder, a process knows that no other one builds.
        let wait = if self.store.kind() == "sqlite" { 0 } else { WAITS_US };
        let until = self.clock.now_us().saturating_sub(wait);
        for held in self.all_kept::<Keeping>(Some(&live.record.id))?.into_iter().filter(|h| h.value.since_us <= until) {
            removed += self.settle_file(live, &held.value.sha256)?;
        }
        Ok(removed)
    }

    /// Takes the note that a file waits for its entry away, and the file itself if no entry names it.
    fn settle_file(&self, live: &Live, sha256: &str) -> Result<u64, Fault> {
        let log = &live.record.id;
        let removed = {
            let _writing = live.writing();
            self.catch_up(live)?;
            let state = live.state();
            let mut packages = state.registers.packages.packages.values();
            let named = packages.any(|held| held.package.sha256 == sha256);
            let evidence = state.registers.evidence.contents.contains_key(sha256);
            if named || evidence { false } else { self.files.remove(log, sha256)? }
        };
        if let Some(held) = self.kept::<Keeping>(&key(log, sha256))? {
            self.shelve(&[take::<Keeping>(&held.key, Expect::Version(held.version))])?;
        }
        Ok(u64::from(removed))
    }

    fn remove_withdrawn(&self, live: &Live) -> Result<u64, Fault> {
        let _writing = live.writing();
        let state = live.state();
        let mut removed = 0;
        for sha256 in state.registers.packages.gone() {
            if !state.registers.evidence.contents.contains_key(sha256) {
                removed += u64::from(self.files.remove(&live.record.id, sha256)?);
            }
        }
        Ok(removed)
    }
}

fn key(log: &str, sha256: &str) -> String {
    format!("{log}.{sha256}")
}
