//! Lists of risks coming in and going out: bytes to rows with every problem of a row, and the register as a table that comes in
//! again as it went out.

mod out;
mod row;

pub use out::{RisksToWrite, WrittenRisk, risk_sheet};

use super::{MAX_IMPORT_FILE, RowProblem};
use crate::access::Who;
use crate::ask::{At, PeopleOf};
use crate::{App, Failure, Receipt};
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::risk::RiskRow;
use domain::values::{Action, FileRef, State};
use formats::sheet::{self, ReadOptions, Table};
use std::collections::BTreeMap;

/// The headings of a list of risks: what the export writes, and what the import reads in any case of letters.
pub const RISK_HEADINGS: [&str; 27] = [
    "Id",
    "Title",
    "Category",
    "Cause",
    "Event",
    "Consequence",
    "Properties",
    "Source",
    "Owner",
    "Assets",
    "Suppliers",
    "Controls",
    "Enterprise entry",
    "Next review",
    "Inherent likelihood",
    "Inherent impact",
    "Inherent level",
    "Current likelihood",
    "Current impact",
    "Current level",
    "Residual likelihood",
    "Residual impact",
    "Residual level",
    "Option",
    "Treatment",
    "State",
    "Missing",
];

/// The headings that are written and not read: they follow from the others.
const NOT_READ: [&str; 5] = ["Inherent level", "Current level", "Residual level", "State", "Missing"];

/// A list of risks as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RiskList {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// The rows.
    pub rows: Vec<RiskRow>,
    /// Row number of each, as the spreadsheet shows it.
    pub numbers: Vec<u32>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
}

/// Reads a list of risks from XLSX or CSV; `people` finds a member's id by e-mail address in small letters.
///
/// # Errors
/// A refusal that names the file or the heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_risks(
    bytes: &[u8],
    name: &str,
    wanted: Option<&str>,
    people: &BTreeMap<String, String>,
) -> Result<RiskList, Failure> {
    let options = ReadOptions { sheet: wanted.map(str::to_owned), progress: None };
    let table = sheet::read(bytes, name, options)
        .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
    let columns = columns(&table, name)?;
    let unmatched = table.headers.iter().filter(|h| known(h).is_none() && !not_read(h)).cloned().collect();
    let mut list = RiskList { source: name.to_owned(), unmatched, ..RiskList::default() };
    for line in &table.rows {
        if columns.values().any(|column| !line.cell(*column).trim().is_empty()) {
            let cell = |heading: &str| columns.get(heading).map_or("", |column| line.cell(*column)).trim();
            let row = row::read(line.number, cell, people, &mut list.problems);
            list.rows.push(row);
            list.numbers.push(line.number);
        }
    }
    (list.sheet, list.notes) = (table.sheet, table.notes);
    Ok(list)
}

fn plain(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', '-'], " ")
}

/// The heading that is meant; the usual words of a SOC 2 risk assessment are understood too (R116).
fn known(heading: &str) -> Option<&'static str> {
    let typed = plain(heading);
    let typed = match typed.as_str() {
        "risk" | "risk title" | "risk name" | "name" => "title",
        "threat" => "cause",
        "scenario" | "description" | "risk description" => "event",
        "risk owner" => "owner",
        "likelihood" | "probability" => "current likelihood",
        "impact" | "severity" => "current impact",
        "response" | "treatment option" | "risk response" => "option",
        "mitigation" | "treatment plan" | "action" => "treatment",
        other => other,
    };
    let found = RISK_HEADINGS.into_iter().find(|known| plain(known) == typed)?;
    (!NOT_READ.contains(&found)).then_some(found)
}

fn not_read(heading: &str) -> bool {
    NOT_READ.iter().any(|known| plain(known) == plain(heading))
}

/// Which column says what; the title is needed, and no heading stands twice.
fn columns(table: &Table, file: &str) -> Result<BTreeMap<&'static str, usize>, Failure> {
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    let mut columns = BTreeMap::new();
    for (at, heading) in table.headers.iter().enumerate() {
        if let Some(known) = known(heading)
            && columns.insert(known, at).is_some()
        {
            return Err(
                wrong(format!("{file}: the heading `{known}` stands twice"), "keep one of the two columns").into()
            );
        }
    }
    if !columns.contains_key("Title") {
        let sentence = format!("{file}: no column is called `Title`; the headings are {}", table.headers.join(", "));
        return Err(wrong(sentence, "name the column with the risks' titles; the export shows all headings").into());
    }
    Ok(columns)
}

impl App {
    /// Reads a list of risks by the members of an organisation.
    ///
    /// # Errors
    /// As [`read_risks`], or without the right to read who the members are.
    pub fn read_risks(
        &self,
        slug: &str,
        who: &Who,
        bytes: &[u8],
        name: &str,
        sheet: Option<&str>,
    ) -> Result<RiskList, Failure> {
        let members = self.ask(slug, who, At::default(), &PeopleOf)?.value.members;
        let mut people = BTreeMap::new();
        for id in members.keys() {
            people.insert(id.clone(), id.clone());
            let email = self.person(id)?.map(|person| person.email.to_lowercase()).filter(|email| !email.is_empty());
            people.extend(email.map(|email| (email, id.clone())));
        }
        read_risks(bytes, name, sheet, &people)
    }

    /// Imports a list of risks that was read without problems, all or nothing; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_risks(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: RiskList,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        self.authorize(&live, &live.state().registers, who, Action::RecordRisk, &Object::plain(State::Live))?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = Some(FileRef { sha256: blob.sha256.clone(), size: blob.size });
        let command = RiskCommand::ImportRisks { source: list.source, file, rows: list.rows };
        self.change_with_files(slug, who, request, Command::Risk(command), &[blob])
    }
}
