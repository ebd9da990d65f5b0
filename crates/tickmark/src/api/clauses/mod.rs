//! The clauses of ISO/IEC 27001 and what is missing before its audits.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::{Problem, Unanswered};
use crate::serve::Doors;
use crate::web::attachment::{WORKBOOK, workbook};
use crate::words::MarkWords;
use crate::words::clauses::{ClauseDetailWords, ClausesReportWords, ReadinessWords, readiness_sheets};
use app::ask::{ClauseOf, ClausesOf, ReadinessOf};
use app::tables;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/clauses", get(clauses))
        .route("/api/v1/o/{organisation}/clauses/{clause}", get(clause))
        .route("/api/v1/o/{organisation}/certification/readiness", get(readiness))
        .route("/api/v1/o/{organisation}/certification/readiness.xlsx", get(readiness_xlsx))
}

/// All clauses, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AllClausesWords {
    #[serde(flatten)]
    report: ClausesReportWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One clause, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneClauseWords {
    #[serde(flatten)]
    detail: ClauseDetailWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Both lists, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BothReadinessWords {
    #[serde(flatten)]
    readiness: ReadinessWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List clauses 4 to 10 with their sub-clauses: what each asks for, what exists, who answers for it, what comes next, with one
/// mark for governance and one for operation; the governance cycle, and documents with nothing done by them.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/clauses",
    tag = "clauses",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The clauses", body = AllClausesWords), Unanswered)
)]
pub(super) async fn clauses(call: Call) -> Answered<AllClausesWords> {
    let answer = call.ask_organisation(&ClausesOf)?;
    let names = call.names();
    let report = tokio::task::block_in_place(|| ClausesReportWords::of(&names, &answer.value));
    Ok(Json(AllClausesWords { report, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show the file of one clause, by its number or that of a sub-clause.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/clauses/{clause}",
    tag = "clauses",
    params(
        InOrganisation,
        ("clause" = String, Path, description = "Number of the clause, such as `6` or `6.1.2`"),
        Moment
    ),
    responses((status = 200, description = "The clause", body = OneClauseWords), Unanswered)
)]
pub(super) async fn clause(call: Call) -> Answered<OneClauseWords> {
    let answer = call.ask_organisation(&ClauseOf(call.part("clause")))?;
    let names = call.names();
    let detail = tokio::task::block_in_place(|| ClauseDetailWords::of(&names, &answer.value));
    Ok(Json(OneClauseWords { detail, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// What is missing before Stage 1 and before Stage 2, line by line: there, missing, or to be asked of a person. It says nothing
/// of whether it is good enough.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/readiness",
    tag = "clauses",
    params(InOrganisation, Moment),
    responses((status = 200, description = "Both lists", body = BothReadinessWords), Unanswered)
)]
pub(super) async fn readiness(call: Call) -> Answered<BothReadinessWords> {
    let answer = call.ask_organisation(&ReadinessOf)?;
    let readiness = ReadinessWords::from(&answer.value);
    Ok(Json(BothReadinessWords { readiness, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Both lists as a workbook, a sheet for each stage.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/readiness.xlsx",
    tag = "clauses",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The workbook", body = Vec<u8>, content_type = WORKBOOK), Unanswered)
)]
pub(super) async fn readiness_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&ReadinessOf)?;
    let made = app::clock::end_of(answer.mark.as_of);
    workbook(&format!("readiness-{}-{}", answer.mark.slug, answer.mark.as_of), || {
        let sheets = readiness_sheets(&answer.value, &answer.mark);
        tables::workbook_about("Readiness for certification", "ISO/IEC 27001 Stage 1 and Stage 2", made, sheets)
    })
}
