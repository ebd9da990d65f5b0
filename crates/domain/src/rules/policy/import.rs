//! Importing documents from files: all or none. A document is known by its number; with the same text it stays as it is, with
//! another one it gets a draft, and what is said of it stays.

use super::facts::checked;
use super::writing::{draft, kept};
use super::{Judged, event, refused};
use crate::event::{Event, PolicyEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::planned::{named, number};
use crate::rules::{ImportPlan, Planned, SHORT_TEXT, required};
use crate::values::policy::{MAX_ALL_TEXTS, MAX_POLICIES, PolicyDocument, normal, text_sha256};
use std::collections::BTreeSet;

/// Most documents of one import.
pub const MAX_DOCUMENTS: usize = 200;
/// Most bytes of all texts of one import.
pub const MAX_IMPORT_TEXT: usize = 8 * 1024 * 1024;
/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, documents: &[PolicyDocument]) -> ImportPlan {
    let (mut seen, mut plan, mut next) = (BTreeSet::new(), ImportPlan::default(), registers.policies.policies.len());
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
    let plan = plan(registers, documents);
    let [new, changed, same] = plan.sound(named)?;
    if registers.policies.policies.len() + new > MAX_POLICIES {
        return Err(Refusal::TooMany { what: "documents", max: MAX_POLICIES });
    }
    if plan.events.is_empty() {
        return Err(Refusal::NothingToChange { what: "all of these documents".to_owned() });
    }
    let imported =
        PolicyEvent::PoliciesImported { source, new: number(new), changed: number(changed), same: number(same) };
    Ok(std::iter::once(event(imported)).chain(plan.events).collect())
}
