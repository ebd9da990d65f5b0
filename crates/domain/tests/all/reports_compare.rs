//! Crosswalks side by side, evidence kinds and their packages, duplicated effort, refused wordings.

use crate::library::{Organisation, TRUVO, catalogue, control, ids, truvo};
use domain::command::Command;
use domain::reports::compare::compare;
use domain::reports::duplicates::duplicates;
use domain::reports::reuse::{Package, evidence_kinds};
use domain::reports::wording;
use domain::values::{Categories, Control, Mode, Overlap};

#[test]
fn r12_three_sources_side_by_side() {
    let catalogue = catalogue();
    let asked = ids("truvo-2026-05 agency-domains truvo-domains-2026-03");
    let seen = compare(&catalogue, &asked, Categories::SECURITY, Mode::Literal).unwrap();
    assert_eq!((&seen.crosswalks, seen.controls.len()), (&asked, 93));
    let line = |id: &str| seen.controls.iter().find(|c| c.id == id).unwrap();
    assert_eq!(line("A.5.15").best, [Some(Overlap::Full), Some(Overlap::Unrated), Some(Overlap::Unrated)]);
    assert!(!line("A.5.15").disagree);
    assert_eq!(
        (line("A.5.23").best.clone(), line("A.5.23").disagree),
        (vec![None, Some(Overlap::Unrated), None], true)
    );
    assert_eq!((line("A.5.5").best.clone(), line("A.5.5").disagree), (vec![None, None, None], false));
    for (i, coverage) in seen.coverages.iter().enumerate() {
        assert_eq!(coverage.covered, seen.controls.iter().filter(|c| c.best[i].is_some()).count());
    }
}

#[test]
fn r12_an_unknown_source_is_named() {
    let unknown =
        compare(&catalogue(), &ids("truvo-2026-05 agency-domain"), Categories::ALL, Mode::Literal).unwrap_err();
    assert_eq!((unknown.what, unknown.nearest.as_deref()), ("crosswalk", Some("agency-domains")));
}

#[test]
fn r9_five_shared_domains_name_both_sides() {
    let catalogue = catalogue();
    let shared = catalogue.reading("truvo-domains-2026-03").unwrap();
    let rows: Vec<&str> = shared.crosswalk.rows.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(
        rows,
        ["access-control", "risk-management", "incident-response", "change-management", "vendor-management"]
    );
    for row in &shared.expanded.rows {
        assert!(!row.criteria.is_empty() && (!row.named.is_empty() || !row.clauses.is_empty()));
    }
    assert!(shared.expanded.dangling.is_empty());
}

#[test]
fn r12_r34_every_mapping_says_where_it_comes_from() {
    let catalogue = catalogue();
    for crosswalk in catalogue.crosswalks() {
        assert!(!crosswalk.source.publication.is_empty() && !crosswalk.version.is_empty(), "{}", crosswalk.id);
        assert!(catalogue.reading(&crosswalk.id).unwrap().expanded.dangling.is_empty(), "{}", crosswalk.id);
    }
    let truvo = &catalogue.reading(TRUVO).unwrap().crosswalk.source;
    assert_eq!(truvo.reviewed_on.map(|d| d.to_string()).as_deref(), Some("2026-05-12"));
    assert!(truvo.reviewer.is_some());
}

#[test]
fn r2_r31_each_evidence_kind_and_the_packages_it_serves() {
    let catalogue = catalogue();
    let kinds = evidence_kinds(&truvo(&catalogue, "all"));
    let kind = |name: &str| kinds.iter().find(|k| k.name == name).unwrap();
    let rbac = kind("RBAC matrix");
    assert_eq!((rbac.package, rbac.criteria.as_slice()), (Package::Both, &ids("CC6.1")[..]));
    let controls: Vec<&str> = rbac.controls.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(controls, ["A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.3", "A.8.5"]);
    let charter = kind("IST charter");
    assert_eq!(charter.package, Package::BothWithSupplement);
    assert!(charter.supplements.iter().any(|(criterion, text)| criterion == "CC1.2" && !text.is_empty()));
    let consent = kind("preference center configurations");
    assert_eq!((consent.package, consent.controls.len()), (Package::Soc2Only, 0));
    let plan = kind("Incident Response Plan");
    assert_eq!(plan.criteria, ids("CC2.2 CC7.3"), "one kind, asked for once, serves two criteria");
    assert_eq!(plan.package, Package::Both, "one full row is enough for both packages");
    let alone = evidence_kinds(&truvo(&catalogue, "security"));
    assert!(alone.len() < kinds.len() && !alone.iter().any(|k| k.name == consent.name));
}

