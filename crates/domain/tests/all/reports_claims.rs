//! Published figures held against the rows, and contradictions found by rule.

use crate::library;
use crate::library::{TRUVO, catalogue, ids, scope};
use domain::reports::claims::{Contradiction, Held, Rule, Value, claims, contradictions};
use domain::values::{
    Catalogue, Claim, ClaimScope, Claims, Derivation, LibraryDocument, Mode, Overlap, Published, Reference, Unit,
};

fn held(catalogue: &Catalogue) -> Vec<Held> {
    claims(catalogue, Some(TRUVO), Mode::Literal).unwrap()
}

fn one<'a>(held: &'a [Held], id: &str) -> &'a Held {
    held.iter().find(|h| h.claim.id == id).unwrap()
}

#[test]
fn r19_82_of_93_against_69_from_the_rows() {
    let held = held(&catalogue());
    let claim = one(&held, "PC057");
    assert_eq!(claim.derived.map(|f| (f.value, f.of)), Some((Value::Count(69), 93)));
    assert_eq!(claim.agrees, Some(false));
    assert_eq!(claim.named_but_claimed_uncovered, ids("A.5.6 A.7.5 A.7.11"));
    let unnamed =
        "A.5.9 A.5.23 A.5.33 A.5.34 A.6.7 A.6.8 A.7.6 A.7.9 A.7.10 A.8.4 A.8.9 A.8.18 A.8.19 A.8.23 A.8.30 A.8.34";
    assert_eq!(claim.claimed_but_unnamed, ids(unnamed));
    // The two lists explain the whole difference: 82 claimed - 16 that no row names + 3 that rows name = 69.
    assert_eq!(82 - 16 + 3, 69);
}

#[test]
fn r16_every_common_criterion_is_claimed_to_have_an_annex_a_control() {
    let held = held(&catalogue());
    let claim = one(&held, "PC048");
    assert_eq!(claim.derived.map(|f| (f.n, f.of)), Some((30, 33)));
    assert_eq!(claim.agrees, Some(false));
    assert_eq!(claim.claimed_but_unnamed, ids("CC3.2 CC3.3 CC5.1"));
}

#[test]
fn r19_nine_privacy_criteria_are_claimed_to_have_nothing_and_eight_have() {
    let held = held(&catalogue());
    let claim = one(&held, "PC050");
    assert_eq!(claim.derived.map(|f| (f.n, f.of)), Some((8, 18)));
    assert_eq!((claim.agrees, &claim.named_but_claimed_uncovered), (Some(false), &ids("P8.1")));
}

#[test]
fn r15_r39_each_published_figure_beside_what_the_rows_give() {
    let held = held(&catalogue());
    let table = [
        ("PC003", 93.0, true),
        ("PC004", 65.6, true),
        ("PC012", 82.0, false),
        ("PC022", 65.6, true),
        ("PC027", 60.2, true),
        ("PC028", 5.4, false),
        ("PC029", 34.4, false),
        ("PC044", 65.6, false),
        ("PC051", 18.0, true),
        ("PC052", 29.0, false),
        ("PC053", 6.0, false),
        ("PC054", 7.0, false),
        ("PC055", 27.0, false),
        ("PC058", 74.2, false),
        ("PC059", 8.6, false),
        ("PC063", 61.0, false),
        ("PC065", 24.0, false),
        ("PC074", 37.0, true),
        ("PC075", 11.0, true),
    ];
    for (id, derived, agrees) in table {
        let claim = one(&held, id);
        assert!(!claim.claim.source.is_empty(), "{id} has its source");
        assert_eq!(claim.derived.map(|f| f.value.number()), Some(derived), "{id}");
        assert_eq!(claim.agrees, Some(agrees), "{id}: {derived} against {:?}", claim.claim.published);
    }
}

#[test]
fn r56_full_although_called_partial() {
    let held = held(&catalogue());
    assert_eq!(one(&held, "PC056").full_but_claimed_partial, ["A.8.17"]);
}

