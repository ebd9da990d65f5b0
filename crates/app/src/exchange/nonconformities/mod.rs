//! Lists of nonconformities coming in and going out: bytes to rows with every problem of a row, and the register as a table
//! that comes in again as it went out.

mod out;
mod row;

pub use out::nonconformity_sheet;

use super::{MAX_IMPORT_FILE, RowProblem};
use crate::access::Who;
use crate::ask::{At, PeopleOf, PreviewNonconformities};
use crate::{App, Failure, Receipt};
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::nonconformity::NonconformityRow;
use domain::values::{Action, FileRef, State};
use formats::sheet::{self, ReadOptions, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The headings of a list of nonconformities: what the export writes, and what the import reads in any case of letters.
pub const NONCONFORMITY_HEADINGS: [&str; 19] = [
    "Id",
    "Title",
    "Description",
    "Source",
    "Reference",
    "Class",
    "Against",
    "Controls",
    "Owner",
    "Found",
    "Agreed",
    "Correction",
    "Cause",
    "Similar cases",
    "State",
    "Due",
    "Days open",
    "Overdue",
    "Missing",
];

/// The headings that are written and not read: a state is reached by steps, not by a list.
const NOT_READ: [&str; 5] = ["State", "Due", "Days open", "Overdue", "Missing"];

/// A list of nonconformities as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NonconformityList {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// The rows.
    pub rows: Vec<NonconformityRow>,
    /// Row number of each, as the spreadsheet shows it.
    pub numbers: Vec<u32>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// Reads a list of nonconformities from XLSX or CSV; `people` finds a member's id by e-mail address in small letters, and
/// what gives no day was found on `today`.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_nonconformities(
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    people: &BTreeMap<String, String>,
    today: Date,
) -> Result<NonconformityList, Failure> {
    let options = ReadOptions { sheet: wanted.map(str::to_owned), progress: None };
    let table = sheet::read(bytes, name, options)
        .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
    let columns = columns(&table, name)?;
    let unmatched = table.headers.iter().filter(|h| known(h).is_none() && !not_read(h)).cloned().collect();
    let mut list = NonconformityList { source: name.to_owned(), unmatched, ..NonconformityList::default() };
    for line in &table.rows {
        if columns.values().any(|column| !line.cell(*column).trim().is_empty()) {
            let cell = |heading: &str| columns.get(heading).map_or("", |column| line.cell(*column)).trim();
            list.rows.push(row::read(line.number, cell, people, today, &mut list.problems));
            list.numbers.push(line.number);
        }
    }
    (list.sheet, list.notes) = (table.sheet, table.notes);
    Ok(list)
}

fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-'], " ")
}

fn known(heading: &str) -> Option<&'static str> {
    let typed = plain(heading);
    let found = NONCONFORMITY_HEADINGS.into_iter().find(|known| plain(known) == typed)?;
    (!NOT_READ.contains(&found)).then_some(found)
}

fn not_read(heading: &str) -> bool {
    NOT_READ.iter().any(|known| plain(known) == plain(heading))
}

/// Which column says what; title and description are needed, and no heading stands twice.
fn columns(table: &Table, file: &str) -> Result<BTreeMap<&'static str, usize>, Failure> {
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    let mut columns = BTreeMap::new();
    for (at, heading) in table.headers.iter().enumerate() {
        if let Some(known) = known(heading)
            && columns.insert(known, at).is_some()
        {
            let sentence = format!("{file}: the heading `{known}` stands twice");
            return Err(wrong(sentence, "keep one of the two columns").into());
        }
    }
    for needed in ["Title", "Description"] {
        if !columns.contains_key(needed) {
            let headings = table.headers.join(", ");
            let sentence = format!("{file}: no column is called `{needed}`; the headings are {headings}");
            return Err(wrong(sentence, "name the column so; the export shows all headings").into());
        }
    }
    Ok(columns)
}

impl App {
    /// Reads a list of nonconformities by the members of an organisation.
    ///
    /// # Errors
    /// As [`read_nonconformities`], or without the right to read who the members are.
    pub fn read_nonconformities(
        &self,
        slug: &str,
        who: &Who,
        bytes: &[u8],
        name: &str,
        sheet: Option<&str>,
    ) -> Result<NonconformityList, Failure> {
        // Whoever may import nothing learns nothing of what stands in a list.
        self.ask(slug, who, At::default(), &PreviewNonconformities(&[]))?;
        let members = self.ask(slug, who, At::default(), &PeopleOf)?.value.members;
        let mut people = BTreeMap::new();
        for id in members.keys() {
            people.insert(id.clone(), id.clone());
            let email = self.person(id)?.map(|person| person.email.to_lowercase()).filter(|email| !email.is_empty());
            people.extend(email.map(|email| (email, id.clone())));
        }
        read_nonconformities(bytes, name, sheet, &people, self.clock().today())
    }

    /// Imports a list of nonconformities that was read without problems, all or nothing; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_nonconformities(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: NonconformityList,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::WorkNonconformity, &object)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = Some(FileRef { sha256: blob.sha256.clone(), size: blob.size });
        let command = NonconformityCommand::ImportNonconformities { source: list.source, file, rows: list.rows };
        self.change_with_files(slug, who, request, Command::Nonconformity(command), &[blob])
    }
}
