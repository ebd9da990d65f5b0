//! Pictures of figures as SVG, drawn once for pages and for papers. Each piece bears a class, by which a page colours it for light
//! and dark, and colours in attributes, which a paper takes. What a colour says, a word, a number, stripes or an outline says too,
//! and the whole is told in one sentence for those who do not see it; a table with the same figures stands beside it.

mod calendar;
mod gantt;
mod grid;
mod lanes;
mod lines;
mod parts;
mod svg;

pub use calendar::calendar;
pub use gantt::gantt;
pub use grid::{CONTROLS_A_PICTURE, CONTROLS_AT_FIRST, heat, letter, window};
pub use lanes::{Lane, Point, Stretch, lanes};
pub use lines::{MONTHS_SHOWN, burndown, trend};
pub use parts::{Slice, bar, of_gap, of_reuse, stacked};
pub use svg::Fill;
