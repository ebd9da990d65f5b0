//! Starter texts of our own; the check that compares texts with them needs them too, so they are kept with the meaning.

pub use domain::values::policy::{STARTERS, Starter};
