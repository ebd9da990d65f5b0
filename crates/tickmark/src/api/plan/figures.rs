//! Figures of the plan, and own ones in their place.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::calc::{CostItemLineWords, cost_items};
use crate::words::plan::PlanFigureWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::PlanFiguresOf;
use axum::Json;
use domain::command::{Command, PlanCommand};
use domain::values::plan::{OwnFigure, Range};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Every figure of the plan, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PlanFiguresWords {
    /// The figures: prices first, then time, effort and savings.
    figures: Vec<PlanFigureWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List every figure that a plan is reckoned with: published with its source, assumed with its reason, or an own one.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/plan/figures",
    tag = "plan",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The figures", body = PlanFiguresWords), Unanswered)
)]
pub(in crate::api) async fn plan_figures(call: Call) -> Answered<PlanFiguresWords> {
    let answer = call.ask_organisation(&PlanFiguresOf)?;
    let figures = answer.value.iter().map(PlanFigureWords::from).collect();
    Ok(Json(PlanFiguresWords { figures, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// An own figure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "low": 18500, "high": 18500, "source": "Offer of the firm of auditors", "on": "2026-11-02" }))]
pub(in crate::api) struct PlanFigureBody {
    /// Least, in the unit of the figure that it replaces.
    low: u64,
    /// Greatest; equal to `low` for one number.
    high: u64,
    /// Who says so.
    source: String,
    /// The day of the quote.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// A note, such as what is included.
    #[serde(default)]
    note: String,
}

/// Put an own figure in the place of a published one: a quote, or what own people need.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/plan/figures/{key}",
    tag = "plan",
    params(InOrganisation, ("key" = String, Path, description = "Key of the figure"), Matching, Once),
    request_body = PlanFigureBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_plan_figure(call: Call, Body(body): Body<PlanFigureBody>) -> Changed {
    let range = Range { low: body.low, high: body.high };
    let figure = OwnFigure { range, source: body.source, on: body.on, note: body.note };
    call.change(crate::words::plan::set_figure(&call.part("key"), figure)?)
}

/// Why an own figure goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the offer ran out" }))]
pub(in crate::api) struct PlanFigureRemovalBody {
    /// Why.
    reason: String,
}

/// Let the published figure count again.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/plan/figures/{key}",
    tag = "plan",
    params(InOrganisation, ("key" = String, Path, description = "Key of the figure"), Matching, Once),
    request_body = PlanFigureRemovalBody,
    responses((status = 200, description = "The published figure counts again", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn remove_plan_figure(call: Call, Body(body): Body<PlanFigureRemovalBody>) -> Changed {
    let key = call.part("key");
    call.change(Command::Plan(PlanCommand::RemovePlanFigure { key, reason: body.reason }))
}

/// Items that can be added up.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CostItemsWords {
    /// The items.
    items: Vec<CostItemLineWords>,
}

/// List the items that `POST /api/v1/calc/cost` adds up, with their published ranges.
#[utoipa::path(
    get,
    path = "/api/v1/cost-items",
    tag = "calc",
    responses((status = 200, description = "The items", body = CostItemsWords), Refused)
)]
pub(in crate::api) async fn cost_items_of(_call: Call) -> Answered<CostItemsWords> {
    Ok(Json(CostItemsWords { items: cost_items()? }))
}
