//! Lists of suppliers coming in and going out: the register as a table that comes in again as it went out.

mod out;
mod row;

pub use out::supplier_sheet;

use super::list::{Importable, Listed, RowReading};
use crate::ask::{PreviewSuppliers, Question};
use domain::command::{Command, SupplierCommand};
use domain::rules::ImportPlan;
use domain::rules::supplier::MAX_ROWS;
use domain::values::supplier::SupplierRow;
use domain::values::{Action, FileRef};

/// The headings of a list of suppliers: what the export writes, and what the import reads in any case of letters.
pub const SUPPLIER_HEADINGS: [&str; 19] = [
    "Id",
    "Name",
    "Tier",
    "Services",
    "Technology",
    "Suppliers below it",
    "Nobody below it",
    "Criticality",
    "Personal data",
    "Owner",
    "Contract from",
    "Contract until",
    "Clauses",
    "Monitoring",
    "Systems",
    "Controls needed",
    "Subservice",
    "State",
    "Next review",
];

/// The headings that are written and not read: a state is reached by steps, not by a list.
const NOT_READ: [&str; 2] = ["State", "Next review"];

/// Lists of suppliers.
#[derive(Clone, Copy, Debug)]
pub struct SupplierLists;

impl Listed for SupplierLists {
    type Row = SupplierRow;

    fn headings(&self) -> Vec<&str> {
        SUPPLIER_HEADINGS.to_vec()
    }

    fn not_read(&self) -> Vec<&str> {
        NOT_READ.to_vec()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        vec![("Name", "name the column with the suppliers' names; the export shows all headings")]
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_ROWS, "suppliers in one import")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<SupplierRow> {
        Some(row::read(row))
    }
}

impl Importable for SupplierLists {
    fn action(&self) -> Action {
        Action::SetSupplier
    }

    fn preview<'a>(&'a self, _: &'a str, rows: &'a [SupplierRow]) -> impl Question<Answer = ImportPlan> + 'a {
        PreviewSuppliers(rows)
    }

    fn command(&self, source: String, file: Option<FileRef>, rows: Vec<SupplierRow>) -> Command {
        Command::Supplier(SupplierCommand::ImportSuppliers { source, file, rows })
    }
}
