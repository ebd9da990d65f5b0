//! What the programme is worth, counted.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::MarkWords;
use crate::words::value::ValueWords;
use app::ask::ValueOf;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/o/{organisation}/value", get(value))
}

/// Figures, papers, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ValueAnswerWords {
    #[serde(flatten)]
    value: ValueWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What the programme is worth, counted: each figure of what it is counted of; and what each framework expects on paper.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/value",
    tag = "reading",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The figures", body = ValueAnswerWords), Unanswered)
)]
pub(super) async fn value(call: Call) -> Answered<ValueAnswerWords> {
    let answer = call.ask_organisation(&ValueOf)?;
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Json(ValueAnswerWords { value: ValueWords::of(&answer.value), mark }))
}
