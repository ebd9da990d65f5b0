//! Library documents: list, show, check an own file, what adopting it would change, adopt.

use super::call::{Answered, Call, unread_body, whole_library};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{DocumentWords, LibraryListWords, ReceiptWords, library_document as whole};
use app::ask::{Document, Documents};
use app::library::{examine, source_text};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::reports::difference;
use domain::values::LibraryDocument;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;

/// Largest library file, in bytes; the reader of library files has a smaller maximum and names it.
const MAX_FILE: usize = 4 * 1024 * 1024;
const YAML: &str = "application/yaml";

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/library/document-checks", post(library_check_document))
        .route("/api/v1/library/document-differences", post(library_document_difference))
        .route("/api/v1/o/{organisation}/document-checks", post(check_document))
        .route("/api/v1/o/{organisation}/document-differences", post(document_difference))
        .route("/api/v1/o/{organisation}/documents", get(documents).post(adopt_document_file))
        .layer(DefaultBodyLimit::max(MAX_FILE));
    Router::new()
        .route("/api/v1/library/documents", get(library_documents))
        .route("/api/v1/library/documents/{document}", get(library_document))
        .route("/api/v1/library/documents/{document}/file", get(library_document_file))
        .route("/api/v1/o/{organisation}/documents/{document}", get(document))
        .route("/api/v1/o/{organisation}/documents/{document}/adoption", post(adopt_document))
        .merge(large)
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentPageWords {
    #[serde(flatten)]
    page: LibraryListWords,
    #[serde(flatten)]
    turn: Turn,
}

/// List the documents of the library with counts and sources.
#[utoipa::path(
    get,
    path = "/api/v1/library/documents",
    tag = "library",
    params(Paging),
    responses((status = 200, description = "The documents", body = DocumentPageWords), Unanswered)
)]
pub(super) async fn library_documents(call: Call) -> Answered<DocumentPageWords> {
    listed(&call)
}

/// List the documents that an organisation has adopted.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/documents",
    tag = "documents",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The documents", body = DocumentPageWords), Unanswered)
)]
pub(super) async fn documents(call: Call) -> Answered<DocumentPageWords> {
    listed(&call)
}

fn listed(call: &Call) -> Answered<DocumentPageWords> {
    let (all, _) = call.ask(&Documents)?;
    let (page, turn) = call.page(all, |d| d.id().to_owned())?;
    let page = LibraryListWords { documents: page.iter().map(DocumentWords::of).collect() };
    Ok(Json(DocumentPageWords { page, turn }))
}

/// A whole document: what stands in its list, and everything in it. `docs/formats/library.md` describes the parts.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes an answer for the document; the words of the library make it")]
pub(super) struct WholeDocumentWords {
    #[serde(flatten)]
    document: DocumentWords,
    /// Of a framework: its groups.
    groups: Option<Vec<Value>>,
    /// Of a framework its criteria, clauses and controls; of claims the claims.
    items: Option<Vec<Value>>,
    /// Of a framework: `report` or `certificate`.
    outcome: Option<String>,
    /// Of a crosswalk: its rows.
    rows: Option<Vec<Value>>,
    /// Of a crosswalk: the framework on the left.
    from: Option<String>,
    /// Of a crosswalk: the framework on the right.
    to: Option<String>,
    /// Of a crosswalk: what one row speaks of.
    grain: Option<String>,
    /// Of a layer of suggestions: the crosswalk that it adds to.
    layer_on: Option<String>,
}

/// Show one document of the library: its items with their attributes, or its rows.
#[utoipa::path(
    get,
    path = "/api/v1/library/documents/{document}",
    tag = "library",
    params(("document" = String, Path, description = "Id of the document")),
    responses((status = 200, description = "The document", body = WholeDocumentWords), Unanswered)
)]
pub(super) async fn library_document(call: Call) -> Answered<Value> {
    let (document, _) = call.ask(&Document(call.part("document")))?;
    Ok(Json(whole(&document)))
}

