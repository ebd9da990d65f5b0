//! The readiness scorecard: its questions, what answers come to, and those that an organisation kept.

use super::call::{Answered, Body, Call};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Moment, Once, Paging};
use super::problem::{Refused, Unanswered};
use crate::serve::Doors;
use crate::words::scorecard::{ScorecardAnswersAsk, ScorecardResultWords, ScorecardWords, TakenScorecardWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{ScorecardOf, ScorecardResultOf, ScorecardsOf};
use app::library;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::{Command, ScorecardCommand};
use domain::refusal::Refusal;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/scorecard", get(scorecard_questions))
        .route("/api/v1/calc/scorecard", post(calc_scorecard))
        .route("/api/v1/o/{organisation}/scorecards", get(scorecards).post(take_scorecard))
        .route("/api/v1/o/{organisation}/scorecards/{scorecard}", get(scorecard))
}

/// The questions of the readiness scorecard, and what each bears on.
#[utoipa::path(
    get,
    path = "/api/v1/library/scorecard",
    tag = "library",
    responses((status = 200, description = "The questions", body = ScorecardWords), Unanswered)
)]
pub(in crate::api) async fn scorecard_questions(_call: Call) -> Answered<ScorecardWords> {
    Ok(Json(library::scorecard().into()))
}

/// What answers to the readiness scorecard come to; nothing is kept.
#[utoipa::path(
    post,
    path = "/api/v1/calc/scorecard",
    tag = "calc",
    request_body = ScorecardAnswersAsk,
    responses((status = 200, description = "Score, what lowers it, steps, roadmap", body = ScorecardResultWords), Refused)
)]
pub(in crate::api) async fn calc_scorecard(
    call: Call,
    Body(body): Body<ScorecardAnswersAsk>,
) -> Answered<ScorecardResultWords> {
    let taken = body.meant(library::scorecard()).map_err(super::problem::Problem::from).map_err(|p| p.of_the_body())?;
    let (result, _) = call.ask(&ScorecardResultOf { taken })?;
    Ok(Json((&result).into()))
}

/// A page of scorecards.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ScorecardsWords {
    /// The newest first.
    scorecards: Vec<TakenScorecardWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the scorecards that the organisation took.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/scorecards",
    tag = "programme",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The scorecards", body = ScorecardsWords), Unanswered)
)]
pub(in crate::api) async fn scorecards(call: Call) -> Answered<ScorecardsWords> {
    let answer = call.ask_organisation(&ScorecardsOf)?;
    let app = &call.names();
    let all = answer.value.taken.iter().map(|(id, held)| TakenScorecardWords::of(app, id, held)).collect();
    let (scorecards, turn) = call.page(all, |one: &TakenScorecardWords| one.id.clone())?;
    Ok(Json(ScorecardsWords { scorecards, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One scorecard, what it comes to beside what the registers say, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneScorecardWords {
    #[serde(flatten)]
    scorecard: TakenScorecardWords,
    /// What it comes to.
    result: ScorecardResultWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one scorecard and what it comes to on the day.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/scorecards/{scorecard}",
    tag = "programme",
    params(InOrganisation, ("scorecard" = String, Path, description = "Id of the scorecard"), Moment),
    responses((status = 200, description = "The scorecard", body = OneScorecardWords), Unanswered)
)]
pub(in crate::api) async fn scorecard(call: Call) -> Told<OneScorecardWords> {
    let id = call.part("scorecard");
    let (answer, version) = call.ask_about(&ScorecardOf(Some(id.clone())), "scorecard", &id)?;
    let gone = || Refusal::Unknown { what: "scorecard", id: id.clone(), nearest: None };
    let detail = answer.value.ok_or_else(gone)?;
    let scorecard = TakenScorecardWords::of(&call.names(), &detail.id, &detail.held);
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Tagged::of(version, OneScorecardWords { scorecard, result: (&detail.result).into(), mark }))
}

/// Keep answers to the scorecard in the organisation.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/scorecards",
    tag = "programme",
    params(InOrganisation, Once),
    request_body = ScorecardAnswersAsk,
    responses((status = 201, description = "They are kept; `Location` is the address of the scorecard", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn take_scorecard(call: Call, Body(body): Body<ScorecardAnswersAsk>) -> Changed {
    // Who has no part here learns nothing of the questions either.
    call.ask_organisation(&ScorecardsOf)?;
    let taken = body.meant(library::scorecard()).map_err(super::problem::Problem::from).map_err(|p| p.of_the_body())?;
    let command = Command::Scorecard(ScorecardCommand::TakeScorecard { taken: Box::new(taken) });
    let done = call.change(command)?;
    let place = format!("/api/v1/o/{}/scorecards/{}", call.org(), done.body.object);
    Ok(done.at(place))
}
