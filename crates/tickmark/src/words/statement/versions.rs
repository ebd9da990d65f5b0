//! Versions with their steps, what is wrong, how far they are, what differs, and the chains from risk to evidence.

use crate::words::NamedWords;
use app::Within;
use app::ask::StatementLine;
use domain::registers::statement::{HeldStatementVersion, StatementStep};
use domain::reports::statement::{Chain, EntryDifference, Progress, SoaFinding};
use domain::values::statement::{Applicability, EntryField, Implementation};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

fn at(us: i64) -> String {
    Timestamp::from_microsecond(us).map(|moment| moment.to_string()).unwrap_or_default()
}

/// A step of a version, bound to what it was then.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaStepWords {
    /// The hash of the entries.
    pub sha256: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl SoaStepWords {
    fn of(names: &Within<'_>, step: &StatementStep) -> SoaStepWords {
        SoaStepWords { sha256: step.sha256.clone(), by: NamedWords::of(names, &step.by), at: at(step.at_us) }
    }
}

/// A version of the statement, without its entries.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaVersionWords {
    /// `ST-1`.
    pub id: String,
    /// `draft`, `reviewed`, `approved`, `effective`, `superseded` or `withdrawn`.
    pub state: &'static str,
    /// The hash of what its entries decide; a review and an approval name it.
    pub sha256: String,
    /// The version that it began as a copy of.
    pub copy_of: Option<String>,
    /// Who changed an entry of it, and cannot approve it.
    pub authors: Vec<NamedWords>,
    /// Who began it.
    pub begun_by: NamedWords,
    /// When.
    pub begun_at: String,
    /// When an entry was changed last.
    pub changed_at: String,
    /// That it was read through as it stands.
    pub reviewed: Option<SoaStepWords>,
    /// That management approved it.
    pub approved: Option<SoaStepWords>,
    /// Its first day in force.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Its last day in force.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// Why it was given up.
    pub withdrawn: Option<String>,
    /// Version of this object, as `If-Match` names it.
    pub version: u64,
}

impl SoaVersionWords {
    /// The words of a version.
    pub fn of(names: &Within<'_>, id: &str, held: &HeldStatementVersion, version: u64) -> SoaVersionWords {
        let step = |step: &Option<StatementStep>| step.as_ref().map(|step| SoaStepWords::of(names, step));
        SoaVersionWords {
            id: id.to_owned(),
            state: held.state.id(),
            sha256: held.sha256.clone(),
            copy_of: held.copy_of.clone(),
            authors: held.authors.iter().map(|author| NamedWords::of(names, author)).collect(),
            begun_by: NamedWords::of(names, &held.by),
            begun_at: at(held.at_us),
            changed_at: at(held.changed_us),
            reviewed: step(&held.reviewed),
            approved: step(&held.approved),
            from: held.from.map(|day| day.to_string()),
            until: held.until.map(|day| day.to_string()),
            withdrawn: held.withdrawn.clone(),
            version,
        }
    }
}

/// A version in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaLineWords {
    /// The version.
    #[serde(flatten)]
    pub version: SoaVersionWords,
    /// Number of its entries.
    pub entries: usize,
    /// What stands in the way of its approval today; null for what is no longer on its way.
    pub blocking: Option<usize>,
}

