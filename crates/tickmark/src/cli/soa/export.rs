//! Writing a version as a file.

use crate::cli::Done;
use crate::cli::args::SoaPlaceArgs;
use crate::cli::out::{Shown, mend, show};
use crate::cli::people::{Here, recorded};
use crate::cli::place::write;
use crate::words::statement::{sheets, statement_sheet};
use app::ask::StatementOf;
use app::{Fault, tables};
use domain::values::counted;
use serde_json::json;
use std::path::Path;

pub(super) fn export(at: &SoaPlaceArgs, path: &Path) -> Done {
    let here = Here::read(&at.place)?;
    let (answer, mark) = here.ask(&StatementOf { id: at.version.clone() })?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let names = &here.names();
    let bytes = match ending.as_str() {
        "csv" => tables::csv(&statement_sheet(names, &answer, &mark))?,
        "xlsx" => {
            let sheets = tables::with_waivers(sheets(names, &answer, &mark), &mark.waivers);
            let now = here.app.clock().now_us();
            tables::workbook_about("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d", now, sheets)?
        }
        "json" => serde_json::to_vec_pretty(&super::read::whole(&here, &answer, &mark))
            .map_err(|e| Fault::new(e.to_string(), "report this"))?,
        _ => {
            let sentence = format!("{} ends in nothing that can be written", path.display());
            return Err(mend(sentence, "name a file that ends in .xlsx, .csv or .json"));
        }
    };
    write(path, &bytes)?;
    let written =
        format!("Wrote {} of {} to {}", counted(answer.rows.len(), "entry", "entries"), answer.id, path.display());
    let json = json!({ "id": answer.id, "entries": answer.rows.len(), "file": path.display().to_string() });
    show(&at.place, &Shown { head: vec![recorded(&mark), written], ..Shown::default() }, &json)
}
