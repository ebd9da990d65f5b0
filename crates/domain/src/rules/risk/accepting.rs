//! Accepting what remains of a risk: by its owner who did not rate it (SoD-6), and above the appetite with the signature of
//! the next level, a reason and a last day (clause 6.1.3 f; R122, R123).

use super::rating::{in_force, interval};
use super::{Judged, current, event, is_one_of, not_possible, waived};
use crate::event::RiskEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::risk::{HeldRating, HeldRisk};
use crate::reports::acceptance::{AcceptanceFacts, AcceptanceNeed, acceptance as judged};
use crate::reports::risk::{Signature, acceptance as newest, approval, rated, standing};
use crate::rules::{LONG_TEXT, optional};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::risk::{Acceptance, RatingKind, TreatmentOption};

/// Most acceptances of one risk.
const MAX_ACCEPTANCES: usize = 500;

pub(super) fn accept(registers: &Registers, id: String, acceptance: Acceptance, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    let rating = bound(registers, held, &id, &acceptance)?;
    assessed_by_another(registers, rating, stamp)?;
    if newest(held, stamp.today) == Signature::InForce {
        return Err(Refusal::NothingToChange { what: format!("the acceptance of what remains of {id}") });
    }
    if held.acceptances.len() >= MAX_ACCEPTANCES {
        return Err(Refusal::TooMany { what: "acceptances of one risk", max: MAX_ACCEPTANCES });
    }
    let above = registers.risks.above_appetite(&rating.rating);
    let reason = optional(&acceptance.reason, "the reason", LONG_TEXT)?;
    let acceptance = Acceptance { reason, ..acceptance };
    terms(registers, &acceptance, &rating.rating.word, above, stamp)?;
    let number = u32::try_from(held.acceptances.len() + 1).unwrap_or(u32::MAX);
    Ok(vec![event(RiskEvent::RiskAccepted { id, number, acceptance, above })])
}

/// The plan and the rating as they stand, and no others (SoD-15).
fn bound<'a>(
    registers: &Registers,
    held: &'a HeldRisk,
    id: &str,
    acceptance: &Acceptance,
) -> Result<&'a HeldRating, Refusal> {
    let (method, _) = in_force(registers)?;
    if approval(held) != Signature::InForce {
        return Err(not_possible(
            format!("the plan of {id} is not approved as it stands"),
            "its owner approves the plan first; a new rating or another owner makes an earlier approval stale",
        ));
    }
    let Some((number, rating)) = rated(held, RatingKind::Residual) else {
        return Err(not_possible(format!("what remains of {id} is not rated"), "rate the residual risk first"));
    };
    if held.plan.as_ref().map(|plan| plan.version) != Some(acceptance.plan) || number != acceptance.rating {
        return Err(Refusal::Outdated { what: "risk", id: id.to_owned() });
    }
    if rating.rating.method != method {
        return Err(not_possible(
            format!("what remains of {id} was rated by version {} of the method", rating.rating.method),
            format!("rate it by version {method}, which is in force, first"),
        ));
    }
    Ok(rating)
}

/// What the acceptance itself has to say: above the appetite a reason and a last day. The next level signs afterwards. A
/// last day lies ahead, and no further than the next assessment.
fn terms(
    registers: &Registers,
    acceptance: &Acceptance,
    word: &str,
    above: bool,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    let facts = AcceptanceFacts {
        option: TreatmentOption::Retain,
        above_appetite: above,
        owner: true,
        owner_signed: true,
        next_level_signed: true,
        reason: !acceptance.reason.is_empty(),
        expiry: acceptance.until,
        on: Some(stamp.today),
    };
    let needs = judged(&facts).needs;
    if needs.contains(&AcceptanceNeed::Reason) {
        return Err(Refusal::Empty { field: "the reason", wanted: "why a risk above the appetite is retained" });
    }
    if needs.contains(&AcceptanceNeed::Expiry) {
        return Err(not_possible(
            format!("what remains is {word}, above the appetite, and the acceptance has no last day"),
            "say until when it is retained",
        ));
    }
    let latest = interval(in_force(registers)?.1, stamp.today);
    match acceptance.until {
        Some(until) if until <= stamp.today || until > latest => Err(not_possible(
            format!("the acceptance cannot end on {until}"),
            format!("give a day after today and by {latest}, when the risk is assessed again"),
        )),
        _ => Ok(()),
    }
}

/// Whoever rated what remains does not accept it (SoD-6).
fn assessed_by_another(registers: &Registers, rating: &HeldRating, stamp: &Stamp) -> Result<(), Refusal> {
    let duty = Duty::AssessorAccepts;
    match is_one_of(registers, stamp, &[&rating.made.by]) && !waived(registers, duty, stamp) {
        true => Err(Refusal::KeptApart {
            duty,
            sentence: "you rated what remains".to_owned(),
            hint: "somebody else rates it, or management waives the rule for you".to_owned(),
        }),
        false => Ok(()),
    }
}

pub(super) fn countersign(registers: &Registers, id: String, number: u32, note: &str, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    let last = u32::try_from(held.acceptances.len()).unwrap_or(u32::MAX);
    let Some(accepted) = held.acceptances.last() else {
        return Err(not_possible(format!("nobody accepted what remains of {id}"), "its owner accepts it first"));
    };
    if number != last {
        return Err(Refusal::Outdated { what: "risk", id });
    }
    match standing(held, accepted, stamp.today) {
        Signature::Waiting => {}
        Signature::InForce => {
            return Err(Refusal::NothingToChange { what: format!("the acceptance of what remains of {id}") });
        }
        stale => {
            return Err(not_possible(
                format!("the acceptance of {id} holds no more: {}", stale.title().to_lowercase()),
                "its owner accepts it again, as it stands now",
            ));
        }
    }
    let alone = registers.people.is_one_person(stamp.today);
    if is_one_of(registers, stamp, &[&accepted.accepted.by]) && !alone {
        return Err(Refusal::KeptApart {
            duty: Duty::ApprovalIsBound,
            sentence: format!("you accepted {id} as its owner"),
            hint: "somebody else of management signs as the next level".to_owned(),
        });
    }
    if let Some(rating) = held.numbered(accepted.acceptance.rating) {
        assessed_by_another(registers, rating, stamp)?;
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    Ok(vec![event(RiskEvent::RiskCountersigned { id, acceptance: number, note })])
}
