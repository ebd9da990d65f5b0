//! A firm with positions and people at work, and the commands about them.

use crate::library::Organisation;
use crate::people::firm;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::staff::HeldRequest;
use domain::reports::staff::{Missing, StaffReport, Standing, staff};
use domain::values::staff::{AccessKind, StaffState};
use domain::values::{AccessRequest, CheckDone, Position, Staff, StaffCheck};
use jiff::ToSpan;
use jiff::civil::Date;

/// The firm with a small chart: `ceo` above `security` and `platform`, `analyst` below `platform`.
pub(crate) fn at_work() -> Organisation {
    let mut firm = firm();
    for (id, above) in [("ceo", ""), ("security", "ceo"), ("platform", "ceo"), ("analyst", "platform")] {
        firm.does(position(id, above));
    }
    firm
}

pub(crate) fn position(id: &str, above: &str) -> Command {
    Command::SetPosition { id: id.into(), position: described(id, above) }
}

pub(crate) fn described(id: &str, above: &str) -> Position {
    Position { title: format!("The {id}"), duties: "Keeps to the policies.".into(), reports_to: above.into() }
}

/// Somebody at work as an analyst since that day.
pub(crate) fn since(joined: Date) -> Staff {
    Staff { state: StaffState::Active, position: "analyst".into(), joined: Some(joined), leaves: None, remote: false }
}

pub(crate) fn record(person: &str, staff: Staff) -> Command {
    Command::RecordStaff { person: person.into(), staff }
}

pub(crate) fn check(person: &str, check: StaffCheck, on: Date) -> Command {
    let done = CheckDone { on, note: "personnel file".into(), not_needed: false };
    Command::CheckStaff { person: person.into(), check, done: Some(done) }
}

pub(crate) fn not_needed(person: &str, check: StaffCheck, on: Date, note: &str) -> Command {
    let done = CheckDone { on, note: note.into(), not_needed: true };
    Command::CheckStaff { person: person.into(), check, done: Some(done) }
}

pub(crate) fn ask(person: &str, system: &str, kind: AccessKind) -> Command {
    let request = AccessRequest {
        person: person.into(),
        system: system.into(),
        level: "reader".into(),
        kind,
        reason: "needed for the work".into(),
    };
    Command::AskAccess { request }
}

pub(crate) fn decision(id: &str, approved: bool) -> Command {
    Command::DecideAccess { id: id.into(), approved, reason: "fits the position".into() }
}

pub(crate) fn done(id: &str, on: Date) -> Command {
    Command::CarryOutAccess { id: id.into(), on }
}

impl Organisation {
    /// So many days before today.
    pub(crate) fn ago(&self, days: i32) -> Date {
        self.today().saturating_sub(days.days())
    }

    /// Is at work since so many days, with every check done on the first of them.
    pub(crate) fn works(&mut self, person: &str, days: i32) {
        let first = self.ago(days);
        self.does(record(person, since(first)));
        for each in [StaffCheck::Screening, StaffCheck::Terms, StaffCheck::Confidentiality, StaffCheck::Training] {
            self.does(check(person, each, first));
        }
    }

    /// Left so many days ago, after a year and more of work.
    pub(crate) fn left(&mut self, person: &str, days: i32) {
        let (joined, leaves) = (self.ago(days + 400), Some(self.ago(days)));
        self.does(record(person, Staff { state: StaffState::Left, leaves, ..since(joined) }));
    }

    /// Asked by one, approved by another, carried out today; the id of the request.
    pub(crate) fn has_access(&mut self, person: &str, system: &str, kind: AccessKind) -> String {
        let id = self.new_by("tina", ask(person, system, kind));
        self.by("mark", decision(&id, true));
        self.does(done(&id, self.today()));
        id
    }

    pub(crate) fn staff_report(&self) -> StaffReport {
        staff(&self.registers, self.today())
    }

    pub(crate) fn standing(&self, person: &str) -> Standing {
        self.staff_report().people.into_iter().find(|s| s.person == person).unwrap()
    }

    pub(crate) fn missing(&self, person: &str) -> Vec<Missing> {
        self.standing(person).missing
    }

    pub(crate) fn staff_request(&self, id: &str) -> &HeldRequest {
        &self.registers.workforce.requests[id]
    }
}

/// The kind of a refusal and its sentence.
pub(crate) fn says(refusal: &Refusal) -> (&'static str, String) {
    (refusal.code(), refusal.to_string())
}
