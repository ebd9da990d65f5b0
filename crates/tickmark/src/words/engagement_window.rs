//! The window of an engagement as JSON: controls, criteria, figures, the map, the clean start, another window.

use super::engagement::DaysWords;
use app::ask::WindowAnswer;
use domain::reports::engagement::{CleanStart, ControlFinding, Figures, Heat, PartFinding, RunFinding, Status, WhatIf};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The window of an engagement. It says what ran and what did not, and nothing about an opinion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EngagementWindowWords {
    /// Id of the engagement.
    pub engagement: String,
    /// The window.
    pub window: DaysWords,
    /// The day on which it is judged.
    #[schema(format = Date)]
    pub judged_on: String,
    /// The window is not over: everything is said so far.
    pub so_far: bool,
    /// What the figures are about.
    pub scope: String,
    /// Figures.
    pub figures: WindowFiguresWords,
    /// The earliest clean start; null before a day of the window is over.
    pub clean_start: Option<CleanStartWords>,
    /// Criteria.
    pub criteria: Vec<CriterionWindowWords>,
    /// Controls.
    pub controls: Vec<ControlWindowWords>,
    /// The map: names of its columns, and the cells of each control.
    pub map: HeatWords,
}

/// How many controls and criteria stand how.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WindowFiguresWords {
    /// Controls in scope: the whole of what follows.
    pub in_scope: usize,
    /// Controls by status: `complete`, `gap`, `not_exercised`, `unproved`, `population_wanted`, `not_due`, `no_frequency`,
    /// `not_in_force`.
    pub by_status: BTreeMap<&'static str, usize>,
    /// Controls with evidence that came late, was back-dated, or came after the close.
    pub came_late: usize,
    /// Controls that changed inside the window.
    pub changed: usize,
    /// Criteria in scope.
    pub criteria: usize,
    /// Criteria with only gaps.
    pub only_gaps: usize,
    /// Criteria that no control answers.
    pub no_control: usize,
}

impl From<&Figures> for WindowFiguresWords {
    fn from(figures: &Figures) -> WindowFiguresWords {
        WindowFiguresWords {
            in_scope: figures.in_scope,
            by_status: Status::ALL.into_iter().map(|status| (status.id(), figures.of(status))).collect(),
            came_late: figures.came_late,
            changed: figures.changed,
            criteria: figures.criteria,
            only_gaps: figures.only_gaps,
            no_control: figures.no_control,
        }
    }
}

/// The earliest day from which no control has a gap.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CleanStartWords {
    /// The days that were looked at.
    pub reach: DaysWords,
    /// The day; null as long as some control has none.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Controls that hold it back, the first most.
    pub held_back: Vec<HeldBackWords>,
    /// Controls that run on events.
    pub unjudged: Vec<String>,
}

/// A control that holds a start back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldBackWords {
    /// The control.
    pub control: String,
    /// Its own earliest day; null for none.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Why.
    pub why: &'static str,
}

impl From<&CleanStart> for CleanStartWords {
    fn from(clean: &CleanStart) -> CleanStartWords {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let held = clean.held_back.iter();
        let held = held.map(|one| HeldBackWords { control: one.control.clone(), from: day(one.from), why: one.why });
        CleanStartWords {
            reach: clean.reach.into(),
            from: day(clean.from),
            held_back: held.collect(),
            unjudged: clean.unjudged.clone(),
        }
    }
}

/// A criterion and how its controls stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CriterionWindowWords {
    /// Its id.
    pub id: String,
    /// `no_control`, `only_gaps`, `some_gaps` or `no_gap`.
    pub state: &'static str,
    /// Status by control.
    pub controls: BTreeMap<String, &'static str>,
}

/// A control over the window.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ControlWindowWords {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub status: &'static str,
    /// How often it runs.
    pub frequency: Option<&'static str>,
    /// Full buckets that are over.
    pub full_buckets: u32,
    /// Full buckets without a run.
    pub missing: Vec<String>,
    /// Ids of events that were answered after the limit.
    pub late_events: Vec<String>,
    /// Buckets partly inside without a run inside.
    pub advisory: Vec<String>,
    /// Rows of missing days.
    pub uncovered: Vec<DaysWords>,
    /// Days on which it did not operate.
    pub not_in_force: Vec<DaysWords>,
    /// What is due next: bucket, and the last day for it.
    pub due: Option<DueWords>,
    /// Its versions.
    pub parts: Vec<VersionPartWords>,
    /// On how many days it ran; a day counts once, however many items show it.
    pub days_run: usize,
    /// What shows that it ran, item by item.
    pub runs: Vec<RunWords>,
    /// The item that shows an empty population; null for none.
    pub proof: Option<String>,
}

/// A bucket that is running.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueWords {
    /// Its name.
    pub bucket: String,
    /// The last day.
    #[schema(format = Date)]
    pub by: String,
}

/// A version for its part of the window.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionPartWords {
    /// The version.
    pub version: u32,
    /// Its part.
    pub days: DaysWords,
    /// What is another than before: `wording`, `owner`, `frequency`, `system`, `limit`.
    pub changed: Vec<&'static str>,
    /// It was recorded after it held.
    pub recorded_afterwards: bool,
    /// How it stands for its part.
    pub status: &'static str,
    /// Full buckets of its part without a run.
    pub missing: Vec<String>,
    /// Runs in its part: days on which it ran, each counted once however many items show it.
    pub runs: usize,
}

