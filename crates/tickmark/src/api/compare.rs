//! Crosswalks side by side, and the kinds of evidence with the packages in which each may be used.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment, Reading};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::{Echo, MarkWords};
use app::ask::{CompareOf, ReuseOf};
use axum::routing::get;
use axum::{Json, Router};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::values::{Categories, Category, Overlap};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/comparison", get(library_comparison))
        .route("/api/v1/library/reuse", get(library_reuse))
        .route("/api/v1/o/{organisation}/comparison", get(comparison))
        .route("/api/v1/o/{organisation}/reuse", get(reuse))
}

/// Crosswalks side by side.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ComparisonWords {
    /// One column for each.
    crosswalks: Vec<ComparedWords>,
    /// One line for each control.
    controls: Vec<LineWords>,
    /// Categories in scope.
    categories: Vec<&'static str>,
    /// `literal` or `broad`.
    mode: &'static str,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
    /// What the figures do not say.
    note: &'static str,
}

/// One crosswalk of a comparison.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ComparedWords {
    /// Its id.
    id: String,
    /// Controls that it covers.
    covered: usize,
    /// All controls.
    of: usize,
}

/// One control in several crosswalks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LineWords {
    /// `A.5.7`.
    id: String,
    /// Short title.
    title: String,
    /// Best overlap by crosswalk; null where it names the control nowhere.
    best: BTreeMap<String, Option<&'static str>>,
    /// Do the crosswalks disagree whether it is covered at all?
    disagree: bool,
}

/// Crosswalks of the library side by side.
#[utoipa::path(
    get,
    path = "/api/v1/library/comparison",
    tag = "library",
    params(
        ("crosswalks" = Option<String>, Query, description = "Their ids, comma-separated; left out: all"),
        ("categories" = Option<String>, Query, description = "Categories in scope, comma-separated; left out: all"),
        ("mode" = Option<String>, Query, description = "How broad references are read: `literal` or `broad`"),
    ),
    responses((status = 200, description = "The comparison", body = ComparisonWords), Unanswered)
)]
pub(super) async fn library_comparison(call: Call) -> Answered<ComparisonWords> {
    compared(&call)
}

/// Crosswalks that the organisation has adopted side by side.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/comparison",
    tag = "reading",
    params(
        InOrganisation,
        ("crosswalks" = Option<String>, Query, description = "Their ids, comma-separated; left out: all"),
        ("categories" = Option<String>, Query, description = "Categories in scope, comma-separated; left out: all"),
        ("mode" = Option<String>, Query, description = "How broad references are read: `literal` or `broad`"),
        Moment,
    ),
    responses((status = 200, description = "The comparison", body = ComparisonWords), Unanswered)
)]
pub(super) async fn comparison(call: Call) -> Answered<ComparisonWords> {
    compared(&call)
}

fn compared(call: &Call) -> Answered<ComparisonWords> {
    let view = call.view()?;
    let (categories, mode) = (view.categories.unwrap_or(Categories::ALL), view.mode.unwrap_or_default());
    let (value, mark) = call.ask(&CompareOf { crosswalks: call.list("crosswalks"), categories, mode })?;
    let columns = value.crosswalks.iter().zip(&value.coverages);
    let lines = value.controls.iter().map(|line| LineWords {
        id: line.id.clone(),
        title: line.title.clone(),
        best: value.crosswalks.iter().cloned().zip(line.best.iter().map(|b| b.map(Overlap::id))).collect(),
        disagree: line.disagree,
    });
    Ok(Json(ComparisonWords {
        crosswalks: columns.map(|(id, c)| ComparedWords { id: id.clone(), covered: c.covered, of: c.of }).collect(),
        controls: lines.collect(),
        categories: categories.iter().map(Category::id).collect(),
        mode: mode.id(),
        mark: MarkWords::of(mark.as_ref()),
        note: COVERAGE_IS_NOT_READINESS,
    }))
}

/// Kinds of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReuseWords {
    /// Every kind that rows in scope name.
    kinds: Vec<KindWords>,
    /// How it was read.
    #[serde(flatten)]
    echo: Echo,
}

/// One kind of evidence and where it serves.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KindWords {
    /// As the rows name it.
    name: String,
    /// In which audit packages it may be used.
    package: &'static str,
    /// Criteria that it serves.
    criteria: Vec<String>,
    /// Annex A controls that it serves.
    controls: Vec<String>,
    /// What it still needs in the ISO package.
    supplements: Vec<String>,
}

/// Kinds of evidence and the audit packages in which each may be used.
#[utoipa::path(
    get,
    path = "/api/v1/library/reuse",
    tag = "library",
    params(Reading),
    responses((status = 200, description = "Kinds of evidence", body = ReuseWords), Unanswered)
)]
pub(super) async fn library_reuse(call: Call) -> Answered<ReuseWords> {
    reused(&call)
}

/// Kinds of evidence and the audit packages in which each may be used, as the organisation reads its crosswalk.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/reuse",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "Kinds of evidence", body = ReuseWords), Unanswered)
)]
pub(super) async fn reuse(call: Call) -> Answered<ReuseWords> {
    reused(&call)
}

fn reused(call: &Call) -> Answered<ReuseWords> {
    let (value, mark) = call.ask(&ReuseOf { view: call.view()? })?;
    let kinds = value.kinds.iter().map(|k| KindWords {
        name: k.name.clone(),
        package: k.package.title(),
        criteria: k.criteria.clone(),
        controls: k.controls.iter().map(|(id, _)| id.clone()).collect(),
        supplements: k.supplements.iter().map(|(_, s)| s.clone()).collect(),
    });
    Ok(Json(ReuseWords { kinds: kinds.collect(), echo: Echo::of(&value.read, mark.as_ref()) }))
}
