//! Statements of management, signed under just this text (SoD-15), and the opinion as it stands in the report.

use super::{Judged, LONGEST_PAPER, agreed, criteria, current, event, known, refused, same, unknown};
use crate::event::DescriptionEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::description::statement_checks;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::EngagementState;
use crate::values::description::{DescriptionState, Opinion, OpinionKind, StatementKind, statement_sha256};
use jiff::civil::Date;

/// Most opinions recorded for one engagement, corrections included.
const MAX_OPINIONS: usize = 100;

pub(super) fn write(registers: &Registers, engagement: String, kind: StatementKind, text: &str) -> Judged {
    current(registers, &engagement)?;
    let text =
        required(text, "the text", "the whole statement; a proposal is made from the engagement", LONGEST_PAPER)?;
    worded(kind.title(), &text)?;
    // A letter that is dated before the assertion is signed again, if need be with the same words.
    let earlier =
        kind == StatementKind::Representation && registers.descriptions.letter_before_assertion(&engagement).is_some();
    if !earlier && registers.descriptions.statement(&engagement, kind).is_some_and(|held| held.text == text) {
        return Err(Refusal::NothingToChange { what: kind.title().to_lowercase() });
    }
    let sha256 = statement_sha256(&engagement, kind, &text);
    Ok(event(DescriptionEvent::StatementWritten { engagement, kind, text, sha256 }))
}

pub(super) fn sign(
    registers: &Registers,
    engagement: String,
    kind: StatementKind,
    (sha256, on): (&str, Date),
    stamp: &Stamp,
) -> Judged {
    let engaged = current(registers, &engagement)?;
    let held = registers.descriptions.statement(&engagement, kind).ok_or_else(|| unknown("statement", &engagement))?;
    if held.signed.is_some() {
        return Err(Refusal::NothingToChange { what: format!("{} is signed", kind.title().to_lowercase()) });
    }
    same("statement of", &engagement, sha256, &held.sha256)?;
    dated(on, engaged.engagement.kind.days().until, stamp)?;
    agreed(kind.title(), statement_checks(engaged, &held.text))?;
    in_order(registers, &engagement, kind, on)?;
    Ok(event(DescriptionEvent::StatementSigned { engagement, kind, sha256: held.sha256.clone(), on }))
}

/// A paper is signed after those of which it speaks: the assertion after the description, the representation letter after both
/// (workflows, sections 2 and 3). Names everything that is missing.
fn in_order(registers: &Registers, engagement: &str, kind: StatementKind, on: Date) -> Result<(), Refusal> {
    let register = &registers.descriptions;
    let described = register.descriptions.get(engagement).map(|held| held.state).unwrap_or_default();
    let asserted = register.statement(engagement, StatementKind::Assertion).and_then(|held| held.signed.as_ref());
    let after = kind == StatementKind::Representation;
    let approved = described >= DescriptionState::ManagementApproved;
    let missing = match (approved, !after || asserted.is_some()) {
        (true, true) => None,
        (true, false) => Some(("management has not signed its assertion", "sign the assertion first")),
        (false, true) => Some(("management has not approved the description", "approve the description first")),
        (false, false) => Some((
            "management has neither approved the description nor signed its assertion",
            "approve the description first, then sign the assertion",
        )),
    };
    if let Some((missing, hint)) = missing {
        let paper = kind.title();
        return Err(refused(format!("{paper} of {engagement} waits for what it speaks of: {missing}"), hint));
    }
    if asserted.is_some_and(|asserted| after && on < asserted.on) {
        return Err(Refusal::DatesReversed {
            from: "the day on the assertion",
            until: "the day on the representation letter",
        });
    }
    Ok(())
}

/// The day on a paper: not to come, and not before the last day of which it speaks.
fn dated(on: Date, last: Date, stamp: &Stamp) -> Result<(), Refusal> {
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on the paper" });
    }
    if on < last {
        return Err(Refusal::DatesReversed { from: "the last day of the engagement", until: "the day on the paper" });
    }
    Ok(())
}

/// The opinion is recorded as it is read in the report; what the tests found stands by itself and decides nothing here.
pub(super) fn opinion(registers: &Registers, engagement: String, opinion: Opinion, stamp: &Stamp) -> Judged {
    let engaged = known(registers, &engagement)?;
    if !matches!(engaged.state, EngagementState::DraftReport | EngagementState::Issued) {
        return Err(refused(
            format!("{engagement} has no report yet: it is {}", engaged.state.within()),
            "the opinion is read in the report; move the engagement to draft_report first",
        ));
    }
    dated(opinion.dated, engaged.engagement.kind.days().until, stamp)?;
    let named = criteria(registers, &opinion.criteria)?;
    let basis = match opinion.kind {
        OpinionKind::Unmodified => optional(&opinion.basis, "the basis", LONG_TEXT)?,
        _ => {
            required(&opinion.basis, "the basis", "what the report gives as the basis of its modification", LONG_TEXT)?
        }
    };
    if opinion.kind == OpinionKind::Unmodified && !named.is_empty() {
        return Err(refused(
            "an unmodified opinion names no affected criteria".to_owned(),
            "leave them out, or record the kind that the report has; exceptions stand with the tests",
        ));
    }
    if let Some(item) = &opinion.report
        && !registers.evidence.items.contains_key(item)
    {
        return Err(unknown("item of evidence", item));
    }
    let opinion = Opinion { criteria: named, basis, ..opinion };
    let before = registers.descriptions.opinions.get(&engagement).map(Vec::as_slice).unwrap_or_default();
    if before.last().is_some_and(|held| held.opinion == opinion) {
        return Err(Refusal::NothingToChange { what: format!("the opinion on {engagement}") });
    }
    if before.len() >= MAX_OPINIONS {
        return Err(Refusal::TooMany { what: "opinions recorded for one engagement", max: MAX_OPINIONS });
    }
    Ok(event(DescriptionEvent::OpinionRecorded { engagement, opinion }))
}
