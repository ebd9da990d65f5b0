//! A month of the calendar: on which day what has to have run, what was asked for by then, by colleagues or by an external
//! auditor, and which days are holidays.

use super::audit::by_day;
use super::corrective::{self, Corrective};
use super::events::open_events;
use super::occurrences::{Occurrence, Standing, occurrences};
use super::people::Of;
use super::treatment::{self, RiskDue};
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidenceRequest;
use crate::registers::room::HeldRequest;
use crate::values::Window;
use crate::values::evidence::LATE_DAYS;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most items of one month; more are counted and left out.
pub const MAX_MONTH_ITEMS: usize = 5_000;

/// A month, day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// First day of the month.
    pub first: Date,
    /// Its days, all of them, in order.
    pub days: Vec<DayOfMonth>,
    /// How many items were left out.
    pub left_out: usize,
}

/// A day of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfMonth {
    /// The day.
    pub day: Date,
    /// The name of the holiday that it is.
    pub holiday: Option<String>,
    /// What has to have run by this day.
    pub runs: Vec<Occurrence>,
    /// Requests for evidence by this day: id and request.
    pub requests: Vec<(String, HeldEvidenceRequest)>,
    /// What an external auditor wants by this day, and has or has not been answered: id and request.
    pub audit_requests: Vec<(String, HeldRequest)>,
    /// What is to be done about nonconformities by this day.
    pub corrective: Vec<Corrective>,
    /// What is to be done about risks by this day: lines of their plans, and their next assessment.
    pub risks: Vec<RiskDue>,
}

/// The month in which a day lies. Controls that do not operate are left out, and so are parts of buckets that decide nothing.
pub fn month(registers: &Registers, of: Of<'_>, day: Date, today: Date) -> Month {
    let (first, last) = (day.first_of_month(), day.last_of_month());
    let mine = |person: Option<&String>| match of {
        Of::Everybody => true,
        Of::Person { selves, .. } => person.is_some_and(|person| selves.contains(person)),
    };
    let mut runs: BTreeMap<Date, Vec<Occurrence>> = BTreeMap::new();
    let (mut count, mut left_out) = (0, 0);
    for held in registers.live_controls().filter(|held| mine(registers.people.controls.get(&held.control.id))) {
        let range = Window { from: first, until: last };
        // What runs all the time is due 30 days after its month.
        let longer = Window { from: first.saturating_sub(LATE_DAYS.days()), until: last };
        let runs_by_frequency = occurrences(registers, held, longer, today);
        for one in runs_by_frequency.into_iter().chain(open_events(registers, held, range, today)) {
            let hidden = matches!(one.standing, Standing::NotInForce | Standing::Advisory);
            if hidden || !range.contains(one.due) {
                continue;
            }
            count += 1;
            if count > MAX_MONTH_ITEMS {
                left_out += 1;
            } else {
                runs.entry(one.due).or_default().push(one);
            }
        }
    }
    let left = MAX_MONTH_ITEMS.saturating_sub(count);
    let (mut audits, more) = by_day(registers, of, Window { from: first, until: last }, left);
    let taken: usize = audits.values().map(Vec::len).sum();
    let range = (Window { from: first, until: last }, today);
    let (mut corrections, later) = corrective::by_day(registers, of, range, left.saturating_sub(taken));
    let taken = taken + corrections.values().map(Vec::len).sum::<usize>();
    let (mut risks, further) = treatment::by_day(registers, of, range.0, left.saturating_sub(taken));
    let left_out = left_out + more + later + further;
    let asked = |on: Date| {
        let all = registers.evidence.requests.iter().filter(move |(_, held)| held.request.due == on);
        let mine = all.filter(|(_, held)| held.closed.is_none() && mine(Some(&held.request.person)));
        mine.map(|(id, held)| (id.clone(), held.clone())).collect()
    };
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    let days = days.map(|day| DayOfMonth {
        day,
        holiday: registers.operations.holidays.get(&day).cloned(),
        runs: runs.remove(&day).unwrap_or_default(),
        requests: asked(day),
        audit_requests: audits.remove(&day).unwrap_or_default(),
        corrective: corrections.remove(&day).unwrap_or_default(),
        risks: risks.remove(&day).unwrap_or_default(),
    });
    Month { first, days: days.collect(), left_out }
}
