//! One window after the other: what follows, where none does, and what was missed meanwhile (R207, R208).

use super::control::Status;
use super::window::judge_window;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::values::{EngagementState, Window};
use jiff::ToSpan;
use jiff::civil::Date;

/// How windows join.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuity {
    /// Days between windows that no window holds, the earliest first.
    pub breaks: Vec<Break>,
    /// Days that two windows hold, the earliest first.
    pub overlaps: Vec<Overlap>,
    /// Windows that have begun, opened or not, of which controls have gaps.
    pub missed: Vec<Missed>,
}

/// Days that no window holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The engagement before.
    pub after: String,
    /// The engagement that comes next; `None` as long as none is planned.
    pub before: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day; `None` as long as nothing is planned.
    pub until: Option<Date>,
}

/// Days that a window holds although one before it holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The engagement that began first.
    pub first: String,
    /// The engagement that begins before the first one ends.
    pub second: String,
    /// The first day of both.
    pub from: Date,
    /// The last day of both.
    pub until: Date,
}

/// Controls that did not run in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The engagement.
    pub engagement: String,
    /// The controls with a gap.
    pub controls: Vec<String>,
    /// Of so many in scope.
    pub in_scope: usize,
}

/// The window that follows: it starts the day after the last one, and a report is expected every year (R207).
pub fn next_period(held: &HeldEngagement) -> Option<Window> {
    let from = held.window()?.until.tomorrow().ok()?;
    Window::new(from, from.saturating_add(12.months()).yesterday().ok()?).ok()
}

/// How the windows of all Type II engagements join, and what was missed in those that have begun, on a day.
pub fn continuity(registers: &Registers, on: Date) -> Continuity {
    let all = registers.engagements.in_order();
    let windows: Vec<_> = all.into_iter().filter_map(|(id, held)| Some((id, held, held.window()?))).collect();
    let mut found = Continuity::default();
    let mut last: Option<(&String, Date)> = None;
    for (id, held, window) in &windows {
        if let Some((after, end)) = last
            && let Ok(next) = end.tomorrow()
            && next < window.from
        {
            let (after, before) = (after.clone(), Some((*id).clone()));
            found.breaks.push(Break { after, before, from: next, until: window.from.yesterday().ok() });
        }
        if let Some((first, end)) = last
            && window.from <= end
        {
            let (first, second) = (first.clone(), (*id).clone());
            found.overlaps.push(Overlap { first, second, from: window.from, until: end.min(window.until) });
        }
        if last.is_none_or(|(_, end)| end < window.until) {
            last = Some((id, window.until));
        }
        // A window that nobody opened begins all the same: neglected, it would be the one of which nothing is heard.
        if held.state != EngagementState::OnHold && window.from <= on {
            let report = judge_window(registers, id, held, *window, on);
            let gaps = report.controls.iter().filter(|one| one.status == Status::Gap);
            let controls: Vec<String> = gaps.map(|one| one.control.clone()).collect();
            if !controls.is_empty() {
                found.missed.push(Missed { engagement: (*id).clone(), controls, in_scope: report.figures.in_scope });
            }
        }
    }
    if let Some((after, end)) = last
        && end < on
        && let Ok(from) = end.tomorrow()
    {
        found.breaks.push(Break { after: after.clone(), before: None, from, until: None });
    }
    found
}
