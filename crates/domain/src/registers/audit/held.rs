//! A programme and an audit with all that was recorded of them.

use crate::registers::Registers;
use crate::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditState, AuditorPart, ChecklistLine, LineAnswer,
    ProgrammeState,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A text with who said it and when, microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A step with the day that was named for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    /// The day that was named.
    pub on: Date,
    /// What was said with it.
    pub note: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// That it was announced.
pub type Announced = Stepped;

/// A version of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeVersion {
    /// What it says.
    pub programme: AuditProgramme,
    /// The hash of that.
    pub sha256: String,
    /// Who wrote it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// That it was laid before management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Said>,
    /// That management approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Said>,
}

/// A programme with its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldProgramme {
    /// The oldest first; never empty.
    pub versions: Vec<ProgrammeVersion>,
    /// That it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Said>,
}

impl HeldProgramme {
    /// The newest version with its number, from 1.
    pub fn newest(&self) -> (u32, &ProgrammeVersion) {
        let last = self.versions.last().unwrap_or_else(|| unreachable!("a programme is made with its first version"));
        (u32::try_from(self.versions.len()).unwrap_or(u32::MAX), last)
    }

    /// The newest version that management approved.
    pub fn in_force(&self) -> Option<&ProgrammeVersion> {
        self.numbered_in_force().map(|(_, version)| version)
    }

    /// The newest version that management approved, with its number.
    pub fn numbered_in_force(&self) -> Option<(u32, &ProgrammeVersion)> {
        (1_u32..).zip(&self.versions).filter(|(_, version)| version.approved.is_some()).last()
    }

    pub(super) fn version_mut(&mut self, number: u32) -> Option<&mut ProgrammeVersion> {
        self.versions.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Where it stands on a day.
    pub fn state(&self, day: Date) -> ProgrammeState {
        let (_, newest) = self.newest();
        match (&self.closed, &newest.approved, &newest.proposed) {
            (Some(_), ..) => ProgrammeState::Closed,
            (None, Some(_), _) if newest.programme.from <= day => ProgrammeState::Active,
            (None, Some(_), _) => ProgrammeState::Approved,
            (None, None, Some(_)) => ProgrammeState::Proposed,
            (None, None, None) => ProgrammeState::Draft,
        }
    }

    /// Those who wrote what has not been approved yet: they do not approve it (SoD-1).
    pub fn authors(&self) -> BTreeSet<&String> {
        let fresh = self.versions.iter().rev().take_while(|version| version.approved.is_none());
        fresh.map(|version| &version.by).collect()
    }
}

/// An auditor of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAuditor {
    /// Their part.
    pub part: AuditorPart,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// An answer with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The answer.
    pub answer: LineAnswer,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLine {
    /// The question.
    pub line: ChecklistLine,
    /// The newest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Answered>,
    /// How often it was answered: who answers anew names what they saw.
    #[serde(default)]
    pub times: u32,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldFinding {
    /// What was found.
    pub finding: AuditFinding,
    /// The nonconformity that it led to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonconformity: Option<String>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Why it was said differently, each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revised: Vec<Said>,
}

/// A report with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReport {
    /// The report.
    pub report: AuditReport,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// An audit with all that was recorded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAudit {
    /// What, when, how.
    pub plan: AuditPlan,
    /// Who planned it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Its auditors by person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub auditors: BTreeMap<String, HeldAuditor>,
    /// That it was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Announced>,
    /// Its checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<HeldLine>,
    /// That fieldwork began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Stepped>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<HeldFinding>,
    /// What was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<HeldReport>,
    /// That what was found is resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Stepped>,
    /// That it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Said>,
    /// That it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Said>,
}

impl HeldAudit {
    pub(super) fn new(plan: AuditPlan, by: String, at_us: i64) -> HeldAudit {
        HeldAudit {
            plan,
            by,
            at_us,
            auditors: BTreeMap::new(),
            announced: None,
            lines: Vec::new(),
            started: None,
            findings: Vec::new(),
            report: None,
            verified: None,
            closed: None,
            cancelled: None,
        }
    }

    /// A line by its number, from 1.
    pub fn line(&self, number: u32) -> Option<&HeldLine> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    pub(super) fn line_mut(&mut self, number: u32) -> Option<&mut HeldLine> {
        self.lines.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Nonconformities of its findings that are still open.
    pub fn open_nonconformities<'a>(&'a self, registers: &Registers) -> Vec<&'a String> {
        let all = &registers.nonconformities.nonconformities;
        let open = |id: &&String| all.get(*id).is_some_and(|held| held.state().open());
        let mut ids: Vec<&String> =
            self.findings.iter().filter_map(|one| one.nonconformity.as_ref()).filter(open).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Where it stands; what was reported waits for its nonconformities.
    pub fn state(&self, registers: &Registers) -> AuditState {
        if self.cancelled.is_some() {
            return AuditState::Cancelled;
        }
        match (&self.closed, &self.verified, &self.report, &self.started, &self.announced) {
            (Some(_), ..) => AuditState::Closed,
            (_, Some(_), ..) => AuditState::Verified,
            (_, _, Some(_), ..) if self.open_nonconformities(registers).is_empty() => AuditState::Reported,
            (_, _, Some(_), ..) => AuditState::ActionsOpen,
            (_, _, _, Some(_), _) => AuditState::Fieldwork,
            (.., Some(_)) => AuditState::Announced,
            _ => AuditState::Planned,
        }
    }

    /// Is it over?
    pub fn over(&self) -> bool {
        self.closed.is_some() || self.cancelled.is_some()
    }
}
