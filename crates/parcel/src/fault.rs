//! What checking a package finds: facts, and faults that name the member.

use std::fmt;
use std::io;

use serde::Serialize;

use crate::manifest::Missing;

/// What a fault of the archive as a whole names instead of a member.
pub const ARCHIVE: &str = "(archive)";

/// What kind of thing is wrong; written as one lower-case word (`docs/formats/package.md` has the list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The end of the archive is not there, or is not what the format says.
    End,
    /// Bytes after the end of the archive.
    Trailing,
    /// The central directory is not what the format says.
    Directory,
    /// A member stands in the directory twice.
    Duplicate,
    /// A member of the manifest is not in the archive.
    Missing,
    /// A member of the archive is not in the manifest.
    Added,
    /// A member is encrypted.
    Encrypted,
    /// A member is compressed by a method that the format does not have.
    Method,
    /// The local header is not what the central directory says, or the member lies outside of the archive.
    Header,
    /// A member does not begin where the one before it ends.
    Order,
    /// The content is another.
    Changed,
    /// The content is that of another member.
    Swapped,
    /// The content has another length.
    Size,
    /// The content is right and compressed otherwise than the manifest says.
    Packing,
    /// The manifest is not the signed one, not canonical, or not of the form.
    Manifest,
    /// The signature of the manifest is not there or does not fit.
    Signature,
    /// The package names no key, or another than the trusted one.
    Key,
    /// The checkpoint is not signed by the key, or is of another log.
    Checkpoint,
    /// A line of the entries cannot be read; those after it were not checked.
    Line,
    /// An entry's leaf is not of the form, of another log, number or place.
    Entry,
    /// An entry's payload is not the one that its leaf commits to.
    Opening,
    /// The proof does not lead from the entry to the checkpoint.
    Proof,
    /// The entry that a file names is not there or does not commit to that file.
    Commitment,
}

impl Kind {
    /// Is it about how the archive was put together? A program that packs a package anew makes such faults of nearly every
    /// member, whatever the members hold.
    #[must_use]
    pub fn is_of_form(self) -> bool {
        matches!(self, Kind::Directory | Kind::Header | Kind::Order | Kind::Packing)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_ascii_lowercase())
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind.
    pub kind: Kind,
    /// Path of the member, printable ASCII whatever the archive holds; or [`ARCHIVE`].
    pub member: String,
    /// Number of the ledger entry, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// One sentence: what was found, and what would be right.
    pub detail: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", self.member, self.kind)?;
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}: ")?;
        }
        f.write_str(&self.detail)
    }
}

/// What the package says of itself, and what was counted. Believe it only as far as there are no faults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Kind of package, such as `evidence`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Id of the organisation's log.
    pub log: String,
    /// Whether it says of itself that nothing is missing.
    pub complete: bool,
    /// What it says is missing.
    pub missing: Vec<Missing>,
    /// The verifier key that was used, `name+hash+base64`; empty if there was none.
    pub key: String,
    /// The key was taken from the package itself: then its signatures show nothing about who made them.
    pub key_from_package: bool,
    /// The manifest bears a good signature of that key.
    pub signed: bool,
    /// Number of entries in the log at the checkpoint; `None` when the checkpoint is not good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkpoint_size: Option<u64>,
    /// Root of the tree at the checkpoint, 64 hex digits; empty when the checkpoint is not good.
    pub checkpoint_root: String,
    /// Number of members in the manifest.
    pub members: u64,
    /// Number of evidence files in the manifest.
    pub files: u64,
    /// Bytes of all members, unpacked, as the manifest says.
    pub bytes: u64,
    /// Ledger entries that were read.
    pub entries: u64,
    /// Of those, entries with their payload; the others show their leaf only.
    pub opened: u64,
}

/// What checking a package found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What it says and holds.
    pub facts: Facts,
    /// Everything that is wrong, at most [`crate::MAX_FAULTS`].
    pub faults: Vec<Fault>,
    /// How many more faults there are than are listed.
    pub more_faults: u64,
}

impl Report {
    /// Is every byte what was signed, and every proof good? Whose key it was is said by [`Facts::key_from_package`].
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }

    pub(crate) fn fault(&mut self, kind: Kind, member: &str, detail: impl Into<String>) {
        self.push(Fault { kind, member: member.to_owned(), entry: None, detail: detail.into() });
    }

    /// Where the list is full, a fault of the archive's form makes room for one that is none.
    pub(crate) fn push(&mut self, fault: Fault) {
        if self.faults.len() >= crate::MAX_FAULTS {
            self.more_faults += 1;
            if fault.kind.is_of_form() {
                return;
            }
            let Some(at) = self.faults.iter().rposition(|held| held.kind.is_of_form()) else { return };
            self.faults.remove(at);
        }
        self.faults.push(fault);
    }

    /// The faults as a person reads them: first those that are not of the archive's form, each by itself; then those of its
    /// form, as one line where more than [`crate::MAX_ALIKE`] say the same of a member each.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let (form, others): (Vec<&Fault>, Vec<&Fault>) = self.faults.iter().partition(|fault| fault.kind.is_of_form());
        let mut alike: Vec<Vec<&Fault>> = Vec::new();
        for fault in form {
            match alike.iter_mut().find(|all| (all[0].kind, &all[0].detail) == (fault.kind, &fault.detail)) {
                Some(all) => all.push(fault),
                None => alike.push(vec![fault]),
            }
        }
        let mut told: Vec<String> = others.iter().map(ToString::to_string).collect();
        for all in alike {
            if all.len() > crate::MAX_ALIKE {
                let (many, Fault { kind, member, detail, .. }) = (all.len(), all[0]);
                told.push(format!("{many} members, the first {member}: {kind}: {detail}"));
            } else {
                told.extend(all.iter().map(ToString::to_string));
            }
        }
        told
    }
}

/// Why a package could not be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Reading failed.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// Neither beginning nor end is that of a ZIP archive.
    #[error("this is no audit package: neither its beginning nor its end is that of a ZIP archive")]
    NotAPackage,
}
