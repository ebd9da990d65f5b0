//! From which day on a window would show no gap, and what another window would do.

use super::control::{Judging, Status, Stretch, stretches};
use super::days::days_of;
use super::population::population;
use super::window::{Figures, judge_window, known};
use crate::refusal::Refusal;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::{Held, Registers};
use crate::reports::window::{EventCase, earliest_clean_start as of_control, events};
use crate::values::{Frequency, Window};
use jiff::civil::Date;

/// The earliest day from which no control in scope has a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanStart {
    /// The days that were looked at.
    pub reach: Window,
    /// The day; `None` as long as some control has none.
    pub from: Option<Date>,
    /// The controls that hold it back, those that hold it furthest back first; those that are clean throughout are left out.
    pub held_back: Vec<HeldBack>,
    /// Controls that run on events and have no population yet, which decides.
    pub unjudged: Vec<String>,
}

/// A control that holds a start back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The control.
    pub control: String,
    /// Its own earliest day; `None` for none.
    pub from: Option<Date>,
    /// Why.
    pub why: &'static str,
}

/// What another window would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The present window; `None` for a Type I.
    pub present: Option<Window>,
    /// The other one.
    pub other: Window,
    /// Figures of the present window.
    pub before: Figures,
    /// Figures of the other one.
    pub after: Figures,
    /// The controls that would stand otherwise.
    pub changes: Vec<StatusChange>,
}

/// A control that would stand otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The control.
    pub control: String,
    /// How it stands now; `None` without a present window.
    pub before: Option<Status>,
    /// How it would stand.
    pub after: Status,
    /// Missing buckets now.
    pub missing_before: usize,
    /// Missing buckets then.
    pub missing_after: usize,
}

/// The earliest clean start of an engagement inside `reach`, judged up to the day before `on`.
///
/// # Errors
/// [`Refusal::Unknown`]; [`Refusal::NotPossible`] when no day of `reach` is over, or no control runs by the calendar.
pub fn earliest_clean_start(registers: &Registers, id: &str, reach: Window, on: Date) -> Result<CleanStart, Refusal> {
    let held = known(registers, id)?;
    let judging = Judging { registers, id, held, window: reach, on };
    let reach = judging.over().ok_or_else(|| Refusal::NotPossible {
        sentence: format!("no day from {} on is over", reach.from),
        hint: "ask for an earlier first day".to_owned(),
    })?;
    let (mut held_back, mut unjudged) = (Vec::new(), Vec::new());
    let in_scope = controls_in_scope(registers, held);
    let all = in_scope.len();
    for own in in_scope {
        match start_of(judging, own, reach) {
            Start::Unjudged => unjudged.push(own.control.id.clone()),
            Start::From(from, why) if from != Some(reach.from) => {
                held_back.push(HeldBack { control: own.control.id.clone(), from, why });
            }
            Start::From(..) => {}
        }
    }
    if unjudged.len() == all {
        return Err(Refusal::NotPossible {
            sentence: format!("no control in scope of {id} runs by the calendar"),
            hint: "link own controls with a frequency to the criteria in scope".to_owned(),
        });
    }
    held_back.sort_by_key(|one| (one.from.is_some(), std::cmp::Reverse(one.from), one.control.clone()));
    let from = held_back.first().map_or(Some(reach.from), |latest| latest.from);
    Ok(CleanStart { reach, from, held_back, unjudged })
}

enum Start {
    /// The control runs on events, and no population says on which.
    Unjudged,
    /// From this day on, and why not earlier.
    From(Option<Date>, &'static str),
}

fn start_of(judging: Judging<'_>, own: &Held, reach: Window) -> Start {
    let registers = judging.registers;
    let (Some(force), Some(of)) =
        (registers.operations.in_force(own, reach), registers.operations.controls.get(&own.control.id))
    else {
        return Start::From(None, "it does not operate");
    };
    if force.until < reach.until {
        return Start::From(None, "it was retired");
    }
    let runs = judging.runs(&own.control.id);
    let mut later = None;
    let mut judged = false;
    for stretch in stretches(of, force).into_iter().rev() {
        let Some(frequency) = stretch.frequency else {
            return Start::From(later, "nobody said how often it ran");
        };
        if frequency == Frequency::EventDriven {
            // Without a population nobody knows how often it should have run.
            if let Some(cases) = population(registers, judging.id, &own.control.id) {
                judged = true;
                if let Some(last) = last_unanswered(judging, &stretch, &cases) {
                    let after = last.tomorrow().ok().filter(|after| *after <= stretch.window.until).or(later);
                    return Start::From(after, "an event before it has no evidence");
                }
            }
        } else {
            judged = true;
            let days = days_of(frequency, &runs, stretch.window);
            let start = of_control(frequency, stretch.window, &days, &registers.operations.holidays);
            match start {
                Some(start) if start == stretch.window.from => {}
                Some(start) => return Start::From(Some(start), "a run is missing before"),
                None => return Start::From(later, "a run is missing before"),
            }
        }
        later = Some(stretch.window.from);
    }
    match judged {
        false => Start::Unjudged,
        true => Start::From(Some(force.from), "it did not operate before"),
    }
}

/// The day of the last event of a stretch whose limit is over and for which nothing shows that it was answered.
fn last_unanswered(judging: Judging<'_>, stretch: &Stretch, cases: &[EventCase]) -> Option<Date> {
    let inside: Vec<EventCase> = cases.iter().filter(|case| stretch.window.contains(case.due_from)).cloned().collect();
    let missing = events(stretch.limit_days.unwrap_or_default(), &inside, Some(judging.on)).missing;
    inside.iter().filter(|case| missing.contains(&case.id)).map(|case| case.due_from).max()
}

/// What another window of an engagement would do, judged on the same day.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn what_if(registers: &Registers, id: &str, other: Window, on: Date) -> Result<WhatIf, Refusal> {
    let held = known(registers, id)?;
    let present = held.window();
    let now = present.map(|window| judge_window(registers, id, held, window, on));
    let then = judge_window(registers, id, held, other, on);
    let mut changes = Vec::new();
    for (at, after) in then.controls.iter().enumerate() {
        // Both are made of the same controls in the same order.
        let before = now.as_ref().and_then(|now| now.controls.get(at));
        let missing_before = before.map_or(0, |before| before.missing.len());
        let same = before.is_some_and(|before| before.status == after.status && missing_before == after.missing.len());
        if !same {
            changes.push(StatusChange {
                control: after.control.clone(),
                before: before.map(|before| before.status),
                after: after.status,
                missing_before,
                missing_after: after.missing.len(),
            });
        }
    }
    let before = now.map(|now| now.figures).unwrap_or_default();
    Ok(WhatIf { present, other, before, after: then.figures, changes })
}
