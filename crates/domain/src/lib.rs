//! What compliance is: values, commands, events, registers, rules and reports. Pure: no disk, clock, network, randomness.

pub mod command;
pub mod event;
pub mod refusal;
pub mod registers;
pub mod reports;
pub mod rules;
pub mod stamp;
pub mod values;
