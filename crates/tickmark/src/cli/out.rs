//! Showing an answer: a table for people, JSON for machines, CSV for sheets; a refusal as a sentence and a hint.

use super::args::PlaceArgs;
use app::papers::{CellOut, SheetOut, csv};
use app::{Failure, Fault, Receipt};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;

/// An answer in all three forms.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Lines above the tables: what was asked, how it was read.
    pub(crate) head: Vec<String>,
    /// The tables; CSV holds the first.
    pub(crate) tables: Vec<SheetOut>,
    /// Lines below.
    pub(crate) tail: Vec<String>,
}

/// A table from headings and rows of text.
pub(crate) fn table(title: &str, headers: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> SheetOut {
    SheetOut {
        title: if title.is_empty() { Vec::new() } else { vec![title.to_owned()] },
        headers: headers.iter().map(|h| (*h).to_owned()).collect(),
        rows: rows.into_iter().map(|r| r.into_iter().map(CellOut::Text).collect()).collect(),
        ..SheetOut::default()
    }
}

/// Prints an answer in the form that was asked for.
pub(crate) fn show(place: &PlaceArgs, shown: &Shown, json: &impl Serialize) -> super::Done {
    if place.json {
        let text = serde_json::to_string_pretty(json).map_err(|e| Fault::new(e.to_string(), "report this"))?;
        return print(format!("{text}\n").as_bytes());
    }
    if place.csv {
        return match shown.tables.first() {
            Some(first) => print(&csv(&SheetOut { title: Vec::new(), notes: Vec::new(), ..first.clone() })?),
            None => print(b""),
        };
    }
    let mut text = String::new();
    for line in &shown.head {
        text.push_str(line);
        text.push('\n');
    }
    for sheet in &shown.tables {
        text.push('\n');
        for line in &sheet.title {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&drawn(sheet));
        text.push('\n');
    }
    if !shown.tail.is_empty() {
        text.push('\n');
    }
    for line in &shown.tail {
        text.push_str(line);
        text.push('\n');
    }
    print(harmless(&text).as_bytes())
}

/// Text as a terminal may be given it: what others wrote moves no cursor, sets no title and turns no writing around.
fn harmless(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c) { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

/// One line under the headings and nothing else: rows are told apart by their first column.
const CALM: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Width of a table when the terminal does not say.
const WIDTH: u16 = 118;

fn drawn(sheet: &SheetOut) -> String {
    let mut table = Table::new();
    table.load_style(CALM).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(&sheet.headers);
    if table.width().is_none() {
        table.set_width(WIDTH);
    }
    for row in &sheet.rows {
        table.add_row(row.iter().map(|cell| harmless(&plain(cell))));
    }
    table.to_string()
}

fn plain(cell: &CellOut) -> String {
    match cell {
        CellOut::Text(text) | CellOut::Badge(_, text) | CellOut::Link { text, .. } => text.clone(),
        CellOut::Int(n) => n.to_string(),
        CellOut::Percent { tenths } => format!("{}.{} %", tenths / 10, tenths % 10),
        CellOut::Date(day) => day.to_string(),
        CellOut::Empty => String::new(),
    }
}

/// Writes to standard output; a closed pipe is no fault.
pub(crate) fn print(bytes: &[u8]) -> super::Done {
    match std::io::stdout().write_all(bytes).and_then(|()| std::io::stdout().flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::new(format!("standard output: {e}"), "check where it goes").into())
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Prints the receipt of a change.
pub(crate) fn receipt(place: &PlaceArgs, done: &str, receipt: &Receipt) -> super::Done {
    let words = crate::words::ReceiptWords::from(receipt);
    let again = if receipt.repeated { " (it had been asked before and happened once)" } else { "" };
    let entries = if receipt.first == receipt.last {
        format!("entry {}", receipt.first)
    } else {
        format!("entries {}-{}", receipt.first, receipt.last)
    };
    let line = format!("{done}{again}: {entries}, root {}", &receipt.root[..receipt.root.len().min(16)]);
    show(place, &Shown { head: vec![line], ..Shown::default() }, &words)
}

/// Prints why something failed: one clear sentence, a hint. Exit code 2 for what the person can mend, 1 for a fault.
pub(crate) fn fail(failure: &Failure) -> ExitCode {
    let code = match failure {
        Failure::Refused(_) => 2,
        Failure::Fault(fault) if fault.by_user => 2,
        Failure::Fault(_) => 1,
    };
    eprintln!("error: {}", harmless(&failure.to_string()));
    let hint = failure.hint();
    if !hint.is_empty() {
        eprintln!(" hint: {}", harmless(&hint));
    }
    ExitCode::from(code)
}

/// A failure that the person can mend.
pub(crate) fn mend(sentence: impl Into<String>, hint: impl Into<String>) -> Failure {
    domain::refusal::Refusal::NotPossible { sentence: sentence.into(), hint: hint.into() }.into()
}

/// A word of a list; another one is refused with the nearest, or with the whole list where none is near.
pub(crate) fn known<T>(
    what: &'static str,
    typed: &str,
    parse: impl Fn(&str) -> Option<T>,
    ids: &[&'static str],
) -> Result<T, Failure> {
    parse(typed).ok_or_else(|| crate::words::unknown_word(what, typed, ids).into())
}