/// Show one document as the organisation has adopted it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/documents/{document}",
    tag = "documents",
    params(InOrganisation, ("document" = String, Path, description = "Id of the document"), Moment),
    responses((status = 200, description = "The document", body = WholeDocumentWords), Unanswered)
)]
pub(super) async fn document(call: Call) -> Told<Value> {
    let id = call.part("document");
    let (answer, version) = call.ask_about(&Document(id.clone()), "document", &id)?;
    Ok(Tagged::of(version, whole(&answer.value)))
}

/// The file of a built-in document, to start an own one from.
#[utoipa::path(
    get,
    path = "/api/v1/library/documents/{document}/file",
    tag = "library",
    params(("document" = String, Path, description = "Id of the document")),
    responses((status = 200, description = "The file", body = String, content_type = "application/yaml"), Unanswered)
)]
pub(super) async fn library_document_file(call: Call) -> Result<Response, Problem> {
    let id = call.part("document");
    let (document, _) = call.ask(&Document(id.clone()))?;
    let (_, text) = source_text(document.id()).ok_or_else(Problem::no_such_address)?;
    let disposition = format!("attachment; filename=\"{}.yaml\"", document.id());
    Ok(([(header::CONTENT_TYPE, YAML.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}

/// A library file that was sent as the body, YAML (RFC 9512) or JSON.
#[derive(Debug)]
pub(super) struct LibraryFile(Bytes);

impl FromRequest<Arc<Doors>> for LibraryFile {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<LibraryFile, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != YAML && kind != "application/json" {
            let hint = "send the file itself with `Content-Type: application/yaml`";
            let what = "the body is not declared as a library file";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_yaml", what, hint));
        }
        let body = Bytes::from_request(request, doors).await;
        body.map(LibraryFile).map_err(|e| unread_body(e.status(), &e.body_text()))
    }
}

/// What a check of a library file found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentCheckWords {
    /// Can it be adopted?
    sound: bool,
    /// Id of the document, where the file could be read.
    id: Option<String>,
    /// Its version.
    version: Option<String>,
    /// Everything that is wrong or worth a look, in the order of the file.
    problems: Vec<DocumentFindingWords>,
}

/// Something found in a library file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentFindingWords {
    /// Line, counted from 1; 0 when it concerns the file as a whole.
    line: usize,
    /// Column in characters, counted from 1.
    column: usize,
    /// The field, such as `items[3].group`.
    field: String,
    /// What is wrong.
    what: String,
    /// What would be right.
    hint: String,
    /// An error makes the file unusable; a hint does not.
    error: bool,
}

fn examined(call: &Call, file: &LibraryFile) -> Result<(DocumentCheckWords, Option<LibraryDocument>), Problem> {
    let adopted = if call.of_library() { Vec::new() } else { call.ask_organisation(&Documents)?.value };
    let found = tokio::task::block_in_place(|| examine(&file.0, "file", &adopted));
    let findings = found.problems.iter().map(|p| DocumentFindingWords {
        line: p.line,
        column: p.column,
        field: p.field.clone(),
        what: p.message.clone(),
        hint: p.hint.clone(),
        error: p.is_error(),
    });
    let words = DocumentCheckWords {
        sound: found.is_sound(),
        id: found.document.as_ref().map(|d| d.id().to_owned()),
        version: found.document.as_ref().map(|d| d.version().to_owned()),
        problems: findings.collect(),
    };
    Ok((words, found.document))
}

/// The document of a file that can be adopted.
fn sound(call: &Call, file: &LibraryFile) -> Result<LibraryDocument, Problem> {
    match examined(call, file)? {
        (DocumentCheckWords { sound: true, .. }, Some(document)) => Ok(document),
        (words, _) => {
            let errors = words.problems.iter().filter(|p| p.error);
            let problems: Vec<Value> = errors.filter_map(|p| serde_json::to_value(p).ok()).collect();
            let detail = format!("the file has {} errors", problems.len());
            Err(Problem::unsound(
                "not_sound",
                detail,
                "mend them; docs/formats/library.md describes the format",
                problems,
            ))
        }
    }
}

/// Check an own library file against the built-in library.
#[utoipa::path(
    post,
    path = "/api/v1/library/document-checks",
    tag = "library",
    request_body(content = String, content_type = "application/yaml", description = "The file"),
    responses((status = 200, description = "What was found", body = DocumentCheckWords), Refused)
)]
pub(super) async fn library_check_document(call: Call, file: LibraryFile) -> Answered<DocumentCheckWords> {
    Ok(Json(examined(&call, &file)?.0))
}

