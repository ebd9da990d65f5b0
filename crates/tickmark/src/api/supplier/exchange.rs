//! The register as a list that goes out, and a list that comes in, all or nothing.

use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::ListImportWords;
use app::ask::SuppliersOf;
use app::exchange::{SupplierLists, supplier_sheet};
use axum::Json;
use axum::response::Response;
use utoipa::ToSchema;

/// A list of suppliers to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct SupplierImportForm {
    /// The list: XLSX or CSV, with the headings of the export.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of suppliers, all or nothing. One whose id or name is known is updated, never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/supplier-imports",
    tag = "suppliers",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = SupplierImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = ListImportWords), Refused)
)]
pub(in crate::api) async fn import_suppliers(call: Call, upload: Upload) -> Answered<ListImportWords> {
    Ok(Json(listed::import(&call, &upload, &SupplierLists)?))
}

/// The register as CSV; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers.csv",
    tag = "suppliers",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn suppliers_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&SuppliersOf)?;
    let name = format!("{}-suppliers", answer.mark.slug);
    csv(&name, || supplier_sheet(&call.doors.app, &answer.value))
}

/// The register as XLSX; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers.xlsx",
    tag = "suppliers",
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
pub(in crate::api) async fn suppliers_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&SuppliersOf)?;
    let name = format!("{}-suppliers", answer.mark.slug);
    let (app, titles) = (&call.doors.app, ("Suppliers", "Register of suppliers"));
    xlsx(app, &name, titles, || vec![supplier_sheet(app, &answer.value)])
}
