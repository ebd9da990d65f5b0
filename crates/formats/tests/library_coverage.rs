//! Counts that follow from the rows of the built-in crosswalks, expanded here independently of the product's reports.

use domain::values::{Category, Crosswalk, Framework, ItemKind, Reference};
use formats::library::builtin;
use std::collections::BTreeSet;

fn tsc() -> &'static Framework {
    builtin::framework("soc2-tsc-2017").expect("a built-in framework")
}

fn iso() -> &'static Framework {
    builtin::framework("iso27001-2022").expect("a built-in framework")
}

fn truvo() -> &'static Crosswalk {
    builtin::crosswalk("truvo-2026-05").expect("a built-in crosswalk")
}

/// The Annex A controls that a reference names, in official order.
fn controls(reference: &Reference, broad: bool) -> Vec<&'static str> {
    let all: Vec<&str> = iso().audited(ItemKind::Control).map(|i| i.id.as_str()).collect();
    let position = |id: &str| all.iter().position(|a| *a == id).unwrap_or_else(|| panic!("{id}"));
    match reference {
        Reference::Item(id) => vec![all[position(id)]],
        Reference::Range(low, high) => all[position(low)..=position(high)].to_vec(),
        Reference::Broad(prefix) if broad => {
            all.iter().copied().filter(|id| id.starts_with(&format!("{prefix}."))).collect()
        }
        Reference::Broad(_) | Reference::Clause(_) => Vec::new(),
    }
}

fn covered(categories: &[Category], broad: bool) -> BTreeSet<&'static str> {
    let in_scope = |id: &str| tsc().item(id).and_then(|i| i.category).is_some_and(|c| categories.contains(&c));
    let rows = truvo().rows.iter().filter(|r| r.overlap.counts() && in_scope(&r.id));
    rows.flat_map(|r| &r.references).flat_map(|r| controls(r, broad)).collect()
}

const S: Category = Category::Security;
const A: Category = Category::Availability;
const C: Category = Category::Confidentiality;

#[test]
fn r14_literal_coverage_is_61_65_69_and_71_of_93() {
    assert_eq!(covered(&[S], false).len(), 61);
    assert_eq!(covered(&[S, A], false).len(), 65);
    assert_eq!(covered(&[S, A, C], false).len(), 69);
    assert_eq!(covered(&Category::ALL, false).len(), 71);
}

#[test]
fn r6_broad_coverage_is_71_74_76_and_77_of_93() {
    assert_eq!(covered(&[S], true).len(), 71);
    assert_eq!(covered(&[S, A], true).len(), 74);
    assert_eq!(covered(&[S, A, C], true).len(), 76);
    assert_eq!(covered(&Category::ALL, true).len(), 77);
}

#[test]
fn r16_50_criteria_name_annex_a_and_53_name_anything() {
    let names = |row: &&domain::values::Row, clause: bool| {
        row.references.iter().any(|r| clause || !matches!(r, Reference::Clause(_)))
    };
    assert_eq!(truvo().rows.iter().filter(|r| names(r, false)).count(), 50);
    assert_eq!(truvo().rows.iter().filter(|r| names(r, true)).count(), 53);
}

#[test]
fn r1_the_rows_expand_to_138_lines() {
    let lines = |row: &domain::values::Row| -> usize {
        let one = |r: &Reference| {
            if matches!(r, Reference::Range(..)) { controls(r, false).len() } else { 1 }
        };
        row.references.iter().map(one).sum::<usize>().max(1)
    };
    assert_eq!(truvo().rows.iter().map(lines).sum::<usize>(), 138);
}

#[test]
fn suggestions_are_exactly_the_controls_claimed_but_named_by_no_row() {
    let claims = builtin::claims("published-claims").unwrap();
    let claim = claims.claims.iter().find(|c| c.id == "PC064").unwrap();
    assert!(claim.rest_is_covered);
    let named = covered(&[S, A, C], false);
    let unnamed: Vec<&str> = iso()
        .audited(ItemKind::Control)
        .map(|i| i.id.as_str())
        .filter(|id| !claim.claimed_uncovered.iter().any(|c| c == id) && !named.contains(id))
        .collect();
    let suggestions = builtin::crosswalk("tickmark-suggestions").unwrap();
    let suggested: Vec<&str> = suggestions.rows.iter().map(|r| r.written.as_str()).collect();
    assert_eq!(suggested, unnamed);
    assert_eq!(suggested.len(), 16);
    assert_eq!(suggestions.layer_on.as_deref(), Some("truvo-2026-05"));
    assert!(suggestions.source.reviewer.is_none());
    assert!(suggestions.rows.iter().all(|r| r.note.is_some() && r.references.len() == 1));
}

#[test]
fn r7_r8_the_domain_mapping_has_11_rows_two_of_them_conditional() {
    let agency = builtin::crosswalk("agency-domains").unwrap();
    assert_eq!(agency.rows.len(), 11);
    let level = |wanted: &str| agency.rows.iter().filter(|r| r.level.as_deref() == Some(wanted)).count();
    assert_eq!((level("high"), level("moderate")), (6, 5));
    let conditions: Vec<_> = agency.rows.iter().filter_map(|r| Some((r.id.as_str(), r.condition?))).collect();
    assert_eq!(conditions, [("business-continuity", Category::Availability), ("privacy", Category::Privacy)]);
    let physical = &agency.rows[4].references[0];
    assert_eq!(controls(physical, false).len(), 14);
}

#[test]
fn r9_the_five_shared_domains() {
    let shared = builtin::crosswalk("truvo-domains-2026-03").unwrap();
    let said: Vec<String> = shared.rows.iter().map(|r| format!("{} {}", r.criteria[0], r.references[0])).collect();
    let expected = [
        "CC6.1-CC6.3 A.5.15-A.5.18",
        "CC3.1-CC3.4 clause 6.1",
        "CC7.3-CC7.5 A.5.24-A.5.28",
        "CC8.1 A.8.32",
        "CC9.2 A.5.19-A.5.22",
    ];
    assert_eq!(said, expected);
}
