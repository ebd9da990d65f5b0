//! Did a control run through its whole window? Buckets, what is missing in them, events against their limit, and the
//! days that stay uncovered (K5).

mod buckets;
mod check;
mod clean;
mod events;

pub use buckets::buckets;
pub use check::{WindowFinding, WindowStatus, check};
pub use clean::earliest_clean_start;
pub use events::{EventCase, EventFinding, MAX_LIMIT_DAYS, each_once, events};

use crate::refusal::Refusal;
use crate::values::window::NoWindow;

impl From<NoWindow> for Refusal {
    fn from(no: NoWindow) -> Refusal {
        Refusal::NotPossible { sentence: no.to_string(), hint: no.hint() }
    }
}
