//! Decisions, and what becomes of those that are actions.

use super::{Made, cited, known, person, refused, unknown, written};
use crate::event::ReviewEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::Membership;
use crate::values::review::{ActionReport, ActionStatus, MAX_DECISIONS, ReviewDecision, ReviewState};

pub(super) fn decide(registers: &Registers, id: &str, decision: ReviewDecision) -> Made {
    let (id, held) = written(registers, id)?;
    let Some(meeting) = &held.meeting else {
        return Err(refused(format!("{id} was not held yet"), "record that it was held, and who attended, first"));
    };
    if held.decisions.len() >= MAX_DECISIONS {
        return Err(Refusal::TooMany { what: "decisions of one review", max: MAX_DECISIONS });
    }
    let wanted = "what was decided; that nothing changes is a decision too";
    let text = required(&decision.text, "the decision", wanted, LONG_TEXT)?;
    match (&decision.owner, decision.due) {
        (None, None) => {}
        (Some(owner), Some(due)) => {
            person(registers, owner)?;
            if registers.people.members.get(owner).is_some_and(|member| member.state == Membership::Ended) {
                return Err(refused(
                    format!("the membership of {owner} has ended"),
                    "name somebody who still has a part here",
                ));
            }
            if due < meeting.on {
                return Err(Refusal::DatesReversed { from: "the day of the review", until: "the day of the action" });
            }
        }
        (Some(_), None) => return Err(Refusal::Empty { field: "the day", wanted: "by when it is carried out" }),
        (None, Some(_)) => return Err(Refusal::Empty { field: "the owner", wanted: "who carries it out" }),
    }
    let number = u32::try_from(held.decisions.len() + 1).unwrap_or(u32::MAX);
    Ok(ReviewEvent::ReviewDecided { id, number, decision: ReviewDecision { text, ..decision } })
}

pub(super) fn remove(registers: &Registers, id: &str, number: u32) -> Made {
    let (id, held) = written(registers, id)?;
    match held.decision(number) {
        None => Err(unknown("decision", &number.to_string())),
        Some(_) => Ok(ReviewEvent::ReviewDecisionRemoved { id, number }),
    }
}

pub(super) fn report(registers: &Registers, id: &str, number: u32, report: ActionReport, stamp: &Stamp) -> Made {
    let (id, held) = known(registers, id)?;
    let action = held.decision(number).ok_or_else(|| unknown("decision", &number.to_string()))?;
    if !action.is_action() {
        return Err(refused(
            format!("decision {number} of {id} has no owner and no day, and is no action"),
            "report on an action",
        ));
    }
    match held.state() {
        ReviewState::ActionsOpen => {}
        ReviewState::Closed => return Err(refused(format!("{id} is closed"), "decide anew in the next review")),
        _ => {
            return Err(refused(
                format!("the minutes of {id} are not approved"),
                "top management approves them first; then its actions are carried out",
            ));
        }
    }
    if report.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the report" });
    }
    if held.meeting.as_ref().is_some_and(|meeting| report.on < meeting.on) {
        return Err(Refusal::DatesReversed { from: "the day of the review", until: "the day of the report" });
    }
    let note = match report.status {
        ActionStatus::Done => optional(&report.note, "the note", LONG_TEXT)?,
        ActionStatus::InProgress => required(&report.note, "the note", "how far it is", LONG_TEXT)?,
        ActionStatus::Dropped => required(&report.note, "the note", "why it is not carried out", LONG_TEXT)?,
    };
    cited(registers, &report.evidence)?;
    let report = ActionReport { note, ..report };
    if action.reports.last().is_some_and(|was| was.report == report) {
        return Err(Refusal::NothingToChange { what: format!("action {number} of {id}") });
    }
    Ok(ReviewEvent::ReviewActionReported { id, number, report })
}
