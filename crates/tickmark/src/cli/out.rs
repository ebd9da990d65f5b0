//! Showing an answer: a table for people, JSON for machines, CSV and workbooks for sheets; a refusal as a sentence and a hint.

use super::args::PlaceArgs;
use super::place::write;
use app::ask::Waived;
use app::tables::{CellOut, SheetOut, csv, waived_line, with_waivers, workbook_about};
use app::{Clock, Failure, Fault, Mark, Receipt};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use domain::values::counted;
use serde::Serialize;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

#[cfg(test)]
mod tests;

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

/// What was in force when the question of this command was answered: a command asks once and shows what it was told.
static WAIVED: Mutex<Vec<Waived>> = Mutex::new(Vec::new());

/// Keeps the waivers on which an answer rests, to be said with it (SoD-18); the last one answered counts.
pub(crate) fn rests_on(mark: &Mark) {
    WAIVED.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&mark.waivers);
}

/// The waivers on which the answer of this command rests.
pub(crate) fn waived() -> Vec<Waived> {
    WAIVED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Prints an answer in the form that was asked for. Rules that are waived are said with it: beneath the first lines, in the
/// member `waivers_in_force` of JSON, and beside CSV on standard error, so that what reads the rows reads nothing else.
pub(crate) fn show(place: &PlaceArgs, shown: &Shown, json: &impl Serialize) -> super::Done {
    let waived = waived();
    if place.csv && !place.json {
        for one in &waived {
            eprintln!("waived: {}", harmless(&waived_line(one)));
        }
    }
    if let Some(path) = place.workbook.as_ref().filter(|_| !shown.tables.is_empty()) {
        return written(path, shown, &waived);
    }
    let line = |one: &Waived| format!("Waived for {}: {} until {}", one.person, one.duty.id(), one.until);
    shown_as(place, shown, &waived.iter().map(line).collect::<Vec<String>>(), json)
}

/// Widest column of a workbook, in characters.
const WIDEST: usize = 60;

/// Writes the tables of an answer as a workbook, a sheet each, with the first lines of the answer above them.
fn written(path: &Path, shown: &Shown, waived: &[Waived]) -> super::Done {
    workbook_named(path)?;
    let rows: usize = shown.tables.iter().map(|table| table.rows.len()).sum();
    let sheets = shown.tables.iter().enumerate().map(|(at, table)| sheet(at, &shown.head, table)).collect();
    let title = shown.head.first().map_or("Tickmark", String::as_str);
    let made = Clock::system().now_us();
    write(path, &workbook_about(title, "An answer of Tickmark", made, with_waivers(sheets, waived))?)?;
    let tables = counted(shown.tables.len(), "table", "tables");
    print(harmless(&format!("Wrote {tables} with {} to {}\n", counted(rows, "row", "rows"), path.display())).as_bytes())
}

/// Refuses the name of a workbook that has another ending.
pub(crate) fn workbook_named(path: &Path) -> Result<(), Failure> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Ok(());
    }
    Err(mend(format!("{} does not end in .xlsx", path.display()), "name a file that ends in .xlsx"))
}

/// A table of an answer as a sheet of its own.
fn sheet(at: usize, head: &[String], table: &SheetOut) -> SheetOut {
    let name = table.title.first().cloned().unwrap_or_else(|| format!("Table {}", at + 1));
    let longest = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain(cell).chars().count());
        let heading = table.headers.get(column).map_or(0, |heading| heading.chars().count());
        u16::try_from(cells.chain([heading]).max().unwrap_or_default().min(WIDEST) + 2).unwrap_or(u16::MAX)
    };
    let widths = (0..table.headers.len()).map(longest).collect();
    let title = head.iter().chain(&table.title).cloned().collect();
    SheetOut { name, title, widths, ..table.clone() }
}

