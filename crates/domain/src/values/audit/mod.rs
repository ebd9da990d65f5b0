//! Internal audits (ISO/IEC 27001 clauses 9.2.1 and 9.2.2): the programme, an audit's plan, its checklist, findings, report.

mod programme;
mod words;

pub use programme::{AuditProgramme, MAX_CYCLE_YEARS, MAX_LOOK_BACK_DAYS, MAX_WEEKS};
pub use words::{AuditState, FindingClass, LineKind, LineResult, ProgrammeState};

use super::Window;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The framework whose clauses are audited.
pub const AUDITED: &str = "iso27001-2022";
/// Most items in the scope of one audit.
pub const MAX_SCOPE: usize = 500;
/// Most lines of one checklist: two for each clause, one for each control.
pub const MAX_LINES: usize = 600;
/// Most auditors of one audit.
pub const MAX_AUDITORS: usize = 20;
/// Most findings of one audit.
pub const MAX_FINDINGS: usize = 300;
/// Most items of evidence that a line or a finding cites.
pub const MAX_CITED: usize = 50;
/// Most people of management that a report names.
pub const MAX_TOLD: usize = 50;

/// What is audited, when, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditPlan {
    /// What it is called.
    pub title: String,
    /// Clauses, controls of Annex A and own controls, by their ids. Empty when it is planned: the whole scope.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub scope: BTreeSet<String>,
    /// From the first to the last planned day.
    pub window: Window,
    /// What it is judged against.
    pub criteria: String,
    /// How it is carried out: interviews, samples, reading of records.
    pub methods: String,
    /// Hired auditors who are no members here, each with the firm; a member records what they say.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hired: BTreeSet<String>,
}

/// An auditor's part of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditorPart {
    /// The person.
    pub person: String,
    /// Items of the scope that this person audits; empty for all of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub items: BTreeSet<String>,
    /// What makes the person able to audit: training, experience, qualification (R131, clause 7.2).
    pub competence: String,
}

impl AuditorPart {
    /// Does this person audit that item?
    pub fn audits(&self, item: &str) -> bool {
        self.items.is_empty() || self.items.contains(item)
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistLine {
    /// The clause or control.
    pub item: String,
    /// What kind of question.
    pub kind: LineKind,
    /// The question.
    pub question: String,
}

/// What was looked at of many like things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditSample {
    /// How many there are.
    #[serde(default)]
    pub population: u32,
    /// How many were looked at.
    #[serde(default)]
    pub size: u32,
    /// A sample that was drawn here, such as `SA-3`: then its population and size count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<String>,
    /// Which they were, or how they were picked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picked: String,
}

/// What a line of the checklist was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineAnswer {
    /// Conforms, a finding, or not examined.
    pub result: LineResult,
    /// What was seen; for what was not examined, why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Items of evidence.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// What was sampled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<AuditSample>,
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditFinding {
    /// How grave, or that it is an opportunity or good.
    pub class: FindingClass,
    /// The clause or control that it is about.
    pub item: String,
    /// The line of the checklist that it belongs to, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What it is called.
    pub title: String,
    /// What is required, what was seen instead, and where.
    pub statement: String,
    /// Items of evidence.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// The person who answers for what is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What was reported, and to whom in management (clause 9.2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditReport {
    /// On which day.
    pub on: Date,
    /// What was done and seen.
    pub summary: String,
    /// What the auditor concludes, in own words.
    pub conclusion: String,
    /// Members of management to whom it was reported.
    pub to: BTreeSet<String>,
}
