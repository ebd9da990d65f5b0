//! Security questionnaires, the library of answers, the answer pack.

pub(in crate::api) mod answers;
pub(in crate::api) mod import;

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Unanswered};
use super::upload::MAX_FORM;
use crate::serve::Doors;
use crate::web::attachment::attachment;
use crate::words::questionnaire::{QuestionWords, QuestionnaireWords, RowSuggestionsWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{QuestionnaireOf, QuestionnairesOf, SuggestionsFor};
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::{Command, QuestionnaireCommand};
use domain::reports::questionnaire::QuestionState;
use domain::values::questionnaire::{GivenAnswer, SourceKind, SourceRef};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/questionnaire-imports", post(import::import_questionnaire))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/questionnaires", get(questionnaires))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}", get(questionnaire))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}/questions", get(questionnaire_questions))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}/suggestions", get(questionnaire_suggestions))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}/answers", post(answer_questions))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}/file", get(questionnaire_file))
        .route("/api/v1/o/{organisation}/questionnaires/{questionnaire}/sent", post(send_questionnaire))
        .route("/api/v1/o/{organisation}/answers", get(answers::answers).post(answers::keep_answer))
        .route("/api/v1/o/{organisation}/answers/{answer}", get(answers::answer).put(answers::revise_answer))
        .route("/api/v1/o/{organisation}/answers/{answer}/confirmation", post(answers::confirm_answer))
        .route("/api/v1/o/{organisation}/answers/{answer}/withdrawal", post(answers::withdraw_answer))
        .route("/api/v1/o/{organisation}/answer-pack", get(answers::answer_pack))
        .route("/api/v1/o/{organisation}/answer-suggestions", get(answers::answer_suggestions))
        .merge(large)
}

/// A source of an answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SourceBody {
    /// `control`, `policy`, `statement`, `evidence`, `report` or `certificate`.
    kind: String,
    /// Its id; of an entry of the Statement of Applicability its control.
    id: String,
}

/// Sources as they are meant.
fn meant(sources: Vec<SourceBody>) -> Result<Vec<SourceRef>, Problem> {
    let one = |source: SourceBody| {
        let kind = SourceKind::parse(&source.kind).ok_or_else(|| {
            unknown("kind of source", &source.kind, SourceKind::ALL.map(SourceKind::id)).of_the_body()
        })?;
        Ok(SourceRef::new(kind, source.id))
    };
    sources.into_iter().map(one).collect()
}

