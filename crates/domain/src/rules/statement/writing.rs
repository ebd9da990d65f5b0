//! Writing a draft: beginning it, deciding on controls one by one or many at once, taking proposals, controls from outside.

use super::{Judged, draft, event, refused};
use crate::event::StatementEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::statement::HeldStatementVersion;
use crate::reports::statement::{annex, proposed_changes, weak_reason};
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional};
use crate::values::inheritance::{always_own, inheritable};
use crate::values::nearest::nearest;
use crate::values::reference::canonical;
use crate::values::statement::{
    Entry, EntryChange, Implementation, InclusionReason, MAX_BULK, MAX_REFERENCES, Origin, ReferenceKind, SoaReference,
};
use crate::values::{Membership, Status};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most versions of one organisation.
const MAX_VERSIONS: usize = 1_000;
/// Most controls from outside Annex A in one version.
const MAX_OWN: usize = 300;

pub(super) fn begin(registers: &Registers) -> Judged {
    let register = &registers.statements;
    if let Some((open, held)) = register.open() {
        return Err(refused(
            format!("{open} is on its way ({}), and there is one at a time", held.state.title().to_lowercase()),
            format!("go on with {open}, or withdraw it"),
        ));
    }
    if register.versions.len() >= MAX_VERSIONS {
        return Err(Refusal::TooMany { what: "versions of the statement", max: MAX_VERSIONS });
    }
    let copied = register.effective();
    let stands = |control: &str| copied.as_ref().is_some_and(|(_, held)| held.entries.contains_key(control));
    let undecided = annex(registers)?.iter().filter(|item| !stands(&item.id)).map(|item| item.id.clone()).collect();
    let copy_of = copied.as_ref().map(|(id, _)| id.clone());
    Ok(event(StatementEvent::StatementBegun { id: register.next(), copy_of, undecided }))
}

pub(super) fn set_one(registers: &Registers, id: &str, control: &str, change: EntryChange) -> Judged {
    let (id, held) = draft(registers, id)?;
    let control = of_version(registers, held, control)?;
    let change = checked(registers, change)?;
    fits(registers, &control, &change)?;
    if !changes(held, &control, &change) {
        return Err(Refusal::NothingToChange { what: format!("the entry {control} of {id}") });
    }
    Ok(event(StatementEvent::StatementEntrySet { id, control, change: Box::new(change) }))
}

pub(super) fn set_many(registers: &Registers, id: &str, controls: &BTreeSet<String>, change: EntryChange) -> Judged {
    let (id, held) = draft(registers, id)?;
    let controls = named(registers, held, controls)?;
    if controls.is_empty() {
        return Err(Refusal::Empty { field: "the list of controls", wanted: "at least one control" });
    }
    let change = checked(registers, change)?;
    for control in &controls {
        fits(registers, control, &change)?;
    }
    let controls: BTreeSet<String> = controls.into_iter().filter(|control| changes(held, control, &change)).collect();
    if controls.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("each of these entries of {id}") });
    }
    Ok(event(StatementEvent::StatementEntriesSet { id, controls, change: Box::new(change) }))
}

pub(super) fn take(registers: &Registers, id: &str, controls: &BTreeSet<String>, today: Date) -> Judged {
    let (id, held) = draft(registers, id)?;
    let controls = named(registers, held, controls)?;
    let wanted = |control: &String| controls.is_empty() || controls.contains(control);
    let proposed = proposed_changes(registers, held, today)?;
    let changes: BTreeMap<String, EntryChange> =
        proposed.into_iter().filter(|(control, _)| wanted(control)).take(MAX_BULK).collect();
    if changes.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("all that is proposed for these entries of {id}") });
    }
    Ok(event(StatementEvent::StatementProposalsTaken { id, changes }))
}

pub(super) fn add(registers: &Registers, id: &str, control: &str) -> Judged {
    let (id, held) = draft(registers, id)?;
    let control = own(registers, control)?;
    if registers.controls.get(&control).is_some_and(|held| held.control.status == Status::Retired) {
        return Err(Refusal::ControlRetired { id: control });
    }
    if held.entries.contains_key(&control) {
        return Err(Refusal::NothingToChange { what: format!("that {control} stands in {id}") });
    }
    if held.entries.values().filter(|entry| entry.own).count() >= MAX_OWN {
        return Err(Refusal::TooMany { what: "controls from outside Annex A in one statement", max: MAX_OWN });
    }
    Ok(event(StatementEvent::StatementControlAdded { id, control }))
}

pub(super) fn remove(registers: &Registers, id: &str, control: &str) -> Judged {
    let (id, held) = draft(registers, id)?;
    let control = of_version(registers, held, control)?;
    if !held.entries.get(&control).is_some_and(|entry| entry.own) {
        return Err(refused(
            format!("{control} is a control of Annex A, and each of these has its entry"),
            "exclude it, with the activity, asset or risk that is missing here",
        ));
    }
    Ok(event(StatementEvent::StatementControlRemoved { id, control }))
}

/// An own control by id.
fn own(registers: &Registers, id: &str) -> Result<String, Refusal> {
    let id = id.trim();
    let known = registers.controls.keys().map(String::as_str);
    match registers.controls.contains_key(id) {
        true => Ok(id.to_owned()),
        false => {
            Err(Refusal::Unknown { what: "control", id: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) })
        }
    }
}

