//! Importing a list of risks, and writing one.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::Here;
use crate::cli::place::file;
use crate::words::ReceiptWords;
use crate::words::risk::RiskImportWords;
use app::ask::PreviewRisks;
use app::exchange::{RisksToWrite, risk_sheet};
use app::papers;
use domain::values::counted;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn import(place: &PlaceArgs, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let (bytes, name) = file(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let list = here.app.read_risks(&here.org, &here.who, &bytes, &name, sheet)?;
    let (plan, _) = here.ask(&PreviewRisks { source: &list.source, rows: &list.rows })?;
    let mut words = RiskImportWords::of(&list, &plan);
    let refuse = !words.problems.is_empty();
    if !preview && !refuse && words.new + words.changed > 0 {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_risks(&here.org, &here.who, request, list, &bytes)?;
        words.receipt = Some(ReceiptWords::from(&receipt));
    }
    let rows = words.problems.iter().map(|p| vec![p.row.to_string(), p.field.clone(), p.what.clone(), p.hint.clone()]);
    let tables = match refuse {
        true => vec![table("", &["Row", "Field", "What", "Right would be"], rows)],
        false => Vec::new(),
    };
    show(place, &Shown { head: head(&words, preview), tables, ..Shown::default() }, &words)?;
    Ok(if refuse { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn head(words: &RiskImportWords, preview: bool) -> Vec<String> {
    let mut head = vec![format!("{}, sheet {}", words.source, words.sheet)];
    if !words.unmatched.is_empty() {
        head.push(format!("Headings that nothing took: {}", words.unmatched.join(", ")));
    }
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    let RiskImportWords { new, changed, same, refused, .. } = words;
    head.push(format!("New {new}, changed {changed}, same {same}, refused {refused}"));
    head.push(match &words.receipt {
        Some(_) => "Imported.".to_owned(),
        None if *refused > 0 => "Nothing was imported: mend the rows below and import again.".to_owned(),
        None if preview => "Preview only: nothing was changed.".to_owned(),
        None => "Nothing would change.".to_owned(),
    });
    head
}

pub(super) fn export(place: &PlaceArgs, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&RisksToWrite)?;
    let sheet = risk_sheet(&here.app, &answer);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match ending.as_str() {
        "csv" => papers::csv(&sheet)?,
        "xlsx" => {
            let now = here.app.clock().now_us();
            papers::workbook_about("Risks", "Register of risks", now, vec![sheet])?
        }
        other => {
            return Err(mend(format!("`{other}` is no ending of a list"), "name a file that ends in .csv or .xlsx"));
        }
    };
    std::fs::write(path, bytes)
        .map_err(|e| mend(format!("{} cannot be written: {e}", path.display()), "name a file in a folder of yours"))?;
    let words = serde_json::json!({ "file": path.display().to_string(), "risks": answer.len() });
    let head = vec![format!("Wrote {} to {}", counted(answer.len(), "risk", "risks"), path.display())];
    show(place, &Shown { head, ..Shown::default() }, &words)
}
