//! What internal audits have to reach: the clauses and the controls that apply; and the questions about them.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::statement::HeldStatementVersion;
use crate::values::audit::{AUDITED, ChecklistLine, LineKind};
use crate::values::lookup::{Lookup, lookup, wanted};
use crate::values::nearest::nearest;
use crate::values::statement::Applicability;
use crate::values::{Framework, Item, ItemKind, Status};
use std::collections::BTreeSet;

/// A clause or a control that can be audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeItem {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// It is a clause.
    pub clause: bool,
    /// It is an own control.
    pub own: bool,
}

fn framework(registers: &Registers) -> Option<&Framework> {
    registers.catalogue.framework(AUDITED).ok()
}

fn of_framework(item: &Item) -> ScopeItem {
    let (id, title) = (item.id.clone(), item.title.clone());
    ScopeItem { id, title, clause: item.kind == ItemKind::Clause, own: false }
}

/// The statement in force, or else the newest one.
pub(super) fn speaking(registers: &Registers) -> Option<(String, &HeldStatementVersion)> {
    registers.statements.effective().or_else(|| registers.statements.current())
}

/// The whole scope of a cycle: the 30 clauses that are audited, and the controls that apply by the statement in force, or else
/// by the newest one. Without a statement every control of Annex A counts, since nobody has said that one does not apply.
pub fn whole(registers: &Registers) -> Vec<ScopeItem> {
    let Some(framework) = framework(registers) else { return Vec::new() };
    let statement = speaking(registers).map(|(_, held)| &held.entries);
    let applies = |id: &str| match statement.and_then(|entries| entries.get(id)) {
        Some(entry) => entry.decision != Applicability::Excluded,
        None => true,
    };
    let clauses = framework.audited(ItemKind::Clause);
    let controls = framework.audited(ItemKind::Control).filter(|control| applies(&control.id));
    let mut all: Vec<ScopeItem> = clauses.chain(controls).map(of_framework).collect();
    let own = statement.into_iter().flatten().filter(|(_, entry)| entry.own);
    all.extend(
        own.filter(|(_, entry)| entry.decision != Applicability::Excluded).map(|(id, _)| own_item(registers, id)),
    );
    all
}

fn own_item(registers: &Registers, id: &str) -> ScopeItem {
    let title = registers.controls.get(id).map(|held| held.control.name.clone()).unwrap_or_default();
    ScopeItem { id: id.to_owned(), title, clause: false, own: true }
}

/// A clause, a control of Annex A or an own control by its id; headings are none.
pub fn item(registers: &Registers, id: &str) -> Option<ScopeItem> {
    if registers.controls.contains_key(id) {
        return Some(own_item(registers, id));
    }
    framework(registers)?.item(id).filter(|item| !item.heading).map(of_framework)
}

/// Was an own control retired, perhaps while it is audited?
pub fn retired(registers: &Registers, id: &str) -> bool {
    registers.controls.get(id).is_some_and(|held| held.control.status == Status::Retired)
}

/// The ids of a scope as they are written: own controls as they are, clauses and controls of Annex A in any usual spelling.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest id; a heading is named with what it holds.
pub fn resolved(registers: &Registers, typed: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    typed.iter().map(|id| one(registers, id)).collect()
}

fn one(registers: &Registers, typed: &str) -> Result<String, Refusal> {
    if registers.controls.contains_key(typed.trim()) {
        return Ok(typed.trim().to_owned());
    }
    let unknown = |nearest: Option<&str>| Refusal::Unknown {
        what: "clause or control",
        id: typed.to_owned(),
        nearest: nearest.map(str::to_owned),
    };
    let Some(framework) = framework(registers) else { return Err(unknown(None)) };
    match lookup(framework, typed) {
        Lookup::Found(item) | Lookup::Either { clause: item, .. } if !item.heading => Ok(item.id.clone()),
        Lookup::Found(item) | Lookup::Either { clause: item, .. } => Err(Refusal::NotPossible {
            sentence: format!("clause {} is a heading and is not audited itself", item.id),
            hint: item.summary.clone(),
        }),
        Lookup::Missing => {
            let own = registers.controls.keys().map(String::as_str);
            let ids = framework.items.iter().map(|item| item.id.as_str()).chain(own);
            Err(unknown(nearest(&wanted(typed), ids)))
        }
    }
}

/// The checklist of a scope, in the order of the standard, own controls last: for each clause its view of Stage 1 and of
/// Stage 2, for each control what an auditor looks for. The texts are those of the adopted framework.
pub fn checklist(registers: &Registers, scope: &BTreeSet<String>) -> Vec<ChecklistLine> {
    let Some(framework) = framework(registers) else { return Vec::new() };
    let items =
        framework.items.iter().filter(|item| scope.contains(&item.id) && !registers.controls.contains_key(&item.id));
    let mut lines: Vec<ChecklistLine> = items.flat_map(questions).collect();
    let own = scope.iter().filter_map(|id| registers.controls.get(id));
    lines.extend(own.map(|held| {
        let control = &held.control;
        let often = control.frequency.map(|frequency| format!(" ({})", frequency.title().to_lowercase()));
        let does = if control.activity.is_empty() { &control.name } else { &control.activity };
        let question = format!("Is it done as it says{}? {does}", often.unwrap_or_default());
        ChecklistLine { item: control.id.clone(), kind: LineKind::Control, question }
    }));
    lines
}

fn questions(item: &Item) -> Vec<ChecklistLine> {
    let line = |kind, question: &str| ChecklistLine { item: item.id.clone(), kind, question: question.to_owned() };
    if item.kind == ItemKind::Clause {
        let stages = [(LineKind::Designed, &item.stage1), (LineKind::Practised, &item.stage2)];
        let said: Vec<_> = stages.into_iter().filter_map(|(kind, text)| Some(line(kind, text.as_ref()?))).collect();
        return if said.is_empty() { vec![line(LineKind::Practised, &item.summary)] } else { said };
    }
    vec![line(LineKind::Annex, item.look_for.as_ref().unwrap_or(&item.summary))]
}
