//! The twelve checks of a Statement of Applicability over plain facts, one by one (K9).

use domain::reports::statement::{
    EntryFacts, InheritanceFacts, SoaCheck, StatementFacts, TreatmentFacts, soa_checks, weak_reason,
};
use domain::values::statement::Implementation;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const AS_OF: Date = date(2026, 11, 21);

/// All 93, in official order.
fn annex() -> Vec<String> {
    let themes = [("A.5", 37), ("A.6", 8), ("A.7", 14), ("A.8", 34)];
    themes.iter().flat_map(|(theme, last)| (1..=*last).map(move |n| format!("{theme}.{n}"))).collect()
}

/// A statement with which nothing is wrong: every control applicable and planned.
fn whole(annex: &[String]) -> StatementFacts<'_> {
    StatementFacts {
        as_of: AS_OF,
        approved: true,
        annex: annex.iter().map(String::as_str).collect(),
        entries: annex.iter().map(|id| planned(id)).collect(),
        treatments: Vec::new(),
    }
}

fn planned(control: &str) -> EntryFacts<'_> {
    EntryFacts {
        control,
        applicable: Some(true),
        included_for: true,
        status: Some(Implementation::Planned),
        ..EntryFacts::default()
    }
}

/// What is wrong after a change of the entry of one control.
fn with(control: &str, change: impl FnOnce(&mut EntryFacts<'_>)) -> Vec<(String, String)> {
    let annex = annex();
    let mut facts = whole(&annex);
    change(facts.entries.iter_mut().find(|entry| entry.control == control).unwrap());
    words(&facts)
}

fn words(facts: &StatementFacts<'_>) -> Vec<(String, String)> {
    soa_checks(facts).into_iter().map(|one| (one.check.id(), one.control)).collect()
}

fn only(id: &str, control: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), control.to_owned())]
}

#[test]
fn r97_93_entries_each_decided_no_duplicate_no_empty_justification() {
    let annex = annex();
    assert_eq!(annex.len(), 93);
    assert_eq!(words(&whole(&annex)), []);
    let mut missing = whole(&annex);
    missing.entries.retain(|entry| entry.control != "A.5.7");
    assert_eq!(words(&missing), only("SOA-01", "A.5.7"));
    let mut twice = whole(&annex);
    twice.entries.push(planned("A 5.7"));
    assert_eq!(words(&twice), only("SOA-02", "A.5.7"), "in another spelling too");
    assert_eq!(with("A.5.7", |entry| entry.applicable = None), only("SOA-03", "A.5.7"));
    assert_eq!(with("A.5.7", |entry| entry.included_for = false), only("SOA-04", "A.5.7"));
    assert_eq!(with("A.8.30", |entry| entry.applicable = Some(false)), only("SOA-05", "A.8.30"));
    let reasoned = |entry: &mut EntryFacts<'_>| (entry.applicable, entry.excluded_for) = (Some(false), true);
    assert_eq!(with("A.8.30", reasoned), []);
}

#[test]
fn r96_what_a_treatment_uses_is_applicable() {
    let annex = annex();
    let used = |controls| vec![TreatmentFacts { risk: "RI-1", controls }];
    let mut excluded = whole(&annex);
    excluded.treatments = used(vec!["A.8.30", "a 8.30", "A.5.1"]);
    assert_eq!(words(&excluded), [], "all of them are applicable");
    let entry = excluded.entries.iter_mut().find(|entry| entry.control == "A.8.30").unwrap();
    (entry.applicable, entry.excluded_for) = (Some(false), true);
    assert_eq!(words(&excluded), only("SOA-06", "A.8.30"), "once, however often it is used");
    let mut absent = whole(&annex);
    absent.entries.retain(|entry| entry.control != "A.8.30");
    absent.treatments = used(vec!["A.8.30"]);
    let both = [only("SOA-01", "A.8.30"), only("SOA-06", "A.8.30")].concat();
    assert_eq!(words(&absent), both);
}

#[test]
fn r100_a_necessary_control_of_own_design_has_to_stand_in_it() {
    let annex = annex();
    let mut facts = whole(&annex);
    facts.treatments = vec![TreatmentFacts { risk: "RI-1", controls: vec!["AI-07"] }];
    assert_eq!(words(&facts), only("SOA-12", "AI-07"), "12, not 06");
    facts.entries.push(planned("AI-07"));
    assert_eq!(words(&facts), []);
    let entry = facts.entries.last_mut().unwrap();
    (entry.applicable, entry.excluded_for) = (Some(false), true);
    assert_eq!(words(&facts), only("SOA-06", "AI-07"));
}

#[test]
fn r98_implemented_needs_evidence_in_date() {
    let shown = |until: Option<Date>| {
        with("A.5.18", |entry| {
            (entry.status, entry.referenced) = (Some(Implementation::Implemented), true);
            entry.evidence_valid_until = until;
        })
    };
    assert_eq!(shown(None), only("SOA-07", "A.5.18"));
    assert_eq!(shown(AS_OF.yesterday().ok()), only("SOA-07", "A.5.18"));
    assert_eq!(shown(Some(AS_OF)), [], "the last day counts");
    let partial = with("A.5.18", |entry| (entry.status, entry.referenced) = (Some(Implementation::Partial), true));
    assert_eq!(partial, [], "what is partial claims less");
}

