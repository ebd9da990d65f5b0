//! One organisation's own programme: rows count only where it has a control in place; direct links count by themselves.

use crate::library;
use crate::library::{Organisation, TODAY, control, ids, iso, scope};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::coverage::{Speaks, coverage};
use domain::reports::gap::{Gap, Grade};
use domain::reports::programme::{self, View};
use domain::values::inheritance::{CoverageReview, ProviderReport};
use domain::values::{
    Assessment, Categories, Control, Hosting, Inheritance, Mode, Overlap, Practice, Profile, Status, Step, StepTaken,
};
use jiff::civil::{Date, date};

fn add(organisation: &mut Organisation, control: Control) {
    organisation.does(Command::AddControl { control });
}

fn gap(organisation: &Organisation, on: Date) -> Gap {
    programme::organisation_gap(&organisation.registers, &View::default(), on).unwrap()
}

fn covers(organisation: &Organisation, view: &View) -> Vec<String> {
    let lens = programme::lens(&organisation.registers, view).unwrap();
    coverage(&lens).ids(true).map(str::to_owned).collect()
}

#[test]
fn r20_r21_a_row_counts_only_with_a_control_in_place() {
    let mut organisation = Organisation::begun();
    assert!(covers(&organisation, &View::default()).is_empty(), "no control, no coverage");
    for status in [Status::NotInPlace, Status::Planned, Status::PartlyInPlace] {
        let id = format!("LOG-{}", status.id());
        add(&mut organisation, Control { status, ..control(&id, "CC7.2") });
    }
    assert!(covers(&organisation, &View::default()).is_empty(), "planned is not in place");
    add(&mut organisation, control("LOG-1", "CC7.2, CC7.3"));
    assert_eq!(covers(&organisation, &View::default()), ids("A.5.24 A.5.25 A.8.15 A.8.16 A.8.17"));
    organisation.does(Command::RetireControl { id: "LOG-1".into(), reason: "replaced".into() });
    assert!(covers(&organisation, &View::default()).is_empty());
}

#[test]
fn r20_every_criterion_covered_gives_what_the_crosswalk_alone_gives() {
    let mut organisation = Organisation::begun();
    let all: Vec<String> = library::truvo_document().rows.iter().map(|r| r.id.clone()).collect();
    add(&mut organisation, control("ALL", &all.join(",")));
    for (view, n) in [
        (View::default(), 61),
        (View { categories: Some(Categories::ALL), ..View::default() }, 71),
        (View { categories: Some(Categories::ALL), mode: Some(Mode::Broad), ..View::default() }, 77),
        (View { without_criteria: vec!["cc 7.2".into()], ..View::default() }, 58),
        (View { without_controls: ids("ALL"), ..View::default() }, 0),
    ] {
        assert_eq!(covers(&organisation, &view).len(), n, "{view:?}");
    }
}

#[test]
fn what_is_left_out_must_be_known() {
    let organisation = Organisation::begun();
    let left_out = View { without_criteria: ids("CC7.22"), ..View::default() };
    let refusal = programme::lens(&organisation.registers, &left_out).unwrap_err();
    assert_eq!(refusal, Refusal::Unknown { what: "criterion", id: "CC7.22".into(), nearest: Some("CC7.2".into()) });
    let other = View { crosswalk: Some("truvo-2026-06".into()), ..View::default() };
    assert_eq!(programme::lens(&organisation.registers, &other).unwrap_err().hint(), "did you mean `truvo-2026-05`?");
}

#[test]
fn r20_direct_links_count_by_themselves_and_say_so() {
    let mut organisation = Organisation::begun();
    add(&mut organisation, control("ASSET-1", "A.5.9, CC7.2"));
    let reason = "half of the evidence".to_owned();
    organisation.does(Command::LinkControl {
        id: "ASSET-1".into(),
        target: iso("A.8.15"),
        reason,
        extent: Overlap::Partial,
    });
    let gap = gap(&organisation, TODAY);
    let of = |id: &str| gap.coverage.control(id).unwrap();
    assert_eq!((of("A.5.9").speaks(), of("A.5.9").best), (Speaks::Direct, Some(Overlap::Full)));
    assert_eq!(
        (of("A.8.15").speaks(), of("A.8.15").best, of("A.8.15").worst),
        (Speaks::Both, Some(Overlap::Full), Some(Overlap::Partial))
    );
    assert_eq!((of("A.8.16").speaks(), of("A.5.5").speaks()), (Speaks::Crosswalk, Speaks::Neither));
    let reason = |id: &str| gap.controls.iter().find(|c| c.id == id).unwrap().reason.clone();
    assert!(reason("A.5.9").contains("ASSET-1") && reason("A.5.9").contains("directly"), "{}", reason("A.5.9"));
    assert!(reason("A.8.16").contains("CC7.2"));
}

