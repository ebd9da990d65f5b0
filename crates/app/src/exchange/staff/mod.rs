//! Lists of those who work here coming in and going out: the register as a table that comes in again as it went out. Names and
//! addresses lie outside the ledger, so the file of a list is read and not kept.

mod out;
mod row;

pub use out::staff_sheet;

use super::list::{Importable, List, Listed, People, RowReading, plain};
use crate::access::Who;
use crate::ask::{At, PreviewStaff, Question, StaffKnown};
use crate::people::email_of;
use crate::{App, Failure, Receipt};
use domain::command::Command;
use domain::rules::ImportPlan;
use domain::rules::staff::MAX_ROWS;
use domain::values::{Action, FileRef, StaffCheck, StaffRow};

/// The headings of a list of people before the checks: what the export writes, and what the import reads in any case of letters.
const HEADINGS: [&str; 9] =
    ["Name", "E-mail", "Person", "State", "Position", "First day", "Last day", "Remote", "Missing"];

/// The headings that are read. What is missing follows from the rest, and a check is recorded with its own evidence.
const READ: usize = 8;

/// The headings of a list of those who work here, in their order: who and where they stand, then each check.
pub fn staff_headings() -> Vec<&'static str> {
    HEADINGS.into_iter().chain(StaffCheck::ALL.map(StaffCheck::title)).collect()
}

/// Lists of those who work here.
#[derive(Clone, Copy, Debug)]
pub struct StaffLists;

/// A row of such a list: where somebody stands, and who they are if nobody knows them here yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Where they stand. Whoever is new goes by the address until the list is taken.
    pub row: StaffRow,
    /// Name and address of whoever is new.
    pub newcomer: Option<(String, String)>,
}

impl Listed for StaffLists {
    type Row = StaffLine;

    fn headings(&self) -> Vec<&str> {
        staff_headings()
    }

    fn not_read(&self) -> Vec<&str> {
        staff_headings().split_off(READ)
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        vec![("E-mail", "name the column with the e-mail addresses; the export shows all headings")]
    }

    fn usual(&self, word: &str) -> Option<&str> {
        Some(match word {
            "email" | "email address" | "e mail address" => "E-mail",
            "id" | "person id" => "Person",
            "joined" | "start date" | "first day of work" => "First day",
            "leaves" | "end date" | "last day of work" => "Last day",
            "remote working" => "Remote",
            _ => return None,
        })
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_ROWS, "people in one import")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<StaffLine> {
        Some(row::read(row))
    }
}

impl Importable for StaffLists {
    fn action(&self) -> Action {
        Action::RecordStaff
    }

    /// Whoever is in the register or a member, by id, by the address as it is written and by what mail makes of it.
    fn people(&self, app: &App, slug: &str, who: &Who) -> Result<People, Failure> {
        let known = app.ask(slug, who, At::default(), &StaffKnown)?.value;
        let mut people = app.people_in_lists(known.iter())?;
        for id in &known {
            if let Ok(address) = email_of(&app.email_of(id)) {
                people.add(id, &address.key());
            }
        }
        Ok(people)
    }

    fn preview<'a>(&'a self, _: &'a str, rows: &'a [StaffLine]) -> impl Question<Answer = ImportPlan> + 'a {
        PreviewStaff(rows.iter().map(|line| line.row.clone()).collect())
    }

    fn command(&self, source: String, _: Option<FileRef>, rows: Vec<StaffLine>) -> Command {
        Command::ImportStaff { source, rows: rows.into_iter().map(|line| line.row).collect() }
    }

    fn take(
        &self,
        app: &App,
        (slug, who, request): (&str, &Who, Option<&str>),
        list: List<StaffLine>,
        _: &[u8],
    ) -> Result<Receipt, Failure> {
        app.import_staff(slug, who, request, list.source, list.rows)
    }
}

/// A word of a list in the form in which headings are compared.
fn is(typed: &str, word: &str) -> bool {
    plain(typed) == plain(word)
}
