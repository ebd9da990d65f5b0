//! Positions with their duties for information security.

use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Unanswered};
use crate::words::staff::PositionWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::StaffOf;
use axum::Json;
use domain::command::Command;
use domain::values::Position;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the organisation chart.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PositionsWords {
    /// Positions from the top, each before those below it.
    positions: Vec<PositionWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One position, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OnePositionWords {
    #[serde(flatten)]
    position: PositionWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The organisation chart: positions with their duties for information security.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/positions",
    tag = "staff",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The positions", body = PositionsWords), Unanswered)
)]
pub(in crate::api) async fn positions(call: Call) -> Answered<PositionsWords> {
    let answer = call.ask_organisation(&StaffOf)?;
    let (positions, turn) = call.page(PositionWords::chart(&call.names(), &answer.value), |p| p.id.clone())?;
    Ok(Json(PositionsWords { positions, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one position.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/positions/{position}",
    tag = "staff",
    params(InOrganisation, ("position" = String, Path, description = "Id of the position"), Moment),
    responses((status = 200, description = "The position", body = OnePositionWords), Unanswered)
)]
pub(in crate::api) async fn position(call: Call) -> Told<OnePositionWords> {
    let id = call.part("position");
    let (answer, version) = call.ask_about(&StaffOf, "position", &id)?;
    let all = PositionWords::chart(&call.names(), &answer.value);
    let position = all.into_iter().find(|p| p.id == id).ok_or_else(|| unknown("position", &id, []))?;
    Ok(Tagged::of(version, OnePositionWords { position, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A position.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Analyst", "duties": "Handles client data by class and reports security events at once.",
    "reports_to": "operations"
}))]
pub(in crate::api) struct PositionBody {
    /// What it is called.
    title: String,
    /// Its duties for information security, as the job description has them.
    duties: String,
    /// Id of the position it reports to; empty at the top.
    #[serde(default)]
    reports_to: String,
}

/// Set a position: it becomes exactly this, or is new. Ids are lower-case letters, digits and hyphens, at most 64.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/staff/positions/{position}",
    tag = "staff",
    params(InOrganisation, ("position" = String, Path, description = "Id of the position"), Matching, Once),
    request_body = PositionBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_position(call: Call, Body(body): Body<PositionBody>) -> Changed {
    let position = Position { title: body.title, duties: body.duties, reports_to: body.reports_to };
    call.change(Command::SetPosition { id: call.part("position"), position })
}
