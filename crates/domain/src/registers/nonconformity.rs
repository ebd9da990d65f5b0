//! The register of nonconformities and corrective action.

mod held;

pub use held::{Cause, Correction, Done, Ending, HeldAction, HeldNonconformity, Judgement, Round, Said};

use super::Recorded;
use crate::event::NonconformityEvent as Happened;
use crate::values::nonconformity::{Effectiveness, NonconformityRules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Nonconformities and corrective action.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NonconformityRegister {
    /// By id.
    pub nonconformities: BTreeMap<String, HeldNonconformity>,
    /// Deadlines and waiting time.
    pub rules: NonconformityRules,
}

impl NonconformityRegister {
    /// The id of the next one.
    pub fn next(&self) -> String {
        format!("NC-{}", self.nonconformities.len() + 1)
    }

    /// All of them in the order of their numbers.
    pub fn in_order(&self) -> Vec<(&String, &HeldNonconformity)> {
        let mut all: Vec<_> = self.nonconformities.iter().collect();
        all.sort_by_key(|(id, _)| (id.len(), *id));
        all
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut NonconformityRegister, recorded: Recorded<'_>, _entry: u64, event: Happened) {
    match event {
        Happened::NonconformityRaised { id, nonconformity, due } => {
            let held = HeldNonconformity::new(*nonconformity, due, recorded.by, recorded.at_us);
            register.nonconformities.insert(id, held);
        }
        Happened::NonconformityRulesSet { rules } => register.rules = rules,
        Happened::NonconformitiesImported { .. } => {}
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = register.nonconformities.get_mut(&id) {
                step(held, recorded, other);
            }
        }
    }
}

fn step(held: &mut HeldNonconformity, recorded: Recorded<'_>, event: Happened) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        Happened::NonconformityRevised { nonconformity, due, .. } => {
            held.nonconformity = *nonconformity;
            held.due = due;
        }
        Happened::NonconformityCorrected { correction, on, evidence, .. } => {
            held.correction = Some(Correction { text: correction, on, evidence, by, at_us });
        }
        Happened::NonconformityCauseFound { cause, method, .. } => {
            held.cause = Some(Cause { text: cause, method, by, at_us });
        }
        Happened::NonconformitySimilarSought { similar, .. } => held.similar = Some(Said { text: similar, by, at_us }),
        Happened::NonconformityActionPlanned { action, .. } => {
            held.no_action = None;
            held.actions.push(HeldAction { action, by, at_us, done: None, dropped: None });
        }
        Happened::NonconformityActionDropped { number, reason, .. } => {
            if let Some(line) = held.line_mut(number) {
                line.dropped = Some(Said { text: reason, by, at_us });
            }
        }
        Happened::NonconformityActionFinished { number, on, note, evidence, .. } => {
            if let Some(line) = held.line_mut(number) {
                line.done = Some(Done { on, note, evidence, by, at_us });
            }
        }
        Happened::NonconformityActionNotNeeded { reason, .. } => {
            held.no_action = Some(Said { text: reason, by, at_us });
        }
        Happened::NonconformityEvidenceCited { evidence, .. } => held.evidence.extend(evidence),
        Happened::NonconformityEffectivenessJudged { result, on, note, evidence, .. } => {
            let judgement = Judgement { result, on, note, evidence, by, at_us };
            match result {
                Effectiveness::Effective => held.judgement = Some(judgement),
                // Back to the cause: what was tried stays to be read, and another round begins.
                Effectiveness::Ineffective => held.again(judgement),
            }
        }
        Happened::NonconformityClosed { note, .. } => {
            held.ending = Some(Ending { closed: true, text: note, by, at_us });
        }
        Happened::NonconformityRejected { reason, .. } => {
            held.ending = Some(Ending { closed: false, text: reason, by, at_us });
        }
        Happened::NonconformityRaised { .. }
        | Happened::NonconformityRulesSet { .. }
        | Happened::NonconformitiesImported { .. } => {}
    }
}