fn shown_as(place: &PlaceArgs, shown: &Shown, waived: &[String], json: &impl Serialize) -> super::Done {
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
    for line in shown.head.iter().chain(waived) {
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

/// A terminal that says 0 columns, as one inside a container may, does not know.
fn width_of(told: Option<u16>) -> u16 {
    told.filter(|columns| *columns > 0).unwrap_or(WIDTH)
}

fn drawn(sheet: &SheetOut) -> String {
    let mut table = Table::new();
    table.load_style(CALM).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(&sheet.headers);
    table.set_width(width_of(table.width()));
    for row in &sheet.rows {
        table.add_row(row.iter().map(|cell| harmless(&plain(cell))));
    }
    let ids = named_by_ids(sheet);
    if let Some(ids) = table.column_mut(0).filter(|_| ids) {
        ids.set_constraint(ColumnConstraint::ContentWidth);
    }
    let drawn = table.to_string();
    if !breaks_a_word(sheet, &drawn) {
        return drawn;
    }
    keep_words(&mut table, sheet, ids);
    table.to_string()
}

/// Longest word for which a column is kept wide enough; a longer one may be broken.
const LONGEST_WORD: usize = 24;

/// The texts of a column, its heading among them.
fn texts(sheet: &SheetOut, column: usize) -> impl Iterator<Item = String> {
    let cells = sheet.rows.iter().filter_map(move |row| row.get(column)).map(plain);
    sheet.headers.get(column).cloned().into_iter().chain(cells)
}

/// Is there a word, of those that are kept in one piece, that does not stand so in the table that was drawn?
fn breaks_a_word(sheet: &SheetOut, drawn: &str) -> bool {
    let mut whole: HashMap<&str, usize> = HashMap::new();
    for word in drawn.split_whitespace() {
        *whole.entry(word).or_default() += 1;
    }
    let mut broken = |word: &str| match whole.get_mut(word).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            false
        }
        None => word.chars().count() <= LONGEST_WORD,
    };
    let all = (0..sheet.headers.len()).flat_map(|column| texts(sheet, column)).map(|text| harmless(&text));
    all.into_iter().any(|text| text.split_whitespace().any(&mut broken))
}

/// Gives each column room for its longest word, or, where the table is too narrow for that, for words of as many characters
/// as all columns have room for.
fn keep_words(table: &mut Table, sheet: &SheetOut, ids: bool) {
    let columns = sheet.headers.len();
    let longest = |column: usize| {
        let of = |text: &str| match ids && column == 0 {
            true => text.chars().count(),
            false => text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default(),
        };
        texts(sheet, column).map(|text| of(&text)).max().unwrap_or_default()
    };
    let longest: Vec<usize> = (0..columns).map(longest).collect();
    // A blank stands on both sides of each column, and one between two.
    let blanks = 3 * columns + 1;
    let room = usize::from(table.width().unwrap_or(WIDTH)).saturating_sub(blanks);
    let width =
        |column: usize, most: usize| if ids && column == 0 { longest[column] } else { longest[column].min(most) };
    let fits = |most: &usize| (0..columns).map(|column| width(column, *most)).sum::<usize>() <= room;
    let Some(most) = (1..=LONGEST_WORD).rev().find(fits) else { return };
    for column in usize::from(ids)..columns {
        let wanted = u16::try_from(width(column, most) + 2).unwrap_or(u16::MAX);
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(wanted)));
        }
    }
}

/// Longest id that is kept in one piece.
const LONGEST_ID: usize = 40;

/// The rows are told apart by ids, which are copied into other commands and therefore never broken.
fn named_by_ids(sheet: &SheetOut) -> bool {
    let first = sheet.rows.iter().filter_map(|row| row.first()).map(plain);
    !sheet.rows.is_empty()
        && first.into_iter().all(|id| id.chars().count() <= LONGEST_ID && !id.contains(char::is_whitespace))
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
    shown_as(place, &Shown { head: vec![line], ..Shown::default() }, &[], &words)
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
