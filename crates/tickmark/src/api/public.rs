//! The public statement of an organisation, and requests of visitors for documents.

use super::call::{Answered, Body, Call};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::public::{DocumentRequestWords, PublicStatementShape, PublicStatementWords, document};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::PublicStatementOf;
use app::{DocumentRequestLine, Failure, GivenDocuments, Receipt};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::{Command, PublicCommand};
use domain::values::public::PublicDocument;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::task::block_in_place;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/public-statement", get(public_statement).put(set_public_statement))
        .route("/api/v1/o/{organisation}/document-requests", get(document_requests))
        .route("/api/v1/o/{organisation}/document-requests/{ask}", get(document_request))
        .route("/api/v1/o/{organisation}/document-requests/{ask}/erasure", post(erase_document_request))
        .route("/api/v1/o/{organisation}/document-requests/{ask}/giving", post(give_documents))
        .route("/api/v1/o/{organisation}/document-requests/{ask}/decline", post(decline_documents))
        .route("/api/v1/o/{organisation}/document-requests/{ask}/withdrawal", post(withdraw_documents))
        .route("/api/v1/o/{organisation}/document-requests/{ask}/link", post(new_document_link))
}

/// The public statement, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OnePublicStatementWords {
    #[serde(flatten)]
    statement: PublicStatementWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show what the public statement shows, or would show once it is on.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/public-statement",
    tag = "public",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The public statement", body = OnePublicStatementWords), Unanswered)
)]
pub(super) async fn public_statement(call: Call) -> Told<OnePublicStatementWords> {
    let (answer, version) = call.ask_about(&PublicStatementOf, "public_statement", "public_statement")?;
    let statement = PublicStatementWords::of(&call.names(), &answer.value);
    Ok(Tagged::of(version, OnePublicStatementWords { statement, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Set what the public statement shows, and turn it on or off: it becomes exactly this. What is held is computed and cannot be
/// written.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/public-statement",
    tag = "public",
    params(InOrganisation, Matching, Once),
    request_body = PublicStatementShape,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(super) async fn set_public_statement(call: Call, Body(shape): Body<PublicStatementShape>) -> Changed {
    // Who has no part here learns nothing of what could be written either.
    call.ask_organisation(&PublicStatementOf)?;
    let statement = shape.meant().map_err(Problem::from).map_err(|problem| problem.of_the_body())?;
    call.change(Command::Public(PublicCommand::SetPublicStatement { statement: Box::new(statement) }))
}

/// A page of requests for documents.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentRequestsWords {
    /// The newest first.
    requests: Vec<DocumentRequestWords>,
    #[serde(flatten)]
    turn: Turn,
}

/// List what visitors of the public statement asked for. It lies beside the ledger, as it is now, and can be erased.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/document-requests",
    tag = "public",
    params(InOrganisation, Paging),
    responses((status = 200, description = "The requests", body = DocumentRequestsWords), Unanswered)
)]
pub(super) async fn document_requests(call: Call) -> Answered<DocumentRequestsWords> {
    let lines = block_in_place(|| call.doors.app.document_requests(&call.org(), call.who()))?;
    let (page, turn) = call.page(lines, |line: &DocumentRequestLine| line.id.clone())?;
    let app = &call.names();
    let requests = page.iter().map(|line| DocumentRequestWords::of(app, line)).collect();
    Ok(Json(DocumentRequestsWords { requests, turn }))
}

/// Show one request for documents, what was decided, and when what was fetched.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/document-requests/{ask}",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request, such as `DR-4`")),
    responses((status = 200, description = "The request", body = DocumentRequestWords), Unanswered)
)]
pub(super) async fn document_request(call: Call) -> Answered<DocumentRequestWords> {
    let line = block_in_place(|| call.doors.app.document_request(&call.org(), call.who(), &call.part("ask")))?;
    Ok(Json(DocumentRequestWords::of(&call.names(), &line)))
}

/// What is given, and for how long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "documents": ["statement"], "days": 14 }))]
pub(super) struct GivingBody {
    /// Some of the documents that were asked for; left out for all.
    documents: Option<Vec<String>>,
    /// For how many days, from 1 to 90; 14 when left out.
    #[schema(minimum = 1, maximum = 90)]
    days: Option<u32>,
}

/// Documents were given.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentsGivenWords {
    /// The link, shown once and kept nowhere. Send it yourself: nothing is mailed.
    link: String,
    /// The last day on which it is good.
    #[schema(format = Date)]
    until: String,
    #[serde(flatten)]
    receipt: ReceiptWords,
}

