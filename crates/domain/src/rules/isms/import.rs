//! Importing a list into a register: all or nothing. A row whose id, or whose title, is known says what is different now; one
//! that says the same changes nothing, so that a list can be imported again. The order of the rows says nothing.

use super::fields::Place;
use super::keeping::{Changed, changed, checked};
use super::{Judged, event, guards, links, open, refused, unknown};
use crate::event::{Event, IsmsEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::rules::planned::{number, numbered};
use crate::rules::{ImportPlan, Planned, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::every_one;
use crate::values::isms::{EntryList, EntryRow, Fields, MAX_ENTRIES, MAX_ENTRY_ROWS, RegisterKind, Value};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, kind: RegisterKind, rows: &[EntryRow], today: Date) -> ImportPlan {
    let title = kind.declared().title().id;
    let key = |text: &str| text.trim().to_lowercase();
    let live = registers.isms.of(kind).filter(|held| held.there());
    let known: BTreeMap<String, &HeldEntry> = live.map(|held| (key(held.title()), held)).collect();
    let (mut titles, mut ids) = (BTreeSet::new(), BTreeMap::new());
    let (mut plan, mut new) = (ImportPlan::default(), 0);
    for row in rows {
        let name = row.fields.get(title).and_then(Value::word).unwrap_or_default().trim().to_owned();
        let held = match row.id.as_str() {
            "" => Ok(known.get(&key(&name)).copied()),
            id => registers
                .isms
                .entry(id)
                .filter(|held| held.register == kind)
                .map(Some)
                .ok_or_else(|| unknown("register_entry", id)),
        };
        let line = match held {
            Err(refusal) => Planned::Refused(refusal),
            // By its id, and by the title that it has here, one entry would be named twice.
            Ok(Some(held)) if ids.insert(held.id.clone(), plan.lines.len()).is_some() => {
                let sentence = format!("{} stands twice in the list", held.id);
                Planned::Refused(refused(sentence, "keep one row for each entry"))
            }
            // Rows without a title are no two of the same: each is told that it has none.
            Ok(None) if !name.is_empty() && !titles.insert(key(&name)) => {
                Planned::Refused(refused("it stands twice in the list", "keep one row for each"))
            }
            Ok(Some(held)) => known_row(registers, held, row, today, &mut plan.events),
            Ok(None) => new_row(registers, kind, row, today, &mut new, &mut plan.events),
        };
        plan.lines.push((name, line));
    }
    circles(registers, kind, &ids, &mut plan);
    plan
}

/// Refuses rows that together make an entry a part of itself; `ids` says which row speaks of which entry.
fn circles(registers: &Registers, kind: RegisterKind, ids: &BTreeMap<String, usize>, plan: &mut ImportPlan) {
    let mut now: BTreeMap<&str, Fields> = BTreeMap::new();
    for event in &plan.events {
        if let Event::Isms(IsmsEvent::RegisterEntryChanged { id, fields, .. }) = event
            && let Some(held) = registers.isms.entry(id)
        {
            now.insert(id, held.fields.clone().into_iter().chain(fields.clone()).collect());
        }
    }
    let of = |id: &str| now.get(id).or_else(|| registers.isms.entry(id).map(|held| &held.fields));
    let mut wrong = Vec::new();
    for (id, fields) in &now {
        if let (Err(refusal), Some(at)) = (links::no_circle(kind, id, fields, of), ids.get(*id)) {
            wrong.push((*at, refusal));
        }
    }
    for (at, refusal) in wrong {
        if let Some((_, line)) = plan.lines.get_mut(at) {
            *line = Planned::Refused(refusal);
        }
    }
}

fn known_row(registers: &Registers, held: &HeldEntry, row: &EntryRow, today: Date, events: &mut Vec<Event>) -> Planned {
    match changed(registers, held, row.fields.clone(), &BTreeSet::new(), today) {
        Ok(Changed { fields, .. }) if fields.is_empty() => Planned::Same,
        Ok(Changed { fields, cleared, .. }) => {
            if let Err(refusal) = open(registers, &held.id) {
                return Planned::Refused(refusal);
            }
            let titles = fields.keys().filter_map(|id| held.declared().field(id)).map(|field| field.title);
            let what = titles.map(str::to_owned).collect();
            let reason = "by a list".to_owned();
            events.push(event(IsmsEvent::RegisterEntryChanged { id: held.id.clone(), fields, cleared, reason }));
            Planned::Changed(what)
        }
        Err(refusal) => Planned::Refused(refusal),
    }
}

fn new_row(
    registers: &Registers,
    kind: RegisterKind,
    row: &EntryRow,
    today: Date,
    new: &mut usize,
    events: &mut Vec<Event>,
) -> Planned {
    match checked(registers, kind, &Place(kind.id().to_owned()), row.fields.clone(), today) {
        Err(refusal) => Planned::Refused(refusal),
        Ok(_) if kind.declared().single.is_some() && *new > 0 => Planned::Refused(refused(
            "of this register one entry is in force at a time",
            "import one new row; the older ones stay as they are",
        )),
        Ok(fields) => {
            let id = registers.isms.next(kind, *new);
            let state = kind.declared().first().to_owned();
            events.extend(guards::superseded(registers, kind, &id, &state));
            events.push(event(IsmsEvent::RegisterEntryAdded { id, register: kind, fields, state }));
            *new += 1;
            Planned::New
        }
    }
}

pub(super) fn import(registers: &Registers, list: EntryList, stamp: &Stamp) -> Judged {
    let EntryList { register, source, file, rows } = list;
    if rows.len() > MAX_ENTRY_ROWS {
        return Err(Refusal::TooMany { what: "entries in one import", max: MAX_ENTRY_ROWS });
    }
    if rows.is_empty() {
        return Err(Refusal::Empty { field: "the list", wanted: "at least one row below the headings" });
    }
    let source = required(&source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, register, &rows, stamp.today);
    let [new, changed, same] = plan.sound(numbered)?;
    if new + changed == 0 {
        return Err(Refusal::NothingToChange { what: format!("{} in {source}", every_one(same, "entry", "entries")) });
    }
    if registers.isms.count(register) + new > MAX_ENTRIES {
        return Err(Refusal::TooMany { what: "entries of one register", max: MAX_ENTRIES });
    }
    let (added, changed, known) = (number(new), number(changed), number(same));
    let imported = IsmsEvent::RegisterEntriesImported { register, source, file, added, changed, known };
    Ok(std::iter::once(event(imported)).chain(plan.events).collect())
}
