//! Checking a package: every byte of the archive is either signed content or follows from the manifest.
//!
//! The order of the checks, and which fault each names, is that of `docs/formats/package.md`.

mod archive;
mod contents;
mod ledger_part;

use std::io::{BufReader, Read, Seek};
use std::path::Path;

use ledger::{Checkpoint, Note, VerifierKey};

use crate::fault::{ARCHIVE, Facts, Kind, Report, VerifyError};
use crate::limits::{MAX_KEY, MAX_MANIFEST, MAX_NOTE};
use crate::manifest::{Manifest, What};
use crate::statement::of_manifest;
use crate::{FORMAT, KEY, MANIFEST, SIGNATURE};
use archive::Archive;
pub(crate) use ledger_part::check_opening;

/// Checks a package that lies in a file; see [`verify`].
///
/// # Errors
/// As [`verify`], and when the file cannot be opened.
pub fn verify_file(path: &Path, key: Option<&VerifierKey>) -> Result<Report, VerifyError> {
    verify(std::fs::File::open(path)?, key)
}

/// Checks a package. With a key that was received from elsewhere, its signatures show who made it; without one, the key
/// is taken from the package itself, and [`Facts::key_from_package`] says so.
///
/// # Errors
/// Only when it could not be checked at all; what is wrong inside is in the report.
pub fn verify<R: Read + Seek>(input: R, key: Option<&VerifierKey>) -> Result<Report, VerifyError> {
    let mut check =
        Check { report: Report::default(), archive: Archive::new(BufReader::with_capacity(1 << 17, input))? };
    check.run(key)?;
    Ok(check.report)
}

struct Check<R> {
    report: Report,
    archive: Archive<R>,
}

impl<R: Read + Seek> Check<R> {
    fn run(&mut self, trusted: Option<&VerifierKey>) -> Result<(), VerifyError> {
        if !self.archive.open(&mut self.report)? {
            return Ok(());
        }
        for (name, most) in [(MANIFEST, MAX_MANIFEST), (SIGNATURE, MAX_NOTE)] {
            self.special(name, most)?;
        }
        let key = self.choose_key(trusted)?;
        let Some(bytes) = self.archive.fetch(MANIFEST, MAX_MANIFEST)? else {
            return Ok(());
        };
        let origin = match &key {
            Some(key) => self.check_signature(key, &bytes)?,
            None => None,
        };
        let manifest = match Manifest::parse(&bytes) {
            Ok(manifest) => manifest,
            Err(what) => {
                self.report.fault(Kind::Manifest, MANIFEST, what);
                return Ok(());
            }
        };
        if origin.is_some_and(|origin| origin != Checkpoint::origin_of(&manifest.log)) {
            self.report.facts.signed = false;
            self.report.fault(Kind::Signature, SIGNATURE, format!("it is not about the log `{}`", manifest.log));
        }
        self.note_facts(&manifest);
        let entries_right = self.contents(&manifest)?;
        self.ledger_part(&manifest, key.as_ref(), entries_right)
    }

    /// The key to check with: the trusted one, or the package's own.
    fn choose_key(&mut self, trusted: Option<&VerifierKey>) -> Result<Option<VerifierKey>, VerifyError> {
        let text = self.archive.fetch(KEY, MAX_KEY)?.and_then(|bytes| String::from_utf8(bytes).ok());
        let named = text.and_then(|text| VerifierKey::parse(&text).ok().filter(|key| text == format!("{key}\n")));
        let key = match (trusted, named) {
            (Some(trusted), named) => {
                if named.as_ref() != Some(trusted) {
                    let named = named.map_or("no key that can be read".into(), |key| format!("the key {key}"));
                    self.report.fault(Kind::Key, KEY, format!("the package names {named}, not the trusted {trusted}"));
                }
                Some(trusted.clone())
            }
            (None, Some(named)) => {
                self.report.facts.key_from_package = true;
                Some(named)
            }
            (None, None) => {
                self.report.fault(
                    Kind::Key,
                    KEY,
                    "the package names no key that can be read; nothing signed was checked",
                );
                None
            }
        };
        self.report.facts.key = key.as_ref().map(ToString::to_string).unwrap_or_default();
        Ok(key)
    }

