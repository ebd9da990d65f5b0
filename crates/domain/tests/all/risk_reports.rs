//! What is wrong, heat, trend and the chain from risk to evidence.

use crate::evidence::{accept, add, file, review};
use crate::library::{Organisation, control};
use crate::people;
use crate::risks;
use crate::risks::{
    close, described, plan, rate, record, reopen, revise, step, treated, with_method, with_plan, with_risk,
};
use domain::command::Command;
use domain::reports::risk::{Break, RiskProblem, Stated, chain, chained, heat, lines, trend, wrong};
use domain::values::Status;
use domain::values::risk::{LineState, RatingKind, Risk, RiskCategory, RiskState, RiskTrigger, Treatment};
use std::collections::BTreeMap;

fn has(firm: &Organisation, id: Option<&str>, problem: RiskProblem) -> bool {
    firm.wrong_with(id).contains(&problem)
}

#[test]
fn r108_every_risk_has_an_owner_who_is_here() {
    let mut firm = with_risk((2, 2));
    assert!(!has(&firm, Some("RI-1"), RiskProblem::NoOwner));
    firm.does(people::end("carl"));
    assert!(has(&firm, Some("RI-1"), RiskProblem::OwnerLeft), "an owner who left owns nothing");
    firm.does(revise("RI-1", Risk { owner: None, ..described("Billing") }));
    assert!(has(&firm, Some("RI-1"), RiskProblem::NoOwner));
}

#[test]
fn r77_r112_an_assessment_that_is_overdue_is_told() {
    let mut firm = with_risk((2, 2));
    assert!(!has(&firm, Some("RI-1"), RiskProblem::ReviewOverdue));
    firm.days_pass(365);
    assert!(!has(&firm, Some("RI-1"), RiskProblem::ReviewOverdue), "due today is not overdue");
    firm.days_pass(1);
    assert!(has(&firm, Some("RI-1"), RiskProblem::ReviewOverdue));
    assert!(lines(&firm.registers, firm.today())[0].overdue);
    firm.does(rate("RI-1", RatingKind::Current, (2, 2)));
    assert!(!has(&firm, Some("RI-1"), RiskProblem::ReviewOverdue));
}

#[test]
fn r114_without_a_risk_of_fraud_the_assessment_is_no_evidence_for_cc3_3() {
    let mut firm = with_method();
    assert!(!has(&firm, None, RiskProblem::NoFraud), "an empty register lacks everything");
    firm.does(record(described("Billing")));
    assert!(has(&firm, None, RiskProblem::NoFraud));
    firm.does(record(Risk { category: RiskCategory::Fraud, ..described("Refunds") }));
    assert!(!has(&firm, None, RiskProblem::NoFraud));
    firm.does(close("RI-2"));
    assert!(has(&firm, None, RiskProblem::NoFraud), "a closed one does not count");
}

#[test]
fn r115_a_superficial_assessment_shows() {
    let mut firm = with_method();
    firm.does(record(Risk { title: "Data breach".into(), owner: Some("carl".into()), ..Risk::default() }));
    for problem in [RiskProblem::NoScenario, RiskProblem::NoProperty, RiskProblem::NoControls, RiskProblem::Generic] {
        assert!(has(&firm, Some("RI-1"), problem), "{problem:?}");
    }
    firm.does(record(described("Billing")));
    for problem in [RiskProblem::NoScenario, RiskProblem::NoProperty, RiskProblem::NoControls, RiskProblem::Generic] {
        assert!(!has(&firm, Some("RI-2"), problem), "{problem:?}");
    }
    let copied = Risk { title: "Copied".into(), ..described("Billing") };
    firm.does(record(copied));
    assert!(has(&firm, Some("RI-3"), RiskProblem::Generic), "word for word the same");
    firm.does(record(described("Payroll")));
    for id in ["RI-1", "RI-2", "RI-3"] {
        firm.does(rate(id, RatingKind::Current, (3, 3)));
    }
    assert!(!has(&firm, None, RiskProblem::OneScore), "three alike may be so");
    firm.does(rate("RI-4", RatingKind::Current, (3, 3)));
    assert!(has(&firm, None, RiskProblem::OneScore));
    firm.does(rate("RI-4", RatingKind::Current, (3, 4)));
    assert!(!has(&firm, None, RiskProblem::OneScore));
}

