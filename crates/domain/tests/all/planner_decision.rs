//! Which framework first: every rule of K11 on answers that fire it, and what holds of any answers.

use domain::reports::planner::decision::{Change, Reason, YOUR_ANSWER, decide, flips, reasons};
use domain::values::sequence::{
    Answers, Begin, Confidence, Course, FigureKind, FigureSet, Figures, Goal, Market, Query, Speaks,
};
use formats::library::which_first::built_in;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn figures() -> Figures {
    built_in().figures.clone()
}

/// Enterprises with 30 engineers, 80,000 USD and 18 months, from whom nothing is wanted yet; in Europe.
fn plain() -> Answers {
    Answers {
        markets: [Market::Europe].into(),
        regulator_requires_iso: Some(false),
        pre_revenue: Some(false),
        enterprise_prospects: Some(true),
        engineers: Some(30),
        budget_usd: Some(80_000),
        months_available: Some(18),
        ..Answers::default()
    }
}

#[track_caller]
fn says(answers: &Answers, course: Course, rule: u8, confidence: Confidence) {
    let found = decide(answers, &figures()).unwrap();
    assert_eq!((found.course, found.rule, found.confidence), (course, rule, confidence), "{answers:?}");
    assert!(found.matched.contains(&rule), "{found:?}");
}

/// A reason that speaks for the result and says these words.
#[track_caller]
fn told(answers: &Answers, words: &str) -> Reason {
    let found = decide(answers, &figures()).unwrap();
    let why = reasons(answers, &figures(), &found, &built_in().guide);
    let said = why.iter().find(|reason| reason.agrees && reason.text.contains(words));
    said.unwrap_or_else(|| panic!("{words}: {why:?}")).clone()
}

#[test]
fn r277_neither_yet_when_nobody_asks_and_it_is_early() {
    let early = [
        (Answers { pre_revenue: Some(true), ..plain() }, Confidence::High),
        (Answers { enterprise_prospects: Some(false), ..plain() }, Confidence::High),
        (Answers { engineers: Some(9), ..plain() }, Confidence::Medium),
    ];
    for (answers, confidence) in early {
        says(&answers, Course::Neither, 1, confidence);
        let found = decide(&answers, &figures()).unwrap();
        assert!(found.order.is_empty() && found.first.is_none() && found.start_with().is_none());
        let asked = Answers { asked: [Goal::Soc2].into(), ..answers.clone() };
        assert_ne!(decide(&asked, &figures()).unwrap().course, Course::Neither, "somebody asked");
        let required = Answers { regulator_requires_iso: Some(true), ..answers };
        says(&required, Course::IsoFirst, 3, Confidence::High);
    }
    says(&Answers { engineers: Some(10), ..plain() }, Course::IsoFirst, 5, Confidence::Medium);
}

#[test]
fn r275_r276_both_at_once_where_money_and_time_reach() {
    let both = Answers { asked: [Goal::Soc2, Goal::Iso].into(), ..plain() };
    says(&both, Course::BothSimultaneous, 2, Confidence::High);
    for short in
        [Answers { budget_usd: Some(49_999), ..both.clone() }, Answers { months_available: Some(14), ..both.clone() }]
    {
        says(&short, Course::Sequence, 2, Confidence::High);
    }
    let ends = Answers { budget_usd: Some(50_000), months_available: Some(15), ..both.clone() };
    says(&ends, Course::BothSimultaneous, 2, Confidence::High);
    let open = Answers { budget_usd: None, ..both };
    says(&open, Course::Sequence, 2, Confidence::Medium);
}

#[test]
fn r279_r284_sales_on_both_sides_or_everywhere_want_both() {
    let sides = Answers { markets: [Market::NorthAmerica, Market::LatinAmerica].into(), ..plain() };
    says(&sides, Course::BothSimultaneous, 2, Confidence::Medium);
    let global = Answers { markets: [Market::Global].into(), ..plain() };
    says(&global, Course::BothSimultaneous, 2, Confidence::Medium);
    let poor = Answers { budget_usd: None, ..global.clone() };
    says(&poor, Course::Sequence, 2, Confidence::Medium);
    for answers in [global, poor] {
        assert_eq!(decide(&answers, &figures()).unwrap().order, [Goal::Soc2, Goal::Iso], "{answers:?}");
        told(&answers, "come to expect both");
    }
    assert_eq!(Market::read("Fortune 500"), Some(Market::Global));
}