#[test]
fn r102_inherited_needs_its_three_parts() {
    let whole = InheritanceFacts { justification: true, report_valid_until: Some(AS_OF), coverage_review: true };
    let inherited = |control: &'static str, parts: Option<InheritanceFacts>| {
        with(control, |entry| (entry.status, entry.inheritance) = (Some(Implementation::Inherited), parts))
    };
    assert_eq!(inherited("A.7.11", Some(whole)), []);
    let broken = [
        None,
        Some(InheritanceFacts { justification: false, ..whole }),
        Some(InheritanceFacts { report_valid_until: None, ..whole }),
        Some(InheritanceFacts { report_valid_until: AS_OF.yesterday().ok(), ..whole }),
        Some(InheritanceFacts { coverage_review: false, ..whole }),
    ];
    for parts in broken {
        assert_eq!(inherited("A.7.11", parts), only("SOA-08", "A.7.11"), "R252: {parts:?}");
    }
    for control in ["A.7.7", "A.7.8"] {
        assert_eq!(inherited(control, Some(whole)), only("SOA-09", control), "R103, R253");
    }
}

#[test]
fn r95_implemented_in_whole_or_part_refers_to_something() {
    for status in [Implementation::Implemented, Implementation::Partial] {
        let bare = with("A.5.1", |entry| (entry.status, entry.evidence_valid_until) = (Some(status), Some(AS_OF)));
        assert_eq!(bare, only("SOA-10", "A.5.1"));
    }
}

#[test]
fn without_an_approved_version_the_whole_is_named() {
    let annex = annex();
    let mut facts = whole(&annex);
    facts.approved = false;
    assert_eq!(words(&facts), only("SOA-11", "-"));
}

#[test]
fn findings_come_by_number_and_then_in_official_order() {
    let annex = annex();
    let mut facts = whole(&annex);
    facts.approved = false;
    for entry in facts.entries.iter_mut().filter(|entry| ["A.5.2", "A.5.10", "A.8.1"].contains(&entry.control)) {
        entry.applicable = None;
    }
    facts.entries.iter_mut().find(|entry| entry.control == "A.6.1").unwrap().included_for = false;
    let found: Vec<String> = words(&facts).into_iter().map(|(id, control)| format!("{id} {control}")).collect();
    assert_eq!(found, ["SOA-03 A.5.2", "SOA-03 A.5.10", "SOA-03 A.8.1", "SOA-04 A.6.1", "SOA-11 -"]);
}

#[test]
fn errors_01_to_09_and_12_stand_in_the_way_of_an_approval() {
    let blocking: Vec<usize> = SoaCheck::ALL.into_iter().filter(|check| check.blocks()).map(SoaCheck::number).collect();
    assert_eq!(blocking, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]);
    assert!(SoaCheck::ALL.iter().all(|check| !check.sentence().is_empty()));
}

#[test]
fn r101_a_reason_names_what_is_missing() {
    let weak = ["n/a", "N.A.", "Not needed.", "this control is not applicable to us", "out of scope", "none", "-"];
    for reason in weak {
        assert!(weak_reason(reason), "{reason}");
    }
    let named = [
        "no software is developed by suppliers",
        "We have no offices: everybody works from home",
        "not applicable, since there are no server rooms",
        "keine eigenen Räume",
    ];
    for reason in named {
        assert!(!weak_reason(reason), "{reason}");
    }
}

proptest! {
    /// Whatever the facts are: no finding twice, in order, and every control that is named was spoken of.
    #[test]
    fn every_finding_is_said_once(
        seed in prop::collection::vec((0_usize..93, prop::option::of(any::<bool>()), any::<bool>(), 0_usize..5), 0..200),
        used in prop::collection::vec(0_usize..95, 0..20),
    ) {
        let annex = annex();
        let statuses = Implementation::ALL;
        let entries = seed.iter().map(|(at, applicable, flag, status)| EntryFacts {
            control: &annex[*at],
            applicable: *applicable,
            included_for: *flag,
            excluded_for: *flag,
            status: Some(statuses[*status]),
            referenced: *flag,
            ..EntryFacts::default()
        }).collect();
        let names: Vec<&str> = used.iter().map(|at| annex.get(*at).map_or("OWN-1", String::as_str)).collect();
        let treatments = vec![TreatmentFacts { risk: "RI-1", controls: names }];
        let facts = StatementFacts { annex: annex.iter().map(String::as_str).collect(), entries, treatments, as_of: AS_OF, approved: true };
        let found = soa_checks(&facts);
        let mut once: Vec<_> = found.iter().map(|one| (one.check, one.control.clone())).collect();
        prop_assert!(found.windows(2).all(|pair| pair[0].check <= pair[1].check));
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), found.len());
        let missing = found.iter().filter(|one| one.check == SoaCheck::Missing).count();
        let there = annex.iter().filter(|id| facts.entries.iter().any(|entry| entry.control == **id)).count();
        prop_assert_eq!(missing, 93 - there);
    }
}
