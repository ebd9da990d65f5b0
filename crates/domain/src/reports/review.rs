//! What stands between a management review and its minutes: MR-01 to MR-06 (K10; ISO/IEC 27001 clauses 9.3.1 to 9.3.3).

mod agenda;
mod kept;
mod points;
mod standing;

pub use crate::values::review::ReviewInput;
pub use agenda::{agenda, seen};
pub use standing::{EarlierAction, Programme, ReviewLine, earlier_actions, facts, findings, line, programme};

use super::certification::{months_after, out_of_order};
use crate::refusal::Refusal;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Longest interval between two reviews, in months, that anybody plans.
pub const MAX_INTERVAL_MONTHS: u32 = 120;

/// One of the six checks, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewCheck {
    /// MR-01.
    InputMissing,
    /// MR-02.
    NoTopManagement,
    /// MR-03.
    NoDecisionOnImprovement,
    /// MR-04. A decision that nothing changes is one.
    NoDecisionOnChange,
    /// MR-05.
    ActionsWithoutStatus,
    /// MR-06.
    IntervalExceeded,
}

impl ReviewCheck {
    /// All of them, in the order of their numbers.
    pub const ALL: [ReviewCheck; 6] = [
        ReviewCheck::InputMissing,
        ReviewCheck::NoTopManagement,
        ReviewCheck::NoDecisionOnImprovement,
        ReviewCheck::NoDecisionOnChange,
        ReviewCheck::ActionsWithoutStatus,
        ReviewCheck::IntervalExceeded,
    ];

    /// `MR-01` to `MR-06`.
    pub fn id(self) -> &'static str {
        match self {
            ReviewCheck::InputMissing => "MR-01",
            ReviewCheck::NoTopManagement => "MR-02",
            ReviewCheck::NoDecisionOnImprovement => "MR-03",
            ReviewCheck::NoDecisionOnChange => "MR-04",
            ReviewCheck::ActionsWithoutStatus => "MR-05",
            ReviewCheck::IntervalExceeded => "MR-06",
        }
    }

    /// What is wrong, as people read it.
    pub fn title(self) -> &'static str {
        match self {
            ReviewCheck::InputMissing => "This input was not treated",
            ReviewCheck::NoTopManagement => "Top management did not attend",
            ReviewCheck::NoDecisionOnImprovement => "There is no decision on improvement",
            ReviewCheck::NoDecisionOnChange => "There is no decision on changes to the management system",
            ReviewCheck::ActionsWithoutStatus => "Actions of the review before have no status",
            ReviewCheck::IntervalExceeded => "The planned interval was exceeded",
        }
    }
}

/// What is known of a review, as plain facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewFacts {
    /// The inputs that were treated.
    pub inputs: BTreeSet<ReviewInput>,
    /// Did top management attend?
    pub top_management: bool,
    /// Was something decided on improvement?
    pub decision_improvement: bool,
    /// Was something decided on changes to the management system? "No change" is a decision.
    pub decision_change: bool,
    /// Has every action of the review before a status? A first review has none to speak of.
    pub previous_actions_with_status: bool,
    /// The day of the review before; `None` for the first.
    pub last_review: Option<Date>,
    /// The day on which it was held.
    pub held: Date,
    /// Months from one review to the next, as planned.
    pub interval_months: u32,
}

/// One thing that is wrong; with MR-01 the input that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewFinding {
    /// Which check.
    pub check: ReviewCheck,
    /// Which input, of MR-01.
    pub input: Option<ReviewInput>,
}

/// What is wrong with a review, in the order of the checks and of the inputs. A review on the last day of the interval is
/// in time.
///
/// # Errors
/// [`Refusal::NotPossible`] when the interval is not 1 to [`MAX_INTERVAL_MONTHS`] months, or the review was held before the one
/// before it.
pub fn checks(facts: &ReviewFacts) -> Result<Vec<ReviewFinding>, Refusal> {
    let missing = ReviewInput::ALL.into_iter().filter(|input| !facts.inputs.contains(input));
    let mut found: Vec<ReviewFinding> =
        missing.map(|input| ReviewFinding { check: ReviewCheck::InputMissing, input: Some(input) }).collect();
    let wrong = [
        (ReviewCheck::NoTopManagement, !facts.top_management),
        (ReviewCheck::NoDecisionOnImprovement, !facts.decision_improvement),
        (ReviewCheck::NoDecisionOnChange, !facts.decision_change),
        (ReviewCheck::ActionsWithoutStatus, !facts.previous_actions_with_status),
        (ReviewCheck::IntervalExceeded, exceeded(facts)?),
    ];
    found.extend(wrong.into_iter().filter(|(_, is)| *is).map(|(check, _)| ReviewFinding { check, input: None }));
    Ok(found)
}

fn exceeded(facts: &ReviewFacts) -> Result<bool, Refusal> {
    let months = facts.interval_months;
    let months = i32::try_from(months).ok().filter(|_| (1..=MAX_INTERVAL_MONTHS).contains(&months));
    let months = months.ok_or_else(|| Refusal::NotPossible {
        sentence: format!("interval_months: {} is no interval", facts.interval_months),
        hint: format!("write a number of months from 1 to {MAX_INTERVAL_MONTHS}"),
    })?;
    let Some(last) = facts.last_review else { return Ok(false) };
    if facts.held < last {
        let what = format!("lies before the review before, {last}");
        return Err(out_of_order("held", facts.held, &what, "write last_review and held in their order"));
    }
    Ok(facts.held > months_after(last, months, "last_review")?)
}