#[test]
fn links_and_ratings_that_do_not_fit_are_told() {
    let mut firm = with_risk((2, 2));
    firm.does(rate("RI-1", RatingKind::Residual, (4, 4)));
    assert!(has(&firm, Some("RI-1"), RiskProblem::RatingsReversed));
    assert!(has(&firm, Some("RI-1"), RiskProblem::NoTreatment));
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: "replaced".into() });
    assert!(has(&firm, Some("RI-1"), RiskProblem::ControlGone), "a control that went after the risk was recorded");
    firm.does(record(described_with_other_control()));
    assert!(has(&firm, Some("RI-2"), RiskProblem::NotRated));
    let found = wrong(&firm.registers, firm.today());
    assert!(found.windows(2).all(|pair| pair[0] <= pair[1]), "sorted, so that the same ledger gives the same list");
    assert!(found.iter().all(|one| !one.sentence.is_empty() && !one.hint.is_empty()));
    let none = people::firm();
    assert_eq!(none.wrong_with(None), [RiskProblem::NoMethod]);
}

fn described_with_other_control() -> Risk {
    Risk { controls: ["AC-2".to_owned()].into(), ..described("Other") }
}

#[test]
fn a_supplier_that_we_left_is_told() {
    let mut firm = with_risk((2, 2));
    let mut risk = firm.risk("RI-1").risk.clone();
    risk.suppliers = ["SU-1".to_owned()].into();
    assert_eq!(firm.refuses(revise("RI-1", risk)).to_string(), "no supplier is known as `SU-1`");
    let register = &mut firm.registers.risks;
    register.risks.get_mut("RI-1").unwrap().risk.suppliers = ["SU-1".to_owned()].into();
    assert!(has(&firm, Some("RI-1"), RiskProblem::SupplierGone));
}

#[test]
fn the_heat_map_holds_each_open_risk_once() {
    let mut firm = with_method();
    assert!(heat(&people::firm().registers, |_| true).is_none(), "no method, no scales");
    for (title, grades) in [("One", (4, 4)), ("Two", (4, 4)), ("Three", (1, 5))] {
        firm.does(record(described(title)));
        let id = format!("RI-{}", firm.registers.risks.risks.len());
        firm.does(rate(&id, RatingKind::Current, grades));
    }
    firm.does(record(described("Four")));
    firm.does(record(described("Five")));
    firm.does(close("RI-5"));
    let all = heat(&firm.registers, |_| true).unwrap();
    let current = &all.maps[1];
    assert_eq!(current.kind, RatingKind::Current);
    assert_eq!((current.count(4, 4), current.count(1, 5), current.count(1, 1)), (2, 1, 0));
    assert_eq!((current.count(0, 1), current.count(9, 9)), (0, 0));
    assert_eq!(current.unrated, ["RI-4"]);
    for map in &all.maps {
        let held: usize = map.cells.iter().flatten().map(Vec::len).sum();
        assert_eq!(held + map.unrated.len() + map.by_other_version.len(), 4, "{}", map.kind.id());
    }
    let part = heat(&firm.registers, |id| id == "RI-3").unwrap();
    assert_eq!((part.maps[1].count(4, 4), part.maps[1].count(1, 5)), (0, 1));
    let other = domain::values::risk::RiskMethod { review_months: 6, ..domain::values::risk::proposed_method() };
    firm.does(risks::write(other.clone()));
    firm.by("mark", risks::approve_method(2, &other.sha256()));
    let after = heat(&firm.registers, |_| true).unwrap();
    assert_eq!(after.maps[1].by_other_version, ["RI-1", "RI-2", "RI-3"], "their grades mean something else");
}