#[test]
fn r20_losing_a_control_takes_away_what_only_it_answers() {
    let mut organisation = Organisation::begun();
    add(&mut organisation, control("LOG-1", "CC7.2, CC6.6"));
    add(&mut organisation, control("NET-1", "CC6.6"));
    let lost = programme::losing_control(&organisation.registers, &View::default(), "LOG-1").unwrap();
    assert_eq!(lost, (ids("CC7.2"), ids("A.8.15 A.8.16 A.8.17")));
    let lost = programme::losing_control(&organisation.registers, &View::default(), "NET-1").unwrap();
    assert_eq!(lost, (vec![], vec![]), "LOG-1 still answers CC6.6");
    let unknown = programme::losing_control(&organisation.registers, &View::default(), "NET-11").unwrap_err();
    assert_eq!(unknown, Refusal::Unknown { what: "control", id: "NET-11".into(), nearest: Some("NET-1".into()) });
}

#[test]
fn r12_an_accepted_suggestion_counts_and_a_rejected_one_does_not() {
    let mut organisation = Organisation::begun();
    add(&mut organisation, control("ASSET-1", "CC6.1"));
    let decide = |row: &str, accepted: bool| Command::DecideSuggestion {
        layer: "tickmark-suggestions".into(),
        row: row.into(),
        accepted,
        reason: "we keep the inventory".into(),
    };
    let has = |organisation: &Organisation, id: &str| covers(organisation, &View::default()).contains(&id.to_owned());
    assert!(!has(&organisation, "A.5.9"), "off by default");
    let open = programme::open_suggestions(&organisation.registers);
    organisation.does(decide("s-a-5-9", true));
    organisation.does(decide("s-a-5-33", false));
    assert!(has(&organisation, "A.5.9") && !has(&organisation, "A.5.33"));
    assert_eq!(programme::open_suggestions(&organisation.registers), open - 2);
    assert!(gap(&organisation, TODAY).coverage.control("A.5.9").unwrap().rows[0].suggested);
    organisation.does(decide("s-a-5-9", false));
    assert!(!has(&organisation, "A.5.9"));
}

fn inheritance(until: Date) -> Inheritance {
    Inheritance {
        provider: "Hosting Ltd".into(),
        justification: "all servers stand in its data centre".into(),
        report: Some(ProviderReport { reference: "SOC 2 Type 2 report 2026".into(), from: date(2026, 1, 1), until }),
        review: Some(CoverageReview { by: "CISO".into(), on: date(2026, 2, 1), finding: "covers utilities".into() }),
    }
}

#[test]
fn r252_r256_inheritance_counts_while_three_parts_are_in_date() {
    let mut organisation = Organisation::begun();
    let record = inheritance(date(2026, 12, 31));
    organisation.does(Command::RecordInheritance { control: "A.7.11".into(), record: record.clone() });
    let grade = |on: Date| {
        let gap = gap(&organisation, on);
        gap.controls.iter().find(|c| c.id == "A.7.11").unwrap().clone()
    };
    assert_eq!(grade(date(2026, 12, 31)).grade, Grade::InheritedDocumented, "the last day is in date");
    assert_eq!(grade(date(2026, 2, 1)).grade, Grade::InheritedDocumented, "from the day of the review");
    let expired = grade(date(2027, 1, 1));
    assert_eq!(expired.grade, Grade::NotAddressed);
    assert!(expired.reason.contains("expired on 2026-12-31"), "{}", expired.reason);
    assert_eq!(grade(date(2026, 1, 31)).grade, Grade::NotAddressed, "nobody had reviewed it yet");
    assert!(record.expires_soon(date(2026, 11, 1)) && record.expires_soon(date(2026, 12, 31)));
    assert!(
        !record.expires_soon(date(2026, 10, 31)) && !record.expires_soon(date(2027, 1, 1)),
        "60 days, and not once expired"
    );
}

#[test]
fn r252_each_missing_part_is_named() {
    let whole = inheritance(date(2026, 12, 31));
    let table = [
        (Inheritance { justification: "  ".into(), ..whole.clone() }, "a justification"),
        (Inheritance { report: None, ..whole.clone() }, "a provider report or certificate"),
        (Inheritance { review: None, ..whole.clone() }, "a review of what the report covers"),
    ];
    assert!(whole.missing(TODAY).is_empty());
    for (record, missing) in table {
        assert_eq!(record.missing(TODAY), [missing]);
        let mut organisation = Organisation::begun();
        organisation.does(Command::RecordInheritance { control: "A.7.11".into(), record });
        let gap = gap(&organisation, TODAY);
        let graded = gap.controls.iter().find(|c| c.id == "A.7.11").unwrap();
        assert_eq!(graded.grade, Grade::NotAddressed, "without {missing}");
        assert!(graded.reason.ends_with(missing), "{}", graded.reason);
    }
}

