//! Lists of occurrences coming in: bytes to items, with every row-level problem, before anything is kept.

use super::RowProblem;
use super::list::{as_day, plain, sound, table};
use crate::access::Who;
use crate::{App, Failure, Receipt};
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::reports::testing::{ListChecks, list_checks};
use domain::rules::access::Object;
use domain::values::testing::{MAX_ITEM_ID, MAX_ITEMS, Population, PopulationFile, PopulationItem};
use domain::values::{Action, State, Window};
use formats::sheet::{Table, column_number};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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
    /// The sheet that was read, and all sheets.
    pub sheet: String,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The headings.
    pub headers: Vec<String>,
    /// What each field was read from, as `field=Heading`.
    pub columns: Vec<String>,
    /// Headings that no field took.
    pub unmatched: Vec<String>,
    /// The items.
    pub items: Vec<PopulationItem>,
    /// Row number of each item.
    pub rows: Vec<u32>,
    /// Rows without an id.
    pub unnamed: usize,
    /// Rows whose id stands further up as well.
    pub twice: usize,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// Reads a list of occurrences from XLSX or CSV; `mapping` names columns as `id=Ticket`, `id=C` or `done=-`.
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
    let table = table(bytes, name, wanted)?;
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
        let cells = [cell("id"), cell("on"), cell("done")];
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if list.items.len() >= MAX_ITEMS {
            return Err(Refusal::TooMany { what: "items of one population", max: MAX_ITEMS }.into());
        }
        list.take(line.number, cells, &mut seen);
    }
    (list.sheet, list.sheets, list.headers, list.notes) = (table.sheet, table.sheets, table.headers, table.notes);
    Ok(list)
}

impl PopulationList {
    /// One row of the list, with everything that is wrong with it; `seen` has the ids of the rows before.
    fn take(&mut self, row: u32, [id, on, done]: [&str; 3], seen: &mut BTreeMap<String, u32>) {
        let mut wrong = |field: &str, what: String, hint: &str| {
            self.problems.push(RowProblem { row, field: field.to_owned(), what, hint: hint.to_owned() });
        };
        if id.is_empty() {
            self.unnamed += 1;
            wrong("id", "the id is empty".to_owned(), "give each item the id that the source has for it");
        } else if let Some(first) = seen.get(id) {
            self.twice += 1;
            wrong("id", format!("`{id}` stands in row {first} too"), "keep one row for each item");
        } else if id.chars().count() > MAX_ITEM_ID || id.chars().any(char::is_control) {
            let what = format!("the id is longer than {MAX_ITEM_ID} characters, or has a control character");
            wrong("id", what, "give it the short id that the source has for it");
        } else {
            seen.insert(id.to_owned(), row);
        }
        let occurred = as_day(on);
        if occurred.is_none() {
            wrong("on", format!("`{on}` is no day"), "write a day such as 2026-03-31");
        }
        let carried_out = as_day(done);
        if carried_out.is_none() && !matches!(done, "" | "-") {
            wrong("done", format!("`{done}` is no day"), "write a day such as 2026-03-31, or leave it empty");
        }
        self.items.push(PopulationItem { id: id.to_owned(), on: occurred.unwrap_or_default(), done: carried_out });
        self.rows.push(row);
    }
}

/// What a list shows of itself before anything of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopulationLook {
    /// Rows without a day that can be read.
    pub undated: usize,
    /// Rows whose day lies outside the period.
    pub outside: usize,
    /// Rows that were carried out before they occurred.
    pub reversed: usize,
    /// The first and the last day of the list.
    pub days: Option<(Date, Date)>,
    /// Count against claim, numbers left out, and what would keep it from being frozen.
    pub checks: ListChecks,
    /// Everything that is wrong, row by row, days outside the period included.
    pub problems: Vec<RowProblem>,
}

