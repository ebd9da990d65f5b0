//! Questions about management reviews.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::review::{HeldDecision, HeldReview};
use domain::reports::certification::{Gate, gate};
use domain::reports::review::{EarlierAction, Programme, ReviewLine, earlier_actions, line, programme, seen};
use domain::values::Action;
use domain::values::review::{Agenda, ReviewState};

/// All management reviews, and the actions that follow from them; whoever sees a part alone sees their own actions.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReviewsOf;

/// An action of a review, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewActionLine {
    /// The review.
    pub review: String,
    /// Number of the decision.
    pub number: u32,
    /// The action, and what was reported of it.
    pub held: HeldDecision,
    /// Something can be reported of it: the minutes are approved and the review is not closed.
    pub live: bool,
}

/// All management reviews on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewsAnswer {
    /// Where the programme stands.
    pub programme: Programme,
    /// The reviews, the newest first.
    pub rows: Vec<(HeldReview, ReviewLine)>,
    /// Actions of approved minutes: open before ended, by their day.
    pub actions: Vec<ReviewActionLine>,
    /// Version of the interval, for a change that must name it.
    pub interval_version: u64,
    /// Only a part is seen.
    pub part: bool,
}

impl Question for ReviewsOf {
    type Answer = ReviewsAnswer;

    fn needs(&self) -> Action {
        Action::ReadReviews
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ReviewsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let mine = |held: &HeldDecision| {
            seen.only.is_none_or(|selves| held.decision.owner.as_ref().is_some_and(|owner| selves.contains(owner)))
        };
        let mut actions = Vec::new();
        for (id, held) in registers.reviews.each().filter(|(_, held)| held.approved.is_some()) {
            let live = held.state() == ReviewState::ActionsOpen;
            let own = held.actions().filter(|(_, action)| mine(action));
            actions.extend(own.map(|(number, action)| ReviewActionLine {
                review: id.clone(),
                number,
                held: action.clone(),
                live,
            }));
        }
        actions.sort_by_key(|action| (!action.held.open(), action.held.decision.due, action.number));
        let row = |(id, held): (String, &HeldReview)| Ok((held.clone(), line(registers, &id, held, seen.on)?));
        let rows = match seen.only {
            Some(_) => Vec::new(),
            None => registers.reviews.each().rev().map(row).collect::<Result<_, Refusal>>()?,
        };
        Ok(ReviewsAnswer {
            programme: programme(registers, seen.on)?,
            rows,
            actions,
            interval_version: registers.version_of("review_interval", "reviews"),
            part: seen.only.is_some(),
        })
    }
}

/// One management review.
#[derive(Clone, Debug)]
pub struct ReviewOf(pub String);

/// One management review on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewDetail {
    /// It, and what became of it.
    pub held: HeldReview,
    /// How it stands.
    pub line: ReviewLine,
    /// The agenda that was sent; before that, what it would show.
    pub agenda: Agenda,
    /// Actions of earlier reviews that it has to look at.
    pub earlier: Vec<EarlierAction>,
    /// Where the programme stands.
    pub programme: Programme,
}

impl Question for ReviewOf {
    type Answer = ReviewDetail;

    fn needs(&self) -> Action {
        Action::ReadReviews
    }

    fn answer(&self, looked: &Seen<'_>) -> Result<ReviewDetail, Refusal> {
        let registers = looked.organisation()?;
        let unknown = || Refusal::Unknown { what: "management review", id: self.0.clone(), nearest: None };
        let held = registers.reviews.review(&self.0).ok_or_else(unknown)?;
        let day = held.meeting.as_ref().map_or_else(|| held.plan.on.max(looked.on), |meeting| meeting.on);
        Ok(ReviewDetail {
            line: line(registers, &self.0, held, looked.on)?,
            agenda: seen(registers, &self.0, looked.on),
            earlier: earlier_actions(&registers.reviews, &self.0, day),
            programme: programme(registers, looked.on)?,
            held: held.clone(),
        })
    }
}

/// What is missing before a certification audit (K12).
#[derive(Clone, Copy, Debug, Default)]
pub struct GateOf;

impl Question for GateOf {
    type Answer = Gate;

    fn rights(&self) -> Vec<Action> {
        use Action::{ReadAudits, ReadNonconformities, ReadProgramme, ReadReviews, ReadStatement};
        vec![ReadProgramme, ReadStatement, ReadAudits, ReadReviews, ReadNonconformities]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Gate, Refusal> {
        gate(seen.organisation()?, seen.on)
    }
}