#[test]
fn r256_a_provider_report_is_warned_of_before_it_expires_and_afterwards() {
    let mut organisation = Organisation::begun();
    add(&mut organisation, control("LOG-1", "CC7.2"));
    let record = inheritance(date(2026, 12, 31));
    organisation.does(Command::RecordInheritance { control: "A.7.11".into(), record });
    let said = |on: Date| -> Vec<String> {
        let all = programme::advice(&organisation.registers, on).unwrap();
        all.into_iter().filter(|one| one.about == "inheritance").map(|one| one.sentence).collect()
    };
    assert_eq!(said(date(2026, 10, 31)), [""; 0], "61 days before");
    for on in [date(2026, 11, 1), date(2026, 12, 31)] {
        assert_eq!(said(on), ["A.7.11: the provider report expires on 2026-12-31."]);
    }
    let over = "A.7.11: the inheritance lacks a provider report in date (expired on 2026-12-31).";
    assert_eq!(said(date(2027, 1, 1)), [over]);
}

#[test]
fn r255_on_own_premises_nothing_is_inherited() {
    let mut organisation = Organisation::begun();
    organisation.does(Command::RecordInheritance { control: "A.7.5".into(), record: inheritance(date(2027, 12, 31)) });
    assert_eq!(gap(&organisation, TODAY).count(Grade::InheritedDocumented), 1);
    organisation.does(Command::SetProfile { profile: Profile { hosting: Hosting::Hybrid, ..Profile::default() } });
    assert_eq!(gap(&organisation, TODAY).count(Grade::InheritedDocumented), 1, "own rooms beside a provider");
    organisation.does(Command::SetProfile { profile: Profile { hosting: Hosting::OwnPremises, ..Profile::default() } });
    let gap = gap(&organisation, TODAY);
    assert_eq!(gap.count(Grade::InheritedDocumented), 0, "the provider went, and with it the inheritance");
    let reason = &gap.controls.iter().find(|c| c.id == "A.7.5").unwrap().reason;
    assert!(reason.contains("own premises"), "{reason}");
}

#[test]
fn r52_three_steps_are_counted_over_covered_controls() {
    let mut organisation = Organisation::begun();
    add(&mut organisation, control("LOG-1", "CC7.2"));
    let step = |control: &str, step: Step| Command::RecordStep {
        control: control.into(),
        step,
        taken: Some(StepTaken { on: TODAY, note: String::new() }),
    };
    for command in [
        step("A.8.15", Step::Review),
        step("A 8.16", Step::Review),
        step("A.8.15", Step::SoaEntry),
        step("A.5.5", Step::Confirmation),
    ] {
        organisation.does(command);
    }
    let counts = programme::steps(&organisation.registers, &gap(&organisation, TODAY).coverage);
    assert_eq!((counts.of, counts.review, counts.soa_entry, counts.confirmation), (3, 2, 1, 0));
}

#[test]
fn r41_r42_three_answers_are_kept_and_informal_practice_is_marked() {
    let mut organisation = Organisation::begun();
    let assessment = Assessment {
        practice: Practice::Informal,
        working: Some(true),
        managed: Some(false),
        kept: None,
        note: "in heads".into(),
    };
    organisation.does(Command::AssessItem { item: "A 6.7".into(), assessment: assessment.clone() });
    assert_eq!(organisation.registers.assessments["A.6.7"], assessment);
    let gap = gap(&organisation, TODAY);
    assert!(gap.controls.iter().find(|c| c.id == "A.6.7").unwrap().informal);
}

#[test]
fn r57_advice_starts_from_what_is_there() {
    let mut organisation = Organisation::begun();
    let about = |organisation: &Organisation| {
        let advice = programme::advice(&organisation.registers, TODAY).unwrap();
        advice.iter().map(|a| a.about).collect::<Vec<_>>()
    };
    assert_eq!(about(&organisation), ["scope", "controls"]);
    organisation.does(Command::SetProfile { profile: Profile { services: ids("Acme"), ..Profile::default() } });
    let all: Vec<String> =
        library::truvo_document().rows.iter().map(|r| r.id.clone()).filter(|id| id.starts_with("CC")).collect();
    add(&mut organisation, control("ALL", &all.join(",")));
    assert_eq!(about(&organisation), ["suggestions"]);
    organisation.does(Command::RecordInheritance { control: "A.7.5".into(), record: inheritance(date(2026, 12, 31)) });
    add(&mut organisation, Control { name: "Control all".into(), ..control("ALL-2", "") });
    assert_eq!(about(&organisation), ["inheritance", "controls", "duplicates", "suggestions"]);
}

#[test]
fn r36_criteria_in_scope_show_who_answers_them() {
    let mut organisation =
        Organisation::with(Profile { categories: scope("security,availability"), ..Profile::default() });
    add(&mut organisation, control("LOG-1", "CC7.2"));
    add(&mut organisation, Control { status: Status::Planned, ..control("LOG-2", "CC7.2, C1.1") });
    let standing = programme::criteria(&organisation.registers, &View::default()).unwrap();
    assert_eq!(standing.len(), 36);
    let cc72 = standing.iter().find(|c| c.id == "CC7.2").unwrap();
    assert_eq!((&cc72.in_place, &cc72.not_in_place), (&ids("LOG-1"), &ids("LOG-2")));
    assert!(!standing.iter().any(|c| c.id == "C1.1"), "out of scope");
}
