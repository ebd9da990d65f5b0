//! Published figures held against the rows of a crosswalk, and the contradictions found by rule.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::ClaimsWords;
use app::ask::ClaimsOf;
use axum::routing::get;
use axum::{Json, Router};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/claims", get(library_claims))
        .route("/api/v1/o/{organisation}/claims", get(claims))
}

/// Published figures held against the rows.
#[utoipa::path(
    get,
    path = "/api/v1/library/claims",
    tag = "library",
    params(
        ("crosswalk" = Option<String>, Query, description = "Only claims that this crosswalk can answer"),
        ("mode" = Option<String>, Query, description = "How broad references are read: `literal` or `broad`"),
    ),
    responses((status = 200, description = "Claims and contradictions", body = ClaimsWords), Unanswered)
)]
pub(super) async fn library_claims(call: Call) -> Answered<ClaimsWords> {
    held(&call)
}

/// Published figures held against the crosswalks that the organisation has adopted.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/claims",
    tag = "reading",
    params(
        InOrganisation,
        ("crosswalk" = Option<String>, Query, description = "Only claims that this crosswalk can answer"),
        ("mode" = Option<String>, Query, description = "How broad references are read: `literal` or `broad`"),
        Moment,
    ),
    responses((status = 200, description = "Claims and contradictions", body = ClaimsWords), Unanswered)
)]
pub(super) async fn claims(call: Call) -> Answered<ClaimsWords> {
    held(&call)
}

fn held(call: &Call) -> Answered<ClaimsWords> {
    let view = call.view()?;
    let question = ClaimsOf { crosswalk: view.crosswalk, mode: view.mode.unwrap_or_default() };
    let (answer, _) = call.ask(&question)?;
    Ok(Json(ClaimsWords::of(&answer)))
}
