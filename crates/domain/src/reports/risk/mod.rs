//! Reports on risks: where each stands, heat, trend, what is wrong, what hangs together, what it could cost.

mod chain;
pub(crate) mod draw;
mod heat;
mod lines;
mod notes;
mod quantified;
mod shown;
mod standing;
mod superficial;
mod trend;
mod wrong;

pub use chain::{Break, Broken, ChainLink, ChainReport, Stated, chain, chained};
pub use heat::{Heat, HeatMap, heat};
pub use lines::{BEFORE_OPENING, Rated, RiskLine, line, lines, missing, overdue, rated_word};
pub use notes::{NoteOnDelta, Served, notes_on_delta, served};
pub use quantified::{CHANCES, LossPoint, Losses, MAX_QUANTIFIED, Quantified, RiskLoss, mean, play, quantified};
pub use shown::{Shown, shown};
pub use standing::{Signature, acceptance, approval, open_lines, rated, standing, state};
pub use superficial::{ONE_SCORE_FROM, superficial};
pub use trend::{MAX_MONTHS, MonthOfRisk, trend};
pub use wrong::{RiskFinding, RiskProblem, wrong};
