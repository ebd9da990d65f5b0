//! One row of a list as a nonconformity, with every problem of the row.

use super::super::list::as_names;
use super::RowReading;
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformityRow, NonconformitySource};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Reads a row. Without a class it is minor, without a source other.
pub(super) fn read(row: &mut RowReading<'_>, today: Date) -> NonconformityRow {
    row.needs("Title", "write what is amiss, in a few words");
    row.needs("Description", "write what was required and seen");
    let sources = "audit, incident, exception, collector, supplier, complaint or other";
    let source = row.one("Source", NonconformitySource::parse, sources);
    let class = row.one("Class", class, "major, minor or opportunity");
    NonconformityRow {
        id: row.text("Id"),
        nonconformity: Nonconformity {
            title: row.text("Title"),
            description: row.text("Description"),
            source: source.unwrap_or(NonconformitySource::Other),
            reference: row.text("Reference"),
            class: class.unwrap_or(NonconformityClass::Minor),
            against: names(row, "Against"),
            controls: names(row, "Controls"),
            owner: row.person("Owner"),
            found: row.day("Found").unwrap_or(today),
            agreed: row.day("Agreed"),
        },
        correction: row.text("Correction"),
        cause: row.text("Cause"),
        similar: row.text("Similar cases"),
    }
}

fn class(typed: &str) -> Option<NonconformityClass> {
    match typed.to_lowercase().as_str() {
        "ofi" | "opportunity for improvement" => Some(NonconformityClass::Opportunity),
        _ => NonconformityClass::parse(typed),
    }
}

/// Names separated by semicolons, commas or line breaks.
fn names(row: &RowReading<'_>, heading: &str) -> BTreeSet<String> {
    as_names(row.cell(heading), &[';', ',', '\n']).unwrap_or_default()
}
