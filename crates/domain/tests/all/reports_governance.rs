//! The management review (K10), the independence of an auditor (clause 9.2.2) and the acceptance of a risk (6.1.3 f), each
//! rule with what meets it and what does not.

use domain::reports::acceptance::{AcceptanceFacts, acceptance};
use domain::reports::independence::{Audited, Part, violations};
use domain::reports::review::{ReviewCheck, ReviewFacts, ReviewInput, checks};
use domain::values::risk::TreatmentOption;
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn whole() -> ReviewFacts {
    ReviewFacts {
        inputs: ReviewInput::ALL.into_iter().collect(),
        top_management: true,
        decision_improvement: true,
        decision_change: true,
        previous_actions_with_status: true,
        last_review: Some(day("2025-08-31")),
        held: day("2026-02-28"),
        interval_months: 6,
    }
}

fn told(facts: &ReviewFacts) -> Vec<(&'static str, &'static str)> {
    checks(facts).unwrap().iter().map(|one| (one.check.id(), one.input.map_or("-", ReviewInput::id))).collect()
}

#[test]
fn a_review_with_everything_has_nothing_wrong() {
    assert_eq!(told(&whole()), []);
    assert_eq!(ReviewInput::ALL.len(), 11, "ten points, f in two parts");
}

#[test]
fn each_input_that_is_missing_is_named_in_its_order() {
    for input in ReviewInput::ALL {
        let mut facts = whole();
        facts.inputs.remove(&input);
        assert_eq!(told(&facts), [("MR-01", input.id())]);
    }
    let mut facts = whole();
    facts.inputs.clear();
    let named: Vec<&str> = told(&facts).into_iter().map(|(_, input)| input).collect();
    assert_eq!(named, ["a", "b", "c", "d1", "d2", "d3", "d4", "e", "f_results", "f_plan_status", "g"]);
}

#[test]
fn each_other_check_has_its_number() {
    let changed = |change: fn(&mut ReviewFacts)| {
        let mut facts = whole();
        change(&mut facts);
        told(&facts)
    };
    assert_eq!(changed(|f| f.top_management = false), [("MR-02", "-")]);
    assert_eq!(changed(|f| f.decision_improvement = false), [("MR-03", "-")]);
    assert_eq!(changed(|f| f.decision_change = false), [("MR-04", "-")]);
    assert_eq!(changed(|f| f.previous_actions_with_status = false), [("MR-05", "-")]);
    assert_eq!(changed(|f| f.held = day("2026-03-01")), [("MR-06", "-")], "one day after a clamped month");
    assert_eq!(changed(|f| f.last_review = None), [], "a first review is late for nothing");
    let ids: Vec<&str> = ReviewCheck::ALL.iter().map(|check| check.id()).collect();
    assert_eq!(ids, ["MR-01", "MR-02", "MR-03", "MR-04", "MR-05", "MR-06"]);
}

#[test]
fn a_review_with_days_out_of_order_or_no_interval_is_refused() {
    for (facts, said) in [
        (ReviewFacts { held: day("2025-08-30"), ..whole() }, "held: 2025-08-30 lies before the review before"),
        (ReviewFacts { interval_months: 0, ..whole() }, "interval_months: 0 is no interval"),
        (ReviewFacts { interval_months: 121, ..whole() }, "interval_months: 121 is no interval"),
    ] {
        let refusal = checks(&facts).unwrap_err();
        assert!(refusal.to_string().contains(said) && !refusal.hint().is_empty(), "{refusal}");
    }
}

#[test]
fn r128_an_auditor_has_no_part_in_what_is_audited() {
    let audited = |item, parts: &[(Part, &'static str)]| Audited { item, parts: parts.to_vec() };
    let items = [
        audited("A.5.15", &[(Part::Approver, "ana"), (Part::Owner, "ben"), (Part::Operator, "ana")]),
        audited("9.2.2", &[(Part::Author, "eve"), (Part::Author, " Ana "), (Part::Witness, "ana")]),
        audited("A.8.8", &[]),
    ];
    let told: Vec<(String, &str)> =
        violations("ana", &items).into_iter().map(|one| (one.item, one.part.id())).collect();
    let expected = [("A.5.15", "operator"), ("A.5.15", "approver"), ("9.2.2", "author"), ("9.2.2", "evidence")];
    assert_eq!(told, expected.map(|(item, part)| (item.to_owned(), part)));
    assert_eq!(violations("ANA", &items).len(), 4, "another spelling is no other person");
    assert_eq!(violations("zoe", &items), []);
    assert_eq!(violations("ana", &[]), []);
}

fn decided(option: TreatmentOption, above_appetite: bool) -> AcceptanceFacts {
    AcceptanceFacts {
        option,
        above_appetite,
        owner: true,
        owner_signed: true,
        next_level_signed: above_appetite,
        reason: above_appetite,
        expiry: above_appetite.then(|| day("2026-12-31")),
        on: Some(day("2026-12-31")),
    }
}

fn needs(facts: AcceptanceFacts) -> (bool, Vec<&'static str>, Vec<&'static str>) {
    let found = acceptance(&facts);
    (found.allowed, found.needs.iter().map(|n| n.id()).collect(), found.errors.iter().map(|e| e.field()).collect())
}

#[test]
fn r123_above_the_appetite_the_next_level_a_reason_and_a_last_day_are_needed() {
    for option in TreatmentOption::ALL {
        for above in [false, true] {
            assert_eq!(needs(decided(option, above)), (true, vec![], vec![]), "{option:?} {above}");
        }
    }
    let bare = AcceptanceFacts {
        owner: false,
        owner_signed: false,
        next_level_signed: false,
        reason: false,
        expiry: None,
        ..decided(TreatmentOption::Retain, true)
    };
    let all = vec!["owner", "owner_signed", "next_level_signed", "reason", "expiry"];
    assert_eq!(needs(bare), (false, all, vec![]));
    assert_eq!(needs(AcceptanceFacts { above_appetite: false, ..bare }).1, ["owner", "owner_signed"]);
    assert_eq!(needs(AcceptanceFacts { option: TreatmentOption::Modify, ..bare }).1, ["owner", "owner_signed"]);
}

#[test]
fn what_contradicts_an_acceptance_is_no_need() {
    let whole = decided(TreatmentOption::Retain, true);
    let nobody = AcceptanceFacts { owner: false, ..whole };
    assert_eq!(needs(nobody), (false, vec!["owner"], vec!["owner_signed"]));
    let later = AcceptanceFacts { on: Some(day("2027-01-01")), ..whole };
    assert_eq!(needs(later), (false, vec![], vec!["expiry"]));
    assert!(acceptance(&AcceptanceFacts { on: None, ..later }).allowed, "no day is judged by");
    assert!(acceptance(&later).errors.iter().all(|error| !error.sentence().is_empty()));
}
