//! Populations, samples and tests as files.

use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{PopulationOf, SampleOf, TestOf};
use app::exchange::{population_sheet, sample_sheet, test_sheet};
use app::papers::{self, SheetOut};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;

pub(super) async fn csv(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let sheet = sheet(&visit, &id)?;
    let bytes = tokio::task::block_in_place(|| papers::csv(&sheet))?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{}-{id}.csv", visit.org), bytes))
}

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let sheet = sheet(&visit, &id)?;
    let (title, now) = (format!("{} {id}", sheet.name), visit.doors.app.clock().now_us());
    let bytes = tokio::task::block_in_place(|| papers::workbook_about(&title, &title, now, vec![sheet]))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, &format!("{}-{id}.xlsx", visit.org), bytes))
}

fn sheet(visit: &Visit, id: &str) -> Result<SheetOut, Problem> {
    let own = id.to_owned();
    Ok(match id.get(..2) {
        Some("PO") => population_sheet(&visit.ask(&PopulationOf { id: own })?.value.held),
        Some("SA") => sample_sheet(&visit.ask(&SampleOf { id: own })?.value),
        Some("TE") => test_sheet(&visit.ask(&TestOf { id: own })?.value.line),
        _ => return Err(Refusal::Unknown { what: "population, sample or test", id: own, nearest: None }.into()),
    })
}
