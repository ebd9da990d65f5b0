//! The window as a map: controls by columns of the calendar, each cell with why it is as it is.

use super::control::{Judging, Stretch, stretches};
use super::population::population;
use super::window::{WindowReport, known};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::engagement::{ControlFinding, RunFinding};
use crate::reports::window::{EventCase, buckets, events};
use crate::values::{Bucket, Frequency};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most columns of one map.
const MAX_COLUMNS: usize = 800;
/// Most buckets that a cell names.
const MOST_NAMED: usize = 3;

/// What a cell shows: the first of these that is true of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellState {
    /// A full bucket that is over has no run.
    Missing,
    /// It ran, and evidence came late, was back-dated, or came after the window was closed; or an event was answered after
    /// its limit.
    Late,
    /// A bucket partly inside the window has no run inside it.
    Advisory,
    /// A bucket is running and has no run yet.
    Due,
    /// It ran.
    Run,
    /// Nothing was due here: the bucket has its run in another column.
    Covered,
    /// It runs on events, and no run is here.
    OnEvent,
    /// Nobody said how often it runs.
    NoFrequency,
    /// The column has not come.
    NotYetDue,
    /// The control did not operate here.
    NotInForce,
}

impl CellState {
    /// All of them.
    pub const ALL: [CellState; 10] = [
        CellState::Missing,
        CellState::Late,
        CellState::Advisory,
        CellState::Due,
        CellState::Run,
        CellState::Covered,
        CellState::OnEvent,
        CellState::NoFrequency,
        CellState::NotYetDue,
        CellState::NotInForce,
    ];

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            CellState::Missing => "missing",
            CellState::Late => "late",
            CellState::Advisory => "advisory",
            CellState::Due => "due",
            CellState::Run => "run",
            CellState::Covered => "covered",
            CellState::OnEvent => "on_event",
            CellState::NoFrequency => "no_frequency",
            CellState::NotYetDue => "not_yet_due",
            CellState::NotInForce => "not_in_force",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            CellState::Missing => "Missing",
            CellState::Late => "Ran, came late",
            CellState::Advisory => "Advisory",
            CellState::Due => "Due now",
            CellState::Run => "Ran",
            CellState::Covered => "Nothing due here",
            CellState::OnEvent => "On event",
            CellState::NoFrequency => "No frequency",
            CellState::NotYetDue => "Not yet due",
            CellState::NotInForce => "Not in force",
        }
    }
}

/// The map of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// The columns.
    pub columns: Vec<Bucket>,
    /// The controls, in the order of the report.
    pub rows: Vec<HeatRow>,
}

/// One control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRow {
    /// Its id.
    pub control: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// One control in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub state: CellState,
    /// Why, in a sentence.
    pub why: String,
    /// The items that show runs in it.
    pub evidence: Vec<String>,
}

/// A bucket of the control's own frequency, and how it stands.
struct Mark {
    from: Date,
    until: Date,
    name: String,
    state: CellState,
}

/// The map of a report in columns of a frequency; months when that is too fine for the most columns.
///
/// # Errors
/// [`Refusal::Unknown`]; [`Refusal::TooMany`] for more columns than a map has room for.
pub fn heat(registers: &Registers, report: &WindowReport, grain: Frequency) -> Result<Heat, Refusal> {
    let held = known(registers, &report.engagement)?;
    let columns = buckets(grain, report.window, &registers.operations.holidays);
    if columns.len() > MAX_COLUMNS {
        return Err(Refusal::TooMany { what: "columns of one map", max: MAX_COLUMNS });
    }
    let judging = Judging { registers, id: &report.engagement, held, window: report.window, on: report.on };
    let rows = report.controls.iter().map(|one| {
        let marks = marks(judging, one);
        let cells = columns.iter().map(|column| cell(judging, one, &marks, column)).collect();
        HeatRow { control: one.control.clone(), cells }
    });
    Ok(Heat { rows: rows.collect(), columns })
}

fn marks(judging: Judging<'_>, one: &ControlFinding) -> Vec<Mark> {
    let registers = judging.registers;
    let own = registers.controls.get(&one.control);
    let of = registers.operations.controls.get(&one.control);
    let Some((force, of)) = own.and_then(|own| registers.operations.in_force(own, judging.window)).zip(of) else {
        return Vec::new();
    };
    let runs = judging.runs(&one.control);
    let mut marks = Vec::new();
    for stretch in stretches(of, force) {
        let Stretch { frequency, window, .. } = stretch;
        if frequency == Some(Frequency::EventDriven) {
            marks.extend(of_events(judging, &one.control, &stretch));
        }
        let Some(frequency) = frequency.filter(|frequency| *frequency != Frequency::EventDriven) else {
            let state = if frequency.is_none() { CellState::NoFrequency } else { CellState::OnEvent };
            marks.push(Mark { from: window.from, until: window.until, name: String::new(), state });
            continue;
        };
        let days = judging.days(frequency, &runs, window);
        for bucket in buckets(frequency, window, &registers.operations.holidays) {
            let (from, until) = (bucket.from.max(window.from), bucket.until.min(window.until));
            let ran = days.iter().any(|day| from <= *day && *day <= until);
            let state = match () {
                () if ran => CellState::Covered,
                () if judging.on < from => CellState::NotYetDue,
                () if judging.on <= until => CellState::Due,
                () if bucket.full => CellState::Missing,
                () => CellState::Advisory,
            };
            marks.push(Mark { from, until, name: bucket.name, state });
        }
    }
    marks
}

