//! Importing a list of risks: a SOC 2 assessment is raised step by step, and half a wrong list changes nothing.

use crate::library::FIRST;
use crate::risks;
use crate::risks::{close, described, import, record, row, with_method};
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::reports::risk::missing;
use domain::rules::Planned;
use domain::rules::risk::{MAX_ROWS, plan};
use domain::values::risk::{Property, RatingKind, RiskCategory, RiskRow, TreatmentOption};
use proptest::prelude::*;

#[test]
fn r116_a_soc2_assessment_comes_in_and_what_it_lacks_is_listed() {
    let mut firm = with_method();
    let list = vec![RiskRow {
        event: "The customer database is copied by a former administrator.".into(),
        current: Some((4, 3)),
        treatment: "Access reviews".into(),
        ..row("Access of leavers")
    }];
    let planned = plan(&firm.registers, "risks.csv", &list, firm.today());
    assert_eq!((planned.counts(), planned.events.len()), ((1, 0, 0, 0), 3));
    firm.does(import(list));
    let held = firm.risk("RI-1");
    assert_eq!(held.ratings[0].rating.reason, "Imported from risks.csv.");
    assert_eq!(held.plan.as_ref().unwrap().treatment.option, TreatmentOption::Modify);
    let lacks = missing(held, firm.today());
    let wanted = [
        "owner",
        "scenario",
        "confidentiality, integrity or availability",
        "source",
        "inherent rating",
        "actions with owners and dates",
        "residual rating",
        "approval of the plan by the owner",
        "acceptance of what remains by the owner",
    ];
    assert_eq!(lacks, wanted);
    let raised = RiskRow {
        id: "RI-1".into(),
        cause: "Rights are not taken away.".into(),
        consequence: "Customers have to be told.".into(),
        properties: Some([Property::Confidentiality].into()),
        owner: Some("carl".into()),
        source: "SOC 2 assessment of 2025".into(),
        inherent: Some((5, 4)),
        residual: Some((2, 3)),
        ..row("Access of leavers")
    };
    firm.does(import(vec![raised]));
    let lacks = missing(firm.risk("RI-1"), firm.today());
    assert_eq!(lacks, wanted[5..].iter().copied().filter(|field| *field != "residual rating").collect::<Vec<_>>());
}

#[test]
fn what_is_new_changed_the_same_or_refused_is_known_before() {
    let mut firm = with_method();
    firm.does(record(described("Billing")));
    firm.does(record(described("Payroll")));
    firm.does(record(described("Gone")));
    firm.does(close("RI-3"));
    let list = vec![
        RiskRow { source: "Another workshop".into(), ..row("billing") },
        row("Payroll"),
        row("New"),
        row(" "),
        row("new"),
        RiskRow { source: "Another workshop".into(), ..row("Gone") },
        RiskRow { id: "RI-9".into(), ..row("Nine") },
        RiskRow { owner: Some("nobody".into()), ..row("Owned") },
        RiskRow { current: Some((9, 1)), ..row("Graded") },
        RiskRow { controls: Some(["ZZ-1".into()].into()), ..row("Controlled") },
    ];
    let planned = plan(&firm.registers, "risks.csv", &list, firm.today());
    let said = |line: &Planned| match line {
        Planned::New => "new".to_owned(),
        Planned::Changed(fields) => fields.join(", "),
        Planned::Same => "same".to_owned(),
        Planned::Refused(refusal) => refusal.to_string(),
    };
    let told: Vec<String> = planned.lines.iter().map(|(_, line)| said(line)).collect();
    let wanted = [
        "title, source",
        "same",
        "new",
        "the title is empty",
        "`new` stands twice in the list",
        "RI-3 is closed",
        "no risk is known as `RI-9`",
        "no member is known as `nobody`",
        "likelihood 9 is not on the scale of version 1 of the method",
        "no control is known as `ZZ-1`",
    ];
    assert_eq!(told, wanted);
    let Refusal::ImportRefused { rows, problems } = firm.refuses(import(list)) else { panic!("it is refused") };
    assert_eq!((rows, problems.len()), (7, 7));
    assert_eq!(problems[2], "Gone: RI-3 is closed");
    assert_eq!(firm.registers.risks.risks.len(), 3, "nothing was imported");
}

#[test]
fn a_closed_risk_may_stand_in_a_list_that_changes_nothing_of_it() {
    let mut firm = with_method();
    firm.does(record(described("Gone")));
    firm.does(close("RI-1"));
    let of = |row: RiskRow| plan(&firm.registers, "risks.csv", &[row], firm.today()).lines.remove(0).1;
    assert!(matches!(of(row("Gone")), Planned::Same), "it went out so");
    assert!(matches!(of(RiskRow { current: Some((1, 1)), ..row("Gone") }), Planned::Refused(_)));
}

#[test]
fn a_list_has_rows_and_not_too_many_and_a_name() {
    let firm = with_method();
    assert_eq!(firm.refuses(import(Vec::new())).to_string(), "the list of risks is empty");
    let many = (0..=MAX_ROWS).map(|n| row(&n.to_string())).collect();
    assert_eq!(firm.refuses(import(many)).code(), "too_many");
    let rows = vec![row("A")];
    let nameless = Command::Risk(RiskCommand::ImportRisks { source: " ".into(), file: None, rows });
    assert_eq!(firm.refuses(nameless).to_string(), "the name of the file is empty");
    assert_eq!(firm.not_by("carl", import(vec![row("A")])).code(), "not_allowed");
}

#[test]
fn a_plan_that_exists_is_never_written_over() {
    let mut firm = risks::with_plan((2, 3));
    let before = firm.risk("RI-1").plan.clone();
    let list = vec![RiskRow { option: Some(TreatmentOption::Avoid), current: Some((4, 4)), ..row("Billing") }];
    assert_eq!(firm.refuses(import(list)).code(), "nothing_to_change");
    assert_eq!(firm.risk("RI-1").plan, before);
    firm.does(risks::reopen("RI-1", domain::values::risk::RiskTrigger::Project));
    firm.does(import(vec![RiskRow { current: Some((4, 4)), ..row("Billing") }]));
    assert_eq!(firm.risk("RI-1").rating(RatingKind::Current).unwrap().0, 3, "rated anew after the opening");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a list says: what was imported is the same when it is planned again.
    #[test]
    fn importing_twice_is_importing_once(rows in proptest::collection::vec(any_row(), 1..8)) {
        let mut firm = with_method();
        firm.does(record(described("A")));
        let planned = plan(&firm.registers, "risks.csv", &rows, firm.today());
        if planned.counts().3 == 0 && !planned.events.is_empty() {
            firm.by(FIRST, import(rows.clone()));
            let again = plan(&firm.registers, "risks.csv", &rows, firm.today());
            prop_assert!(again.events.is_empty(), "{:?}", again.lines);
        }
    }
}

fn any_row() -> impl Strategy<Value = RiskRow> {
    let titles = prop::sample::select(vec!["A", "B", "C", "D", "E", "F", "G"]);
    let grades = || proptest::option::of((1_u8..=5, 1_u8..=5));
    let option = proptest::option::of(prop::sample::select(TreatmentOption::ALL.to_vec()));
    let category = proptest::option::of(prop::sample::select(RiskCategory::ALL.to_vec()));
    (titles, grades(), grades(), grades(), option, category).prop_map(
        |(title, inherent, current, residual, option, category)| RiskRow {
            inherent,
            current,
            residual,
            option,
            category,
            ..row(title)
        },
    )
}
