//! Window check and sample size as JSON: what is asked and what is answered, one reader for the terminal and the API.
//! These shapes are a contract: fields are added, never renamed or taken away.

mod fields;
mod sample;
mod window;

pub use fields::{Misread, day};
pub use sample::{SampleAsk, SampleWords, sample};
pub use window::{
    EventAsk, EventsWords, MAX_EVENTS, MAX_HOLIDAYS, MAX_RUNS, WindowAsk, WindowRunsWords, WindowWords, window,
};

/// Largest JSON that is read, in bytes: room for the most runs and the most events.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
