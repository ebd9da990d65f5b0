//! Writing a document and its next version.

use super::facts::{checked, retention};
use super::{Judged, event, live, refused, unknown};
use crate::event::PolicyEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::rules::{LONG_TEXT, optional, required};
use crate::values::policy::{
    MAX_ALL_TEXTS, MAX_POLICIES, MAX_TEXT, MAX_VERSIONS, Policy, PolicyState, normal, text_sha256,
};

pub(super) fn write(registers: &Registers, policy: Policy, text: &str) -> Judged {
    let register = &registers.policies;
    if register.policies.len() >= MAX_POLICIES {
        return Err(Refusal::TooMany { what: "documents", max: MAX_POLICIES });
    }
    let policy = Box::new(checked(registers, policy, None)?);
    let text = kept(registers, text)?;
    let sha256 = text_sha256(&text);
    Ok(vec![event(PolicyEvent::PolicyWritten { id: register.next(), policy, text, sha256 })])
}

pub(super) fn revise(registers: &Registers, id: String, policy: Policy, reason: &str) -> Judged {
    let held = registers.policies.policies.get(&id).ok_or_else(|| unknown("document", &id))?;
    let policy = match held.retired {
        None => checked(registers, policy, Some(&id))?,
        // How long its versions are kept is still decided: nothing could be disposed of without a retention (R161).
        Some(_) => kept_for(registers, held, &id, policy)?,
    };
    if held.policy == policy {
        return Err(Refusal::NothingToChange { what: format!("what is said of {id}") });
    }
    let asked = held.open().and_then(|version| Some((version.number, version.open()?)));
    if let Some((number, PolicyState::InReview | PolicyState::Approved)) = asked
        && held.policy.approval != policy.approval
    {
        return Err(refused(
            format!("who approves {id} cannot change while version {number} waits for approval or publication"),
            "send the version back first, or wait until it is published",
        ));
    }
    let reason = required(reason, "the reason", "why it is said differently now", LONG_TEXT)?;
    Ok(vec![event(PolicyEvent::PolicyRevised { id, policy: Box::new(policy), reason })])
}

/// What is said of a retired document, where only its retention is another one.
fn kept_for(registers: &Registers, held: &HeldPolicy, id: &str, said: Policy) -> Result<Policy, Refusal> {
    let retention_years = said.retention_years;
    if (Policy { retention_years: held.policy.retention_years, ..said }) != held.policy {
        live(registers, id)?;
    }
    retention(retention_years)?;
    Ok(Policy { retention_years, ..held.policy.clone() })
}

/// A version that is not published yet gets this text, and loses its approvals; else the next version begins.
pub(super) fn draft(registers: &Registers, id: String, text: &str, note: &str) -> Judged {
    let held = live(registers, &id)?;
    let text = kept(registers, text)?;
    let note = optional(note, "what changes", LONG_TEXT)?;
    let sha256 = text_sha256(&text);
    if held.newest().is_some_and(|newest| newest.sha256 == sha256) {
        return Err(Refusal::NothingToChange { what: format!("the text of {id}") });
    }
    let last = held.newest().map_or(0, |newest| newest.number);
    let version = held.open().map_or(last + 1, |open| open.number);
    if held.open().is_none() && held.versions.len() >= MAX_VERSIONS {
        return Err(Refusal::TooMany { what: "versions of one document", max: MAX_VERSIONS });
    }
    if version > 1 && held.open().is_none() && note.is_empty() {
        return Err(Refusal::Empty {
            field: "what changes",
            wanted: "what changes against the version in force, and why",
        });
    }
    Ok(vec![event(PolicyEvent::PolicyDrafted { id, version, text, sha256, note })])
}

/// A text as it is kept: not empty, not too long, and text.
pub(super) fn kept(registers: &Registers, text: &str) -> Result<String, Refusal> {
    let text = readable(text)?;
    if registers.policies.text_bytes() + text.len() > MAX_ALL_TEXTS {
        return Err(refused(
            format!("the texts of all versions together would be longer than {} MiB", MAX_ALL_TEXTS / 1024 / 1024),
            "keep large annexes as evidence, and link them",
        ));
    }
    Ok(text)
}

fn readable(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty { field: "the text", wanted: "the text of the document, in Markdown" });
    }
    let text = normal(text);
    if text.len() > MAX_TEXT {
        return Err(refused(
            format!("the text has {} KiB, and a document has at most {}", text.len().div_ceil(1024), MAX_TEXT / 1024),
            "split it into several documents, or keep annexes as evidence",
        ));
    }
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    match text.lines().zip(1..).find(|(line, _)| line.chars().any(odd)) {
        None => Ok(text),
        Some((_, line)) => Err(refused(
            format!("line {line} of the text has a control character"),
            "write plain text in UTF-8, with line breaks and tabs only",
        )),
    }
}
