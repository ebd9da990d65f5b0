//! Adding, changing and ending entries, and their lines.

use super::fields::{Place, values, whole};
use super::{Judged, event, guards, links, open, refused, there};
use crate::event::IsmsEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::isms::{Fields, Lines, MAX_ENTRIES, MAX_LINES, RegisterKind};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn add(registers: &Registers, kind: RegisterKind, fields: Fields, stamp: &Stamp) -> Judged {
    if registers.isms.count(kind) >= MAX_ENTRIES {
        return Err(Refusal::TooMany { what: "entries of one register", max: MAX_ENTRIES });
    }
    let id = registers.isms.next(kind, 0);
    let fields = checked(registers, kind, &Place(kind.id().to_owned()), fields, stamp.today)?;
    let state = kind.declared().first().to_owned();
    let older = guards::superseded(registers, kind, &id, &state);
    let added = event(IsmsEvent::RegisterEntryAdded { id, register: kind, fields, state });
    // What is new stands first: its id is the answer.
    Ok(std::iter::once(added).chain(older).collect())
}

/// The fields of a new entry.
pub(super) fn checked(
    registers: &Registers,
    kind: RegisterKind,
    place: &Place,
    fields: Fields,
    today: Date,
) -> Result<Fields, Refusal> {
    let declared = kind.declared();
    let fields = values(registers, place, declared.fields, fields, today)?;
    whole(place, declared.fields, declared.order, &fields)?;
    Ok(fields)
}

pub(super) fn change(
    registers: &Registers,
    id: String,
    fields: Fields,
    cleared: &BTreeSet<String>,
    reason: &str,
    stamp: &Stamp,
) -> Judged {
    let held = open(registers, &id)?;
    let Changed { fields, cleared, now } = changed(registers, held, fields, cleared, stamp.today)?;
    links::no_circle(held.register, &id, &now, |at| registers.isms.entry(at).map(|held| &held.fields))?;
    if fields.is_empty() && cleared.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("what {id} says") });
    }
    let reason = optional(reason, "the reason", LONG_TEXT)?;
    Ok(vec![event(IsmsEvent::RegisterEntryChanged { id, fields, cleared, reason })])
}

/// What a change comes to.
pub(super) struct Changed {
    /// What is new or different.
    pub(super) fields: Fields,
    /// What is taken away.
    pub(super) cleared: BTreeSet<String>,
    /// What the entry says then.
    pub(super) now: Fields,
}

/// What is really different, judged; what stays as it was is not judged again, such as an owner who has left since. Whether links
/// lead back to the entry is asked by who knows what else changes at once.
pub(super) fn changed(
    registers: &Registers,
    held: &HeldEntry,
    fields: Fields,
    cleared: &BTreeSet<String>,
    today: Date,
) -> Result<Changed, Refusal> {
    let (declared, place) = (held.declared(), Place(held.id.clone()));
    if let Some(field) = cleared.iter().find(|field| declared.field(field).is_none()) {
        let ids: Vec<&str> = declared.fields.iter().map(|field| field.id).collect();
        let sentence = format!("{} has no field `{field}`", held.id);
        return Err(refused(sentence, format!("its fields are {}", ids.join(", "))));
    }
    let differs: Fields = fields.into_iter().filter(|(field, value)| held.fields.get(field) != Some(value)).collect();
    let mut differs = values(registers, &place, declared.fields, differs, today)?;
    differs.retain(|field, value| held.fields.get(field) != Some(value));
    let cleared: BTreeSet<String> = cleared
        .iter()
        .filter(|field| held.fields.contains_key(*field) && !differs.contains_key(*field))
        .cloned()
        .collect();
    let mut now = held.fields.clone();
    now.retain(|field, _| !cleared.contains(field));
    now.extend(differs.clone());
    whole(&place, declared.fields, declared.order, &now)?;
    guards::still(held, &now)?;
    Ok(Changed { fields: differs, cleared, now })
}

fn lines(held: &HeldEntry) -> Result<Lines, Refusal> {
    held.declared().lines.ok_or_else(|| {
        refused(
            format!("{} has no lines: the register {} keeps none", held.id, held.register.id()),
            "change its fields instead",
        )
    })
}

pub(super) fn add_line(registers: &Registers, id: String, fields: Fields, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    let lines = lines(held)?;
    if held.lines.len() >= MAX_LINES {
        return Err(Refusal::TooMany { what: "lines of one entry", max: MAX_LINES });
    }
    let place = Place(format!("{id}, new {}", lines.noun));
    let fields = values(registers, &place, lines.fields, fields, stamp.today)?;
    whole(&place, lines.fields, &[], &fields)?;
    guards::line(registers, held, &fields, stamp.today)?;
    let number = u32::try_from(held.lines.len() + 1).unwrap_or(u32::MAX);
    Ok(vec![event(IsmsEvent::EntryLineAdded { id, number, fields })])
}

pub(super) fn change_line(registers: &Registers, id: String, number: u32, fields: Fields, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    let lines = lines(held)?;
    let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
    let Some(was) = at.and_then(|at| held.lines.get(at)) else {
        let hint = format!("it has {} of them", held.lines.len());
        return Err(refused(format!("{id} has no {} {number}", lines.noun), hint));
    };
    let place = Place(format!("{id}, {} {number}", lines.noun));
    // What stays as it was is not judged again.
    let (same, differs): (Fields, Fields) =
        fields.into_iter().partition(|(field, value)| was.fields.get(field) == Some(value));
    let mut now = values(registers, &place, lines.fields, differs, stamp.today)?;
    now.extend(same);
    if now == was.fields {
        return Err(Refusal::NothingToChange { what: place.0 });
    }
    whole(&place, lines.fields, &[], &now)?;
    guards::line(registers, held, &now, stamp.today)?;
    Ok(vec![event(IsmsEvent::EntryLineChanged { id, number, fields: now })])
}

pub(super) fn end(registers: &Registers, id: String, reason: &str) -> Judged {
    let held = there(registers, &id)?;
    if held.stage().over {
        let sentence = format!("{id} is {} already", held.stage().title.to_lowercase());
        return Err(refused(sentence, "nothing more has to be done about it"));
    }
    let reason = required(reason, "the reason", "why it should not be there, or applies no longer", LONG_TEXT)?;
    Ok(vec![event(IsmsEvent::RegisterEntryEnded { id, reason })])
}
