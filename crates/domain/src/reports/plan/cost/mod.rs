//! Cost as ranges with a source for each figure (K8, R299-R308, R310, R319, R324, R326).

mod add;
mod collection;
mod compare;
mod effort;
mod lines;
mod simulate;

pub use add::{AddedItem, MAX_ITEMS, Sum, add};
pub use collection::{Collection, collection};
pub use compare::{Compared, ExtendedLine, Extending, comparisons, extending};
pub use effort::{Effort, EffortLine};
pub use lines::{CostPlan, PlannedCost, YEARS, cost, twice};
pub use simulate::{Distribution, SHARES, TRIALS};
