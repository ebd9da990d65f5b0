//! Rules of inheritance: four controls, three parts, a provider.

use crate::library::{Organisation, TODAY, iso_document};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::{LONG_TEXT, SHORT_TEXT};
use domain::values::inheritance::{CoverageReview, Inheritance, ProviderReport};
use domain::values::{Hosting, ItemKind, Profile};
use jiff::civil::date;

fn record() -> Inheritance {
    Inheritance {
        provider: "Hosting Ltd".into(),
        justification: "all servers stand in its data centre".into(),
        report: Some(ProviderReport {
            reference: "SOC 2 Type 2 report 2026".into(),
            from: date(2026, 1, 1),
            until: date(2026, 12, 31),
        }),
        review: Some(CoverageReview { by: "CISO".into(), on: TODAY, finding: "covers power and cabling".into() }),
    }
}

fn recorded(control: &str, record: Inheritance) -> Command {
    Command::RecordInheritance { control: control.into(), record }
}

#[test]
fn r257_of_93_controls_four_can_be_inherited_and_two_never() {
    for control in iso_document().audited(ItemKind::Control) {
        let mut organisation = Organisation::begun();
        let command = recorded(&control.id, record());
        match control.id.as_str() {
            "A.7.5" | "A.7.11" | "A.7.12" | "A.7.13" => {
                let event = Event::InheritanceRecorded { control: control.id.clone(), record: record() };
                assert_eq!(organisation.does(command), [event]);
            }
            "A.7.7" | "A.7.8" => {
                assert_eq!(organisation.refuses(command), Refusal::NeverInherited { control: control.id.clone() });
            }
            _ => assert_eq!(organisation.refuses(command), Refusal::NotInheritable { control: control.id.clone() }),
        }
    }
}

#[test]
fn r103_r253_never_whatever_the_spelling_and_a_clause_neither() {
    let organisation = Organisation::begun();
    for typed in ["A 7.7", "a7.8", "7.7", "ISO 27002 7.8"] {
        assert_eq!(organisation.refuses(recorded(typed, record())).code(), "never_inherited", "{typed}");
    }
    assert_eq!(organisation.refuses(recorded("clause 9.3.2", record())).code(), "not_inheritable");
    assert_eq!(organisation.refuses(recorded("A.7.55", record())).code(), "unknown");
}

#[test]
fn r251_parts_may_come_one_after_the_other() {
    let mut organisation = Organisation::begun();
    let first = Inheritance { justification: String::new(), report: None, review: None, ..record() };
    organisation.does(recorded("A 7.11", first.clone()));
    assert_eq!(organisation.registers.inheritance["A.7.11"].missing(TODAY).len(), 3);
    assert_eq!(organisation.refuses(recorded("A.7.11", first)).code(), "nothing_to_change");
    organisation.does(recorded("A.7.11", record()));
    assert!(organisation.registers.inheritance["A.7.11"].missing(TODAY).is_empty());
}

#[test]
fn r255_own_premises_have_no_provider() {
    for (hosting, allowed) in [(Hosting::Cloud, true), (Hosting::Hybrid, true), (Hosting::OwnPremises, false)] {
        let organisation = Organisation::with(Profile { hosting, ..Profile::default() });
        let judged = organisation.decides(recorded("A.7.5", record()));
        assert_eq!(judged.is_ok(), allowed, "{hosting:?}");
        if !allowed {
            assert_eq!(judged, Err(Refusal::NoProvider));
        }
    }
}

#[test]
fn r251_each_part_is_whole() {
    let organisation = Organisation::begun();
    let report = |change: fn(&mut ProviderReport)| {
        let mut whole = record();
        change(whole.report.as_mut().unwrap());
        whole
    };
    let review = |change: fn(&mut CoverageReview)| {
        let mut whole = record();
        change(whole.review.as_mut().unwrap());
        whole
    };
    let table = [
        (Inheritance { provider: " ".into(), ..record() }, "empty"),
        (Inheritance { provider: "x".repeat(SHORT_TEXT + 1), ..record() }, "too_long"),
        (Inheritance { justification: "x".repeat(LONG_TEXT + 1), ..record() }, "too_long"),
        (report(|r| r.reference = String::new()), "empty"),
        (report(|r| r.until = date(2025, 12, 31)), "dates_reversed"),
        (review(|r| r.by = String::new()), "empty"),
        (review(|r| r.finding = "\t".into()), "empty"),
        (review(|r| r.on = date(2026, 11, 22)), "in_the_future"),
    ];
    for (record, code) in table {
        assert_eq!(organisation.refuses(recorded("A.7.5", record)).code(), code);
    }
    assert!(organisation.decides(recorded("A.7.5", report(|r| r.until = r.from))).is_ok(), "a period of one day");
}

#[test]
fn r252_a_record_is_withdrawn_with_a_reason() {
    let mut organisation = Organisation::begun();
    let withdraw =
        |control: &str, reason: &str| Command::WithdrawInheritance { control: control.into(), reason: reason.into() };
    let unknown = Refusal::Unknown { what: "inheritance record", id: "A.7.5".into(), nearest: None };
    assert_eq!(organisation.refuses(withdraw("A.7.5", "moved out")), unknown);
    organisation.does(recorded("A.7.5", record()));
    assert_eq!(organisation.refuses(withdraw("A.7.5", " ")).code(), "empty");
    let event = Event::InheritanceWithdrawn { control: "A.7.5".into(), reason: "moved out".into() };
    assert_eq!(organisation.does(withdraw("A 7.5", " moved out ")), [event]);
    assert!(organisation.registers.inheritance.is_empty());
}
