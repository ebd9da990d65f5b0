//! Waivers of a rule, and deeds that need two persons.

use super::access::Duty;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest waiver, in days.
pub const MAX_WAIVER_DAYS: i32 = 366;
/// Hours between the approval of a deed and the first moment at which it can be carried out (SoD-8).
pub const DELAY_HOURS: i64 = 24;
/// Days after its approval in which a deed can be carried out; later it has to be agreed on again.
pub const GOOD_FOR_DAYS: i64 = 30;

/// A rule of separation of duty set aside for one person (SoD-18): dated, reasoned, approved by management, and shown on
/// every report while it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The rule.
    pub duty: Duty,
    /// For whom.
    pub person: String,
    /// Why, and what is done instead.
    pub reason: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// What needs two persons, a delay and notice to all owners (SoD-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Take the whole ledger out.
    FullExport,
    /// Erase a person's name, address and means of signing in.
    ErasePerson {
        /// Who.
        person: String,
    },
    /// Replace the key that signs checkpoints.
    RotateKey,
    /// Put a backup in place of what is here.
    Restore {
        /// The digest of the bundle, as [`backup_digest`] writes it; what was proposed before 0.9.0 may be any words.
        backup: String,
    },
    /// Keep something for a shorter time.
    ShortenRetention {
        /// What, and for how long.
        what: String,
    },
    /// Let the operator of the installation look.
    Support {
        /// The operator.
        person: String,
        /// Days, from the day it is carried out.
        days: i32,
    },
}

impl Deed {
    /// The word in files and addresses.
    pub fn id(&self) -> &'static str {
        match self {
            Deed::FullExport => "full_export",
            Deed::ErasePerson { .. } => "erase_person",
            Deed::RotateKey => "rotate_key",
            Deed::Restore { .. } => "restore",
            Deed::ShortenRetention { .. } => "shorten_retention",
            Deed::Support { .. } => "support",
        }
    }

    /// As people say it.
    pub fn title(&self) -> &'static str {
        match self {
            Deed::FullExport => "Export of the whole ledger",
            Deed::ErasePerson { .. } => "Erasure of a person's data",
            Deed::RotateKey => "New signing key",
            Deed::Restore { .. } => "Restore of a backup",
            Deed::ShortenRetention { .. } => "Shorter retention",
            Deed::Support { .. } => "Support access for the operator",
        }
    }
}

/// What stands before the hex digits of a digest.
const SHA256: &str = "sha256:";

/// The name by which two persons agree on a backup: `sha256:` and 64 lower-case hex digits, the SHA-256 of the bundle's
/// file. `None` for anything else, such as the day on which it was made: two files can be of one day.
pub fn backup_digest(typed: &str) -> Option<String> {
    let typed = typed.trim().to_ascii_lowercase();
    let digits = typed.strip_prefix(SHA256)?;
    (digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit())).then_some(typed)
}

/// A backup that took the place of a ledger: what it was, and by whose agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Restored {
    /// The digest of the bundle, `sha256:` and hex.
    pub bundle: String,
    /// The deed that allowed it. It lies in the ledger that was moved aside, which ends with its use. `None` where the
    /// installation did not have the organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deed: Option<String>,
    /// Who proposed the deed, and who approved it where that was somebody else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreed_by: Vec<String>,
    /// Number of entries in the bundle: those before this one.
    pub entries: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// Short name under which the ledger that was here is kept, to be read and checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_aside: Option<String>,
    /// Files that its entries name and that were there, each read and hashed.
    pub files: u64,
    /// Files that its entries name and that were nowhere: restored all the same, as the operator asked.
    #[serde(skip_serializing_if = "is_zero")]
    pub missing: u64,
    /// No second person agreed: there was none, or the installation did not have the organisation.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What two persons decide, or management approves: where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waits for approval.
    Proposed,
    /// Approved; a deed can be carried out after its delay.
    Approved,
    /// A deed that was carried out.
    Done,
    /// Stopped, withdrawn or over.
    Ended,
}

impl Stage {
    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Approved => "approved",
            Stage::Done => "done",
            Stage::Ended => "ended",
        }
    }
}
