//! Explain: everything that bears on one control, criterion or clause.

use crate::library::{TRUVO, catalogue, ids, scope};
use domain::refusal::Refusal;
use domain::reports::explain::{Explanation, explain};
use domain::values::{Categories, Mode, Overlap};

fn asked(id: &str, categories: Categories, mode: Mode) -> Result<Explanation, Refusal> {
    explain(&catalogue(), TRUVO, id, categories, mode)
}

fn literal(id: &str) -> Explanation {
    asked(id, Categories::SECURITY, Mode::Literal).unwrap()
}

#[test]
fn r17_management_responsibilities_in_four_rows() {
    let a54 = literal("A.5.4");
    let rows: Vec<_> = a54.rows.iter().map(|b| (b.row.id.as_str(), b.row.overlap, b.counts)).collect();
    let expected = [
        ("CC1.2", Overlap::Partial, true),
        ("CC1.3", Overlap::Partial, true),
        ("CC1.5", Overlap::Full, true),
        ("CC2.2", Overlap::Partial, true),
    ];
    assert_eq!(rows, expected);
    assert_eq!((a54.best, a54.worst), (Some(Overlap::Full), Some(Overlap::Partial)));
}

#[test]
fn r32_a_criterion_shows_the_other_side() {
    let cc31 = literal("cc 3.1");
    assert_eq!((cc31.framework.as_str(), cc31.item.id.as_str()), ("soc2-tsc-2017", "CC3.1"));
    let other: Vec<&str> = cc31.rows[0].other.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(other, ["A.5.7", "6.1.2"]);
    assert_eq!(cc31.rows[0].row.evidence[0], "Risk Assessment Policy");
    assert_eq!(cc31.best, Some(Overlap::Full));
}

#[test]
fn r1_a_clause_shows_the_rows_that_name_it() {
    for typed in ["clause 6.1.2", "Clause 6.1.2", "6.1.2"] {
        let clause = literal(typed);
        assert_eq!(clause.item.id, "6.1.2");
        assert_eq!(clause.rows.iter().map(|b| b.row.id.clone()).collect::<Vec<_>>(), ids("CC3.1 CC3.2 CC3.3 CC3.4"));
    }
    let untouched = literal("9.3.2");
    assert!(untouched.rows.is_empty() && untouched.best.is_none());
}

#[test]
fn r5_bare_digits_are_a_control_and_ambiguous_ones_name_both() {
    for typed in ["5.7", "A 5.7", "a5.7", "ISO 27002 5.7"] {
        assert_eq!(literal(typed).item.id, "A.5.7", "{typed}");
    }
    assert_eq!(literal("ISO 27002 5.1").item.id, "A.5.1");
    assert_eq!(literal("clause 5.1").item.id, "5.1");
    for typed in ["5.1", "6.3", "7.2", "8.3"] {
        let refusal = asked(typed, Categories::SECURITY, Mode::Literal).unwrap_err();
        assert_eq!(refusal.code(), "not_possible", "{typed}");
        let hint = refusal.hint();
        assert!(hint.contains(&format!("`A.{typed}`")) && hint.contains(&format!("`clause {typed}`")), "{hint}");
    }
}

#[test]
fn an_unknown_item_is_refused_with_the_nearest() {
    for (typed, nearest) in [("A.5.99", "A.5.9"), ("CC6.11", "CC6.1"), ("CC66.1", "CC6.1")] {
        match asked(typed, Categories::SECURITY, Mode::Literal).unwrap_err() {
            Refusal::Unknown { what: "item", id, nearest: Some(near) } => {
                assert_eq!((id.as_str(), near.as_str()), (typed, nearest))
            }
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[test]
fn r6_a_broad_reference_bears_and_counts_in_broad_mode_only() {
    for (mode, counts, best) in [(Mode::Literal, false, None), (Mode::Broad, true, Some(Overlap::Full))] {
        let a834 = asked("A.8.34", Categories::SECURITY, mode).unwrap();
        assert_eq!(
            a834.rows.iter().map(|b| (b.row.id.as_str(), b.broad, b.counts)).collect::<Vec<_>>(),
            [("CC5.2", true, counts)]
        );
        assert_eq!(a834.best, best);
    }
}

#[test]
fn a_row_out_of_scope_bears_without_counting() {
    let a75 = literal("A.7.5");
    assert_eq!(a75.rows.iter().map(|b| (b.row.id.as_str(), b.counts)).collect::<Vec<_>>(), [("A1.2", false)]);
    assert_eq!(a75.best, None);
    let in_scope = asked("A.7.5", scope("security,availability"), Mode::Literal).unwrap();
    assert_eq!(in_scope.best, Some(Overlap::Partial));
}

#[test]
fn r12_other_mappings_have_their_say() {
    let elsewhere = literal("A.5.15").elsewhere;
    let ids: Vec<&str> = elsewhere.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["agency-domains", "truvo-domains-2026-03"]);
    let suggested = literal("A.5.9").elsewhere;
    assert!(suggested.iter().any(|(id, rows)| id == "tickmark-suggestions" && rows[0].row.overlap == Overlap::Partial));
}

#[test]
fn r351_to_r411_every_row_is_explained_from_both_sides() {
    let catalogue = catalogue();
    let rows = &catalogue.reading(TRUVO).unwrap().crosswalk.rows;
    assert_eq!(rows.len(), 61);
    for row in rows {
        let from = explain(&catalogue, TRUVO, &row.id, Categories::ALL, Mode::Broad).unwrap();
        assert_eq!(from.rows.len(), 1, "{}: one row for each criterion", row.id);
        assert!(!from.rows[0].row.evidence.is_empty(), "{} offers evidence for reuse", row.id);
        for other in &from.rows[0].other {
            let typed = if other.id.starts_with('A') { other.id.clone() } else { format!("clause {}", other.id) };
            let back = explain(&catalogue, TRUVO, &typed, Categories::ALL, Mode::Broad).unwrap();
            assert!(back.rows.iter().any(|b| b.row.id == row.id), "{} is shown at {typed}", row.id);
        }
    }
}
