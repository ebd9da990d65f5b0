//! Populations, samples and tests as files.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{PopulationOf, SampleOf, TestOf};
use app::exchange::{population_sheet, sample_sheet, test_sheet};
use app::tables::SheetOut;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;

pub(super) async fn csv(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let sheet = sheet(&visit, &id)?;
    attachment::csv(&format!("{}-{id}", visit.org), || sheet)
}

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let sheet = sheet(&visit, &id)?;
    let title = format!("{} {id}", sheet.name);
    attachment::xlsx(&visit.doors.app, &format!("{}-{id}", visit.org), (&title, &title), || vec![sheet])
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
