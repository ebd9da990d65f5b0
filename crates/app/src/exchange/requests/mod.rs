//! Lists of an auditor's requests coming in and going out: bytes to requests with every problem of a row, and the list as a
//! table whose headings come in again.

mod out;
mod row;

pub use out::{REQUEST_HEADINGS, audit_request_sheet};

use super::RowProblem;
use crate::access::Who;
use crate::ask::{At, AuditRequestProblems, AuditRequests};
use crate::{App, Failure, Receipt};
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::scope::criteria;
use domain::rules::room::MAX_IMPORT;
use domain::values::AuditRequest;
use formats::sheet::{self, ReadOptions, Table};
use std::collections::{BTreeMap, BTreeSet};

/// A list of requests as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditRequestList {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// The requests of the rows that could be read.
    pub requests: Vec<AuditRequest>,
    /// Row number of each, as the spreadsheet shows it.
    pub numbers: Vec<u32>,
    /// Everything that is wrong, row by row; nothing is imported while there is anything.
    pub problems: Vec<RowProblem>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// What a list is read against.
#[derive(Clone, Debug, Default)]
pub struct RequestSides {
    /// The engagement.
    pub engagement: String,
    /// Criteria in its scope.
    pub criteria: BTreeSet<String>,
    /// Members' ids, by id and by e-mail address in small letters.
    pub people: BTreeMap<String, String>,
}

/// Reads a list of requests from XLSX or CSV.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all or is longer than
/// [`MAX_IMPORT`]. Problems of single rows are in the list.
pub fn read_audit_requests(
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    sides: &RequestSides,
) -> Result<AuditRequestList, Failure> {
    let options = ReadOptions { sheet: wanted.map(str::to_owned), progress: None };
    let table = sheet::read(bytes, name, options)
        .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
    let columns = columns(&table, name)?;
    let unmatched = table.headers.iter().filter(|h| meant(h).is_none() && !out::written_only(h)).cloned().collect();
    let mut list = AuditRequestList { source: name.to_owned(), unmatched, ..AuditRequestList::default() };
    for line in &table.rows {
        let cell = |field: Field| columns.get(&field).map_or("", |column| line.cell(*column)).trim();
        if columns.keys().all(|field| cell(*field).is_empty()) {
            continue;
        }
        if let Some(request) = row::read(line.number, cell, sides, &mut list.problems) {
            list.requests.push(request);
            list.numbers.push(line.number);
        }
    }
    if list.requests.len() > MAX_IMPORT {
        return Err(Refusal::TooMany { what: "requests", max: MAX_IMPORT }.into());
    }
    if list.requests.is_empty() && list.problems.is_empty() {
        let sentence = format!("{name} holds no request");
        return Err(
            Refusal::NotPossible { sentence, hint: "write one request a row below the headings".to_owned() }.into()
        );
    }
    (list.sheet, list.notes) = (table.sheet, table.notes);
    Ok(list)
}

/// What a column can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Reference,
    Title,
    Text,
    Criterion,
    Control,
    Either,
    Due,
    To,
}

/// The field of a heading, in any case of letters and in the usual spellings.
fn meant(heading: &str) -> Option<Field> {
    Some(match plain(heading).as_str() {
        "reference" | "ref" | "no" | "number" | "#" | "request no" => Field::Reference,
        "title" | "request" | "item" => Field::Title,
        "text" | "description" | "details" => Field::Text,
        "criterion" | "criteria" | "tsc" => Field::Criterion,
        "control" | "control id" => Field::Control,
        "criterion or control" | "about" => Field::Either,
        "due" | "due date" | "wanted by" => Field::Due,
        "to" | "asked of" | "owner" | "responsible" => Field::To,
        _ => return None,
    })
}

fn plain(heading: &str) -> String {
    heading.trim().trim_end_matches('.').to_lowercase().replace(['_', '-'], " ")
}

/// Which column says what; title and day are needed, and no field stands twice.
fn columns(table: &Table, file: &str) -> Result<BTreeMap<Field, usize>, Failure> {
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    let mut columns = BTreeMap::new();
    for (at, heading) in table.headers.iter().enumerate() {
        if let Some(field) = meant(heading)
            && columns.insert(field, at).is_some()
        {
            let sentence = format!("{file}: two columns say the same, the second is `{heading}`");
            return Err(wrong(sentence, "keep one of the two columns").into());
        }
    }
    for (field, called, what) in
        [(Field::Title, "Title", "what is wanted, in a line"), (Field::Due, "Due", "the day on which it is wanted")]
    {
        if !columns.contains_key(&field) {
            let sentence =
                format!("{file}: no column is called `{called}`; the headings are {}", table.headers.join(", "));
            return Err(wrong(sentence, &format!("name the column with {what}; the export shows all headings")).into());
        }
    }
    Ok(columns)
}

impl App {
    /// Reads a list of requests for an engagement and says of every row what is wrong with it; nothing is changed.
    ///
    /// # Errors
    /// As [`read_audit_requests`], or without the right to ask in that engagement.
    pub fn read_audit_requests(
        &self,
        slug: &str,
        who: &Who,
        engagement: &str,
        (bytes, name): (&[u8], &str),
        sheet: Option<&str>,
    ) -> Result<AuditRequestList, Failure> {
        let engagement = engagement.to_owned();
        self.ask(slug, who, At::default(), &AuditRequests { engagement: Some(engagement.clone()), state: None })?;
        let live = self.live(slug)?;
        let state = live.state();
        let held = state.registers.engagements.engagements.get(&engagement);
        let all = held.map(|held| criteria(&state.registers, held)).unwrap_or_default();
        let mut people = BTreeMap::new();
        for id in state.registers.people.members.keys() {
            people.insert(id.clone(), id.clone());
            let email = self.person(id)?.map(|person| person.email.to_lowercase()).filter(|email| !email.is_empty());
            people.extend(email.map(|email| (email, id.clone())));
        }
        let criteria = all.into_iter().map(|item| item.id.clone()).collect();
        let sides = RequestSides { engagement: engagement.clone(), criteria, people };
        let mut list = read_audit_requests(bytes, name, sheet, &sides)?;
        let question = AuditRequestProblems { engagement, requests: list.requests.clone() };
        let judged = self.ask(slug, who, At::default(), &question)?.value;
        let rows = list.numbers.iter().zip(judged).filter_map(|(row, one)| Some((*row, one?)));
        list.problems.extend(rows.map(|(row, why)| RowProblem {
            row,
            field: "Request",
            what: why.to_string(),
            hint: why.hint(),
        }));
        list.problems.sort_by_key(|problem| problem.row);
        Ok(list)
    }

    /// Puts a list of requests that was read without problems on the list of the engagement, all or nothing.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or by the rules of the room; a fault when it could not be recorded.
    pub fn import_audit_requests(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        engagement: &str,
        list: AuditRequestList,
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let rows: BTreeSet<u32> = list.problems.iter().map(|problem| problem.row).collect();
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: rows.len(), problems: shown.collect() }.into());
        }
        let command = RoomCommand::AddRequests {
            engagement: engagement.to_owned(),
            requests: list.requests,
            source: list.source,
        };
        self.change(slug, who, request, Command::Room(command))
    }
}
