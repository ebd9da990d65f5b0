//! Importing documents from files: all or none. A document is known by its number; with the same text it stays as it is, with
//! another one it gets a draft, and what is said of it stays.

use super::facts::checked;
use super::writing::{draft, kept};
use super::{Judged, event, refused};
use crate::event::{Event, PolicyEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{Planned, SHORT_TEXT, required};
use crate::values::policy::{MAX_ALL_TEXTS, MAX_POLICIES, PolicyDocument, normal, text_sha256};
use std::collections::BTreeSet;

/// Most documents of one import.
pub const MAX_DOCUMENTS: usize = 200;
/// Most bytes of all texts of one import.
pub const MAX_IMPORT_TEXT: usize = 8 * 1024 * 1024;
/// Most problems that one refusal lists.
const SHOWN_PROBLEMS: usize = 20;

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyPlan {
    /// One line for each document, in order: its file, and what would happen.
    pub lines: Vec<(String, Planned)>,
    /// The events it would lead to, if nothing is refused.
    pub events: Vec<Event>,
}

impl PolicyPlan {
    /// Counts: new, changed, the same, refused.
    pub fn counts(&self) -> (usize, usize, usize, usize) {
        self.lines.iter().fold((0, 0, 0, 0), |(new, changed, same, refused), (_, line)| match line {
            Planned::New => (new + 1, changed, same, refused),
            Planned::Changed(_) => (new, changed + 1, same, refused),
            Planned::Same => (new, changed, same + 1, refused),
            Planned::Refused(_) => (new, changed, same, refused + 1),
        })
    }
}

/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, documents: &[PolicyDocument]) -> PolicyPlan {
    let (mut seen, mut plan, mut next) = (BTreeSet::new(), PolicyPlan::default(), registers.policies.policies.len());
    for document in documents {
        let number = document.policy.number.trim().to_lowercase();
        let twice = !number.is_empty() && !seen.insert(number);
        let line = match twice {
            true => Planned::Refused(refused(
                format!("the number {} stands in two files", document.policy.number),
                "give each document a number of its own, in the block in front of its text",
            )),
            false => one(registers, document, &mut next, &mut plan.events),
        };
        plan.lines.push((document.file.clone(), line));
    }
    plan
}

fn one(registers: &Registers, document: &PolicyDocument, next: &mut usize, events: &mut Vec<Event>) -> Planned {
    let judged = || match registers.policies.numbered(&document.policy.number) {
        Some((_, held)) if held.newest().is_some_and(|last| last.sha256 == text_sha256(&normal(&document.text))) => {
            Ok((Planned::Same, Vec::new()))
        }
        Some((id, _)) => {
            let drafted = draft(registers, id.clone(), &document.text, &format!("Imported from {}", document.file))?;
            Ok((Planned::Changed(vec![format!("{id} gets a draft with this text")]), drafted))
        }
        None => {
            let policy = Box::new(checked(registers, document.policy.clone(), None)?);
            let text = kept(registers, &document.text)?;
            let (id, sha256) = (format!("PL-{}", *next + 1), text_sha256(&text));
            Ok((Planned::New, vec![event(PolicyEvent::PolicyWritten { id, policy, text, sha256 })]))
        }
    };
    match judged() {
        Ok((planned, made)) => {
            *next += usize::from(planned == Planned::New);
            events.extend(made);
            planned
        }
        Err(refusal) => Planned::Refused(refusal),
    }
}

pub(super) fn import(registers: &Registers, source: &str, documents: &[PolicyDocument]) -> Judged {
    let source = required(source, "the source", "the name of the folder or file", SHORT_TEXT)?;
    if documents.len() > MAX_DOCUMENTS {
        return Err(Refusal::TooMany { what: "documents in one import", max: MAX_DOCUMENTS });
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    if bytes > MAX_IMPORT_TEXT || registers.policies.text_bytes() + bytes > MAX_ALL_TEXTS {
        return Err(refused(
            format!("the texts of this import have {} KiB together", bytes.div_ceil(1024)),
            format!("import at most {} MiB at once", MAX_IMPORT_TEXT / 1024 / 1024),
        ));
    }
    let PolicyPlan { lines, events } = plan(registers, documents);
    let problems: Vec<String> = lines
        .iter()
        .filter_map(|(file, line)| match line {
            Planned::Refused(refusal) => Some(format!("{file}: {refusal}")),
            _ => None,
        })
        .collect();
    if !problems.is_empty() {
        let rows = problems.len();
        return Err(Refusal::ImportRefused { rows, problems: problems.into_iter().take(SHOWN_PROBLEMS).collect() });
    }
    let counted = |wanted: fn(&Planned) -> bool| lines.iter().filter(|(_, line)| wanted(line)).count();
    let new = counted(|line| *line == Planned::New);
    if registers.policies.policies.len() + new > MAX_POLICIES {
        return Err(Refusal::TooMany { what: "documents", max: MAX_POLICIES });
    }
    if events.is_empty() {
        return Err(Refusal::NothingToChange { what: "all of these documents".to_owned() });
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (changed, same) = (counted(|line| matches!(line, Planned::Changed(_))), counted(|line| *line == Planned::Same));
    let imported =
        PolicyEvent::PoliciesImported { source, new: count(new), changed: count(changed), same: count(same) };
    Ok(std::iter::once(event(imported)).chain(events).collect())
}
