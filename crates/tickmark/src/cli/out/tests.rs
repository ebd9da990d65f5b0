//! How wide a table is drawn.

use super::{WIDTH, width_of};

#[test]
fn a_terminal_of_no_columns_is_one_that_does_not_know() {
    assert_eq!([None, Some(0), Some(80)].map(width_of), [WIDTH, WIDTH, 80]);
}
