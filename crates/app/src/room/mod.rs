//! The auditor's room, beside the ledger: the sealed texts of working notes, and readings on their way into the ledger.

mod notes;
mod readings;

pub use notes::{KeptNote, MAX_NOTE};
pub(crate) use readings::Buffer;
