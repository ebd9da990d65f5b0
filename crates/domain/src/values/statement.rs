//! The Statement of Applicability: which controls are necessary, why, how far they are there (ISO/IEC 27001 clause 6.1.3 d;
//! workflows, section 6; R92-R105).

use super::description::content_sha256;
use super::operation::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The framework whose controls the statement decides on: the 93 of Annex A.
pub const ANNEX_A: &str = "iso27001-2022";
/// Most controls that one bulk change reaches.
pub const MAX_BULK: usize = 200;
/// Most references of one entry.
pub const MAX_REFERENCES: usize = 100;

/// Where a version stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementState {
    /// Being written.
    #[default]
    Draft,
    /// Read through, as it stands.
    Reviewed,
    /// Approved by management; it waits for its first day.
    Approved,
    /// In force.
    Effective,
    /// A later version is in force.
    Superseded,
    /// Given up before it was in force.
    Withdrawn,
}

words!(StatementState {
    Draft = "draft", "Draft";
    Reviewed = "reviewed", "Reviewed";
    Approved = "approved", "Approved";
    Effective = "effective", "Effective";
    Superseded = "superseded", "Superseded";
    Withdrawn = "withdrawn", "Withdrawn";
});

impl StatementState {
    /// Is it on its way: of these there is one at a time?
    pub fn open(self) -> bool {
        matches!(self, StatementState::Draft | StatementState::Reviewed | StatementState::Approved)
    }
}

/// Does a control apply?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicability {
    /// Nobody decided.
    #[default]
    Undecided,
    /// It is necessary here.
    Applicable,
    /// It is not, for a reason.
    Excluded,
}

words!(Applicability {
    Undecided = "undecided", "Undecided";
    Applicable = "applicable", "Applicable";
    Excluded = "excluded", "Excluded";
});

/// Why a control is included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InclusionReason {
    /// It treats a risk.
    Risk,
    /// A law asks for it.
    Law,
    /// A contract asks for it.
    Contract,
    /// The business needs it.
    BusinessNeed,
    /// It belongs to the baseline of good practice.
    Baseline,
}

words!(InclusionReason {
    Risk = "risk", "Risk";
    Law = "law", "Law";
    Contract = "contract", "Contract";
    BusinessNeed = "business_need", "Business need";
    Baseline = "baseline", "Baseline of good practice";
});

/// How far a control is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Implementation {
    /// Nothing yet.
    NotStarted,
    /// Planned.
    Planned,
    /// In part.
    Partial,
    /// Wholly.
    Implemented,
    /// A provider answers it.
    Inherited,
}

words!(Implementation {
    NotStarted = "not_started", "Not started";
    Planned = "planned", "Planned";
    Partial = "partial", "Partial";
    Implemented = "implemented", "Implemented";
    Inherited = "inherited", "Inherited";
});

/// What kind of thing a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// An own control, by id.
    Control,
    /// An item of evidence, by id.
    Evidence,
    /// Something that is not kept here, such as a policy, by its name.
    Text,
}

words!(ReferenceKind {
    Control = "control", "Control";
    Evidence = "evidence", "Evidence";
    Text = "text", "Document, by name";
});

/// A reference of an entry to policy, procedure or evidence (R95).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoaReference {
    /// What kind of thing.
    pub kind: ReferenceKind,
    /// Its id, or its name.
    pub to: String,
}

/// A field of an entry, for who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryField {
    /// Applicable or excluded.
    Decision,
    /// Reasons of an inclusion.
    Reasons,
    /// Reason of an exclusion.
    Exclusion,
    /// Implementation status.
    Status,
    /// How.
    How,
    /// References.
    References,
    /// Owner.
    Owner,
    /// Note.
    Note,
}

words!(EntryField {
    Decision = "decision", "Decision";
    Reasons = "reasons", "Reasons for inclusion";
    Exclusion = "exclusion", "Reason for exclusion";
    Status = "status", "Status";
    How = "how", "How";
    References = "references", "References";
    Owner = "owner", "Owner";
    Note = "note", "Note";
});

/// Who said what stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person wrote it. No proposal writes over it.
    Person,
    /// It was taken from a proposal; a later proposal may replace it.
    Proposal,
}

/// One entry of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Does the control apply?
    pub decision: Applicability,
    /// Why it is included, each reason in words (the words may be empty).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<InclusionReason, String>,
    /// Why it is excluded: the activity, asset or risk that is missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exclusion: String,
    /// How far it is there; `None` before somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Implementation>,
    /// How it is implemented.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
    /// Policies, procedures, evidence.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub references: BTreeSet<SoaReference>,
    /// The person who answers for it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A note for those who work on it; it is no part of what is approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// A necessary control from outside Annex A (R100).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Who said what stands in each field; a field that is not named was never set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub origin: BTreeMap<EntryField, Origin>,
}

