//! Those who work here on a day: what is missing of whom, how long leavers kept access, and the organisation chart.

use crate::registers::Registers;
use crate::registers::staff::HeldStaff;
use crate::values::Membership;
use crate::values::staff::{AccessStage, StaffCheck, StaffState};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is missing of one person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A check was never done.
    Never(StaffCheck),
    /// A yearly check was last done longer ago than a year.
    Overdue {
        /// Which.
        check: StaffCheck,
        /// Since when it is overdue.
        since: Date,
    },
    /// Gone, and still with access on record.
    StillHasAccess {
        /// To what.
        system: String,
    },
    /// Gone, and still a member of the organisation in this product.
    StillMember,
    /// The position has no description.
    NoPosition,
}

/// One person on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who, by id.
    pub person: String,
    /// What is missing, and what it would be evidence for.
    pub missing: Vec<Missing>,
    /// Systems with level.
    pub access: Vec<(String, String)>,
}

/// The whole register on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffReport {
    /// Everybody, by id.
    pub people: Vec<Standing>,
    /// Those at work: the denominator of what follows.
    pub at_work: usize,
    /// Those at work with a training within the last year.
    pub trained: usize,
    /// Leavers whose access removal is confirmed, and the days that it took after the last day of work, added up.
    pub removed: (usize, i64),
    /// Leavers whose access removal is not confirmed.
    pub not_removed: usize,
    /// Access requests that wait for a decision.
    pub undecided: usize,
    /// The chart: positions in order, with depth and who holds them.
    pub chart: Vec<Place>,
}

/// A position in the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Id of the position.
    pub id: String,
    /// How far below the top.
    pub depth: usize,
    /// Who holds it on the day, by id.
    pub holders: Vec<String>,
}

/// Reads the register on a day.
pub fn staff(registers: &Registers, on: Date) -> StaffReport {
    let workforce = &registers.workforce;
    let mut report = StaffReport {
        undecided: workforce.requests.values().filter(|r| r.stage == AccessStage::Asked).count(),
        chart: chart(registers),
        ..StaffReport::default()
    };
    for (person, held) in &workforce.people {
        let access = workforce.access_of(person);
        let mut missing = missing(held, on);
        if !workforce.positions.contains_key(&held.staff.position) {
            missing.push(Missing::NoPosition);
        }
        if held.staff.state == StaffState::Left {
            missing.extend(access.keys().map(|s| Missing::StillHasAccess { system: (*s).to_owned() }));
            let member = registers.people.members.get(person);
            if member.is_some_and(|m| m.state != Membership::Ended) {
                missing.push(Missing::StillMember);
            }
            match (held.staff.leaves, held.last(StaffCheck::AccessRemoved)) {
                (Some(left), Some(done)) => {
                    report.removed.0 += 1;
                    report.removed.1 += i64::from((done.on - left).get_days()).max(0);
                }
                _ => report.not_removed += 1,
            }
        }
        if held.staff.state.works() {
            report.at_work += 1;
            report.trained += usize::from(!missing.iter().any(|m| {
                matches!(m, Missing::Never(StaffCheck::Training) | Missing::Overdue { check: StaffCheck::Training, .. })
            }));
        }
        let access = access.into_iter().map(|(s, l)| (s.to_owned(), l.to_owned())).collect();
        report.people.push(Standing { person: person.clone(), missing, access });
    }
    report
}

/// What is missing of one person on a day, apart from access. A yearly check is expected a year after the first day.
pub fn missing(held: &HeldStaff, on: Date) -> Vec<Missing> {
    let mut missing = Vec::new();
    let works = held.staff.state.works();
    for check in StaffCheck::ALL {
        let expected = match check {
            StaffCheck::Discipline => false,
            StaffCheck::Screening => held.staff.state != StaffState::Left,
            StaffCheck::RemoteWork => works && held.staff.remote,
            // A performance review is due when the first year is over.
            StaffCheck::Review => works && held.staff.joined.is_some_and(|day| day.saturating_add(365.days()) < on),
            check if check.on_leaving() => held.staff.state == StaffState::Left,
            _ => works,
        };
        if !expected {
            continue;
        }
        match (held.last(check), check.again_after()) {
            (None, _) => missing.push(Missing::Never(check)),
            (Some(done), Some(days)) if !done.not_needed => {
                let since = done.on.saturating_add((days + 1).days());
                if since <= on {
                    missing.push(Missing::Overdue { check, since });
                }
            }
            _ => {}
        }
    }
    missing
}

fn chart(registers: &Registers) -> Vec<Place> {
    let positions = &registers.workforce.positions;
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, position) in positions {
        let known = positions.contains_key(&position.reports_to);
        below.entry(if known { &position.reports_to } else { "" }).or_default().push(id);
    }
    let mut chart = Vec::new();
    let mut open: Vec<(&str, usize)> = below.get("").into_iter().flatten().rev().map(|id| (*id, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        let holds = |held: &HeldStaff| held.staff.position == id && held.staff.state.works();
        let people = registers.workforce.people.iter();
        let holders = people.filter(|(_, held)| holds(held)).map(|(person, _)| person.clone()).collect();
        chart.push(Place { id: id.to_owned(), depth, holders });
        open.extend(below.get(id).into_iter().flatten().rev().map(|id| (*id, depth + 1)));
    }
    chart
}
