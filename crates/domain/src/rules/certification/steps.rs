//! Steps of a project: which follows which, what each needs, and what the body went on without.

use super::{Made, day, lacking, live, refused};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldCertification;
use crate::reports::certification::{bodys, decides, follows, needs, suspension_limit};
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::certification::{CertificationMove, CertificationState as State};

pub(super) fn advance(registers: &Registers, id: &str, said: CertificationMove, stamp: &Stamp) -> Made {
    let (id, held) = live(registers, id)?;
    day(held, said.on, "the day of the step", stamp)?;
    let from = held.state_on(said.on);
    in_order(&id, held, from, said.to)?;
    let step = worded(&id, from, said)?;
    let missing = needs(registers, held, &step)?;
    let nevertheless = !step.because.is_empty();
    let hard = missing.iter().any(|need| need.kind.hard());
    if !missing.is_empty() && (hard || !nevertheless) {
        let waivable = bodys(step.to) && !hard;
        let after = if waivable { "; if the body went on nevertheless, write why (because)" } else { "" };
        return Err(lacking(&id, &format!("go on to {}", step.to.title()), &missing, after));
    }
    if nevertheless && missing.is_empty() {
        let hint = "leave the reason out; a note can be given";
        return Err(refused(format!("because: nothing is missing before {}", step.to.title()), hint));
    }
    let waived = missing.into_iter().map(|need| need.sentence).collect();
    let limit = (step.to == State::Suspended).then(|| suspension_limit(step.on)).transpose()?;
    Ok(CertificationEvent::CertificationAdvanced { id, step, waived, limit })
}

fn in_order(id: &str, held: &HeldCertification, from: State, to: State) -> Result<(), Refusal> {
    if from == to && held.state == to {
        return Err(Refusal::NothingToChange { what: format!("where {id} stands") });
    }
    let possible = follows(from);
    if possible.contains(&to) {
        return Ok(());
    }
    if to == State::Certified && decides(held.state) {
        return Err(refused(
            format!("{id} is certified by the body's decision"),
            "record the certificate: its day, number, scope and statement",
        ));
    }
    let names: Vec<&str> = possible.into_iter().map(State::id).collect();
    Err(refused(
        format!("{} does not follow {}", to.title(), from.title()),
        format!("choose one of: {}", names.join(", ")),
    ))
}

/// The words that a step needs: a suspension its reason, an end and a new Stage 2 a note.
fn worded(id: &str, from: State, said: CertificationMove) -> Result<CertificationMove, Refusal> {
    let because = optional(&said.because, "the reason why the body went on", LONG_TEXT)?;
    if !because.is_empty() && !bodys(said.to) {
        return Err(refused(
            format!("because: the body does not decide that {id} is {}", said.to.title().to_lowercase()),
            "leave it out, and do what is missing",
        ));
    }
    let wanted = match (from, said.to) {
        (_, State::Withdrawn) => Some("why it ends, and who said so"),
        (_, State::Suspended) => Some("what the body wrote"),
        (State::DecisionPending, State::Stage2) => Some("why Stage 2 is held again"),
        (State::Stage1Closed, State::Stage1) => Some("why Stage 1 is held again"),
        _ => None,
    };
    let note = match wanted {
        Some(wanted) => required(&said.note, "the note", wanted, LONG_TEXT)?,
        None => optional(&said.note, "the note", LONG_TEXT)?,
    };
    match (said.to, said.ground) {
        (State::Suspended, None) => {
            Err(Refusal::Empty { field: "the ground", wanted: "overdue_surveillance, unresolved_major or own_request" })
        }
        (State::Suspended, Some(_)) | (_, None) => Ok(CertificationMove { note, because, ..said }),
        (to, Some(_)) => Err(refused(
            format!("ground: {} has no ground of a suspension", to.title()),
            "leave it out, or suspend the certificate",
        )),
    }
}
