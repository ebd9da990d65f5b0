//! Which framework first: the answers, what they lead to, the figures that the rules read, and the guide.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::parameters::{InOrganisation, Matching, Moment, Once};
use super::problem::{Contested, Unanswered};
use crate::serve::Doors;
use crate::words::calc::PlannerAnswersAsk;
use crate::words::planner::{PlannerGuideWords, PlannerWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::PlannerOf;
use axum::routing::{get, put};
use axum::{Json, Router};
use domain::command::{Command, PlannerCommand};
use domain::values::sequence::{FigureKind, FigureSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/planner", get(planner_guide))
        .route("/api/v1/o/{organisation}/planner", get(planner).put(answer_planner))
        .route("/api/v1/o/{organisation}/planner/figures/{figure}", put(set_planner_figure))
}

/// The planner, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlannerAnswerWords {
    #[serde(flatten)]
    planner: PlannerWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// A figure in place of a published one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "value": 60000, "source": "Offer of a firm, May 2026" }))]
pub(super) struct PlannerFigureShape {
    /// Its value; null goes back to the published figure.
    value: Option<u32>,
    /// Where it comes from; it may be left out with null.
    #[serde(default)]
    source: String,
}

/// Show what the guide says: the rules, market facts, both frameworks side by side, and questions that people ask.
#[utoipa::path(
    get,
    path = "/api/v1/library/planner",
    tag = "planner",
    responses((status = 200, description = "The guide", body = PlannerGuideWords), Unanswered)
)]
pub(super) async fn planner_guide(_call: Call) -> Answered<PlannerGuideWords> {
    Ok(Json(PlannerGuideWords::of(app::library::planner_guide())))
}

/// Show which framework comes first by the answers of the organisation, why, what would change it, the demand that is recorded,
/// and where what was answered differs from it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/planner",
    tag = "planner",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The planner", body = PlannerAnswerWords), Unanswered)
)]
pub(super) async fn planner(call: Call) -> Told<PlannerAnswerWords> {
    let (answer, version) = call.ask_about(&PlannerOf::default(), "planner", "planner")?;
    let planner = tokio::task::block_in_place(|| PlannerWords::of(&answer.value));
    Ok(Tagged::of(version, PlannerAnswerWords { planner, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Answer the questions: the answers become exactly these, and what is left out is not answered.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/planner",
    tag = "planner",
    params(InOrganisation, Matching, Once),
    request_body = PlannerAnswersAsk,
    responses((status = 200, description = "They are kept", body = ReceiptWords), Contested)
)]
pub(super) async fn answer_planner(call: Call, Body(ask): Body<PlannerAnswersAsk>) -> Changed {
    let answers = Box::new(ask.answers()?);
    call.change(Command::Planner(PlannerCommand::AnswerPlanner { answers }))
}

/// Set a figure of the rules in place of the published one, or go back to that.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/planner/figures/{figure}",
    tag = "planner",
    params(
        InOrganisation,
        ("figure" = String, Path, description = "`both_usd`, `both_months`, `team_engineers`, `urgent_months` or `hard_usd`"),
        Matching,
        Once
    ),
    request_body = PlannerFigureShape,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(super) async fn set_planner_figure(call: Call, Body(shape): Body<PlannerFigureShape>) -> Changed {
    let id = call.part("figure");
    let figure = FigureKind::parse(&id).ok_or_else(|| unknown("figure", &id, FigureKind::ALL.map(FigureKind::id)))?;
    let set = shape.value.map(|value| FigureSet { value, source: shape.source });
    call.change(Command::Planner(PlannerCommand::SetPlannerFigure { figure, set }))
}
