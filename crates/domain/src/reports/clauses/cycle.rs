//! The governance cycle: risk assessment, internal audit, management review, corrective action, improvement, each with the
//! last time and the next (R81).

use super::look::Look;
use super::place::Place;
use crate::registers::nonconformity::HeldNonconformity;
use crate::reports::isms::due_on;
use crate::values::isms::RegisterKind;
use crate::values::nonconformity::NonconformityClass;
use crate::values::operation::words;
use crate::values::risk::RatingKind;
use jiff::civil::Date;

/// A step of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CycleStep {
    /// Risks are assessed (8.2).
    RiskAssessment,
    /// The system is audited (9.2).
    InternalAudit,
    /// Top management reviews it (9.3).
    ManagementReview,
    /// What was wrong is mended, with its cause (10.2).
    CorrectiveAction,
    /// It gets better (10.1, 6.2).
    Improvement,
}

words!(CycleStep {
    RiskAssessment = "risk_assessment", "Risk assessment";
    InternalAudit = "internal_audit", "Internal audit";
    ManagementReview = "management_review", "Management review";
    CorrectiveAction = "corrective_action", "Corrective action";
    Improvement = "improvement", "Improvement";
});

impl CycleStep {
    /// The clause that asks for it.
    pub fn clause(self) -> &'static str {
        match self {
            CycleStep::RiskAssessment => "8.2",
            CycleStep::InternalAudit => "9.2.2",
            CycleStep::ManagementReview => "9.3.1",
            CycleStep::CorrectiveAction => "10.2",
            CycleStep::Improvement => "10.1",
        }
    }
}

/// A step on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleLine {
    /// Which.
    pub step: CycleStep,
    /// Who answers for it: whoever answers for its clause.
    pub owner: Option<String>,
    /// When it was done last.
    pub last: Option<Date>,
    /// When it is due next.
    pub next: Option<Date>,
    /// That day is over.
    pub overdue: bool,
    /// What the two days are, in a sentence.
    pub why: String,
    /// Where it is.
    pub place: Place,
}

/// The steps in their order; whose each is stands in the files.
pub(super) fn steps(look: &Look<'_>) -> Vec<CycleLine> {
    vec![assessment(look), audit(look), review(look), corrective(look), improvement(look)]
}

fn line(
    look: &Look<'_>,
    step: CycleStep,
    (last, next): (Option<Date>, Option<Date>),
    why: &str,
    place: Place,
) -> CycleLine {
    let overdue = next.is_some_and(|day| day < look.on);
    CycleLine { step, owner: None, last, next, overdue, why: why.to_owned(), place }
}

fn assessment(look: &Look<'_>) -> CycleLine {
    let all = || look.registers.risks.risks.values().filter(|held| !held.closed);
    let last = all().filter_map(|held| held.rating(RatingKind::Current)).map(|(_, rated)| rated.rating.on).max();
    let next = all().filter_map(|held| held.risk.next_review).min();
    let why = "The newest rating of an open risk; the earliest day on which one is assessed again.";
    line(look, CycleStep::RiskAssessment, (last, next), why, Place::Risks)
}

fn audit(look: &Look<'_>) -> CycleLine {
    let all = || look.registers.audits.audits.values().filter(|held| held.cancelled.is_none());
    let last = all().filter_map(|held| held.report.as_ref()).map(|report| report.report.on).max();
    let next = all().filter(|held| held.report.is_none()).map(|held| held.plan.window.until).min();
    let why = match next {
        Some(_) => "The newest report; the last planned day of the audit that comes next.",
        None => "The newest report; no further audit is planned.",
    };
    line(look, CycleStep::InternalAudit, (last, next), why, Place::Audits)
}

fn review(look: &Look<'_>) -> CycleLine {
    let programme = &look.reviews;
    let last = programme.last.as_ref().map(|(_, day)| *day);
    let scheduled = programme.scheduled.as_ref().map(|(_, day)| *day);
    let why = match (scheduled, programme.due) {
        (Some(_), _) if programme.overdue => {
            "The last review with approved minutes; the day of the next one, after the planned interval has ended."
        }
        (Some(_), _) => "The last review with approved minutes; the day of the next one.",
        (None, Some(_)) => "The last review with approved minutes; the end of the planned interval. None has a day.",
        (None, None) => "No review has approved minutes, and none has a day.",
    };
    let mut line = line(look, CycleStep::ManagementReview, (last, scheduled.or(programme.due)), why, Place::Reviews);
    line.overdue |= programme.overdue;
    line
}

fn corrective(look: &Look<'_>) -> CycleLine {
    let days = closing(look, |class| class != NonconformityClass::Opportunity);
    let why = "The last nonconformity that was closed; the earliest deadline of an open one.";
    line(look, CycleStep::CorrectiveAction, days, why, Place::Nonconformities)
}

fn improvement(look: &Look<'_>) -> CycleLine {
    let (last, next) = closing(look, |class| class == NonconformityClass::Opportunity);
    let objectives = look.registers.isms.of(RegisterKind::Objectives).filter(|held| held.there());
    let next = objectives.filter_map(due_on).chain(next).min();
    let why = "The last opportunity that was closed; the earliest day of an open one or of an objective.";
    line(look, CycleStep::Improvement, (last, next), why, Place::Nonconformities)
}

fn closing(look: &Look<'_>, wanted: impl Fn(NonconformityClass) -> bool) -> (Option<Date>, Option<Date>) {
    let all = || look.registers.nonconformities.nonconformities.values().filter(|h| wanted(h.nonconformity.class));
    let last = all().filter(|held| held.ending.as_ref().is_some_and(|ending| ending.closed));
    let last = last.filter_map(HeldNonconformity::ended_on).max();
    let open = all().filter(|held| held.state().open());
    let days = |held: &HeldNonconformity| {
        let lines = held.actions.iter().filter(|line| line.open()).map(|line| line.action.due);
        lines.chain(held.due).min()
    };
    (last, open.filter_map(days).min())
}