/// Check an own library file against what the organisation has adopted.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-checks",
    tag = "documents",
    params(InOrganisation),
    request_body(content = String, content_type = "application/yaml", description = "The file"),
    responses((status = 200, description = "What was found", body = DocumentCheckWords), Refused)
)]
pub(super) async fn check_document(call: Call, file: LibraryFile) -> Answered<DocumentCheckWords> {
    Ok(Json(examined(&call, &file)?.0))
}

/// What a file changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DifferenceWords {
    /// Id of the document.
    id: String,
    /// Version that is known now; null when the document is new.
    version_now: Option<String>,
    /// Version of the file.
    version: String,
    /// The changes, by id.
    changes: Vec<DocumentChangeWords>,
}

/// One change between two versions of a document.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentChangeWords {
    /// `added`, `removed` or `changed`.
    change: &'static str,
    /// Item, row or claim id.
    about: String,
    /// Before, in short.
    before: String,
    /// After, in short.
    after: String,
}

fn differing(call: &Call, file: &LibraryFile) -> Answered<DifferenceWords> {
    let next = sound(call, file)?;
    let now = if call.of_library() {
        whole_library().document(next.id())
    } else {
        call.ask_organisation(&Documents)?.value.into_iter().find(|d| d.id() == next.id())
    };
    let changes = difference::documents(now.as_ref(), &next).into_iter();
    let changes =
        changes.map(|c| DocumentChangeWords { change: c.kind.id(), about: c.about, before: c.before, after: c.after });
    Ok(Json(DifferenceWords {
        id: next.id().to_owned(),
        version_now: now.as_ref().map(|d| d.version().to_owned()),
        version: next.version().to_owned(),
        changes: changes.collect(),
    }))
}

/// What an own library file changes in the built-in library.
#[utoipa::path(
    post,
    path = "/api/v1/library/document-differences",
    tag = "library",
    request_body(content = String, content_type = "application/yaml", description = "The file"),
    responses((status = 200, description = "The changes", body = DifferenceWords), Refused)
)]
pub(super) async fn library_document_difference(call: Call, file: LibraryFile) -> Answered<DifferenceWords> {
    differing(&call, &file)
}

/// What adopting a library file would change in an organisation.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-differences",
    tag = "documents",
    params(InOrganisation),
    request_body(content = String, content_type = "application/yaml", description = "The file"),
    responses((status = 200, description = "The changes", body = DifferenceWords), Refused)
)]
pub(super) async fn document_difference(call: Call, file: LibraryFile) -> Answered<DifferenceWords> {
    differing(&call, &file)
}

/// Adopt an own library file in an organisation.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/documents",
    tag = "documents",
    params(InOrganisation, Matching, Once),
    request_body(content = String, content_type = "application/yaml", description = "The file"),
    responses((status = 200, description = "It is adopted", body = ReceiptWords), Contested)
)]
pub(super) async fn adopt_document_file(call: Call, file: LibraryFile) -> Changed {
    adopted(&call, sound(&call, &file)?)
}

/// Adopt a built-in document in an organisation.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/documents/{document}/adoption",
    tag = "documents",
    params(InOrganisation, ("document" = String, Path, description = "Id of the built-in document"), Matching, Once),
    responses((status = 200, description = "It is adopted", body = ReceiptWords), Contested)
)]
pub(super) async fn adopt_document(call: Call) -> Changed {
    let today = call.doors.app.clock().today();
    let document = app::library::ask(whole_library(), today, &Document(call.part("document")))?;
    adopted(&call, document)
}

fn adopted(call: &Call, document: LibraryDocument) -> Changed {
    call.change(Command::AdoptDocument { document: Box::new(document) })
}
