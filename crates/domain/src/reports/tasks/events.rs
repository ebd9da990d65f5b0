//! What a control that runs on events still owes: the items of its populations that were not done, each due so many days
//! after its event (K5).

use super::occurrences::{Occurrence, Standing, common, in_force};
use crate::registers::{Held, Registers};
use crate::reports::testing::event_cases;
use crate::reports::window::MAX_LIMIT_DAYS;
use crate::values::{Frequency, Life, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most open items of one control; the earliest are kept.
pub const MAX_OPEN_EVENTS: usize = 500;

/// Items without a day on which they were done, due on a day of the range, the earliest first. Nothing is expected of a
/// control that does not operate or has no limit; an item in several populations stands as the one handed in last says.
/// `today` is the day on which they are judged; what has not happened yet is left out.
pub fn open_events(registers: &Registers, held: &Held, range: Window, today: Date) -> Vec<Occurrence> {
    let id = &held.control.id;
    let Some(operation) = registers.operations.controls.get(id) else { return Vec::new() };
    if registers.operations.life(held) != Life::Operating {
        return Vec::new();
    }
    let parts: Vec<_> =
        in_force(operation).filter(|(version, _)| version.frequency == Some(Frequency::EventDriven)).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (item, (on, done)) in newest(registers, id) {
        let happened = Window { from: on, until: on };
        let part = parts.iter().find(|(_, part)| common(*part, happened).is_some());
        let Some((version, days)) = part.and_then(|(version, _)| Some((version, version.limit_days?))) else {
            continue;
        };
        let due = on.saturating_add(i64::from(days.min(MAX_LIMIT_DAYS)).days());
        if done || on > today || !range.contains(due) {
            continue;
        }
        found.push(Occurrence {
            control: id.clone(),
            version: version.number,
            frequency: Frequency::EventDriven,
            bucket: item,
            from: on,
            until: due,
            due,
            full: true,
            owner: registers.people.controls.get(id).cloned(),
            standing: if due < today { Standing::Overdue } else { Standing::Due },
            rejected: Vec::new(),
        });
    }
    found.sort_by(|a, b| (a.due, &a.bucket).cmp(&(b.due, &b.bucket)));
    found.truncate(MAX_OPEN_EVENTS);
    found
}

/// Each item of the populations that speak for a control, with the day of its event and whether it was done; where two
/// engagements have it, as the population that was handed in last says.
fn newest(registers: &Registers, control: &str) -> BTreeMap<String, (Date, bool)> {
    let populations = registers.testing.populations.values().filter(|held| held.population.control == control);
    let engagements: BTreeSet<&str> = populations.map(|held| held.population.engagement.as_str()).collect();
    let handed_in = |engagement: &&str| {
        registers.testing.speaking(engagement, control).map_or(i64::MIN, |(_, held)| held.received_us)
    };
    let mut engagements: Vec<&str> = engagements.into_iter().collect();
    engagements.sort_by_key(handed_in);
    let cases = engagements.into_iter().filter_map(|engagement| event_cases(registers, engagement, control)).flatten();
    cases.map(|case| (case.id, (case.due_from, case.done.is_some()))).collect()
}
