//! Populations, samples and tests written to a file.

use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show};
use crate::cli::people::Here;
use crate::cli::place::write;
use crate::cli::{Done, listed};
use app::ask::{PopulationOf, SampleOf, TestOf};
use app::exchange::{population_sheet, sample_sheet, test_sheet};
use app::tables::SheetOut;
use domain::values::counted;
use serde_json::json;
use std::path::Path;

pub(super) fn population(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&PopulationOf { id: id.to_owned() })?;
    written(&here, place, id, out, population_sheet(&answer.held))
}

pub(super) fn sample(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&SampleOf { id: id.to_owned() })?;
    written(&here, place, id, out, sample_sheet(&answer))
}

pub(super) fn test(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&TestOf { id: id.to_owned() })?;
    written(&here, place, id, out, test_sheet(&answer.line))
}

fn written(here: &Here<'_>, place: &PlaceArgs, id: &str, out: &Path, sheet: SheetOut) -> Done {
    let (rows, title) = (sheet.rows.len(), format!("{} {id}", sheet.name));
    write(out, &listed::bytes(&here.app, out, (&title, &title), sheet)?)?;
    let head = vec![format!("Wrote {id} with {} to {}", counted(rows, "row", "rows"), out.display())];
    show(place, &Shown { head, ..Shown::default() }, &json!({ "file": out.display().to_string(), "rows": rows }))
}