#[test]
fn r313_a_sequence_begins_with_the_earliest_dated_request_on_either_side() {
    let both = Answers { asked: [Goal::Soc2, Goal::Iso].into(), budget_usd: Some(20_000), ..plain() };
    let first = |answers: &Answers| decide(answers, &figures()).unwrap();
    let undated = first(&both);
    assert_eq!((undated.first, undated.start_with()), (Some(Goal::Soc2), Some(Begin::Soc2Type1)));
    assert_eq!(undated.steps, [Begin::Soc2Type1, Begin::Soc2Type2, Begin::Iso]);
    let (may, june) = (date(2026, 5, 1), date(2026, 6, 1));
    for (dates, goal) in [
        (vec![(Goal::Iso, june)], Goal::Iso),
        (vec![(Goal::Iso, may), (Goal::Soc2, june)], Goal::Iso),
        (vec![(Goal::Iso, june), (Goal::Soc2, may)], Goal::Soc2),
        (vec![(Goal::Iso, may), (Goal::Soc2, may)], Goal::Soc2),
    ] {
        let dated = Answers { request_dates: dates.into_iter().collect(), ..both.clone() };
        let found = first(&dated);
        assert_eq!((found.first, found.order[0]), (Some(goal), goal), "{dated:?}");
        assert_eq!(found.order.len(), 2);
    }
    // A request beats the market.
    let sides = [Market::NorthAmerica, Market::Europe].into();
    let one = Answers { asked: [Goal::Iso].into(), markets: sides, budget_usd: Some(1), ..plain() };
    let found = first(&one);
    assert_eq!((found.course, found.first, found.matched), (Course::Sequence, Some(Goal::Iso), vec![2, 3]));
}

#[test]
fn r269_r270_r316_what_alone_is_asked_for_or_required_comes_first() {
    let iso = Answers { asked: [Goal::Iso].into(), ..plain() };
    says(&iso, Course::IsoFirst, 3, Confidence::High);
    says(&Answers { markets: [Market::NorthAmerica].into(), ..iso }, Course::IsoFirst, 3, Confidence::Medium);
    let soc2 = Answers { asked: [Goal::Soc2].into(), ..plain() };
    says(&soc2, Course::Soc2First, 4, Confidence::Medium);
    let home = Answers { markets: [Market::NorthAmerica].into(), ..soc2.clone() };
    says(&home, Course::Soc2First, 4, Confidence::High);
    says(&Answers { regulator_requires_iso: None, ..home }, Course::Soc2First, 4, Confidence::Medium);
    let required = Answers { regulator_requires_iso: Some(true), ..soc2 };
    says(&required, Course::IsoFirst, 3, Confidence::High);
    assert_eq!(decide(&required, &figures()).unwrap().matched, [3, 4]);
}

#[test]
fn r278_r322_the_market_decides_where_nobody_asked() {
    for (market, course, confidence) in [
        (Market::NorthAmerica, Course::Soc2First, Confidence::Medium),
        (Market::Europe, Course::IsoFirst, Confidence::Medium),
        (Market::AsiaPacific, Course::IsoFirst, Confidence::Medium),
        (Market::MiddleEast, Course::IsoFirst, Confidence::Medium),
        (Market::LatinAmerica, Course::IsoFirst, Confidence::Low),
    ] {
        says(&Answers { markets: [market].into(), ..plain() }, course, 5, confidence);
    }
    let latin = Answers { markets: [Market::LatinAmerica].into(), ..plain() };
    let found = decide(&latin, &figures()).unwrap();
    let why = reasons(&latin, &figures(), &found, &built_in().guide);
    let mixed = why.iter().find(|reason| reason.text.contains("demand is mixed")).unwrap();
    assert!(mixed.speaks == Speaks::Both && mixed.source.contains("Who Asks for What"), "{mixed:?}");
    says(&Answers { needed_within_months: Some(5), ..latin }, Course::Soc2First, 6, Confidence::Low);
    let refusal = decide(&Answers { markets: [].into(), ..plain() }, &figures()).unwrap_err();
    assert!(refusal.to_string().starts_with("markets: ") && refusal.hint().contains("us_ca"), "{refusal}");
}

