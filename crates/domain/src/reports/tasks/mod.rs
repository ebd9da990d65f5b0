//! What is to be done by when: the occurrences of controls that operate, and the tasks of people that follow from them.

mod audit;
mod certifications;
mod corrective;
mod digest;
mod entries;
mod events;
mod internal_audits;
mod month;
mod occurrences;
mod people;
mod policies;
mod rejected;
mod reviews;
mod treatment;
mod whose;

pub use corrective::Corrective;
pub use digest::{Digest, digest};
pub use events::{MAX_OPEN_EVENTS, open_events};
pub use month::{DayOfMonth, MAX_MONTH_ITEMS, Month, month};
pub use occurrences::{MAX_RANGE_DAYS, Occurrence, Standing, occurrences};
pub use people::{
    Figures, LOOK_BACK_DAYS, MAX_COUNTED, MAX_TASKS, Of, SOON_DAYS, Task, TaskKind, Tasks, Urgency, tasks,
};
pub use treatment::{REVIEW_AHEAD_DAYS, RiskDue};
