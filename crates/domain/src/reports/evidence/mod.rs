//! Evidence: what is wrong with it, when it came, which criteria and controls of both frameworks it serves.

mod current;
mod followed;
mod marks;
mod packs;
mod plan;
mod quality;
mod ratio;
mod retention;
mod serves;
mod twice;
mod window;

pub use current::{current_until, expired};
pub use followed::{Followed, Outcome, followed, outcome};
pub(crate) use marks::clock;
pub use marks::{BACK_DATED_DAYS, Marks, marks};
pub use packs::{PACK_ITEMS, PACKS, Pack, PackPart, Packed, PackedPart, packs};
pub use plan::{EvidencePlan, Expected, ExpectedType, evidence_plan};
pub use quality::{Check, Integrity, RULES, checks, checks_for, kept_of_judged, wrong_now};
pub use ratio::{Missing, ReuseRatio, reuse_ratio};
pub use retention::keep_until;
pub(crate) use serves::of_controls;
pub use serves::{IsoUse, Label, Serves, serves};
pub use twice::{Twice, same_as, twice};
