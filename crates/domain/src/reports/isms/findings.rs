//! What is missing in a register, as findings: each with the entry, the clause or control it bears on, and what to do.

use super::due::DueEntry;
use super::special;
use crate::registers::Registers;
use crate::registers::isms::{HeldEntry, asked, here};
use crate::values::isms::{FieldKind, LinkTo, Need, RegisterKind, Value};
use crate::values::{Status, within_sentence};
use jiff::civil::Date;

/// Something that is missing or out of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable word for machines, such as `empty`, `missing`, `left`, `overdue`.
    pub code: &'static str,
    /// The register.
    pub register: RegisterKind,
    /// The entry; `None` for the register as a whole.
    pub entry: Option<String>,
    /// Clause, control of Annex A or criterion that it bears on.
    pub item: &'static str,
    /// What it is, in a sentence.
    pub what: String,
    /// The person that the sentence speaks of, by id.
    pub person: Option<String>,
}

impl Finding {
    /// Of the register as a whole.
    pub(super) fn whole(
        code: &'static str,
        register: RegisterKind,
        item: &'static str,
        what: impl Into<String>,
    ) -> Finding {
        Finding { code, register, entry: None, item, what: what.into(), person: None }
    }

    /// Of one entry.
    pub(super) fn of(code: &'static str, held: &HeldEntry, item: &'static str, what: impl Into<String>) -> Finding {
        Finding { entry: Some(held.id.clone()), ..Finding::whole(code, held.register, item, what) }
    }
}

/// The item that findings of a register bear on when nothing more exact is known: the first that it is wanted by.
pub(super) fn item(kind: RegisterKind) -> &'static str {
    kind.declared().wants.first().map_or("", |want| want.id)
}

pub(super) fn findings(
    registers: &Registers,
    kind: RegisterKind,
    all: &[&HeldEntry],
    due: &[DueEntry],
    on: Date,
) -> Vec<Finding> {
    let mut found = Vec::new();
    // No standard wants customers to ask for anything.
    if all.is_empty() && kind != RegisterKind::Demand {
        let what = format!("Nothing is recorded. {}", kind.declared().wants.first().map_or("", |want| want.words));
        // An open question of its own: silence is no answer (Amendment 1:2024).
        let what = match kind {
            RegisterKind::Climate => "It is not determined whether climate change is a relevant issue.".to_owned(),
            _ => what,
        };
        found.push(Finding::whole("empty", kind, item(kind), what));
    }
    for held in all {
        found.extend(missing(held));
        if held.live() {
            found.extend(left(registers, held));
            found.extend(gone(registers, held));
        }
    }
    for late in due.iter().filter(|entry| entry.overdue) {
        let what = format!("{}: it was due on {}.", late.what, late.on);
        found.push(Finding { entry: Some(late.id.clone()), ..Finding::whole("overdue", kind, item(kind), what) });
    }
    found.extend(special::special(registers, kind, all, on));
    found
}

/// Fields that are wanted and not there; what is fixed or over is not asked again.
fn missing(held: &HeldEntry) -> Option<Finding> {
    if held.stage().over {
        return None;
    }
    let lacking = |field: &&'static crate::values::isms::Field| {
        field.need == Need::Wanted && asked(field, &held.fields) && !held.fields.contains_key(field.id)
    };
    let titles: Vec<String> =
        held.declared().fields.iter().filter(lacking).map(|field| within_sentence(field.title)).collect();
    (!titles.is_empty()).then(|| {
        let item = if titles.iter().any(|title| title == "classification") && titles.len() == 1 {
            "A.5.12"
        } else {
            item(held.register)
        };
        Finding::of("missing", held, item, format!("Missing: {}.", titles.join(", ")))
    })
}

/// Whoever answers for something and has left is named, and not lost.
fn left(registers: &Registers, held: &HeldEntry) -> Vec<Finding> {
    let fields = held.declared().fields.iter().filter(|field| field.kind == FieldKind::Person);
    let gone = fields.filter_map(|field| {
        let person = held.word(field.id).filter(|person| !here(registers, person))?;
        let what = format!("{}: whoever is named has left.", field.title);
        Some(Finding { person: Some(person.to_owned()), ..Finding::of("left", held, item(held.register), what) })
    });
    gone.collect()
}

/// Links to what is retired, ended or out of the register.
fn gone(registers: &Registers, held: &HeldEntry) -> Vec<Finding> {
    let mut found = Vec::new();
    for field in held.declared().fields {
        let FieldKind::Links(to) = field.kind else { continue };
        for id in held.fields.get(field.id).into_iter().flat_map(Value::links) {
            let over = match to {
                LinkTo::Control => {
                    registers.controls.get(id).is_none_or(|control| control.control.status == Status::Retired)
                }
                LinkTo::Entry(_) => registers.isms.entry(id).is_none_or(|entry| !entry.there()),
                _ => false,
            };
            if over {
                let what = format!("{}: {id} is retired or has ended.", field.title);
                found.push(Finding::of("gone", held, item(held.register), what));
            }
        }
    }
    found
}
