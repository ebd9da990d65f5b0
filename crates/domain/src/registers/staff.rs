//! The register of those who work here, their positions, and the access they asked for.

use super::Recorded;
use crate::event::Event;
use crate::values::staff::{AccessKind, AccessRequest, AccessStage, CheckDone, Position, Staff, StaffCheck};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everybody who works or worked here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workforce {
    /// People by id.
    pub people: BTreeMap<String, HeldStaff>,
    /// Positions by id.
    pub positions: BTreeMap<String, Position>,
    /// Access requests by id.
    pub requests: BTreeMap<String, HeldRequest>,
}

/// One who works here, with what was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldStaff {
    /// Where they stand.
    pub staff: Staff,
    /// Since when, microseconds since 1970.
    pub since_us: i64,
    /// What was checked, in the order in which it was recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checks: BTreeMap<StaffCheck, Vec<CheckDone>>,
}

impl HeldStaff {
    /// The last time that a check was done: the latest day, not the latest record, since old papers are recorded late.
    pub fn last(&self, check: StaffCheck) -> Option<&CheckDone> {
        self.checks.get(&check)?.iter().max_by_key(|done| done.on)
    }
}

/// An access request and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRequest {
    /// What is asked.
    pub request: AccessRequest,
    /// Where it stands.
    pub stage: AccessStage,
    /// Who asked.
    pub asked_by: String,
    /// When, microseconds since 1970.
    pub asked_us: i64,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When, microseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_us: Option<i64>,
    /// Why it was decided so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// The day it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

impl Workforce {
    /// The id of the position that a word means: its id, or the title that only one position has, in any case of letters.
    pub fn position_named(&self, word: &str) -> Option<&str> {
        let word = word.trim();
        if let Some((id, _)) = self.positions.get_key_value(word) {
            return Some(id);
        }
        let low = word.to_lowercase();
        let mut titled = self.positions.iter().filter(|(_, position)| position.title.trim().to_lowercase() == low);
        let (id, _) = titled.next()?;
        titled.next().is_none().then_some(id.as_str())
    }

    /// Requests in the order in which they matter: what waits for a decision, what is to be carried out, and then what is
    /// over, the newest first.
    pub fn requests_by_urgency(&self) -> Vec<(&String, &HeldRequest)> {
        let mut all: Vec<_> = self.requests.iter().collect();
        all.sort_by_key(|(_, held)| (held.stage.rank(), std::cmp::Reverse(held.asked_us)));
        all
    }

    /// The systems that somebody has access to, with the level: what was granted and carried out, and not yet removed.
    pub fn access_of(&self, person: &str) -> BTreeMap<&str, &str> {
        let mut access = BTreeMap::new();
        let theirs = self.requests.values().filter(|r| r.request.person == person && r.stage == AccessStage::Done);
        let mut theirs: Vec<&HeldRequest> = theirs.collect();
        theirs.sort_by_key(|r| (r.done_on, r.asked_us));
        for held in theirs {
            match held.request.kind {
                AccessKind::Remove => access.remove(held.request.system.as_str()),
                _ => access.insert(held.request.system.as_str(), held.request.level.as_str()),
            };
        }
        access
    }
}

pub(super) fn apply(workforce: &mut Workforce, recorded: Recorded<'_>, event: Event) {
    match event {
        Event::StaffRecorded { person, staff } => {
            let checks = workforce.people.remove(&person).map(|held| held.checks).unwrap_or_default();
            workforce.people.insert(person, HeldStaff { staff, since_us: recorded.at_us, checks });
        }
        Event::StaffChecked { person, check, done } => {
            if let Some(held) = workforce.people.get_mut(&person) {
                let times = held.checks.entry(check).or_default();
                match done {
                    Some(done) => times.push(done),
                    None => {
                        times.pop();
                    }
                }
            }
        }
        Event::PositionSet { id, position } => {
            workforce.positions.insert(id, position);
        }
        Event::AccessAsked { id, request } => {
            let held = HeldRequest {
                request,
                stage: AccessStage::Asked,
                asked_by: recorded.by.to_owned(),
                asked_us: recorded.at_us,
                decided_by: None,
                decided_us: None,
                decision: String::new(),
                done_on: None,
            };
            workforce.requests.insert(id, held);
        }
        Event::AccessDecided { id, approved, reason } => {
            if let Some(held) = workforce.requests.get_mut(&id) {
                held.stage = if approved { AccessStage::Approved } else { AccessStage::Refused };
                (held.decided_by, held.decided_us) = (Some(recorded.by.to_owned()), Some(recorded.at_us));
                held.decision = reason;
            }
        }
        Event::AccessCarriedOut { id, on } => {
            if let Some(held) = workforce.requests.get_mut(&id) {
                (held.stage, held.done_on) = (AccessStage::Done, Some(on));
            }
        }
        _ => {}
    }
}
