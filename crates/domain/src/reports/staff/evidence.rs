//! What the register of those who work here is evidence for: the people controls of Annex A, and CC1.4 beside them.

use super::{expected, missing_check};
use crate::registers::Registers;
use crate::values::{Grain, Reference, StaffCheck};
use jiff::civil::Date;

/// The framework whose people controls are meant.
const FRAMEWORK: &str = "iso27001-2022";
/// Their theme.
const THEME: &str = "A.6.";
/// The criterion that speaks of attracting, developing and keeping competent people.
const CRITERION: &str = "CC1.4";

/// The people controls of Annex A, and what crosswalks by domain say of them and CC1.4.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A.6.1 to A.6.8, in their order; empty where the framework is not adopted.
    pub controls: Vec<PeopleControl>,
    /// The rows that join CC1.4 to these controls.
    pub rated: Vec<Rated>,
}

/// One people control, and how much of what it expects is in the register on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleControl {
    /// Its id: `A.6.1`.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// The checks that are evidence for it; empty for what this register does not hold.
    pub checks: Vec<StaffCheck>,
    /// Checks that are there and in date, of those expected on the day.
    pub done: usize,
    /// Checks expected on the day: people times checks.
    pub expected: usize,
    /// Times that one of the checks was recorded at all: what is never expected, such as discipline, counts here alone.
    pub recorded: usize,
}

/// A row of a crosswalk by domain that joins CC1.4 to the people controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// Id of the crosswalk.
    pub crosswalk: String,
    /// Its title.
    pub title: String,
    /// The row's own label.
    pub label: String,
    /// The controls, as the source wrote them.
    pub written: String,
    /// The level that the source gives, such as `moderate`; empty when it gives none.
    pub level: String,
}

/// Reads both on a day.
pub(super) fn evidence(registers: &Registers, on: Date) -> Evidence {
    let catalogue = &registers.catalogue;
    let items = catalogue.framework(FRAMEWORK).map(|f| f.items.as_slice()).unwrap_or_default();
    let people = items.iter().filter(|item| item.id.starts_with(THEME) && !item.heading);
    let controls = people.map(|item| control(registers, &item.id, &item.title, on)).collect();
    let rows = catalogue.crosswalks().filter(|c| c.grain == Grain::Domain && c.to == FRAMEWORK);
    let rows = rows.flat_map(|c| c.rows.iter().map(move |row| (c, row)));
    let about = |references: &[Reference]| {
        !references.is_empty() && references.iter().all(|r| r.to_string().starts_with(THEME))
    };
    let joined = rows.filter(|(_, row)| {
        about(&row.references) && row.criteria.iter().any(|c| *c == Reference::Item(CRITERION.to_owned()))
    });
    let rated = joined.map(|(crosswalk, row)| Rated {
        crosswalk: crosswalk.id.clone(),
        title: crosswalk.title.clone(),
        label: row.label.clone().unwrap_or_else(|| row.id.clone()),
        written: row.written.clone(),
        level: row.level.clone().unwrap_or_default(),
    });
    Evidence { controls, rated: rated.collect() }
}

fn control(registers: &Registers, id: &str, title: &str, on: Date) -> PeopleControl {
    let checks: Vec<StaffCheck> = StaffCheck::ALL.into_iter().filter(|c| c.answers().contains(&id)).collect();
    let (mut done, mut wanted, mut recorded) = (0, 0, 0);
    for held in registers.workforce.people.values() {
        for check in &checks {
            recorded += held.checks.get(check).map_or(0, Vec::len);
            if expected(held, *check, on) {
                wanted += 1;
                done += usize::from(missing_check(held, *check, on).is_none());
            }
        }
    }
    PeopleControl { id: id.to_owned(), title: title.to_owned(), checks, done, expected: wanted, recorded }
}