#[test]
fn r343_the_trend_counts_open_risks_by_level_at_the_end_of_each_month() {
    let mut firm = with_risk((4, 4));
    firm.does(record(described("Other")));
    firm.days_pass(30);
    firm.does(rate("RI-1", RatingKind::Current, (1, 1)));
    firm.days_pass(31);
    firm.does(close("RI-2"));
    firm.days_pass(31);
    firm.does(reopen("RI-2", RiskTrigger::Finding));
    let months = trend(&firm.registers, firm.today(), |_| true);
    let told: Vec<(String, usize, usize, usize)> =
        months.iter().map(|m| (m.on.to_string(), m.open, m.unrated, m.above)).collect();
    let wanted = [
        ("2026-11-30".to_owned(), 2, 1, 1),
        ("2026-12-31".to_owned(), 2, 1, 0),
        ("2027-01-31".to_owned(), 1, 0, 0),
        (firm.today().to_string(), 2, 1, 0),
    ];
    assert_eq!(told, wanted);
    assert_eq!(months[0].levels, [(3, "high".to_owned(), 1)]);
    assert_eq!(months[1].levels, [(1, "low".to_owned(), 1)]);
    assert!(trend(&firm.registers, firm.today(), |_| false).is_empty());
    firm.does(reopen("RI-1", RiskTrigger::Incident));
    let now = trend(&firm.registers, firm.today(), |_| true).pop().unwrap();
    assert_eq!((now.unrated, now.levels.len()), (2, 0), "what it was before is no rating of today, as in the heat map");
    assert_eq!(heat(&firm.registers, |_| true).unwrap().maps[1].unrated, ["RI-1", "RI-2"]);
}

#[test]
fn what_was_above_the_appetite_before_an_opening_is_nowhere_above_it() {
    let mut firm = with_risk((4, 4));
    let above = |firm: &Organisation| lines(&firm.registers, firm.today())[0].current.clone().map(|rated| rated.above);
    assert_eq!(above(&firm), Some(true));
    firm.does(reopen("RI-1", RiskTrigger::Incident));
    assert_eq!(above(&firm), Some(false), "the register, the papers and the review count as the trend does");
}

#[test]
fn the_register_shows_the_highest_first_and_closed_ones_last() {
    let mut firm = with_method();
    for (title, grades) in [("One", (1, 1)), ("Two", (5, 5)), ("Three", (5, 5)), ("Four", (3, 3))] {
        firm.does(record(described(title)));
        let id = format!("RI-{}", firm.registers.risks.risks.len());
        firm.does(rate(&id, RatingKind::Current, grades));
    }
    firm.does(record(described("Five")));
    firm.does(close("RI-2"));
    let shown = lines(&firm.registers, firm.today());
    let ids: Vec<&str> = shown.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["RI-3", "RI-4", "RI-1", "RI-5", "RI-2"]);
    assert_eq!(shown[4].state, RiskState::Closed);
    assert!(shown[4].missing.is_empty() && !shown[0].missing.is_empty());
}

fn stated(entries: &[(&str, Option<bool>, bool, bool)]) -> BTreeMap<String, Stated> {
    let entry = |(id, decision, implemented, for_risk): &(&str, Option<bool>, bool, bool)| {
        let stated = Stated { decision: *decision, implemented: *implemented, for_risk: *for_risk };
        ((*id).to_owned(), stated)
    };
    entries.iter().map(entry).collect()
}

