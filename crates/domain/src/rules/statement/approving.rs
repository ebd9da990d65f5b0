//! From a draft to a version in force: read through, approved by management, put in force, given up.

use super::{Judged, event, known, refused};
use crate::event::StatementEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::registers::statement::HeldStatementVersion;
use crate::reports::statement::{SoaFinding, findings};
use crate::rules::{LONG_TEXT, required};
use crate::values::statement::StatementState;
use jiff::civil::Date;

/// Most findings that one refusal names.
const MOST_NAMED: usize = 5;

/// What is reviewed or approved is named by its hash: of anything else nothing is said (SoD-15).
fn same(id: &str, given: &str, held: &HeldStatementVersion) -> Result<(), Refusal> {
    match given.trim().eq_ignore_ascii_case(&held.sha256) {
        true => Ok(()),
        false => Err(Refusal::Outdated { what: "statement of applicability", id: id.to_owned() }),
    }
}

fn over(id: &str, held: &HeldStatementVersion, done: &str) -> Refusal {
    refused(
        format!("{id} is {}, and is not {done} any more", held.state.title().to_lowercase()),
        "begin a draft, and take it from there",
    )
}

pub(super) fn review(registers: &Registers, id: &str, sha256: &str) -> Judged {
    let (id, held) = known(registers, id)?;
    match held.state {
        StatementState::Draft => {}
        StatementState::Reviewed | StatementState::Approved => {
            return Err(Refusal::NothingToChange { what: format!("that {id} is reviewed") });
        }
        _ => return Err(over(&id, held, "reviewed")),
    }
    same(&id, sha256, held)?;
    Ok(event(StatementEvent::StatementReviewed { id, sha256: held.sha256.clone() }))
}

/// K12 wants a statement without errors 01 to 08; [`crate::reports::statement::SoaCheck::blocks`] says which stand in the way.
pub(super) fn approve(registers: &Registers, id: &str, sha256: &str, today: Date) -> Judged {
    let (id, held) = known(registers, id)?;
    match held.state {
        StatementState::Reviewed => {}
        StatementState::Draft => {
            return Err(refused(
                format!("{id} was not reviewed as it stands"),
                "somebody of the programme reads it through and says so first",
            ));
        }
        StatementState::Approved => {
            return Err(Refusal::NothingToChange { what: format!("that {id} is approved") });
        }
        _ => return Err(over(&id, held, "approved")),
    }
    same(&id, sha256, held)?;
    let wrong: Vec<SoaFinding> =
        findings(registers, held, today)?.into_iter().filter(|finding| finding.check.blocks()).collect();
    if !wrong.is_empty() {
        let named: Vec<String> = wrong
            .iter()
            .take(MOST_NAMED)
            .map(|one| format!("{} {} ({})", one.control, one.check.sentence(), one.check.id()))
            .collect();
        let rest = match wrong.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        return Err(refused(
            format!("{id} cannot be approved on {today}: {}{rest}", named.join("; ")),
            "mend these entries, and have it reviewed again",
        ));
    }
    Ok(event(StatementEvent::StatementApproved { id, sha256: held.sha256.clone() }))
}

pub(super) fn enforce(registers: &Registers, id: &str, from: Date, today: Date) -> Judged {
    let (id, held) = known(registers, id)?;
    let approval = match (&held.approved, held.state) {
        (Some(approval), StatementState::Approved) => approval,
        (_, StatementState::Effective) => {
            return Err(Refusal::NothingToChange { what: format!("that {id} is in force") });
        }
        (_, state) if state.open() => {
            return Err(refused(format!("{id} is not approved"), "management approves it first"));
        }
        _ => return Err(over(&id, held, "put in force")),
    };
    if from > today {
        return Err(Refusal::InTheFuture { field: "the first day" });
    }
    if from < day_of(approval.at_us) {
        return Err(Refusal::DatesReversed { from: "the day of the approval", until: "the first day" });
    }
    if let Some((before, since)) = registers.statements.effective().and_then(|(id, held)| Some((id, held.from?)))
        && from <= since
    {
        return Err(refused(
            format!("{before} is in force since {since}, and {id} can only follow it"),
            "give a later day as the first one",
        ));
    }
    Ok(event(StatementEvent::StatementEnforced { id, from }))
}

pub(super) fn withdraw(registers: &Registers, id: &str, reason: &str) -> Judged {
    let (id, held) = known(registers, id)?;
    match held.state {
        state if state.open() => {}
        StatementState::Effective => {
            return Err(refused(
                format!("{id} is in force, and a version in force is only ever superseded"),
                "begin a draft, and have it approved",
            ));
        }
        _ => return Err(over(&id, held, "withdrawn")),
    }
    let reason = required(reason, "the reason", "why this version is given up", LONG_TEXT)?;
    Ok(event(StatementEvent::StatementWithdrawn { id, reason }))
}
