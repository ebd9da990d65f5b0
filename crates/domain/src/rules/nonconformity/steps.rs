//! Correction, cause, similar cases, evidence: what is recorded on the way.

use super::{Judged, day, event, evidence, open, refused, unjudged};
use crate::event::NonconformityEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::nonconformity::MAX_CITED;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn correct(
    registers: &Registers,
    id: String,
    correction: &str,
    on: Date,
    cited: BTreeSet<String>,
    stamp: &Stamp,
) -> Judged {
    let held = unjudged(registers, &id)?;
    let wanted = "what was done at once, or how its consequences were dealt with";
    let correction = required(correction, "the correction", wanted, LONG_TEXT)?;
    day(held, on, "the day of the correction", stamp)?;
    evidence(registers, &cited)?;
    if held.correction.as_ref().is_some_and(|was| (&was.text, was.on, &was.evidence) == (&correction, on, &cited)) {
        return Err(Refusal::NothingToChange { what: format!("the correction of {id}") });
    }
    Ok(vec![event(NonconformityEvent::NonconformityCorrected { id, correction, on, evidence: cited })])
}

pub(super) fn cause(registers: &Registers, id: String, cause: &str, method: &str) -> Judged {
    let held = unjudged(registers, &id)?;
    if held.correction.is_none() {
        return Err(refused(
            format!("{id} is not corrected yet"),
            "record the correction first, or why there is nothing to correct",
        ));
    }
    let cause = required(cause, "the cause", "why it happened, not what happened", LONG_TEXT)?;
    let method = optional(method, "the method", SHORT_TEXT)?;
    if held.cause.as_ref().is_some_and(|was| (&was.text, &was.method) == (&cause, &method)) {
        return Err(Refusal::NothingToChange { what: format!("the cause of {id}") });
    }
    Ok(vec![event(NonconformityEvent::NonconformityCauseFound { id, cause, method })])
}

pub(super) fn similar(registers: &Registers, id: String, similar: &str) -> Judged {
    let held = open(registers, &id)?;
    let similar = required(similar, "the similar cases", "where was looked, and what was found", LONG_TEXT)?;
    if held.similar.as_ref().is_some_and(|was| was.text == similar) {
        return Err(Refusal::NothingToChange { what: format!("what a look for cases similar to {id} found") });
    }
    Ok(vec![event(NonconformityEvent::NonconformitySimilarSought { id, similar })])
}

pub(super) fn cite(registers: &Registers, id: String, cited: BTreeSet<String>) -> Judged {
    let held = open(registers, &id)?;
    if cited.is_empty() {
        return Err(Refusal::Empty { field: "the evidence", wanted: "at least one item, such as EV-3" });
    }
    evidence(registers, &cited)?;
    if cited.is_subset(&held.evidence) {
        return Err(Refusal::NothingToChange { what: format!("what {id} cites") });
    }
    if held.evidence.union(&cited).count() > MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence", max: MAX_CITED });
    }
    Ok(vec![event(NonconformityEvent::NonconformityEvidenceCited { id, evidence: cited })])
}
