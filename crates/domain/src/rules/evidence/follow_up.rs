//! What came of the results that an item shows (R174): bound to what is there, never before the activity.

use super::{Judged, current, event};
use crate::event::EvidenceEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::evidence::{FollowUp, MAX_FOLLOW_UPS, MAX_FOLLOWED};
use std::collections::BTreeSet;

pub(super) fn say(registers: &Registers, id: String, follow_up: FollowUp, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    let example = if follow_up.acted {
        "what was done about it, such as: three accounts were removed"
    } else {
        "how it was seen that nothing had to be done"
    };
    let follow_up = FollowUp { what: required(&follow_up.what, "what came of it", example, LONG_TEXT)?, ..follow_up };
    if held.follow_ups.len() >= MAX_FOLLOW_UPS {
        return Err(Refusal::TooMany { what: "follow-ups of one item", max: MAX_FOLLOW_UPS });
    }
    dated(&id, held, &follow_up, stamp)?;
    there(registers, &id, &follow_up)?;
    if held.follow_ups.iter().any(|before| before.follow_up == follow_up) {
        return Err(Refusal::NothingToChange { what: format!("this follow-up of {id} is there") });
    }
    Ok(vec![event(EvidenceEvent::EvidenceFollowedUp { id, follow_up })])
}

/// The results are there when the period begins at the earliest, and what is to come has not been done.
fn dated(id: &str, held: &HeldEvidence, follow_up: &FollowUp, stamp: &Stamp) -> Result<(), Refusal> {
    let from = held.newest().evidence.period.from;
    if follow_up.on > stamp.today {
        return Err(Refusal::NotPossible {
            sentence: format!("{} lies in the future", follow_up.on),
            hint: format!("say it when it was done: {} or an earlier day", stamp.today),
        });
    }
    if follow_up.on < from {
        return Err(Refusal::NotPossible {
            sentence: format!("{} lies before {from}, when the activity of {id} began", follow_up.on),
            hint: "results are acted on after the activity; check the day".to_owned(),
        });
    }
    Ok(())
}

fn there(registers: &Registers, id: &str, follow_up: &FollowUp) -> Result<(), Refusal> {
    let FollowUp { acted, nonconformities, evidence, .. } = follow_up;
    if !acted && !nonconformities.is_empty() {
        return Err(Refusal::NotPossible {
            sentence: "there was nothing to act on, and yet a nonconformity is named".to_owned(),
            hint: "say that it was acted on, or name no nonconformity".to_owned(),
        });
    }
    bounded("nonconformities of one follow-up", nonconformities)?;
    bounded("items of evidence of one follow-up", evidence)?;
    let unknown = |what, id: &String| Refusal::Unknown { what, id: id.clone(), nearest: None };
    if let Some(missing) =
        nonconformities.iter().find(|id| !registers.nonconformities.nonconformities.contains_key(*id))
    {
        return Err(unknown("nonconformity", missing));
    }
    if let Some(missing) = evidence.iter().find(|id| !registers.evidence.items.contains_key(*id)) {
        return Err(unknown("evidence", missing));
    }
    if evidence.contains(id) {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} cannot show what came of itself"),
            hint: "hand in what shows the act as an item of its own, and name that".to_owned(),
        });
    }
    if let Some(over) = evidence.iter().find(|id| !registers.evidence.items[*id].counts()) {
        return Err(Refusal::NotPossible {
            sentence: format!("{over} does not count: it was rejected, withdrawn or disposed of"),
            hint: "name an item that counts".to_owned(),
        });
    }
    Ok(())
}

fn bounded(what: &'static str, ids: &BTreeSet<String>) -> Result<(), Refusal> {
    match ids.len() > MAX_FOLLOWED {
        true => Err(Refusal::TooMany { what, max: MAX_FOLLOWED }),
        false => Ok(()),
    }
}
