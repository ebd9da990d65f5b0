//! What is told of the plan.

use crate::api::call::{Answered, Call};
use crate::api::change::{Tagged, Told};
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::Unanswered;
use crate::words::MarkWords;
use crate::words::plan::{PlanAlternativeWords, PlanWords};
use app::ask::{PlanAlternativesOf, PlanOf};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// Read the plan: the roadmap on the calendar as the registers shorten it, what it costs with a source for each figure, three
/// years of both frameworks, and baselines beside it. Before anybody set a plan, the usual one is shown as a trial.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/plan",
    tag = "plan",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The plan", body = PlanWords), Unanswered)
)]
pub(in crate::api) async fn plan(call: Call) -> Told<PlanWords> {
    let answer = call.ask_organisation(&PlanOf::default())?;
    let version = answer.value.version;
    Ok(Tagged::of(version, PlanWords::of(&answer.value, &answer.mark)))
}

/// Alternatives beside the plan, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PlanAlternativesWords {
    /// What is chosen first, then what else could be.
    alternatives: Vec<PlanAlternativeWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Read the usual alternatives to the plan side by side: another sequence, another scope, a later start, with or without a
/// consultant.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/plan/alternatives",
    tag = "plan",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The alternatives", body = PlanAlternativesWords), Unanswered)
)]
pub(in crate::api) async fn plan_alternatives(call: Call) -> Answered<PlanAlternativesWords> {
    let answer = call.ask_organisation(&PlanAlternativesOf::default())?;
    Ok(Json(PlanAlternativesWords {
        alternatives: answer.value.iter().map(PlanAlternativeWords::from).collect(),
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}
