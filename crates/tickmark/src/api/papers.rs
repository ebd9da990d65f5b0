//! Papers: the list, one as a file, and one that is printed beside the call.

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::{Problem, Unanswered};
use crate::serve::Doors;
use crate::web::papers::{answered, named};
use crate::words::MarkWords;
use crate::words::papers::PaperKindWords;
use app::Failure;
use app::printed::{Ending, PAPERS, PaperAsked, PapersOf, Print, PrintState};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
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
        .route("/api/v1/o/{organisation}/paper-prints/{print}", get(paper_print))
        .route("/api/v1/o/{organisation}/paper-prints/{print}/file", get(paper_print_file))
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

/// A paper that is printed beside the call, in the memory of the server: a restart forgets it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PaperPrintWords {
    /// Its id.
    id: String,
    /// The paper, such as `index`.
    paper: &'static str,
    /// What it is about; null where nothing was named.
    of: Option<String>,
    /// `pdf`, `docx` or `xlsx`.
    format: &'static str,
    /// `printing`, `printed` or `failed`.
    state: &'static str,
    /// Rows of all its tables.
    rows: usize,
    /// Number of pages of a PDF that is printed.
    pages: Option<usize>,
    /// When it was begun.
    began: String,
    /// Where the file is to be fetched, for 15 minutes from the beginning; null until it is printed.
    file: Option<String>,
    /// Why nothing was printed.
    why: Option<String>,
    /// What could be done about it.
    hint: Option<String>,
}

impl PaperPrintWords {
    fn of(org: &str, print: &Print) -> PaperPrintWords {
        let (state, pages, failure) = match &print.state {
            PrintState::LayingOut => ("printing", None, None),
            PrintState::Done(paper) => ("printed", paper.pages, None),
            PrintState::Failed(failure) => ("failed", None, Some(failure)),
        };
        let printed = matches!(print.state, PrintState::Done(_));
        PaperPrintWords {
            id: print.id.clone(),
            paper: print.asked.kind.id,
            of: print.asked.of.clone(),
            format: print.ending.id(),
            state,
            rows: print.rows,
            pages,
            began: app::clock::minute_of(print.began_us),
            file: printed.then(|| format!("{}/file", place(org, &print.id))),
            why: failure.map(ToString::to_string),
            hint: failure.map(Failure::hint),
        }
    }
}

fn place(org: &str, id: &str) -> String {
    format!("/api/v1/o/{org}/paper-prints/{id}")
}

/// One paper as a file: PDF (tagged, PDF/A-2a and PDF/UA-1), Word or Excel. It says what whoever asks may read, and nothing
/// else. What they should know of it stands in the header `Tickmark-Note`. A paper of some hundred pages takes some seconds: who
/// would rather not wait sends `Prefer: respond-async`, and asks how far it is.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/papers/{paper}",
    tag = "papers",
    params(
        InOrganisation,
        ("paper" = String, Path, description = "The paper and its format, such as `statement.pdf`, `gap.docx` or `risks.xlsx`"),
        ("Prefer" = Option<String>, Header, description = "`respond-async` (RFC 7240): print it beside the call"),
        PaperOf,
        Moment
    ),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/pdf"),
        (status = 202, description = "It is being printed; `Location` is the address to ask at", body = PaperPrintWords),
        Unanswered
    )
)]
pub(super) async fn paper(call: Call, headers: HeaderMap) -> Result<Response, Problem> {
    there(&call)?;
    let (name, ending) = named(&call.part("paper"))?;
    let asked = PaperAsked::read(&name, call.field("of"), call.field("classification"))?;
    if beside(&headers) {
        return begun(&call, &asked, ending);
    }
    let print = || call.doors.app.print(&call.org(), call.who(), call.at, &asked, ending);
    let printed = tokio::task::block_in_place(print)?;
    crate::request::rests_on(&printed.mark);
    Ok(answered(printed))
}

/// Is it preferred that the answer comes later (RFC 7240, section 4.1)?
fn beside(headers: &HeaderMap) -> bool {
    let said = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    said.flat_map(|text| text.split(','))
        .any(|one| one.split(';').next().is_some_and(|name| name.trim().eq_ignore_ascii_case("respond-async")))
}

fn begun(call: &Call, asked: &PaperAsked, ending: Ending) -> Result<Response, Problem> {
    let (org, app) = (call.org(), &call.doors.app);
    let id = tokio::task::block_in_place(|| app.begin_print(&org, (call.who(), call.at), asked, ending))?;
    let print = app.print_of(&org, call.who(), &id)?.ok_or_else(no_print)?;
    let head = [
        (header::LOCATION, place(&org, &id)),
        (header::HeaderName::from_static("preference-applied"), "respond-async".to_owned()),
    ];
    Ok((StatusCode::ACCEPTED, head, Json(PaperPrintWords::of(&org, &print))).into_response())
}

/// Show how far a paper is that was asked for with `Prefer: respond-async`. To everybody else it is not there.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/paper-prints/{print}",
    tag = "papers",
    params(InOrganisation, ("print" = String, Path, description = "Id of the print")),
    responses((status = 200, description = "The print", body = PaperPrintWords), Unanswered)
)]
pub(super) async fn paper_print(call: Call) -> Answered<PaperPrintWords> {
    Ok(Json(PaperPrintWords::of(&call.org(), &print_of(&call)?)))
}

/// Fetch a paper that was printed beside a call.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/paper-prints/{print}/file",
    tag = "papers",
    params(InOrganisation, ("print" = String, Path, description = "Id of the print")),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/pdf"), Unanswered)
)]
pub(super) async fn paper_print_file(call: Call) -> Result<Response, Problem> {
    match print_of(&call)?.state {
        PrintState::Done(paper) => {
            crate::request::rests_on(&paper.mark);
            Ok(answered(Arc::unwrap_or_clone(paper)))
        }
        PrintState::LayingOut => {
            let hint = "ask how far it is, and come again when it is printed";
            Err(Problem::new(StatusCode::CONFLICT, "still_printing", "the paper is still being printed", hint))
        }
        PrintState::Failed(failure) => Err(failure.into()),
    }
}

/// An organisation that is not there has no papers, whatever they would be called.
fn there(call: &Call) -> Result<(), Problem> {
    if call.doors.app.why_no_right(&call.org(), call.who(), Action::ReadLibrary) == Some(Refusal::NoPart) {
        call.ask_organisation(&PapersOf)?;
    }
    Ok(())
}

/// The print of the address, where it is the caller's.
fn print_of(call: &Call) -> Result<Print, Problem> {
    there(call)?;
    call.doors.app.print_of(&call.org(), call.who(), &call.part("print"))?.ok_or_else(no_print)
}

/// A print that is not known, or another's, is not there.
fn no_print() -> Problem {
    let hint = "a printed paper is kept for 15 minutes, and forgotten by a restart: ask for the paper again";
    Problem::new(StatusCode::NOT_FOUND, "no_print", "no such paper is printed for you", hint)
}
