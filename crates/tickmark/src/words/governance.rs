//! Waivers and deeds of two persons as JSON.

use super::people::NamedWords;
use app::Within;
use domain::registers::people::{HeldDeed, HeldRestore, HeldWaiver};
use domain::rules::ripe_us;
use domain::values::{Deed, counted};
use serde::Serialize;
use utoipa::ToSchema;

/// A rule of separation of duty set aside for one person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaiverWords {
    /// Id.
    pub id: String,
    /// The rule, such as `SoD-1`.
    pub rule: String,
    /// The rule in a sentence.
    pub sentence: &'static str,
    /// For whom.
    pub person: NamedWords,
    /// Why, and what is done instead.
    pub reason: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// `proposed`, `approved` or `ended`.
    pub stage: &'static str,
    /// Is it in force on the day of the answer?
    pub in_force: bool,
    /// Who proposed it.
    pub proposed_by: NamedWords,
    /// Who approved it.
    pub approved_by: Option<NamedWords>,
    /// Approved by the only person there was.
    pub alone: bool,
    /// Why it ended; null if it did not.
    pub ended: Option<String>,
}

impl WaiverWords {
    /// The words of a waiver on a day.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldWaiver, on: jiff::civil::Date) -> WaiverWords {
        let waiver = &held.waiver;
        WaiverWords {
            id: id.to_owned(),
            rule: waiver.duty.id(),
            sentence: waiver.duty.sentence(),
            person: NamedWords::of(app, &waiver.person),
            reason: waiver.reason.clone(),
            from: waiver.from.to_string(),
            until: waiver.until.to_string(),
            stage: held.stage.id(),
            in_force: held.on(on),
            proposed_by: NamedWords::of(app, &held.proposed_by),
            approved_by: held.approved_by.as_deref().map(|id| NamedWords::of(app, id)),
            alone: held.alone,
            ended: held.ended.clone(),
        }
    }
}

/// Something that needs two persons and a delay.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeedWords {
    /// Id.
    pub id: String,
    /// `full_export`, `erase_person`, `rotate_key`, `restore`, `shorten_retention` or `support`.
    pub kind: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// Whom it is about: of `erase_person` and `support`.
    pub person: Option<NamedWords>,
    /// What it is about: of `restore` the digest of the bundle, of `shorten_retention` what is kept for how long.
    pub what: Option<String>,
    /// Days of support.
    pub days: Option<i32>,
    /// Why.
    pub reason: String,
    /// `proposed`, `approved`, `done` or `ended`.
    pub stage: &'static str,
    /// Who proposed it.
    pub proposed_by: NamedWords,
    /// When it was proposed.
    pub proposed: String,
    /// Who approved it.
    pub approved_by: Option<NamedWords>,
    /// When it was approved.
    pub approved: Option<String>,
    /// From when it can be carried out; null before it is approved.
    pub ripe: Option<String>,
    /// Approved by the only person there was.
    pub alone: bool,
    /// Why it was stopped; null if it was not.
    pub ended: Option<String>,
}

impl DeedWords {
    /// The words of a deed.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldDeed) -> DeedWords {
        let (person, what, days) = match &held.deed {
            Deed::FullExport | Deed::RotateKey => (None, None, None),
            Deed::ErasePerson { person } => (Some(person), None, None),
            Deed::Restore { backup: what } | Deed::ShortenRetention { what } => (None, Some(what), None),
            Deed::Support { person, days } => (Some(person), None, Some(*days)),
        };
        DeedWords {
            id: id.to_owned(),
            kind: held.deed.id(),
            title: held.deed.title(),
            person: person.map(|id| NamedWords::of(app, id)),
            what: what.cloned(),
            days,
            reason: held.reason.clone(),
            stage: held.stage.id(),
            proposed_by: NamedWords::of(app, &held.proposed_by),
            proposed: app::clock::minute_of(held.proposed_us),
            approved_by: held.approved_by.as_deref().map(|id| NamedWords::of(app, id)),
            approved: held.approved_us.map(app::clock::minute_of),
            ripe: ripe_us(held).map(app::clock::minute_of),
            alone: held.alone,
            ended: held.ended.clone(),
        }
    }
}

/// A backup that took the place of a ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RestoreWords {
    /// When it was restored.
    pub at: String,
    /// Who put it in place.
    pub by: NamedWords,
    /// Digest of the bundle: `sha256:` and hex.
    pub backup: String,
    /// Id of the deed that allowed it; it lies in the ledger that was moved aside. Null where there was no ledger before.
    pub deed: Option<String>,
    /// Who agreed: who proposed the deed, and who approved it.
    pub agreed_by: Vec<NamedWords>,
    /// Entries that came out of the backup.
    pub entries: u64,
    /// Root of the tree over them.
    pub root: String,
    /// Short name under which the ledger of before is kept; null where there was none.
    pub moved_aside: Option<String>,
    /// Files that its entries name and that were there.
    pub files: u64,
    /// Files that its entries name and that were missing.
    pub missing: u64,
    /// No second person agreed.
    pub alone: bool,
}

impl RestoreWords {
    /// The words of a restore.
    pub fn of(app: &Within<'_>, held: &HeldRestore) -> RestoreWords {
        let restored = &held.restored;
        RestoreWords {
            at: app::clock::minute_of(held.at_us),
            by: NamedWords::of(app, &held.by),
            backup: restored.bundle.clone(),
            deed: restored.deed.clone(),
            agreed_by: restored.agreed_by.iter().map(|id| NamedWords::of(app, id)).collect(),
            entries: restored.entries,
            root: restored.root.clone(),
            moved_aside: restored.moved_aside.clone(),
            files: restored.files,
            missing: restored.missing,
            alone: restored.alone,
        }
    }

    /// `Restored on 2026-11-22 10:00 UTC from backup sha256:..., agreed by Ana Lind and Bo Berg; ...`.
    pub fn sentence(&self) -> String {
        let names: Vec<&str> = self.agreed_by.iter().map(|person| person.name.as_str()).collect();
        let agreed = match names.as_slice() {
            [] => format!("by {} alone", self.by.name),
            [one] => format!("agreed by {one} alone"),
            many => format!("agreed by {}", many.join(" and ")),
        };
        let missing = match self.missing {
            0 => String::new(),
            some => format!("; {} missing", counted(some, "file", "files")),
        };
        let aside = self.moved_aside.as_ref().map(|slug| format!("; what was here before is kept as {slug}"));
        format!("Restored on {} from backup {}, {agreed}{missing}{}", self.at, self.backup, aside.unwrap_or_default())
    }
}
