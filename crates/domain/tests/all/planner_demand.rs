//! The register of demand, what the planner reads from it, and what the planner was answered.

use crate::isms::{add, end, go, set};
use crate::library::{Organisation, TODAY};
use domain::command::{Command, EngagementCommand, PlannerCommand};
use domain::event::{Event, PlannerEvent};
use domain::refusal::Refusal;
use domain::reports::planner::decision::{Counted, Demand, artefact, decide, demand, differences, reasons};
use domain::values::isms::{FieldKind, RegisterKind};
use domain::values::sequence::{AnsweredBy, Answers, Course, FigureKind, FigureSet, Goal, Market, Query};
use domain::values::{Artefact, Asked, Categories, Category};
use formats::library::which_first::built_in;
use jiff::civil::date;

pub(crate) fn asks(organisation: &mut Organisation, pairs: &[&str]) -> String {
    let usual = ["title=Renewal", "customer=Acme", "asked_on=2026-10-01"];
    let pairs: Vec<&str> = usual.iter().chain(pairs).copied().collect();
    organisation.does(add(RegisterKind::Demand, &pairs))[0].object().1.to_owned()
}

fn found(organisation: &Organisation) -> Demand {
    demand(&organisation.registers)
}

fn answer(answers: Answers) -> Command {
    Command::Planner(PlannerCommand::AnswerPlanner { answers: Box::new(answers) })
}

fn figure(value: u32, source: &str) -> Command {
    let set = Some(FigureSet { value, source: source.to_owned() });
    Command::Planner(PlannerCommand::SetPlannerFigure { figure: FigureKind::BothUsd, set })
}

#[test]
fn r312_r314_requests_are_recorded_and_say_who_asked_for_what_by_when() {
    let mut organisation = Organisation::begun();
    assert_eq!(found(&organisation), Demand::default());
    assert!(organisation.codes(RegisterKind::Demand).is_empty(), "no standard wants customers to ask");
    let first = asks(&mut organisation, &["market=us_ca", "asks=soc2", "needed_by=2027-02-01"]);
    let second = asks(&mut organisation, &["market=europe", "asks=both", "needed_by=2027-01-15"]);
    let third = asks(&mut organisation, &["market=europe", "asks=questionnaire"]);
    assert_eq!((first.as_str(), third.as_str()), ("DMD-1", "DMD-3"));
    let demand = found(&organisation);
    assert_eq!(demand.asked[&Goal::Soc2], [first.clone(), second.clone()]);
    assert_eq!(
        demand.asked[&Goal::Iso],
        std::slice::from_ref(&second),
        "the first customer in Europe asks for it beside the report"
    );
    assert_eq!(demand.dates[&Goal::Soc2], (date(2027, 1, 15), second.clone()));
    let derived = demand.into_answers(&Answers { budget_usd: Some(20_000), ..Answers::default() });
    assert_eq!(derived.asked, Goal::ALL.into());
    assert_eq!(derived.markets, [Market::NorthAmerica, Market::Europe].into());
    assert_eq!(derived.request_dates[&Goal::Iso], date(2027, 1, 15));
    let verdict = decide(&derived, &built_in().figures).unwrap();
    assert_eq!((verdict.course, verdict.first), (Course::Sequence, Some(Goal::Soc2)), "both want it by the same day");
    let why = reasons(&derived, &built_in().figures, &verdict, &built_in().guide);
    let trigger = why.iter().find(|reason| reason.text.contains("first contract in Europe")).unwrap();
    assert!(
        trigger.agrees && trigger.text.contains("beside the report"),
        "what starts the second one is told: {why:?}"
    );
    organisation.does(end(&first));
    assert_eq!(found(&organisation).asked[&Goal::Soc2], [second], "what was ended counts no more");
}

#[test]
fn r316_contracts_and_regulators_are_held_by_name() {
    let mut organisation = Organisation::begun();
    let unnamed = asks(&mut organisation, &["market=europe", "asks=iso", "required=yes"]);
    assert!(organisation.codes(RegisterKind::Demand).contains(&"missing"), "its name is wanted");
    organisation.does(set(&unnamed, &["required_by=Framework agreement 7, annex C"]));
    let report =
        asks(&mut organisation, &["market=us_ca", "asks=soc2", "required=yes", "required_by=Master agreement"]);
    let demand = found(&organisation);
    assert_eq!(demand.required, [("Framework agreement 7, annex C".to_owned(), unnamed)], "{report} asks for a report");
    assert_eq!(demand.into_answers(&Answers::default()).regulator_requires_iso, Some(true));
}