/// A page of questionnaires.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionnairesWords {
    /// The newest first.
    questionnaires: Vec<QuestionnaireWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List questionnaires.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/questionnaires",
    tag = "questionnaires",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The questionnaires", body = QuestionnairesWords), Unanswered)
)]
pub(in crate::api) async fn questionnaires(call: Call) -> Answered<QuestionnairesWords> {
    let answer = call.ask_organisation(&QuestionnairesOf)?;
    let app = &call.names();
    let all = answer.value.iter().map(|line| QuestionnaireWords::listed(app, line)).collect();
    let (questionnaires, turn) = call.page(all, |one: &QuestionnaireWords| one.id.clone())?;
    Ok(Json(QuestionnairesWords { questionnaires, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One questionnaire, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneQuestionnaireWords {
    #[serde(flatten)]
    questionnaire: QuestionnaireWords,
    /// Why it may not leave yet; null when it may.
    stays: Option<String>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one questionnaire, and whether it may leave.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire"), Moment),
    responses((status = 200, description = "The questionnaire", body = OneQuestionnaireWords), Unanswered)
)]
pub(in crate::api) async fn questionnaire(call: Call) -> Told<OneQuestionnaireWords> {
    let id = call.part("questionnaire");
    let (answer, version) = call.ask_about(&QuestionnaireOf(id.clone()), "questionnaire", &id)?;
    let detail = answer.value;
    let questionnaire = QuestionnaireWords::of(&call.names(), &detail.id, &detail.held, &detail.figures);
    let stays = detail.stays.map(|refusal| format!("{refusal}; {}", refusal.hint()));
    Ok(Tagged::of(version, OneQuestionnaireWords { questionnaire, stays, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Which questions.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(in crate::api) struct QuestionsQuery {
    /// Only those that are `open`, `given`, `to_confirm` or `answered`.
    state: Option<String>,
}

/// A page of questions.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionsWords {
    /// By row.
    questions: Vec<QuestionWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the questions of a questionnaire, and how each stands.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}/questions",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire"), QuestionsQuery, Paging, Moment),
    responses((status = 200, description = "The questions", body = QuestionsWords), Unanswered)
)]
pub(in crate::api) async fn questionnaire_questions(call: Call) -> Answered<QuestionsWords> {
    let answer = call.ask_organisation(&QuestionnaireOf(call.part("questionnaire")))?;
    let state = call.field("state").map(|typed| {
        QuestionState::parse(typed).ok_or_else(|| {
            unknown("state of a question", typed, QuestionState::ALL.map(QuestionState::id)).of_the_body()
        })
    });
    let state = state.transpose()?;
    let mut all = QuestionWords::all(&answer.value);
    all.retain(|one| state.is_none_or(|state| one.state == state.id()));
    let (questions, turn) = call.page(all, |one: &QuestionWords| one.row.to_string())?;
    Ok(Json(QuestionsWords { questions, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A page of suggestions.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SuggestedAnswersWords {
    /// By row.
    rows: Vec<RowSuggestionsWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List what the programme could answer to the questions that nobody answered, with the source behind each. It is found by
/// shared words on this machine; nothing is sent anywhere, and nothing is answered by it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}/suggestions",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire"), Paging, Moment),
    responses((status = 200, description = "The suggestions", body = SuggestedAnswersWords), Unanswered)
)]
pub(in crate::api) async fn questionnaire_suggestions(call: Call) -> Answered<SuggestedAnswersWords> {
    let question = SuggestionsFor { id: call.part("questionnaire"), rows: Vec::new(), open: true };
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&question))?;
    let all = answer.value.rows.iter().map(RowSuggestionsWords::of).collect();
    let (rows, turn) = call.page(all, |one: &RowSuggestionsWords| one.row.to_string())?;
    Ok(Json(SuggestedAnswersWords { rows, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// An answer to one question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct GivenAnswerBody {
    /// The row of the question.
    row: u32,
    /// The answer; an empty text takes the answer of the row back.
    answer: String,
    /// What it rests on.
    #[serde(default)]
    sources: Vec<SourceBody>,
    /// Id of the person who answers for it.
    owner: Option<String>,
}

/// Answers to questions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "answers": [{ "row": 5, "answer": "Yes, every quarter.", "sources": [{ "kind": "control", "id": "AC-1" }] }] }))]
pub(in crate::api) struct GivenAnswersBody {
    /// At most 10,000.
    answers: Vec<GivenAnswerBody>,
}

/// Answer questions. Each answer goes into the library; words that no external text may say are refused.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}/answers",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire"), Matching, Once),
    request_body = GivenAnswersBody,
    responses((status = 200, description = "They are answered", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn answer_questions(call: Call, Body(body): Body<GivenAnswersBody>) -> Changed {
    let one = |given: GivenAnswerBody| {
        let (row, answer, owner) = (given.row, given.answer, given.owner);
        Ok(GivenAnswer { row, answer, owner, sources: meant(given.sources)? })
    };
    let answers = body.answers.into_iter().map(one).collect::<Result<Vec<GivenAnswer>, Problem>>()?;
    let id = call.part("questionnaire");
    call.change(Command::Questionnaire(QuestionnaireCommand::AnswerQuestions { id, answers }))
}

/// Download the spreadsheet as it came, with the answers in it and nothing else changed. What rests on something that has
/// changed since does not leave.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}/file",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire")),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"), Unanswered)
)]
pub(in crate::api) async fn questionnaire_file(call: Call) -> Result<Response, Problem> {
    let (org, id) = (call.org(), call.part("questionnaire"));
    let filled = tokio::task::block_in_place(|| call.doors.app.filled_questionnaire(&org, call.who(), &id))?;
    Ok(attachment("application/octet-stream", &filled.name, filled.bytes))
}

/// On which day it went back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-11-20" }))]
pub(in crate::api) struct SentQuestionnaireBody {
    /// The day.
    #[schema(format = Date)]
    on: String,
}

/// Record that a questionnaire went back; its answers do not change any more.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/questionnaires/{questionnaire}/sent",
    tag = "questionnaires",
    params(InOrganisation, ("questionnaire" = String, Path, description = "Id of the questionnaire"), Matching, Once),
    request_body = SentQuestionnaireBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn send_questionnaire(call: Call, Body(body): Body<SentQuestionnaireBody>) -> Changed {
    let (id, on) = (call.part("questionnaire"), day(&body.on, "on")?);
    call.change(Command::Questionnaire(QuestionnaireCommand::SendQuestionnaire { id, on }))
}
