//! Importing a list into a register, and writing one.

use super::read::filter;
use crate::cli::Done;
use crate::cli::args::{EntryChoice, PlaceArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::Here;
use crate::cli::place::{file, write};
use crate::words::ReceiptWords;
use crate::words::registers::{RegisterImportWords, register_kind};
use app::ask::{PreviewEntries, RegisterOf};
use app::exchange::register_sheet;
use app::papers;
use domain::values::counted;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn import(place: &PlaceArgs, register: &str, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let kind = register_kind(register)?;
    let (bytes, name) = file(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let list = here.app.read_register(&here.org, &here.who, kind, (&bytes, &name), sheet)?;
    let (plan, _) = here.ask(&PreviewEntries { kind, rows: &list.rows })?;
    let mut words = RegisterImportWords::of(&list, &plan);
    let refuse = !words.problems.is_empty();
    if !preview && !refuse && words.new + words.changed > 0 {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_register(&here.org, &here.who, request, list, &bytes)?;
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

fn head(words: &RegisterImportWords, preview: bool) -> Vec<String> {
    let mut head = vec![format!("{}, sheet {}", words.source, words.sheet)];
    if !words.unmatched.is_empty() {
        head.push(format!("Headings that nothing took: {}", words.unmatched.join(", ")));
    }
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    let RegisterImportWords { new, changed, same, refused, .. } = words;
    head.push(format!("New {new}, changed {changed}, as they were {same}, refused {refused}"));
    head.push(match &words.receipt {
        Some(_) => "Imported.".to_owned(),
        None if words.refused > 0 => "Nothing was imported: mend the rows below and import again.".to_owned(),
        None if preview => "Preview only: nothing was changed.".to_owned(),
        None => "Nothing would change.".to_owned(),
    });
    head
}

pub(super) fn export(place: &PlaceArgs, register: &str, path: &Path, typed: &EntryChoice) -> Done {
    let here = Here::read(place)?;
    let kind = register_kind(register)?;
    let (answer, _) = here.ask(&RegisterOf { kind, filter: filter(&here, typed)? })?;
    let sheet = register_sheet(&here.app, &answer);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match ending.as_str() {
        "csv" => papers::csv(&sheet)?,
        "xlsx" => papers::workbook_about(kind.title(), kind.title(), here.app.clock().now_us(), vec![sheet])?,
        other => {
            return Err(mend(format!("`{other}` is no ending of a list"), "name a file that ends in .csv or .xlsx"));
        }
    };
    write(path, &bytes)?;
    let words = serde_json::json!({ "file": path.display().to_string(), "entries": answer.rows.len() });
    let told = counted(answer.rows.len(), "entry", "entries");
    show(place, &Shown { head: vec![format!("Wrote {told} to {}", path.display())], ..Shown::default() }, &words)
}
