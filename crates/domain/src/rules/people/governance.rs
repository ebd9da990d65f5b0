//! Waivers that management approves, and deeds that two persons agree on.

use super::members::member;
use super::{Judged, days, kept_apart, outside, unknown};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::governance::{DELAY_HOURS, GOOD_FOR_DAYS, MAX_WAIVER_DAYS};
use crate::values::member::MAX_SUPPORT_DAYS;
use crate::values::{Deed, Duty, Grant, GrantKind, Membership, Stage, Waiver, backup_digest};
use jiff::ToSpan;

/// Microseconds of an hour.
const HOUR_US: i64 = 3_600_000_000;

pub(super) fn propose_waiver(registers: &Registers, waiver: Waiver, stamp: &Stamp) -> Judged {
    let reason =
        required(&waiver.reason, "the reason", "why nobody else can do it, and what is done instead", LONG_TEXT)?;
    if !waiver.duty.waivable() {
        let sentence = format!("{} cannot be waived", waiver.duty.id());
        return Err(kept_apart(waiver.duty, sentence, "it protects the record itself"));
    }
    if waiver.from < stamp.today {
        return Err(Refusal::NotPossible {
            sentence: "a waiver does not reach back".to_owned(),
            hint: format!("let it begin on {} or later; what was done before stays as it is", stamp.today),
        });
    }
    days(waiver.from, waiver.until, MAX_WAIVER_DAYS, "a waiver", stamp.today)?;
    member(registers, &waiver.person)?;
    if registers.people.waived(waiver.duty, &waiver.person, stamp.today) {
        return Err(Refusal::NothingToChange { what: "the waiver".to_owned() });
    }
    Ok(vec![Event::WaiverProposed { id: format!("waiver-{}", stamp.fresh), waiver: Waiver { reason, ..waiver } }])
}

pub(super) fn approve_waiver(registers: &Registers, id: String, stamp: &Stamp) -> Judged {
    let held = registers.people.waivers.get(&id).ok_or_else(|| unknown("waiver", &id))?;
    if held.waiver.until < stamp.today {
        return Err(Refusal::NotPossible {
            sentence: format!("the waiver would have ended on {}", held.waiver.until),
            hint: "withdraw it and propose a new one".to_owned(),
        });
    }
    let alone = held.proposed_by == stamp.by.person || held.waiver.person == stamp.by.person;
    Ok(vec![Event::WaiverApproved { id, alone }])
}

pub(super) fn end_waiver(registers: &Registers, id: String, reason: &str) -> Judged {
    let reason = required(reason, "the reason", "why it ends", LONG_TEXT)?;
    registers.people.waivers.get(&id).ok_or_else(|| unknown("waiver", &id))?;
    Ok(vec![Event::WaiverEnded { id, reason }])
}

pub(super) fn propose_deed(registers: &Registers, deed: Deed, reason: &str, stamp: &Stamp) -> Judged {
    let reason = required(reason, "the reason", "why it has to be done", LONG_TEXT)?;
    match &deed {
        Deed::ErasePerson { person } => has_left(registers, person)?,
        Deed::Support { person, .. } => needs_support(registers, person)?,
        _ => {}
    }
    match &deed {
        Deed::Support { days, .. } if !(1..=MAX_SUPPORT_DAYS).contains(days) => {
            return Err(Refusal::NotPossible {
                sentence: format!("support access lasts 1 to {MAX_SUPPORT_DAYS} days"),
                hint: "name a number of days in between".to_owned(),
            });
        }
        Deed::Restore { backup: text } | Deed::ShortenRetention { what: text } => {
            required(text, "what it is about", "it in a few words", SHORT_TEXT)?;
        }
        _ => {}
    }
    let deed = match deed {
        Deed::Restore { backup } => Deed::Restore { backup: agreed_name(&backup)? },
        other => other,
    };
    let same = |held: &&crate::registers::people::HeldDeed| {
        held.deed == deed && matches!(held.stage, Stage::Proposed | Stage::Approved)
    };
    if registers.people.deeds.values().any(|held| same(&held)) {
        return Err(Refusal::NothingToChange { what: format!("{}, which is proposed,", deed.title().to_lowercase()) });
    }
    Ok(vec![Event::DeedProposed { id: format!("deed-{}", stamp.fresh), deed, reason }])
}

/// Two persons agree on one file and on no other, so that its digest is the only name that it can have.
fn agreed_name(typed: &str) -> Result<String, Refusal> {
    backup_digest(typed).ok_or_else(|| Refusal::NotPossible {
        sentence: format!("`{}` does not say which file is to be restored", typed.trim()),
        hint: "write its digest, sha256: and 64 hex digits, as `tickmark restore FILE --digest` prints it".to_owned(),
    })
}

fn has_left(registers: &Registers, person: &str) -> Result<(), Refusal> {
    let known = registers.people.members.get(person).ok_or_else(|| unknown("member", person))?;
    if known.state == Membership::Ended {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: "a member's data is not erased while the membership lasts".to_owned(),
        hint: "end the membership first".to_owned(),
    })
}

