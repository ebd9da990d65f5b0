//! A plan of the way to a report or a certificate: what is chosen, the figures that it is reckoned with, and what was kept of
//! it (K2, K8, K13).

mod choices;
mod figure;
mod range;
mod step;
mod tables;
mod track;

pub use choices::{Basis, Choices, MAX_MONTHS, MAX_PERCENT, MIN_PERCENT, Size};
pub use figure::{MAX_FIGURES, MAX_MONEY, OwnFigure};
pub use range::Range;
pub use step::{Actual, Baseline, BaselineStep, MAX_BASELINES, MAX_STEPS};
pub use tables::{
    Assumed, Comparison, CostLine, CostWhen, ExtendingLine, Figure, FigureUnit, Item, SizeWords, Tables, Total,
};
pub use track::{Length, Route, RouteTrack, StepKind, TableStep, Task, TaskFact, Track, TrackFramework};
