//! What the registers of the management system and the internal audits give to an agenda, as plain data.

use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::registers::operation::day_of;
use crate::values::isms::{RegisterKind, Value};
use crate::values::review::AgendaItem;
use jiff::civil::Date;

/// What a register holds, and what changed in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// All entries that are not over.
    pub(super) all: Vec<AgendaItem>,
    /// Of these, those that are new or changed since a day.
    pub(super) changed: Vec<AgendaItem>,
}

impl Kept {
    fn of(found: Vec<(AgendaItem, bool)>) -> Kept {
        let changed = found.iter().filter(|(_, new)| *new).map(|(item, _)| item.clone()).collect();
        Kept { all: found.into_iter().map(|(item, _)| item).collect(), changed }
    }
}

/// Later than the day of the review before? Everything is, when there was none.
fn new(at_us: i64, since: Option<Date>) -> bool {
    since.is_none_or(|since| day_of(at_us) > since)
}

/// The entries of a register of the management system by its id, such as `issues`; `None` when nothing was ever entered.
pub(super) fn register(registers: &Registers, kind: &str, since: Option<Date>) -> Option<Kept> {
    let kind = RegisterKind::parse(kind).filter(|kind| registers.isms.count(*kind) > 0)?;
    let there = registers.isms.of(kind).filter(|held| held.there());
    let told = |held: &HeldEntry| {
        let lines = held.lines.iter().map(|line| line.at_us);
        let changed = lines.chain([held.added_us, held.changed_us]).max().unwrap_or(held.added_us);
        let says = match (held.stage().title, result(held)) {
            (stage, Some(result)) => format!("{stage}; {result}"),
            (stage, None) => stage.to_owned(),
        };
        (AgendaItem { id: held.id.clone(), title: held.title().to_owned(), says }, new(changed, since))
    };
    Some(Kept::of(there.map(told).collect()))
}

/// The last result of an objective or a measure, where its lines say one.
fn result(held: &HeldEntry) -> Option<String> {
    let last = held.lines.last()?;
    let value = match last.fields.get("value") {
        Some(Value::Number(value)) => Some(format!("last result {value}")),
        other => other.and_then(Value::word).map(|value| format!("last result {value}")),
    };
    let met = match last.fields.get("met") {
        Some(Value::YesNo(true)) => Some("met".to_owned()),
        Some(Value::YesNo(false)) => Some("not met".to_owned()),
        _ => None,
    };
    match (value, met) {
        (Some(value), Some(met)) => Some(format!("{value}, {met}")),
        (value, met) => value.or(met),
    }
}

/// Internal audits; `None` when none was ever planned.
pub(super) fn audits(registers: &Registers, since: Option<Date>) -> Option<Kept> {
    let all = registers.audits.in_order();
    if all.is_empty() {
        return None;
    }
    let told = all.into_iter().filter(|(_, held)| held.cancelled.is_none()).map(|(id, held)| {
        let says = held.state(registers).title().to_lowercase();
        let reported = held.report.as_ref().is_some_and(|report| new(report.at_us, since));
        (AgendaItem { id: id.clone(), title: held.plan.title.clone(), says }, reported)
    });
    Some(Kept::of(told.collect()))
}
