//! One row of a list as a nonconformity, with every problem of the row.

use super::super::RowProblem;
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformityRow, NonconformitySource};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a row; what is wrong in it is added to `problems`. Without a class it is minor, without a source other.
pub(super) fn read<'a>(
    number: u32,
    cell: impl Fn(&str) -> &'a str,
    people: &BTreeMap<String, String>,
    today: Date,
    problems: &mut Vec<RowProblem>,
) -> NonconformityRow {
    let mut reading = Reading { row: number, problems };
    let text = |heading: &str| cell(heading).to_owned();
    for (needed, right) in [("Title", "what is amiss, in a few words"), ("Description", "what was required and seen")] {
        if cell(needed).is_empty() {
            reading.wrong(needed, format!("the {} is empty", needed.to_lowercase()), format!("write {right}"));
        }
    }
    let owner = |typed: &str| people.get(typed).or_else(|| people.get(&typed.to_lowercase())).cloned();
    let class = |typed: &str| match typed.to_lowercase().as_str() {
        "ofi" | "opportunity for improvement" => Some(NonconformityClass::Opportunity),
        _ => NonconformityClass::parse(typed),
    };
    let sources = "audit, incident, exception, collector, supplier, complaint or other";
    NonconformityRow {
        id: text("Id"),
        nonconformity: Nonconformity {
            title: text("Title"),
            description: text("Description"),
            source: reading
                .one("Source", cell("Source"), NonconformitySource::parse, sources)
                .unwrap_or(NonconformitySource::Other),
            reference: text("Reference"),
            class: reading
                .one("Class", cell("Class"), class, "major, minor or opportunity")
                .unwrap_or(NonconformityClass::Minor),
            against: names(cell("Against")),
            controls: names(cell("Controls")),
            owner: reading.one("Owner", cell("Owner"), owner, "the e-mail address of a member"),
            found: reading.day("Found", cell("Found")).unwrap_or(today),
            agreed: reading.day("Agreed", cell("Agreed")),
        },
        correction: text("Correction"),
        cause: text("Cause"),
        similar: text("Similar cases"),
    }
}

struct Reading<'a> {
    row: u32,
    problems: &'a mut Vec<RowProblem>,
}

impl Reading<'_> {
    fn wrong(&mut self, field: &'static str, what: String, hint: String) {
        self.problems.push(RowProblem { row: self.row, field, what, hint });
    }

    fn one<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        meant: impl Fn(&str) -> Option<T>,
        right: &str,
    ) -> Option<T> {
        if typed.is_empty() {
            return None;
        }
        let found = meant(typed);
        if found.is_none() {
            self.wrong(field, format!("`{typed}` is not understood"), format!("write {right}"));
        }
        found
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<Date> {
        // A workbook may give a day with a time of midnight.
        let meant = |typed: &str| typed.split(['T', ' ']).next().and_then(|day| day.parse().ok());
        self.one(field, typed, meant, "a day such as 2026-03-31")
    }
}

/// Names separated by semicolons, commas or line breaks; `none` says that there are none.
fn names(typed: &str) -> BTreeSet<String> {
    let all = typed.split([';', ',', '\n']).map(str::trim);
    all.filter(|name| !name.is_empty() && !matches!(*name, "-" | "none")).map(str::to_owned).collect()
}
