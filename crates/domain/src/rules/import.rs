//! Rules of an import: all or nothing; what is new, changed, the same or refused is known before anything happens.

use super::controls::{checked, fields};
use super::planned::{ImportPlan, Planned, named, number};
use super::{SHORT_TEXT, required};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{Control, FileRef, Status, Target, every_one};
use std::collections::{BTreeMap, BTreeSet};

/// Most controls in one import.
pub const MAX_IMPORT: usize = 50_000;
/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, controls: &[Control]) -> ImportPlan {
    let mut plan = ImportPlan::default();
    let mut seen = BTreeSet::new();
    for control in controls {
        let id = control.id.trim().to_owned();
        let line = if seen.insert(id.clone()) {
            one(registers, control, &mut plan.events).unwrap_or_else(Planned::Refused)
        } else {
            Planned::Refused(Refusal::NotPossible {
                sentence: format!("`{id}` stands twice in the list"),
                hint: "keep one row for each control".to_owned(),
            })
        };
        plan.lines.push((id, line));
    }
    plan
}

fn one(registers: &Registers, control: &Control, events: &mut Vec<Event>) -> Result<Planned, Refusal> {
    let control = checked(registers, control.clone())?;
    let Some(held) = registers.controls.get(&control.id) else {
        events.push(Event::ControlAdded { control });
        return Ok(Planned::New);
    };
    let held = &held.control;
    // What the list leaves out stays as it was: a spreadsheet without an owner column does not clear owners.
    let keep = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    let next = Control {
        activity: keep(&control.activity, &held.activity),
        owner: keep(&control.owner, &held.owner),
        kind: keep(&control.kind, &held.kind),
        policy: keep(&control.policy, &held.policy),
        frequency: control.frequency.or(held.frequency),
        ..control.clone()
    };
    let mut changes = Vec::new();
    if fields(&next) != fields(held) {
        changes.extend(field_changes(held, &next));
        events.push(Event::ControlRevised { control: fields(&next) });
    }
    for (key, link) in &control.links {
        if !held.links.contains_key(key)
            && let Some((framework, item)) = Target::of_key(key)
        {
            let target = Target { framework: framework.to_owned(), item: item.to_owned() };
            changes.push(format!("link to {item}"));
            events.push(Event::ControlLinked { id: control.id.clone(), target, link: link.clone() });
        }
    }
    let frameworks: BTreeSet<&str> = control.links.keys().filter_map(|k| Target::of_key(k)).map(|(f, _)| f).collect();
    for key in held.links.keys().filter(|k| !control.links.contains_key(*k)) {
        // Only links into a framework that the list speaks of are taken away; others were made by hand.
        if let Some((framework, item)) = Target::of_key(key).filter(|(f, _)| frameworks.contains(f)) {
            let target = Target { framework: framework.to_owned(), item: item.to_owned() };
            changes.push(format!("no link to {item}"));
            events.push(Event::ControlUnlinked { id: control.id.clone(), target });
        }
    }
    Ok(if changes.is_empty() { Planned::Same } else { Planned::Changed(changes) })
}

fn field_changes(old: &Control, new: &Control) -> Vec<String> {
    let mut changes = Vec::new();
    let mut differ = |field: &str, a: &str, b: &str| {
        if a != b {
            changes.push(field.to_owned());
        }
    };
    differ("name", &old.name, &new.name);
    differ("activity", &old.activity, &new.activity);
    differ("owner", &old.owner, &new.owner);
    differ("type", &old.kind, &new.kind);
    differ("policy", &old.policy, &new.policy);
    differ("frequency", old.frequency.map_or("", |f| f.id()), new.frequency.map_or("", |f| f.id()));
    if old.status != new.status {
        let back = if old.status == Status::Retired { " (brought back)" } else { "" };
        changes.push(format!("status {} to {}{back}", old.status.id(), new.status.id()));
    }
    changes
}

pub(super) fn import_controls(
    registers: &Registers,
    source: String,
    file: Option<FileRef>,
    controls: Vec<Control>,
) -> Result<Vec<Event>, Refusal> {
    if controls.len() > MAX_IMPORT {
        return Err(Refusal::TooMany { what: "controls in one import", max: MAX_IMPORT });
    }
    if controls.is_empty() {
        return Err(Refusal::Empty { field: "the list of controls", wanted: "at least one row below the headings" });
    }
    let source = required(&source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, &controls);
    let [added, changed, same] = plan.sound(named)?;
    if plan.events.is_empty() {
        return Err(Refusal::NothingToChange {
            what: format!("{} in {source}", every_one(same, "control", "controls")),
        });
    }
    let imported =
        Event::ControlsImported { source, file, added: number(added), changed: number(changed), same: number(same) };
    Ok(std::iter::once(imported).chain(plan.events).collect())
}

pub(super) fn save_columns(
    registers: &Registers,
    name: String,
    columns: BTreeMap<String, String>,
) -> Result<Vec<Event>, Refusal> {
    let name = required(&name, "the name of the mapping", "a name such as the spreadsheet's", SHORT_TEXT)?;
    if columns.is_empty() {
        return Err(Refusal::Empty { field: "the mapping", wanted: "at least one field and its heading" });
    }
    if registers.columns.get(&name) == Some(&columns) {
        return Err(Refusal::NothingToChange { what: format!("the mapping {name}") });
    }
    Ok(vec![Event::ColumnsSaved { name, columns }])
}
