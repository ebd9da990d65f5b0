//! A control that runs when an event asks for it: the whole population, and what was done within the limit (K5).

use crate::refusal::Refusal;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Longest limit, in days.
pub const MAX_LIMIT_DAYS: u32 = 3_660;

/// One item of the population: a leaver, a change, an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCase {
    /// Its id in the source.
    pub id: String,
    /// The day from which the limit runs.
    pub due_from: Date,
    /// The day on which it was done, by the evidence; `None` without evidence.
    pub done: Option<Date>,
}

/// The population held against the limit; ids in the order of the population. Each item stands in one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFinding {
    /// How many items there are.
    pub population: usize,
    /// Done by the last day of the limit.
    pub on_time: Vec<String>,
    /// Done after it.
    pub late: Vec<String>,
    /// Without evidence, and the limit has passed or no day was given to judge it by.
    pub missing: Vec<String>,
    /// Without evidence, and the limit has not passed by the day given; empty when none was.
    pub pending: Vec<String>,
}

/// Does every item of a population that somebody wrote down have an id of its own? Two with one id would be counted twice.
///
/// # Errors
/// [`Refusal::NotPossible`], naming the first id that stands twice and both places, from 1.
pub fn each_once(cases: &[EventCase]) -> Result<(), Refusal> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, case) in (1..).zip(cases) {
        if let Some(first) = seen.insert(&case.id, at) {
            return Err(Refusal::NotPossible {
                sentence: format!("events: the id `{}` stands twice, as item {first} and as item {at}", case.id),
                hint: "name every event once, each with an id of its own".to_owned(),
            });
        }
    }
    Ok(())
}

/// Holds a population against a limit of `limit_days` after the event; 0 means the same day. `on` is the day on which
/// items without evidence are judged: their limit has passed when its last day lies before it.
pub fn events(limit_days: u32, cases: &[EventCase], on: Option<Date>) -> EventFinding {
    let mut finding = EventFinding { population: cases.len(), ..EventFinding::default() };
    let days = i64::from(limit_days.min(MAX_LIMIT_DAYS)).days();
    for case in cases {
        let last = case.due_from.saturating_add(days);
        let list = match case.done {
            // What was done before the event, such as access removed ahead of the last day of work, is on time: the
            // limit bounds how long the risk may last, and here it never began.
            Some(done) if done <= last => &mut finding.on_time,
            Some(_) => &mut finding.late,
            None if on.is_some_and(|on| on <= last) => &mut finding.pending,
            None => &mut finding.missing,
        };
        list.push(case.id.clone());
    }
    finding
}
