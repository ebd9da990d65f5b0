//! The register as a list that goes out, and a list that comes in, all or nothing.

use crate::api::call::{Answered, Call};
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::words::ReceiptWords;
use crate::words::risk::RiskImportWords;
use app::ask::PreviewRisks;
use app::exchange::{RisksToWrite, risk_sheet};
use app::papers;
use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

/// A list of risks to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct RiskImportForm {
    /// The list: XLSX or CSV, with the headings of the export.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of risks, all or nothing. One whose id or title is known is updated, never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risk-imports",
    tag = "risks",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = RiskImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = RiskImportWords), Refused)
)]
pub(in crate::api) async fn import_risks(call: Call, upload: Upload) -> Answered<RiskImportWords> {
    let preview = call.flag("preview")?;
    let (app, org) = (&call.doors.app, call.org());
    let read = || app.read_risks(&org, call.who(), &upload.bytes, &upload.name, upload.field("sheet"));
    let list = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let plan = call.ask_organisation(&PreviewRisks { source: &list.source, rows: &list.rows })?.value;
    let words = RiskImportWords::of(&list, &plan);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        return Err(refused(&words));
    }
    let request = call.request("");
    let import = || app.import_risks(&org, call.who(), request.as_deref(), list, &upload.bytes);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(RiskImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}

/// A list with problems, row by row; nothing was changed.
fn refused(words: &RiskImportWords) -> Problem {
    let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
    let detail = format!("{} has {} problems, so nothing was taken from it", words.source, problems.len());
    Problem::unsound("import_refused", detail, "mend these rows and send it again", problems)
}

/// The register as CSV; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks.csv",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn risks_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&RisksToWrite)?;
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| papers::csv(&risk_sheet(app, &answer.value)))?;
    Ok(file("text/csv; charset=utf-8", &answer.mark.slug, "csv", bytes))
}

/// The register as XLSX; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks.xlsx",
    tag = "risks",
    params(InOrganisation, Moment),
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
pub(in crate::api) async fn risks_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&RisksToWrite)?;
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| {
        let sheets = vec![risk_sheet(app, &answer.value)];
        papers::workbook_about("Risks", "Register of risks", app.clock().now_us(), sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(kind, &answer.mark.slug, "xlsx", bytes))
}

fn file(kind: &str, slug: &str, ending: &str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{slug}-risks.{ending}\"")),
    ];
    (head, bytes).into_response()
}
