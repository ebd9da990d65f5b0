//! Populations, samples and tests as files.

use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::web::attachment::{csv, xlsx};
use app::ask::{PopulationOf, SampleOf, TestOf};
use app::exchange::{population_sheet, sample_sheet, test_sheet};
use app::tables::SheetOut;
use axum::response::Response;

/// A sheet as a workbook that is called as the sheet is.
fn book(call: &Call, id: &str, sheet: SheetOut) -> Result<Response, Problem> {
    let title = format!("{} {id}", sheet.name);
    xlsx(&call.doors.app, id, (&title, &title), || vec![sheet])
}

fn population(call: &Call) -> Result<(String, SheetOut), Problem> {
    let answer = call.ask_organisation(&PopulationOf { id: call.part("population") })?.value;
    Ok((answer.id, population_sheet(&answer.held)))
}

fn sample(call: &Call) -> Result<(String, SheetOut), Problem> {
    let answer = call.ask_organisation(&SampleOf { id: call.part("sample") })?.value;
    let sheet = sample_sheet(&answer);
    Ok((answer.id, sheet))
}

fn test(call: &Call) -> Result<(String, SheetOut), Problem> {
    let line = call.ask_organisation(&TestOf { id: call.part("test") })?.value.line;
    let sheet = test_sheet(&line);
    Ok((line.id, sheet))
}

/// The items of a population as CSV; handed in again, they are the same.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/populations/{population}/list.csv",
    tag = "testing",
    params(InOrganisation, ("population" = String, Path, description = "Id of the population"), Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn population_csv(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = population(&call)?;
    csv(&id, || sheet)
}

/// The items of a population as XLSX; handed in again, they are the same.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/populations/{population}/list.xlsx",
    tag = "testing",
    params(InOrganisation, ("population" = String, Path, description = "Id of the population"), Moment),
    responses(
        (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Unanswered
    )
)]
pub(in crate::api) async fn population_xlsx(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = population(&call)?;
    book(&call, &id, sheet)
}

/// The chosen items of a sample as CSV.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/samples/{sample}/list.csv",
    tag = "testing",
    params(InOrganisation, ("sample" = String, Path, description = "Id of the sample"), Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn sample_csv(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = sample(&call)?;
    csv(&id, || sheet)
}

/// The chosen items of a sample as XLSX.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/samples/{sample}/list.xlsx",
    tag = "testing",
    params(InOrganisation, ("sample" = String, Path, description = "Id of the sample"), Moment),
    responses(
        (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Unanswered
    )
)]
pub(in crate::api) async fn sample_xlsx(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = sample(&call)?;
    book(&call, &id, sheet)
}

/// The results of a test as CSV: a row for each item, for each attribute its result, note and evidence.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tests/{test}/sheet.csv",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Moment),
    responses((status = 200, description = "The sheet", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn test_csv(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = test(&call)?;
    csv(&id, || sheet)
}

/// The results of a test as XLSX.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tests/{test}/sheet.xlsx",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Moment),
    responses(
        (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Unanswered
    )
)]
pub(in crate::api) async fn test_xlsx(call: Call) -> Result<Response, Problem> {
    let (id, sheet) = test(&call)?;
    book(&call, &id, sheet)
}
