//! Coverage: of a scope, the other direction, and what each category would do.

use super::call::{Answered, Call, categories, whole_library};
use super::parameters::{InOrganisation, Moment, Reading, WhatIfChanged};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::{CoverageWords, ReverseWords, WhatIfWords};
use app::ask::{CoverageOf, ReverseOf, WhatIfOf};
use axum::routing::get;
use axum::{Json, Router};
use domain::values::{Categories, ItemKind, reference};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/coverage", get(library_coverage))
        .route("/api/v1/library/reverse", get(library_reverse))
        .route("/api/v1/library/what-if", get(library_what_if))
        .route("/api/v1/o/{organisation}/coverage", get(coverage))
        .route("/api/v1/o/{organisation}/reverse", get(reverse))
        .route("/api/v1/o/{organisation}/what-if", get(what_if))
}

/// Annex A coverage of a scope, from a crosswalk alone.
#[utoipa::path(
    get,
    path = "/api/v1/library/coverage",
    tag = "library",
    params(Reading, WhatIfChanged),
    responses((status = 200, description = "Coverage", body = CoverageWords), Unanswered)
)]
pub(super) async fn library_coverage(call: Call) -> Answered<CoverageWords> {
    covered(&call)
}

/// Annex A coverage of an organisation's scope, from its controls in place.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/coverage",
    tag = "reading",
    params(InOrganisation, Reading, WhatIfChanged, Moment),
    responses((status = 200, description = "Coverage", body = CoverageWords), Unanswered)
)]
pub(super) async fn coverage(call: Call) -> Answered<CoverageWords> {
    covered(&call)
}

fn covered(call: &Call) -> Answered<CoverageWords> {
    let (added, lost) = (call.field("add"), call.list("without"));
    let mut view = call.view()?;
    (view.without_criteria, view.without_controls) = match call.of_library() {
        true => (lost.clone(), Vec::new()),
        false => lost.iter().cloned().partition(|id| is_criterion(id)),
    };
    let add = added.map_or(Ok(Categories::NONE), categories)?;
    let (answer, mark) = call.ask(&CoverageOf { view, add })?;
    Ok(Json(CoverageWords::of(&answer, mark.as_ref(), added.is_some(), !lost.is_empty())))
}

/// With an organisation, whatever is no criterion is one of its own controls.
fn is_criterion(typed: &str) -> bool {
    let id = reference::canonical(typed);
    whole_library().frameworks().any(|f| f.item(&id).is_some_and(|i| i.kind == ItemKind::Criterion))
}

/// The other direction: criteria with a counterpart in ISO/IEC 27001, from a crosswalk alone.
#[utoipa::path(
    get,
    path = "/api/v1/library/reverse",
    tag = "library",
    params(Reading),
    responses((status = 200, description = "Criteria with a counterpart", body = ReverseWords), Unanswered)
)]
pub(super) async fn library_reverse(call: Call) -> Answered<ReverseWords> {
    reversed(&call)
}

/// The other direction, as the organisation reads its crosswalk.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/reverse",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "Criteria with a counterpart", body = ReverseWords), Unanswered)
)]
pub(super) async fn reverse(call: Call) -> Answered<ReverseWords> {
    reversed(&call)
}

fn reversed(call: &Call) -> Answered<ReverseWords> {
    let (answer, mark) = call.ask(&ReverseOf { view: call.view()? })?;
    Ok(Json(ReverseWords::of(&answer, mark.as_ref())))
}

/// What each category would add or take away, from a crosswalk alone.
#[utoipa::path(
    get,
    path = "/api/v1/library/what-if",
    tag = "library",
    params(Reading),
    responses((status = 200, description = "One change for each category", body = WhatIfWords), Unanswered)
)]
pub(super) async fn library_what_if(call: Call) -> Answered<WhatIfWords> {
    changed(&call)
}

/// What each category would add or take away in an organisation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/what-if",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "One change for each category", body = WhatIfWords), Unanswered)
)]
pub(super) async fn what_if(call: Call) -> Answered<WhatIfWords> {
    changed(&call)
}

fn changed(call: &Call) -> Answered<WhatIfWords> {
    let (answer, mark) = call.ask(&WhatIfOf { view: call.view()? })?;
    Ok(Json(WhatIfWords::of(&answer, mark.as_ref())))
}
