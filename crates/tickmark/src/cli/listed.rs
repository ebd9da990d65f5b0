//! Importing a list into a register, and writing one: one way for every register.

use super::Done;
use super::args::PlaceArgs;
use super::out::{Shown, mend, show, table, waived};
use super::people::Here;
use super::place::{file, write};
use crate::words::{ListImportWords, ReceiptWords, RowProblemWords};
use app::exchange::Importable;
use app::tables::{self, SheetOut};
use app::{App, Failure};
use domain::values::counted;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// Imports a list, or shows what that would do; `counts` says the figures, and `words` the answer in JSON.
pub(super) fn import<L: Importable, W: Serialize>(
    place: &PlaceArgs,
    (path, sheet): (&Path, Option<&str>),
    preview: bool,
    listed: impl FnOnce(&App) -> L,
    counts: impl FnOnce(&ListImportWords) -> String,
    words: impl FnOnce(ListImportWords) -> W,
) -> Done {
    let (bytes, name) = file(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let listed = listed(&here.app);
    let list = here.app.read_list(&here.org, &here.who, &listed, (&bytes, &name), sheet)?;
    let (plan, _) = here.ask(&listed.preview(&list.source, &list.rows))?;
    let mut done = ListImportWords::of(&list, &plan.lines);
    if !preview && done.problems.is_empty() && done.changes() > 0 {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_list(&here.org, &here.who, request, &listed, list, &bytes)?;
        done.receipt = Some(ReceiptWords::from(&receipt));
    }
    let mut head = read(&format!("{}, sheet {}", done.source, done.sheet), &done.unmatched, &done.notes);
    head.push(counts(&done));
    head.push(fate(done.receipt.is_some(), !done.problems.is_empty(), preview).to_owned());
    let problems = done.problems.clone();
    answer(place, head, &problems, &words(done))
}

/// What was read: the file and its sheet, what nothing took, and what was done to the content.
pub(super) fn read(what: &str, unmatched: &[String], notes: &[String]) -> Vec<String> {
    let mut head = vec![what.to_owned()];
    if !unmatched.is_empty() {
        head.push(format!("Headings that nothing took: {}", unmatched.join(", ")));
    }
    head.extend(notes.iter().map(|note| format!("Note: {note}")));
    head
}

/// What became of the list.
pub(super) fn fate(imported: bool, refused: bool, preview: bool) -> &'static str {
    match (imported, refused) {
        (true, _) => "Imported.",
        (false, true) => "Nothing was imported: mend the rows below and import again.",
        (false, false) if preview => "Preview only: nothing was changed.",
        (false, false) => "Nothing would change.",
    }
}

/// Shows what became of a list, with its problems row by row; they make it a failure that can be mended.
pub(super) fn answer(
    place: &PlaceArgs,
    head: Vec<String>,
    problems: &[RowProblemWords],
    words: &impl Serialize,
) -> Done {
    let rows = problems.iter().map(|p| vec![p.row.to_string(), p.field.clone(), p.what.clone(), p.hint.clone()]);
    let tables = match problems.is_empty() {
        true => Vec::new(),
        false => vec![table("", &["Row", "Field or name", "What", "Right would be"], rows)],
    };
    show(place, &Shown { head, tables, ..Shown::default() }, words)?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// A register that goes out as a file: the title and the subject of the workbook, and one and several of its rows.
pub(super) struct Written<'a> {
    pub(super) title: &'a str,
    pub(super) subject: &'a str,
    pub(super) one: &'a str,
    pub(super) many: &'a str,
}

/// Writes a sheet as CSV or as a workbook, by the ending of the path.
pub(super) fn export(place: &PlaceArgs, app: &App, path: &Path, written: &Written<'_>, sheet: SheetOut) -> Done {
    let count = sheet.rows.len();
    write(path, &bytes(app, path, (written.title, written.subject), sheet)?)?;
    let words = serde_json::json!({ "file": path.display().to_string(), written.many: count });
    let head = vec![format!("Wrote {} to {}", counted(count, written.one, written.many), path.display())];
    show(place, &Shown { head, ..Shown::default() }, &words)
}

/// A sheet as CSV or as a workbook with a title and a subject, by the ending of the path.
pub(super) fn bytes(
    app: &App,
    path: &Path,
    (title, subject): (&str, &str),
    sheet: SheetOut,
) -> Result<Vec<u8>, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    Ok(match ending.as_str() {
        "csv" => tables::csv(&sheet)?,
        "xlsx" => {
            let sheets = tables::with_waivers(vec![sheet], &waived());
            tables::workbook_about(title, subject, app.clock().now_us(), sheets)?
        }
        other => {
            return Err(mend(format!("`{other}` is no ending of a list"), "name a file that ends in .csv or .xlsx"));
        }
    })
}
