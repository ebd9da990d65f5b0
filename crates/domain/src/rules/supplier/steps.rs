//! Assessments, and the steps from proposed to ended with what each of them needs.

use super::{Judged, event, known, not_possible};
use crate::event::SupplierEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::supplier::HeldSupplier;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::supplier::{SupplierAssessment, SupplierState, SupplierStep};

/// Most assessments, and most steps, of one supplier.
const MAX_TIMES: usize = 500;

pub(super) fn assess(registers: &Registers, id: String, assessment: SupplierAssessment, stamp: &Stamp) -> Judged {
    let held = known(registers, &id)?;
    if held.state == SupplierState::Ended {
        return Err(not_possible(format!("{id} has ended"), "add it anew if it is used again"));
    }
    if held.assessments.len() >= MAX_TIMES {
        return Err(Refusal::TooMany { what: "assessments of one supplier", max: MAX_TIMES });
    }
    if assessment.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the assessment" });
    }
    if assessment.next.is_some_and(|next| next <= assessment.on) {
        return Err(Refusal::DatesReversed { from: "the day of the assessment", until: "the day of the next one" });
    }
    let result = required(&assessment.result, "the result", "what the assessment came to", LONG_TEXT)?;
    let assessment = SupplierAssessment { result, ..assessment };
    if held.assessments.iter().any(|(recorded, _)| *recorded == assessment) {
        return Err(Refusal::NothingToChange { what: format!("the assessment of {id}") });
    }
    Ok(vec![event(SupplierEvent::SupplierAssessed { id, assessment })])
}

/// The states that one step reaches. A monitored supplier stays one when its next review is set.
fn reaches(from: SupplierState) -> &'static [SupplierState] {
    match from {
        SupplierState::Proposed => &[SupplierState::Ended],
        SupplierState::Assessed => &[SupplierState::Approved, SupplierState::Ended],
        SupplierState::Approved => &[SupplierState::Monitored, SupplierState::Exiting],
        SupplierState::Monitored => &[SupplierState::Monitored, SupplierState::Exiting],
        SupplierState::Exiting => &[SupplierState::Ended, SupplierState::Monitored],
        SupplierState::Ended => &[],
    }
}

pub(super) fn step(registers: &Registers, id: String, step: SupplierStep, stamp: &Stamp) -> Judged {
    let held = known(registers, &id)?;
    if held.steps.len() >= MAX_TIMES {
        return Err(Refusal::TooMany { what: "steps of one supplier", max: MAX_TIMES });
    }
    let reached = reaches(held.state);
    if !reached.contains(&step.to) {
        let ways: Vec<&str> = reached.iter().map(|state| state.id()).collect();
        let (from, to) = (held.state.title().to_lowercase(), step.to.title().to_lowercase());
        let hint = match (step.to, ways.is_empty()) {
            (SupplierState::Assessed, _) => "record an assessment; it is assessed from then on".to_owned(),
            (_, true) => "add it anew if it is used again".to_owned(),
            (SupplierState::Approved, _) if held.state == SupplierState::Proposed => {
                "record an assessment first".to_owned()
            }
            _ => format!("from here it goes to {}", ways.join(" or ")),
        };
        return Err(Refusal::NotPossible {
            sentence: format!("{id} is {from} and cannot become {to} in one step"),
            hint,
        });
    }
    if step.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the step" });
    }
    if let Some((last, _)) = held.steps.last().filter(|(last, _)| step.on < last.on) {
        return Err(not_possible(
            format!("the step before was taken on {}", last.on),
            "choose that day or a later one",
        ));
    }
    let step = SupplierStep {
        note: optional(&step.note, "the note", LONG_TEXT)?,
        data: optional(&step.data, "what happened to the data", LONG_TEXT)?,
        access: optional(&step.access, "what happened to the access", LONG_TEXT)?,
        ..step
    };
    guard(&id, held, &step)?;
    Ok(vec![event(SupplierEvent::SupplierMoved { id, step })])
}

fn guard(id: &str, held: &HeldSupplier, step: &SupplierStep) -> Result<(), Refusal> {
    match step.to {
        SupplierState::Approved => {
            if held.assessments.is_empty() {
                return Err(not_possible(
                    format!("{id} was never assessed"),
                    "record an assessment of its risks first",
                ));
            }
            // Whom we do not contract with stands under the contract of whoever does.
            if held.supplier.tier > 1 {
                return Ok(());
            }
            let lacking: Vec<&str> = held.supplier.lacking().into_iter().map(|clause| clause.title()).collect();
            if !lacking.is_empty() {
                return Err(Refusal::NotPossible {
                    sentence: format!("the contract with {id} does not say: {}", lacking.join(", ").to_lowercase()),
                    hint: "agree on it and record the clauses; what is wanted follows from how much depends on the \
                           supplier and from personal data"
                        .to_owned(),
                });
            }
            Ok(())
        }
        SupplierState::Monitored => match step.next_review {
            Some(next) if next > step.on => {
                if held.state == SupplierState::Monitored && held.next_review == Some(next) {
                    return Err(Refusal::NothingToChange { what: format!("the next review of {id}") });
                }
                Ok(())
            }
            Some(_) => Err(Refusal::DatesReversed { from: "the day of the step", until: "the day of the next review" }),
            None => Err(Refusal::Empty {
                field: "the day of the next review",
                wanted: "the day on which the supplier is reviewed next",
            }),
        },
        SupplierState::Ended => {
            required(
                &step.data,
                "what happened to the data",
                "that they came back or were erased, or that it had none",
                LONG_TEXT,
            )?;
            required(
                &step.access,
                "what happened to the access",
                "that it was taken away, or that it had none",
                LONG_TEXT,
            )?;
            Ok(())
        }
        _ => Ok(()),
    }
}
