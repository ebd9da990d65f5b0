//! formats

pub mod calendar;
pub mod findings;
pub mod holidays;
pub mod library;
pub mod package;
pub mod papers;
pub mod pictures;
pub mod policy;
pub mod sheet;