#[test]
fn r271_r273_r274_tie_breaks_turn_what_the_market_says() {
    let urgent = Answers { needed_within_months: Some(5), ..plain() };
    says(&urgent, Course::Soc2First, 6, Confidence::Medium);
    assert_eq!(decide(&urgent, &figures()).unwrap().start_with(), Some(Begin::Soc2Type1));
    says(&Answers { needed_within_months: Some(6), ..plain() }, Course::IsoFirst, 5, Confidence::Medium);
    says(&Answers { hard_budget: Some(true), ..plain() }, Course::Soc2First, 6, Confidence::Medium);
    says(&Answers { budget_usd: Some(49_999), ..plain() }, Course::Soc2First, 6, Confidence::Medium);
    let soft = Answers { budget_usd: Some(49_999), hard_budget: Some(false), ..plain() };
    says(&soft, Course::IsoFirst, 5, Confidence::Medium);
    let home = Answers { markets: [Market::NorthAmerica].into(), ..plain() };
    says(&Answers { more_iso_standards: Some(true), ..home.clone() }, Course::IsoFirst, 6, Confidence::Medium);
    says(&Answers { regulated_outside_us: Some(true), ..home.clone() }, Course::IsoFirst, 6, Confidence::Medium);
    let torn = Answers { more_iso_standards: Some(true), needed_within_months: Some(3), ..plain() };
    says(&torn, Course::Soc2First, 6, Confidence::Low);
    let same = Answers { needed_within_months: Some(3), ..home };
    assert_eq!(decide(&same, &figures()).unwrap().matched, [5, 6]);
    says(&same, Course::Soc2First, 5, Confidence::Medium);
}

#[test]
fn r271_r272_r273_r274_r283_each_answer_is_among_the_reasons_with_what_is_published_of_it() {
    let home = || Answers { markets: [Market::NorthAmerica].into(), ..plain() };
    for (answers, course, said, published) in [
        (
            Answers { needed_within_months: Some(5), ..plain() },
            Course::Soc2First,
            "within 5 months, sooner than the 6 months that a Type II report takes",
            "A Type I report takes two to five months",
        ),
        (
            Answers { tight_scope: Some(true), ..home() },
            Course::Soc2First,
            "The scope shall begin small.",
            "begin with Security alone and grow later",
        ),
        (
            Answers { hard_budget: Some(true), ..plain() },
            Course::Soc2First,
            "The budget is a hard limit.",
            "early stage with a hard budget",
        ),
        (
            Answers { management_system: Some(true), ..plain() },
            Course::IsoFirst,
            "A management system is wanted that grows",
            "structured management system that grows",
        ),
        (
            Answers { more_iso_standards: Some(true), ..home() },
            Course::IsoFirst,
            "More ISO standards are planned.",
            "Further ISO standards, for privacy or continuity",
        ),
        (
            Answers { regulated_outside_us: Some(true), ..home() },
            Course::IsoFirst,
            "The industry is regulated, outside the United States.",
            "Regulated industries outside the United States point to ISO/IEC 27001",
        ),
        (
            Answers { complex_governance: Some(true), ..plain() },
            Course::IsoFirst,
            "The governance of security is complex already.",
            "complex security governance",
        ),
    ] {
        assert_eq!(decide(&answers, &figures()).unwrap().course, course, "{answers:?}");
        told(&answers, said);
        assert_ne!(told(&answers, published).source, YOUR_ANSWER);
    }
}

#[test]
fn r281_r282_r283_r284_what_each_side_is_chosen_for_is_told_with_its_result_alone() {
    let chosen_for = ["credibility abroad", "SaaS or cloud services", "Both are held for customers at home and abroad"];
    let home = Answers { markets: [Market::NorthAmerica].into(), ..plain() };
    let both = Answers { asked: [Goal::Soc2, Goal::Iso].into(), ..plain() };
    for (answers, own) in [plain(), home, both].into_iter().zip(chosen_for) {
        assert!(told(&answers, own).source.contains("ISO 27001 vs SOC 2"), "{own}");
        let found = decide(&answers, &figures()).unwrap();
        let why = reasons(&answers, &figures(), &found, &built_in().guide);
        let said = chosen_for.iter().filter(|words| why.iter().any(|reason| reason.text.contains(**words)));
        assert_eq!(said.count(), 1, "{own}: {why:?}");
    }
    assert_eq!(told(&plain(), "For sales abroad").speaks, Speaks::Iso);
}

