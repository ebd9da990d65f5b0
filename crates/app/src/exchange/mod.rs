//! Lists of controls coming in: bytes to controls, with every row-level problem, before anything is changed.

mod control;
mod findings;
mod holidays;
mod import;
mod list;
mod nonconformities;
mod policies;
mod populations;
mod questionnaires;
mod registers;
mod requests;
mod risks;
mod staff;
mod suppliers;
mod targets;
mod testing_sheets;

pub use findings::{FindingsFile, MAX_FINDINGS_FILE, READ_UNASKED, day_of_list, described, read_findings};
pub use holidays::read_holidays;
pub use import::MAX_IMPORT_FILE;
pub use list::{Importable, List, Listed, People, RowReading, as_day, as_flag, as_names, read_list};
pub use nonconformities::{NONCONFORMITY_HEADINGS, NonconformityLists, nonconformity_sheet};
pub use policies::{
    MAX_DOCX_BYTES, POLICY_ENDINGS, PolicyFile, PolicyFileProblem, PolicyList, STARTERS, Starter, policy_html,
    policy_sheet, read_policies, starter,
};
pub use populations::{FIELDS, PopulationList, PopulationLook, read_population, recognised_columns};
pub use questionnaires::{
    FilledQuestionnaire, Form, FormLine, FormOptions, QuestionnaireSaid, form_problems, read_questionnaire,
};
pub use registers::register_sheet;
pub use requests::{REQUEST_HEADINGS, audit_request_sheet};
pub use risks::{RISK_HEADINGS, RiskLists, RisksToWrite, WrittenRisk, risk_sheet};
pub use staff::{StaffLine, StaffLists, staff_headings, staff_sheet};
pub use suppliers::{SUPPLIER_HEADINGS, SupplierLists, supplier_sheet};
pub use testing_sheets::{population_sheet, sample_sheet, test_sheet};

use crate::Failure;
use domain::refusal::Refusal;
use domain::values::{Catalogue, Control};
use formats::sheet::columns::{self, Field};

/// A list of controls as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControlList {
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
    /// The controls, without the links that are problems.
    pub controls: Vec<Control>,
    /// Row number of each control.
    pub rows: Vec<u32>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// Number of links read.
    pub links: usize,
}

/// Something wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Which field.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// The two frameworks that links of a list may point into.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// Where they are found.
    pub catalogue: &'a Catalogue,
    /// Left side: the criteria.
    pub from: &'a str,
    /// Right side: controls and clauses.
    pub to: &'a str,
}

/// Reads a list of controls from XLSX or CSV.
///
/// # Errors
/// A refusal that names file, row or heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_controls(
    bytes: &[u8],
    name: &str,
    sheet: Option<&str>,
    mapping: &[String],
    sides: Sides<'_>,
    progress: Option<&mut dyn FnMut(u64, u64)>,
) -> Result<ControlList, Failure> {
    let table = list::sheet_of(bytes, name, sheet, progress).map_err(|e| refused(&e.to_string(), e.hint()))?;
    let (columns, unmatched) =
        columns::resolve(&table.headers, mapping).map_err(|e| refused(&format!("{name}: {e}"), e.hint()))?;
    let mut list = ControlList {
        source: name.to_owned(),
        columns: columns.to_lines(&table.headers),
        unmatched,
        ..ControlList::default()
    };
    if columns.column(Field::Status).is_none() {
        list.notes.push("no column says whether a control is in place: all of them are taken as in place".to_owned());
    }
    for row in columns::rows(&table, &columns) {
        let control = list.control(row, &columns, sides);
        list.controls.push(control);
    }
    list.notes.splice(0..0, table.notes);
    (list.sheet, list.sheets, list.headers) = (table.sheet, table.sheets, table.headers);
    Ok(list)
}

fn refused(sentence: &str, hint: String) -> Failure {
    Refusal::NotPossible { sentence: sentence.to_owned(), hint }.into()
}
