//! The rows of a version.

use super::{SoaChange, SoaReferenceWords};
use crate::words::NamedWords;
use app::Within;
use domain::reports::statement::{EntryEvidence, InheritedFrom, SoaCheck, SoaWarning, StatementRow};
use domain::values::statement::{Entry, EntryField, Implementation, Origin};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One entry, as it is decided.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaEntryWords {
    /// `undecided`, `applicable` or `excluded`.
    pub decision: &'static str,
    /// Reasons for its inclusion, each with its words.
    pub reasons: BTreeMap<&'static str, String>,
    /// Why it is excluded.
    pub exclusion: String,
    /// How far it is there; null before somebody said.
    pub status: Option<&'static str>,
    /// How it is implemented.
    pub how: String,
    /// References to controls, evidence, policies by name, and what lies elsewhere.
    pub references: Vec<SoaReferenceWords>,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// A note, which is no part of what is approved.
    pub note: String,
    /// Who said what stands in a field: `person`, or `proposal` for what was taken from one.
    pub said_by: BTreeMap<&'static str, &'static str>,
}

impl SoaEntryWords {
    /// The words of an entry.
    pub fn of(names: &Within<'_>, entry: &Entry) -> SoaEntryWords {
        let said = |origin: &Origin| if *origin == Origin::Person { "person" } else { "proposal" };
        SoaEntryWords {
            decision: entry.decision.id(),
            reasons: entry.reasons.iter().map(|(reason, text)| (reason.id(), text.clone())).collect(),
            exclusion: entry.exclusion.clone(),
            status: entry.status.map(Implementation::id),
            how: entry.how.clone(),
            references: entry.references.iter().map(SoaReferenceWords::from).collect(),
            owner: entry.owner.as_ref().map(|owner| NamedWords::of(names, owner)),
            note: entry.note.clone(),
            said_by: entry.origin.iter().map(|(field, origin)| (field.id(), said(origin))).collect(),
        }
    }
}

/// The item of evidence that shows an entry longest.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaEvidenceWords {
    /// The item.
    pub item: String,
    /// The own control that it shows; null when the entry refers to the item itself.
    pub control: Option<String>,
    /// The day on which the control ran, or the last day of the item's period.
    #[schema(format = Date)]
    pub dated: String,
    /// The last day on which it is in date; null when nothing lets it expire.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// Is it in date on the day of judgement?
    pub in_date: bool,
}

impl From<&EntryEvidence> for SoaEvidenceWords {
    fn from(one: &EntryEvidence) -> SoaEvidenceWords {
        SoaEvidenceWords {
            item: one.item.clone(),
            control: one.control.clone(),
            dated: one.dated.to_string(),
            until: one.until.map(|day| day.to_string()),
            in_date: one.in_date,
        }
    }
}

/// A provider's answer to a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaInheritedWords {
    /// The provider.
    pub provider: String,
    /// Part one: the justification.
    pub justification: String,
    /// Part two: the provider's report; null without one.
    pub report: Option<String>,
    /// The last day on which that report is in date.
    #[schema(format = Date)]
    pub report_until: Option<String>,
    /// Part three: the day on which it was reviewed what the report covers; null before.
    #[schema(format = Date)]
    pub reviewed_on: Option<String>,
    /// What is missing on the day of judgement.
    pub missing: Vec<String>,
}

impl From<&InheritedFrom> for SoaInheritedWords {
    fn from(one: &InheritedFrom) -> SoaInheritedWords {
        SoaInheritedWords {
            provider: one.provider.clone(),
            justification: one.justification.clone(),
            report: one.report.as_ref().map(|(reference, _)| reference.clone()),
            report_until: one.report.as_ref().map(|(_, until)| until.to_string()),
            reviewed_on: one.review.as_ref().map(|(_, on)| on.to_string()),
            missing: one.missing.clone(),
        }
    }
}

/// Something that auditors would ask.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaWarningWords {
    /// A stable word.
    pub id: &'static str,
    /// A sentence.
    pub sentence: String,
}

impl From<&SoaWarning> for SoaWarningWords {
    fn from(one: &SoaWarning) -> SoaWarningWords {
        SoaWarningWords { id: one.id, sentence: one.sentence.clone() }
    }
}

/// What the data propose for an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaProposalWords {
    /// The fields for which something is proposed.
    pub change: SoaChange,
    /// What it rests on.
    pub why: Vec<String>,
    /// What is still missing before it can be called implemented.
    pub gaps: Vec<String>,
    /// The fields that taking it would change: none that a person set.
    pub would_change: Vec<&'static str>,
}

/// One row of a version: the entry with its risks, own controls, evidence and provider.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaRowWords {
    /// The control: of Annex A, or an own one.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Theme of Annex A; empty for a control of own design.
    pub theme: String,
    /// Is it a necessary control from outside Annex A?
    pub own: bool,
    /// What is decided.
    pub entry: SoaEntryWords,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// Own controls that are linked to it.
    pub linked: Vec<String>,
    /// Own controls that answer it by way of the crosswalk alone.
    pub mapped: Vec<String>,
    /// Its evidence that holds longest.
    pub evidence: Option<SoaEvidenceWords>,
    /// Its provider.
    pub inherited: Option<SoaInheritedWords>,
    /// The checks that speak against it, such as `SOA-05`.
    pub findings: Vec<String>,
    /// What auditors would ask about it.
    pub warnings: Vec<SoaWarningWords>,
    /// What the data propose.
    pub proposal: SoaProposalWords,
}

impl SoaRowWords {
    /// The words of a row.
    pub fn of(names: &Within<'_>, row: &StatementRow) -> SoaRowWords {
        SoaRowWords {
            control: row.control.clone(),
            title: row.title.clone(),
            theme: row.theme.clone(),
            own: row.entry.own,
            entry: SoaEntryWords::of(names, &row.entry),
            risks: row.risks.clone(),
            linked: row.linked.clone(),
            mapped: row.mapped.clone(),
            evidence: row.evidence.as_ref().map(SoaEvidenceWords::from),
            inherited: row.inherited.as_ref().map(SoaInheritedWords::from),
            findings: row.findings.iter().map(|check: &SoaCheck| check.id()).collect(),
            warnings: row.warnings.iter().map(SoaWarningWords::from).collect(),
            proposal: SoaProposalWords {
                change: SoaChange::from(&row.proposal.change),
                why: row.proposal.why.clone(),
                gaps: row.proposal.gaps.clone(),
                would_change: row.open.fields().into_iter().map(EntryField::id).collect(),
            },
        }
    }
}
