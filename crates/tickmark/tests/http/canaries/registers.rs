//! An entry of each register of the management system, made from what is declared of it: no later register and no later
//! field can be forgotten.

use super::assurance::Word;
use super::managed::Planting;
use crate::matrix::cast::Cast;
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{EntryList, EntryRow, Field, FieldKind, Fields, LinkTo, Need, RegisterKind, Value};
use jiff::civil::{Date, date};

/// A day that is over.
const DAY: Date = date(2026, 3, 3);

/// What fields point at that hold no words.
pub(crate) struct Pointed<'a> {
    /// Somebody who answers for something.
    pub(crate) owner: &'a str,
    /// Somebody else who is named.
    pub(crate) other: &'a str,
    /// An object of a kind; `None` for none.
    pub(crate) link: &'a dyn Fn(LinkTo) -> Option<String>,
}

/// Values of these fields.
pub(crate) fn filled<'a>(fields: impl Iterator<Item = &'a Field>, word: Word<'_>, at: &Pointed<'_>) -> Fields {
    let mut filled = Fields::new();
    for field in fields {
        filled.extend(value(field, word, at).map(|value| (field.id.to_owned(), value)));
    }
    filled
}

/// Those without which there is no entry, or no line.
pub(crate) fn required(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    fields.iter().filter(|field| field.need == Need::Required)
}

fn value(field: &Field, word: Word<'_>, at: &Pointed<'_>) -> Option<Value> {
    Some(match field.kind {
        FieldKind::Text(_) => Value::Text(word()),
        FieldKind::Choice(words) => Value::Choice(words[0].0.to_owned()),
        FieldKind::Day | FieldKind::PastDay => Value::Day(DAY),
        FieldKind::YesNo => Value::YesNo(true),
        FieldKind::Number => Value::Number(1),
        FieldKind::Person => Value::Person(at.owner.to_owned()),
        FieldKind::Anybody => Value::Person(at.other.to_owned()),
        FieldKind::Links(to) => Value::Links([(at.link)(to)?].into()),
    })
}

/// The id of the entry that carries words; of the objectives the cast has one without.
pub(crate) fn carrier(kind: RegisterKind) -> String {
    let number = if kind == RegisterKind::Objectives { 2 } else { 1 };
    format!("{}-{number}", kind.declared().prefix)
}

/// An object of the cast that an entry of this register points at; none is a part of itself.
fn of_the_cast(cast: &Cast, kind: RegisterKind, to: LinkTo) -> Option<String> {
    let id = |name: &str| Some(cast.ids[name].clone());
    match to {
        LinkTo::Control => Some("AC-2".to_owned()),
        LinkTo::Risk => id("risk"),
        LinkTo::Supplier => id("supplier"),
        LinkTo::Evidence => id("evidence"),
        LinkTo::Policy => id("policy"),
        LinkTo::Nonconformity => id("nonconformity"),
        LinkTo::Engagement => id("engagement"),
        LinkTo::Entry(of) => Some(carrier(of)).filter(|_| of != kind),
    }
}

/// Words in every text of every register: its entries, their lines, and why they changed and ended.
pub(super) fn plant(planting: &mut Planting<'_>) {
    for kind in RegisterKind::ALL {
        let (cast, declared) = (planting.cast, kind.declared());
        let link = |to| of_the_cast(cast, kind, to);
        let at = Pointed { owner: "demo-paul-programme", other: "demo-dora-member", link: &link };
        let mut fields = filled(declared.fields.iter(), planting.word, &at);
        let title = fields.insert(declared.title().id.to_owned(), Value::Text("Before".to_owned())).unwrap();
        let id = planting.does(Command::Isms(IsmsCommand::AddRegisterEntry { register: kind, fields }));
        assert_eq!(id, carrier(kind), "the entry that is looked for");
        let (fields, reason) = (Fields::from([(declared.title().id.to_owned(), title)]), planting.w());
        let change = IsmsCommand::ChangeRegisterEntry { id: id.clone(), fields, cleared: [].into(), reason };
        planting.does(Command::Isms(change));
        if let Some(lines) = declared.lines {
            let fields = filled(lines.fields.iter(), planting.word, &at);
            planting.does(Command::Isms(IsmsCommand::AddEntryLine { id, fields }));
        }
        let fields = filled(required(declared.fields), planting.word, &at);
        let id = planting.does(Command::Isms(IsmsCommand::AddRegisterEntry { register: kind, fields }));
        assert_ne!(id, carrier(kind), "the answer names what is new");
        let reason = planting.w();
        planting.does(Command::Isms(IsmsCommand::EndRegisterEntry { id, reason }));
    }
    moved(planting);
    imported(planting);
}

/// A state with its reason.
fn moved(planting: &mut Planting<'_>) {
    let (id, state) = (carrier(RegisterKind::Assets), "classified".to_owned());
    let reason = planting.w();
    planting.does(Command::Isms(IsmsCommand::MoveRegisterEntry { id, state, reason }));
}

/// A list, and where it comes from.
fn imported(planting: &mut Planting<'_>) {
    let register = RegisterKind::Issues;
    let at = Pointed { owner: "demo-paul-programme", other: "demo-dora-member", link: &|_| None };
    let fields = filled(required(register.declared().fields), planting.word, &at);
    let rows = vec![EntryRow { id: String::new(), fields }];
    let list = Box::new(EntryList { register, source: planting.w(), file: None, rows });
    planting.does(Command::Isms(IsmsCommand::ImportRegisterEntries { list }));
}
