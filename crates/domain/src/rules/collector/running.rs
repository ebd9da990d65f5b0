//! Recording a run: of what was approved, with the evidence it speaks of, and never as more than it is.

use super::{Judged, event, runnable};
use crate::event::CollectorEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{optional, required};
use crate::stamp::Stamp;
use crate::values::collector::MAX_REASON;
use crate::values::{CollectorRun, RunOutcome};

/// Nothing but the register of collectors changes by this: evidence stays to be judged, and what a person accepted,
/// rejected or assessed stays as it is (SoD-12).
pub(super) fn record(registers: &Registers, id: String, run: CollectorRun, stamp: &Stamp) -> Judged {
    let held = runnable(registers, &id)?;
    if run.declaration != held.declaration {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} ran something else than what was approved"),
            hint: "run it again as it stands now".to_owned(),
        });
    }
    if run.ended_us < run.started_us {
        return Err(Refusal::DatesReversed { from: "the beginning of the run", until: "the end of the run" });
    }
    if run.ended_us > stamp.at_us {
        return Err(Refusal::InTheFuture { field: "the end of the run" });
    }
    if held.last().is_some_and(|last| run.started_us < last.run.ended_us) {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} ran twice at the same time"),
            hint: "wait for the end of one run before the next".to_owned(),
        });
    }
    let reason = match run.outcome {
        RunOutcome::Unknown => required(&run.reason, "the reason", "why nothing is known", MAX_REASON)?,
        RunOutcome::Pass | RunOutcome::Fail => optional(&run.reason, "the reason", MAX_REASON)?,
    };
    match &run.evidence {
        Some(item) => made_by(registers, &id, item)?,
        None if run.outcome == RunOutcome::Unknown => {}
        None => {
            return Err(Refusal::Empty { field: "the evidence of the run", wanted: "the item that its output became" });
        }
    }
    Ok(vec![event(CollectorEvent::CollectorRan { id, run: Box::new(CollectorRun { reason, ..run }) })])
}

/// The item is there, this collector made it, and no other run speaks of it.
fn made_by(registers: &Registers, id: &str, item: &str) -> Result<(), Refusal> {
    let unknown = || Refusal::Unknown { what: "evidence", id: item.to_owned(), nearest: None };
    let evidence = registers.evidence.items.get(item).ok_or_else(unknown)?;
    if evidence.newest().evidence.collector.as_deref() != Some(id) {
        return Err(Refusal::NotPossible {
            sentence: format!("{item} was not made by {id}"),
            hint: "name the item that this run handed in".to_owned(),
        });
    }
    match registers.collectors.collectors.get(id).and_then(|held| held.run_of(item)) {
        None => Ok(()),
        Some(_) => Err(Refusal::NotPossible {
            sentence: format!("{item} is the evidence of another run of {id} already"),
            hint: "hand in a new item for each run".to_owned(),
        }),
    }
}
