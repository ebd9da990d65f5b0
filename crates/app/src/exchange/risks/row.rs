//! One row of a list as a risk, with every problem of the row.

use super::super::RowProblem;
use domain::values::risk::{Grades, Property, RiskCategory, RiskRow, TreatmentOption};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a row; what is wrong in it is added to `problems`.
pub(super) fn read<'a>(
    number: u32,
    cell: impl Fn(&str) -> &'a str,
    people: &BTreeMap<String, String>,
    problems: &mut Vec<RowProblem>,
) -> RiskRow {
    let mut reading = Reading { row: number, problems };
    let text = |heading: &str| cell(heading).to_owned();
    let list = |heading: &str| names(cell(heading));
    if cell("Title").is_empty() {
        reading.wrong("Title", "the title is empty".to_owned(), "say in a few words what could happen".to_owned());
    }
    let mut grades = |likelihood: &'static str, impact: &'static str| {
        reading.grades((likelihood, cell(likelihood)), (impact, cell(impact)))
    };
    let inherent = grades("Inherent likelihood", "Inherent impact");
    let current = grades("Current likelihood", "Current impact");
    let residual = grades("Residual likelihood", "Residual impact");
    RiskRow {
        id: text("Id"),
        title: text("Title"),
        cause: text("Cause"),
        event: text("Event"),
        consequence: text("Consequence"),
        properties: reading.properties(cell("Properties")),
        source: text("Source"),
        category: reading.one(
            "Category",
            cell("Category"),
            category,
            &RiskCategory::ALL.map(RiskCategory::id).join(", "),
        ),
        owner: reading.one(
            "Owner",
            cell("Owner"),
            |typed| people.get(typed).or_else(|| people.get(&typed.to_lowercase())).cloned(),
            "the e-mail address of a member",
        ),
        assets: list("Assets"),
        suppliers: list("Suppliers"),
        controls: list("Controls"),
        enterprise: text("Enterprise entry"),
        next_review: reading.one(
            "Next review",
            cell("Next review"),
            // A workbook may give a day with a time of midnight.
            |typed| typed.split(['T', ' ']).next().and_then(|day| day.parse().ok()),
            "a day such as 2026-03-31",
        ),
        inherent,
        current,
        residual,
        option: reading.one(
            "Option",
            cell("Option"),
            option,
            "modify, retain, share or avoid; or mitigate, accept, transfer, avoid",
        ),
        treatment: text("Treatment"),
    }
}

fn category(typed: &str) -> Option<RiskCategory> {
    let by_title = || RiskCategory::ALL.into_iter().find(|category| category.title().eq_ignore_ascii_case(typed));
    RiskCategory::parse(typed).or_else(by_title)
}

/// An option in either vocabulary, or in both, as pages show it.
fn option(typed: &str) -> Option<TreatmentOption> {
    let by_title = || TreatmentOption::ALL.into_iter().find(|option| option.title().eq_ignore_ascii_case(typed));
    TreatmentOption::parse(typed).or_else(by_title)
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

    /// Both grades of a rating, or neither; a word behind the number, as in `3 possible`, is left aside.
    fn grades(&mut self, likelihood: (&'static str, &str), impact: (&'static str, &str)) -> Option<Grades> {
        let grade = |typed: &str| typed.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
        let right = "a grade of the method, such as 3";
        let found = (self.one(likelihood.0, likelihood.1, grade, right), self.one(impact.0, impact.1, grade, right));
        for ((field, typed), (_, other)) in [(likelihood, impact), (impact, likelihood)] {
            if typed.is_empty() && !other.is_empty() {
                let hint = "give both grades of a rating, or neither".to_owned();
                self.wrong(field, "one grade of the rating is missing".to_owned(), hint);
            }
        }
        found.0.zip(found.1)
    }

    fn properties(&mut self, typed: &str) -> Option<BTreeSet<Property>> {
        let words = names(&typed.replace(',', ";"))?;
        let meant = |word: &str| match word.to_lowercase().as_str() {
            "c" => Some(Property::Confidentiality),
            "i" => Some(Property::Integrity),
            "a" => Some(Property::Availability),
            word => Property::parse(word),
        };
        let right = "confidentiality, integrity or availability";
        Some(words.iter().filter_map(|word| self.one("Properties", word, meant, right)).collect())
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