impl From<&PartFinding> for VersionPartWords {
    fn from(part: &PartFinding) -> VersionPartWords {
        VersionPartWords {
            version: part.version,
            days: part.window.into(),
            changed: part.changed.clone(),
            recorded_afterwards: part.recorded_afterwards,
            status: part.status.id(),
            missing: part.missing.clone(),
            runs: part.runs,
        }
    }
}

/// A run with how its evidence came in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RunWords {
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// The item.
    pub evidence: String,
    /// Accepted by somebody else.
    pub accepted: bool,
    /// Received more than 30 days after its period.
    pub late: bool,
    /// Claimed to have been collected more than 7 days before it was received.
    pub back_dated: bool,
    /// Received after the window was closed.
    pub after_close: bool,
}

impl From<&RunFinding> for RunWords {
    fn from(run: &RunFinding) -> RunWords {
        let RunFinding { accepted, late, back_dated, after_close, .. } = *run;
        let (on, evidence) = (run.on.to_string(), run.evidence.clone());
        RunWords { on, evidence, accepted, late, back_dated, after_close }
    }
}

impl From<&ControlFinding> for ControlWindowWords {
    fn from(one: &ControlFinding) -> ControlWindowWords {
        let days = |all: &[(Date, Date)]| -> Vec<DaysWords> {
            all.iter().map(|(f, u)| DaysWords { from: f.to_string(), until: u.to_string() }).collect()
        };
        ControlWindowWords {
            id: one.control.clone(),
            name: one.name.clone(),
            status: one.status.id(),
            frequency: one.frequency.map(domain::values::Frequency::id),
            full_buckets: one.full_buckets,
            missing: one.missing.clone(),
            late_events: one.late_events.clone(),
            advisory: one.advisory.clone(),
            uncovered: days(&one.uncovered),
            not_in_force: days(&one.not_in_force),
            due: one.due.as_ref().map(|due| DueWords { bucket: due.bucket.clone(), by: due.by.to_string() }),
            parts: one.parts.iter().map(VersionPartWords::from).collect(),
            days_run: one.days_run(),
            runs: one.runs.iter().map(RunWords::from).collect(),
            proof: one.proof.as_ref().map(|proof| proof.evidence.clone()),
        }
    }
}

/// The map of a window.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeatWords {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Controls.
    pub rows: Vec<HeatRowWords>,
}

/// One control of the map.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeatRowWords {
    /// Its id.
    pub control: String,
    /// One cell a column.
    pub cells: Vec<CellWords>,
}

/// One cell.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CellWords {
    /// `missing`, `late`, `advisory`, `due`, `run`, `covered`, `on_event`, `no_frequency`, `not_yet_due` or `not_in_force`.
    pub state: &'static str,
    /// Why.
    pub why: String,
    /// The items in it.
    pub evidence: Vec<String>,
}

impl From<&Heat> for HeatWords {
    fn from(heat: &Heat) -> HeatWords {
        let cells = |row: &domain::reports::engagement::HeatRow| -> Vec<CellWords> {
            let cells = row.cells.iter();
            cells.map(|c| CellWords { state: c.state.id(), why: c.why.clone(), evidence: c.evidence.clone() }).collect()
        };
        HeatWords {
            columns: heat.columns.iter().map(|column| column.name.clone()).collect(),
            rows: heat
                .rows
                .iter()
                .map(|row| HeatRowWords { control: row.control.clone(), cells: cells(row) })
                .collect(),
        }
    }
}

impl From<&WindowAnswer> for EngagementWindowWords {
    fn from(answer: &WindowAnswer) -> EngagementWindowWords {
        let report = &answer.report;
        let criteria = report.criteria.iter().map(|one| CriterionWindowWords {
            id: one.id.clone(),
            state: one.state.id(),
            controls: one.controls.iter().map(|(control, status)| (control.clone(), status.id())).collect(),
        });
        EngagementWindowWords {
            engagement: report.engagement.clone(),
            window: report.window.into(),
            judged_on: report.on.to_string(),
            so_far: report.so_far,
            scope: report.scope.clone(),
            figures: (&report.figures).into(),
            clean_start: answer.clean.as_ref().map(CleanStartWords::from),
            criteria: criteria.collect(),
            controls: report.controls.iter().map(ControlWindowWords::from).collect(),
            map: (&answer.heat).into(),
        }
    }
}

/// What another window would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OtherWindowWords {
    /// The present window; null for a Type I.
    pub present: Option<DaysWords>,
    /// The other one.
    pub other: DaysWords,
    /// Figures of the present window.
    pub before: WindowFiguresWords,
    /// Figures of the other one.
    pub after: WindowFiguresWords,
    /// Controls that would stand otherwise.
    pub changes: Vec<StatusChangeWords>,
}

/// A control that would stand otherwise.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatusChangeWords {
    /// The control.
    pub control: String,
    /// Now.
    pub before: Option<&'static str>,
    /// Then.
    pub after: &'static str,
    /// Missing now.
    pub missing_before: usize,
    /// Missing then.
    pub missing_after: usize,
}

impl From<&WhatIf> for OtherWindowWords {
    fn from(what: &WhatIf) -> OtherWindowWords {
        let changes = what.changes.iter().map(|one| StatusChangeWords {
            control: one.control.clone(),
            before: one.before.map(Status::id),
            after: one.after.id(),
            missing_before: one.missing_before,
            missing_after: one.missing_after,
        });
        OtherWindowWords {
            present: what.present.map(DaysWords::from),
            other: what.other.into(),
            before: (&what.before).into(),
            after: (&what.after).into(),
            changes: changes.collect(),
        }
    }
}