impl SoaLineWords {
    /// The words of a line.
    pub fn of(names: &Within<'_>, line: &StatementLine) -> SoaLineWords {
        SoaLineWords {
            version: SoaVersionWords::of(names, &line.id, &line.held, line.version),
            entries: line.entries,
            blocking: line.blocking,
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaFindingWords {
    /// `SOA-01` to `SOA-12`.
    pub check: String,
    /// The control; `-` for the statement as a whole.
    pub control: String,
    /// What is wrong.
    pub sentence: &'static str,
    /// Does it stand in the way of an approval?
    pub blocks: bool,
}

impl From<&SoaFinding> for SoaFindingWords {
    fn from(one: &SoaFinding) -> SoaFindingWords {
        SoaFindingWords {
            check: one.check.id(),
            control: one.control.clone(),
            sentence: one.check.sentence(),
            blocks: one.check.blocks(),
        }
    }
}

/// How far a version is, in counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaProgressWords {
    /// All entries: of Annex A and of own design.
    pub entries: usize,
    /// Entries of which something is decided.
    pub settled: usize,
    /// Entries by what is decided.
    pub decided: BTreeMap<&'static str, usize>,
    /// Applicable ones by how far they are there.
    pub status: BTreeMap<&'static str, usize>,
    /// Applicable ones with evidence in date.
    pub evidenced: usize,
    /// Decisions that were taken from a proposal.
    pub taken: usize,
    /// Entries for which something is proposed that does not stand there.
    pub proposed: usize,
    /// Findings that stand in the way of an approval.
    pub blocking: usize,
    /// Findings besides.
    pub others: usize,
    /// What auditors would ask.
    pub warnings: usize,
}

impl From<&Progress> for SoaProgressWords {
    fn from(made: &Progress) -> SoaProgressWords {
        let decided = Applicability::ALL.map(|one| (one.id(), made.decided.get(&one).copied().unwrap_or_default()));
        let status = Implementation::ALL.map(|one| (one.id(), made.status.get(&one).copied().unwrap_or_default()));
        SoaProgressWords {
            entries: made.entries(),
            settled: made.settled(),
            decided: decided.into_iter().collect(),
            status: status.into_iter().collect(),
            evidenced: made.evidenced,
            taken: made.taken,
            proposed: made.proposed,
            blocking: made.blocking,
            others: made.others,
            warnings: made.warnings,
        }
    }
}

/// A field that differs, in words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaFieldWords {
    /// Which one.
    pub field: &'static str,
    /// What it said; empty for nothing.
    pub before: String,
    /// What it says; empty for nothing.
    pub after: String,
}

/// An entry that differs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaDifferenceWords {
    /// The control.
    pub control: String,
    /// It stands in the later one alone.
    pub added: bool,
    /// It stands in the earlier one alone.
    pub removed: bool,
    /// The fields that differ.
    pub fields: Vec<SoaFieldWords>,
}

impl SoaDifferenceWords {
    /// The words of what differs; owners by the names that are shown.
    pub fn of(names: &Within<'_>, one: &EntryDifference) -> SoaDifferenceWords {
        let said = |field: EntryField, text: &str| match field {
            EntryField::Owner if !text.is_empty() => names.name_of(text),
            _ => text.to_owned(),
        };
        let fields = one.fields.iter().map(|one| SoaFieldWords {
            field: one.field.id(),
            before: said(one.field, &one.before),
            after: said(one.field, &one.after),
        });
        SoaDifferenceWords {
            control: one.control.clone(),
            added: one.added,
            removed: one.removed,
            fields: fields.collect(),
        }
    }
}

/// From risk to evidence, for one control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SoaChainWords {
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// What the statement decides.
    pub decision: &'static str,
    /// How far it is there.
    pub status: Option<&'static str>,
    /// Own controls that do it.
    pub own: Vec<String>,
    /// The item of evidence that holds longest.
    pub evidence: Option<String>,
    /// Where the chain is broken: `not_in_statement`, `no_own_control`, `no_evidence`.
    pub gaps: Vec<&'static str>,
}

impl From<&Chain> for SoaChainWords {
    fn from(one: &Chain) -> SoaChainWords {
        SoaChainWords {
            control: one.control.clone(),
            title: one.title.clone(),
            risks: one.risks.clone(),
            decision: one.decision.id(),
            status: one.status.map(Implementation::id),
            own: one.own.clone(),
            evidence: one.evidence.as_ref().map(|shown| shown.item.clone()),
            gaps: one.gaps.iter().map(|gap| gap.id()).collect(),
        }
    }
}
