//! Registers of the management system coming in and going out: headings are the titles of the declared fields, and what goes
//! out comes in again without changing anything.

mod out;

pub use out::register_sheet;

use super::{MAX_IMPORT_FILE, RowProblem};
use crate::access::Who;
use crate::ask::{At, EntryPersons, PeopleOf, PreviewEntries};
use crate::{App, Failure, Receipt};
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::isms::{EntryList, EntryRow, Field, Fields, Need, RegisterKind, read};
use domain::values::{Action, FileRef, State};
use formats::sheet::{self, ReadOptions, Table};
use std::collections::BTreeMap;

/// Headings that are written and not read: a state is reached by steps, not by a list.
const NOT_READ: [&str; 4] = ["State", "Due", "Overdue", "Missing now"];

/// A list for a register as it was read; nothing is changed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct EntriesFile {
    /// The register.
    pub kind: RegisterKind,
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// The rows.
    pub rows: Vec<EntryRow>,
    /// Row number of each, as the spreadsheet shows it.
    pub numbers: Vec<u32>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// The headings that a list for a register is read by.
pub fn register_headings(kind: RegisterKind) -> Vec<&'static str> {
    std::iter::once("Id").chain(kind.declared().fields.iter().map(|field| field.title)).collect()
}

/// Reads a list from XLSX or CSV; `people` finds a person's id by e-mail address in small letters.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_register(
    kind: RegisterKind,
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    people: &BTreeMap<String, String>,
) -> Result<EntriesFile, Failure> {
    let options = ReadOptions { sheet: wanted.map(str::to_owned), progress: None };
    let table = sheet::read(bytes, name, options)
        .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
    let columns = columns(kind, &table, name)?;
    let taken: Vec<usize> = columns.iter().map(|(at, _)| *at).collect();
    let not_read = |heading: &str| NOT_READ.iter().chain(&["Id"]).any(|known| plain(known) == plain(heading));
    let headings = table.headers.iter().enumerate();
    let unmatched =
        headings.filter(|(at, heading)| !taken.contains(at) && !not_read(heading)).map(|(_, h)| h.clone()).collect();
    let id = table.headers.iter().position(|heading| plain(heading) == "id");
    let (mut rows, mut numbers, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for line in &table.rows {
        if columns.iter().all(|(at, _)| line.cell(*at).trim().is_empty()) {
            continue;
        }
        let mut fields = Fields::new();
        for (at, field) in &columns {
            let person = |typed: &str| people.get(typed).or_else(|| people.get(&typed.to_lowercase())).cloned();
            match read(field, line.cell(*at), &person) {
                Ok(Some(value)) => {
                    fields.insert(field.id.to_owned(), value);
                }
                Ok(None) => {}
                Err(wrong) => {
                    let row = line.number;
                    problems.push(RowProblem {
                        row,
                        field: field.title.to_owned(),
                        what: wrong.what,
                        hint: wrong.hint,
                    });
                }
            }
        }
        let id = id.map(|at| line.cell(at).trim().to_ascii_uppercase()).unwrap_or_default();
        rows.push(EntryRow { id, fields });
        numbers.push(line.number);
    }
    let source = name.to_owned();
    Ok(EntriesFile { kind, source, sheet: table.sheet, rows, numbers, problems, unmatched, notes: table.notes })
}

fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-'], " ")
}

/// Which column holds which field; what is required has one, and no heading stands twice.
fn columns(kind: RegisterKind, table: &Table, file: &str) -> Result<Vec<(usize, &'static Field)>, Failure> {
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    let declared = kind.declared();
    let mut columns: Vec<(usize, &'static Field)> = Vec::new();
    for (at, heading) in table.headers.iter().enumerate() {
        let called = |field: &&Field| plain(field.title) == plain(heading) || plain(field.id) == plain(heading);
        let Some(field) = declared.fields.iter().find(called) else { continue };
        if columns.iter().any(|(_, known)| known.id == field.id) {
            let sentence = format!("{file}: the heading `{}` stands twice", field.title);
            return Err(wrong(sentence, "keep one of the two columns").into());
        }
        columns.push((at, field));
    }
    let required = declared.fields.iter().filter(|field| field.need == Need::Required && field.when.is_none());
    for needed in required {
        if !columns.iter().any(|(_, field)| field.id == needed.id) {
            let headings = table.headers.join(", ");
            let sentence = format!("{file}: no column is called `{}`; the headings are {headings}", needed.title);
            return Err(wrong(sentence, "name the column so; the export shows all headings").into());
        }
    }
    Ok(columns)
}

impl App {
    /// Who can be named in an entry, by id and by e-mail address in small letters; `me` is whoever asks. Who may not see
    /// others can name themselves.
    ///
    /// # Errors
    /// When people cannot be read.
    pub fn persons_by_word(&self, slug: &str, who: &Who) -> Result<BTreeMap<String, String>, Failure> {
        let mut named: Vec<String> = match self.ask(slug, who, At::default(), &EntryPersons) {
            Ok(answer) => answer.value.all.into_iter().collect(),
            Err(Failure::Refused(_)) => {
                let members = self.ask(slug, who, At::default(), &PeopleOf);
                members.map(|answer| answer.value.members.into_keys().collect()).unwrap_or_default()
            }
            Err(fault) => return Err(fault),
        };
        named.push(who.id().to_owned());
        let mut people = BTreeMap::from([("me".to_owned(), who.id().to_owned())]);
        for id in named {
            let email = self.person(&id)?.map(|person| person.email.to_lowercase()).filter(|email| !email.is_empty());
            people.extend(email.map(|email| (email, id.clone())));
            people.insert(id.clone(), id);
        }
        Ok(people)
    }

    /// Reads a list for a register, with the people of an organisation.
    ///
    /// # Errors
    /// As [`read_register`], or without the right to keep registers.
    pub fn read_register(
        &self,
        slug: &str,
        who: &Who,
        kind: RegisterKind,
        (bytes, name): (&[u8], &str),
        sheet: Option<&str>,
    ) -> Result<EntriesFile, Failure> {
        // Whoever may import nothing learns nothing of what stands in a list.
        self.ask(slug, who, At::default(), &PreviewEntries { kind, rows: &[] })?;
        let people = self.persons_by_word(slug, who)?;
        read_register(kind, bytes, name, sheet, &people)
    }

    /// Imports a list that was read without problems, all or nothing; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_register(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: EntriesFile,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown =
                list.problems.iter().take(20).map(|p| format!("row {}: {}: {} ({})", p.row, p.field, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::KeepIsms, &object)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = Some(FileRef { sha256: blob.sha256.clone(), size: blob.size });
        let list = Box::new(EntryList { register: list.kind, source: list.source, file, rows: list.rows });
        let command = Command::Isms(IsmsCommand::ImportRegisterEntries { list });
        self.change_with_files(slug, who, request, command, &[blob])
    }
}
