//! One way to exchange lists: a register declares its list, and the list is read row by row, looked at, and taken all or
//! nothing. A declaration answers for itself, so its headings may stand in the code or be fields that were declared at run
//! time.

pub(super) mod out;
mod row;
#[cfg(test)]
mod tests;

pub use row::{People, RowReading, as_day, as_flag, as_names};

use super::RowProblem;
use crate::access::Who;
use crate::ask::{At, PeopleOf, Question};
use crate::{App, Failure, Receipt, tables};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::ImportPlan;
use domain::rules::access::Object;
use domain::values::{Action, FileRef, State};
use formats::sheet::{self, ReadOptions, SheetError, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Problems that a refusal names; its count speaks of all.
const SHOWN_PROBLEMS: usize = 20;

/// What a list of one register says: its headings, and what a row of it becomes.
pub trait Listed {
    /// What a row becomes.
    type Row;

    /// The headings, in the order of the export; they are read in any case of letters.
    fn headings(&self) -> Vec<&str>;

    /// The headings that are written and not read, since they follow from the others or are reached by steps.
    fn not_read(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The headings that no list goes without, each with what to do about its absence.
    fn needed(&self) -> Vec<(&str, &str)>;

    /// The heading that is meant by a word that stands in its place in other lists; the word comes in small letters, with
    /// blanks for underscores and hyphens.
    fn usual(&self, _word: &str) -> Option<&str> {
        None
    }

    /// Most rows of one list, and what they are called in the refusal of a longer one.
    fn most(&self) -> (usize, &'static str);

    /// Reads a row; what is wrong in it is said to `row`. None for a row of which nothing is kept.
    fn row(&self, row: &mut RowReading<'_>) -> Option<Self::Row>;
}

/// A list that the register takes, all or nothing.
pub trait Importable: Listed {
    /// The right that it takes.
    fn action(&self) -> Action;

    /// Whom its rows may name: the members, where the register says nothing else.
    ///
    /// # Errors
    /// Without the right to read who the members are, or when people cannot be read.
    fn people(&self, app: &App, slug: &str, who: &Who) -> Result<People, Failure> {
        let members = app.ask(slug, who, At::default(), &PeopleOf)?.value.members;
        app.people_in_lists(members.keys())
    }

    /// The question what would happen.
    fn preview<'a>(&'a self, source: &'a str, rows: &'a [Self::Row]) -> impl Question<Answer = ImportPlan> + 'a;

    /// The command that takes the rows.
    fn command(&self, source: String, file: Option<FileRef>, rows: Vec<Self::Row>) -> Command;

    /// Takes a list without problems, all or nothing, for somebody in an organisation, once for each request; the file itself
    /// is kept, where the register says nothing else.
    ///
    /// # Errors
    /// A refusal of the rules, or a fault when it could not be recorded.
    fn take(
        &self,
        app: &App,
        (slug, who, request): (&str, &Who, Option<&str>),
        list: List<Self::Row>,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        let (file, blob) = app.keep_list(slug, who, self.action(), |_| Object::plain(State::Live), bytes)?;
        let command = self.command(list.source, Some(file), list.rows);
        app.change_with_files(slug, who, request, command, &[blob])
    }
}

/// A list as it was read; nothing is changed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<R> {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// The rows.
    pub rows: Vec<R>,
    /// Row number of each, as the spreadsheet shows it.
    pub numbers: Vec<u32>,
    /// Everything that is wrong, row by row; nothing is taken while there is anything.
    pub problems: Vec<RowProblem>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// Reads a list from XLSX, CSV or JSON.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all or is longer than
/// [`Listed::most`] says. Problems of single rows are in the list.
pub fn read_list<L: Listed>(
    listed: &L,
    (bytes, name): (&[u8], &str),
    wanted: Option<&str>,
    people: &People,
) -> Result<List<L::Row>, Failure> {
    let table = table(bytes, name, wanted)?;
    let (headings, not_read) = (listed.headings(), listed.not_read());
    let meant = |typed: &str| meant(listed, &headings, typed);
    let columns = columns(listed, &table, name, |typed| meant(typed).filter(|heading| !not_read.contains(heading)))?;
    let mut problems = Vec::new();
    let (mut rows, mut numbers) = (Vec::new(), Vec::new());
    for line in &table.rows {
        if columns.values().all(|column| line.cell(*column).trim().is_empty()) {
            continue;
        }
        if let Some(row) = listed.row(&mut RowReading::of(line, &columns, people, &mut problems)) {
            rows.push(row);
            numbers.push(line.number);
        }
    }
    let (max, what) = listed.most();
    if rows.len() > max {
        return Err(Refusal::TooMany { what, max }.into());
    }
    let unmatched = table.headers.iter().filter(|typed| meant(typed).is_none()).cloned().collect();
    Ok(List { source: name.to_owned(), sheet: table.sheet, rows, numbers, problems, unmatched, notes: table.notes })
}

/// The sheet of a file as headings and rows; a file whose name ends in `.json` is read as JSON.
pub(super) fn table(bytes: &[u8], name: &str, wanted: Option<&str>) -> Result<Table, Failure> {
    let read = if name.to_lowercase().ends_with(".json") {
        sheet::read_json(bytes, name)
    } else {
        sheet_of(bytes, name, wanted, None)
    };
    Ok(read.map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?)
}

/// The wanted sheet of a file, or the one that looks most like a list. That is never the sheet of waivers of a workbook of
/// ours: where every other sheet is empty, what the first of them lacks is said.
pub(super) fn sheet_of(
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    progress: Option<&mut dyn FnMut(u64, u64)>,
) -> Result<Table, SheetError> {
    let table = sheet::read(bytes, name, ReadOptions { sheet: wanted.map(str::to_owned), progress })?;
    let list = table.sheets.iter().find(|one| **one != table.sheet);
    match list.filter(|_| wanted.is_none() && tables::is_waivers(&table.headers)) {
        Some(list) => sheet::read(bytes, name, ReadOptions { sheet: Some(list.clone()), progress: None }),
        None => Ok(table),
    }
}

/// A heading in small letters, with blanks for underscores and hyphens.
pub(super) fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-'], " ")
}

/// The heading that is meant, whether it is read or not.
fn meant<'a, L: Listed>(listed: &'a L, headings: &[&'a str], typed: &str) -> Option<&'a str> {
    let word = plain(typed);
    listed.usual(&word).or_else(|| headings.iter().copied().find(|known| plain(known) == word))
}

/// Which column says what: what is needed is there, and no heading stands twice.
fn columns<'a, L: Listed>(
    listed: &'a L,
    table: &Table,
    file: &str,
    read: impl Fn(&str) -> Option<&'a str>,
) -> Result<BTreeMap<&'a str, usize>, Failure> {
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    let mut columns = BTreeMap::new();
    for (at, typed) in table.headers.iter().enumerate() {
        if let Some(heading) = read(typed)
            && columns.insert(heading, at).is_some()
        {
            let sentence = match listed.usual(&plain(typed)) {
                None => format!("{file}: the heading `{heading}` stands twice"),
                Some(_) => format!("{file}: two columns say the same, the second is `{typed}`"),
            };
            return Err(wrong(sentence, "keep one of the two columns").into());
        }
    }
    for (heading, hint) in listed.needed() {
        if !columns.contains_key(heading) {
            let headings = table.headers.join(", ");
            let sentence = format!("{file}: no column is called `{heading}`; the headings are {headings}");
            return Err(wrong(sentence, hint).into());
        }
    }
    Ok(columns)
}

/// Refuses a list of which anything is wrong.
pub(super) fn sound(problems: &[RowProblem]) -> Result<(), Refusal> {
    if problems.is_empty() {
        return Ok(());
    }
    let rows: BTreeSet<u32> = problems.iter().map(|problem| problem.row).collect();
    let told = |p: &RowProblem| format!("row {}: {}: {} ({})", p.row, p.field, p.what, p.hint);
    let shown = problems.iter().take(SHOWN_PROBLEMS).map(told);
    Err(Refusal::ImportRefused { rows: rows.len(), problems: shown.collect() })
}

impl App {
    /// Reads a list with the people of an organisation. Whoever may import nothing learns nothing of what stands in it.
    ///
    /// # Errors
    /// As [`read_list`], or without the right to import it or to read whom it names.
    pub fn read_list<L: Importable>(
        &self,
        slug: &str,
        who: &Who,
        listed: &L,
        file: (&[u8], &str),
        sheet: Option<&str>,
    ) -> Result<List<L::Row>, Failure> {
        self.ask(slug, who, At::default(), &listed.preview("", &[]))?;
        read_list(listed, file, sheet, &listed.people(self, slug, who)?)
    }

    /// How lists may name these members: by id, or by e-mail address.
    pub(super) fn people_in_lists<'a>(&self, ids: impl Iterator<Item = &'a String>) -> Result<People, Failure> {
        let mut people = People::default();
        for id in ids {
            let email = self.person(id)?.map(|person| person.email);
            people.add(id, email.as_deref().unwrap_or_default());
        }
        Ok(people)
    }

    /// Imports a list that was read without problems, all or nothing; the file itself is kept as [`Importable::take`] says.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_list<L: Importable>(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        listed: &L,
        list: List<L::Row>,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        sound(&list.problems)?;
        listed.take(self, (slug, who, request), list, bytes)
    }
}
