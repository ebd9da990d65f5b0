//! The rows of a statement: each entry with its risks, own controls, evidence and provider, what is wrong with it, and what
//! is proposed for it.

use super::checks::{
    EntryFacts, InheritanceFacts, SoaCheck, SoaFinding, StatementFacts, TreatmentFacts, WHOLE, soa_checks,
};
use super::evidence::{EntryEvidence, Evidenced};
use super::ground::{Ground, Via};
use super::proposals::{self, Proposal};
use super::warnings::{self, SoaWarning};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::statement::HeldStatementVersion;
use crate::values::statement::{ANNEX_A, Applicability, Entry, EntryChange};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A provider's answer to a control (R102).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InheritedFrom {
    /// The provider.
    pub provider: String,
    /// Part one: the justification.
    pub justification: String,
    /// Part two: the provider's report, and the last day on which it is in date.
    pub report: Option<(String, Date)>,
    /// Part three: who reviewed on which day what the report covers.
    pub review: Option<(String, Date)>,
    /// What is missing on the day of judgement.
    pub missing: Vec<String>,
}

/// One row of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Theme of Annex A; empty for a control of own design.
    pub theme: String,
    /// What it asks for, in our own words.
    pub summary: String,
    /// What is decided.
    pub entry: Entry,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// Own controls that are linked to it.
    pub linked: Vec<String>,
    /// Own controls that answer it by way of the crosswalk alone.
    pub mapped: Vec<String>,
    /// Its evidence that holds longest.
    pub evidence: Option<EntryEvidence>,
    /// Its provider.
    pub inherited: Option<InheritedFrom>,
    /// Which checks speak against it.
    pub findings: Vec<SoaCheck>,
    /// What auditors would ask about it.
    pub warnings: Vec<SoaWarning>,
    /// What the data propose.
    pub proposal: Proposal,
    /// What of that would change the entry: no field that a person set.
    pub open: EntryChange,
}

/// The rows of a version: Annex A in official order, then own controls. A control of Annex A without an entry has its row.
///
/// # Errors
/// As [`Ground::new`].
pub fn rows(
    registers: &Registers,
    held: &HeldStatementVersion,
    on: Date,
) -> Result<(Vec<StatementRow>, Vec<SoaFinding>), Refusal> {
    let ground = Ground::new(registers, on)?;
    let facts = Facts::new(&ground, held);
    let found = facts.judged(&ground, held);
    let mut by_control: BTreeMap<&str, Vec<SoaCheck>> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.control != WHOLE) {
        by_control.entry(&finding.control).or_default().push(finding.check);
    }
    let row = |id: &str, title: String, theme: String, summary: String, own: bool| {
        let entry = held.entries.get(id).cloned().unwrap_or_else(|| Entry::undecided(own));
        let proposal = proposals::proposal(&ground, id);
        let via = |direct: bool| {
            let answers = ground.answers(id).iter().filter(move |one| (one.via == Via::Direct) == direct);
            answers.map(|one| one.control.id.clone()).collect()
        };
        StatementRow {
            control: id.to_owned(),
            title,
            theme,
            summary,
            risks: ground.risks.get(id).into_iter().flatten().cloned().collect(),
            linked: via(true),
            mapped: via(false),
            evidence: facts.evidence.get(id).cloned().flatten(),
            inherited: inherited(registers, id, on),
            findings: by_control.get(id).cloned().unwrap_or_default(),
            warnings: warnings::of_entry(&ground, id, &entry),
            open: proposals::open(&entry, proposal.change.clone()),
            proposal,
            entry,
        }
    };
    let annex = ground.annex.iter();
    let mut all: Vec<StatementRow> = annex
        .map(|item| {
            row(&item.id, item.title.clone(), item.group.clone().unwrap_or_default(), item.summary.clone(), false)
        })
        .collect();
    let places: BTreeSet<&str> = ground.annex.iter().map(|item| item.id.as_str()).collect();
    for id in held.entries.keys().filter(|id| !places.contains(id.as_str())) {
        let own = registers.controls.get(id).map(|held| (held.control.name.clone(), held.control.activity.clone()));
        let (title, summary) = own.unwrap_or_default();
        all.push(row(id, title, String::new(), summary, true));
    }
    Ok((all, found))
}

