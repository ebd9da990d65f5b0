//! Choices, baselines, and when steps began and ended.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem};
use crate::words::ReceiptWords;
use crate::words::plan::{PlanChoicesBody, choices_of};
use app::ask::PlanOf;
use domain::values::plan::Actual;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Set the plan: route, start, window, size, prices, tool, consultant, maturity, seed. What is left out stays as it was. A tool
/// beside an all-in price is refused, because that price contains tooling.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/plan",
    tag = "plan",
    params(InOrganisation, Matching, Once),
    request_body = PlanChoicesBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_plan(call: Call, Body(body): Body<PlanChoicesBody>) -> Changed {
    let before = call.ask_organisation(&PlanOf::default())?;
    let of_the_body = |refusal| Problem::from(refusal).of_the_body();
    let choices = choices_of(body, before.value.set.as_ref(), before.mark.on).map_err(of_the_body)?;
    call.change(crate::words::plan::set(choices).map_err(of_the_body)?)
}

/// What a baseline is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "approved by the board" }))]
pub(in crate::api) struct PlanBaselineBody {
    /// What it is for.
    reason: String,
}

/// Keep the roadmap as it stands today, to be compared with what happens.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/plan/baselines",
    tag = "plan",
    params(InOrganisation, Matching, Once),
    request_body = PlanBaselineBody,
    responses((status = 200, description = "It is kept", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn keep_plan_baseline(call: Call, Body(body): Body<PlanBaselineBody>) -> Changed {
    let answer = call.ask_organisation(&PlanOf::default())?;
    call.change(crate::words::plan::keep(&answer.value, &body.reason))
}

/// When a step began and ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "started": "2026-09-07", "ended": "2026-10-06", "note": "one week later than planned" }))]
pub(in crate::api) struct PlanStepBody {
    /// First day; null while it has not begun.
    #[schema(value_type = Option<String>, format = Date)]
    started: Option<Date>,
    /// Last day; null while it has not ended.
    #[schema(value_type = Option<String>, format = Date)]
    ended: Option<Date>,
    /// A note.
    #[serde(default)]
    note: String,
}

/// Report when a step of the plan began and ended; without days the report is taken back.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/plan/steps/{track}/{phase}",
    tag = "plan",
    params(InOrganisation, ("track" = String, Path, description = "The track, such as `extension`"), ("phase" = String, Path, description = "The step, such as `foundation`"), Matching, Once),
    request_body = PlanStepBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn report_plan_step(call: Call, Body(body): Body<PlanStepBody>) -> Changed {
    let id = format!("{}/{}", call.part("track"), call.part("phase"));
    let answer = call.ask_organisation(&PlanOf::default())?;
    let actual = Actual { started: body.started, ended: body.ended, note: body.note };
    call.change(crate::words::plan::report(&answer.value, &id, actual)?)
}
