//! The manifest: what the package is, and every member with its hash. Canonical JSON, so there is one way to write it.

use std::collections::BTreeSet;

use ledger::{Hash, canonical};
use serde::{Deserialize, Serialize};

use crate::layout::FULL;
use crate::limits::{
    MAX_COMMITS, MAX_DEFLATED, MAX_INDEX, MAX_KEY, MAX_MEMBERS, MAX_MISSING, MAX_NOTE, MAX_TEXT, MAX_TOTAL,
};
use crate::names::is_evidence_path;
use crate::{CHECKPOINT, ENTRIES, FORMAT, INDEX, KEY, SPREADSHEET};

/// What a package is and holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Nothing is missing.
    pub complete: bool,
    /// [`FORMAT`].
    pub format: String,
    /// Kind of package: a lower-case word such as `evidence`.
    pub kind: String,
    /// Id of the organisation's log.
    pub log: String,
    /// Every member but `manifest.json` and `manifest.sig`, in the order of the archive.
    pub members: Vec<Member>,
    /// What is missing; empty exactly when complete.
    pub missing: Vec<Missing>,
    /// Title for people.
    pub title: String,
}

/// Something that a partial package does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// What.
    pub what: String,
    /// Why not.
    pub why: String,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// For evidence: numbers of the ledger entries that commit to it, ascending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<u64>>,
    /// For evidence: the name that it was handed in under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For a deflated member: its bytes as they lie in the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
    /// Path in the archive.
    pub path: String,
    /// SHA-256 of the content.
    pub sha256: Hash,
    /// Bytes of content.
    pub size: u64,
    /// What it is.
    pub what: What,
}

/// Deflated bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packed {
    /// SHA-256 of them.
    pub sha256: Hash,
    /// Their number.
    pub size: u64,
}

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The signed checkpoint.
    Checkpoint,
    /// The verifier key.
    Key,
    /// The ledger entries.
    Entries,
    /// The page for people.
    Index,
    /// The spreadsheet for people.
    Spreadsheet,
    /// A file of evidence.
    Evidence,
}

impl Member {
    /// Bytes in the archive.
    #[must_use]
    pub fn packed_size(&self) -> u64 {
        self.packed.as_ref().map_or(self.size, |packed| packed.size)
    }
}

impl Manifest {
    /// Reads a manifest; whatever it accepts is canonical and of the form.
    ///
    /// # Errors
    /// A sentence: what is wrong and, where it is about one, with which member.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        canonical::check(bytes).map_err(|error| error.to_string())?;
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        manifest.check()?;
        Ok(manifest)
    }

    /// The bytes that are signed.
    ///
    /// # Errors
    /// A sentence: what is not of the form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        self.check()?;
        canonical::to_bytes(self).map_err(|error| error.to_string())
    }

    fn check(&self) -> Result<(), String> {
        self.check_head()?;
        if !(1..=MAX_MEMBERS).contains(&self.members.len()) {
            return Err(format!("`members` has {} items; 1 to {MAX_MEMBERS} are allowed", self.members.len()));
        }
        let first = [CHECKPOINT, KEY, ENTRIES];
        if !first.iter().enumerate().all(|(at, path)| self.members.get(at).is_some_and(|m| m.path == *path)) {
            return Err(format!("the first members are not {first:?}"));
        }
        let (mut paths, mut total, mut packed) = (BTreeSet::new(), 0_u64, 0_u64);
        for member in &self.members {
            member.check().map_err(|what| format!("member `{}`: {what}", crate::shown(member.path.as_bytes())))?;
            if !paths.insert(member.path.to_ascii_lowercase()) {
                return Err(format!("member `{}` stands there twice", member.path));
            }
            total += member.size;
            packed += member.packed_size();
        }
        if total > MAX_TOTAL || packed > MAX_TOTAL {
            return Err(format!("the members have {total} bytes together; {MAX_TOTAL} are allowed"));
        }
        if !paths.contains(INDEX) {
            return Err(format!("there is no `{INDEX}`"));
        }
        Ok(())
    }

    /// Everything but the members; what a writer can know before the first of them.
    pub(crate) fn check_head(&self) -> Result<(), String> {
        if self.format != FORMAT {
            return Err(format!("`format` is not `{FORMAT}`"));
        }
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let kind = self.kind.starts_with(word) && self.kind.chars().all(|c| word(c) || c == '_' || c == '-');
        if !kind || self.kind.len() > 64 {
            return Err("`kind` is not a word of 1 to 64 characters `a-z 0-9 _ -`".into());
        }
        let visible = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '+' | '\\');
        if !(1..=128).contains(&self.log.len()) || !self.log.chars().all(visible) {
            return Err("`log` cannot be the id of a log".into());
        }
        text("title", &self.title)?;
        if self.missing.len() > MAX_MISSING {
            return Err(format!("`missing` has {} items; {MAX_MISSING} are allowed", self.missing.len()));
        }
        for missing in &self.missing {
            text("what", &missing.what)?;
            text("why", &missing.why)?;
        }
        if self.complete != self.missing.is_empty() {
            return Err("`complete` is not true exactly when nothing is `missing`".into());
        }
        Ok(())
    }
}

fn text(name: &str, text: &str) -> Result<(), String> {
    if text.is_empty() || text.chars().count() > MAX_TEXT || text.contains(char::is_control) {
        return Err(format!("`{name}` is not a text of 1 to {MAX_TEXT} characters without control characters"));
    }
    Ok(())
}

impl Member {
    pub(crate) fn check(&self) -> Result<(), String> {
        let (expected, most, deflated) = match self.path.as_str() {
            CHECKPOINT => (What::Checkpoint, MAX_NOTE, Some(false)),
            KEY => (What::Key, MAX_KEY, Some(false)),
            ENTRIES => (What::Entries, MAX_DEFLATED, Some(true)),
            INDEX => (What::Index, MAX_INDEX, Some(true)),
            SPREADSHEET => (What::Spreadsheet, MAX_INDEX, Some(false)),
            path if is_evidence_path(path, &self.sha256) => (What::Evidence, MAX_TOTAL, None),
            _ => return Err("no such path in this format".into()),
        };
        if self.what != expected {
            return Err("`what` is not what lies under that path".into());
        }
        if self.size > most || deflated.is_some_and(|deflated| deflated != self.packed.is_some()) {
            return Err(format!("more than {most} bytes, or deflated where it must not be or not where it must"));
        }
        if self.packed.as_ref().is_some_and(|packed| self.size > MAX_DEFLATED || packed.size >= FULL) {
            return Err("deflated and too large for it".into());
        }
        match (expected, &self.name, &self.entries) {
            (What::Evidence, Some(name), Some(entries)) => {
                text("name", name)?;
                let ascending = entries.windows(2).all(|pair| pair[0] < pair[1]);
                let fits = (1..=MAX_COMMITS).contains(&entries.len()) && ascending;
                if fits { Ok(()) } else { Err(format!("`entries` are not 1 to {MAX_COMMITS} ascending numbers")) }
            }
            (What::Evidence, ..) => Err("evidence has a `name` and `entries`".into()),
            (_, None, None) => Ok(()),
            _ => Err("only evidence has a `name` and `entries`".into()),
        }
    }
}
