//! What is missing before the next step of a project, computed from the ledger and never declared (workflows, section 5).

mod audits;
mod body;
mod kept;
mod prepare;

pub use kept::{open_concerns, open_majors, unplanned};

use super::way;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldCertification;
use crate::values::certification::CertificationMove;
use crate::values::certification::CertificationState as State;
use crate::values::operation::words;
use jiff::civil::Date;

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedKind {
    /// Clauses that nobody judged, or that are not started.
    Clauses,
    /// A risk method that is approved.
    Method,
    /// An assessed risk.
    Risks,
    /// A Statement of Applicability: begun, approved, without errors.
    Statement,
    /// A control that runs.
    Operating,
    /// An internal audit over the whole scope, with its report.
    InternalAudit,
    /// Auditors who have no part in what they audited.
    Independence,
    /// A management review with approved minutes, in time.
    ManagementReview,
    /// Pieces of documented information.
    Documents,
    /// Major nonconformities that are open.
    Majors,
    /// The accreditation of the body.
    Accreditation,
    /// The days of a visit.
    Visit,
    /// The record of a visit.
    Record,
    /// Areas of concern that are not answered.
    Concerns,
    /// Findings that were not recorded.
    Findings,
    /// Plans that the body has not accepted.
    Plans,
    /// Major findings that the body has not verified.
    Verified,
    /// A limit that has passed.
    Limit,
    /// What is said does not show in the ledger.
    Ground,
}

words!(NeedKind {
    Clauses = "clauses", "Clauses";
    Method = "method", "Risk method";
    Risks = "risks", "Risks";
    Statement = "statement", "Statement of Applicability";
    Operating = "operating", "Controls that run";
    InternalAudit = "internal_audit", "Internal audit";
    Independence = "independence", "Independent auditors";
    ManagementReview = "management_review", "Management review";
    Documents = "documents", "Documented information";
    Majors = "majors", "Major nonconformities";
    Accreditation = "accreditation", "Accreditation";
    Visit = "visit", "Days of the visit";
    Record = "record", "Record of the visit";
    Concerns = "concerns", "Areas of concern";
    Findings = "findings", "Findings";
    Plans = "plans", "Accepted plans";
    Verified = "verified", "Verified actions";
    Limit = "limit", "Limit";
    Ground = "ground", "Reason of the suspension";
});

impl NeedKind {
    /// Whatever the body decides, this stays: a body without accreditation gives no certificate that counts, open items of
    /// Stage 1 block Stage 2 (R226), and nobody is certified with an open major.
    pub fn hard(self) -> bool {
        matches!(self, NeedKind::Accreditation | NeedKind::Concerns | NeedKind::Verified | NeedKind::Plans)
    }
}

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What kind.
    pub kind: NeedKind,
    /// What is missing.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
    /// What it is about, by id, at most `MAX_NAMED`.
    pub names: Vec<String>,
}

/// Most ids that one need names.
pub(super) const MAX_NAMED: usize = 12;

impl Need {
    fn new(kind: NeedKind, sentence: impl Into<String>, remedy: impl Into<String>) -> Need {
        Need { kind, sentence: sentence.into(), remedy: remedy.into(), names: Vec::new() }
    }

    fn about(mut self, names: impl IntoIterator<Item = String>) -> Need {
        self.names = names.into_iter().take(MAX_NAMED).collect();
        self
    }
}

/// Ids in a row; the others are counted.
fn listed(ids: &[String]) -> String {
    let shown = ids.iter().take(MAX_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(MAX_NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What is missing before a step, as of its day. Steps of the preparation that are passed over count as well.
///
/// # Errors
/// When a day lies outside the years that are reckoned with, or the statement cannot be checked.
pub fn needs(registers: &Registers, held: &HeldCertification, step: &CertificationMove) -> Result<Vec<Need>, Refusal> {
    let (from, on) = (held.state_on(step.on), step.on);
    let reading = Reading { registers, held, on };
    let mut found = Vec::new();
    let ahead = from.prepares() && (step.to.prepares() || step.to == State::Stage1);
    let passed = |state: &State| ahead && *state > from && *state <= step.to && state.prepares();
    for state in State::ALL.into_iter().filter(passed) {
        reading.prepares(state, &mut found)?;
    }
    match step.to {
        State::Stage1 => reading.stage1(&mut found)?,
        State::Stage1Closed => reading.stage1_closed(&mut found),
        State::Stage2 => reading.stage2(&mut found)?,
        State::DecisionPending => reading.decision_pending(&mut found),
        State::Surveillance1 | State::Surveillance2 | State::Recertification => reading.visit(step.to, &mut found)?,
        State::Certified => reading.certified_again(from, &mut found)?,
        State::Suspended => reading.suspended(step.ground, &mut found)?,
        _ => {}
    }
    once(&mut found);
    Ok(found)
}

/// What is missing before the body can decide to certify, or to certify again.
///
/// # Errors
/// As [`needs`].
pub fn decision_needs(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Vec<Need>, Refusal> {
    let mut found = Vec::new();
    Reading { registers, held, on }.decision(&mut found)?;
    once(&mut found);
    Ok(found)
}

/// What is missing before what usually comes next, a decision included.
///
/// # Errors
/// As [`needs`].
pub fn next_needs(
    registers: &Registers,
    held: &HeldCertification,
    on: Date,
) -> Result<Option<(State, Vec<Need>)>, Refusal> {
    let from = held.state_on(on);
    if way::decides(held.state) {
        return Ok(Some((State::Certified, decision_needs(registers, held, on)?)));
    }
    let to = match from {
        State::Certified => Some(super::standing::next_kept(held)),
        other => way::usual(other),
    };
    let Some(to) = to else { return Ok(None) };
    let step = CertificationMove { to, on, note: String::new(), because: String::new(), ground: None };
    Ok(Some((to, needs(registers, held, &step)?)))
}

/// The same thing is missing once, however many steps ask for it.
fn once(found: &mut Vec<Need>) {
    let mut seen: Vec<(NeedKind, String)> = Vec::new();
    found.retain(|need| {
        let key = (need.kind, need.sentence.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}

struct Reading<'a> {
    registers: &'a Registers,
    held: &'a HeldCertification,
    on: Date,
}
