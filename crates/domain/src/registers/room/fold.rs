//! How events change the register of the rooms.

use super::{
    GivenAnswer, HeldComment, HeldNote, HeldReading, HeldRequest, MOST_NAMED, MOST_READ, ProposedDue, RoomRegister,
    Said,
};
use crate::event::RoomEvent;
use crate::registers::Recorded;
use crate::values::{AuditRequest, RequestState};

/// Folds an event in.
pub(in crate::registers) fn apply(register: &mut RoomRegister, recorded: Recorded<'_>, entry: u64, event: RoomEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    let said = |text: String| Said { text, by: by.clone(), at_us };
    match event {
        RoomEvent::RequestAdded { id, request, prepared, source } => {
            register.requests.insert(id, added(*request, (prepared, source), recorded));
        }
        RoomEvent::RequestRevised { id, request } => change(register, &id, |held| {
            if held.request.due != request.due {
                held.proposed = None;
            }
            held.request = *request;
        }),
        RoomEvent::RequestWithdrawn { id, reason } => change(register, &id, |held| {
            held.state = RequestState::Withdrawn;
            held.proposed = None;
            held.ended = Some(said(reason));
        }),
        RoomEvent::RequestSubmitted { id, answer } => change(register, &id, |held| {
            held.state = RequestState::Submitted;
            held.answers.push(GivenAnswer { answer, by, at_us });
        }),
        RoomEvent::DueProposed { id, due, reason } => change(register, &id, |held| {
            held.proposed = Some(ProposedDue { due, reason, by, at_us });
        }),
        RoomEvent::DueDecided { id, due, agreed: _ } => change(register, &id, |held| {
            held.request.due = due;
            held.proposed = None;
        }),
        RoomEvent::RequestReturned { id, reason } => change(register, &id, |held| {
            held.state = RequestState::Returned;
            held.returned.push(said(reason));
        }),
        RoomEvent::RequestAccepted { id } => change(register, &id, |held| {
            held.state = RequestState::Accepted;
            held.proposed = None;
            held.ended = Some(said(String::new()));
        }),
        RoomEvent::Commented { id, engagement, subject, text } => {
            register.comments.insert(id, HeldComment { engagement, subject, text, by, at_us });
        }
        RoomEvent::NoteKept { id, engagement, subject, sha256 } => {
            let held = HeldNote { engagement, subject, sha256, by, at_us, dropped_us: None };
            register.notes.insert(id, held);
        }
        RoomEvent::NoteDropped { id } => {
            if let Some(held) = register.notes.get_mut(&id) {
                held.dropped_us = Some(at_us);
            }
        }
        RoomEvent::AuditorRead { engagement, from_us, until_us, readings, more } => {
            read(register, HeldReading { entry, engagement, by, from_us, until_us, readings, more });
        }
    }
}

fn added(request: AuditRequest, (prepared, source): (bool, String), recorded: Recorded<'_>) -> HeldRequest {
    HeldRequest {
        request,
        prepared,
        source,
        state: RequestState::Open,
        by: recorded.by.to_owned(),
        at_us: recorded.at_us,
        answers: Vec::new(),
        returned: Vec::new(),
        proposed: None,
        ended: None,
    }
}

fn change(register: &mut RoomRegister, id: &str, how: impl FnOnce(&mut HeldRequest)) {
    if let Some(held) = register.requests.get_mut(id) {
        how(held);
    }
}

/// Keeps the newest entries, within both limits; the newest one always.
fn read(register: &mut RoomRegister, reading: HeldReading) {
    register.read += 1;
    register.named += reading.readings.len();
    register.readings.push_back(reading);
    while register.readings.len() > MOST_READ || (register.named > MOST_NAMED && register.readings.len() > 1) {
        let Some(oldest) = register.readings.pop_front() else { return };
        register.named = register.named.saturating_sub(oldest.readings.len());
    }
}
