//! An entry of a register as JSON.

use super::RegisterFindingWords;
use crate::words::NamedWords;
use app::Within;
use domain::registers::isms::HeldEntry;
use domain::reports::isms::RegisterReport;
use domain::values::isms::{Fields, Value as Held};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A line of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryLineWords {
    /// Number, from 1.
    pub number: usize,
    /// Values by field.
    #[schema(value_type = Object)]
    pub fields: BTreeMap<String, Value>,
    /// Who wrote it last.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

/// A state that an entry entered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryStepWords {
    /// The state.
    pub state: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

/// An entry of a register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterEntryWords {
    /// Id.
    pub id: String,
    /// The register.
    pub register: &'static str,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// Values by field: words, days, true or false, whole numbers, ids of people, lists of ids.
    #[schema(value_type = Object)]
    pub fields: BTreeMap<String, Value>,
    /// People named in it.
    pub people: Vec<NamedWords>,
    /// The day on which it is due.
    pub due: Option<String>,
    /// That day is over.
    pub overdue: bool,
    /// What is missing of it.
    pub findings: Vec<RegisterFindingWords>,
    /// Its lines.
    pub lines: Vec<EntryLineWords>,
    /// The states that it entered after the first, and its end.
    pub steps: Vec<EntryStepWords>,
    /// Why it was ended; null if it was not.
    pub ended: Option<String>,
    /// Who added it.
    pub added_by: NamedWords,
}

fn json(fields: &Fields) -> BTreeMap<String, Value> {
    let value = |held: &Held| match held {
        Held::Text(word) | Held::Choice(word) | Held::Person(word) => Value::from(word.as_str()),
        Held::Day(day) => Value::from(day.to_string()),
        Held::YesNo(yes) => Value::from(*yes),
        Held::Number(number) => Value::from(*number),
        Held::Links(ids) => Value::from(ids.iter().cloned().collect::<Vec<_>>()),
    };
    fields.iter().map(|(field, held)| (field.clone(), value(held))).collect()
}

impl RegisterEntryWords {
    /// The words of an entry, with what a report of its register says of it.
    pub fn of(app: &Within<'_>, held: &HeldEntry, report: &RegisterReport) -> RegisterEntryWords {
        let due = report.due.iter().find(|due| due.id == held.id);
        let findings = report.findings.iter().filter(|finding| finding.entry.as_ref() == Some(&held.id));
        let all = held.lines.iter().map(|line| &line.fields).chain([&held.fields]);
        let people = all.flat_map(BTreeMap::values).filter_map(|value| match value {
            Held::Person(id) => Some(id.as_str()),
            _ => None,
        });
        let people: std::collections::BTreeSet<&str> = people.collect();
        let at = app::clock::minute_of;
        let step = |step: &domain::registers::isms::EntryStep| EntryStepWords {
            state: step.state.clone(),
            reason: step.reason.clone(),
            by: NamedWords::of(app, &step.by),
            at: at(step.at_us),
        };
        RegisterEntryWords {
            id: held.id.clone(),
            register: held.register.id(),
            title: held.title().to_owned(),
            state: held.state.clone(),
            fields: json(&held.fields),
            people: people.into_iter().map(|id| NamedWords::of(app, id)).collect(),
            due: due.map(|due| due.on.to_string()),
            overdue: due.is_some_and(|due| due.overdue),
            findings: findings.map(RegisterFindingWords::from).collect(),
            lines: (1..)
                .zip(&held.lines)
                .map(|(number, line)| EntryLineWords {
                    number,
                    fields: json(&line.fields),
                    by: NamedWords::of(app, &line.by),
                    at: at(line.at_us),
                })
                .collect(),
            steps: held.steps.iter().chain(&held.ended).map(step).collect(),
            ended: held.ended.as_ref().map(|end| end.reason.clone()),
            added_by: NamedWords::of(app, &held.added_by),
        }
    }
}
