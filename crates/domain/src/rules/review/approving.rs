//! Approving minutes as they stand, and closing a review of which no action is open.

use super::{Made, known, refused};
use crate::event::ReviewEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::review::{ReviewFinding, findings};
use crate::rules::{LONG_TEXT, optional};
use crate::stamp::Stamp;
use crate::values::review::ReviewState;

/// Most findings that one refusal names.
const MOST_NAMED: usize = 5;

pub(super) fn approve(registers: &Registers, id: &str, sha256: &str, stamp: &Stamp) -> Made {
    let (id, held) = known(registers, id)?;
    match held.state() {
        ReviewState::Held => {}
        ReviewState::Scheduled | ReviewState::AgendaSent => {
            return Err(refused(format!("{id} was not held yet"), "record that it was held, and who attended, first"));
        }
        ReviewState::Cancelled => return Err(refused(format!("{id} is cancelled"), "schedule another review")),
        _ => return Err(Refusal::NothingToChange { what: format!("that the minutes of {id} are approved") }),
    }
    if !sha256.trim().eq_ignore_ascii_case(&held.sha256) {
        return Err(Refusal::Outdated { what: "minutes of management review", id });
    }
    let found = findings(registers, &id, held, stamp.today)?;
    let wrong: Vec<&ReviewFinding> = found.iter().filter(|finding| finding.blocks()).collect();
    if !wrong.is_empty() {
        let named = wrong.iter().take(MOST_NAMED);
        let named: Vec<String> = named.map(|one| format!("{} ({})", one.sentence(), one.check.id())).collect();
        let rest = match wrong.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        return Err(refused(
            format!("the minutes of {id} cannot be approved: {}{rest}", named.join("; ")),
            "write down what is missing, or hold a review that treats it",
        ));
    }
    if held.minutes.is_none() && held.evidence.is_empty() {
        return Err(refused(
            format!("{id} has no minutes"),
            "write them, or cite the item of evidence that holds them",
        ));
    }
    Ok(ReviewEvent::ReviewMinutesApproved { sha256: held.sha256.clone(), late: !found.is_empty(), id })
}

pub(super) fn close(registers: &Registers, id: &str, note: &str) -> Made {
    let (id, held) = known(registers, id)?;
    match held.state() {
        ReviewState::MinutesApproved | ReviewState::ActionsOpen => {}
        ReviewState::Closed => return Err(Refusal::NothingToChange { what: format!("that {id} is closed") }),
        ReviewState::Cancelled => return Err(refused(format!("{id} is cancelled"), "nothing has to be closed")),
        _ => {
            return Err(refused(format!("the minutes of {id} are not approved"), "top management approves them first"));
        }
    }
    let open: Vec<String> =
        held.actions().filter(|(_, held)| held.open()).map(|(number, _)| number.to_string()).collect();
    if !open.is_empty() {
        return Err(refused(
            format!("{id} cannot be closed while actions are open: {}", open.join(", ")),
            "report each as done, or as dropped with the reason",
        ));
    }
    Ok(ReviewEvent::ReviewClosed { id, note: optional(note, "the note", LONG_TEXT)? })
}
