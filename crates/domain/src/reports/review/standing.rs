//! Where a management review stands on a day: what is wrong with it (K10), what is left to do, when the next one is due.

use super::{ReviewCheck, ReviewFacts, ReviewFinding, ReviewInput, checks};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::review::{HeldDecision, HeldReview, ReviewRegister};
use crate::reports::certification::months_after;
use crate::values::review::{ActionStatus, DecisionKind, ReviewState};
use jiff::civil::Date;

/// An action of an earlier review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierAction {
    /// The review.
    pub review: String,
    /// Number of the decision.
    pub number: u32,
    /// The action with what was reported of it.
    pub held: HeldDecision,
    /// Is it said where it stands: done, dropped, or reported since the review before?
    pub has_status: bool,
}

/// The actions of reviews held before a day that this review has to look at: all of the last one whose minutes are approved and
/// of those after it, and of earlier ones those that were still open when that was held.
pub fn earlier_actions(register: &ReviewRegister, id: &str, day: Date) -> Vec<EarlierAction> {
    let since = register.approved_before(day, id).map_or(Date::MIN, |(_, on)| on);
    let mut found = Vec::new();
    for (review, held, on) in register.held_before(day, id) {
        for (number, action) in held.actions() {
            let report = action.reports.last();
            let ended = report.filter(|held| held.report.status != ActionStatus::InProgress);
            let over = ended.is_some_and(|held| held.report.on <= since);
            if on < since && over {
                continue;
            }
            // That something was on its way before the last review says nothing of today.
            let has_status = ended.is_some() || report.is_some_and(|held| held.report.on >= since);
            found.push(EarlierAction { review: review.clone(), number, held: action.clone(), has_status });
        }
    }
    found
}

/// The plain facts of a review, for the one function that checks them. One that is not held yet is judged as if it were on
/// its day, or today when that is over.
pub fn facts(registers: &Registers, id: &str, held: &HeldReview, on: Date) -> ReviewFacts {
    let register = &registers.reviews;
    let day = held.meeting.as_ref().map_or_else(|| held.plan.on.max(on), |meeting| meeting.on);
    let decided = |kind| held.decided().any(|(_, held)| held.decision.kind == kind);
    ReviewFacts {
        inputs: held.notes.keys().copied().collect(),
        top_management: held
            .meeting
            .iter()
            .flat_map(|meeting| meeting.attendance.values())
            .any(|one| one.top_management),
        decision_improvement: decided(DecisionKind::Improvement),
        decision_change: decided(DecisionKind::Change),
        previous_actions_with_status: earlier_actions(register, id, day).iter().all(|action| action.has_status),
        last_review: register.approved_before(day, id).map(|(_, on)| on),
        held: day,
        interval_months: register.interval(),
    }
}

/// What is wrong with a review (MR-01 to MR-06). What was approved late stays so, whatever the interval is today.
///
/// # Errors
/// Those of [`checks`].
pub fn findings(registers: &Registers, id: &str, held: &HeldReview, on: Date) -> Result<Vec<ReviewFinding>, Refusal> {
    let mut found = checks(&facts(registers, id, held, on))?;
    if let Some(approved) = &held.approved {
        found.retain(|finding| finding.check == ReviewCheck::IntervalExceeded && approved.late);
        if approved.late && found.is_empty() {
            found.push(ReviewFinding { check: ReviewCheck::IntervalExceeded, input: None });
        }
    }
    Ok(found)
}

impl ReviewFinding {
    /// Does it stand in the way of approving the minutes? That the interval was exceeded cannot be mended and is kept.
    pub fn blocks(&self) -> bool {
        self.check != ReviewCheck::IntervalExceeded
    }

    /// What is wrong, with the input that it names.
    pub fn sentence(&self) -> String {
        match self.input {
            Some(input) => format!("{}: {}, {}", self.check.title(), input.id(), input.title().to_lowercase()),
            None => self.check.title().to_owned(),
        }
    }
}

/// A review in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: ReviewState,
    /// What is wrong with it; nothing of one that was cancelled.
    pub findings: Vec<ReviewFinding>,
    /// Inputs that were treated.
    pub treated: usize,
    /// Inputs that are asked for.
    pub inputs: usize,
    /// Its actions.
    pub actions: usize,
    /// Of these, those that are neither done nor dropped.
    pub actions_open: usize,
    /// Of these, those whose day is over.
    pub actions_overdue: usize,
    /// Its day is over, and it was neither held nor cancelled.
    pub overdue: bool,
}

/// One review as it stands on a day.
///
/// # Errors
/// Those of [`checks`].
pub fn line(registers: &Registers, id: &str, held: &HeldReview, on: Date) -> Result<ReviewLine, Refusal> {
    let state = held.state();
    let open = || held.actions().filter(|(_, held)| held.open());
    let findings = match state {
        ReviewState::Cancelled => Vec::new(),
        _ => findings(registers, id, held, on)?,
    };
    Ok(ReviewLine {
        id: id.to_owned(),
        state,
        findings,
        treated: held.notes.len(),
        inputs: ReviewInput::ALL.len(),
        actions: held.actions().count(),
        actions_open: open().count(),
        actions_overdue: open().filter(|(_, held)| held.decision.due.is_some_and(|due| due < on)).count(),
        overdue: matches!(state, ReviewState::Scheduled | ReviewState::AgendaSent) && held.plan.on < on,
    })
}

/// Where the programme of reviews stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Months from one review to the next.
    pub interval_months: u32,
    /// The last review whose minutes are approved, and its day.
    pub last: Option<(String, Date)>,
    /// The last day on which the next one is in time; `None` before the first.
    pub due: Option<Date>,
    /// That day is over.
    pub overdue: bool,
    /// The next one that has a day, and that day.
    pub scheduled: Option<(String, Date)>,
    /// What is scheduled lies after the last day.
    pub too_late: bool,
}

/// The programme of reviews: when the last one was, when the next one is due (R136, R147).
///
/// # Errors
/// When the day due lies outside the years that are reckoned with.
pub fn programme(registers: &Registers, on: Date) -> Result<Programme, Refusal> {
    let register = &registers.reviews;
    let last = register.approved_before(on, "");
    let months = i32::try_from(register.interval()).unwrap_or(i32::MAX);
    let due = last.as_ref().map(|(_, day)| months_after(*day, months, "last_review")).transpose()?;
    let waits = |held: &HeldReview| matches!(held.state(), ReviewState::Scheduled | ReviewState::AgendaSent);
    let coming = register.each().filter(|(_, held)| waits(held)).map(|(id, held)| (id, held.plan.on));
    let scheduled = coming.min_by_key(|(_, day)| *day);
    let too_late = scheduled.as_ref().zip(due).is_some_and(|((_, day), due)| *day > due);
    let overdue = due.is_some_and(|due| due < on);
    Ok(Programme { interval_months: register.interval(), last, due, overdue, scheduled, too_late })
}
