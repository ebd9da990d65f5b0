//! Lists of occurrences coming in, and populations, samples and tests going out as tables.

use super::{MAX_IMPORT_FILE, RowProblem};
use crate::access::Who;
use crate::ask::{SampleAnswer, TestLine};
use crate::papers::{CellOut, SheetOut};
use crate::{App, Failure, Receipt};
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::registers::testing::HeldPopulation;
use domain::rules::access::Object;
use domain::values::testing::{MAX_ITEMS, Population, PopulationFile, PopulationItem};
use domain::values::{Action, FileRef, State};
use formats::sheet::{self, ReadOptions, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The fields of a list, each with the headings that it is read from when nothing else is said.
pub const FIELDS: [(&str, &[&str]); 3] = [
    ("id", &["id", "key", "number", "item", "ticket", "case", "reference"]),
    ("on", &["on", "date", "occurred", "created", "opened", "due from", "requested", "closed"]),
    ("done", &["done", "completed", "performed", "reviewed", "approved", "resolved", "carried out"]),
];

/// A list of occurrences as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PopulationList {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// What each field was read from, as `field=Heading`.
    pub columns: Vec<String>,
    /// Headings that no field took.
    pub unmatched: Vec<String>,
    /// The items.
    pub items: Vec<PopulationItem>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// Reads a list of occurrences from XLSX or CSV; `mapping` names columns as `id=Ticket`.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_population(
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    mapping: &[String],
) -> Result<PopulationList, Failure> {
    let options = ReadOptions { sheet: wanted.map(str::to_owned), progress: None };
    let table = sheet::read(bytes, name, options)
        .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
    let columns = columns(&table, name, mapping)?;
    let mut list = PopulationList {
        source: name.to_owned(),
        columns: columns.iter().map(|(field, at)| format!("{field}={}", table.headers[*at])).collect(),
        unmatched: (0..table.headers.len())
            .filter(|at| !columns.values().any(|taken| taken == at))
            .map(|at| table.headers[at].clone())
            .collect(),
        ..PopulationList::default()
    };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for line in &table.rows {
        let cell = |field: &str| columns.get(field).map_or("", |at| line.cell(*at)).trim();
        if cell("id").is_empty() && cell("on").is_empty() && cell("done").is_empty() {
            continue;
        }
        if list.items.len() >= MAX_ITEMS {
            return Err(Refusal::TooMany { what: "items of one population", max: MAX_ITEMS }.into());
        }
        let mut wrong = |field, what: String, hint: &str| {
            list.problems.push(RowProblem { row: line.number, field, what, hint: hint.to_owned() });
        };
        let id = cell("id").to_owned();
        if id.is_empty() {
            wrong("id", "the id is empty".to_owned(), "give each item the id that the source has for it");
        } else if let Some(first) = seen.insert(id.clone(), line.number) {
            wrong("id", format!("`{id}` stands in row {first} too"), "keep one row for each item");
        }
        let on = day(cell("on"));
        if on.is_none() {
            wrong("on", format!("`{}` is no day", cell("on")), "write a day such as 2026-03-31");
        }
        let done = day(cell("done"));
        if done.is_none() && !matches!(cell("done"), "" | "-") {
            wrong("done", format!("`{}` is no day", cell("done")), "write a day such as 2026-03-31, or leave it empty");
        }
        list.items.push(PopulationItem { id, on: on.unwrap_or_default(), done });
    }
    (list.sheet, list.notes) = (table.sheet, table.notes);
    Ok(list)
}

/// A workbook may give a day with a time.
fn day(typed: &str) -> Option<Date> {
    typed.split(['T', ' ']).next().and_then(|day| day.parse().ok())
}

fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-'], " ")
}

