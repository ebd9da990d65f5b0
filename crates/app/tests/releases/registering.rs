//! Registers of the management system in the ledger of a release: each kind of event at least once, and each kind of value.

use super::{Hand, days, person};
use app::Who;
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{EntryList, EntryRow, Fields, RegisterKind, Value};

fn does(hand: &Hand<'_>, who: &Who, command: IsmsCommand) -> String {
    hand.does(who, Command::Isms(command))
}

fn fields<const N: usize>(values: [(&str, Value); N]) -> Fields {
    values.map(|(id, value)| (id.to_owned(), value)).into()
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn choice(word: &str) -> Value {
    Value::Choice(word.to_owned())
}

/// The founder keeps the registers.
pub(super) fn registering(hand: &Hand<'_>, founder: &Who) {
    let [today, later] = days(hand, 30);
    let asset = fields([
        ("title", text("Laptop \u{2013} L\u{f6}we")),
        ("kind", choice("hardware")),
        ("owner", Value::Person(person("ana-lind"))),
        ("controls", Value::Links(["AC-3".to_owned()].into())),
        ("location", text("Graz")),
    ]);
    let id = does(hand, founder, IsmsCommand::AddRegisterEntry { register: RegisterKind::Assets, fields: asset });
    let (said, cleared) = (fields([("classification", choice("internal"))]), ["location".to_owned()].into());
    let change = IsmsCommand::ChangeRegisterEntry { id: id.clone(), fields: said, cleared, reason: "seen".into() };
    does(hand, founder, change);
    let (state, reason) = ("classified".to_owned(), "by its owner".to_owned());
    does(hand, founder, IsmsCommand::MoveRegisterEntry { id, state, reason });
    for relevant in [true, false] {
        let said = fields([
            ("title", text("Determination")),
            ("relevant", Value::YesNo(relevant)),
            ("reason", text("Floods")),
            ("determined_on", Value::Day(today)),
        ]);
        does(hand, founder, IsmsCommand::AddRegisterEntry { register: RegisterKind::Climate, fields: said });
    }
    let objective = fields([("title", text("Fast leaving")), ("due_on", Value::Day(later))]);
    let id =
        does(hand, founder, IsmsCommand::AddRegisterEntry { register: RegisterKind::Objectives, fields: objective });
    let result =
        |value| fields([("on", Value::Day(today)), ("value", Value::Number(value)), ("met", Value::YesNo(value < 2))]);
    does(hand, founder, IsmsCommand::AddEntryLine { id: id.clone(), fields: result(3) });
    does(hand, founder, IsmsCommand::ChangeEntryLine { id: id.clone(), number: 1, fields: result(1) });
    does(hand, founder, IsmsCommand::EndRegisterEntry { id, reason: "recorded twice".into() });
    let row = EntryRow { id: String::new(), fields: fields([("title", text("Server")), ("kind", choice("service"))]) };
    let list = EntryList { register: RegisterKind::Assets, source: "assets.csv".into(), file: None, rows: vec![row] };
    does(hand, founder, IsmsCommand::ImportRegisterEntries { list: Box::new(list) });
}
