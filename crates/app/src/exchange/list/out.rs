//! Cells of a list that goes out, written so that they come in again.

use crate::App;
use crate::tables::CellOut;
use jiff::civil::Date;

/// A member by e-mail address, or by id where they have none here.
pub(in crate::exchange) fn person(app: &App, id: Option<&String>) -> CellOut {
    let Some(id) = id else {
        return CellOut::Empty;
    };
    let person = app.person(id).ok().flatten();
    let email = person.map(|person| person.email).filter(|email| !email.is_empty());
    CellOut::text(email.unwrap_or_else(|| id.clone()))
}

/// A day, or nothing.
pub(in crate::exchange) fn day(day: Option<Date>) -> CellOut {
    day.map_or(CellOut::Empty, CellOut::Date)
}

/// Yes or no.
pub(in crate::exchange) fn flag(flag: bool) -> CellOut {
    CellOut::text(if flag { "yes" } else { "no" })
}

/// Names with semicolons between them.
pub(in crate::exchange) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> CellOut {
    CellOut::text(names.into_iter().collect::<Vec<_>>().join("; "))
}

/// The same, where an empty list is `none`, so that it is told apart from what is left out.
pub(in crate::exchange) fn names_or_none<'a>(given: impl IntoIterator<Item = &'a str>) -> CellOut {
    let mut given = given.into_iter().peekable();
    if given.peek().is_none() { CellOut::text("none") } else { names(given) }
}