    /// Checks the signed statement; answers the origin that it names, if it is about this manifest.
    fn check_signature(&mut self, key: &VerifierKey, manifest: &[u8]) -> Result<Option<String>, VerifyError> {
        let Some(note) = self.archive.fetch(SIGNATURE, MAX_NOTE)? else {
            self.report.fault(Kind::Signature, SIGNATURE, "it cannot be read");
            return Ok(None);
        };
        let text = String::from_utf8(note).map_err(|_| "it is not UTF-8".to_owned()).and_then(|note| {
            let text = Note::parse(&note).and_then(|parsed| parsed.verify(key).map(str::to_owned));
            let text = text.map_err(|error| error.to_string())?;
            let one = note[text.len() + 1..].matches('\n').count() == 1;
            if one { Ok(text) } else { Err("it bears more than one signature".to_owned()) }
        });
        let text = match text {
            Ok(text) => text,
            Err(what) => {
                self.report.fault(Kind::Signature, SIGNATURE, what);
                return Ok(None);
            }
        };
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(&text).split('\n').collect();
        let [FORMAT, origin, of] = lines.as_slice() else {
            self.report.fault(Kind::Signature, SIGNATURE, format!("what is signed is not the three lines of {FORMAT}"));
            return Ok(None);
        };
        if *of != of_manifest(manifest) {
            self.report.fault(Kind::Manifest, MANIFEST, format!("it was altered: signed is `{of}`"));
            return Ok(None);
        }
        self.report.facts.signed = true;
        Ok(Some((*origin).to_owned()))
    }

    fn note_facts(&mut self, manifest: &Manifest) {
        let facts = Facts {
            kind: manifest.kind.clone(),
            title: manifest.title.clone(),
            log: manifest.log.clone(),
            complete: manifest.complete,
            missing: manifest.missing.clone(),
            members: manifest.members.len() as u64,
            files: manifest.members.iter().filter(|member| member.what == What::Evidence).count() as u64,
            bytes: manifest.members.iter().map(|member| member.size).sum(),
            ..std::mem::take(&mut self.report.facts)
        };
        self.report.facts = facts;
    }

    /// Checks how `manifest.json` or `manifest.sig` lies in the archive; what they say is checked elsewhere.
    fn special(&mut self, name: &str, most: u64) -> Result<(), VerifyError> {
        let Some(found) = self.archive.find(name) else {
            self.report.fault(Kind::Missing, name, "it is not in the archive");
            return Ok(());
        };
        if !self.archive.can_be_read(found, &mut self.report)? {
            return Ok(());
        }
        if self.archive.claim(found) > most {
            let claim = self.archive.claim(found);
            self.report.fault(Kind::Size, name, format!("{claim} bytes; at most {most} are allowed"));
            return Ok(());
        }
        match self.archive.unpack(found, &mut |_| ())? {
            None => self.report.fault(Kind::Changed, name, "it cannot be unpacked"),
            Some(through) if through.packed.is_some() => {
                self.report.fault(Kind::Packing, name, "it is deflated; this member is stored");
            }
            Some(through) => self.check_record(found, &through),
        }
        Ok(())
    }

    /// The directory's record of a member whose content is right must be the one that follows from it.
    fn check_record(&mut self, found: usize, through: &crate::packer::Through) {
        let (raw, expected) = self.archive.record_and_expected(found, through);
        if raw != expected {
            let name = self.archive.shown(found);
            self.report.fault(
                Kind::Directory,
                &name,
                "its record in the central directory is not the one that it should have",
            );
        }
    }

    fn archive_fault(&mut self, kind: Kind, detail: &str) {
        self.report.fault(kind, ARCHIVE, detail);
    }
}