#[test]
fn r19_contradictions_of_the_published_mapping() {
    let catalogue = catalogue();
    let found = contradictions(catalogue.reading(TRUVO).unwrap(), &held(&catalogue));
    let about = |rule: Rule| found.iter().filter(|c| c.rule == rule).flat_map(|c| c.about.clone()).collect::<Vec<_>>();
    for id in ["A.5.6", "A.7.5", "A.7.11", "P8.1"] {
        assert!(about(Rule::NamedButUncovered).contains(&id.to_owned()), "{id}");
    }
    assert!(about(Rule::ClaimedButUnnamed).contains(&"A.6.7".to_owned()));
    assert!(about(Rule::FigureDiffers).contains(&"PC057".to_owned()));
    assert!(about(Rule::RowsDiffer).contains(&"A.5.4".to_owned()));
    assert!(found.iter().all(|c| !c.sentence.is_empty() && !c.rule.title().is_empty()));
    assert!(found.windows(2).all(|w| w[0].rule <= w[1].rule), "grouped by rule");
}

#[test]
fn claims_about_no_crosswalk_stay_as_they_are() {
    let catalogue = catalogue();
    let all = claims(&catalogue, None, Mode::Literal).unwrap();
    assert!(all.len() > held(&catalogue).len());
    let statement = one(&all, "PC060");
    assert_eq!((statement.derived, statement.agrees), (None, None));
    assert_eq!(claims(&catalogue, Some("truvo-2026-50"), Mode::Literal).unwrap_err().nearest.as_deref(), Some(TRUVO));
}

/// A mapping of our own invention with one contradiction of each kind, so that nothing can be found by a list.
fn invented() -> Catalogue {
    let mut mapping = library::truvo_document();
    mapping.id = "invented".into();
    mapping.rows.retain(|r| ["CC1.1", "CC6.1", "CC9.2"].contains(&r.id.as_str()));
    for (row, (reference, overlap)) in
        mapping.rows.iter_mut().zip([("A.6.8", Overlap::Partial), ("A.6.8", Overlap::Full), ("A.6.1", Overlap::Full)])
    {
        (row.references, row.overlap) = (vec![Reference::parse(reference).unwrap()], overlap);
    }
    let claim = |id: &str, low: u32| Claim {
        id: id.into(),
        topic: "coverage".into(),
        text: "of the people controls".into(),
        source: "nobody".into(),
        reviewed_on: None,
        place: None,
        scope: ClaimScope {
            words: String::new(),
            crosswalk: Some("invented".into()),
            categories: Some(scope("security")),
            theme: Some("people".into()),
        },
        published: Some(Published { low, high: Some(low), unit: Unit::Controls, of: Some(8) }),
        derive: Some(Derivation::CoverageCount),
        claimed_uncovered: ids("A.6.1"),
        claimed_covered: ids("A.6.3"),
        rest_is_covered: false,
        claimed_partial: ids("A.6.8"),
    };
    let (id, title) = ("own".to_owned(), "Own".to_owned());
    let source = mapping.source.clone();
    let collected = Claims { id, title, version: "1".into(), source, claims: vec![claim("X1", 3), claim("X2", 2)] };
    let mut catalogue = catalogue();
    catalogue.insert(LibraryDocument::Crosswalk(mapping));
    catalogue.insert(LibraryDocument::Claims(collected));
    catalogue
}

#[test]
fn r19_contradictions_of_an_invented_mapping_are_found_by_rule() {
    let catalogue = invented();
    let held = claims(&catalogue, Some("invented"), Mode::Literal).unwrap();
    let found = contradictions(catalogue.reading("invented").unwrap(), &held);
    let rules: Vec<(Rule, &[String])> =
        found.iter().map(|Contradiction { rule, about, .. }| (*rule, about.as_slice())).collect();
    let (named, claimed, partial) = (ids("A.6.1"), ids("A.6.3"), ids("A.6.8"));
    let (figure, both) = (ids("X1"), ids("X1 X2"));
    let expected: Vec<(Rule, &[String])> = vec![
        (Rule::NamedButUncovered, &named),
        (Rule::NamedButUncovered, &named),
        (Rule::ClaimedButUnnamed, &claimed),
        (Rule::ClaimedButUnnamed, &claimed),
        (Rule::FullButPartial, &partial),
        (Rule::FullButPartial, &partial),
        (Rule::FigureDiffers, &figure),
        (Rule::RowsDiffer, &partial),
        (Rule::FiguresDiffer, &both),
    ];
    assert_eq!(rules, expected, "X2 publishes 2, which is what the rows give");
}
