//! Populations, samples and tests written to a file.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, mend, show};
use crate::cli::people::Here;
use app::ask::{PopulationOf, SampleOf, TestOf};
use app::exchange::{population_sheet, sample_sheet, test_sheet};
use app::papers::{self, SheetOut};
use domain::values::counted;
use serde_json::json;
use std::path::Path;

pub(super) fn population(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&PopulationOf { id: id.to_owned() })?;
    write(&here, place, id, out, population_sheet(&answer.held))
}

pub(super) fn sample(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&SampleOf { id: id.to_owned() })?;
    write(&here, place, id, out, sample_sheet(&answer))
}

pub(super) fn test(place: &PlaceArgs, id: &str, out: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&TestOf { id: id.to_owned() })?;
    write(&here, place, id, out, test_sheet(&answer.line))
}

fn write(here: &Here<'_>, place: &PlaceArgs, id: &str, out: &Path, sheet: SheetOut) -> Done {
    let rows = sheet.rows.len();
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match ending.as_str() {
        "csv" => papers::csv(&sheet)?,
        "xlsx" => {
            let (title, now) = (format!("{} {id}", sheet.name), here.app.clock().now_us());
            papers::workbook_about(&title, &title, now, vec![sheet])?
        }
        other => {
            return Err(mend(format!("`{other}` is no ending of a list"), "name a file that ends in .csv or .xlsx"));
        }
    };
    std::fs::write(out, bytes)
        .map_err(|e| mend(format!("{} cannot be written: {e}", out.display()), "name a file in a folder of yours"))?;
    let head = vec![format!("Wrote {id} with {} to {}", counted(rows, "row", "rows"), out.display())];
    show(place, &Shown { head, ..Shown::default() }, &json!({ "file": out.display().to_string(), "rows": rows }))
}
