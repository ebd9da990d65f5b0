//! The security log of an organisation: who signed in, what failed, what was refused; newest first.

use super::call::{Answered, Call};
use super::parameters::InOrganisation;
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::NoteWords;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Notes on one page, unless the query says otherwise.
const PAGE: u64 = 100;
/// Most notes on one page.
const MAX_PAGE: u64 = 500;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/o/{organisation}/security-log", get(security_log))
}

/// A page of the security log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SecurityLogWords {
    /// Notes, newest first.
    notes: Vec<NoteWords>,
    /// What to send as `before` for the next older page; null on the last.
    older: Option<String>,
    /// Most notes that this page may have: what `limit` asked for, at most 500.
    limit: usize,
}

/// Who signed in, what failed and what was refused, newest first, a page at a time.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/security-log",
    tag = "ledger",
    params(
        InOrganisation,
        ("before" = Option<String>, Query, description = "Only notes before this one: the `older` of the page before"),
        ("limit" = Option<u64>, Query, description = "How many; 100 when left out, at most 500"),
    ),
    responses((status = 200, description = "The page", body = SecurityLogWords), Unanswered)
)]
pub(super) async fn security_log(call: Call) -> Answered<SecurityLogWords> {
    let (app, org) = (&call.names(), call.org());
    let limit = call.most(PAGE, MAX_PAGE)?;
    let page = tokio::task::block_in_place(|| app.security_log(&org, call.who(), call.field("before"), limit))?;
    let notes = page.notes.iter().map(|note| NoteWords::of(app, note)).collect();
    Ok(Json(SecurityLogWords { notes, older: page.older, limit }))
}
