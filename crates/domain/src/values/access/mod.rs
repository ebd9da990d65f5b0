//! Who may do what: roles, actions, duties to be kept apart, and the one table that joins them. Data, no judgement.

pub mod action;
pub mod duty;
pub mod role;
pub mod table;

pub use action::{Action, ActionSet};
pub use duty::Duty;
pub use role::Role;
pub use table::{Cell, Effect, LINES, Line, State, Whose, cell};
