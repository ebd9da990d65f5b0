//! Lists of accounts as identity providers export them: Google Workspace, Microsoft Entra ID, Okta, and plain ones, in CSV
//! or XLSX. A list judges nothing: it is read cell by cell, and the rules of `domain::reports::accounts` make the findings.

mod cells;
mod columns;
mod headings;

use super::error::FindingsError;
use super::gather::{Gather, Said, line};
use super::limits::MAX_RESOURCE_CHARS;
use crate::sheet::{self, ReadOptions, Table, TableRow};
use columns::{Column, Columns};
use domain::reports::accounts::{AccountCounts, judged};
use domain::values::{Finding, Findings, FindingsFormat, Listed, ListedAccount};
use jiff::civil::Date;
use std::collections::BTreeMap;

const FORMAT: FindingsFormat = FindingsFormat::Accounts;

/// Whether a text or a workbook has the headings of a list of accounts; of a text its beginning is enough.
pub(super) fn looks_like(bytes: &[u8], name: &str) -> bool {
    let of = |headings: &Vec<String>| Columns::of(headings).is_some();
    if bytes.starts_with(b"PK") {
        return sheet::read(bytes, name, ReadOptions::default()).is_ok_and(|table| of(&table.headers));
    }
    sheet::first_rows(bytes, name).iter().any(of)
}

/// Reads a list; `on` is the day of its export, which it does not say itself.
pub(super) fn read(bytes: &[u8], name: &str, on: Option<Date>) -> Result<Findings, FindingsError> {
    let table = sheet::read(bytes, name, ReadOptions::default())
        .map_err(|error| FindingsError::Sheet { format: FORMAT, error })?;
    let columns = Columns::of(&table.headers).ok_or_else(|| unknown(&table))?;
    columns.once(&table)?;
    let mut list = List { table: &table, columns, seen: BTreeMap::new() };
    let mut gather = Gather::new(FORMAT);
    let mut counts = AccountCounts::default();
    for row in &table.rows {
        let account = list.account(row)?;
        counts.count(&account);
        gather.target(domain_of(&account.name));
        for finding in judged(&account, on) {
            gather.item(|| list.place(row.number), kept(finding))?;
        }
    }
    let (provider, because) = list.columns.provider(&table.headers);
    gather.tool(provider, "");
    gather.note(&because);
    gather.note(&counts.in_words());
    gather.note(&match on {
        Some(on) => format!("Days without a sign-in are counted back from {on}, the day of the list as it was said."),
        None => "The list does not say on which day it was exported; until that is said, no days without a sign-in are counted."
            .to_owned(),
    });
    gather.note(
        "The provider lists and judges nothing: the rules, and the requirements that they name, are Tickmark's and no mapping \
         of the programme.",
    );
    table.notes.iter().for_each(|note| gather.note(note));
    Ok(gather.findings())
}

fn unknown(table: &Table) -> FindingsError {
    FindingsError::Field {
        format: FORMAT,
        place: format!("row {}", table.header_row),
        field: "headings".to_owned(),
        what: "are not those of a list of accounts".to_owned(),
        right: "one for the account, such as `Email`, and two or more of `Status`, `MFA`, `Admin` and `Last sign-in`"
            .to_owned(),
    }
}

/// What stands behind the last `@` of a name, if anything does.
fn domain_of(name: &str) -> &str {
    name.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// The finding, cleaned and cut as those of every other format.
fn kept(finding: Finding) -> Finding {
    let Finding { id, title, result, severity, resource, requirements, detail } = finding;
    let requirements = requirements.into_iter().map(|named| (named.list, named.id)).collect();
    let (severity, resource) = (severity.unwrap_or_default(), resource.unwrap_or_default());
    Said { id, title, severity, resource, requirements, detail }.with(result)
}

/// A list with the rows that were read.
struct List<'a> {
    table: &'a Table,
    columns: Columns,
    /// In which row each account stands, by its name in small letters.
    seen: BTreeMap<String, u32>,
}

impl List<'_> {
    fn account(&mut self, row: &TableRow) -> Result<ListedAccount, FindingsError> {
        let name = self.name(row)?;
        let columns = &self.columns;
        Ok(ListedAccount {
            state: self.cell(row, columns.state.as_ref(), cells::state, cells::STATES)?,
            second_factor: self.cell(row, columns.second_factor.as_ref(), cells::factor, cells::FLAGS)?,
            demanded: self.cell(row, columns.demanded.as_ref(), cells::flag, cells::FLAGS)?,
            administrator: self.cell(row, columns.administrator.as_ref(), cells::administrator, cells::FLAGS)?,
            last_sign_in: self.cell(row, columns.last_sign_in.as_ref(), cells::sign_in, cells::DAYS)?,
            name,
        })
    }

    fn name(&mut self, row: &TableRow) -> Result<String, FindingsError> {
        let column = &self.columns.account;
        let name = line(row.cell(column.at), MAX_RESOURCE_CHARS + 1);
        let wrong = |what: String, right: &str| Err(self.wrong(row, column, what, right));
        if name.is_empty() {
            return wrong("is empty".to_owned(), "the name under which the account signs in");
        }
        if name.chars().count() > MAX_RESOURCE_CHARS {
            return wrong(format!("has more than {MAX_RESOURCE_CHARS} characters"), "the name of one account");
        }
        if let Some(before) = self.seen.get(&name.to_lowercase()) {
            let what = format!("is `{}`, which stands in row {before} already", line(&name, 80));
            return wrong(what, "one row for each account");
        }
        self.seen.insert(name.to_lowercase(), row.number);
        Ok(name)
    }

    fn cell<T>(
        &self,
        row: &TableRow,
        column: Option<&Column>,
        meaning: fn(&str, columns::Kind) -> Option<T>,
        right: &str,
    ) -> Result<Listed<T>, FindingsError> {
        let Some(column) = column else { return Ok(Listed::NoColumn) };
        let cell = row.cell(column.at);
        if cells::is_empty(cell) {
            return Ok(Listed::Empty);
        }
        let written = line(cell, 80);
        match meaning(cell, column.kind) {
            Some(value) => Ok(Listed::Said { value, written }),
            None => Err(self.wrong(row, column, format!("is `{written}`"), right)),
        }
    }

    fn wrong(&self, row: &TableRow, column: &Column, what: String, right: &str) -> FindingsError {
        FindingsError::Field {
            format: FORMAT,
            place: self.place(row.number),
            field: column.heading.clone(),
            what,
            right: right.to_owned(),
        }
    }

    /// Where a row stands: with its sheet, if there are several.
    fn place(&self, row: u32) -> String {
        match self.table.sheets.len() {
            0 | 1 => format!("row {row}"),
            _ => format!("sheet `{}`, row {row}", self.table.sheet),
        }
    }
}
