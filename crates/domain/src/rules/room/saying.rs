//! What is said to both sides, and the working notes of auditors.

use super::asking::MAX_TEXT;
use super::{Judged, auditor, event, external, known, refused, subject};
use crate::event::RoomEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::required;
use crate::stamp::Stamp;
use crate::values::{Duty, EngagementState, Subject};

/// Most comments, and most notes, of one organisation.
const MAX_SAID: usize = 100_000;

/// Said to both sides and never changed.
pub(super) fn comment(registers: &Registers, engagement: String, about: Subject, text: &str, stamp: &Stamp) -> Judged {
    let held = known(registers, &engagement)?;
    if held.state == EngagementState::Withdrawn {
        return Err(refused(format!("{engagement} was withdrawn"), "comment in the room of another engagement"));
    }
    external(registers, &engagement, stamp)?;
    subject::known(registers, &engagement, held, &about)?;
    let text = required(text, "the comment", "what you want to say", MAX_TEXT)?;
    let room = &registers.room;
    if room.comments.len() >= MAX_SAID {
        return Err(Refusal::TooMany { what: "comments", max: MAX_SAID });
    }
    Ok(vec![event(RoomEvent::Commented { id: room.next_comment(), engagement, subject: about, text })])
}

pub(super) fn keep(registers: &Registers, engagement: String, about: Subject, sha256: String, stamp: &Stamp) -> Judged {
    let held = known(registers, &engagement)?;
    auditor(registers, &engagement, stamp)?;
    subject::known(registers, &engagement, held, &about)?;
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    if sha256.len() != 64 || !sha256.chars().all(hex) {
        return Err(Refusal::BadId { what: "note's text", id: sha256.chars().take(64).collect() });
    }
    let room = &registers.room;
    if room.notes.len() >= MAX_SAID {
        return Err(Refusal::TooMany { what: "notes", max: MAX_SAID });
    }
    Ok(vec![event(RoomEvent::NoteKept { id: room.next_note(), engagement, subject: about, sha256 })])
}

/// Only who wrote a note throws it away, as long as the access runs.
pub(super) fn drop(registers: &Registers, id: String, stamp: &Stamp) -> Judged {
    let unknown = || Refusal::Unknown { what: "note", id: id.clone(), nearest: None };
    let held = registers.room.notes.get(&id).ok_or_else(unknown)?;
    auditor(registers, &held.engagement, stamp)?;
    if held.by != stamp.by.person {
        return Err(Refusal::KeptApart {
            duty: Duty::AuditorConcludes,
            sentence: format!("{id} was written by another auditor"),
            hint: "ask whoever wrote it to throw it away".to_owned(),
        });
    }
    if held.dropped_us.is_some() {
        return Err(Refusal::NothingToChange { what: format!("that {id} was thrown away") });
    }
    Ok(vec![event(RoomEvent::NoteDropped { id })])
}