#[test]
fn r276_own_figures_take_the_place_of_published_ones() {
    let both = Answers { asked: [Goal::Soc2, Goal::Iso].into(), ..plain() };
    for (words, claim) in [("50,000 to 140,000 USD is published", "PC108"), ("15 to 25 months is published", "PC109")] {
        assert_eq!(told(&both, words).source, claim);
    }
    let set = FigureSet { value: 90_000, source: "offer of a firm, May".into() };
    let own = figures().with(&BTreeMap::from([(FigureKind::BothUsd, set)]));
    let found = decide(&both, &own).unwrap();
    assert_eq!(found.course, Course::Sequence);
    let why = reasons(&both, &own, &found, &built_in().guide);
    let money = why.iter().find(|reason| reason.source == "offer of a firm, May").unwrap();
    assert!(money.text.contains("90,000 USD by your own figure; 50,000 to 140,000 USD is published"), "{}", money.text);
}

#[test]
fn r272_r274_r325_reasons_name_what_was_answered_and_every_figure_its_claim() {
    let both = Answers {
        markets: [Market::NorthAmerica, Market::Europe].into(),
        asked: [Goal::Soc2, Goal::Iso].into(),
        request_dates: [(Goal::Soc2, date(2026, 9, 1))].into(),
        needed_within_months: Some(4),
        tight_scope: Some(true),
        management_system: Some(true),
        ..plain()
    };
    let found = decide(&both, &figures()).unwrap();
    let why = reasons(&both, &figures(), &found, &built_in().guide);
    let from = |source: &str| why.iter().filter(|reason| reason.source == source).count();
    assert!(from(YOUR_ANSWER) >= 4, "{why:?}");
    for claim in ["PC108", "PC109", "PC102", "PC103", "PC104", "PC099"] {
        assert!(from(claim) >= 1, "{claim}: {why:?}");
    }
    assert!(why.iter().any(|reason| reason.text.contains("SOC 2 report, the first of them by 2026-09-01")), "{why:?}");
    assert!(why.iter().all(|reason| !reason.text.is_empty() && !reason.source.is_empty()));
    for (words, speaks) in [("Security alone", Speaks::Soc2), ("grows with the organisation", Speaks::Iso)] {
        let reason = why.iter().find(|reason| reason.text.contains(words)).unwrap();
        assert!(reason.speaks == speaks && reason.source.contains("A Decision Framework"), "{reason:?}");
    }
    let neither = Answers { engineers: Some(4), ..plain() };
    let found = decide(&neither, &figures()).unwrap();
    let why = reasons(&neither, &figures(), &found, &built_in().guide);
    let told = why.iter().find(|reason| reason.source == "PC110").unwrap();
    assert!(told.agrees && told.speaks == Speaks::Wait && told.text.starts_with("4 engineers are fewer than the 10"));
    assert!(why.iter().any(|reason| !reason.agrees), "what speaks against it is said as well");
    let ordered: Vec<bool> = why.iter().map(|reason| !reason.agrees).collect();
    assert!(ordered.is_sorted());
}

#[test]
fn the_nearest_change_of_each_answer_is_named() {
    let both = Answers { asked: [Goal::Soc2, Goal::Iso].into(), ..plain() };
    let all = flips(&both, &figures());
    let of = |query: Query| all.iter().filter(|flip| flip.query == query).map(|flip| &flip.change).collect::<Vec<_>>();
    assert_eq!(of(Query::BudgetUsd), [&Change::Number(49_999)]);
    assert_eq!(of(Query::MonthsAvailable), [&Change::Number(14)]);
    assert_eq!(of(Query::Asked).len(), 2, "either request less");
    assert!(of(Query::Engineers).is_empty() && of(Query::RequestDates).is_empty());
    let alone = flips(&plain(), &figures());
    let engineers = alone.iter().find(|flip| flip.query == Query::Engineers).unwrap();
    assert_eq!((&engineers.change, engineers.verdict.course), (&Change::Number(9), Course::Neither));
    let sequence = Answers { request_dates: [(Goal::Soc2, date(2026, 9, 1))].into(), budget_usd: Some(1), ..both };
    let dates: Vec<_> = flips(&sequence, &figures()).into_iter().filter(|f| f.query == Query::RequestDates).collect();
    assert_eq!(dates.len(), 1);
    assert_eq!(dates[0].change, Change::RequestDate(Goal::Iso, date(2026, 8, 31).into()));
    assert_eq!(dates[0].verdict.first, Some(Goal::Iso));
}

