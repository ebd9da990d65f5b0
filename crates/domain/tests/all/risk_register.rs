//! The register of risks: recording, rating, opening again, closing, and every reason to refuse.

use crate::library::{FIRST, Organisation};
use crate::risks;
use crate::risks::{close, costly, described, quantify, range, rate, record, reopen, revise, with_method, with_risk};
use domain::command::{Command, RiskCommand};
use domain::reports::risk::{lines, state};
use domain::rules::risk::own;
use domain::values::risk::{
    Estimate, Exposure, Property, Quantity, RatingKind, Risk, RiskCategory, RiskState, RiskTrigger, Simulation,
};
use jiff::ToSpan;
use jiff::civil::Date;

fn standing(firm: &Organisation) -> RiskState {
    state(firm.risk("RI-1"), firm.today())
}

#[test]
fn r86_r107_r109_r110_a_risk_holds_scenario_properties_owner_ratings_and_its_place_in_the_enterprise() {
    let mut firm = with_method();
    let risk = Risk { properties: Property::ALL.into(), ..described("Billing") };
    firm.does(record(risk.clone()));
    assert_eq!(standing(&firm), RiskState::Identified);
    firm.does(rate("RI-1", RatingKind::Inherent, (5, 4)));
    assert_eq!(standing(&firm), RiskState::Analysed);
    firm.does(rate("RI-1", RatingKind::Current, (4, 3)));
    assert_eq!(standing(&firm), RiskState::Evaluated);
    let held = firm.risk("RI-1");
    assert_eq!((held.risk.enterprise.as_str(), held.risk.properties.len()), ("ER-4", 3));
    let found = lines(&firm.registers, firm.today());
    let line = &found[0];
    let shown =
        |rated: &Option<domain::reports::risk::Rated>| rated.as_ref().map(|r| (r.likelihood, r.impact, r.word.clone()));
    assert_eq!(shown(&line.inherent), Some((5, 4, "critical".into())));
    assert_eq!(shown(&line.current), Some((4, 3, "high".into())));
    assert_eq!((line.residual.as_ref(), line.owner.as_deref()), (None, Some("carl")));
    assert!(line.current.as_ref().unwrap().above, "high lies above the appetite of moderate");
}

#[test]
fn what_is_wrong_with_a_risk_is_said() {
    let mut firm = with_risk((3, 3));
    let named = |change: &dyn Fn(&mut Risk)| {
        let mut risk = described("Payroll");
        change(&mut risk);
        risk
    };
    let many = || (0..101).map(|n| n.to_string()).collect();
    let cases: [(Risk, &str); 9] = [
        (named(&|risk| risk.title.clear()), "the title is empty"),
        (named(&|risk| risk.title = "x".repeat(201)), "the title is longer than 200 characters"),
        (named(&|risk| risk.title = "BILLING".into()), "RI-1 is called `BILLING` already"),
        (named(&|risk| risk.owner = Some("nobody".into())), "no member is known as `nobody`"),
        (named(&|risk| risk.suppliers = ["SU-9".into()].into()), "no supplier is known as `SU-9`"),
        (named(&|risk| risk.controls = ["A.9.99".into()].into()), "no control is known as `A.9.99`"),
        (named(&|risk| risk.cause = "x".repeat(8_001)), "the cause is longer than 8000 characters"),
        (named(&|risk| risk.assets = [" ".into()].into()), "the asset is empty"),
        (named(&|risk| risk.links = many()), "more than 100 assets, suppliers, links or controls of one risk"),
    ];
    for (risk, sentence) in cases {
        assert_eq!(firm.refuses(record(risk.clone())).to_string(), sentence);
    }
    firm.does(revise("RI-1", Risk { controls: ["a 5.18".into(), "AC-2".into()].into(), ..described("Billing") }));
    let written: Vec<&String> = firm.risk("RI-1").risk.controls.iter().collect();
    assert_eq!(written, ["A.5.18", "AC-2"], "a control of Annex A in its official spelling");
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: "replaced".into() });
    let gone = firm.refuses(record(named(&|risk| risk.controls = ["AC-2".into()].into())));
    assert_eq!(gone.to_string(), "the control `AC-2` is retired");
    let kept = Risk { owner: Some("olga".into()), ..firm.risk("RI-1").risk.clone() };
    firm.does(revise("RI-1", kept));
    assert_eq!(firm.refuses(revise("RI-9", described("X"))).code(), "unknown");
    let same = firm.risk("RI-1").risk.clone();
    assert_eq!(firm.refuses(revise("RI-1", same)).code(), "nothing_to_change");
    assert_eq!(firm.not_by("carl", record(described("Other"))).code(), "not_allowed");
}

