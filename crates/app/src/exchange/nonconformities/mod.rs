//! Lists of nonconformities coming in and going out: the register as a table that comes in again as it went out.

mod out;
mod row;

pub use out::nonconformity_sheet;

use super::list::{Importable, Listed, RowReading};
use crate::ask::{PreviewNonconformities, Question};
use domain::command::{Command, NonconformityCommand};
use domain::rules::ImportPlan;
use domain::rules::nonconformity::MAX_ROWS;
use domain::values::nonconformity::NonconformityRow;
use domain::values::{Action, FileRef};
use jiff::civil::Date;

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

/// Lists of nonconformities.
#[derive(Clone, Copy, Debug)]
pub struct NonconformityLists {
    /// The day on which that was found of which a list gives no day.
    pub today: Date,
}

impl Listed for NonconformityLists {
    type Row = NonconformityRow;

    fn headings(&self) -> Vec<&str> {
        NONCONFORMITY_HEADINGS.to_vec()
    }

    fn not_read(&self) -> Vec<&str> {
        NOT_READ.to_vec()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        ["Title", "Description"].map(|needed| (needed, "name the column so; the export shows all headings")).to_vec()
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_ROWS, "nonconformities in one import")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<NonconformityRow> {
        Some(row::read(row, self.today))
    }
}

impl Importable for NonconformityLists {
    fn action(&self) -> Action {
        Action::WorkNonconformity
    }

    fn preview<'a>(&'a self, _: &'a str, rows: &'a [NonconformityRow]) -> impl Question<Answer = ImportPlan> + 'a {
        PreviewNonconformities(rows)
    }

    fn command(&self, source: String, file: Option<FileRef>, rows: Vec<NonconformityRow>) -> Command {
        Command::Nonconformity(NonconformityCommand::ImportNonconformities { source, file, rows })
    }
}
