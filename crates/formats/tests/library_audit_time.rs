//! The table of audit time is whole: rows follow each other, and more people take more days.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use formats::library::audit_time::{of, rows};

#[test]
fn r217_audit_time_by_people_is_a_table_without_gaps() {
    assert_eq!(rows().len(), 8);
    for pair in rows().windows(2) {
        assert_eq!(pair[0].to + 1, pair[1].from);
        assert!(pair[0].tenths < pair[1].tenths);
    }
    assert_eq!(of(40).unwrap().days(), "8.5");
    assert_eq!(of(1).unwrap().days(), "5");
    assert_eq!((of(0), of(176)), (None, None));
}
