//! Rules about those who work here: joining, moving, leaving, checks, positions, and access that somebody else decides on.

mod access;
mod import;

pub use import::{MAX_ROWS, plan};

use super::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::stamp::Stamp;
use crate::values::staff::{CheckDone, Position, Staff, StaffCheck, StaffState};
use jiff::civil::Date;

/// Most people in the register.
const MAX_STAFF: usize = 20_000;
/// Most positions.
const MAX_POSITIONS: usize = 2_000;
/// Most times that one check of one person is recorded.
const MAX_TIMES: usize = 200;

type Judged = Result<Vec<Event>, Refusal>;

pub(super) fn decide(registers: &Registers, command: Command, stamp: &Stamp) -> Judged {
    match command {
        Command::RecordStaff { person, staff } => record(registers, person, staff, stamp),
        Command::ImportStaff { source, rows } => import::import(registers, &source, &rows, stamp.today),
        Command::CheckStaff { person, check, done } => checked(registers, person, check, done, stamp),
        Command::SetPosition { id, position } => set_position(registers, id, position),
        Command::AskAccess { request } => access::ask(registers, request, stamp),
        Command::DecideAccess { id, approved, reason } => access::decide(registers, id, approved, &reason, stamp),
        Command::CarryOutAccess { id, on } => access::carry_out(registers, id, on, stamp),
        _ => Err(Refusal::NoOrganisation),
    }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn record(registers: &Registers, person: String, staff: Staff, stamp: &Stamp) -> Judged {
    let workforce = &registers.workforce;
    stands(registers, &staff, stamp.today)?;
    if workforce.people.len() >= MAX_STAFF && !workforce.people.contains_key(&person) {
        return Err(Refusal::TooMany { what: "people", max: MAX_STAFF });
    }
    if workforce.people.get(&person).is_some_and(|held| held.staff == staff) {
        return Err(Refusal::NothingToChange { what: "the record".to_owned() });
    }
    Ok(vec![Event::StaffRecorded { person, staff }])
}

/// Can somebody stand so today: in a position that is there, with the days that the state needs?
fn stands(registers: &Registers, staff: &Staff, today: Date) -> Result<(), Refusal> {
    if !registers.workforce.positions.contains_key(&staff.position) {
        return Err(unknown("position", &staff.position));
    }
    if let (Some(joined), Some(leaves)) = (staff.joined, staff.leaves)
        && leaves < joined
    {
        return Err(Refusal::DatesReversed { from: "the first day of work", until: "the last day of work" });
    }
    let needs = |field: &'static str, wanted: &'static str| Refusal::Empty { field, wanted };
    match staff.state {
        StaffState::Candidate => {}
        _ if staff.joined.is_none() => return Err(needs("the first day of work", "the day on which they began")),
        StaffState::Notice | StaffState::Left if staff.leaves.is_none() => {
            return Err(needs("the last day of work", "the day on which they leave or left"));
        }
        StaffState::Left if staff.leaves.is_some_and(|day| day > today) => {
            return Err(Refusal::InTheFuture { field: "the last day of work" });
        }
        _ => {}
    }
    Ok(())
}

fn checked(registers: &Registers, person: String, check: StaffCheck, done: Option<CheckDone>, stamp: &Stamp) -> Judged {
    let held = registers.workforce.people.get(&person).ok_or_else(|| unknown("person at work", &person))?;
    let times = held.checks.get(&check).map_or(0, Vec::len);
    let done = match done {
        None if times == 0 => {
            return Err(Refusal::NotPossible {
                sentence: format!("{} was never recorded of this person", check.title().to_lowercase()),
                hint: "there is nothing to take back".to_owned(),
            });
        }
        None => None,
        Some(_) if times >= MAX_TIMES => return Err(Refusal::TooMany { what: "records of one check", max: MAX_TIMES }),
        Some(done) if done.on > stamp.today => return Err(Refusal::InTheFuture { field: "the day of the check" }),
        Some(done) => {
            let note = if done.not_needed {
                required(&done.note, "the note", "why it is not needed", LONG_TEXT)?
            } else {
                optional(&done.note, "the note", LONG_TEXT)?
            };
            Some(CheckDone { note, ..done })
        }
    };
    Ok(vec![Event::StaffChecked { person, check, done }])
}

fn set_position(registers: &Registers, id: String, position: Position) -> Judged {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 64 || !id.chars().all(good) {
        return Err(Refusal::BadId { what: "position", id });
    }
    let positions = &registers.workforce.positions;
    if positions.len() >= MAX_POSITIONS && !positions.contains_key(&id) {
        return Err(Refusal::TooMany { what: "positions", max: MAX_POSITIONS });
    }
    let title = required(&position.title, "the title", "what the position is called", SHORT_TEXT)?;
    let duties =
        required(&position.duties, "the description of its duties", "its duties for information security", LONG_TEXT)?;
    let mut above = position.reports_to.as_str();
    while !above.is_empty() {
        if above == id {
            return Err(Refusal::NotPossible {
                sentence: "a position cannot report to itself, over whatever way".to_owned(),
                hint: "choose one that does not report to this one".to_owned(),
            });
        }
        above = &positions.get(above).ok_or_else(|| unknown("position", above))?.reports_to;
    }
    let position = Position { title, duties, ..position };
    if positions.get(&id) == Some(&position) {
        return Err(Refusal::NothingToChange { what: "the position".to_owned() });
    }
    Ok(vec![Event::PositionSet { id, position }])
}
