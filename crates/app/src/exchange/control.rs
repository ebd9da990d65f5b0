//! One row of a list as a control, with every problem of the row.

use super::{ControlList, RowProblem, Sides};
use domain::command::imported_link;
use domain::values::{Control, Frequency, Status};
use formats::sheet::columns::{self, Field, SheetControl};
use std::collections::BTreeMap;

impl ControlList {
    pub(super) fn control(&mut self, row: SheetControl, columns: &columns::Mapping, sides: Sides<'_>) -> Control {
        let has = |field: Field| columns.column(field).is_some();
        self.rows.push(row.row);
        let id = if has(Field::Id) { row.id.trim().to_owned() } else { id_from(&row.name) };
        if id.is_empty() {
            self.problem(row.row, "id", "the control has no id", "give each control an id of its own");
        }
        let name = if row.name.is_empty() { first_words(&row.activity, &id) } else { row.name };
        let status = self.status(row.row, &row.status, has(Field::Status));
        let frequency = self.frequency(row.row, &row.frequency);
        let mut links = BTreeMap::new();
        for link in &row.links {
            for target in self.targets(row.row, link, sides) {
                self.links += 1;
                let twice = links.insert(target.key(), imported_link(&self.source)).is_some();
                if twice {
                    self.notes.push(format!("row {}: {} stands twice and counts once", row.row, target.item));
                }
            }
        }
        Control {
            id,
            name,
            activity: row.activity,
            owner: row.owner,
            kind: row.kind,
            policy: row.policy,
            status,
            frequency,
            links,
        }
    }

    pub(super) fn problem(&mut self, row: u32, field: &str, what: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(RowProblem { row, field: field.to_owned(), what: what.into(), hint: hint.into() });
    }

    fn status(&mut self, row: u32, typed: &str, has_column: bool) -> Status {
        if !has_column {
            return Status::InPlace;
        }
        if typed.trim().is_empty() {
            return Status::NotInPlace;
        }
        Status::parse(typed).unwrap_or_else(|| {
            self.problem(
                row,
                "status",
                format!("`{typed}` is no status"),
                "write Yes, Partial, Planned, No or Retired",
            );
            Status::NotInPlace
        })
    }

    fn frequency(&mut self, row: u32, typed: &str) -> Option<Frequency> {
        if typed.trim().is_empty() {
            return None;
        }
        let known = Frequency::parse(typed);
        if known.is_none() {
            let ids = Frequency::ALL.map(Frequency::id).join(", ");
            self.problem(row, "frequency", format!("`{typed}` is no frequency"), format!("write one of {ids}"));
        }
        known
    }
}

/// An id made from a name, for lists without an id column: `Access reviews` becomes `access-reviews`.
fn id_from(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase).take(60) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

fn first_words(activity: &str, id: &str) -> String {
    let words: Vec<&str> = activity.split_whitespace().take(8).collect();
    if words.is_empty() { id.to_owned() } else { words.join(" ") }
}
