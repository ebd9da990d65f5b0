//! Links of an own control to criteria, controls and clauses.

use super::call::{Body, Call, unknown};
use super::change::Changed;
use super::parameters::{InOrganisation, Matching, Once};
use super::problem::{Contested, Problem};
use crate::serve::Doors;
use crate::words::ReceiptWords;
use axum::Router;
use axum::routing::put;
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
#[schema(example = json!({ "reason": "it is the same review", "extent": "partial" }))]
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
        Matching,
        Once,
    ),
    request_body = LinkBody,
    responses((status = 200, description = "It is linked", body = ReceiptWords), Contested)
)]
pub(super) async fn link_control(call: Call, Body(body): Body<LinkBody>) -> Changed {
    let extent = extent(body.extent.as_deref())?;
    let command = Command::LinkControl { id: call.part("control"), target: target(&call), reason: body.reason, extent };
    call.change(command)
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
        Matching,
        Once,
    ),
    responses((status = 200, description = "The link is gone", body = ReceiptWords), Contested)
)]
pub(super) async fn unlink_control(call: Call) -> Changed {
    call.change(Command::UnlinkControl { id: call.part("control"), target: target(&call) })
}

fn target(call: &Call) -> Target {
    Target { framework: call.part("framework"), item: call.part("item") }
}
