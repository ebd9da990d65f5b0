//! Calculations as JSON: what is asked and what is answered, one reader for the terminal, the API and the pages.
//! These shapes are a contract: fields are added, never renamed or taken away.

mod acceptance;
mod certification;
mod cost;
mod decision;
mod fields;
mod independence;
mod nonconformity;
mod review;
mod sample;
mod statement;
mod timeline;
mod window;
mod wording;

pub use acceptance::{AcceptanceAnswerWords, AcceptanceFactsAsk, LEVELS, acceptance};
pub use certification::{CertificationAsk, CertificationWords, CycleWords, MAX_VISITS, VisitsWords, certification};
pub use cost::{CostItemLineWords, CostItemWords, CostSumAsk, CostSumWords, EffortWords, cost, cost_items};
pub use decision::{PlannerAnswersAsk, decision};
pub use fields::{Misread, day};
pub use independence::{AuditedAsk, IndependenceAsk, IndependenceWords, independence};
pub use nonconformity::{ClosingAsk, ClosingWords, nonconformity};
pub use review::{ManagementReviewAsk, review};
pub use sample::{SampleAsk, SampleWords, sample};
pub use statement::{SoaEntryAsk, SoaInheritanceAsk, SoaTreatmentAsk, StatementFactsAsk, statement};
pub use timeline::{PlanTimelineAsk, PlanTimelineWords, timeline};
pub use window::{
    EventAsk, EventsWords, MAX_EVENTS, MAX_HOLIDAYS, MAX_RUNS, WindowAsk, WindowRunsWords, WindowWords, window,
};

pub use wording::{FoundWordingWords, WordingAsk, WordingWords, wording};

use serde::Serialize;
use utoipa::ToSchema;

/// What stands in an error that is about no item of its own.
const NO_ITEM: &str = "-";

/// What is wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckErrorsWords {
    /// The check and what it names: a control or an input, `-` for the whole. In the order of the checks; empty when nothing
    /// is wrong.
    pub errors: Vec<[String; 2]>,
}

/// Largest JSON that is read, in bytes: room for the most runs and the most events.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
