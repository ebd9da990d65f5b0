//! Links of an own control to criteria, controls and clauses.

use super::call::{Answered, Body, Call, unknown};
use super::parameters::{InOrganisation, Once};
use super::problem::{Problem, Refused};
use crate::serve::Doors;
use crate::words::ReceiptWords;
use axum::routing::put;
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Overlap, Target};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route(
        "/api/v1/o/{organisation}/controls/{control}/links/{framework}/{item}",
        put(link_control).delete(unlink_control),
    )
}

/// Why a control answers an item, and how far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkBody {
    /// Why it answers the item.
    reason: String,
    /// `full` (the default) or `partial`.
    extent: Option<String>,
}

/// How far a link goes, as typed.
pub(super) fn extent(text: Option<&str>) -> Result<Overlap, Problem> {
    match text {
        None | Some("full") => Ok(Overlap::Full),
        Some("partial") => Ok(Overlap::Partial),
        Some(other) => Err(unknown("extent", other, ["full", "partial"])),
    }
}

/// Link an own control to a criterion, control or clause.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}/links/{framework}/{item}",
    tag = "controls",
    params(
        InOrganisation,
        ("control" = String, Path, description = "Id of the own control"),
        ("framework" = String, Path, description = "Framework id, such as `soc2-tsc-2017`"),
        ("item" = String, Path, description = "The criterion, control or clause"),
        Once,
    ),
    request_body = LinkBody,
    responses((status = 200, description = "It is linked", body = ReceiptWords), Refused)
)]
pub(super) async fn link_control(call: Call, Body(body): Body<LinkBody>) -> Answered<ReceiptWords> {
    let extent = extent(body.extent.as_deref())?;
    let command = Command::LinkControl { id: call.part("control"), target: target(&call), reason: body.reason, extent };
    Ok(Json(ReceiptWords::from(&call.change(command)?)))
}

/// Take a link away.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/controls/{control}/links/{framework}/{item}",
    tag = "controls",
    params(
        InOrganisation,
        ("control" = String, Path, description = "Id of the own control"),
        ("framework" = String, Path, description = "Framework id, such as `soc2-tsc-2017`"),
        ("item" = String, Path, description = "The criterion, control or clause"),
        Once,
    ),
    responses((status = 200, description = "The link is gone", body = ReceiptWords), Refused)
)]
pub(super) async fn unlink_control(call: Call) -> Answered<ReceiptWords> {
    let receipt = call.change(Command::UnlinkControl { id: call.part("control"), target: target(&call) })?;
    Ok(Json(ReceiptWords::from(&receipt)))
}

fn target(call: &Call) -> Target {
    Target { framework: call.part("framework"), item: call.part("item") }
}
