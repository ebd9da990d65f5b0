//! Judging by somebody else than whoever handed it in, withdrawing, and requests.

use super::{Judged, current, event};
use crate::event::EvidenceEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::operation::live;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::isms::RegisterKind;
use crate::values::{EvidenceRequest, EvidenceState, EvidenceType, Membership};

/// Most requests of one organisation.
const MAX_REQUESTS: usize = 200_000;

/// That it is somebody else's was judged with the right (SoD-2); here it is bound to the version that was looked at
/// (SoD-15). What somebody accepted who handed it in, by a waiver, is accepted once more by somebody who did not.
pub(super) fn judge(
    registers: &Registers,
    (id, version): (String, u32),
    accepted: bool,
    note: &str,
    stamp: &Stamp,
) -> Judged {
    let held = current(registers, &id)?;
    if version != held.version() {
        return Err(Refusal::NotPossible {
            sentence: format!("version {version} of {id} is not the newest: that is version {}", held.version()),
            hint: "look at the newest version and judge that one".to_owned(),
        });
    }
    let note = match accepted {
        true => optional(note, "the note", LONG_TEXT)?,
        false => required(note, "the reason", "what is wrong with it, so that it can be mended", LONG_TEXT)?,
    };
    if accepted && held.newest().files.is_empty() {
        return Err(Refusal::NotPossible {
            sentence: format!("version {version} of {id} has no file: there is nothing to accept"),
            hint: "add a file first, as a new version; or reject it with the reason".to_owned(),
        });
    }
    if accepted && held.newest().evidence.kind == EvidenceType::AccessReview {
        owned(registers)?;
    }
    let state = if accepted { EvidenceState::Accepted } else { EvidenceState::Rejected };
    let heals = accepted && held.judged_by_its_own() && held.submitters().all(|person| person != stamp.by.person);
    if held.state == state && !heals {
        return Err(Refusal::NothingToChange { what: format!("that {id} is {}", state.title().to_lowercase()) });
    }
    Ok(vec![event(EvidenceEvent::EvidenceJudged { id, version, accepted, note })])
}

/// Whether access is right can be said by the owners of what is accessed: every asset has one first (R243).
fn owned(registers: &Registers) -> Result<(), Refusal> {
    let assets = registers.isms.of(RegisterKind::Assets).filter(|held| held.live() && held.owner().is_none());
    let ids: Vec<&str> = assets.map(|held| held.id.as_str()).take(5).collect();
    if ids.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: format!("nobody owns {}, and access is judged by the owners of assets", ids.join(", ")),
        hint: "name an owner of each asset first, in the register of assets".to_owned(),
    })
}

pub(super) fn withdraw(registers: &Registers, id: String, reason: &str) -> Judged {
    current(registers, &id)?;
    let reason = required(reason, "the reason", "why the item is withdrawn", LONG_TEXT)?;
    Ok(vec![event(EvidenceEvent::EvidenceWithdrawn { id, reason })])
}

pub(super) fn ask(registers: &Registers, request: EvidenceRequest, stamp: &Stamp) -> Judged {
    let room = &registers.evidence;
    if room.requests.len() >= MAX_REQUESTS {
        return Err(Refusal::TooMany { what: "requests for evidence", max: MAX_REQUESTS });
    }
    live(registers, &request.control)?;
    let member = registers.people.members.get(&request.person);
    if member.is_none_or(|member| member.state != Membership::Confirmed) {
        return Err(Refusal::NotPossible {
            sentence: "only a confirmed member can be asked for evidence".to_owned(),
            hint: "name a confirmed member by id, as the list of members has it; others are invited first".to_owned(),
        });
    }
    let wanted = required(&request.wanted, "what is wanted", "what the evidence has to show", LONG_TEXT)?;
    if request.due < stamp.today {
        return Err(Refusal::NotPossible {
            sentence: format!("{} is over", request.due),
            hint: format!("ask for it by {} or a later day", stamp.today),
        });
    }
    if request.period.is_some_and(|period| period.until < period.from) {
        return Err(Refusal::DatesReversed {
            from: "the first day of the period",
            until: "the last day of the period",
        });
    }
    let request = EvidenceRequest { wanted, ..request };
    Ok(vec![event(EvidenceEvent::EvidenceAsked { id: room.next_request(), request })])
}

pub(super) fn close(registers: &Registers, id: String, reason: &str) -> Judged {
    let unknown = || Refusal::Unknown { what: "request", id: id.clone(), nearest: None };
    let held = registers.evidence.requests.get(&id).ok_or_else(unknown)?;
    if !held.open() {
        return Err(Refusal::NothingToChange { what: format!("request {id} is answered or closed") });
    }
    let reason = required(reason, "the reason", "why it is no longer needed", LONG_TEXT)?;
    Ok(vec![event(EvidenceEvent::RequestClosed { id, reason })])
}
