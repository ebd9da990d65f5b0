//! The room itself: what its auditors see first, comments, readings, and working notes, whose texts `app` seals beside the
//! change (`RoomCommand::KeepNote`, `RoomCommand::DropNote`).

use super::{SubjectBody, subject};
use crate::api::call::{Answered, Body, Call};
use crate::api::change::Changed;
use crate::api::change::Match;
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::room::{AuditRoomWords, AuditorReadWords, RoomCommentWords, WorkingNoteWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{CommentsOf, ReadingsOf, RoomOf};
use axum::Json;
use domain::command::{Command, RoomCommand};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A room, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRoomWords {
    #[serde(flatten)]
    room: AuditRoomWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the room of an engagement: what its auditors see first.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/room",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses((status = 200, description = "The room", body = OneRoomWords), Unanswered)
)]
pub(in crate::api) async fn audit_room(call: Call) -> Answered<OneRoomWords> {
    let answer = call.ask_organisation(&RoomOf { engagement: call.part("engagement") })?;
    let room = AuditRoomWords::of(&call.names(), &answer.value);
    Ok(Json(OneRoomWords { room, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A page of comments.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RoomCommentsPageWords {
    /// The oldest first.
    comments: Vec<RoomCommentWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List what was said in the room of an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/comments",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The comments", body = RoomCommentsPageWords), Unanswered)
)]
pub(in crate::api) async fn room_comments(call: Call) -> Answered<RoomCommentsPageWords> {
    let answer = call.ask_organisation(&CommentsOf { engagement: call.part("engagement"), subject: None })?;
    let all = answer.value.iter().map(|line| RoomCommentWords::of(&call.names(), line)).collect();
    let (comments, turn) = call.page(all, |one: &RoomCommentWords| one.id.clone())?;
    Ok(Json(RoomCommentsPageWords { comments, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A comment, or a working note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "Which system does this list come from?", "subject": { "kind": "population", "id": "PO-1" } }))]
pub(in crate::api) struct RoomTextBody {
    /// What.
    text: String,
    /// What about; left out, the engagement.
    subject: Option<SubjectBody>,
}

/// Say something that both sides read; it is never changed.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/comments",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Once),
    request_body = RoomTextBody,
    responses((status = 201, description = "It is said", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn comment_room(call: Call, Body(body): Body<RoomTextBody>) -> Changed {
    let (subject, text) = (subject(&call, body.subject)?, body.text);
    let said =
        call.change(Command::Room(RoomCommand::Comment { engagement: call.part("engagement"), subject, text }))?;
    Ok(said.at(format!("/api/v1/o/{}/engagements/{}/comments", call.org(), escaped(&call.part("engagement")))))
}

/// A page of readings.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AuditorReadingsPageWords {
    /// The newest first; the newest 10,000 of the organisation are at hand, older ones stand in the history.
    readings: Vec<AuditorReadWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List who of the auditors of an engagement read what and when.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/readings",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The readings", body = AuditorReadingsPageWords), Unanswered)
)]
pub(in crate::api) async fn auditor_readings(call: Call) -> Answered<AuditorReadingsPageWords> {
    let question = |skip| ReadingsOf { engagement: call.part("engagement"), skip, take: 0 };
    let mut answer = call.ask_organisation(&question(0))?;
    while answer.value.behind > 0 {
        let more = call.ask_organisation(&question(answer.value.lines.len()))?.value;
        answer.value.behind = more.behind;
        answer.value.lines.extend(more.lines);
    }
    let all = answer.value.lines.iter().map(|line| AuditorReadWords::of(&call.names(), line)).collect();
    let (readings, turn) = call.page(all, |one: &AuditorReadWords| one.entry.to_string())?;
    Ok(Json(AuditorReadingsPageWords { readings, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Working notes.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WorkingNotesWords {
    /// The newest first.
    notes: Vec<WorkingNoteWords>,
    #[serde(flatten)]
    turn: Turn,
}

/// List the working notes of an engagement with their texts; for its auditors alone, in person: no token can.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/notes",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Paging),
    responses((status = 200, description = "The notes", body = WorkingNotesWords), Unanswered)
)]
pub(in crate::api) async fn working_notes(call: Call) -> Answered<WorkingNotesWords> {
    let (app, org, engagement) = (&call.names(), call.org(), call.part("engagement"));
    let read = || app.read_notes(&org, call.who(), &engagement);
    let notes = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let all = notes.iter().map(|note| WorkingNoteWords::of(app, note)).collect();
    let (notes, turn) = call.page(all, |one: &WorkingNoteWords| one.id.clone())?;
    Ok(Json(WorkingNotesWords { notes, turn }))
}

/// Keep a working note: its text sealed, its hash in the ledger; as an auditor in person, no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/notes",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Once),
    request_body = RoomTextBody,
    responses((status = 201, description = "It is kept", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn keep_working_note(call: Call, Body(body): Body<RoomTextBody>) -> Changed {
    let (subject, text) = (subject(&call, body.subject)?, body.text);
    let (app, org, engagement, request) = (&call.doors.app, call.org(), call.part("engagement"), call.request(""));
    let keep = || app.keep_note(&org, call.who(), request.as_deref(), &engagement, subject, &text);
    let receipt = tokio::task::block_in_place(keep).map_err(|failure| call.judged(failure))?;
    let place = format!("/api/v1/o/{org}/engagements/{}/notes", escaped(&engagement));
    Ok(call.receipt(receipt).at(place))
}

/// Throw a working note of one's own away: its text goes, its hash stays.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/notes/{note}",
    tag = "room",
    params(InOrganisation, ("note" = String, Path, description = "Id of the note"), Matching, Once),
    responses((status = 200, description = "It is thrown away", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn drop_working_note(call: Call) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("note"));
    let version = match call.wanted()? {
        Match::Any => None,
        Match::Absent => Some(0),
        Match::Version(version) => Some(version),
    };
    let request = call.request("");
    let drop = || app.drop_note(&org, call.who(), request.as_deref(), version, &id);
    let receipt = tokio::task::block_in_place(drop).map_err(|failure| call.judged(failure))?;
    Ok(call.receipt(receipt))
}
