//! Those who work here on a day: what is missing of whom, how long leavers kept access, and the organisation chart.

mod evidence;

pub use evidence::{Evidence, PeopleControl, Rated};

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
    /// Moved, with access that was given for the position before and is to be reviewed.
    AccessToReview,
    /// The position has no description.
    NoPosition,
}

impl Missing {
    /// As people say it.
    pub fn sentence(&self) -> String {
        match self {
            Missing::Never(check) => check.title().to_owned(),
            Missing::Overdue { check, since } => format!("{}, overdue since {since}", check.title()),
            Missing::StillHasAccess { system } => format!("Access to {system} is still on record"),
            Missing::StillMember => "Still a member here".to_owned(),
            Missing::AccessToReview => "Access of the position before to be reviewed".to_owned(),
            Missing::NoPosition => "Position without a description".to_owned(),
        }
    }

    /// What it would be evidence for, in both frameworks.
    pub fn answers(&self) -> &'static [&'static str] {
        match self {
            Missing::Never(check) | Missing::Overdue { check, .. } => check.answers(),
            Missing::StillHasAccess { .. } | Missing::StillMember | Missing::AccessToReview => {
                &["A.5.18", "CC6.2", "CC6.3"]
            }
            Missing::NoPosition => &["A.5.2", "CC1.3"],
        }
    }
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
    /// Leavers whose access removal is confirmed, and the days that it took after the last day of work, added up. Who
    /// had no access to remove stands in neither figure.
    pub removed: (usize, i64),
    /// Leavers whose access removal is not confirmed.
    pub not_removed: usize,
    /// Those of whom anything is missing.
    pub lacking: usize,
    /// Access requests that wait for a decision.
    pub undecided: usize,
    /// The chart: positions in order, with depth and who holds them.
    pub chart: Vec<Place>,
    /// What the register holds for each people control of Annex A, and how a crosswalk rates that theme.
    pub evidence: Evidence,
}

impl StaffReport {
    /// Mean days until access was removed, in tenths of a day, rounded half up; `None` before anybody's was.
    pub fn mean_removal_tenths(&self) -> Option<i64> {
        let (people, days) = self.removed;
        let people = i64::try_from(people).ok().filter(|n| *n > 0)?;
        Some((days * 20 + people) / (people * 2))
    }
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
        evidence: evidence::evidence(registers, on),
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
                (_, Some(done)) if done.not_needed => {}
                (Some(left), Some(done)) => {
                    report.removed.0 += 1;
                    report.removed.1 += i64::from((done.on - left).get_days()).max(0);
                }
                _ => report.not_removed += 1,
            }
        }
        if held.staff.state == StaffState::Moved && !access.is_empty() {
            missing.push(Missing::AccessToReview);
        }
        if held.staff.state.works() {
            report.at_work += 1;
            report.trained += usize::from(!missing.iter().any(|m| {
                matches!(m, Missing::Never(StaffCheck::Training) | Missing::Overdue { check: StaffCheck::Training, .. })
            }));
        }
        report.lacking += usize::from(!missing.is_empty());
        let access = access.into_iter().map(|(s, l)| (s.to_owned(), l.to_owned())).collect();
        report.people.push(Standing { person: person.clone(), missing, access });
    }
    report
}

/// Is the check expected of somebody on a day? A performance review is when the first year is over.
pub fn expected(held: &HeldStaff, check: StaffCheck, on: Date) -> bool {
    let works = held.staff.state.works();
    match check {
        StaffCheck::Discipline => false,
        StaffCheck::Screening => held.staff.state != StaffState::Left,
        StaffCheck::RemoteWork => works && held.staff.remote,
        StaffCheck::Review => works && held.staff.joined.is_some_and(|day| day.saturating_add(365.days()) < on),
        check if check.on_leaving() => held.staff.state == StaffState::Left,
        _ => works,
    }
}

/// The checks that are missing of one person on a day: expected, and never done or too long ago.
pub fn missing(held: &HeldStaff, on: Date) -> Vec<Missing> {
    let wanted = StaffCheck::ALL.into_iter().filter(|check| expected(held, *check, on));
    wanted.filter_map(|check| missing_check(held, check, on)).collect()
}

/// What is missing of one check that is expected.
fn missing_check(held: &HeldStaff, check: StaffCheck, on: Date) -> Option<Missing> {
    let Some(done) = held.last(check) else {
        return Some(Missing::Never(check));
    };
    let days = check.again_after().filter(|_| !done.not_needed)?;
    let since = done.on.saturating_add((days + 1).days());
    (since <= on).then_some(Missing::Overdue { check, since })
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
