//! Lists that come in, all or nothing: one way for every register.

use super::call::Call;
use super::problem::Problem;
use super::upload::Upload;
use crate::words::{ListImportWords, ReceiptWords, RowProblemWords};
use app::exchange::Importable;
use domain::values::counted;
use serde_json::{Value, json};
use tokio::task::block_in_place;

/// Imports the list that was sent; with `preview=true` nothing is changed, and the problems are in the answer.
///
/// # Errors
/// A list that cannot be read, has problems, or is refused by the rules.
pub(super) fn import<L: Importable>(call: &Call, upload: &Upload, listed: &L) -> Result<ListImportWords, Problem> {
    let preview = call.flag("preview")?;
    let (app, org) = (&call.doors.app, call.org());
    let file = (&*upload.bytes, upload.name.as_str());
    let read = || app.read_list(&org, call.who(), listed, file, upload.field("sheet"));
    let list = block_in_place(read).map_err(|failure| call.judged(failure))?;
    let plan = call.ask_organisation(&listed.preview(&list.source, &list.rows))?.value;
    let done = ListImportWords::of(&list, &plan.lines);
    if preview {
        return Ok(done);
    }
    if !done.problems.is_empty() {
        return Err(refused(&done.source, &done.problems));
    }
    let request = call.request("");
    let import = || app.import_list(&org, call.who(), request.as_deref(), listed, list, &upload.bytes);
    let receipt = block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(ListImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..done })
}

/// A list with problems, row by row; nothing was changed.
pub(super) fn refused(source: &str, problems: &[RowProblemWords]) -> Problem {
    let one = |p: &RowProblemWords| json!({ "row": p.row, "field": p.field, "what": p.what, "hint": p.hint });
    let problems: Vec<Value> = problems.iter().map(one).collect();
    let detail =
        format!("{source} has {}, so nothing was taken from it", counted(problems.len(), "problem", "problems"));
    Problem::unsound("import_refused", detail, "mend these rows and send it again", problems)
}