#[test]
fn r268_r315_revenue_by_market_and_what_the_want_of_a_report_cost() {
    let mut organisation = Organisation::begun();
    asks(&mut organisation, &["market=us_ca", "asks=soc2", "revenue=120000"]);
    asks(&mut organisation, &["market=us_ca", "asks=questionnaire"]);
    asks(&mut organisation, &["market=europe", "asks=iso", "revenue=80000"]);
    let lost = asks(&mut organisation, &["market=europe", "asks=iso", "revenue=50000", "for_want=yes"]);
    organisation.does(go(&lost, "lost"));
    let slowed = asks(&mut organisation, &["market=us_ca", "asks=soc2", "revenue=30000"]);
    let refusal = organisation.refuses(go(&slowed, "slowed"));
    assert!(refusal.to_string().contains("Weeks of delay") || refusal.hint().contains("Weeks of delay"), "{refusal}");
    organisation.does(set(&slowed, &["slowed_weeks=6", "for_want=yes"]));
    organisation.does(go(&slowed, "slowed"));
    organisation.does(go(&slowed, "won"));
    let elsewhere = asks(&mut organisation, &["market=us_ca", "asks=soc2", "revenue=9", "for_want=no"]);
    organisation.does(go(&elsewhere, "lost"));
    let demand = found(&organisation);
    let soc2 = (Some(Market::NorthAmerica), AnsweredBy::Soc2);
    assert_eq!(demand.pipeline[&soc2], Counted { deals: 3, usd: 150_000, without: 1 });
    assert_eq!(
        demand.pipeline[&(Some(Market::Europe), AnsweredBy::Iso)],
        Counted { deals: 1, usd: 80_000, without: 0 }
    );
    assert_eq!(demand.no_report.lost, Counted { deals: 1, usd: 50_000, without: 0 });
    assert_eq!(demand.no_report.slowed, Counted { deals: 1, usd: 30_000, without: 0 });
    assert_eq!((demand.no_report.weeks, demand.no_report.ids), (6, vec![lost, slowed]));
}

#[test]
fn r268_the_order_follows_the_market_and_the_framework_of_the_pipeline() {
    for (market, wants, answered, course) in [
        ("us_ca", "soc2", AnsweredBy::Soc2, Course::Soc2First),
        ("europe", "iso", AnsweredBy::Iso, Course::IsoFirst),
        ("us_ca", "questionnaire", AnsweredBy::Soc2, Course::Soc2First),
        ("asia_pacific", "questionnaire", AnsweredBy::Iso, Course::IsoFirst),
    ] {
        let mut organisation = Organisation::begun();
        asks(&mut organisation, &[&format!("market={market}"), &format!("asks={wants}"), "revenue=120000"]);
        let demand = found(&organisation);
        let counted = Counted { deals: 1, usd: 120_000, without: 0 };
        assert_eq!(demand.pipeline, [((Market::parse(market), answered), counted)].into(), "{market} {wants}");
        let verdict = decide(&demand.into_answers(&Answers::default()), &built_in().figures).unwrap();
        assert_eq!(verdict.course, course, "{market} {wants}");
    }
}

#[test]
fn r321_categories_stand_with_the_requests_behind_them() {
    let mut organisation = Organisation::begun();
    let why = "category_why=Their bank asks for recovery times";
    let id = asks(&mut organisation, &["market=us_ca", "asks=soc2", "asks_availability=yes", "asks_privacy=no", why]);
    let demand = found(&organisation);
    assert_eq!(demand.categories.keys().copied().collect::<Vec<_>>(), [Category::Availability]);
    assert_eq!(demand.categories[&Category::Availability], [id]);
    assert_eq!(demand.lines[0].category_why, "Their bank asks for recovery times");
}

#[test]
fn r322_a_buyer_is_answered_by_what_was_named_else_by_what_the_market_expects() {
    let none = [].into();
    assert_eq!(artefact(Some(Market::NorthAmerica), &none), AnsweredBy::Soc2);
    assert_eq!(artefact(Some(Market::Europe), &none), AnsweredBy::Iso);
    assert_eq!(artefact(Some(Market::LatinAmerica), &none), AnsweredBy::Either);
    assert_eq!(artefact(Some(Market::NorthAmerica), &[Goal::Iso].into()), AnsweredBy::Iso);
    assert_eq!(artefact(Some(Market::Europe), &Goal::ALL.into()), AnsweredBy::Both);
    assert_eq!(artefact(None, &none), AnsweredBy::Open);
    for market in &built_in().guide.markets {
        let expected = artefact(Some(market.market), &none);
        let goals = Goal::ALL.into_iter().filter(|goal| expected.takes(*goal)).collect();
        assert_eq!(market.expects, goals, "{}", market.market.id());
    }
}

