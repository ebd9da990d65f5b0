//! The other direction: which criteria have a counterpart on the ISO side.

use crate::library;
use crate::library::{catalogue, ids, scope, truvo};
use domain::reports::lens::Lens;
use domain::reports::reverse::reverse;
use domain::values::{Category, Mode, Reference};

#[test]
fn r13_r16_criteria_with_annex_a_with_clauses_and_with_nothing() {
    let catalogue = catalogue();
    let whole = reverse(&truvo(&catalogue, "security")).whole;
    assert_eq!((whole.criteria, whole.with_annex_a, whole.with_annex_a_or_clause), (61, 50, 53));
    assert_eq!(whole.percent().to_string(), "82.0", "the denominator is the 61 criteria");
    assert_eq!(whole.clause_only, ids("CC3.2 CC3.3 CC5.1"));
    assert_eq!(whole.no_reference, ids("P2.1 P3.1 P3.2 P4.1 P5.1 P5.2 P6.7 P7.1"));
}

#[test]
fn r16_each_category_has_its_own_count() {
    let catalogue = catalogue();
    let answer = reverse(&truvo(&catalogue, "security,availability"));
    let by: Vec<_> =
        answer.by_category.iter().map(|(c, n)| (*c, n.criteria, n.with_annex_a, n.no_reference.len())).collect();
    assert_eq!(
        by,
        [
            (Category::Security, 33, 30, 0),
            (Category::Availability, 3, 3, 0),
            (Category::Confidentiality, 2, 2, 0),
            (Category::ProcessingIntegrity, 5, 5, 0),
            (Category::Privacy, 18, 10, 8),
        ]
    );
    assert_eq!((answer.in_scope.criteria, answer.in_scope.with_annex_a), (36, 33));
}

#[test]
fn r6_a_broad_reference_alone_is_a_reference_in_broad_mode_only() {
    let mut changed = library::truvo_document();
    let row = changed.rows.iter_mut().find(|r| r.id == "CC5.2").unwrap();
    row.references.retain(|r| matches!(r, Reference::Broad(_)));
    let mut catalogue = catalogue();
    catalogue.insert(domain::values::LibraryDocument::Crosswalk(changed));
    let reading = catalogue.reading(library::TRUVO).unwrap();
    let count = |mode| reverse(&Lens::new(reading, scope("security"), mode)).whole.with_annex_a;
    assert_eq!((count(Mode::Literal), count(Mode::Broad)), (49, 50));
}

#[test]
fn r8_a_row_with_a_condition_speaks_only_when_its_category_is_in_scope() {
    let mut changed = library::truvo_document();
    changed.rows.iter_mut().find(|r| r.id == "CC9.1").unwrap().condition = Some(Category::Availability);
    let mut catalogue = catalogue();
    catalogue.insert(domain::values::LibraryDocument::Crosswalk(changed));
    let count = |categories: &str| reverse(&truvo(&catalogue, categories)).in_scope.with_annex_a;
    assert_eq!(count("security"), 29, "CC9.1 waits for Availability");
    assert_eq!(count("security,availability"), 33);
}
