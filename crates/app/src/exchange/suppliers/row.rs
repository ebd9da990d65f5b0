//! One row of a list as a supplier, with every problem of the row.

use super::super::RowProblem;
use domain::values::supplier::{Clause, Criticality, SubserviceMethod, SupplierRow};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a row; what is wrong in it is added to `problems`.
pub(super) fn read<'a>(
    number: u32,
    cell: impl Fn(&str) -> &'a str,
    people: &BTreeMap<String, String>,
    problems: &mut Vec<RowProblem>,
) -> SupplierRow {
    let mut reading = Reading { row: number, problems };
    let text = |heading: &str| cell(heading).to_owned();
    let list = |heading: &str| names(cell(heading));
    if cell("Name").is_empty() {
        reading.wrong("Name", "the name is empty".to_owned(), "give each supplier a name".to_owned());
    }
    SupplierRow {
        id: text("Id"),
        name: text("Name"),
        tier: reading.one("Tier", cell("Tier"), |t| t.parse().ok(), "a number from 1 to 9"),
        services: text("Services"),
        ict: reading.flag("Technology", cell("Technology")),
        chain: list("Suppliers below it"),
        no_chain: reading.flag("Nobody below it", cell("Nobody below it")),
        criticality: reading.one(
            "Criticality",
            cell("Criticality"),
            Criticality::parse,
            "low, medium, high or critical",
        ),
        personal_data: reading.flag("Personal data", cell("Personal data")),
        owner: reading.one(
            "Owner",
            cell("Owner"),
            |typed| people.get(typed).or_else(|| people.get(&typed.to_lowercase())).cloned(),
            "the e-mail address of a member",
        ),
        contract_on: reading.day("Contract from", cell("Contract from")),
        contract_until: reading.day("Contract until", cell("Contract until")),
        clauses: reading.clauses(cell("Clauses")),
        monitoring: text("Monitoring"),
        systems: list("Systems"),
        needed: reading.flag("Controls needed", cell("Controls needed")),
        subservice: reading.one(
            "Subservice",
            cell("Subservice"),
            |typed| match typed.to_lowercase().as_str() {
                "no" | "none" => Some(None),
                _ => SubserviceMethod::parse(typed).map(Some),
            },
            "carve_out, inclusive or no",
        ),
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

    fn flag(&mut self, field: &'static str, typed: &str) -> Option<bool> {
        let meant = |typed: &str| match typed.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "x" => Some(true),
            "no" | "n" | "false" | "0" => Some(false),
            _ => None,
        };
        self.one(field, typed, meant, "yes or no")
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<Date> {
        // A workbook may give a day with a time of midnight.
        let meant = |typed: &str| typed.split(['T', ' ']).next().and_then(|day| day.parse().ok());
        self.one(field, typed, meant, "a day such as 2026-03-31")
    }

    fn clauses(&mut self, typed: &str) -> Option<BTreeSet<Clause>> {
        let words = names(typed)?;
        let ids = Clause::ALL.map(Clause::id).join(", ");
        let found = words.iter().filter_map(|word| {
            let by_title = || Clause::ALL.into_iter().find(|clause| clause.title().eq_ignore_ascii_case(word));
            self.one("Clauses", word, |word| Clause::parse(word).or_else(by_title), &ids)
        });
        Some(found.collect())
    }
}

/// Names separated by semicolons or line breaks; `none` says that there are none.
fn names(typed: &str) -> Option<BTreeSet<String>> {
    if typed.is_empty() {
        return None;
    }
    let names =
        typed.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty() && !matches!(*name, "-" | "none"));
    Some(names.map(str::to_owned).collect())
}
