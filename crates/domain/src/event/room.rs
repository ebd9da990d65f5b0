//! What happened in the room of an engagement's external auditors.

use crate::values::room::read_request_id;
use crate::values::{AuditRequest, Reading, RequestAnswer, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about what was asked, answered, said and read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomEvent {
    /// Something was asked for.
    RequestAdded {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// What is asked for.
        request: Box<AuditRequest>,
        /// Was it prepared by the audited, before the auditor asked?
        prepared: bool,
        /// Name of the file that it came from.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// A request was changed.
    RequestRevised {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// As it is now.
        request: Box<AuditRequest>,
    },
    /// A request was taken back.
    RequestWithdrawn {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// Why.
        reason: String,
    },
    /// A request was answered.
    RequestSubmitted {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// The answer.
        answer: RequestAnswer,
    },
    /// Another day was asked for.
    DueProposed {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// The day.
        due: Date,
        /// Why.
        reason: String,
    },
    /// It was decided on the other day.
    DueDecided {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// The day that stands now.
        due: Date,
        /// Is it the one that was asked for?
        agreed: bool,
    },
    /// An answer was given back.
    RequestReturned {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
        /// Why.
        reason: String,
    },
    /// The auditor has what was asked for.
    RequestAccepted {
        /// Its id.
        #[serde(deserialize_with = "read_request_id")]
        id: String,
    },
    /// Something was said to both sides.
    Commented {
        /// Its id.
        id: String,
        /// The engagement.
        engagement: String,
        /// What about.
        subject: Subject,
        /// What.
        text: String,
    },
    /// A working note was kept; its text lies sealed outside the ledger.
    NoteKept {
        /// Its id.
        id: String,
        /// The engagement.
        engagement: String,
        /// What about.
        subject: Subject,
        /// SHA-256 of salt and text, lower-case hex; the salt keeps a short text from being guessed.
        sha256: String,
    },
    /// A working note was thrown away.
    NoteDropped {
        /// Its id.
        id: String,
    },
    /// An external auditor read.
    AuditorRead {
        /// The engagement.
        engagement: String,
        /// From, microseconds since 1970.
        from_us: i64,
        /// Until.
        until_us: i64,
        /// What.
        readings: Vec<Reading>,
        /// How many more things than are named.
        #[serde(default, skip_serializing_if = "is_none")]
        more: u32,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_none(more: &u32) -> bool {
    *more == 0
}

impl RoomEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            RoomEvent::RequestAdded { .. } => "audit_request_added",
            RoomEvent::RequestRevised { .. } => "audit_request_revised",
            RoomEvent::RequestWithdrawn { .. } => "audit_request_withdrawn",
            RoomEvent::RequestSubmitted { .. } => "audit_request_submitted",
            RoomEvent::DueProposed { .. } => "audit_request_due_proposed",
            RoomEvent::DueDecided { .. } => "audit_request_due_decided",
            RoomEvent::RequestReturned { .. } => "audit_request_returned",
            RoomEvent::RequestAccepted { .. } => "audit_request_accepted",
            RoomEvent::Commented { .. } => "auditor_room_commented",
            RoomEvent::NoteKept { .. } => "auditor_note_kept",
            RoomEvent::NoteDropped { .. } => "auditor_note_dropped",
            RoomEvent::AuditorRead { .. } => "auditor_read",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            RoomEvent::RequestAdded { id, .. }
            | RoomEvent::RequestRevised { id, .. }
            | RoomEvent::RequestWithdrawn { id, .. }
            | RoomEvent::RequestSubmitted { id, .. }
            | RoomEvent::DueProposed { id, .. }
            | RoomEvent::DueDecided { id, .. }
            | RoomEvent::RequestReturned { id, .. }
            | RoomEvent::RequestAccepted { id } => ("audit_request", id),
            RoomEvent::Commented { id, .. } => ("comment", id),
            RoomEvent::NoteKept { id, .. } | RoomEvent::NoteDropped { id } => ("note", id),
            RoomEvent::AuditorRead { engagement, .. } => ("readings", engagement),
        }
    }
}
