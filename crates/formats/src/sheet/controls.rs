//! The rows of a table as controls: text as it was typed, references taken apart. Nothing is judged here.

use super::Table;
use super::columns::{Field, Mapping};
use super::links::{self, SheetLink};

/// One row of a control list. Fields without a column are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetControl {
    /// 1-based row, as the spreadsheet shows it.
    pub row: u32,
    /// The organisation's own id.
    pub id: String,
    /// Short name.
    pub name: String,
    /// What is done.
    pub activity: String,
    /// Who answers for it.
    pub owner: String,
    /// Its nature, as typed.
    pub kind: String,
    /// In place or not, as typed: `Yes`, `Partial`, `Planned`, `TRUE`.
    pub status: String,
    /// How often, as typed.
    pub frequency: String,
    /// The governing policy, as typed.
    pub policy: String,
    /// References to criteria, Annex A and clauses, in the order of the columns and of the cell.
    pub links: Vec<SheetLink>,
}

/// All rows under a mapping, in the order of the sheet. A row without any mapped content (a remark under the list) is
/// left out.
pub fn rows(table: &Table, mapping: &Mapping) -> Vec<SheetControl> {
    let linked: Vec<(Field, usize, &str)> = [Field::Criteria, Field::AnnexA, Field::Clauses]
        .into_iter()
        .filter_map(|field| mapping.column(field).map(|column| (field, column)))
        .map(|(field, column)| (field, column, table.headers.get(column).map_or("", String::as_str)))
        .collect();
    let mut controls = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let text = |field| mapping.column(field).map_or("", |column| row.cell(column)).to_owned();
        let mut links = Vec::new();
        for (field, column, heading) in &linked {
            links.extend(links::split(row.cell(*column), *field, heading));
        }
        let control = SheetControl {
            row: row.number,
            id: text(Field::Id),
            name: text(Field::Name),
            activity: text(Field::Activity),
            owner: text(Field::Owner),
            kind: text(Field::Type),
            status: text(Field::Status),
            frequency: text(Field::Frequency),
            policy: text(Field::Policy),
            links,
        };
        if mapping.0.values().any(|column| !row.cell(*column).is_empty()) {
            controls.push(control);
        }
    }
    controls
}
