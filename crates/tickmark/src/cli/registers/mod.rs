//! Commands on the registers of the management system.

mod exchange;
mod read;

use super::Done;
use super::args::{PlaceArgs, RegisterArgs, RegisterVerb as Verb};
use super::out::mend;
use super::people::Here;
use crate::words::registers::register_kind;
use app::Failure;
use app::ask::{At, EntryOf};
use app::exchange::People;
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{Field, FieldKind, Fields, RegisterKind, read as value};
use serde_json::json;
use std::collections::BTreeSet;

pub(crate) fn registers(args: &RegisterArgs) -> Done {
    match &args.verb {
        Verb::Kinds { place } => read::kinds(place),
        Verb::Fields { register, place } => read::fields(place, register),
        Verb::List { register, choice, place } => read::list(place, register, choice),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Check { register, place } => read::check(place, register.as_deref()),
        Verb::Add { register, set, place } => add(place, register, set),
        Verb::Set { id, set, reason, place } => change(place, id, set, reason),
        Verb::Move { id, state, reason, place } => {
            let (id, state, reason) = (id.clone(), state.clone(), reason.clone());
            let done = format!("{id}: moved to {state}");
            let command = IsmsCommand::MoveRegisterEntry { id, state, reason };
            Here::open(place)?.done(&done, Command::Isms(command))
        }
        Verb::Line { id, number, set, place } => line(place, id, *number, set),
        Verb::End { id, reason, place } => {
            let (id, reason) = (id.clone(), reason.clone());
            let done = format!("{id}: ended");
            Here::open(place)?.done(&done, Command::Isms(IsmsCommand::EndRegisterEntry { id, reason }))
        }
        Verb::Import { register, file, sheet, preview, place } => {
            exchange::import(place, register, file, sheet.as_deref(), *preview)
        }
        Verb::Export { register, out, choice, place } => exchange::export(place, register, out, choice),
    }
}

/// What was typed as `field=value`: values, and fields that are taken away.
fn typed(
    here: &Here<'_>,
    kind: RegisterKind,
    declared: &'static [Field],
    set: &[String],
) -> Result<(Fields, BTreeSet<String>), Failure> {
    let (mut fields, mut cleared) = (Fields::new(), BTreeSet::new());
    let mut people: Option<People> = None;
    for pair in set {
        let Some((id, text)) = pair.split_once('=') else {
            return Err(mend(format!("`{pair}` is no field with a value"), "write --set FIELD=VALUE"));
        };
        let id = id.trim().to_lowercase().replace('-', "_");
        let Some(field) = declared.iter().find(|field| field.id == id) else {
            let ids: Vec<&str> = declared.iter().map(|field| field.id).collect();
            let sentence = format!("the register {} has no field `{id}` here", kind.id());
            return Err(mend(sentence, format!("its fields are {}", ids.join(", "))));
        };
        if matches!(field.kind, FieldKind::Person | FieldKind::Anybody) && people.is_none() {
            people = Some(here.app.persons_by_word(&here.org, &here.who)?);
        }
        let person = |typed: &str| people.as_ref()?.find(typed);
        match value(field, text, &person) {
            Ok(Some(held)) => {
                fields.insert(id, held);
            }
            Ok(None) => {
                cleared.insert(id);
            }
            Err(wrong) => return Err(mend(format!("{}: {}: {}", kind.id(), field.title, wrong.what), wrong.hint)),
        }
    }
    Ok((fields, cleared))
}

fn add(place: &PlaceArgs, register: &str, set: &[String]) -> Done {
    let here = Here::open(place)?;
    let kind = register_kind(register)?;
    let (fields, _) = typed(&here, kind, kind.declared().fields, set)?;
    let receipt = here.change(Command::Isms(IsmsCommand::AddRegisterEntry { register: kind, fields }))?;
    here.once(&format!("Added {}", receipt.object), &[], Some(&receipt), json!({ "entry": receipt.object }))
}

/// The register of an entry's id.
fn kind_of(id: &str) -> Result<RegisterKind, Failure> {
    RegisterKind::of_entry(id).ok_or_else(|| {
        let prefixes = RegisterKind::ALL.map(|kind| kind.declared().prefix).join(", ");
        mend(format!("`{id}` is no id of an entry"), format!("ids begin with one of {prefixes}, such as AST-1"))
    })
}

fn change(place: &PlaceArgs, id: &str, set: &[String], reason: &str) -> Done {
    let here = Here::open(place)?;
    let kind = kind_of(id)?;
    let (fields, cleared) = typed(&here, kind, kind.declared().fields, set)?;
    let (id, reason) = (id.to_owned(), reason.to_owned());
    let done = format!("Changed {id}");
    here.done(&done, Command::Isms(IsmsCommand::ChangeRegisterEntry { id, fields, cleared, reason }))
}

fn line(place: &PlaceArgs, id: &str, number: Option<u32>, set: &[String]) -> Done {
    let here = Here::open(place)?;
    let kind = kind_of(id)?;
    let Some(declared) = kind.declared().lines.map(|lines| lines.fields) else {
        return Err(mend(
            format!("the register {} keeps no lines", kind.id()),
            "change the fields of the entry instead",
        ));
    };
    let (mut fields, cleared) = typed(&here, kind, declared, set)?;
    let id = id.to_owned();
    let Some(number) = number else {
        let done = format!("{id}: a line is added");
        return here.done(&done, Command::Isms(IsmsCommand::AddEntryLine { id, fields }));
    };
    // What is not named stays as it was.
    let held = here.app.ask(&here.org, &here.who, At::default(), &EntryOf(id.clone()))?.value.held;
    let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
    if let Some(was) = at.and_then(|at| held.lines.get(at)) {
        for (field, value) in &was.fields {
            if !cleared.contains(field) {
                fields.entry(field.clone()).or_insert_with(|| value.clone());
            }
        }
    }
    let done = format!("{id}: line {number} is changed");
    here.done(&done, Command::Isms(IsmsCommand::ChangeEntryLine { id, number, fields }))
}
