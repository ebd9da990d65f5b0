//! What is said, who attended, the minutes: written, shown by evidence, approved, closed.

use crate::api::call::{Body, Call, unknown};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, ReviewCommand};
use domain::reports::review::ReviewInput;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// What is said of inputs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "notes": { "a": "Both actions are done", "e": "Three customers asked for the report" } }))]
pub(in crate::api) struct ReviewNotesBody {
    /// By input: `a`, `b`, `c`, `d1` to `d4`, `e`, `f_results`, `f_plan_status`, `g`; an empty text takes it back.
    notes: BTreeMap<String, String>,
}

/// Write down what is said of inputs; the others stay as they are. An input counts as treated when something is said of it.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/notes",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewNotesBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn note_review_inputs(call: Call, Body(body): Body<ReviewNotesBody>) -> Changed {
    let mut notes = BTreeMap::new();
    for (input, text) in body.notes {
        let known = ReviewInput::ALL.map(ReviewInput::id);
        let input = ReviewInput::parse(&input).ok_or_else(|| unknown("input", &input, known).of_the_body())?;
        notes.insert(input, text);
    }
    let id = call.part("management_review");
    call.change(Command::Review(ReviewCommand::NoteReviewInputs { id, notes }))
}

/// That a review was held.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-12-01", "attendance": { "p-1": "chair", "p-2": "" } }))]
pub(in crate::api) struct ReviewMeetingBody {
    /// On which day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Who attended, by id, each in which part.
    attendance: BTreeMap<String, String>,
}

/// Record that a management review was held and who attended, or correct that. Who belongs to top management is marked by the
/// roles of that day.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/meeting",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewMeetingBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn hold_review(call: Call, Body(body): Body<ReviewMeetingBody>) -> Changed {
    let (id, on, attendance) = (call.part("management_review"), body.on, body.attendance);
    call.change(Command::Review(ReviewCommand::HoldReview { id, on, attendance }))
}

/// The minutes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "minutes": "The inputs were gone through one by one." }))]
pub(in crate::api) struct ReviewMinutesBody {
    /// Their text.
    minutes: String,
}

/// Write the minutes of a management review that was held.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/minutes",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewMinutesBody,
    responses((status = 200, description = "They are written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn write_review_minutes(call: Call, Body(body): Body<ReviewMinutesBody>) -> Changed {
    let (id, minutes) = (call.part("management_review"), body.minutes);
    call.change(Command::Review(ReviewCommand::WriteReviewMinutes { id, minutes }))
}

/// Evidence of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "evidence": ["EV-12"] }))]
pub(in crate::api) struct ReviewEvidenceBody {
    /// Items, such as minutes of the board.
    evidence: BTreeSet<String>,
}

/// Cite evidence for a management review, such as minutes of the board or notes of a meeting.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/evidence",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewEvidenceBody,
    responses((status = 200, description = "It is cited", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn cite_review_evidence(call: Call, Body(body): Body<ReviewEvidenceBody>) -> Changed {
    let (id, evidence) = (call.part("management_review"), body.evidence);
    call.change(Command::Review(ReviewCommand::CiteReviewEvidence { id, evidence }))
}

/// What is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "sha256": "0f343b0931126a20f133d67c2b018a3b0f343b0931126a20f133d67c2b018a3b" }))]
pub(in crate::api) struct ReviewApprovalBody {
    /// The hash of the minutes as they were read.
    sha256: String,
}

/// Approve the minutes as they stand, as top management, and as nobody who wrote a part of them. It is refused, with the list
/// of what is missing, while an error of MR-01 to MR-05 stands.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/approval",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewApprovalBody,
    responses((status = 200, description = "They are approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_review_minutes(call: Call, Body(body): Body<ReviewApprovalBody>) -> Changed {
    let (id, sha256) = (call.part("management_review"), body.sha256);
    call.change(Command::Review(ReviewCommand::ApproveReviewMinutes { id, sha256 }))
}

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "note": "all actions are carried out" }))]
pub(in crate::api) struct ReviewClosingBody {
    /// A note.
    #[serde(default)]
    note: String,
}

/// Close a management review of which no action is open.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/closing",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewClosingBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_review(call: Call, Body(body): Body<ReviewClosingBody>) -> Changed {
    let (id, note) = (call.part("management_review"), body.note);
    call.change(Command::Review(ReviewCommand::CloseReview { id, note }))
}