impl PopulationList {
    /// Looks at the list as the population that it would be.
    pub fn look(&self, population: &Population) -> PopulationLook {
        let Window { from, until } = population.period;
        let undated: BTreeSet<u32> = self.problems.iter().filter(|p| p.field == "on").map(|p| p.row).collect();
        let dated = || self.items.iter().zip(&self.rows).filter(|(_, row)| !undated.contains(row));
        let outside = dated().filter(|(item, _)| !population.period.contains(item.on)).map(|(item, row)| RowProblem {
            row: *row,
            field: "on".to_owned(),
            what: format!("{} lies outside the period {from} to {until}", item.on),
            hint: "leave the row out, or name the period that the list covers".to_owned(),
        });
        let outside: Vec<RowProblem> = outside.collect();
        let first = dated().map(|(item, _)| item.on).min();
        let mut look = PopulationLook {
            undated: undated.len(),
            outside: outside.len(),
            reversed: dated().filter(|(item, _)| item.done.is_some_and(|done| done < item.on)).count(),
            days: first.zip(dated().map(|(item, _)| item.on).max()),
            checks: list_checks(&Population { items: self.items.clone(), ..population.clone() }),
            problems: self.problems.iter().cloned().chain(outside).collect(),
        };
        look.problems.sort_by_key(|problem| problem.row);
        look
    }
}

/// What each field would be read from by its usual headings, as `field=Heading`: what a form shows chosen while columns are
/// still to be told.
pub fn recognised_columns(headers: &[String]) -> Vec<String> {
    let mut taken: BTreeSet<&String> = BTreeSet::new();
    let mut lines = Vec::new();
    for (field, usual) in FIELDS {
        let mut found = usual.iter().filter_map(|heading| headers.iter().find(|known| plain(known) == plain(heading)));
        if let Some(heading) = found.find(|heading| !taken.contains(heading)) {
            taken.insert(heading);
            lines.push(format!("{field}={heading}"));
        }
    }
    lines
}

/// Which column says what: as named by its heading or its letters (`-` for none), or by its usual heading. Id and day are
/// needed.
fn columns(table: &Table, file: &str, mapping: &[String]) -> Result<BTreeMap<&'static str, usize>, Failure> {
    let wrong = |sentence: String, hint: String| Failure::from(Refusal::NotPossible { sentence, hint });
    let headings = || format!("the headings are {}", table.headers.join(", "));
    let place = |heading: &str| table.headers.iter().position(|known| plain(known) == plain(heading));
    let letters = |typed: &str| column_number(typed).filter(|at| *at < table.headers.len());
    let (mut columns, mut left_out) = (BTreeMap::new(), BTreeSet::new());
    for line in mapping.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let (field, heading) = line.split_once('=').unwrap_or((line, ""));
        let Some((field, _)) = FIELDS.into_iter().find(|(known, _)| *known == field.trim()) else {
            return Err(wrong(
                format!("`{line}` names no field"),
                "write it like id=Ticket; fields are id, on, done".into(),
            ));
        };
        if heading.trim() == "-" {
            left_out.insert(field);
            continue;
        }
        let at = place(heading).or_else(|| letters(heading.trim()));
        let at = at.ok_or_else(|| wrong(format!("{file}: no column is called `{heading}`"), headings()))?;
        columns.insert(field, at);
    }
    for (field, usual) in FIELDS {
        if !columns.contains_key(field)
            && !left_out.contains(field)
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
        sound(&list.problems)?;
        let object =
            |registers: &Registers| Object { state: State::Live, ..Object::control(registers, &population.control) };
        let (file, blob) = self.keep_list(slug, who, Action::SetPopulation, object, bytes)?;
        let file = Some(PopulationFile { name: list.source, file, columns: list.columns });
        let population = Box::new(Population { file, items: list.items, ..population });
        let command = match id {
            None => TestingCommand::RecordPopulation { population },
            Some(id) => TestingCommand::RevisePopulation { id, population },
        };
        self.change_with_files(slug, who, request, Command::Testing(command), &[blob])
    }
}
