//! Papers: the list, and one as a file.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::{Problem, Unanswered};
use crate::serve::Doors;
use crate::web::papers::{answered, named};
use crate::words::MarkWords;
use crate::words::papers::PaperKindWords;
use app::printed::{PAPERS, PaperAsked, PapersOf};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use domain::refusal::Refusal;
use domain::values::Action;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/papers", get(papers))
        .route("/api/v1/o/{organisation}/papers/{paper}", get(paper))
}

/// All papers, and what an answer would rest on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PapersWords {
    /// The papers.
    papers: Vec<PaperKindWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What a paper is about, and for whom.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(super) struct PaperOf {
    /// What it is about, such as `PO-3`, where it is about one thing.
    of: Option<String>,
    /// Who may read it, as it stands on each page; at most 40 characters.
    classification: Option<String>,
}

/// List the papers that can be asked for.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/papers",
    tag = "papers",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The papers", body = PapersWords), Unanswered)
)]
pub(super) async fn papers(call: Call) -> Answered<PapersWords> {
    let answer = call.ask_organisation(&PapersOf)?;
    let papers = PAPERS.iter().map(PaperKindWords::from).collect();
    Ok(Json(PapersWords { papers, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One paper as a file: PDF (tagged, PDF/A-2a and PDF/UA-1), Word or Excel. It says what whoever asks may read, and nothing
/// else. What they should know of it stands in the header `Tickmark-Note`.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/papers/{paper}",
    tag = "papers",
    params(
        InOrganisation,
        ("paper" = String, Path, description = "The paper and its format, such as `statement.pdf`, `gap.docx` or `risks.xlsx`"),
        PaperOf,
        Moment
    ),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/pdf"), Unanswered)
)]
pub(super) async fn paper(call: Call) -> Result<Response, Problem> {
    // An organisation that is not there has no papers, whatever they would be called.
    if call.doors.app.why_no_right(&call.org(), call.who(), Action::ReadLibrary) == Some(Refusal::NoPart) {
        call.ask_organisation(&PapersOf)?;
    }
    let (name, ending) = named(&call.part("paper"))?;
    let asked = PaperAsked::read(&name, call.field("of"), call.field("classification"))?;
    let print = || call.doors.app.print(&call.org(), call.who(), call.at, &asked, ending);
    let printed = tokio::task::block_in_place(print)?;
    crate::request::rests_on(&printed.mark);
    Ok(answered(printed))
}
