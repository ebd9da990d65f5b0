//! Where a risk, its plan and its acceptance stand: it follows from what was recorded.

use crate::registers::risk::{HeldAcceptance, HeldRating, HeldRisk};
use crate::values::operation::words;
use crate::values::risk::{RatingKind, RiskState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a signature under a plan or an acceptance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// Nobody signed.
    Missing,
    /// It lies above the appetite and waits for the next level.
    Waiting,
    /// It holds.
    InForce,
    /// Its last day is over.
    Expired,
    /// The risk was rated otherwise since.
    RatedAgain,
    /// The plan was changed since.
    Replanned,
    /// The risk was opened again since.
    Reopened,
    /// Somebody else owns the risk since.
    OtherOwner,
}

words!(Signature {
    Missing = "missing", "Missing";
    Waiting = "waiting", "Waits for the next level";
    InForce = "in_force", "In force";
    Expired = "expired", "Expired";
    RatedAgain = "rated_again", "Stale: rated again";
    Replanned = "replanned", "Stale: the plan changed";
    Reopened = "reopened", "Stale: opened again";
    OtherOwner = "other_owner", "Stale: another owner";
});

impl Signature {
    /// Was it given for something that is no longer so?
    pub fn is_stale(self) -> bool {
        self > Signature::Expired
    }
}

/// The newest rating of a kind that was made since the risk was last opened, with its number.
pub fn rated(held: &HeldRisk, kind: RatingKind) -> Option<(u32, &HeldRating)> {
    held.rating(kind).filter(|(_, rating)| rating.made.entry > held.opened_at())
}

/// Where the approval of the plan stands: another rating of today, an opening or another owner makes it stale.
pub fn approval(held: &HeldRisk) -> Signature {
    let signed = held.plan.as_ref().and_then(|plan| Some((plan.approved.as_ref()?, &plan.approved_for)));
    let Some((approved, owner)) = signed else {
        return Signature::Missing;
    };
    if held.opened_at() > approved.entry {
        return Signature::Reopened;
    }
    let current = || held.ratings.iter().filter(|held| held.rating.kind == RatingKind::Current);
    let then = current().rfind(|held| held.made.entry < approved.entry).map(|held| &held.rating);
    let now = current().next_back().map(|held| &held.rating);
    let grades = |rating: &crate::values::risk::Rating| (rating.method, rating.likelihood, rating.impact);
    if then.map(grades) != now.map(grades) {
        Signature::RatedAgain
    } else if held.risk.owner != *owner {
        Signature::OtherOwner
    } else {
        Signature::InForce
    }
}

/// Where an acceptance of this risk stands on a day.
pub fn standing(held: &HeldRisk, accepted: &HeldAcceptance, on: Date) -> Signature {
    let acceptance = &accepted.acceptance;
    let newest = held.rating(RatingKind::Residual).map(|(number, _)| number);
    if held.opened_at() > accepted.accepted.entry {
        Signature::Reopened
    } else if held.plan.as_ref().map(|plan| plan.version) != Some(acceptance.plan) {
        Signature::Replanned
    } else if newest != Some(acceptance.rating) {
        Signature::RatedAgain
    } else if held.risk.owner != accepted.owner {
        Signature::OtherOwner
    } else if acceptance.until.is_some_and(|until| until < on) {
        Signature::Expired
    } else if accepted.above && accepted.countersigned.is_none() {
        Signature::Waiting
    } else {
        Signature::InForce
    }
}

/// Where the newest acceptance of a risk stands on a day.
pub fn acceptance(held: &HeldRisk, on: Date) -> Signature {
    held.acceptances.last().map_or(Signature::Missing, |accepted| standing(held, accepted, on))
}

/// Has the plan lines that are not done?
pub fn open_lines(held: &HeldRisk) -> usize {
    held.plan.as_ref().map_or(0, |plan| plan.progress.values().filter(|progress| progress.state.is_open()).count())
}

/// Where a risk stands on a day.
pub fn state(held: &HeldRisk, on: Date) -> RiskState {
    if held.closed {
        RiskState::Closed
    } else if rated(held, RatingKind::Current).is_none() {
        match rated(held, RatingKind::Inherent) {
            Some(_) => RiskState::Analysed,
            None => RiskState::Identified,
        }
    } else if held.plan.is_none() {
        RiskState::Evaluated
    } else if approval(held) != Signature::InForce {
        RiskState::TreatmentSelected
    } else if acceptance(held, on) != Signature::InForce {
        RiskState::Treating
    } else if open_lines(held) > 0 {
        RiskState::ResidualAccepted
    } else {
        RiskState::Monitored
    }
}
