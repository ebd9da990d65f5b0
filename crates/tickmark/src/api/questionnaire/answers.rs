//! The library of answers, and the answer pack.

use super::{SourceBody, meant};
use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::questionnaire::{AnswerSuggestionWords, LibraryAnswerWords, PackLineWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AnswerOf, AnswerPackOf, AnswersOf, SuggestionsOn};
use axum::Json;
use domain::command::{Command, QuestionnaireCommand};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A page of answers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LibraryAnswersWords {
    /// Those to be confirmed first, then the newest.
    answers: Vec<LibraryAnswerWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the library of answers; who owns some of them and runs no programme sees those.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/answers",
    tag = "questionnaires",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The answers", body = LibraryAnswersWords), Unanswered)
)]
pub(in crate::api) async fn answers(call: Call) -> Answered<LibraryAnswersWords> {
    let answer = call.ask_organisation(&AnswersOf)?;
    let app = &call.names();
    let all = answer.value.iter().map(|line| LibraryAnswerWords::of(app, line)).collect();
    let (answers, turn) = call.page(all, |one: &LibraryAnswerWords| one.id.clone())?;
    Ok(Json(LibraryAnswersWords { answers, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One answer, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneLibraryAnswerWords {
    #[serde(flatten)]
    answer: LibraryAnswerWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one answer of the library.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/answers/{answer}",
    tag = "questionnaires",
    params(InOrganisation, ("answer" = String, Path, description = "Id of the answer"), Moment),
    responses((status = 200, description = "The answer", body = OneLibraryAnswerWords), Unanswered)
)]
pub(in crate::api) async fn answer(call: Call) -> Told<OneLibraryAnswerWords> {
    let id = call.part("answer");
    let (answer, version) = call.ask_about(&AnswerOf(id.clone()), "answer", &id)?;
    let words = LibraryAnswerWords::of(&call.names(), &answer.value);
    Ok(Tagged::of(version, OneLibraryAnswerWords { answer: words, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// An answer to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "question": "Do you train people?", "answer": "Yes, every year.", "sources": [] }))]
pub(in crate::api) struct KeptAnswerBody {
    /// The question.
    question: String,
    /// The answer.
    answer: String,
    /// What it rests on.
    #[serde(default)]
    sources: Vec<SourceBody>,
    /// Id of the person who answers for it.
    owner: Option<String>,
}

impl KeptAnswerBody {
    fn command(self, id: Option<String>) -> Result<Command, Problem> {
        let (question, answer, owner) = (self.question, self.answer, self.owner);
        let sources = meant(self.sources)?;
        Ok(Command::Questionnaire(QuestionnaireCommand::KeepAnswer { id, question, answer, sources, owner }))
    }
}

/// Keep an answer in the library.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/answers",
    tag = "questionnaires",
    params(InOrganisation, Once),
    request_body = KeptAnswerBody,
    responses((status = 201, description = "It is kept; `Location` is its address", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn keep_answer(call: Call, Body(body): Body<KeptAnswerBody>) -> Changed {
    let done = call.change(body.command(None)?)?;
    let place = format!("/api/v1/o/{}/answers/{}", call.org(), done.body.object);
    Ok(done.at(place))
}

/// Say an answer of the library otherwise.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/answers/{answer}",
    tag = "questionnaires",
    params(InOrganisation, ("answer" = String, Path, description = "Id of the answer"), Matching, Once),
    request_body = KeptAnswerBody,
    responses((status = 200, description = "It is kept", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_answer(call: Call, Body(body): Body<KeptAnswerBody>) -> Changed {
    let id = Some(call.part("answer"));
    call.change(body.command(id)?)
}

/// Confirm that an answer is still right, with its sources as they are now.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/answers/{answer}/confirmation",
    tag = "questionnaires",
    params(InOrganisation, ("answer" = String, Path, description = "Id of the answer"), Matching, Once),
    responses((status = 200, description = "It is confirmed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn confirm_answer(call: Call) -> Changed {
    let id = call.part("answer");
    call.change(Command::Questionnaire(QuestionnaireCommand::ConfirmAnswer { id }))
}

/// Why an answer is taken out of the library.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the service has ended" }))]
pub(in crate::api) struct WithdrawnAnswerBody {
    /// The reason.
    reason: String,
}

/// Take an answer out of the library; where it was given it stays.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/answers/{answer}/withdrawal",
    tag = "questionnaires",
    params(InOrganisation, ("answer" = String, Path, description = "Id of the answer"), Matching, Once),
    request_body = WithdrawnAnswerBody,
    responses((status = 200, description = "It is out", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_answer(call: Call, Body(body): Body<WithdrawnAnswerBody>) -> Changed {
    let (id, reason) = (call.part("answer"), body.reason);
    call.change(Command::Questionnaire(QuestionnaireCommand::WithdrawAnswer { id, reason }))
}

/// The answer pack.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AnswerPackWords {
    /// What customers ask for, and what answers it.
    pack: Vec<PackLineWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show which report or certificate answers which request, what may be sent meanwhile, and what is missing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/answer-pack",
    tag = "questionnaires",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The pack", body = AnswerPackWords), Unanswered)
)]
pub(in crate::api) async fn answer_pack(call: Call) -> Answered<AnswerPackWords> {
    let answer = call.ask_organisation(&AnswerPackOf)?;
    let pack = answer.value.iter().map(PackLineWords::from).collect();
    Ok(Json(AnswerPackWords { pack, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Which question.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(in crate::api) struct OneQuestionQuery {
    /// The question, as a customer asks it.
    question: Option<String>,
}

/// Suggestions to one question.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneQuestionWords {
    /// The best first.
    suggestions: Vec<AnswerSuggestionWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show what the programme could answer to a question that stands in no questionnaire.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/answer-suggestions",
    tag = "questionnaires",
    params(InOrganisation, OneQuestionQuery, Moment),
    responses((status = 200, description = "The suggestions", body = OneQuestionWords), Unanswered)
)]
pub(in crate::api) async fn answer_suggestions(call: Call) -> Answered<OneQuestionWords> {
    let question = SuggestionsOn(call.field("question").unwrap_or_default().to_owned());
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&question))?;
    let suggestions = answer.value.iter().map(AnswerSuggestionWords::from).collect();
    Ok(Json(OneQuestionWords { suggestions, mark: MarkWords::of(Some(&answer.mark)) }))
}
