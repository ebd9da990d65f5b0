//! Search over everything of an organisation that the caller may see.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::search::SearchWords;
use axum::routing::get;
use axum::{Json, Router};
use domain::reports::search::MAX_FOUND;
use std::sync::Arc;

/// How many things are named where the call says nothing.
const NAMED: usize = 25;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/o/{organisation}/search", get(search))
}

/// What somebody means by a few words: an id before a title, a title before a text.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/search",
    tag = "reading",
    params(
        InOrganisation,
        ("q" = Option<String>, Query, description = "Words that must all occur in id, title or text; at most 200 characters are read"),
        ("limit" = Option<u64>, Query, description = "Most things to name, 25 if left out, 100 at most", minimum = 1, maximum = 100),
        Moment,
    ),
    responses((status = 200, description = "What was found, the best first", body = SearchWords), Unanswered)
)]
pub(super) async fn search(call: Call) -> Answered<SearchWords> {
    let query = call.field("q").unwrap_or_default().to_owned();
    let most = call.number("limit")?.map_or(NAMED, |limit| usize::try_from(limit).unwrap_or(MAX_FOUND)).max(1);
    let answer = call.doors.app.search(&call.org(), call.who(), call.at, &query, most)?;
    Ok(Json(SearchWords::of(&query, &answer.value, &answer.mark)))
}
