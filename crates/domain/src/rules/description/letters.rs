//! Our bridge letters, and what we expect of customers.

use super::{Judged, LONGEST_PAPER, agreed, criteria, event, known, letter, refused, same, unknown};
use crate::event::DescriptionEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::description::usual_end;
use crate::registers::engagement::HeldEngagement;
use crate::reports::description::{Check, Standing, places, says_day};
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::EngagementState;
use crate::values::description::{OwnCuec, OwnLetter, letter_sha256};
use jiff::civil::Date;

/// Most bridge letters of one organisation.
const MAX_LETTERS: usize = 10_000;
/// Most recipients of one letter.
const MAX_SENT: usize = 1_000;
/// Most controls that are expected of customers.
const MAX_CUECS: usize = 500;

fn last_day(held: &HeldEngagement) -> Date {
    held.engagement.kind.days().until
}

pub(super) fn write(registers: &Registers, id: Option<String>, written: OwnLetter) -> Judged {
    let engaged = known(registers, &written.engagement)?;
    if engaged.state == EngagementState::Withdrawn {
        return Err(refused(
            format!("{} was withdrawn, so no report of it can be bridged from", written.engagement),
            "name the engagement of the last report",
        ));
    }
    if written.until <= last_day(engaged) {
        return Err(Refusal::DatesReversed {
            from: "the day after the report's last day",
            until: "the last day of which the letter speaks",
        });
    }
    let changes = optional(&written.changes, "the changes", LONG_TEXT)?;
    let text = required(
        &written.text,
        "the letter",
        "the whole letter; a proposal is made from the engagement",
        LONGEST_PAPER,
    )?;
    worded("the changes", &changes)?;
    worded("the bridge letter", &text)?;
    let written = OwnLetter { changes, text, ..written };
    let all = &registers.descriptions.letters;
    if let Some(id) = &id {
        let before = letter(registers, id)?;
        if !before.sent.is_empty() {
            return Err(refused(format!("{id} was sent, and stays as it was sent"), "write another letter"));
        }
        if before.letter == written {
            return Err(Refusal::NothingToChange { what: format!("the bridge letter {id}") });
        }
    } else if all.len() >= MAX_LETTERS {
        return Err(Refusal::TooMany { what: "bridge letters", max: MAX_LETTERS });
    }
    let id = id.unwrap_or_else(|| registers.descriptions.next_letter());
    let sha256 = letter_sha256(&written);
    Ok(event(DescriptionEvent::BridgeLetterWritten { id, letter: written, sha256 }))
}

/// What has to stand in a bridge letter before management signs it (workflows, section 2).
fn complete(engaged: &HeldEngagement, written: &OwnLetter) -> Result<(), Refusal> {
    let text = &written.text;
    let days = engaged.engagement.kind.days();
    let mut open = places(text);
    let mut named = vec![days.from, days.until, written.until];
    named.dedup();
    open.extend(named.into_iter().filter(|day| !says_day(text, *day)).map(|day| format!("{day} is not named")));
    let told = |has: &str| text.to_lowercase().contains(has);
    if !written.changes.is_empty() && !text.contains(&written.changes) {
        open.push("the changes do not stand in it".to_owned());
    }
    if !told("no assurance") {
        open.push("it does not say that it gives no assurance".to_owned());
    }
    if !told("substitute") {
        open.push("it does not say that it is no substitute for the report".to_owned());
    }
    let standing = if open.is_empty() { Standing::Agrees } else { Standing::Open };
    agreed("the bridge letter", vec![Check { id: "letter", title: "The letter is whole", standing, reasons: open }])
}

pub(super) fn sign(registers: &Registers, id: String, sha256: &str, on: Date, stamp: &Stamp) -> Judged {
    let held = letter(registers, &id)?;
    if held.signed.is_some() {
        return Err(Refusal::NothingToChange { what: format!("{id} is signed") });
    }
    same("bridge letter", &id, sha256, &held.sha256)?;
    let engaged = known(registers, &held.letter.engagement)?;
    if !matches!(engaged.state, EngagementState::Issued | EngagementState::Superseded) {
        return Err(refused(
            format!("the report of {} is not issued, so there is nothing to bridge from", held.letter.engagement),
            "sign the letter when the report is there",
        ));
    }
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on the letter" });
    }
    // Nobody knows of days that have not come.
    if on < held.letter.until {
        return Err(Refusal::DatesReversed {
            from: "the last day of which the letter speaks",
            until: "the day on the letter",
        });
    }
    complete(engaged, &held.letter)?;
    let last = held.letter.until.max(usual_end(last_day(engaged)));
    if on > last {
        let sentence = format!(
            "{id}, dated {on}, would be expired when it is signed: it speaks until {}, and the usual three months after the \
             report's period ended on {}",
            held.letter.until,
            usual_end(last_day(engaged))
        );
        return Err(refused(sentence, "let it speak until a later day, or send the next report"));
    }
    Ok(event(DescriptionEvent::BridgeLetterSigned { id, sha256: held.sha256.clone(), on }))
}

pub(super) fn send(registers: &Registers, id: String, to: &str, on: Date, stamp: &Stamp) -> Judged {
    let held = letter(registers, &id)?;
    let end = last_day(known(registers, &held.letter.engagement)?);
    let Some(signed) = &held.signed else {
        return Err(refused(format!("{id} is not signed"), "management signs it first"));
    };
    if held.sent.len() >= MAX_SENT {
        return Err(Refusal::TooMany { what: "recipients of one letter", max: MAX_SENT });
    }
    let to = required(to, "to whom", "the customer", SHORT_TEXT)?;
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was sent" });
    }
    if on < signed.on {
        return Err(Refusal::DatesReversed { from: "the day on the letter", until: "the day on which it was sent" });
    }
    if held.state(end, on) == "expired" {
        return Err(refused(
            format!("{id} has expired on {on}"),
            "write a letter that reaches further, or send the report",
        ));
    }
    Ok(event(DescriptionEvent::BridgeLetterSent { id, to, on }))
}

pub(super) fn record_cuec(registers: &Registers, id: Option<String>, cuec: OwnCuec) -> Judged {
    let all = &registers.descriptions.cuecs;
    let text = required(&cuec.text, "the control", "what customers have to do", LONG_TEXT)?;
    worded("the control", &text)?;
    let cuec = OwnCuec { text, criteria: criteria(registers, &cuec.criteria)? };
    match &id {
        Some(id) => {
            let before = all.get(id).ok_or_else(|| unknown("user-entity control", id))?;
            if before.cuec == cuec && before.withdrawn.is_none() {
                return Err(Refusal::NothingToChange { what: format!("the user-entity control {id}") });
            }
        }
        None if all.len() >= MAX_CUECS => {
            return Err(Refusal::TooMany { what: "user-entity controls", max: MAX_CUECS });
        }
        None => {}
    }
    let id = id.unwrap_or_else(|| registers.descriptions.next_cuec());
    Ok(event(DescriptionEvent::OwnCuecRecorded { id, cuec }))
}

pub(super) fn withdraw_cuec(registers: &Registers, id: String, reason: &str) -> Judged {
    let held = registers.descriptions.cuecs.get(&id).ok_or_else(|| unknown("user-entity control", &id))?;
    if held.withdrawn.is_some() {
        return Err(Refusal::NothingToChange { what: format!("{id} is withdrawn") });
    }
    let reason = required(reason, "the reason", "why it is not expected any more", LONG_TEXT)?;
    Ok(event(DescriptionEvent::OwnCuecWithdrawn { id, reason }))
}