#[test]
fn a_risk_is_renamed_and_its_old_title_is_free() {
    let mut firm = with_risk((3, 3));
    firm.does(revise("RI-1", Risk { category: RiskCategory::Fraud, ..described("Invoicing") }));
    firm.does(record(described("Billing")));
    assert_eq!(firm.registers.risks.titled("INVOICING").unwrap().0, "RI-1");
    assert_eq!(firm.registers.risks.titled("billing").unwrap().0, "RI-2");
}

#[test]
fn r77_r112_the_next_assessment_lies_within_the_interval_of_the_method() {
    let mut firm = with_risk((3, 3));
    let year: Date = firm.today().saturating_add(12.months());
    assert_eq!(firm.risk("RI-1").risk.next_review, Some(year));
    let on = |next_review: Option<Date>, reason: &str| {
        let (id, kind, reason) = ("RI-1".into(), RatingKind::Current, reason.into());
        Command::Risk(RiskCommand::RateRisk { id, kind, likelihood: 2, impact: 2, reason, next_review })
    };
    let late = firm.refuses(on(Some(year.tomorrow().unwrap()), "why"));
    assert!(late.to_string().starts_with("the next assessment cannot be on"), "{late}");
    assert!(firm.refuses(on(Some(firm.today()), "why")).hint().contains("after today"));
    assert_eq!(firm.refuses(on(None, " ")).to_string(), "the reason is empty");
    firm.does(on(Some(firm.until(90)), "why"));
    assert_eq!(firm.risk("RI-1").risk.next_review, Some(firm.until(90)));
    assert_eq!(firm.refuses(on(Some(firm.until(90)), "why")).code(), "nothing_to_change");
    assert_eq!(firm.refuses(rate("RI-2", RatingKind::Current, (1, 1))).code(), "unknown");
    firm.by("carl", rate("RI-1", RatingKind::Current, (1, 1)));
    assert_eq!(firm.not_by("tina", rate("RI-1", RatingKind::Current, (1, 1))).code(), "not_allowed");
}

#[test]
fn r113_a_significant_change_opens_a_risk_again_before_its_day() {
    for trigger in RiskTrigger::ALL {
        let mut firm = with_risk((3, 3));
        firm.does(reopen("RI-1", trigger));
        assert_eq!(standing(&firm), RiskState::Identified, "{}", trigger.id());
        assert_eq!(firm.risk("RI-1").reopenings[0].trigger, trigger);
        firm.does(rate("RI-1", RatingKind::Current, (3, 3)));
        assert_eq!(standing(&firm), RiskState::Evaluated, "assessed again");
    }
    let firm = with_risk((3, 3));
    let silent =
        Command::Risk(RiskCommand::ReopenRisk { id: "RI-1".into(), trigger: RiskTrigger::Project, note: " ".into() });
    assert_eq!(firm.refuses(silent).to_string(), "what happened is empty");
    assert_eq!(firm.refuses(reopen("RI-4", RiskTrigger::Project)).code(), "unknown");
}

