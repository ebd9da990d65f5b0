//! The Privacy category topic by topic.

use crate::library::{self, Organisation, catalogue, ids, truvo};
use domain::reports::lens::Lens;
use domain::reports::privacy::{Counterpart, privacy};
use domain::reports::programme::{View, lens};
use domain::reports::reverse::reverse;
use domain::values::privacy::{PRIVACY_HOOKS, PRIVACY_MATTERS};
use domain::values::{Categories, Category, Mode};

#[test]
fn r258_eight_topic_areas_hold_18_criteria() {
    let catalogue = catalogue();
    let told = privacy(&truvo(&catalogue, "security"));
    let counts: Vec<(&str, usize)> =
        told.topics.iter().map(|topic| (topic.id.as_str(), topic.criteria.len())).collect();
    let wanted = [("P1", 1), ("P2", 1), ("P3", 2), ("P4", 3), ("P5", 2), ("P6", 7), ("P7", 1), ("P8", 1)];
    assert_eq!((counts.as_slice(), told.criteria), (wanted.as_slice(), 18));
    assert!(told.topics.iter().all(|topic| !topic.title.is_empty() && !topic.summary.is_empty()));
    assert!(!told.in_scope && privacy(&truvo(&catalogue, "all")).in_scope);
}

#[test]
fn r259_criteria_without_a_counterpart_in_annex_a_are_named() {
    let catalogue = catalogue();
    for scope in ["security", "all"] {
        let told = privacy(&truvo(&catalogue, scope));
        let without: Vec<String> = told.without_annex_a().map(|one| one.id.clone()).collect();
        assert_eq!(without, ids("P2.1 P3.1 P3.2 P4.1 P5.1 P5.2 P6.7 P7.1"), "{scope}");
        let counts = Counterpart::ALL.map(|counterpart| told.count(counterpart));
        assert_eq!((counts, counts.iter().sum::<usize>()), ([2, 8, 0, 8], 18), "each stands in one place");
        let full: Vec<&str> =
            told.each().filter(|one| one.counterpart == Counterpart::Full).map(|one| one.id.as_str()).collect();
        assert_eq!(full, ["P4.3", "P6.4"]);
    }
    let reading = catalogue.reading(library::TRUVO).unwrap();
    let other_way = reverse(&Lens::new(reading, Categories::ALL, Mode::Literal));
    let (_, counted) = other_way.by_category.iter().find(|(c, _)| *c == Category::Privacy).unwrap();
    let told = privacy(&truvo(&catalogue, "all"));
    assert_eq!(counted.criteria - counted.with_annex_a, told.without_annex_a().count(), "both reports say the same");
    let vendors = told.each().find(|one| one.id == "P6.4").unwrap();
    assert_eq!((vendors.annex_a.clone(), vendors.met), (ids("A.5.19 A.5.20 A.5.22"), None));
    assert!(vendors.evidence.contains(&"Vendor DPAs".to_owned()));
}

#[test]
fn r259_what_the_organisation_has_in_place_is_told_beside_it() {
    let mut firm = Organisation::begun();
    firm.does(domain::command::Command::AddControl { control: library::control("PR-1", "P2.1") });
    let view = View { categories: Some(Categories::ALL), ..View::default() };
    let told = privacy(&lens(&firm.registers, &view).unwrap());
    let met: Vec<&str> = told.each().filter(|one| one.met == Some(true)).map(|one| one.id.as_str()).collect();
    assert_eq!(met, ["P2.1"]);
    assert_eq!(told.without_annex_a().count(), 8, "a control in place adds no counterpart to Annex A");
}

#[test]
fn r260_five_matters_point_to_iso_27701_and_each_criterion_has_its_clauses() {
    let catalogue = catalogue();
    let told = privacy(&truvo(&catalogue, "all"));
    let matters: Vec<(&str, Vec<&str>)> =
        told.matters.iter().map(|(matter, left)| (matter.id, left.iter().map(String::as_str).collect())).collect();
    let wanted: [(&str, Vec<&str>); 5] = [
        ("consent", vec!["P2.1", "P3.2"]),
        ("subject_rights", vec!["P5.1", "P5.2", "P6.7"]),
        ("purpose", vec!["P3.1", "P4.1"]),
        ("by_design", vec!["P3.1", "P4.1", "P7.1"]),
        ("transfer", vec![]),
    ];
    assert_eq!(matters, wanted);
    let criteria: Vec<&str> = told.each().map(|one| one.id.as_str()).collect();
    assert_eq!(PRIVACY_HOOKS.map(|hook| hook.criterion).to_vec(), criteria);
    assert!(told.each().all(|one| one.hook.is_some_and(|hook| !hook.iso27701.is_empty() && !hook.gdpr.is_empty())));
    for matter in PRIVACY_MATTERS {
        for id in matter.criteria {
            let hook = PRIVACY_HOOKS.iter().find(|hook| hook.criterion == *id).unwrap();
            let reaches = |clause: &&str| {
                matter.iso27701.iter().any(|of| *clause == *of || clause.starts_with(&format!("{of}.")))
            };
            assert!(hook.iso27701.iter().any(reaches), "{}: {id} shares no clause with it", matter.id);
        }
    }
}

#[test]
fn a_crosswalk_between_other_frameworks_has_no_topics() {
    let catalogue = catalogue();
    let reading = catalogue.reading("agency-domains").unwrap();
    let told = privacy(&Lens::new(reading, Categories::ALL, Mode::Literal));
    assert_eq!(told.criteria, told.each().count());
    assert_eq!(Counterpart::ALL.map(|counterpart| told.count(counterpart)).iter().sum::<usize>(), told.criteria);
}
