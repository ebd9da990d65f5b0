//! How a programme and an audit stand on a day.

use crate::registers::Registers;
use crate::registers::audit::{HeldAudit, HeldProgramme};
use crate::registers::isms::here;
use crate::values::audit::{AuditState, FindingClass, LineResult, ProgrammeState};
use crate::values::counted;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of one audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFigures {
    /// Lines of the checklist.
    pub lines: usize,
    /// Lines that were answered, by result.
    pub answered: BTreeMap<LineResult, usize>,
    /// Findings by class.
    pub findings: BTreeMap<FindingClass, usize>,
    /// Nonconformities of its findings.
    pub nonconformities: usize,
    /// Of these, the open ones, by id.
    pub open: Vec<String>,
}

impl AuditFigures {
    /// Lines that were answered.
    pub fn done(&self) -> usize {
        self.answered.values().sum()
    }
}

/// An audit as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: AuditState,
    /// Figures.
    pub figures: AuditFigures,
    /// Days since its last planned day, while it is not reported.
    pub overdue_days: Option<i32>,
    /// Something about it that is worth a look.
    pub notices: Vec<AuditNotice>,
}

/// Something about an audit that is worth a look, and refuses nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditNotice {
    /// Nobody audits it.
    NoAuditor,
    /// Items of its scope that no auditor has.
    ItemsWithoutAuditor(usize),
    /// Auditors who have left since they were named.
    Left(usize),
    /// No approved programme covers it.
    NoProgramme,
    /// The first audit of a cycle is planned for so many weeks, which is not what the programme expects (R133).
    OtherLength {
        /// Weeks that are planned, begun ones counted.
        weeks: u32,
        /// Fewest weeks that are expected.
        least: u32,
        /// Most weeks that are expected.
        most: u32,
    },
    /// Items of its scope that are retired.
    Retired(usize),
}

impl AuditNotice {
    /// In a sentence.
    pub fn sentence(self) -> String {
        match self {
            AuditNotice::NoAuditor => "no auditor is named".to_owned(),
            AuditNotice::ItemsWithoutAuditor(n) => {
                counted(n, "item of the scope has no auditor", "items of the scope have no auditor")
            }
            AuditNotice::Left(n) => counted(
                n,
                "auditor who is named has left; name somebody in their place",
                "auditors who are named have left; name somebody in their place",
            ),
            AuditNotice::NoProgramme => "no approved programme covers its first day".to_owned(),
            AuditNotice::OtherLength { weeks, least, most } => {
                format!(
                    "{} planned; the programme expects {least} to {most} for the first of a cycle",
                    counted(weeks, "week is", "weeks are")
                )
            }
            AuditNotice::Retired(n) => counted(
                n,
                "control of the scope is retired; its lines stay",
                "controls of the scope are retired; their lines stay",
            ),
        }
    }
}

/// How an audit stands on a day.
pub fn line(registers: &Registers, id: &str, held: &HeldAudit, day: Date) -> AuditLine {
    let state = held.state(registers);
    let mut figures = AuditFigures { lines: held.lines.len(), ..AuditFigures::default() };
    for answered in held.lines.iter().filter_map(|line| line.answered.as_ref()) {
        *figures.answered.entry(answered.answer.result).or_default() += 1;
    }
    for finding in &held.findings {
        *figures.findings.entry(finding.finding.class).or_default() += 1;
    }
    let all: BTreeSet<&String> = held.findings.iter().filter_map(|one| one.nonconformity.as_ref()).collect();
    figures.nonconformities = all.len();
    figures.open = held.open_nonconformities(registers).into_iter().cloned().collect();
    let late = day.since(held.plan.window.until).map_or(0, |span| span.get_days());
    let overdue_days = (state.open() && !state.reported() && late > 0).then_some(late);
    AuditLine { id: id.to_owned(), state, figures, overdue_days, notices: notices(registers, id, held) }
}

/// What is worth a look before it is reported.
pub fn notices(registers: &Registers, id: &str, held: &HeldAudit) -> Vec<AuditNotice> {
    let mut found = Vec::new();
    if held.over() || held.report.is_some() {
        return found;
    }
    let without = unassigned(held).len();
    if held.auditors.is_empty() {
        found.push(AuditNotice::NoAuditor);
    } else if without > 0 {
        found.push(AuditNotice::ItemsWithoutAuditor(without));
    }
    let gone = left(registers, held).len();
    if gone > 0 {
        found.push(AuditNotice::Left(gone));
    }
    let window = held.plan.window;
    match registers.audits.covering(window.from).and_then(|(_, programme)| programme.in_force()) {
        None => found.push(AuditNotice::NoProgramme),
        Some(version) => {
            let programme = &version.programme;
            let days = window.until.since(window.from).map_or(0, |span| span.get_days()) + 1;
            let weeks = u32::try_from(days).unwrap_or(0).div_ceil(7);
            let (least, most) = (programme.weeks_least, programme.weeks_most);
            let earlier = registers.audits.audits.iter().any(|(other, audit)| {
                let from = audit.plan.window.from;
                other != id
                    && audit.cancelled.is_none()
                    && programme.cycle().contains(from)
                    && (from, other.as_str()) < (window.from, id)
            });
            if !earlier && !(least..=most).contains(&weeks) {
                found.push(AuditNotice::OtherLength { weeks, least, most });
            }
        }
    }
    let retired = held.plan.scope.iter().filter(|id| super::retired(registers, id)).count();
    if retired > 0 {
        found.push(AuditNotice::Retired(retired));
    }
    found
}

/// Auditors who have left and whose work is not reported: nobody waits for them.
pub fn left(registers: &Registers, held: &HeldAudit) -> BTreeSet<String> {
    let gone = |person: &&String| !here(registers, person);
    match held.over() || held.report.is_some() {
        true => BTreeSet::new(),
        false => held.auditors.keys().filter(gone).cloned().collect(),
    }
}

/// Items of the scope that no auditor has.
pub(crate) fn unassigned(held: &HeldAudit) -> Vec<&String> {
    let has = |id: &&String| held.auditors.values().any(|auditor| auditor.part.audits(id));
    held.plan.scope.iter().filter(|id| !has(id)).collect()
}

/// A programme as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: ProgrammeState,
    /// The number of its newest version.
    pub version: u32,
    /// An older version is approved and stays in force until the newest is.
    pub older_in_force: bool,
}

/// How a programme stands on a day.
pub fn programme_line(id: &str, held: &HeldProgramme, day: Date) -> ProgrammeLine {
    let (version, newest) = held.newest();
    let older_in_force = newest.approved.is_none() && held.in_force().is_some();
    ProgrammeLine { id: id.to_owned(), state: held.state(day), version, older_in_force }
}
