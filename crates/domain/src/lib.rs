//! What compliance is: values, commands, events, registers, rules and reports. Pure: no disk, clock, network, randomness.

pub mod values;
