//! The Privacy category topic by topic.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment, Reading};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::Echo;
use crate::words::privacy::PrivacyWords;
use app::ask::PrivacyOf;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/privacy", get(library_privacy))
        .route("/api/v1/o/{organisation}/privacy", get(privacy))
}

/// The Privacy category, and how it was read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PrivacyAnswerWords {
    #[serde(flatten)]
    privacy: PrivacyWords,
    /// How it was read.
    #[serde(flatten)]
    echo: Echo,
}

/// The 18 privacy criteria in eight topic areas, what Annex A answers of them, and what it leaves to ISO/IEC 27701.
#[utoipa::path(
    get,
    path = "/api/v1/library/privacy",
    tag = "library",
    params(Reading),
    responses((status = 200, description = "The topics", body = PrivacyAnswerWords), Unanswered)
)]
pub(super) async fn library_privacy(call: Call) -> Answered<PrivacyAnswerWords> {
    told(&call)
}

/// The privacy criteria as the organisation reads its crosswalk, with what is in place.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/privacy",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "The topics", body = PrivacyAnswerWords), Unanswered)
)]
pub(super) async fn privacy(call: Call) -> Answered<PrivacyAnswerWords> {
    told(&call)
}

fn told(call: &Call) -> Answered<PrivacyAnswerWords> {
    let (value, mark) = call.ask(&PrivacyOf { view: call.view()? })?;
    let echo = Echo::of(&value.read, mark.as_ref());
    Ok(Json(PrivacyAnswerWords { privacy: PrivacyWords::of(&value.privacy), echo }))
}
