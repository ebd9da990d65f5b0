//! What is known of a SOC 2 engagement: its window control by control, what a later start or another end would do, what
//! follows it, and what a planner should hear. Nothing here is a verdict: the opinion is the auditor's (R203).

mod advice;
mod clean;
mod continuity;
mod control;
mod days;
mod heat;
mod population;
mod timeline;
mod window;

pub use advice::{Advice, AdviceKind, advice, asked_advice};
pub use clean::{CleanStart, HeldBack, StatusChange, WhatIf, earliest_clean_start, what_if};
pub use continuity::{Break, Continuity, Missed, Overlap, continuity, next_period};
pub use control::{ControlFinding, Due, PartFinding, Proof, RunFinding, Status};
pub use heat::{Cell, CellState, Heat, HeatRow, heat};
pub use population::population;
pub use timeline::{
    FIELDWORK_WEEKS, Length, MAX_WEEKS, PathStep, REPORT_WEEKS, Timeline, forecast, length, path, timeline,
};
pub use window::{CriterionFinding, CriterionState, Figures, WindowReport, judge_window, window_report};
