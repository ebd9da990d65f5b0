//! When an entry is due: by the day that it names, or an interval after the last time.

use crate::registers::isms::HeldEntry;
use crate::values::isms::{Due, Value};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// An entry and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEntry {
    /// The entry.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The day.
    pub on: Date,
    /// What is then to be done.
    pub what: &'static str,
    /// The day is over.
    pub overdue: bool,
}

/// The day on which an entry is due; `None` for what is over, or never due.
pub fn due_on(held: &HeldEntry) -> Option<Date> {
    let due = held.declared().due.as_ref().filter(|_| held.live())?;
    let day = |field: Option<&str>| field.and_then(|id| held.fields.get(id)).and_then(Value::day);
    if day(due.done).is_some() {
        return None;
    }
    if let Some(named) = day(due.on) {
        return Some(named);
    }
    let every = due.every.and_then(|id| held.word(id)).and_then(Due::days_of).unwrap_or(due.days);
    let line = due.line.and_then(|id| held.lines.iter().filter_map(|line| line.fields.get(id)?.day()).max());
    let last = line.max(day(due.last)).or_else(|| recorded(held))?;
    Some(last.saturating_add(i64::from(every).days()))
}

fn recorded(held: &HeldEntry) -> Option<Date> {
    Timestamp::from_microsecond(held.added_us).ok().map(|at| at.to_zoned(TimeZone::UTC).date())
}

/// Entries with their days, the earliest first.
pub(super) fn due(all: &[&HeldEntry], today: Date) -> Vec<DueEntry> {
    let entry = |held: &&HeldEntry| {
        let (on, what) = (due_on(held)?, held.declared().due.as_ref()?.what);
        let (id, title, owner) = (held.id.clone(), held.title().to_owned(), held.owner().map(str::to_owned));
        Some(DueEntry { id, title, owner, on, what, overdue: on < today })
    };
    let mut due: Vec<DueEntry> = all.iter().filter_map(entry).collect();
    due.sort_by_key(|entry| (entry.on, entry.id.len(), entry.id.clone()));
    due
}
