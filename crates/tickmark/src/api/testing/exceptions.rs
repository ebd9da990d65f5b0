//! Exceptions: the auditor notes, judges and closes; the audited explain and answer.

use super::of_engagement;
use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::testing::{ExceptionNoteShape, ExceptionWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::ExceptionOf;
use axum::Json;
use domain::command::{Command, TestingCommand};
use domain::values::testing::ExceptionNote;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of exceptions.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ExceptionsWords {
    /// By id.
    exceptions: Vec<ExceptionWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the exceptions of an engagement, each with management's response.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/exceptions",
    tag = "testing",
    params(InOrganisation, ("engagement" = String, Query, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The exceptions", body = ExceptionsWords), Unanswered)
)]
pub(in crate::api) async fn exceptions(call: Call) -> Answered<ExceptionsWords> {
    let answer = call.ask_organisation(&of_engagement(&call)?)?;
    let all = answer.value.exceptions.iter().map(|line| ExceptionWords::of(&call.names(), line)).collect();
    let (exceptions, turn) = call.page(all, |one: &ExceptionWords| one.id.clone())?;
    Ok(Json(ExceptionsWords { exceptions, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Note an exception, as an auditor of the engagement.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/exceptions",
    tag = "testing",
    params(InOrganisation, Once),
    request_body = ExceptionNoteShape,
    responses((status = 201, description = "It is noted", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn note_exception(call: Call, Body(note): Body<ExceptionNote>) -> Changed {
    let noted = call.change(Command::Testing(TestingCommand::NoteException { note: Box::new(note) }))?;
    let place = format!("/api/v1/o/{}/exceptions/{}", call.org(), escaped(&noted.body.object));
    Ok(noted.at(place))
}

/// One exception.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneExceptionWords {
    #[serde(flatten)]
    exception: ExceptionWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one exception.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/exceptions/{exception}",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Moment),
    responses((status = 200, description = "The exception", body = OneExceptionWords), Unanswered)
)]
pub(in crate::api) async fn exception(call: Call) -> Told<OneExceptionWords> {
    let id = call.part("exception");
    let (answer, version) = call.ask_about(&ExceptionOf { id: id.clone() }, "exception", &id)?;
    let exception = ExceptionWords::of(&call.names(), &answer.value);
    Ok(Tagged::of(version, OneExceptionWords { exception, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// How it came about.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "cause": "The rule of the repository was off for two days.", "compensating": "CH-04: releases are compared each week." }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExplanationBody {
    /// The cause.
    cause: String,
    /// The control that made up for it.
    #[serde(default)]
    compensating: String,
}

/// Say how an exception came about.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/exceptions/{exception}/explanation",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Matching, Once),
    request_body = ExplanationBody,
    responses((status = 200, description = "It is explained", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn explain_exception(call: Call, Body(body): Body<ExplanationBody>) -> Changed {
    let ExplanationBody { cause, compensating } = body;
    call.change(Command::Testing(TestingCommand::ExplainException { id: call.part("exception"), cause, compensating }))
}

/// A judgement of the auditor.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "stands": true, "reason": "The release was not reviewed afterwards either." }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExceptionJudgementBody {
    /// It stands; otherwise it is cleared.
    stands: bool,
    /// Why.
    reason: String,
}

/// Let an exception stand or clear it, as an auditor of the engagement.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/exceptions/{exception}/judgement",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Matching, Once),
    request_body = ExceptionJudgementBody,
    responses((status = 200, description = "It is judged", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn judge_exception(call: Call, Body(body): Body<ExceptionJudgementBody>) -> Changed {
    let ExceptionJudgementBody { stands, reason } = body;
    call.change(Command::Testing(TestingCommand::JudgeException { id: call.part("exception"), stands, reason }))
}

/// Words of one kind: the response, the action, what was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "text": "Releases without a review are blocked since 1 March." }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExceptionWordsBody {
    /// The words.
    text: String,
}

/// Write management's response to an exception.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/exceptions/{exception}/response",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Matching, Once),
    request_body = ExceptionWordsBody,
    responses((status = 200, description = "It is answered", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn respond_exception(call: Call, Body(body): Body<ExceptionWordsBody>) -> Changed {
    let (id, response) = (call.part("exception"), body.text);
    call.change(Command::Testing(TestingCommand::RespondException { id, response }))
}

/// Link the corrective action of an exception.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/exceptions/{exception}/action",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Matching, Once),
    request_body = ExceptionWordsBody,
    responses((status = 200, description = "It is linked", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn link_exception_action(call: Call, Body(body): Body<ExceptionWordsBody>) -> Changed {
    let (id, action) = (call.part("exception"), body.text);
    call.change(Command::Testing(TestingCommand::LinkExceptionAction { id, action }))
}

/// Close an exception, as an auditor of the engagement.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/exceptions/{exception}/closing",
    tag = "testing",
    params(InOrganisation, ("exception" = String, Path, description = "Id of the exception"), Matching, Once),
    request_body = ExceptionWordsBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_exception(call: Call, Body(body): Body<ExceptionWordsBody>) -> Changed {
    let (id, note) = (call.part("exception"), body.text);
    call.change(Command::Testing(TestingCommand::CloseException { id, note }))
}