/// Each event of the population on its day, as far as it is known how it was answered.
fn of_events(judging: Judging<'_>, control: &str, stretch: &Stretch) -> Vec<Mark> {
    let cases = population(judging.registers, judging.id, control).unwrap_or_default();
    let inside: Vec<EventCase> = cases.into_iter().filter(|case| stretch.window.contains(case.due_from)).collect();
    let found = events(stretch.limit_days.unwrap_or_default(), &inside, Some(judging.on));
    let lists = [
        (found.missing, CellState::Missing),
        (found.late, CellState::Late),
        (found.pending, CellState::Due),
        (found.on_time, CellState::Run),
    ];
    let state: BTreeMap<String, CellState> =
        lists.into_iter().flat_map(|(ids, state)| ids.into_iter().map(move |id| (id, state))).collect();
    let mark = |case: EventCase| {
        let state = *state.get(&case.id)?;
        Some(Mark { from: case.due_from, until: case.due_from, name: case.id, state })
    };
    inside.into_iter().filter_map(mark).collect()
}

fn cell(judging: Judging<'_>, one: &ControlFinding, marks: &[Mark], column: &Bucket) -> Cell {
    let window = judging.window;
    let (from, until) = (column.from.max(window.from), column.until.min(window.until));
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.from <= until && from <= mark.until).collect();
    let continuous = one.frequency == Some(Frequency::Continuous);
    let runs: Vec<&RunFinding> = one.runs.iter().filter(|run| from <= run.on && run.on <= until).collect();
    let covered = here.iter().any(|mark| mark.state == CellState::Covered);
    let own = match (runs.is_empty(), runs.iter().all(|run| run.in_time())) {
        (false, false) => Some(CellState::Late),
        (false, true) => Some(CellState::Run),
        (true, _) if continuous && covered => Some(CellState::Run),
        (true, _) => None,
    };
    let worst = here.iter().map(|mark| mark.state).min();
    let state = match (own, worst) {
        (Some(own), Some(worst)) => own.min(worst),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) if here.is_empty() && judging.on < from && !force_over(one, from) => CellState::NotYetDue,
        // A column without a business day, or outside the days on which the control operated.
        (None, None) if one.not_in_force.iter().any(|(f, u)| *f <= from && until <= *u) => CellState::NotInForce,
        (None, None) => CellState::Covered,
    };
    Cell { state, why: why(state, &here, &runs, one), evidence: runs.iter().map(|run| run.evidence.clone()).collect() }
}

fn force_over(one: &ControlFinding, from: Date) -> bool {
    one.not_in_force.iter().any(|(first, last)| *first <= from && from <= *last)
}

fn why(state: CellState, here: &[&Mark], runs: &[&RunFinding], one: &ControlFinding) -> String {
    let named = |wanted: CellState| {
        let all: Vec<&str> = here.iter().filter(|m| m.state == wanted).map(|m| m.name.as_str()).collect();
        let mut text = all.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        if all.len() > MOST_NAMED {
            text.push_str(&format!(" and {} more", all.len() - MOST_NAMED));
        }
        (text, all.len())
    };
    let days: BTreeSet<Date> = runs.iter().map(|run| run.on).collect();
    let ran = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first < last => format!("ran on {} days from {first} to {last}", days.len()),
        (Some(day), _) => format!("ran on {day}"),
        _ => String::new(),
    };
    let by = |wanted| here.iter().filter(|m| m.state == wanted).map(|m| m.until).max();
    if one.frequency == Some(Frequency::EventDriven) && named(state).1 > 0 && !named(state).0.is_empty() {
        let (names, _) = named(state);
        let ran = if ran.is_empty() { ran } else { format!("; {ran}") };
        return match state {
            CellState::Missing => format!("no evidence for {names}{ran}"),
            CellState::Late => format!("answered after the limit: {names}{ran}"),
            CellState::Due => format!("the limit of {names} is running{ran}"),
            _ => format!("answered in time: {names}{ran}"),
        };
    }
    match state {
        CellState::Missing => {
            let (names, count) = named(state);
            let of = if here.len() > 1 { format!(", {count} of {}", here.len()) } else { String::new() };
            let ran = if ran.is_empty() { ran } else { format!("; {ran}") };
            format!("no run in {names}{of}{ran}")
        }
        CellState::Late => format!("{ran}; {}", how_late(runs)),
        CellState::Advisory => format!("no run in {}, which lies in the window in part", named(state).0),
        CellState::Due => {
            by(state).map_or_else(String::new, |day| format!("{} is running: a run is due by {day}", named(state).0))
        }
        CellState::Run if ran.is_empty() => "each day is covered by evidence".to_owned(),
        CellState::Run => ran,
        CellState::Covered if here.is_empty() => "no business day lies here".to_owned(),
        CellState::Covered => format!("the run of {} lies in another column", named(state).0),
        CellState::OnEvent => "it runs on events; its population says how often".to_owned(),
        CellState::NoFrequency => "nobody said how often it runs".to_owned(),
        CellState::NotYetDue => "it has not come yet".to_owned(),
        CellState::NotInForce => match one.not_in_force.as_slice() {
            [(from, until), ..] => format!("it did not operate from {from} to {until}"),
            [] => "it did not operate".to_owned(),
        },
    }
}

fn how_late(runs: &[&RunFinding]) -> String {
    let said = [
        (runs.iter().any(|run| run.late), "received more than 30 days after the end of its period"),
        (runs.iter().any(|run| run.back_dated), "claimed to have been collected long before it was received"),
        (runs.iter().any(|run| run.after_close), "received after the window was closed"),
    ];
    said.into_iter().filter(|(so, _)| *so).map(|(_, words)| words).collect::<Vec<_>>().join("; ")
}