/// Which column says what: as named, or by its heading. Id and day are needed.
fn columns(table: &Table, file: &str, mapping: &[String]) -> Result<BTreeMap<&'static str, usize>, Failure> {
    let wrong = |sentence: String, hint: String| Failure::from(Refusal::NotPossible { sentence, hint });
    let headings = || format!("the headings are {}", table.headers.join(", "));
    let place = |heading: &str| table.headers.iter().position(|known| plain(known) == plain(heading));
    let mut columns = BTreeMap::new();
    for line in mapping.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let (field, heading) = line.split_once('=').unwrap_or((line, ""));
        let Some((field, _)) = FIELDS.into_iter().find(|(known, _)| *known == field.trim()) else {
            return Err(wrong(
                format!("`{line}` names no field"),
                "write it like id=Ticket; fields are id, on, done".into(),
            ));
        };
        let at = place(heading).ok_or_else(|| wrong(format!("{file}: no column is called `{heading}`"), headings()))?;
        columns.insert(field, at);
    }
    for (field, usual) in FIELDS {
        if !columns.contains_key(field)
            && let Some(at) = usual.iter().find_map(|heading| place(heading))
            && !columns.values().any(|taken| *taken == at)
        {
            columns.insert(field, at);
        }
    }
    for field in ["id", "on"] {
        if !columns.contains_key(field) {
            let hint = format!("name it like {field}=Heading; {}", headings());
            return Err(wrong(format!("{file}: no column is known for `{field}`"), hint));
        }
    }
    Ok(columns)
}

impl App {
    /// Hands in a population whose list was read without problems, all or nothing; the file itself is kept. With an id, that
    /// population is handed in again.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or by the rules; a fault when it could not be recorded.
    pub fn import_population(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        (id, population): (Option<String>, Population),
        list: PopulationList,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        let object = Object { state: State::Live, ..Object::control(&live.state().registers, &population.control) };
        self.authorize(&live, &live.state().registers, who, Action::SetPopulation, &object)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = FileRef { sha256: blob.sha256.clone(), size: blob.size };
        let file = Some(PopulationFile { name: list.source, file, columns: list.columns });
        let population = Box::new(Population { file, items: list.items, ..population });
        let command = match id {
            None => TestingCommand::RecordPopulation { population },
            Some(id) => TestingCommand::RevisePopulation { id, population },
        };
        self.change_with_files(slug, who, request, Command::Testing(command), &[blob])
    }
}

fn row(item: &PopulationItem) -> Vec<CellOut> {
    let day = |day: Option<Date>| day.map_or(CellOut::Empty, CellOut::Date);
    vec![CellOut::text(&item.id), CellOut::Date(item.on), day(item.done)]
}

/// The items of a population as one sheet, which comes in again as it went out.
pub fn population_sheet(held: &HeldPopulation) -> SheetOut {
    SheetOut {
        name: "Population".to_owned(),
        headers: ["id", "on", "done"].map(str::to_owned).to_vec(),
        widths: vec![24, 13, 13],
        rows: held.population.items.iter().map(row).collect(),
        ..SheetOut::default()
    }
}

/// The chosen items of a sample as one sheet.
pub fn sample_sheet(answer: &SampleAnswer) -> SheetOut {
    SheetOut {
        name: "Sample".to_owned(),
        headers: ["id", "on", "done"].map(str::to_owned).to_vec(),
        widths: vec![24, 13, 13],
        rows: answer.items.iter().map(row).collect(),
        ..SheetOut::default()
    }
}

/// The results of a test: a row for each item, for each attribute its result, note and evidence.
pub fn test_sheet(line: &TestLine) -> SheetOut {
    let attributes = &line.held.plan.attributes;
    let each =
        attributes.iter().flat_map(|one| [one.id.clone(), format!("{} note", one.id), format!("{} evidence", one.id)]);
    let rows = line.held.items.iter().map(|(item, version)| {
        let cells = attributes.iter().flat_map(|attribute| {
            let found = line.held.results.get(item).and_then(|row| row.get(&attribute.id));
            let evidence: Vec<&str> = found.iter().flat_map(|r| &r.evidence).map(String::as_str).collect();
            [
                found.map_or(CellOut::Empty, |r| CellOut::text(r.outcome.id())),
                found.map_or(CellOut::Empty, |r| CellOut::text(&r.note)),
                CellOut::text(evidence.join("; ")),
            ]
        });
        [CellOut::text(item), CellOut::Int(i64::from(*version))].into_iter().chain(cells).collect()
    });
    SheetOut {
        name: "Test".to_owned(),
        headers: ["Item".to_owned(), "Version of the control".to_owned()].into_iter().chain(each).collect(),
        widths: vec![24; 2 + attributes.len() * 3],
        rows: rows.collect(),
        ..SheetOut::default()
    }
}
