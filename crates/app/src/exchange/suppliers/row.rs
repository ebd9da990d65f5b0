//! One row of a list as a supplier, with every problem of the row.

use super::RowReading;
use domain::values::supplier::{Clause, Criticality, SubserviceMethod, SupplierRow};

/// Reads a row.
pub(super) fn read(row: &mut RowReading<'_>) -> SupplierRow {
    row.needs("Name", "give each supplier a name");
    SupplierRow {
        id: row.text("Id"),
        name: row.text("Name"),
        tier: row.one("Tier", |typed| typed.parse().ok(), "a number from 1 to 9"),
        services: row.text("Services"),
        ict: row.flag("Technology"),
        chain: row.names("Suppliers below it"),
        no_chain: row.flag("Nobody below it"),
        criticality: row.one("Criticality", Criticality::parse, "low, medium, high or critical"),
        personal_data: row.flag("Personal data"),
        owner: row.person("Owner"),
        contract_on: row.day("Contract from"),
        contract_until: row.day("Contract until"),
        clauses: row.each("Clauses", &[';', '\n'], clause, &Clause::ALL.map(Clause::id).join(", ")),
        monitoring: row.text("Monitoring"),
        systems: row.names("Systems"),
        needed: row.flag("Controls needed"),
        subservice: row.one("Subservice", subservice, "carve_out, inclusive or no"),
    }
}

fn clause(typed: &str) -> Option<Clause> {
    let by_title = || Clause::ALL.into_iter().find(|clause| clause.title().eq_ignore_ascii_case(typed));
    Clause::parse(typed).or_else(by_title)
}

/// The method, or that it is no subservice organisation.
fn subservice(typed: &str) -> Option<Option<SubserviceMethod>> {
    match typed.to_lowercase().as_str() {
        "no" | "none" => Some(None),
        _ => SubserviceMethod::parse(typed).map(Some),
    }
}
