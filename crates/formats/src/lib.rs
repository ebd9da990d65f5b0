//! formats

pub mod library;
pub mod sheet;