#[test]
fn answers_that_do_not_go_together_are_refused_by_name() {
    let dated = Answers { request_dates: [(Goal::Iso, date(2026, 9, 1))].into(), ..plain() };
    let refusal = decide(&dated, &figures()).unwrap_err();
    assert!(refusal.to_string().starts_with("request_dates: ") && refusal.hint().contains("`iso`"), "{refusal}");
    let rich = Answers { budget_usd: Some(2_000_000_000), ..plain() };
    assert!(decide(&rich, &figures()).unwrap_err().to_string().starts_with("budget_usd: 2000000000"));
}

fn flag() -> impl Strategy<Value = Option<bool>> {
    prop::option::of(any::<bool>())
}

fn day() -> impl Strategy<Value = Date> {
    (0..40_i32).prop_map(|days| date(2026, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

prop_compose! {
    fn any_answers()(
        markets in prop::collection::btree_set(prop::sample::select(&Market::ALL[..]), 0..4),
        asked in prop::collection::btree_set(prop::sample::select(&Goal::ALL[..]), 0..3),
        dates in prop::collection::btree_map(prop::sample::select(&Goal::ALL[..]), day(), 0..3),
        flags in prop::array::uniform9(flag()),
        engineers in prop::option::of(0_u32..40),
        budget_usd in prop::option::of(prop_oneof![0_u32..200_000, 49_990_u32..50_010]),
        months in prop::option::of(0_u32..30),
        needed in prop::option::of(0_u32..12),
    ) -> Answers {
        Answers {
            request_dates: dates.into_iter().filter(|(goal, _)| asked.contains(goal)).collect(),
            markets, asked, engineers, budget_usd,
            months_available: months, needed_within_months: needed,
            regulator_requires_iso: flags[0], pre_revenue: flags[1], enterprise_prospects: flags[2],
            more_iso_standards: flags[3], regulated_outside_us: flags[4], hard_budget: flags[5],
            tight_scope: flags[6], management_system: flags[7], complex_governance: flags[8],
        }
    }
}

proptest! {
    /// An answer to any answers, save where only a market could decide and none is named; twice the same.
    #[test]
    fn the_rules_are_total_and_deterministic(answers in any_answers()) {
        let found = decide(&answers, &figures());
        prop_assert_eq!(&found, &decide(&answers, &figures()));
        match found {
            Ok(found) => {
                prop_assert!(found.matched.is_sorted() && found.matched.contains(&found.rule));
                prop_assert_eq!(found.order.is_empty(), found.course == Course::Neither);
                prop_assert_eq!(found.start_with().is_none(), found.course == Course::Neither);
                let why = reasons(&answers, &figures(), &found, &built_in().guide);
                prop_assert!(why.iter().any(|reason| reason.agrees), "{:?} {:?}", found, why);
            }
            Err(_) => prop_assert!(answers.markets.is_empty() && answers.asked.is_empty()),
        }
    }

    /// What gives a reason alone decides nothing.
    #[test]
    fn leanings_decide_nothing(answers in any_answers()) {
        let mut other = answers.clone();
        for query in Query::ALL.into_iter().filter(|query| query.leans()) {
            *other.truth_mut(query).unwrap() = None;
        }
        prop_assert_eq!(decide(&answers, &figures()).ok(), decide(&other, &figures()).ok());
    }

    /// A flip really turns the result, changes one answer alone, and no smaller number would do.
    #[test]
    fn a_flip_flips_and_is_the_nearest(answers in any_answers()) {
        let Ok(now) = decide(&answers, &figures()) else { return Ok(()) };
        let key = |answers: &Answers| decide(answers, &figures()).ok().map(|found| (found.course, found.first));
        let all = flips(&answers, &figures());
        for flip in &all {
            prop_assert_ne!(key(&flip.answers), Some((now.course, now.first)));
            prop_assert_eq!(decide(&flip.answers, &figures()).unwrap(), flip.verdict.clone());
            prop_assert!(!flip.query.leans());
        }
        for query in [Query::Engineers, Query::MonthsAvailable, Query::NeededWithinMonths] {
            let Some(from) = answers.number(query) else { continue };
            let turns = |to: u32| {
                let mut other = answers.clone();
                *other.number_mut(query).unwrap() = Some(to);
                key(&other).is_some_and(|found| found != (now.course, now.first))
            };
            let nearest = (0..60_u32).filter(|to| turns(*to)).map(|to| to.abs_diff(from)).min();
            let named = all.iter().find(|flip| flip.query == query).map(|flip| match flip.change {
                Change::Number(to) => to.abs_diff(from),
                _ => u32::MAX,
            });
            prop_assert_eq!(named, nearest, "{:?}", query);
        }
    }
}
