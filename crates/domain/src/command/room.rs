//! Commands about the room of an engagement's external auditors.

use crate::values::room::request_id;
use crate::values::{Action, AuditRequest, Reading, RequestAnswer, Subject, SubjectKind};
use jiff::civil::Date;
use serde::Serialize;

/// A change of what is asked, answered, said and read in the auditor's room.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum RoomCommand {
    /// Put requests on the list: one, or a whole list that was imported. All or none.
    AddRequests {
        /// The engagement.
        engagement: String,
        /// What is asked for.
        requests: Vec<AuditRequest>,
        /// Name of the file that they came from; empty when typed.
        source: String,
    },
    /// Change a request that is not closed.
    ReviseRequest {
        /// Its id.
        id: String,
        /// As it shall be.
        request: Box<AuditRequest>,
    },
    /// Take a request back.
    WithdrawRequest {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Answer a request.
    SubmitRequest {
        /// Its id.
        id: String,
        /// The answer.
        answer: RequestAnswer,
    },
    /// Ask for another day.
    ProposeDue {
        /// Its id.
        id: String,
        /// The day.
        due: Date,
        /// Why.
        reason: String,
    },
    /// Agree to the other day that was asked for, or keep the one that stands.
    DecideDue {
        /// Its id.
        id: String,
        /// Is it agreed?
        agreed: bool,
    },
    /// Give an answer back.
    ReturnRequest {
        /// Its id.
        id: String,
        /// What is wrong with it or missing.
        reason: String,
    },
    /// Have what was asked for.
    AcceptRequest {
        /// Its id.
        id: String,
    },
    /// Say something that both sides read.
    Comment {
        /// The engagement.
        engagement: String,
        /// What about.
        subject: Subject,
        /// What.
        text: String,
    },
    /// Keep a working note of the auditor; its text lies sealed outside the ledger.
    KeepNote {
        /// The engagement.
        engagement: String,
        /// What about.
        subject: Subject,
        /// SHA-256 of salt and text, lower-case hex; the salt keeps a short text from being guessed.
        sha256: String,
    },
    /// Throw a working note away: its text goes, its hash stays.
    DropNote {
        /// Its id.
        id: String,
    },
    /// Note what an external auditor read in the last minute.
    NoteReadings {
        /// The engagement.
        engagement: String,
        /// From, microseconds since 1970.
        from_us: i64,
        /// Until.
        until_us: i64,
        /// What was read.
        readings: Vec<Reading>,
        /// How many more things were read than are named.
        more: u32,
    },
}

impl RoomCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            RoomCommand::AddRequests { .. } => "add_requests",
            RoomCommand::ReviseRequest { .. } => "revise_request",
            RoomCommand::WithdrawRequest { .. } => "withdraw_request",
            RoomCommand::SubmitRequest { .. } => "submit_request",
            RoomCommand::ProposeDue { .. } => "propose_due",
            RoomCommand::DecideDue { .. } => "decide_due",
            RoomCommand::ReturnRequest { .. } => "return_request",
            RoomCommand::AcceptRequest { .. } => "accept_request",
            RoomCommand::Comment { .. } => "comment",
            RoomCommand::KeepNote { .. } => "keep_note",
            RoomCommand::DropNote { .. } => "drop_note",
            RoomCommand::NoteReadings { .. } => "note_readings",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            RoomCommand::ReviseRequest { id, .. }
            | RoomCommand::WithdrawRequest { id, .. }
            | RoomCommand::SubmitRequest { id, .. }
            | RoomCommand::ProposeDue { id, .. }
            | RoomCommand::DecideDue { id, .. }
            | RoomCommand::ReturnRequest { id, .. }
            | RoomCommand::AcceptRequest { id } => ("audit_request", id),
            RoomCommand::DropNote { id } => ("note", id),
            RoomCommand::AddRequests { .. }
            | RoomCommand::Comment { .. }
            | RoomCommand::KeepNote { .. }
            | RoomCommand::NoteReadings { .. } => return None,
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            RoomCommand::AddRequests { .. }
            | RoomCommand::ReviseRequest { .. }
            | RoomCommand::WithdrawRequest { .. } => Action::AskAuditee,
            RoomCommand::SubmitRequest { .. } | RoomCommand::ProposeDue { .. } => Action::AnswerAuditor,
            RoomCommand::DecideDue { .. } | RoomCommand::ReturnRequest { .. } | RoomCommand::AcceptRequest { .. } => {
                Action::JudgeAnswer
            }
            RoomCommand::Comment { .. } => Action::CommentRoom,
            RoomCommand::KeepNote { .. } | RoomCommand::DropNote { .. } => Action::KeepNote,
            RoomCommand::NoteReadings { .. } => Action::ReadEngagement,
        }
    }
}

impl RoomCommand {
    /// The command with the ids of requests as they are kept, also where they are written as they were until 0.5
    /// ([`request_id`]).
    #[must_use]
    pub fn as_kept(mut self) -> RoomCommand {
        match &mut self {
            RoomCommand::ReviseRequest { id, .. }
            | RoomCommand::WithdrawRequest { id, .. }
            | RoomCommand::SubmitRequest { id, .. }
            | RoomCommand::ProposeDue { id, .. }
            | RoomCommand::DecideDue { id, .. }
            | RoomCommand::ReturnRequest { id, .. }
            | RoomCommand::AcceptRequest { id } => *id = request_id(id),
            RoomCommand::Comment { subject, .. } | RoomCommand::KeepNote { subject, .. } => {
                *subject = subject.clone().as_kept();
            }
            RoomCommand::NoteReadings { readings, .. } => {
                for reading in readings.iter_mut().filter(|reading| reading.kind == SubjectKind::Request) {
                    reading.id = request_id(&reading.id);
                }
            }
            RoomCommand::AddRequests { .. } | RoomCommand::DropNote { .. } => {}
        }
        self
    }
}