/// A new link to documents.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentLinkWords {
    /// The link, shown once and kept nowhere.
    link: String,
    /// The last day on which it is good.
    #[schema(format = Date)]
    until: String,
}

fn linked(call: &Call, given: &GivenDocuments) -> DocumentLinkWords {
    let link = call.address(&format!("/shared#{}", given.secret));
    DocumentLinkWords { link, until: given.until.to_string() }
}

/// Give documents to who asked. The same request sent again with the same key makes a new link and ends the one before.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-requests/{ask}/giving",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request"), Once),
    request_body = GivingBody,
    responses((status = 200, description = "They are given", body = DocumentsGivenWords), Refused)
)]
pub(super) async fn give_documents(call: Call, Body(body): Body<GivingBody>) -> Answered<DocumentsGivenWords> {
    let (app, org, request, id) = (&call.doors.app, call.org(), call.request(""), call.part("ask"));
    let chosen = || -> Result<Option<Vec<PublicDocument>>, Failure> {
        let named = body.documents.as_ref().map(|all| all.iter().map(|one| document(one)).collect::<Result<_, _>>());
        Ok(named.transpose()?)
    };
    let give = || app.give_documents(&org, call.who(), request.as_deref(), &id, chosen()?, body.days);
    let (given, receipt) = block_in_place(give).map_err(|failure| call.judged(failure))?;
    let DocumentLinkWords { link, until } = linked(&call, &given);
    Ok(Json(DocumentsGivenWords { link, until, receipt: ReceiptWords::from(&receipt) }))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "no contract is planned" }))]
pub(super) struct DocumentReasonBody {
    /// The reason.
    reason: String,
}

/// Decline a request. The reason lies beside the request and is erased with it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-requests/{ask}/decline",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request"), Once),
    request_body = DocumentReasonBody,
    responses((status = 200, description = "It is declined", body = ReceiptWords), Refused)
)]
pub(super) async fn decline_documents(call: Call, Body(body): Body<DocumentReasonBody>) -> Answered<ReceiptWords> {
    decided(&call, |request, id| call.doors.app.decline_documents(&call.org(), call.who(), request, id, &body.reason))
}

/// Makes a decision about the request of the address, once for each key.
fn decided(call: &Call, decide: impl FnOnce(Option<&str>, &str) -> Result<Receipt, Failure>) -> Answered<ReceiptWords> {
    let (request, id) = (call.request(""), call.part("ask"));
    let receipt = block_in_place(|| decide(request.as_deref(), &id)).map_err(|failure| call.judged(failure))?;
    Ok(Json(ReceiptWords::from(&receipt)))
}

/// Take back what was given, at once. The reason stands in the ledger: name nobody from outside in it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-requests/{ask}/withdrawal",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request"), Once),
    request_body = DocumentReasonBody,
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Refused)
)]
pub(super) async fn withdraw_documents(call: Call, Body(body): Body<DocumentReasonBody>) -> Answered<ReceiptWords> {
    decided(&call, |request, id| call.doors.app.withdraw_documents(&call.org(), call.who(), request, id, &body.reason))
}

/// Make another link to what was given; the one before it ends. The ledger stays as it is.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-requests/{ask}/link",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request")),
    responses((status = 200, description = "The link", body = DocumentLinkWords), Refused)
)]
pub(super) async fn new_document_link(call: Call) -> Answered<DocumentLinkWords> {
    let (app, id) = (&call.doors.app, call.part("ask"));
    let given = block_in_place(|| app.new_document_link(&call.org(), call.who(), &id))?;
    Ok(Json(linked(&call, &given)))
}

/// That something was erased.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ErasedWords {
    /// What: the id of the request.
    erased: String,
}

/// Erase a request with all that it holds of a person, and its link. What was decided stays in the ledger, without a name.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/document-requests/{ask}/erasure",
    tag = "public",
    params(InOrganisation, ("ask" = String, Path, description = "Id of the request")),
    responses((status = 200, description = "It is erased", body = ErasedWords), Refused)
)]
pub(super) async fn erase_document_request(call: Call) -> Answered<ErasedWords> {
    let (app, id) = (&call.doors.app, call.part("ask"));
    block_in_place(|| app.erase_document_request(&call.org(), call.who(), &id))?;
    Ok(Json(ErasedWords { erased: id }))
}
