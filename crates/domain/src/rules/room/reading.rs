//! What external auditors read: whose reading is noted, to which engagement it belongs, and what may be noted.

use super::{Judged, auditor, event, known, refused};
use crate::event::RoomEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::scope::in_scope;
use crate::rules::engagement::auditors;
use crate::rules::evidence::Examined;
use crate::stamp::Stamp;
use crate::values::{Reading, Role, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most things that one entry names; more are counted.
pub const MAX_READINGS: usize = 500;
/// Longest id of a thing that was read, in bytes.
const MAX_ID: usize = 200;

/// Is everything noted that this person reads? So it is for an external auditor while an access runs.
pub fn watched(registers: &Registers, person: &str, day: Date) -> bool {
    let granted = registers.people.members.get(person).is_some_and(|member| !member.grants.is_empty());
    granted && registers.people.hats(person, day).roles.contains(&Role::ExternalAuditor)
}

/// The engagements for which a watched person reads a thing: the one that it belongs to, or every one that the person
/// examines where it belongs to several. Nothing for who is not watched.
pub fn read_of(registers: &Registers, person: &str, day: Date, kind: SubjectKind, id: &str) -> Vec<String> {
    if !watched(registers, person, day) {
        return Vec::new();
    }
    let all = registers.engagements.engagements.keys();
    let mine: Vec<&String> = all.filter(|id| auditors(registers, id, day).iter().any(|one| one == person)).collect();
    let testing = &registers.testing;
    let population = |id: &str| testing.populations.get(id).map(|held| held.population.engagement.as_str());
    let of = match kind {
        SubjectKind::Engagement | SubjectKind::Description | SubjectKind::Statement => Some(id),
        SubjectKind::Population => population(id),
        SubjectKind::Sample => testing.samples.get(id).and_then(|held| population(&held.sample.population)),
        SubjectKind::Test => testing.tests.get(id).map(|held| held.plan.engagement.as_str()),
        // The nonconformity that came from an exception is named behind it.
        SubjectKind::Exception => {
            testing.of_exception(id.split('/').next().unwrap_or(id)).map(|(engagement, _)| engagement)
        }
        SubjectKind::Request => registers.room.requests.get(id).map(|held| held.request.engagement.as_str()),
        _ => None,
    };
    if let Some(of) = of.filter(|of| mine.iter().any(|id| id == of)) {
        return vec![of.to_owned()];
    }
    if kind == SubjectKind::Control {
        let examined = |of: &&&String| {
            registers.engagements.engagements.get(**of).is_some_and(|held| in_scope(registers, held, id))
        };
        let of: Vec<String> = mine.iter().filter(examined).map(|id| (*id).clone()).collect();
        if !of.is_empty() {
            return of;
        }
    }
    if matches!(kind, SubjectKind::Evidence | SubjectKind::File) {
        let item = id.split_once('/').map_or(id, |(item, _)| item);
        let held = registers.evidence.items.get(item);
        let sees = |id: &&&String| held.is_some_and(|held| Examined::of(registers, [id.as_str()]).sees(item, held));
        let of: Vec<String> = mine.iter().filter(sees).map(|id| (*id).clone()).collect();
        if !of.is_empty() {
            return of;
        }
    }
    mine.into_iter().cloned().collect()
}

pub(super) fn note(
    registers: &Registers,
    engagement: String,
    (from_us, until_us): (i64, i64),
    (readings, more): (Vec<Reading>, u32),
    stamp: &Stamp,
) -> Judged {
    known(registers, &engagement)?;
    auditor(registers, &engagement, stamp)?;
    if readings.is_empty() {
        return Err(Refusal::Empty { field: "what was read", wanted: "at least one thing" });
    }
    if readings.len() > MAX_READINGS {
        return Err(Refusal::TooMany { what: "readings of one entry", max: MAX_READINGS });
    }
    if until_us < from_us {
        return Err(Refusal::DatesReversed { from: "the first reading", until: "the last reading" });
    }
    if until_us > stamp.at_us {
        return Err(Refusal::InTheFuture { field: "the last reading" });
    }
    let mut seen = BTreeSet::new();
    for one in &readings {
        if one.id.is_empty() || one.id.len() > MAX_ID {
            return Err(Refusal::BadId { what: "thing that was read", id: one.id.chars().take(64).collect() });
        }
        if one.times == 0 || !seen.insert((one.kind, one.id.as_str())) {
            return Err(refused(
                format!("{} {} is counted twice, or not at all", one.kind.id(), one.id),
                "name each thing once, with how often it was opened",
            ));
        }
    }
    Ok(vec![event(RoomEvent::AuditorRead { engagement, from_us, until_us, readings, more })])
}
