//! Commands about the registers of the management system, from words as doors read them.

use crate::library::Organisation;
use domain::command::{Command, IsmsCommand};
use domain::registers::isms::HeldEntry;
use domain::reports::isms::{RegisterReport, register};
use domain::values::isms::{EntryRow, Field, Fields, RegisterKind, read};

/// Values from `field=value` pairs; people are named by id.
pub(crate) fn said(declared: &'static [Field], pairs: &[&str]) -> Fields {
    let mut fields = Fields::new();
    for pair in pairs {
        let (id, text) = pair.split_once('=').unwrap();
        let field = declared.iter().find(|field| field.id == id).unwrap_or_else(|| panic!("no field {id}"));
        if let Some(value) = read(field, text, &|person| Some(person.to_owned())).unwrap() {
            fields.insert(id.to_owned(), value);
        }
    }
    fields
}

pub(crate) fn cmd(command: IsmsCommand) -> Command {
    Command::Isms(command)
}

pub(crate) fn add(register: RegisterKind, pairs: &[&str]) -> Command {
    cmd(IsmsCommand::AddRegisterEntry { register, fields: said(register.declared().fields, pairs) })
}

pub(crate) fn set(id: &str, pairs: &[&str]) -> Command {
    let declared = RegisterKind::of_entry(id).unwrap().declared().fields;
    let fields = said(declared, pairs);
    let cleared = pairs.iter().filter_map(|pair| pair.strip_suffix('=')).map(str::to_owned).collect();
    cmd(IsmsCommand::ChangeRegisterEntry { id: id.into(), fields, cleared, reason: String::new() })
}

pub(crate) fn go(id: &str, state: &str) -> Command {
    cmd(IsmsCommand::MoveRegisterEntry { id: id.into(), state: state.into(), reason: String::new() })
}

pub(crate) fn line(id: &str, pairs: &[&str]) -> Command {
    let declared = RegisterKind::of_entry(id).unwrap().declared().lines.unwrap().fields;
    cmd(IsmsCommand::AddEntryLine { id: id.into(), fields: said(declared, pairs) })
}

pub(crate) fn mend(id: &str, number: u32, pairs: &[&str]) -> Command {
    let declared = RegisterKind::of_entry(id).unwrap().declared().lines.unwrap().fields;
    cmd(IsmsCommand::ChangeEntryLine { id: id.into(), number, fields: said(declared, pairs) })
}

pub(crate) fn end(id: &str) -> Command {
    cmd(IsmsCommand::EndRegisterEntry { id: id.into(), reason: "recorded twice".into() })
}

pub(crate) fn row(kind: RegisterKind, id: &str, pairs: &[&str]) -> EntryRow {
    EntryRow { id: id.into(), fields: said(kind.declared().fields, pairs) }
}

impl Organisation {
    pub(crate) fn entry(&self, id: &str) -> &HeldEntry {
        self.registers.isms.entry(id).unwrap()
    }

    pub(crate) fn report(&self, kind: RegisterKind) -> RegisterReport {
        register(&self.registers, kind, self.today(), |_| true)
    }

    /// Codes of what is missing in a register.
    pub(crate) fn codes(&self, kind: RegisterKind) -> Vec<&'static str> {
        self.report(kind).findings.iter().map(|finding| finding.code).collect()
    }
}
