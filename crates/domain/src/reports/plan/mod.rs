//! Time and cost of the way to a report or a certificate: figures with their sources, a roadmap on the calendar, what it costs,
//! and alternatives side by side (K2, K8, K13).

mod against;
mod book;
pub mod cost;
mod facts;
mod roadmap;
pub mod timeline;
mod what_if;

pub use against::{Against, AgainstStep, against};
pub use book::{Beside, Book, Sourced, Told};
pub use facts::{FactOf, Shown, TaskState};
pub(crate) use roadmap::possible;
pub use roadmap::{Binding, Lengths, OtherReading, PeopleAt, PlannedStep, Roadmap, roadmap};
pub use what_if::{Alternative, MAX_ALTERNATIVES, alternatives, side_by_side};

use crate::values::plan::{Baseline, BaselineStep, Choices};

/// A roadmap as a baseline keeps it. Steps of which nothing was left are kept on the day on which they would have begun.
pub fn baseline(roadmap: &Roadmap, reason: &str) -> Baseline {
    let steps = roadmap.steps.iter().map(|step| BaselineStep {
        id: step.id.clone(),
        title: step.title.clone(),
        from: step.early.from,
        until: step.early.until,
        until_late: step.late.until,
    });
    Baseline { route: roadmap.choices.route.clone(), steps: steps.collect(), reason: reason.to_owned() }
}

/// What is planned before anybody chose: extending from SOC 2, from a day on, as published.
pub fn usual(route: &str, start: jiff::civil::Date) -> Choices {
    Choices {
        route: route.to_owned(),
        start,
        window_months: USUAL_WINDOW_MONTHS,
        size: crate::values::plan::Size::Mid,
        basis: crate::values::plan::Basis::Audit,
        tool: None,
        tool_reason: String::new(),
        tool_in_use: false,
        consultant: false,
        maturity_percent: 100,
        maturity_reason: String::new(),
        seed: 1,
    }
}

/// Months of a first window, unless somebody chooses another number.
pub const USUAL_WINDOW_MONTHS: u32 = 6;
