//! The registers of the management system at Fathom Freight, with gaps that a reader finds: an asset without an owner, one
//! that is still with somebody who has left, an objective that is not met, an access review that nobody finished, an
//! obligation that is not met, and climate change that nobody has determined.

use super::story::{Act, Moment, working_day};
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{Field, Fields, RegisterKind, Value, read};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Line by line: days before today, who, the register or the entry, what is done, and `field=value` as often as needed.
/// `ago:30` and `in:30` are days from today, and people are named by their keys.
const STORY: &str = include_str!("registers/story.txt");

/// Everything that happens in the registers.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let lines = STORY.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| moment(today, line).expect("every line of the story is of this form")).collect()
}

fn moment(today: Date, line: &'static str) -> Option<Moment> {
    let mut words = line.split('|').map(str::trim);
    let (days, by, at, verb) = (words.next()?.parse().ok()?, words.next()?, words.next()?, words.next()?);
    let words: Vec<&'static str> = words.collect();
    let kind = RegisterKind::parse(at).or_else(|| RegisterKind::of_entry(at))?;
    let (id, reason) = (at.to_owned(), String::new());
    let command = match verb {
        "add" => IsmsCommand::AddRegisterEntry { register: kind, fields: said(today, kind.declared().fields, &words)? },
        "set" => {
            let fields = said(today, kind.declared().fields, &words)?;
            IsmsCommand::ChangeRegisterEntry { id, fields, cleared: [].into(), reason }
        }
        "line" => IsmsCommand::AddEntryLine { id, fields: said(today, kind.declared().lines?.fields, &words)? },
        "go" => IsmsCommand::MoveRegisterEntry { id, state: (*words.first()?).to_owned(), reason },
        "end" => IsmsCommand::EndRegisterEntry { id, reason: (*words.first()?).to_owned() },
        "cite" => {
            let command = match at {
                "INC-1" => of_incident,
                "ARV-1" if words.contains(&"removed") => removed,
                _ => population,
            };
            return Some(Moment { on: working_day(today, days), by, act: Act::UponEvidence(words.first()?, command) });
        }
        _ => return None,
    };
    Some(Moment::new(today, days, by, Command::Isms(command)))
}

fn said(today: Date, declared: &'static [Field], pairs: &[&str]) -> Option<Fields> {
    let mut fields = Fields::new();
    for pair in pairs {
        let (id, text) = pair.split_once('=')?;
        let field = declared.iter().find(|field| field.id == id)?;
        let text = match text.split_once(':') {
            Some(("ago", back)) => working_day(today, back.parse().ok()?).to_string(),
            Some(("in", ahead)) => today.saturating_add(ahead.parse::<i32>().ok()?.days()).to_string(),
            _ => text.to_owned(),
        };
        let person = |key: &str| Some(format!("demo-{key}"));
        fields.insert(id.to_owned(), read(field, &text, &person).ok()??);
    }
    Some(fields)
}

/// A change of one field to an item of evidence.
fn cited(id: &str, field: &str, evidence: String) -> Box<Command> {
    let fields = [(field.to_owned(), Value::Links([evidence].into()))].into();
    let (id, cleared, reason) = (id.to_owned(), [].into(), String::new());
    Box::new(Command::Isms(IsmsCommand::ChangeRegisterEntry { id, fields, cleared, reason }))
}

fn of_incident(evidence: String) -> Box<Command> {
    cited("INC-1", "evidence", evidence)
}

fn population(evidence: String) -> Box<Command> {
    cited("ARV-1", "population", evidence)
}

/// An account that was removed, with the proof of it.
fn removed(evidence: String) -> Box<Command> {
    let declared = RegisterKind::AccessReviews.declared().lines.map_or(&[][..], |lines| lines.fields);
    let words = ["account=build-old", "level=Administrator", "decision=remove"];
    let mut fields = said(date(2026, 1, 1), declared, &words).unwrap_or_default();
    fields.insert("proof".to_owned(), Value::Links([evidence].into()));
    Box::new(Command::Isms(IsmsCommand::AddEntryLine { id: "ARV-1".to_owned(), fields }))
}
