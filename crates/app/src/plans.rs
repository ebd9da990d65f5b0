//! Time and cost: the tables of the library with the claims that they name.

use domain::registers::Registers;
use domain::reports::plan::Book;
use domain::values::Claim;
use domain::values::plan::{OwnFigure, Tables};
use formats::library::{builtin, planner};
use std::collections::BTreeMap;

/// The collection of claims that the tables name.
const CLAIMS: &str = "published-claims";

/// The built-in tables.
pub fn tables() -> &'static Tables {
    planner::tables()
}

fn built_in() -> impl Iterator<Item = &'static Claim> {
    builtin::claims(CLAIMS).into_iter().flat_map(|collection| &collection.claims)
}

/// The tables with the published figures alone.
pub fn book() -> Book<'static> {
    static NONE: BTreeMap<String, OwnFigure> = BTreeMap::new();
    Book::new(tables(), built_in(), &NONE)
}

/// The tables with the claims that an organisation adopted, those of the library where it adopted none, and its own figures.
pub(crate) fn book_of(registers: &Registers) -> Book<'_> {
    let adopted = registers.catalogue.claims().flat_map(|collection| &collection.claims);
    let library = built_in().map(|claim| -> &Claim { claim });
    Book::new(tables(), adopted.chain(library), &registers.plans.figures)
}
