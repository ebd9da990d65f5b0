//! How the programme stood month by month.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::MarkWords;
use crate::words::posture::PostureWords;
use app::ask::PostureOf;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/o/{organisation}/posture", get(posture))
}

/// Months, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PostureAnswerWords {
    #[serde(flatten)]
    posture: PostureWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Findings, risks and failures of controls month by month: at most 24 months, the newest.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/posture",
    tag = "reading",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The months", body = PostureAnswerWords), Unanswered)
)]
pub(super) async fn posture(call: Call) -> Answered<PostureAnswerWords> {
    let answer = call.ask_organisation(&PostureOf)?;
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Json(PostureAnswerWords { posture: PostureWords::of(&answer.value), mark }))
}