#[test]
fn requests_that_lie_with_the_engagements_count_too() {
    let mut organisation = Organisation::begun();
    let asked = |wants: Artefact, due| Asked {
        customer: "Bank".into(),
        wants,
        categories: Categories::parse("availability").unwrap(),
        on: date(2026, 9, 1),
        due,
    };
    for (wants, due) in [(Artefact::Soc2Type2, Some(date(2027, 3, 1))), (Artefact::BridgeLetter, None)] {
        organisation.does(Command::Engagement(EngagementCommand::RecordAsked { asked: asked(wants, due) }));
    }
    let demand = found(&organisation);
    assert_eq!(demand.lines.len(), 1, "a bridge letter is no sign for one or the other");
    assert_eq!(demand.asked[&Goal::Soc2], ["AS-1"]);
    assert_eq!(demand.dates[&Goal::Soc2], (date(2027, 3, 1), "AS-1".to_owned()));
}

#[test]
fn r312_what_was_typed_and_what_is_recorded_are_held_against_each_other() {
    let mut organisation = Organisation::begun();
    let typed = Answers {
        markets: [Market::NorthAmerica].into(),
        asked: [Goal::Soc2].into(),
        request_dates: [(Goal::Soc2, date(2027, 5, 1))].into(),
        regulator_requires_iso: Some(false),
        pre_revenue: Some(true),
        enterprise_prospects: Some(false),
        ..Answers::default()
    };
    assert!(differences(&typed, &found(&organisation)).is_empty(), "an empty register says nothing");
    let open = asks(
        &mut organisation,
        &["market=europe", "asks=iso", "needed_by=2027-01-15", "required=yes", "required_by=Tender 4"],
    );
    let won = asks(&mut organisation, &["market=us_ca", "asks=questionnaire", "revenue=10"]);
    organisation.does(go(&won, "won"));
    let all = differences(&typed, &found(&organisation));
    let told: Vec<(Query, bool)> = all.iter().map(|one| (one.query, one.ids.contains(&open))).collect();
    assert_eq!(
        told,
        [
            (Query::Markets, true),
            (Query::Asked, false),
            (Query::Asked, true),
            (Query::RequestDates, true),
            (Query::RegulatorRequiresIso, true),
            (Query::EnterpriseProspects, true),
            (Query::PreRevenue, false),
        ],
        "{all:?}"
    );
    let agreed = found(&organisation).into_answers(&Answers { pre_revenue: Some(false), ..typed });
    assert!(differences(&agreed, &found(&organisation)).is_empty());
}

#[test]
fn the_markets_of_the_register_are_those_of_the_planner() {
    let field = RegisterKind::Demand.declared().field("market").unwrap();
    let FieldKind::Choice(words) = field.kind else { panic!("{field:?}") };
    assert_eq!(words.to_vec(), Market::ALL.map(|market| (market.id(), market.title())));
    for category in Category::ALL.into_iter().filter(|category| *category != Category::Security) {
        assert!(RegisterKind::Demand.declared().field(&format!("asks_{}", category.id())).is_some());
    }
}

#[test]
fn answers_are_kept_and_only_possible_ones() {
    let mut organisation = Organisation::begun();
    assert!(matches!(organisation.refuses(answer(Answers::default())), Refusal::Empty { .. }));
    let said = Answers { markets: [Market::Europe].into(), engineers: Some(12), ..Answers::default() };
    let events = organisation.does(answer(said.clone()));
    assert!(matches!(&events[..], [Event::Planner(PlannerEvent::PlannerAnswered { answers })] if **answers == said));
    let held = organisation.registers.planner.answered.clone().unwrap();
    assert_eq!((held.answers, held.by.as_str()), (said.clone(), "person-1"));
    assert!(matches!(organisation.refuses(answer(said.clone())), Refusal::NothingToChange { .. }));
    let dated = Answers { request_dates: [(Goal::Soc2, TODAY)].into(), ..said.clone() };
    assert!(organisation.refuses(answer(dated)).to_string().contains("request_dates"));
    organisation.does(answer(Answers { engineers: Some(13), ..said }));
}

#[test]
fn an_own_figure_says_where_it_comes_from_and_can_be_taken_back() {
    let mut organisation = Organisation::begun();
    assert!(matches!(organisation.refuses(figure(60_000, "  ")), Refusal::Empty { .. }));
    assert!(matches!(organisation.refuses(figure(u32::MAX, "offer")), Refusal::NotPossible { .. }));
    organisation.does(figure(60_000, " offer of May "));
    let set = &organisation.registers.planner.figures[&FigureKind::BothUsd];
    assert_eq!((set.value, set.source.as_str()), (60_000, "offer of May"));
    assert!(matches!(organisation.refuses(figure(60_000, "offer of May")), Refusal::NothingToChange { .. }));
    let back = Command::Planner(PlannerCommand::SetPlannerFigure { figure: FigureKind::BothUsd, set: None });
    organisation.does(back.clone());
    assert!(organisation.registers.planner.figures.is_empty());
    assert!(matches!(organisation.refuses(back), Refusal::NothingToChange { .. }));
}