#[test]
fn r22_own_controls_that_look_like_one_intent() {
    let mut organisation = Organisation::begun();
    let named = |id: &str, name: &str, items: &str| Control { name: name.into(), ..control(id, items) };
    for added in [
        named("AC-1", "Quarterly access review", "CC6.2"),
        named("AC-2", "Quarterly access reviews", "CC6.3"),
        named("AC-3", "quarterly ACCESS review!", ""),
        named("AC-4", "Quarterly user access check", "CC6.2"),
        named("AC-5", "Quarterly uses access chess", "CC6.2"),
        named("BK-1", "Backups are restored once a year", "A.8.13"),
    ] {
        organisation.does(Command::AddControl { control: added });
    }
    let pairs = duplicates(&organisation.registers);
    let found: Vec<(&str, &str, &str)> = pairs.iter().map(|p| (p.a.as_str(), p.b.as_str(), p.why.as_str())).collect();
    let expected = [
        ("AC-1", "AC-2", "nearly the same name"),
        ("AC-1", "AC-3", "the same name"),
        ("AC-2", "AC-3", "nearly the same name"),
        ("AC-4", "AC-5", "nearly the same name"),
    ];
    assert_eq!(found, expected);
    organisation.does(Command::RetireControl { id: "AC-3".into(), reason: "merged into AC-1".into() });
    assert_eq!(duplicates(&organisation.registers).len(), 2, "a retired control duplicates nothing");
}

#[test]
fn r22_many_controls_are_compared_by_equal_names() {
    let mut organisation = Organisation::begun();
    let many: Vec<Control> = (0..3_000)
        .map(|i| Control { name: format!("Control about {}", i % 2_999), ..control(&format!("C-{i}"), "") })
        .collect();
    organisation.does(Command::ImportControls { source: "many.csv".into(), file: None, controls: many });
    let pairs = duplicates(&organisation.registers);
    assert_eq!(pairs.iter().map(|p| (p.a.as_str(), p.b.as_str())).collect::<Vec<_>>(), [("C-0", "C-2999")]);
}

#[test]
fn r25_r33_refused_wordings_k14() {
    let refused = [
        "We are SOC 2 certified",
        "our soc2 certification",
        "SOC 2 certificate",
        "a SOC 2\n  compliant certificate",
        "we passed SOC 2",
        "Certified to ISO 27002",
        "certified to ISO/IEC 27002:2022",
        "ISO 27001 certified means GDPR compliant",
        "certified to SOC 2",
    ];
    for text in refused {
        let found = wording::check(text);
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|w| !w.why.is_empty() && wording::check(w.instead).is_empty()), "{text}");
    }
    for text in [
        "SOC 2 report",
        "SOC 2 examination",
        "ISO/IEC 27001:2022 certified (scope: Acme Cloud)",
        "guided by ISO 27002",
        "",
    ] {
        assert!(wording::check(text).is_empty(), "{text}");
    }
}

#[test]
fn r18_our_own_sentences_pass_the_guard() {
    assert!(wording::check(domain::reports::COVERAGE_IS_NOT_READINESS).is_empty());
    for document in formats::library::builtin::all() {
        if let domain::values::LibraryDocument::Crosswalk(c) = document {
            for row in c.rows {
                let text = format!("{} {}", row.supplement.unwrap_or_default(), row.note.unwrap_or_default());
                assert!(wording::check(&text).is_empty(), "{} {}", c.id, row.id);
            }
        }
    }
}
