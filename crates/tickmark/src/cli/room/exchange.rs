//! A list of requests in and out.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::Here;
use crate::cli::place::file;
use crate::words::ReceiptWords;
use crate::words::room::AuditRequestImportWords;
use app::ask::AuditRequests;
use app::exchange::audit_request_sheet;
use app::papers;
use domain::values::counted;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn import(place: &PlaceArgs, engagement: &str, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let (bytes, name) = file(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let list = here.app.read_audit_requests(&here.org, &here.who, engagement, (&bytes, &name), sheet)?;
    let mut words = AuditRequestImportWords::of(&list);
    let refuse = !words.problems.is_empty();
    if !preview && !refuse {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_audit_requests(&here.org, &here.who, request, engagement, list)?;
        words.receipt = Some(ReceiptWords::from(&receipt));
    }
    let mut head =
        vec![format!("{}, sheet {}: {}", words.source, words.sheet, counted(words.requests, "request", "requests"))];
    if !words.unmatched.is_empty() {
        head.push(format!("Headings that nothing took: {}", words.unmatched.join(", ")));
    }
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    head.push(match (&words.receipt, refuse) {
        (Some(_), _) => "Imported.".to_owned(),
        (None, true) => "Nothing was imported: mend the rows below and import again.".to_owned(),
        (None, false) => "Preview only: nothing was changed.".to_owned(),
    });
    let rows =
        words.problems.iter().map(|p| vec![p.row.to_string(), p.field.to_owned(), p.what.clone(), p.hint.clone()]);
    let tables = match refuse {
        true => vec![table("", &["Row", "Field", "What", "Right would be"], rows)],
        false => Vec::new(),
    };
    show(place, &Shown { head, tables, ..Shown::default() }, &words)?;
    Ok(if refuse { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

pub(super) fn export(place: &PlaceArgs, engagement: &str, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&AuditRequests { engagement: Some(engagement.to_owned()), state: None })?;
    let sheet = audit_request_sheet(&here.app, &answer.lines);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match ending.as_str() {
        "csv" => papers::csv(&sheet)?,
        "xlsx" => {
            let now = here.app.clock().now_us();
            papers::workbook_about("Requests", &format!("Requests of {engagement}"), now, vec![sheet])?
        }
        other => {
            return Err(mend(format!("`{other}` is no ending of a list"), "name a file that ends in .csv or .xlsx"));
        }
    };
    std::fs::write(path, bytes)
        .map_err(|e| mend(format!("{} cannot be written: {e}", path.display()), "name a file in a folder of yours"))?;
    let n = answer.lines.len();
    let words = serde_json::json!({ "file": path.display().to_string(), "requests": n });
    let head = vec![format!("Wrote {n} requests to {}", path.display())];
    show(place, &Shown { head, ..Shown::default() }, &words)
}
