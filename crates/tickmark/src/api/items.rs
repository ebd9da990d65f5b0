//! One control, criterion or clause, and everything that bears on it.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment, Reading};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::ExplainWords;
use app::ask::ExplainOf;
use axum::routing::get;
use axum::{Json, Router};
use domain::values::Categories;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/items/{item}", get(library_item))
        .route("/api/v1/o/{organisation}/items/{item}", get(item))
}

/// Everything that bears on one control, criterion or clause. Nothing is left out unless a scope is asked for.
#[utoipa::path(
    get,
    path = "/api/v1/library/items/{item}",
    tag = "library",
    params(("item" = String, Path, description = "Any usual spelling: A.5.4, CC6.1, clause 9.2.1"), Reading),
    responses((status = 200, description = "The explanation", body = ExplainWords), Unanswered)
)]
pub(super) async fn library_item(call: Call) -> Answered<ExplainWords> {
    explained(&call)
}

/// Everything that bears on one control, criterion or clause in an organisation, its own controls included.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/items/{item}",
    tag = "reading",
    params(
        InOrganisation,
        ("item" = String, Path, description = "Any usual spelling: A.5.4, CC6.1, clause 9.2.1"),
        Reading,
        Moment,
    ),
    responses((status = 200, description = "The explanation", body = ExplainWords), Unanswered)
)]
pub(super) async fn item(call: Call) -> Answered<ExplainWords> {
    explained(&call)
}

fn explained(call: &Call) -> Answered<ExplainWords> {
    let mut view = call.view()?;
    if call.of_library() {
        view.categories = view.categories.or(Some(Categories::ALL));
    }
    let (answer, mark) = call.ask(&ExplainOf { view, id: call.part("item") })?;
    Ok(Json(ExplainWords::of(&answer, mark.as_ref())))
}
