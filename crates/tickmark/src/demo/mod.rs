//! The living demonstration: one invented organisation with nine months of history, told by moving a hand clock.
//!
//! Everything goes through the same commands as a person's own work, so what the pages show is computed, never painted.

mod changes;
mod controls;
mod inheritance;
mod judgements;
mod links;
mod organisation;
mod people;
mod reasons;
mod steps;
mod story;
#[cfg(test)]
mod tests;

use app::ask::ControlOf;
use app::{App, At, Clock, Failure, Fault, Who};
use domain::command::Command;
use domain::values::Control;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use story::{Act, Moment};

/// Short name of the demonstration organisation.
pub(crate) const SLUG: &str = "fathom";

/// Founds the demonstration organisation and lets its last nine months happen, up to the day before `today`.
///
/// `app` must have been opened with `clock`, a clock by hand, which stands at the noon of `today` afterwards. `who`
/// founds the organisation; invented people do the rest.
///
/// # Errors
/// A refusal when the short name is taken, a fault when the ledger cannot be written.
pub(crate) fn fill(app: &App, who: &Who, clock: &Clock, today: Date) -> Result<(), Failure> {
    let moments = story::story(today);
    let begins = story::working_day(today, story::BEGINS);
    clock.set(moment(begins, 8, 5)?);
    let documents = app::library::documents(app::library::STARTING);
    app.create(SLUG, who, organisation::NAME, documents, organisation::at_first())?;
    let (mut day, mut nth) = (begins, 0);
    for Moment { on, by, act } in moments {
        nth = if on == day { nth + 1 } else { 0 };
        day = on;
        let minute = FIRST_MINUTE + (nth * BETWEEN).min(LAST_MINUTE);
        clock.set(moment(on, minute / 60, minute % 60)?);
        let who = app.demo_actor(by);
        let command = match act {
            Act::Command(command) => *command,
            Act::Revise(id, revise) => Command::ReviseControl { control: revised(app, &who, id, revise)? },
        };
        app.change(SLUG, &who, None, command)?;
    }
    clock.set(moment(today, 12, 0)?);
    Ok(())
}

/// The first entry of a day is written at 08:40 UTC.
const FIRST_MINUTE: i32 = 8 * 60 + 40;
/// Minutes between two entries of one day.
const BETWEEN: i32 = 13;
/// The last entries of a very full day share the evening.
const LAST_MINUTE: i32 = 10 * 60;

/// A control as it stands, with one thing about it changed: what a person does on its page.
fn revised(app: &App, who: &Who, id: &str, revise: fn(&mut Control)) -> Result<Control, Failure> {
    let mut control = app.ask(SLUG, who, At::default(), &ControlOf(id.to_owned()))?.value.held.control;
    revise(&mut control);
    Ok(control)
}

/// Microseconds since 1970 of an hour and minute in UTC.
fn moment(day: Date, hour: i32, minute: i32) -> Result<i64, Failure> {
    let (hour, minute) = (i8::try_from(hour).unwrap_or(i8::MAX), i8::try_from(minute).unwrap_or(i8::MAX));
    jiff::civil::Time::new(hour, minute, 0, 0)
        .and_then(|time| day.to_datetime(time).to_zoned(TimeZone::UTC))
        .map(|zoned| zoned.timestamp().as_microsecond())
        .map_err(|e| Fault::new(format!("the demonstration cannot reach {day}: {e}"), "set the clock right").into())
}
