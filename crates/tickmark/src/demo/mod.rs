//! The living demonstration: an invented organisation with sixteen months of history, and a small client of the
//! same consultant, told by moving a hand clock. It begins with people and documents; the controls come in half a year later.
//!
//! Everything goes through the same commands as a person's own work, so what the pages show is computed, never painted;
//! and whoever acts in the story has the right to it at that moment.

mod audits;
mod certification;
mod changes;
mod collectors;
mod controls;
mod description;
mod engagement;
mod evidence;
mod halyard;
mod inheritance;
mod judgements;
mod links;
mod members;
mod nonconformities;
mod organisation;
mod outside;
mod package;
mod people;
mod planned;
mod planner;
mod policies;
mod public;
mod reasons;
mod registers;
mod reviews;
mod risk;
mod room;
mod staff;
mod statement;
mod steps;
mod story;
mod suppliers;
mod teller;
mod testing;
#[cfg(test)]
mod tests;

pub(crate) use collectors::config;

use app::{App, Clock, Failure, Who};
use jiff::civil::Date;
use teller::Teller;

/// Short name of the demonstration organisation.
pub(crate) const SLUG: &str = "fathom";
/// Founds the demonstration organisations and lets the last sixteen months happen, up to the day before `today`.
///
/// `app` must have been opened with `clock`, a clock by hand, which stands at the noon of `today` afterwards. `who`
/// founds the organisations; invented people do the rest.
///
/// # Errors
/// A refusal when the short name is taken, a fault when the ledger cannot be written.
pub(crate) fn fill(app: &App, who: &Who, clock: &Clock, today: Date) -> Result<(), Failure> {
    let begins = story::working_day(today, story::BEGINS);
    clock.set(teller::moment(begins, 8, 5)?);
    let documents = || app::library::documents(app::library::STARTING);
    app.create(SLUG, who, organisation::NAME, documents(), organisation::at_first())?;
    people::keep(app)?;
    Teller::new(app, SLUG, who, clock).tell(story::story(today))?;

    let begins = story::working_day(today, halyard::BEGINS);
    clock.set(teller::moment(begins, 8, 5)?);
    app.create(halyard::SLUG, who, halyard::NAME, documents(), halyard::at_first())?;
    Teller::new(app, halyard::SLUG, who, clock).tell(halyard::story(today))?;
    clock.set(teller::moment(today, 12, 0)?);
    Ok(())
}
