//! The registers of the management system: entries of every kind with their lines and steps.

use super::Recorded;
use crate::event::IsmsEvent;
use crate::values::Membership;
use crate::values::isms::{Declaration, Field, FieldKind, Fields, RegisterKind, Stage, Value};
use crate::values::staff::StaffState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Registers of the management system: issues, interested parties, objectives, assets, incidents, obligations and others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IsmsRegister {
    /// Entries by register and number, from 1.
    pub entries: BTreeMap<RegisterKind, BTreeMap<u32, HeldEntry>>,
}

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEntry {
    /// Its id, such as `AST-3`.
    pub id: String,
    /// Which register.
    pub register: RegisterKind,
    /// What it says.
    pub fields: Fields,
    /// Where it stands.
    pub state: String,
    /// Its lines, in the order in which they were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<HeldLine>,
    /// The states that it entered after the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<EntryStep>,
    /// Why it was ended, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<EntryStep>,
    /// Who added it.
    pub added_by: String,
    /// When, microseconds since 1970.
    pub added_us: i64,
    /// When what it says was last changed, microseconds since 1970.
    pub changed_us: i64,
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLine {
    /// What it says.
    pub fields: Fields,
    /// Who wrote it last.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A step to a state, or to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryStep {
    /// The state.
    pub state: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldEntry {
    /// What is declared of its register.
    pub fn declared(&self) -> &'static Declaration {
        self.register.declared()
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        self.fields.get(self.declared().title().id).and_then(Value::word).unwrap_or_default()
    }

    /// The state that it is in.
    pub fn stage(&self) -> &'static Stage {
        let declared = self.declared();
        declared.stage(&self.state).unwrap_or(&declared.stages[0])
    }

    /// Does it still count: not ended?
    pub fn there(&self) -> bool {
        self.ended.is_none()
    }

    /// Is something still to be done about it: neither ended nor in a last state?
    pub fn live(&self) -> bool {
        self.there() && !self.stage().over
    }

    /// Who answers for it.
    pub fn owner(&self) -> Option<&str> {
        self.fields.get("owner").and_then(Value::word)
    }

    /// The word of a choice or text.
    pub fn word(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::word)
    }

    /// Everybody who has a part in it: whoever added it, and whoever it names as one who answers for something.
    pub fn persons(&self) -> BTreeSet<&str> {
        let named = self.declared().fields.iter().filter(|field| matches!(field.kind, FieldKind::Person));
        let named = named.filter_map(|field| self.word(field.id));
        named.chain([self.added_by.as_str()]).collect()
    }

    /// Fields that a state needs and that these values do not say; an answer of no is an answer.
    pub fn lacks(&self, stage: &Stage, fields: &Fields) -> Vec<&'static Field> {
        let needed = stage.needs.iter().filter_map(|id| self.declared().field(id));
        needed.filter(|field| asked(field, fields) && !fields.contains_key(field.id)).collect()
    }
}

/// Is somebody here: a member whose membership has not ended, or one who works here; and not one who has left?
pub fn here(registers: &super::Registers, person: &str) -> bool {
    let member = registers.people.members.get(person).map(|member| member.state != Membership::Ended);
    let works = registers.workforce.people.get(person).map(|held| held.staff.state != StaffState::Left);
    works.unwrap_or(member.unwrap_or(false)) && member.unwrap_or(true)
}

/// Is a field asked for beside these values?
pub fn asked(field: &Field, fields: &Fields) -> bool {
    field.when.is_none_or(|(other, value)| match fields.get(other) {
        Some(Value::YesNo(yes)) => *yes == (value == "yes"),
        Some(said) => said.word() == Some(value),
        None => false,
    })
}

impl IsmsRegister {
    /// The entries of a register, by number.
    pub fn of(&self, kind: RegisterKind) -> impl Iterator<Item = &HeldEntry> {
        self.entries.get(&kind).into_iter().flat_map(BTreeMap::values)
    }

    /// How many entries a register has ever had.
    pub fn count(&self, kind: RegisterKind) -> usize {
        self.entries.get(&kind).map_or(0, BTreeMap::len)
    }

    /// The id of the next entry, or of the one so many after it.
    pub fn next(&self, kind: RegisterKind, after: usize) -> String {
        format!("{}-{}", kind.declared().prefix, self.count(kind) + 1 + after)
    }

    /// An entry by its id.
    pub fn entry(&self, id: &str) -> Option<&HeldEntry> {
        let (kind, number) = place(id)?;
        self.entries.get(&kind)?.get(&number)
    }
}

/// Register and number of an id as it is written here: no leading zeros.
fn place(id: &str) -> Option<(RegisterKind, u32)> {
    let kind = RegisterKind::of_entry(id)?;
    let number = id.split_once('-')?.1;
    if number.starts_with('0') { None } else { Some((kind, number.parse().ok()?)) }
}

/// Folds an event in.
pub(super) fn apply(register: &mut IsmsRegister, recorded: Recorded<'_>, _entry: u64, event: IsmsEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    let id = event.object().1.to_owned();
    let Some((kind, number)) = place(&id) else { return };
    if let IsmsEvent::RegisterEntryAdded { id, register: of, fields, state } = event {
        let (lines, steps) = (Vec::new(), Vec::new());
        let held = HeldEntry {
            id,
            register: of,
            fields,
            state,
            lines,
            steps,
            ended: None,
            added_by: by,
            added_us: at_us,
            changed_us: at_us,
        };
        register.entries.entry(kind).or_default().insert(number, held);
        return;
    }
    if let Some(held) = register.entries.get_mut(&kind).and_then(|all| all.get_mut(&number)) {
        step(held, event, by, at_us);
    }
}

fn step(held: &mut HeldEntry, event: IsmsEvent, by: String, at_us: i64) {
    held.changed_us = at_us;
    match event {
        IsmsEvent::RegisterEntryChanged { fields, cleared, .. } => {
            held.fields.retain(|field, _| !cleared.contains(field));
            held.fields.extend(fields);
        }
        IsmsEvent::RegisterEntryMoved { state, reason, .. } => {
            held.state.clone_from(&state);
            held.steps.push(EntryStep { state, reason, by, at_us });
        }
        IsmsEvent::EntryLineAdded { fields, .. } => held.lines.push(HeldLine { fields, by, at_us }),
        IsmsEvent::EntryLineChanged { number, fields, .. } => {
            let at = usize::try_from(number).unwrap_or_default();
            if let Some(line) = at.checked_sub(1).and_then(|at| held.lines.get_mut(at)) {
                *line = HeldLine { fields, by, at_us };
            }
        }
        IsmsEvent::RegisterEntryEnded { reason, .. } => {
            held.ended = Some(EntryStep { state: "ended".to_owned(), reason, by, at_us });
        }
        IsmsEvent::RegisterEntryAdded { .. } | IsmsEvent::RegisterEntriesImported { .. } => {}
    }
}