impl Entry {
    /// The reasons for its inclusion, as a Statement says them: none of what is excluded, whatever was written before.
    pub fn included_for(&self) -> &BTreeMap<InclusionReason, String> {
        static NONE: BTreeMap<InclusionReason, String> = BTreeMap::new();
        if self.decision == Applicability::Excluded { &NONE } else { &self.reasons }
    }

    /// How far it is there, as a Statement says it: nothing of what is excluded.
    pub fn implemented(&self) -> Option<Implementation> {
        self.status.filter(|_| self.decision != Applicability::Excluded)
    }
}

/// A change of one entry or of many: the fields that are given are set, the others stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryChange {
    /// Does the control apply?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Applicability>,
    /// All reasons for its inclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<BTreeMap<InclusionReason, String>>,
    /// Why it is excluded; empty for no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<String>,
    /// How far it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Implementation>,
    /// How it is implemented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// All references.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub references: Option<BTreeSet<SoaReference>>,
    /// The person who answers for it; the empty text for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl EntryChange {
    /// The fields that it sets.
    pub fn fields(&self) -> Vec<EntryField> {
        let given = [
            (EntryField::Decision, self.decision.is_some()),
            (EntryField::Reasons, self.reasons.is_some()),
            (EntryField::Exclusion, self.exclusion.is_some()),
            (EntryField::Status, self.status.is_some()),
            (EntryField::How, self.how.is_some()),
            (EntryField::References, self.references.is_some()),
            (EntryField::Owner, self.owner.is_some()),
            (EntryField::Note, self.note.is_some()),
        ];
        given.into_iter().filter(|(_, given)| *given).map(|(field, _)| field).collect()
    }

    /// The same change without some fields.
    #[must_use]
    pub fn without(mut self, keep: impl Fn(EntryField) -> bool) -> EntryChange {
        let dropped = |field| !keep(field);
        self.decision.take_if(|_| dropped(EntryField::Decision));
        self.reasons.take_if(|_| dropped(EntryField::Reasons));
        self.exclusion.take_if(|_| dropped(EntryField::Exclusion));
        self.status.take_if(|_| dropped(EntryField::Status));
        self.how.take_if(|_| dropped(EntryField::How));
        self.references.take_if(|_| dropped(EntryField::References));
        self.owner.take_if(|_| dropped(EntryField::Owner));
        self.note.take_if(|_| dropped(EntryField::Note));
        self
    }
}

impl Entry {
    /// An entry that nobody decided on yet.
    pub fn undecided(own: bool) -> Entry {
        Entry { own, ..Entry::default() }
    }

    /// May a proposal write this field? Not once a person has.
    pub fn free(&self, field: EntryField) -> bool {
        self.origin.get(&field) != Some(&Origin::Person)
    }

    /// Sets what a change gives, as said by `origin`.
    pub fn set(&mut self, change: &EntryChange, origin: Origin) {
        self.origin.extend(change.fields().into_iter().map(|field| (field, origin)));
        let change = change.clone();
        self.decision = change.decision.unwrap_or(self.decision);
        self.status = change.status.or(self.status);
        if let Some(reasons) = change.reasons {
            self.reasons = reasons;
        }
        if let Some(references) = change.references {
            self.references = references;
        }
        let texts =
            [(&mut self.exclusion, change.exclusion), (&mut self.how, change.how), (&mut self.note, change.note)];
        for (field, text) in texts {
            if let Some(text) = text {
                *field = text;
            }
        }
        if let Some(owner) = change.owner {
            self.owner = (!owner.is_empty()).then_some(owner);
        }
        // Whoever takes a decision back leaves it to proposals again.
        if self.decision == Applicability::Undecided {
            self.origin.remove(&EntryField::Decision);
        }
    }
}

/// The entries of a version, by control.
pub type Entries = BTreeMap<String, Entry>;

/// The hash that a review and an approval name: SHA-256 over every entry as it is decided, in the order of their ids, each
/// part preceded by its length. Notes, and who said what, are no part of it.
pub fn entries_sha256(entries: &Entries) -> String {
    let mut parts: Vec<String> = vec!["statement_of_applicability".to_owned(), entries.len().to_string()];
    for (control, entry) in entries {
        let status = entry.status.map_or("", Implementation::id);
        let own = if entry.own { "own" } else { "annex" };
        parts.extend(
            [control.as_str(), own, entry.decision.id(), &entry.exclusion, status, &entry.how].map(str::to_owned),
        );
        parts.push(entry.owner.clone().unwrap_or_default());
        parts.push(entry.reasons.len().to_string());
        parts.extend(entry.reasons.iter().flat_map(|(reason, text)| [reason.id().to_owned(), text.clone()]));
        parts.push(entry.references.len().to_string());
        parts.extend(entry.references.iter().flat_map(|one| [one.kind.id().to_owned(), one.to.clone()]));
    }
    content_sha256(parts.iter().map(String::as_str))
}
