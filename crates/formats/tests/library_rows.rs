//! The 61 rows of `truvo-2026-05` against the published table, typed a second time by hand.

use domain::values::{Overlap, Reference};
use formats::library::builtin;

/// Criterion, overlap, references as the table means them.
const TABLE: &str = "
CC1.1 partial A.5.1 A.5.10 A.6.2
CC1.2 partial A.5.1 A.5.4
CC1.3 partial A.5.2 A.5.4
CC1.4 full A.6.1 A.6.2 A.6.3 A.6.6
CC1.5 full A.5.4 A.6.4
CC2.1 partial A.5.37
CC2.2 partial A.5.37 A.5.4
CC2.3 partial A.5.14 A.5.6
CC3.1 full clause-6.1.2 A.5.7
CC3.2 full clause-6.1.2 clause-6.1.3
CC3.3 partial clause-6.1.2
CC3.4 full clause-6.1.2 clause-6.1.3 A.5.8
CC4.1 partial A.5.35
CC4.2 partial A.5.35 A.5.36
CC5.1 partial clause-6.1.3
CC5.2 full A.5.3 A.8.x
CC5.3 full A.5.1 A.5.10 A.5.37
CC6.1 full A.5.15 A.5.16 A.5.17 A.5.18 A.8.3 A.8.5
CC6.2 full A.5.18 A.6.5
CC6.3 full A.5.15 A.5.18 A.8.2
CC6.4 full A.7.1 A.7.2 A.7.3 A.7.4
CC6.5 full A.8.10 A.7.14
CC6.6 full A.8.20 A.8.21 A.8.22 A.5.14
CC6.7 full A.8.24 A.8.1
CC6.8 full A.8.7 A.8.8 A.8.25 A.8.26-A.8.29
CC7.1 full A.8.8 A.5.7
CC7.2 full A.8.15 A.8.16 A.8.17
CC7.3 full A.5.24 A.5.25
CC7.4 full A.5.26 A.5.28
CC7.5 full A.5.27 A.8.13 A.8.14
CC8.1 full A.8.32 A.8.31 A.8.33
CC9.1 partial A.5.29 A.8.14
CC9.2 full A.5.19 A.5.20 A.5.21 A.5.22
A1.1 full A.8.6
A1.2 partial A.7.5 A.7.11 A.8.14
A1.3 full A.8.13 A.5.29 A.5.30
C1.1 partial A.5.12 A.5.13 A.8.11 A.8.12
C1.2 full A.8.10 A.7.14
PI1.1 partial A.8.26 A.8.28
PI1.2 partial A.8.26 A.8.27
PI1.3 partial A.8.26 A.8.16
PI1.4 partial A.8.26
PI1.5 partial A.8.26 A.8.9
P1.1 partial A.5.34
P2.1 soc2_only
P3.1 soc2_only
P3.2 soc2_only
P4.1 soc2_only
P4.2 partial A.5.34 A.8.10
P4.3 full A.8.10 A.7.14
P5.1 soc2_only
P5.2 soc2_only
P6.1 partial A.5.19 A.5.20 A.5.14
P6.2 partial A.5.19 A.5.20
P6.3 partial A.5.24 A.5.25 A.5.26
P6.4 full A.5.19 A.5.20 A.5.22
P6.5 partial A.5.19 A.5.22
P6.6 partial A.5.26 A.5.28
P6.7 soc2_only
P7.1 soc2_only
P8.1 partial A.5.34 A.5.36
";

#[test]
fn r351_to_r411_rows_equal_the_published_table() {
    let crosswalk = builtin::crosswalk("truvo-2026-05").unwrap();
    let lines: Vec<&str> = TABLE.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines.len(), 61);
    assert_eq!(crosswalk.rows.len(), 61);
    for (line, row) in lines.iter().zip(&crosswalk.rows) {
        let words: Vec<String> = row.references.iter().map(|r| r.to_string().replace(' ', "-")).collect();
        let said = format!("{} {} {}", row.id, row.overlap.id(), words.join(" "));
        assert_eq!(said.trim_end(), *line);
        assert_eq!(row.criteria, [Reference::Item(row.id.clone())]);
        assert!(!row.evidence.is_empty(), "{} names no reusable evidence", row.id);
        assert!(row.label.is_some() && row.place.is_some(), "{} has no label or place", row.id);
    }
}

#[test]
fn r6_ranges_and_broad_references_stay_as_written() {
    let crosswalk = builtin::crosswalk("truvo-2026-05").unwrap();
    let row = |id: &str| crosswalk.rows.iter().find(|r| r.id == id).unwrap();
    assert_eq!(row("CC6.8").written, "A 8.7, A 8.8, A 8.25, A 8.26-8.29");
    assert_eq!(row("CC6.8").references[3], Reference::Range("A.8.26".into(), "A.8.29".into()));
    assert_eq!(row("CC5.2").written, "A 5.3, A 8.x broadly");
    assert_eq!(row("CC5.2").references[1], Reference::Broad("A.8".into()));
}

#[test]
fn r3_every_partial_row_says_what_it_still_needs() {
    for (id, _) in builtin::ids() {
        let Some(crosswalk) = builtin::crosswalk(id) else {
            continue;
        };
        for row in crosswalk.rows.iter().filter(|r| r.overlap == Overlap::Partial) {
            assert!(row.supplement.is_some(), "{id}: {}", row.id);
        }
    }
    let rows = &builtin::crosswalk("truvo-2026-05").unwrap().rows;
    let count = |overlap| rows.iter().filter(|r| r.overlap == overlap).count();
    assert_eq!((count(Overlap::Full), count(Overlap::Partial), count(Overlap::Soc2Only)), (27, 26, 8));
}

#[test]
fn r4_the_privacy_rows_that_name_nothing_point_the_other_way() {
    let rows = &builtin::crosswalk("truvo-2026-05").unwrap().rows;
    let none: Vec<&str> = rows.iter().filter(|r| r.references.is_empty()).map(|r| r.id.as_str()).collect();
    assert_eq!(none, ["P2.1", "P3.1", "P3.2", "P4.1", "P5.1", "P5.2", "P6.7", "P7.1"]);
    assert!(rows.iter().all(|r| (r.overlap == Overlap::Soc2Only) == r.references.is_empty()));
    assert!(rows.iter().all(|r| r.overlap != Overlap::IsoOnly));
}

#[test]
fn provider_reports_are_noted_where_they_stand_in_for_own_evidence() {
    let rows = &builtin::crosswalk("truvo-2026-05").unwrap().rows;
    for id in ["CC6.4", "A1.2"] {
        let note = rows.iter().find(|r| r.id == id).and_then(|r| r.note.as_deref()).unwrap_or_default();
        assert!(note.contains("provider"), "{id}: {note}");
    }
}