/// Support access is for who runs the installation; a member has rights already, and must not get out of them what only an
/// outsider is to see.
fn needs_support(registers: &Registers, person: &str) -> Result<(), Refusal> {
    required(person, "the operator", "the id of who is to look", SHORT_TEXT)?;
    let member = registers.people.members.get(person).filter(|m| m.state != Membership::Ended);
    if member.is_none_or(|m| m.roles.is_empty()) {
        return Ok(());
    }
    Err(kept_apart(
        Duty::TwoPersons,
        "support access is for the operator of the installation, not for a member",
        "name the operator, or give the member a role",
    ))
}

pub(super) fn approve_deed(registers: &Registers, id: String, stamp: &Stamp) -> Judged {
    let held = registers.people.deeds.get(&id).ok_or_else(|| unknown("deed", &id))?;
    let alone = held.proposed_by == stamp.by.person;
    Ok(vec![Event::DeedApproved { id, alone }])
}

pub(super) fn withdraw_deed(registers: &Registers, id: String, reason: &str) -> Judged {
    let reason = required(reason, "the reason", "why it is stopped", LONG_TEXT)?;
    registers.people.deeds.get(&id).ok_or_else(|| unknown("deed", &id))?;
    Ok(vec![Event::DeedWithdrawn { id, reason }])
}

/// When an approved deed can be carried out, microseconds since 1970. Where nobody else is there to object, a delay would
/// protect nobody.
pub fn ripe_us(held: &crate::registers::people::HeldDeed) -> Option<i64> {
    let approved = held.approved_us?;
    Some(if held.alone { approved } else { approved + DELAY_HOURS * HOUR_US })
}

/// Refuses what may not be carried out yet, or no longer.
pub(in crate::rules) fn ripe(held: &crate::registers::people::HeldDeed, stamp: &Stamp) -> Result<(), Refusal> {
    if ripe_us(held).is_none_or(|ripe| stamp.at_us < ripe) {
        let sentence = format!("{} hours have not passed since the approval", DELAY_HOURS);
        return Err(kept_apart(Duty::TwoPersons, sentence, "every owner can stop it until then"));
    }
    if held.approved_us.is_some_and(|approved| stamp.at_us > approved + GOOD_FOR_DAYS * 24 * HOUR_US) {
        let sentence = format!("the approval is older than {GOOD_FOR_DAYS} days");
        return Err(kept_apart(Duty::TwoPersons, sentence, "stop it, and propose it again"));
    }
    Ok(())
}

pub(super) fn carry_out(registers: &Registers, id: String, stamp: &Stamp) -> Judged {
    let held = registers.people.deeds.get(&id).ok_or_else(|| unknown("deed", &id))?;
    ripe(held, stamp)?;
    match &held.deed {
        Deed::ErasePerson { person } => has_left(registers, person)?,
        Deed::Restore { .. } => {
            return Err(Refusal::NotPossible {
                sentence: "a backup is put in place by the operator, at the terminal of the machine".to_owned(),
                hint: format!("stop the server and run `{}`", restore_command(&id)),
            });
        }
        _ => {}
    }
    let mut events = vec![Event::DeedDone { id: id.clone() }];
    if let Deed::Support { person, days } = &held.deed {
        let grant = Grant {
            person: person.clone(),
            kind: GrantKind::Support,
            works: false,
            engagement: "support".to_owned(),
            from: stamp.today,
            until: stamp.today.saturating_add((*days - 1).days()),
            reason: held.reason.clone(),
        };
        let grant = outside::checked(registers, grant, stamp)?;
        events.push(Event::GrantGiven { id: format!("grant-{}", stamp.fresh), grant });
    }
    Ok(events)
}

/// What the operator runs to carry out an agreed restore.
pub fn restore_command(deed: &str) -> String {
    format!("tickmark restore BUNDLE --files FOLDER --key KEY --agreed {deed}")
}

/// The end of a ledger that a backup takes the place of: two persons agreed on this very file, the delay is over, nobody
/// stopped it, and it was not used before. Judged on the registers of the ledger that goes; `backup` is the digest of the
/// bundle. The operator's right to it is the folder itself, so that no role is asked for.
///
/// # Errors
/// A refusal that says what is missing.
pub fn restore(registers: &Registers, id: &str, backup: &str, stamp: &Stamp) -> Judged {
    let held = registers.people.deeds.get(id).ok_or_else(|| unknown("deed", id))?;
    let apart = |sentence: String, hint: &str| Err(kept_apart(Duty::TwoPersons, sentence, hint));
    let Deed::Restore { backup: agreed } = &held.deed else {
        let sentence = format!("{id} is about something else: {}", held.deed.title().to_lowercase());
        return apart(sentence, "name the deed of the restore; `tickmark deed list` shows it");
    };
    match held.stage {
        Stage::Approved => {}
        Stage::Proposed => {
            return apart(
                format!("{id} has not been approved"),
                "an owner or management, other than who proposed it, does",
            );
        }
        Stage::Done => {
            return apart(format!("{id} was used already"), "a decision is carried out once; propose it again");
        }
        Stage::Ended => return apart(format!("{id} was stopped"), "propose it again if it is still wanted"),
    }
    if agreed != backup {
        let sentence = format!("{id} is about another backup, {agreed}; this file is {backup}");
        return apart(sentence, "name the file that was agreed on, or propose this one");
    }
    ripe(held, stamp)?;
    Ok(vec![Event::DeedDone { id: id.to_owned() }])
}
