//! What auditors ask about an entry that no check forbids (workflows, section 6; R101).

use super::ground::{Ground, Via};
use crate::values::statement::{Applicability, Entry, InclusionReason, ReferenceKind};
use crate::values::{EvidenceState, Membership, Status};

/// Controls whose exclusion auditors doubt: policies, access control, incident handling, awareness.
const DOUBTED: [&str; 9] = ["A.5.1", "A.5.15", "A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.6.3", "A.6.8", "A.8.3"];

/// Words that say that something is excluded, and not why.
const WEAK: [&str; 22] = [
    "na",
    "n/a",
    "not",
    "no",
    "none",
    "nil",
    "needed",
    "need",
    "necessary",
    "applicable",
    "apply",
    "required",
    "relevant",
    "excluded",
    "exclude",
    "out",
    "scope",
    "tbd",
    "todo",
    "unnecessary",
    "irrelevant",
    "inapplicable",
];
/// Words around them that say nothing either.
const FILLING: [&str; 30] = [
    "this",
    "that",
    "it",
    "is",
    "are",
    "the",
    "a",
    "an",
    "control",
    "controls",
    "for",
    "us",
    "here",
    "we",
    "our",
    "do",
    "does",
    "to",
    "of",
    "at",
    "in",
    "present",
    "currently",
    "moment",
    "company",
    "organisation",
    "organization",
    "and",
    "was",
    "be",
];

/// Something that auditors would ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoaWarning {
    /// A stable word for machines.
    pub id: &'static str,
    /// A sentence.
    pub sentence: String,
}

/// The reason as it was written, lower case, when it says that a control is excluded and not why: it names neither activity
/// nor asset nor risk.
pub fn weak_reason(reason: &str) -> bool {
    let folded = reason.trim().to_lowercase().replace("n/a", "na").replace("n.a.", "na");
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| WEAK.contains(&word) || FILLING.contains(&word))
}

/// What auditors would ask about an entry.
pub(super) fn of_entry(ground: &Ground<'_>, id: &str, entry: &Entry) -> Vec<SoaWarning> {
    let mut found = Vec::new();
    let mut warn = |id: &'static str, sentence: String| found.push(SoaWarning { id, sentence });
    let registers = ground.registers;
    if entry.decision == Applicability::Excluded {
        if DOUBTED.contains(&id) {
            let what = "auditors doubt the exclusion of policies, access control, awareness and incident handling";
            warn("doubted_exclusion", what.to_owned());
        }
        let running: Vec<&str> = ground
            .answers(id)
            .iter()
            .filter(|one| one.via == Via::Direct && one.control.in_place())
            .map(|one| one.control.id.as_str())
            .collect();
        if !running.is_empty() {
            warn("excluded_but_run", format!("excluded, while {} is in place for it", running.join(", ")));
        }
    }
    if entry.decision == Applicability::Applicable
        && entry.reasons.contains_key(&InclusionReason::Risk)
        && !ground.risks.contains_key(id)
    {
        warn("no_treatment", "included for a risk, and the treatment of no risk uses it".to_owned());
    }
    if entry.decision == Applicability::Applicable && entry.status.is_none() {
        warn("no_status", "applicable, and nobody has said how far it is there".to_owned());
    }
    if entry.own {
        let status = registers.controls.get(id).map(|held| held.control.status);
        if status == Some(Status::Retired) {
            warn("own_control_retired", "this own control is retired".to_owned());
        }
    }
    if let Some(owner) = &entry.owner {
        let member = registers.people.members.get(owner);
        if member.is_none_or(|member| member.state == Membership::Ended) {
            warn("owner_left", "its owner is no member any more".to_owned());
        }
    }
    references(ground, entry, &mut warn);
    found
}

/// References to what is over.
fn references(ground: &Ground<'_>, entry: &Entry, warn: &mut impl FnMut(&'static str, String)) {
    let registers = ground.registers;
    for one in &entry.references {
        let over = match one.kind {
            ReferenceKind::Control => {
                registers.controls.get(&one.to).is_none_or(|held| held.control.status == Status::Retired)
            }
            ReferenceKind::Evidence => registers.evidence.items.get(&one.to).is_none_or(|held| {
                matches!(held.state, EvidenceState::Rejected | EvidenceState::Withdrawn | EvidenceState::Disposed)
            }),
            ReferenceKind::Text => false,
        };
        if over {
            warn("reference_over", format!("refers to {}, which does not count any more", one.to));
        }
    }
}