#[test]
fn r105_r125_one_chain_from_risk_to_evidence_and_what_of_it_breaks() {
    let mut firm = with_plan((2, 3));
    let kinds = |firm: &Organisation, stated: Option<&BTreeMap<String, Stated>>| -> Vec<Break> {
        chained(&firm.registers, firm.today(), stated).broken.into_iter().map(|broken| broken.what).collect()
    };
    let report = chain(&firm.registers, firm.today());
    let links: Vec<(&str, &str)> =
        report.links.iter().map(|link| (link.line.as_str(), link.control.as_str())).collect();
    assert_eq!((links, report.statement), (vec![("L1", "A.5.18"), ("L1", "AC-2")], None));
    assert_eq!(kinds(&firm, None), [Break::NoAnnex], "AC-2 is linked to nothing");
    firm.does(Command::LinkControl {
        id: "AC-2".into(),
        target: domain::values::Target { framework: "iso27001-2022".into(), item: "A.5.18".into() },
        reason: "It takes rights away.".into(),
        extent: domain::values::Overlap::Full,
    });
    assert_eq!(kinds(&firm, None), []);
    let excluded = stated(&[("A.5.18", Some(false), false, false)]);
    assert_eq!(kinds(&firm, Some(&excluded)), [Break::Excluded, Break::Excluded], "by both ways");
    assert_eq!(kinds(&firm, Some(&BTreeMap::new()))[0], Break::NotStated);
    let early = stated(&[("A.5.18", Some(true), true, true), ("A.8.9", Some(true), false, true)]);
    assert_eq!(kinds(&firm, Some(&early)), [Break::StatedTooEarly, Break::StatedTooEarly, Break::NoRisk]);
    firm.does(step("RI-1", "L1", LineState::Done));
    let whole = stated(&[("A.5.18", Some(true), true, true)]);
    assert_eq!(kinds(&firm, Some(&whole)), [Break::NoEvidence], "done, and nothing shows it");
    let planned = domain::values::Control { status: Status::Planned, ..control("AC-2", "A.5.18") };
    firm.does(Command::ReviseControl { control: planned });
    assert_eq!(kinds(&firm, Some(&whole)), [Break::NotInPlace, Break::NoEvidence]);
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: "replaced".into() });
    assert!(kinds(&firm, Some(&whole)).contains(&Break::ControlGone));
    firm.does(close("RI-1"));
    assert_eq!(kinds(&firm, Some(&whole)), [Break::NoRisk], "a closed risk needs nothing");
}

#[test]
fn r125_a_line_that_names_a_control_of_annex_a_is_shown_by_the_own_controls_behind_it() {
    let mut firm = with_risk((4, 4));
    let mut plan_of: Treatment = treated(firm.until(30));
    plan_of.lines[0].controls = ["A.5.18".to_owned()].into();
    firm.does(plan("RI-1", plan_of));
    firm.approves_plan("RI-1");
    firm.does(Command::LinkControl {
        id: "AC-1".into(),
        target: domain::values::Target { framework: "iso27001-2022".into(), item: "A.5.18".into() },
        reason: "Its review takes rights away.".into(),
        extent: domain::values::Overlap::Full,
    });
    let read = |firm: &Organisation| chained(&firm.registers, firm.today(), None);
    assert_eq!((read(&firm).links[0].evidence.clone(), read(&firm).broken), (None, Vec::new()), "the line is open");
    firm.does(step("RI-1", "L1", LineState::Done));
    let broken = read(&firm).broken;
    assert_eq!((broken.len(), broken[0].what), (1, Break::NoEvidence));
    assert!(broken[0].sentence.contains("no accepted evidence shows A.5.18"), "{}", broken[0].sentence);
    let item = firm.new_by("carl", add(review(), &[file("list.pdf", 1)], &[("AC-1", review().period.until)]));
    firm.by("mark", accept(&item, 1));
    let report = read(&firm);
    assert_eq!(report.links[0].evidence.as_ref().map(|shown| shown.item.as_str()), Some(item.as_str()));
    assert!(report.broken.iter().all(|one| one.what != Break::NoEvidence), "{:?}", report.broken);
}

#[test]
fn r125_a_plan_to_modify_names_controls() {
    let mut firm = with_risk((4, 4));
    let mut bare: Treatment = treated(firm.until(30));
    bare.lines[0].controls.clear();
    firm.does(plan("RI-1", bare));
    let report = chain(&firm.registers, firm.today());
    assert_eq!(report.broken[0].what, Break::NoControl);
    assert!(report.links.is_empty());
}