#[test]
fn a_closed_risk_rests_until_it_is_opened_again() {
    let mut firm = with_risk((3, 3));
    let silent = Command::Risk(RiskCommand::CloseRisk { id: "RI-1".into(), reason: String::new() });
    assert_eq!(firm.refuses(silent).to_string(), "the reason is empty");
    firm.does(close("RI-1"));
    assert_eq!(standing(&firm), RiskState::Closed);
    assert_eq!(firm.refuses(close("RI-1")).code(), "nothing_to_change");
    let later = [
        rate("RI-1", RatingKind::Current, (1, 1)),
        revise("RI-1", described("Other")),
        quantify("RI-1", Some(costly())),
        risks::plan("RI-1", risks::treated(firm.until(5))),
    ];
    for command in later {
        assert_eq!(firm.refuses(command).to_string(), "RI-1 is closed");
    }
    firm.does(reopen("RI-1", RiskTrigger::Finding));
    assert_eq!(standing(&firm), RiskState::Identified);
}

#[test]
fn ranges_are_ordered_bounded_and_rest_on_something() {
    let mut firm = with_risk((3, 3));
    firm.does(quantify("RI-1", Some(costly())));
    assert_eq!(firm.refuses(quantify("RI-1", Some(costly()))).code(), "nothing_to_change");
    let frequency = |range: Estimate| Quantity { today: Exposure { frequency: range, ..costly().today }, ..costly() };
    let loss = |range: Estimate| Quantity { treated: Some(Exposure { loss: range, ..costly().today }), ..costly() };
    let cases = [
        (frequency(range(3, 2, 5)), "the frequency goes from 3 over 2 to 5"),
        (frequency(range(1, 9, 5)), "the frequency goes from 1 over 9 to 5"),
        (frequency(range(0, 0, 0)), "the frequency ends at 0"),
        (frequency(range(0, 0, 52_001)), "the frequency ends at 52001"),
        (loss(range(0, 0, 1_000_000_000_001)), "the loss ends at 1000000000001"),
        (Quantity { cost: 1_000_000_000_001, ..costly() }, "the cost is above 1000000000000"),
        (Quantity { basis: String::new(), ..costly() }, "the basis is empty"),
    ];
    for (quantity, sentence) in cases {
        assert_eq!(firm.refuses(quantify("RI-1", Some(quantity))).to_string(), sentence);
    }
    firm.does(quantify("RI-1", None));
    assert_eq!(firm.risk("RI-1").quantity, None);
}

#[test]
fn a_simulation_has_bounds_and_a_currency() {
    let mut firm = with_method();
    let set = |trials, currency: &str| {
        Command::Risk(RiskCommand::SetSimulation {
            simulation: Simulation { seed: 7, trials, currency: currency.into() },
        })
    };
    assert_eq!(firm.refuses(set(999, "EUR")).to_string(), "a simulation cannot have 999 trials");
    assert_eq!(firm.refuses(set(100_001, "EUR")).to_string(), "a simulation cannot have 100001 trials");
    assert_eq!(firm.refuses(set(1_000, "Euro")).to_string(), "`EURO` is no currency");
    firm.does(set(1_000, "usd"));
    assert_eq!(firm.registers.risks.simulation.currency, "USD");
    assert_eq!(firm.refuses(set(1_000, "USD")).code(), "nothing_to_change");
    assert_eq!(firm.not_by("carl", set(2_000, "USD")).code(), "not_allowed");
}

#[test]
fn own_risks_are_those_that_one_owns_or_works_on() {
    let mut firm = risks::with_plan((1, 1));
    firm.does(record(Risk { owner: Some("mark".into()), ..described("Other") }));
    let theirs = |person: &str| own(&firm.registers, &[person.to_owned()]).into_iter().collect::<Vec<_>>();
    assert_eq!(theirs("carl"), ["RI-1"]);
    assert_eq!(theirs("tina"), ["RI-1"], "she does a line of its plan");
    assert_eq!(theirs("mark"), ["RI-2"]);
    assert!(theirs(FIRST).is_empty());
}
