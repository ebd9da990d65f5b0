//! What of the controlled documents: the register with states, who acknowledged, what changed between versions, what a text
//! says against what evidence shows, what is missing, and what stands there twice.

mod acknowledged;
mod checks;
mod difference;
mod pieces;
mod practice;
mod register;
mod topics;
mod unchanged;

pub use acknowledged::{Progress, Reader, progress};
pub use checks::{MAX_STATEMENTS, TextCheck, TextChecks, text_checks};
pub use difference::{LineChange, LineOf, MAX_DIFFERENCE_LINES, TextDifference, difference};
pub use pieces::{PieceLine, pieces};
pub use practice::{Cadence, Practice, PracticeDoubt, Says, practice};
pub use register::{PoliciesReport, PolicyConcern, PolicyFigures, PolicyFilter, PolicyLine, line, policies};
pub use topics::{SameTopic, same_topics};
pub use unchanged::{LEFT_PERCENT, LEFT_SENTENCES, LeftAsIs, unchanged};
