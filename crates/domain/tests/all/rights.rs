//! What the tests of the table of rights share.

pub(crate) mod cells;
