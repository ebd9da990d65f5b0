//! A list of requests that comes in, all or nothing, and goes out.

use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::ReceiptWords;
use crate::words::room::AuditRequestImportWords;
use app::ask::{AuditRequests, AuditRequestsAnswer};
use app::exchange::audit_request_sheet;
use axum::Json;
use axum::response::Response;
use utoipa::ToSchema;

/// A list of requests to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct AuditRequestImportForm {
    /// The list: XLSX or CSV with the columns Reference, Title, Text, Criterion or Control, Due, To.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of requests, all or nothing; at most 200.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/audit-request-imports",
    tag = "room",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = AuditRequestImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = AuditRequestImportWords), Refused)
)]
pub(in crate::api) async fn import_audit_requests(call: Call, upload: Upload) -> Answered<AuditRequestImportWords> {
    let preview = call.flag("preview")?;
    let (app, org, engagement) = (&call.doors.app, call.org(), call.part("engagement"));
    let file = (&*upload.bytes, upload.name.as_str());
    let read = || app.read_audit_requests(&org, call.who(), &engagement, file, upload.field("sheet"));
    let list = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let words = AuditRequestImportWords::of(&list);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        return Err(listed::refused(&words.source, &words.problems));
    }
    let request = call.request("");
    let import = || app.import_audit_requests(&org, call.who(), request.as_deref(), &engagement, list);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(AuditRequestImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}

fn asked(call: &Call) -> Result<AuditRequestsAnswer, Problem> {
    Ok(call.ask_organisation(&AuditRequests { engagement: Some(call.part("engagement")), state: None })?.value)
}

/// The name of a file with the requests of an engagement, without its ending.
fn named(call: &Call) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    format!("requests-{}", call.part("engagement").chars().filter(plain).take(40).collect::<String>())
}

/// The requests of an engagement as CSV; its first columns are those of an import.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests.csv",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn audit_requests_csv(call: Call) -> Result<Response, Problem> {
    let answer = asked(&call)?;
    csv(&named(&call), || audit_request_sheet(&call.doors.app, &answer.lines))
}

/// The requests of an engagement as XLSX; its first columns are those of an import.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests.xlsx",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses(
        (
            status = 200,
            description = "The workbook",
            body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        Unanswered
    )
)]
pub(in crate::api) async fn audit_requests_xlsx(call: Call) -> Result<Response, Problem> {
    let (answer, subject) = (asked(&call)?, format!("Requests of {}", call.part("engagement")));
    let app = &call.doors.app;
    xlsx(app, &named(&call), ("Requests", &subject), || vec![audit_request_sheet(app, &answer.lines)])
}
