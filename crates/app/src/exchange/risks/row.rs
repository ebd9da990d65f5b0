//! One row of a list as a risk, with every problem of the row.

use super::RowReading;
use domain::values::risk::{Grades, Property, RiskCategory, RiskRow, TreatmentOption};

/// Reads a row.
pub(super) fn read(row: &mut RowReading<'_>) -> RiskRow {
    row.needs("Title", "say in a few words what could happen");
    let inherent = grades(row, "Inherent likelihood", "Inherent impact");
    let current = grades(row, "Current likelihood", "Current impact");
    let residual = grades(row, "Residual likelihood", "Residual impact");
    let options = "modify, retain, share or avoid; or mitigate, accept, transfer, avoid";
    RiskRow {
        id: row.text("Id"),
        title: row.text("Title"),
        cause: row.text("Cause"),
        event: row.text("Event"),
        consequence: row.text("Consequence"),
        properties: row.each("Properties", &[';', ',', '\n'], property, "confidentiality, integrity or availability"),
        source: row.text("Source"),
        category: row.one("Category", category, &RiskCategory::ALL.map(RiskCategory::id).join(", ")),
        owner: row.person("Owner"),
        assets: row.names("Assets"),
        suppliers: row.names("Suppliers"),
        controls: row.names("Controls"),
        enterprise: row.text("Enterprise entry"),
        next_review: row.day("Next review"),
        inherent,
        current,
        residual,
        option: row.one("Option", option, options),
        treatment: row.text("Treatment"),
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

fn property(typed: &str) -> Option<Property> {
    match typed.to_lowercase().as_str() {
        "c" => Some(Property::Confidentiality),
        "i" => Some(Property::Integrity),
        "a" => Some(Property::Availability),
        word => Property::parse(word),
    }
}

/// Both grades of a rating, or neither; a word behind the number, as in `3 possible`, is left aside.
fn grades(row: &mut RowReading<'_>, likelihood: &str, impact: &str) -> Option<Grades> {
    let grade = |typed: &str| typed.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    let right = "a grade of the method, such as 3";
    let found = (row.one(likelihood, grade, right), row.one(impact, grade, right));
    for (missing, other) in [(likelihood, impact), (impact, likelihood)] {
        if row.cell(missing).is_empty() && !row.cell(other).is_empty() {
            let hint = "give both grades of a rating, or neither";
            row.wrong(missing, "one grade of the rating is missing", hint);
        }
    }
    found.0.zip(found.1)
}
