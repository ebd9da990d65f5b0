//! Evidence packs: what auditors of either side ask for together of access, of change and of incidents (R180, R181, R182).
//!
//! A pack says which items could show each of its parts. Whether one does is the judgement of who reads it: a change record
//! is of the right type for an approval, and may hold none.

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::evidence::RETENTION_MONTHS;
use crate::values::{EvidenceState, EvidenceType, Target};
use std::collections::BTreeSet;

/// Items that one part names; the count speaks of all.
pub const PACK_ITEMS: usize = 50;

/// A part of a pack, as the source names it.
#[derive(Debug, PartialEq, Eq)]
pub struct PackPart {
    /// Its id within the pack.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Criteria and controls of Annex A for which it is asked.
    pub references: &'static [&'static str],
    /// Types of evidence that can show it.
    pub types: &'static [EvidenceType],
}

/// A pack.
#[derive(Debug, PartialEq, Eq)]
pub struct Pack {
    /// `access`, `change` or `incident`.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Its parts.
    pub parts: &'static [PackPart],
}

/// A part with what is there for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedPart {
    /// The part.
    pub part: &'static PackPart,
    /// Own controls in use that are linked to one of its references.
    pub controls: BTreeSet<String>,
    /// Accepted items of one of its types that show one of them, the newest first; at most [`PACK_ITEMS`].
    pub items: Vec<String>,
    /// How many there are.
    pub accepted: usize,
}

/// A pack with what is there for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The pack.
    pub pack: &'static Pack,
    /// Its parts in their order.
    pub parts: Vec<PackedPart>,
}

const fn part(
    id: &'static str,
    title: &'static str,
    references: &'static [&'static str],
    types: &'static [EvidenceType],
) -> PackPart {
    PackPart { id, title, references, types }
}

/// The three packs.
pub const PACKS: &[Pack] = {
    use EvidenceType as T;
    &[
        Pack {
            id: "access",
            title: "Access",
            parts: &[
                part(
                    "provisioning",
                    "How access is given and taken away",
                    &["CC6.2", "CC6.3", "A.5.15", "A.5.18"],
                    &[T::AccessLog, T::ChangeRecord, T::ControlDocumentation],
                ),
                part(
                    "review",
                    "Reviews of access, each in its time",
                    &["CC6.2", "CC6.3", "A.5.18"],
                    &[T::AccessReview],
                ),
                part(
                    "authentication",
                    "Multi-factor authentication is enforced",
                    &["CC6.1", "A.5.17", "A.8.5"],
                    &[T::SystemConfiguration, T::CollectorResult],
                ),
            ],
        },
        Pack {
            id: "change",
            title: "Change",
            parts: &[
                part("approval", "Changes are approved", &["CC8.1", "A.8.32"], &[T::ChangeRecord, T::CollectorResult]),
                part("test", "Changes are tested", &["CC8.1", "A.8.29", "A.8.32"], &[T::TestRecord, T::ChangeRecord]),
                part(
                    "rollback",
                    "Changes can be rolled back",
                    &["CC8.1", "A.8.32"],
                    &[T::ChangeRecord, T::TestRecord, T::ControlDocumentation],
                ),
            ],
        },
        Pack {
            id: "incident",
            title: "Incidents",
            parts: &[
                part("plan", "A response plan", &["CC7.3", "CC7.4", "CC7.5", "A.5.24"], &[T::ControlDocumentation]),
                part(
                    "roles",
                    "Roles in the response",
                    &["CC7.3", "CC7.4", "CC7.5", "A.5.24"],
                    &[T::ControlDocumentation, T::PeopleRecord, T::TrainingRecord],
                ),
                part(
                    "execution",
                    "The plan was carried out or exercised",
                    &["CC7.3", "CC7.4", "CC7.5", "A.5.25", "A.5.26", "A.5.27", "A.5.28"],
                    &[T::IncidentRecord, T::TestRecord],
                ),
            ],
        },
    ]
};

/// What is there for each pack now.
pub fn packs(registers: &Registers) -> Vec<Packed> {
    let of =
        |pack: &'static Pack| Packed { pack, parts: pack.parts.iter().map(|part| there(registers, part)).collect() };
    PACKS.iter().map(of).collect()
}

fn there(registers: &Registers, part: &'static PackPart) -> PackedPart {
    let of_either = |framework: &str| RETENTION_MONTHS.iter().any(|(known, _)| *known == framework);
    let asks = |key: &String| {
        Target::of_key(key).is_some_and(|(framework, item)| of_either(framework) && part.references.contains(&item))
    };
    let live = registers.live_controls().filter(|held| held.control.links.keys().any(asks));
    let controls: BTreeSet<String> = live.map(|held| held.control.id.clone()).collect();
    let shows = |held: &HeldEvidence| {
        held.state == EvidenceState::Accepted
            && part.types.contains(&held.newest().evidence.kind)
            && held.controls.keys().any(|control| controls.contains(control))
    };
    let found = registers.evidence.items.iter().filter(|(_, held)| shows(held));
    let mut found: Vec<_> = found.map(|(id, held)| (held.newest().received_us, id)).collect();
    found.sort_by(|a, b| b.cmp(a));
    let items = found.iter().take(PACK_ITEMS).map(|(_, id)| (*id).clone()).collect();
    PackedPart { part, controls, items, accepted: found.len() }
}
