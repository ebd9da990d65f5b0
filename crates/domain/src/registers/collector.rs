//! What is so of collectors: what each runs, who approved that, and what its runs said.

use super::Recorded;
use crate::event::CollectorEvent;
use crate::values::collector::KEPT_RUNS;
use crate::values::{Collector, CollectorRun};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CollectorRegister {
    /// Collectors by id.
    #[serde(default)]
    pub collectors: BTreeMap<String, HeldCollector>,
}

/// A collector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCollector {
    /// As it is declared now.
    pub collector: Collector,
    /// SHA-256 of its check and rule, lower-case hex.
    pub declaration: String,
    /// Who set it last: it works with this person's rights, and what it hands in counts as theirs.
    pub set_by: String,
    /// When, microseconds since 1970.
    pub set_us: i64,
    /// Everybody who set it since it was last approved; none of them approves it.
    pub authors: BTreeSet<String>,
    /// The approval of what it runs now; another check or rule voids it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<CollectorApproval>,
    /// Why it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<String>,
    /// Why it was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<String>,
    /// From when its schedule counts: its approval, its last other schedule, or the end of its rest; microseconds since
    /// 1970.
    pub since_us: i64,
    /// Its newest runs, the oldest first, at most [`KEPT_RUNS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<HeldRun>,
    /// Number of all its runs.
    #[serde(default)]
    pub total: u64,
}

/// An approval of what a collector runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectorApproval {
    /// Who approved.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// SHA-256 of what was approved, lower-case hex.
    pub declaration: String,
    /// Who had written it; whoever approved stands among them only where the rule was waived (SoD-1).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<String>,
}

/// A run as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRun {
    /// The run.
    pub run: CollectorRun,
    /// Who asked for it; for one of the schedule, whoever set the collector.
    pub by: String,
    /// The entry that holds it, from 1.
    pub entry: u64,
}

impl HeldCollector {
    /// Did somebody else approve what it runs now?
    pub fn is_approved(&self) -> bool {
        self.approved.as_ref().is_some_and(|approval| approval.declaration == self.declaration)
    }

    /// Does it run: approved, not at rest, not removed?
    pub fn runs_now(&self) -> bool {
        self.is_approved() && self.paused.is_none() && self.removed.is_none()
    }

    /// Its last run.
    pub fn last(&self) -> Option<&HeldRun> {
        self.runs.last()
    }

    /// The run that made an item of evidence.
    pub fn run_of(&self, evidence: &str) -> Option<&HeldRun> {
        self.runs.iter().rev().find(|held| held.run.evidence.as_deref() == Some(evidence))
    }
}

impl CollectorRegister {
    /// The id of the next collector; ids never vanish.
    pub fn next(&self) -> String {
        format!("CO-{}", self.collectors.len() + 1)
    }

    /// Collectors that collect for a control and were not removed, by id.
    pub fn of_control<'a>(&'a self, control: &'a str) -> impl Iterator<Item = (&'a String, &'a HeldCollector)> {
        let of = move |held: &HeldCollector| held.removed.is_none() && held.collector.controls.contains(control);
        self.collectors.iter().filter(move |(_, held)| of(held))
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut CollectorRegister, recorded: Recorded<'_>, entry: u64, event: CollectorEvent) {
    let by = recorded.by.to_owned();
    match event {
        CollectorEvent::CollectorSet { id, collector, declaration } => {
            set(register, recorded, id, *collector, declaration);
        }
        CollectorEvent::CollectorPaused { id, paused, reason } => change(register, &id, |held| {
            held.paused = paused.then_some(reason);
            held.since_us = recorded.at_us;
        }),
        CollectorEvent::CollectorRemoved { id, reason } => {
            change(register, &id, |held| held.removed = Some(reason));
        }
        CollectorEvent::CollectorApproved { id, declaration } => change(register, &id, |held| {
            let authors = std::mem::take(&mut held.authors);
            held.approved = Some(CollectorApproval { by, at_us: recorded.at_us, declaration, authors });
            held.since_us = recorded.at_us;
        }),
        CollectorEvent::CollectorRan { id, run } => change(register, &id, |held| {
            held.total += 1;
            if held.runs.len() == KEPT_RUNS {
                held.runs.remove(0);
            }
            held.runs.push(HeldRun { run: *run, by, entry });
        }),
    }
}

fn set(
    register: &mut CollectorRegister,
    recorded: Recorded<'_>,
    id: String,
    collector: Collector,
    declaration: String,
) {
    let (set_by, set_us) = (recorded.by.to_owned(), recorded.at_us);
    let Some(held) = register.collectors.get_mut(&id) else {
        let held = HeldCollector {
            collector,
            declaration,
            authors: BTreeSet::from([set_by.clone()]),
            set_by,
            set_us,
            approved: None,
            paused: None,
            removed: None,
            since_us: set_us,
            runs: Vec::new(),
            total: 0,
        };
        register.collectors.insert(id, held);
        return;
    };
    if held.collector.schedule != collector.schedule {
        held.since_us = set_us;
    }
    if held.declaration != declaration {
        held.approved = None;
    }
    // As long as the approval stands there is nothing that this person would be the author of.
    if held.approved.is_none() {
        held.authors.insert(set_by.clone());
    }
    (held.collector, held.declaration, held.set_by, held.set_us) = (collector, declaration, set_by, set_us);
}

fn change(register: &mut CollectorRegister, id: &str, change: impl FnOnce(&mut HeldCollector)) {
    if let Some(held) = register.collectors.get_mut(id) {
        change(held);
    }
}
