//! The register of controlled documents.

mod held;

pub use held::{
    AcknowledgementRound, HeldPolicy, HeldPolicyVersion, PolicyReview, PolicySaid, PolicyStep, Publication,
};

use super::Recorded;
use crate::event::PolicyEvent;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Controlled documents: policies and procedures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyRegister {
    /// By id.
    pub policies: BTreeMap<String, HeldPolicy>,
}

impl PolicyRegister {
    /// The id of the next one.
    pub fn next(&self) -> String {
        // `PO-` are the populations of an engagement.
        format!("PL-{}", self.policies.len() + 1)
    }

    /// All of them in the order of their ids.
    pub fn in_order(&self) -> Vec<(&String, &HeldPolicy)> {
        let mut all: Vec<_> = self.policies.iter().collect();
        all.sort_by_key(|(id, _)| (id.len(), *id));
        all
    }

    /// The document with a number, in any case of letters.
    pub fn numbered(&self, number: &str) -> Option<(&String, &HeldPolicy)> {
        self.policies.iter().find(|(_, held)| held.policy.number.eq_ignore_ascii_case(number.trim()))
    }

    /// Bytes of all texts of all versions.
    pub fn text_bytes(&self) -> usize {
        self.policies.values().flat_map(|held| &held.versions).map(|version| version.text.len()).sum()
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut PolicyRegister, recorded: Recorded<'_>, _entry: u64, event: PolicyEvent) {
    match event {
        PolicyEvent::PolicyWritten { id, policy, text, sha256 } => {
            let first = HeldPolicyVersion::new(1, recorded).with(text, sha256, String::new(), recorded);
            register.policies.insert(id, HeldPolicy::new(*policy, first, recorded));
        }
        PolicyEvent::PoliciesImported { .. } => {}
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = register.policies.get_mut(&id) {
                step(held, recorded, other);
            }
        }
    }
}

fn step(held: &mut HeldPolicy, recorded: Recorded<'_>, event: PolicyEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        PolicyEvent::PolicyRevised { policy, .. } => held.policy = *policy,
        PolicyEvent::PolicyDrafted { version, text, sha256, note, .. } => {
            let open = held.versions.pop_if(|last| last.number == version);
            let next = open.unwrap_or_else(|| HeldPolicyVersion::new(version, recorded));
            held.versions.push(next.with(text, sha256, note, recorded));
        }
        PolicyEvent::PolicySubmitted { version, sha256, .. } => {
            held.change(version, |one| one.submitted = Some(PolicyStep { sha256, by, at_us }));
        }
        PolicyEvent::PolicyApproved { version, sha256, complete, .. } => held.change(version, |one| {
            one.approvals.push(PolicyStep { sha256, by, at_us });
            one.complete = complete;
        }),
        PolicyEvent::PolicyReturned { version, reason, .. } => held.change(version, |one| {
            one.reopen();
            one.returned.push(PolicySaid { text: reason, by, at_us });
        }),
        PolicyEvent::PolicyPublished { version, from, .. } => {
            held.change(version, |one| one.published = Some(Publication { from, by, at_us }));
        }
        PolicyEvent::PolicyReviewed { version, note, .. } => {
            held.reviews.push(PolicyReview { version, note, by, at_us });
        }
        PolicyEvent::PolicyRetired { reason, .. } => held.retired = Some(PolicySaid { text: reason, by, at_us }),
        PolicyEvent::PolicyVersionDisposed { version, reason, .. } => held.change(version, |one| {
            one.text.clear();
            one.disposed = Some(PolicySaid { text: reason, by, at_us });
        }),
        PolicyEvent::PolicyAcknowledgementAsked { version, until, people, .. } => {
            held.rounds.push(AcknowledgementRound { version, until, people, by, at_us });
        }
        PolicyEvent::PolicyAcknowledged { version, .. } => {
            held.acknowledged.entry(by).or_default().insert(version, at_us);
        }
        PolicyEvent::PolicyWritten { .. } | PolicyEvent::PoliciesImported { .. } => {}
    }
}
