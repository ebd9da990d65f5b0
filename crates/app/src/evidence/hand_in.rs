//! Handing in what was received: the blobs in the entry, then the upload waits no longer.

use super::FileTrouble;
use super::uploads::Waiting;
use crate::{App, Receipt, Who};
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::registers::evidence::HeldEvidence;
use domain::values::evidence::MAX_FILES;
use domain::values::{Evidence, EvidenceFile};
use jiff::civil::Date;
use ledger::Blob;
use std::collections::{BTreeMap, BTreeSet};

/// An item to be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    /// What it is.
    pub evidence: Evidence,
    /// Ids of received files, in the order in which they stand in the item.
    pub uploads: Vec<String>,
    /// Controls that it shows, with the day on which each ran.
    pub controls: BTreeMap<String, Date>,
    /// The request that it answers.
    pub answers: Option<String>,
}

/// A new version of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// What it is now.
    pub evidence: Evidence,
    /// Names of files of the newest version that stay.
    pub keep: BTreeSet<String>,
    /// Ids of received files that come in addition.
    pub uploads: Vec<String>,
}

impl App {
    /// Hands in an item with files that were received ([`App::receive`], [`App::finish_upload`]).
    ///
    /// # Errors
    /// [`FileTrouble::NoUpload`] for a file that is over or somebody else's, and as [`App::change`].
    pub fn add_evidence(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        new: NewEvidence,
    ) -> Result<Receipt, FileTrouble> {
        let _coming = self.coming();
        self.made_by(slug, who, &new.evidence)?;
        let files = self.received(slug, who, &new.uploads)?;
        let blobs = blobs(&files);
        let NewEvidence { evidence, controls, answers, uploads } = new;
        let command = EvidenceCommand::AddEvidence { evidence, files, controls, answers };
        let receipt = self.change_with_files(slug, who, request, Command::Evidence(command), &blobs)?;
        self.no_longer_wait(slug, who, &uploads);
        Ok(receipt)
    }

    /// Hands in a new version of an item; with `version`, only if the item is still at it.
    ///
    /// # Errors
    /// As [`App::add_evidence`], and [`FileTrouble::NoFile`] for a name to be kept that the newest version does not have.
    pub fn revise_evidence(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: &str,
        mut new: NewVersion,
    ) -> Result<Receipt, FileTrouble> {
        let _coming = self.coming();
        let held = self.item_to_read(slug, who, id)?;
        // What a person mends, no collector made.
        if !collects(who) && new.evidence.collector == held.newest().evidence.collector {
            new.evidence.collector = None;
        }
        self.made_by(slug, who, &new.evidence)?;
        let mut files = kept(&held, &new.keep)?;
        files.extend(self.received(slug, who, &new.uploads)?);
        let blobs = blobs(&files);
        let command = EvidenceCommand::ReviseEvidence { id: id.to_owned(), evidence: new.evidence, files };
        let receipt = self.judge_and_append(slug, who, request, version, Command::Evidence(command), &blobs)?;
        self.no_longer_wait(slug, who, &new.uploads);
        Ok(receipt)
    }

    /// Disposes of an item whose time is over: first the entry, then the files that nothing else names. A crash in
    /// between is made good by the next sweep.
    ///
    /// # Errors
    /// As [`App::change_if`].
    pub fn dispose_evidence(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, FileTrouble> {
        let command = EvidenceCommand::DisposeEvidence { id: id.to_owned(), reason: reason.to_owned() };
        let receipt = self.judge_and_append(slug, who, request, version, Command::Evidence(command), &[])?;
        self.remove_disposed(&*self.live(slug)?)?;
        Ok(receipt)
    }

    /// Only a collector says that a collector made an item: a run of the one that is named, or a program with a collector's
    /// token under a name that none of those declared here has.
    fn made_by(&self, slug: &str, who: &Who, evidence: &Evidence) -> Result<(), FileTrouble> {
        let Some(named) = &evidence.collector else { return Ok(()) };
        let refused = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
        if !collects(who) {
            return Err(refused(
                format!("the item does not come from the collector {named}: it is handed in by somebody else"),
                "leave `collector` out; it stands for what a program with a collector's token made",
            )
            .into());
        }
        let declared = self.live(slug)?.state().registers.collectors.collectors.contains_key(named);
        if declared && who.via != crate::collectors::VIA {
            return Err(refused(
                format!("{named} is a collector that runs here, and this is no run of it"),
                "name the program that made the item otherwise, or leave `collector` out",
            )
            .into());
        }
        Ok(())
    }

    /// The files of uploads that are done and belong to whoever hands them in.
    fn received(&self, slug: &str, who: &Who, ids: &[String]) -> Result<Vec<EvidenceFile>, FileTrouble> {
        if ids.len() > MAX_FILES {
            return Err(Refusal::TooMany { what: "files of one item", max: MAX_FILES }.into());
        }
        let mut files = Vec::new();
        for id in ids {
            let (live, held) = match self.own_upload(slug, who, id) {
                Err(FileTrouble::NoUpload) => {
                    let again = self.just_handed_in(&*self.live(slug)?, who, id)?;
                    files.push(again.ok_or(FileTrouble::NoUpload)?);
                    continue;
                }
                found => found?,
            };
            let Waiting { file, size, .. } = held.value;
            let Some(file) = file else {
                let at = self.files.standing(&live.record.id, id).map_or(0, |standing| standing.offset);
                return Err(FileTrouble::Incomplete { at, size });
            };
            if !self.files.exists(&live.record.id, &file.file.sha256)? {
                return Err(FileTrouble::NoUpload);
            }
            files.push(file);
        }
        Ok(files)
    }
}

/// Does a collector hand in: a run of one that is declared here, or a program with a collector's token?
fn collects(who: &Who) -> bool {
    who.badge.limits.as_ref().is_some_and(|limits| limits.collector)
}

fn kept(held: &HeldEvidence, keep: &BTreeSet<String>) -> Result<Vec<EvidenceFile>, FileTrouble> {
    let now = &held.newest().files;
    if keep.iter().any(|name| now.iter().all(|file| file.name != *name)) {
        return Err(FileTrouble::NoFile);
    }
    Ok(now.iter().filter(|file| keep.contains(&file.name)).cloned().collect())
}

/// Each content once, however many names it has.
fn blobs(files: &[EvidenceFile]) -> Vec<Blob> {
    let sizes: BTreeMap<&str, u64> = files.iter().map(|f| (f.file.sha256.as_str(), f.file.size)).collect();
    sizes.into_iter().map(|(sha256, size)| Blob { sha256: sha256.to_owned(), size }).collect()
}
