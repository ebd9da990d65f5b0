//! What the registers of the management system hold about a clause: what is decided there, and what was done.

use super::kept::{Kept, KeptItem, Layer};
use super::look::Look;
use super::place::Place;
use crate::registers::isms::HeldEntry;
use crate::values::isms::{RegisterKind, Value};
use jiff::civil::Date;

/// States of entries that nobody decided yet.
const OPEN: [&str; 3] = ["draft", "planned", "identified"];
/// States of entries that say nothing any more.
const OVER: [&str; 3] = ["superseded", "retired", "dropped"];
/// Fields that say when something was done with an entry without lines.
const DONE: [&str; 6] = ["reviewed_on", "determined_on", "assessed_on", "done_on", "effective_on", "on"];

/// Entries that say something.
pub(super) fn said<'a>(look: &Look<'a>, kind: RegisterKind) -> impl Iterator<Item = &'a HeldEntry> {
    look.registers.isms.of(kind).filter(|held| held.there() && !OVER.contains(&held.state.as_str()))
}

pub(super) fn item(held: &HeldEntry, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{} {}", held.id, held.title()), on, Place::Entry(held.register, held.id.clone()))
}

/// The newest day on which something was done with an entry: that of a line, where it has lines.
pub(super) fn worked(held: &HeldEntry, until: Date) -> Option<Date> {
    let days: Vec<Date> = match held.declared().lines {
        Some(_) => held.lines.iter().filter_map(|line| line.fields.get("on").and_then(Value::day)).collect(),
        None => DONE.iter().filter_map(|field| held.fields.get(*field).and_then(Value::day)).collect(),
    };
    days.into_iter().filter(|day| *day <= until).max()
}

/// A register: what is decided in it, and what was done.
pub(super) fn entries(look: &Look<'_>, kind: RegisterKind) -> Vec<Kept> {
    some(look, kind, |_| true)
}

/// The entries of a register for which `wanted` says yes.
pub(super) fn some(look: &Look<'_>, kind: RegisterKind, wanted: impl Fn(&HeldEntry) -> bool) -> Vec<Kept> {
    let all: Vec<&HeldEntry> = said(look, kind).filter(|held| wanted(held)).collect();
    let decided = all.iter().map(|held| {
        let on = Some(Look::day(held.changed_us));
        (item(held, on), !OPEN.contains(&held.state.as_str()))
    });
    let done = all.iter().map(|held| {
        let on = worked(held, look.on);
        (item(held, on), on.is_some_and(|day| look.recent(day)))
    });
    let lines = kind.declared().lines.as_ref();
    let title = lines.map_or_else(
        || format!("{}: records", kind.title()),
        |lines| format!("{}: {}", kind.title(), lines.title.to_lowercase()),
    );
    let place = || Place::Register(kind);
    vec![
        Kept::of(Layer::Governance, kind.title(), place(), "that hold, of the entries", decided),
        Kept::of(Layer::Operation, title, place(), "with a record of the last 12 months, of the entries", done),
    ]
}

/// Issues that are answered by a risk or in words (clause 6.1.1).
pub(super) fn answered(look: &Look<'_>) -> Vec<Kept> {
    let all = said(look, RegisterKind::Issues).map(|held| {
        let answered = held.fields.contains_key("response") || held.fields.contains_key("risks");
        (item(held, Some(Look::day(held.changed_us))), answered)
    });
    vec![Kept::of(
        Layer::Governance,
        "Issues with an answer",
        Place::Register(RegisterKind::Issues),
        "that name a risk or what is done, of the issues",
        all,
    )]
}