/// A control that has its entry here, or can have it: of Annex A, in any usual spelling, or an own one that stands here.
fn of_version(registers: &Registers, held: &HeldStatementVersion, id: &str) -> Result<String, Refusal> {
    let annex = annex(registers)?;
    for spelled in [id.trim().to_owned(), canonical(id)] {
        if held.entries.contains_key(&spelled) || annex.iter().any(|item| item.id == spelled) {
            return Ok(spelled);
        }
    }
    if registers.controls.contains_key(id.trim()) {
        let sentence = format!("the own control {} does not stand in this version", id.trim());
        return Err(refused(sentence, "add it first, as a necessary control from outside Annex A"));
    }
    let known = held.entries.keys().map(String::as_str).chain(annex.iter().map(|item| item.id.as_str()));
    Err(Refusal::Unknown {
        what: "control",
        id: id.to_owned(),
        nearest: nearest(&canonical(id), known).map(str::to_owned),
    })
}

fn named(
    registers: &Registers,
    held: &HeldStatementVersion,
    controls: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Refusal> {
    if controls.len() > MAX_BULK {
        return Err(Refusal::TooMany { what: "entries in one change", max: MAX_BULK });
    }
    controls.iter().map(|control| of_version(registers, held, control)).collect()
}

/// Would the entry differ afterwards? That a person confirms what was proposed is a difference.
fn changes(held: &HeldStatementVersion, control: &str, change: &EntryChange) -> bool {
    let before = held.entries.get(control);
    let mut after = before.cloned().unwrap_or_else(|| Entry::undecided(false));
    after.set(change, Origin::Person);
    before != Some(&after)
}

/// A change as it is kept: texts trimmed, references and owner known, reasons worth the name.
fn checked(registers: &Registers, change: EntryChange) -> Result<EntryChange, Refusal> {
    let text =
        |text: Option<String>, field: &'static str| text.map(|text| optional(&text, field, LONG_TEXT)).transpose();
    let exclusion = text(change.exclusion, "the reason for the exclusion")?;
    if let Some(weak) = exclusion.as_deref().filter(|reason| !reason.is_empty() && weak_reason(reason)) {
        return Err(refused(
            format!("`{weak}` says that the control is excluded, and not why"),
            "name the activity, asset or risk that is missing here, such as: no software is developed by suppliers",
        ));
    }
    let reasons = change.reasons.map(reasons).transpose()?;
    let owner = change.owner.map(|owner| person(registers, &owner)).transpose()?;
    Ok(EntryChange {
        exclusion,
        reasons,
        how: text(change.how, "how it is implemented")?,
        note: text(change.note, "the note")?,
        references: change.references.map(|all| references(registers, all)).transpose()?,
        owner,
        ..change
    })
}

type Reasons = BTreeMap<InclusionReason, String>;

fn reasons(all: Reasons) -> Result<Reasons, Refusal> {
    let kept = |text: &str| optional(text, "the reason for the inclusion", LONG_TEXT);
    all.into_iter().map(|(reason, text)| Ok((reason, kept(&text)?))).collect()
}

/// A member who answers for an entry; empty for nobody.
fn person(registers: &Registers, id: &str) -> Result<String, Refusal> {
    let id = id.trim();
    let member = registers.people.members.get(id);
    if !id.is_empty() && member.is_none_or(|member| member.state == Membership::Ended) {
        return Err(refused(
            format!("`{id}` is no member of this organisation, and cannot own an entry"),
            "name a member, or nobody",
        ));
    }
    Ok(id.to_owned())
}

fn references(registers: &Registers, all: BTreeSet<SoaReference>) -> Result<BTreeSet<SoaReference>, Refusal> {
    if all.len() > MAX_REFERENCES {
        return Err(Refusal::TooMany { what: "references of one entry", max: MAX_REFERENCES });
    }
    all.into_iter().map(|one| reference(registers, one)).collect()
}

fn reference(registers: &Registers, one: SoaReference) -> Result<SoaReference, Refusal> {
    let to = crate::rules::required(&one.to, "the reference", "what it refers to", SHORT_TEXT)?;
    let unknown = |what: &'static str| Refusal::Unknown { what, id: to.clone(), nearest: None };
    let to = match one.kind {
        ReferenceKind::Control => own(registers, &to)?,
        ReferenceKind::Evidence if !registers.evidence.items.contains_key(&to) => return Err(unknown("evidence")),
        _ => to,
    };
    Ok(SoaReference { kind: one.kind, to })
}

/// May this control be said to be inherited? Four of the data centre may (R251), two never (R103), of own ones none.
fn fits(registers: &Registers, control: &str, change: &EntryChange) -> Result<(), Refusal> {
    if change.status != Some(Implementation::Inherited) {
        return Ok(());
    }
    if always_own(control) {
        return Err(Refusal::NeverInherited { control: control.to_owned() });
    }
    if !inheritable(control) {
        return Err(Refusal::NotInheritable { control: control.to_owned() });
    }
    if registers.profile.hosting.has_provider() { Ok(()) } else { Err(Refusal::NoProvider) }
}
