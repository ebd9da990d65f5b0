//! The room of EN-1: `eve` examines it, `otto` another engagement; `carl` owns CH-1.

use crate::library::Organisation;
use crate::testing::day;
use domain::command::{Command, RoomCommand};
use domain::registers::room::HeldRequest;
use domain::values::{AuditRequest, Reading, RequestAnswer, Subject, SubjectKind};
use jiff::civil::Date;

pub(crate) fn about(kind: SubjectKind, id: &str) -> Subject {
    Subject { kind, id: id.into() }
}

/// What EN-1's auditor could want by 10 July 2026, about CH-1.
pub(crate) fn wanted(title: &str) -> AuditRequest {
    AuditRequest {
        engagement: "EN-1".into(),
        title: title.into(),
        text: "as an export of the ticket system".into(),
        subject: Some(about(SubjectKind::Control, "CH-1")),
        due: day(7, 10),
        to: String::new(),
        reference: String::new(),
    }
}

fn command(command: RoomCommand) -> Command {
    Command::Room(command)
}

pub(crate) fn ask(requests: Vec<AuditRequest>) -> Command {
    command(RoomCommand::AddRequests { engagement: "EN-1".into(), requests, source: String::new() })
}

pub(crate) fn revise(id: &str, request: AuditRequest) -> Command {
    command(RoomCommand::ReviseRequest { id: id.into(), request: Box::new(request) })
}

pub(crate) fn withdraw(id: &str, reason: &str) -> Command {
    command(RoomCommand::WithdrawRequest { id: id.into(), reason: reason.into() })
}

pub(crate) fn words(text: &str) -> RequestAnswer {
    RequestAnswer { text: text.into(), ..RequestAnswer::default() }
}

pub(crate) fn submit(id: &str, answer: RequestAnswer) -> Command {
    command(RoomCommand::SubmitRequest { id: id.into(), answer })
}

pub(crate) fn propose_due(id: &str, due: Date, reason: &str) -> Command {
    command(RoomCommand::ProposeDue { id: id.into(), due, reason: reason.into() })
}

pub(crate) fn decide_due(id: &str, agreed: bool) -> Command {
    command(RoomCommand::DecideDue { id: id.into(), agreed })
}

pub(crate) fn give_back(id: &str, reason: &str) -> Command {
    command(RoomCommand::ReturnRequest { id: id.into(), reason: reason.into() })
}

pub(crate) fn accept(id: &str) -> Command {
    command(RoomCommand::AcceptRequest { id: id.into() })
}

pub(crate) fn comment(kind: SubjectKind, id: &str, text: &str) -> Command {
    command(RoomCommand::Comment { engagement: "EN-1".into(), subject: about(kind, id), text: text.into() })
}

pub(crate) fn keep(kind: SubjectKind, id: &str) -> Command {
    command(RoomCommand::KeepNote { engagement: "EN-1".into(), subject: about(kind, id), sha256: "a1".repeat(32) })
}

pub(crate) fn drop_note(id: &str) -> Command {
    command(RoomCommand::DropNote { id: id.into() })
}

pub(crate) fn reading(kind: SubjectKind, id: &str) -> Reading {
    Reading { kind, id: id.into(), times: 1 }
}

pub(crate) fn read(from_us: i64, until_us: i64, readings: Vec<Reading>) -> Command {
    command(RoomCommand::NoteReadings { engagement: "EN-1".into(), from_us, until_us, readings, more: 0 })
}

impl Organisation {
    pub(crate) fn request(&self, id: &str) -> &HeldRequest {
        &self.registers.room.requests[id]
    }
}
