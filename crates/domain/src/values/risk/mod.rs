//! Risks: the method by which they are rated, what they are, what is done about them, and what they could cost.

mod assessed;
mod method;
mod quantity;
mod row;
mod shipped;
mod treatment;

pub use assessed::{MAX_RISK_LINKS, Property, Rating, RatingKind, Risk, RiskCategory, RiskState, RiskTrigger};
pub use method::{Grade, Level, MAX_GRADES, MAX_REVIEW_MONTHS, MAX_TRIGGERS, MIN_GRADES, RiskBasis, RiskMethod};
pub use quantity::{Estimate, Exposure, MAX_FREQUENCY, MAX_LOSS, MAX_TRIALS, MIN_TRIALS, Quantity, Simulation};
pub use row::{Grades, RiskRow};
pub use shipped::proposed_method;
pub use treatment::{Acceptance, LineState, LineStep, MAX_LINES, Treatment, TreatmentLine, TreatmentOption};
