//! What a founder asks before anything else.

pub mod decision;