/// What is wrong with a version on a day (K9).
///
/// # Errors
/// As [`Ground::new`].
pub fn findings(registers: &Registers, held: &HeldStatementVersion, on: Date) -> Result<Vec<SoaFinding>, Refusal> {
    let ground = Ground::new(registers, on)?;
    Ok(Facts::new(&ground, held).judged(&ground, held))
}

fn inherited(registers: &Registers, id: &str, on: Date) -> Option<InheritedFrom> {
    let record = registers.inheritance.get(id)?;
    Some(InheritedFrom {
        provider: record.provider.clone(),
        justification: record.justification.clone(),
        report: record.report.as_ref().map(|report| (report.reference.clone(), report.until)),
        review: record.review.as_ref().map(|review| (review.by.clone(), review.on)),
        missing: record.missing(on),
    })
}

/// What the checks are made over, as the register has it.
struct Facts {
    /// The evidence of each entry.
    evidence: BTreeMap<String, Option<EntryEvidence>>,
}

impl Facts {
    fn new(ground: &Ground<'_>, held: &HeldStatementVersion) -> Facts {
        let evidenced = Evidenced::new(ground.registers);
        let each = held.entries.iter().map(|(id, entry)| (id.clone(), evidenced.of_entry(ground, id, entry)));
        Facts { evidence: each.collect() }
    }

    fn judged(&self, ground: &Ground<'_>, held: &HeldStatementVersion) -> Vec<SoaFinding> {
        let entries = held.entries.iter().map(|(id, entry)| {
            let shown = self.evidence.get(id).and_then(Option::as_ref);
            EntryFacts {
                control: id,
                applicable: match entry.decision {
                    Applicability::Undecided => None,
                    Applicability::Applicable => Some(true),
                    Applicability::Excluded => Some(false),
                },
                included_for: !entry.reasons.is_empty(),
                excluded_for: !entry.exclusion.is_empty(),
                status: entry.status,
                referenced: !entry.references.is_empty(),
                evidence_valid_until: shown.map(|one| one.until.unwrap_or(Date::MAX)),
                inheritance: ground.registers.inheritance.get(id).map(|record| InheritanceFacts {
                    justification: !record.justification.trim().is_empty(),
                    // A report that begins later is not in date yet.
                    report_valid_until: record
                        .report
                        .as_ref()
                        .filter(|report| report.from <= ground.on)
                        .map(|report| report.until),
                    coverage_review: record.review.as_ref().is_some_and(|review| review.on <= ground.on),
                }),
            }
        });
        let treatments = ground.treatments.iter().map(|treated| TreatmentFacts {
            risk: &treated.risk,
            controls: treated.controls.iter().flat_map(|control| used(ground.registers, held, control)).collect(),
        });
        soa_checks(&StatementFacts {
            as_of: ground.on,
            approved: ground.registers.statements.approved(),
            annex: ground.annex.iter().map(|item| item.id.as_str()).collect(),
            entries: entries.collect(),
            treatments: treatments.collect(),
        })
    }
}

/// What a treatment's control means for the statement: an own control that is linked to Annex A is how those controls are
/// done, so they have to be in it; any other one is necessary itself (R100).
fn used<'a>(registers: &'a Registers, held: &'a HeldStatementVersion, control: &'a str) -> Vec<&'a str> {
    let linked: Vec<&str> = match registers.controls.get(control) {
        Some(known) if !held.entries.contains_key(control) => {
            known.control.linked(ANNEX_A).filter(|(item, _)| item.starts_with("A.")).map(|(item, _)| item).collect()
        }
        _ => Vec::new(),
    };
    if linked.is_empty() { vec![control] } else { linked }
}
