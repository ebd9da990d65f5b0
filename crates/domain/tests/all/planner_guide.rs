//! The guide to the order of the frameworks hangs together, in words that the house uses.

use domain::reports::planner::decision::{decide, reasons};
use domain::reports::wording;
use domain::values::sequence::{Answers, Citation, Course, FigureKind, Goal, Market, Query, Speaks};
use formats::library::which_first::built_in;
use std::collections::BTreeSet;

#[test]
fn every_figure_of_the_rules_is_an_end_of_a_claim() {
    let figures: Vec<_> = built_in().figures.all().map(|(kind, figure)| (kind, figure.value, &*figure.claim)).collect();
    assert_eq!(
        figures,
        [
            (FigureKind::BothUsd, 50_000, "PC108"),
            (FigureKind::BothMonths, 15, "PC109"),
            (FigureKind::TeamEngineers, 10, "PC110"),
            (FigureKind::UrgentMonths, 6, "PC102"),
            (FigureKind::HardUsd, 50_000, "PC091"),
        ]
    );
}

#[test]
fn r280_the_five_factors_ask_every_question_once() {
    let factors = &built_in().guide.factors;
    let named: Vec<(&str, Query)> = factors.iter().map(|factor| (factor.title.as_str(), factor.queries[0])).collect();
    assert_eq!(
        named,
        [
            ("What customers expect", Query::Asked),
            ("Market", Query::Markets),
            ("Maturity of governance", Query::Engineers),
            ("Exposure to risk", Query::RegulatedOutsideUs),
            ("Goals", Query::NeededWithinMonths),
        ]
    );
    let asked: Vec<Query> = factors.iter().flat_map(|factor| factor.queries.iter().copied()).collect();
    assert_eq!(asked.len(), Query::ALL.len());
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), Query::ALL.into());
}

#[test]
fn r281_r282_r283_r284_reasons_stand_for_each_side_and_for_both() {
    let guide = &built_in().guide;
    for (id, speaks, words) in [
        ("iso-strengths", Speaks::Iso, ["credibility", "governance", "regulators", "risk", "oversight"].as_slice()),
        ("soc2-strengths", Speaks::Soc2, &["SaaS", "cloud", "United States", "due diligence", "questionnaires"]),
        ("complex-governance", Speaks::Iso, &["complex"]),
        ("both-for-whom", Speaks::Both, &["home and abroad", "governance", "competitors"]),
    ] {
        let reason = guide.reasons.iter().find(|reason| reason.id == id).unwrap();
        assert!(words.iter().all(|word| reason.text.contains(word)), "{id}: {}", reason.text);
        assert_eq!(reason.speaks, speaks, "{id}");
        assert!(guide.cited(&reason.source).contains("ISO 27001 vs SOC 2"), "{id}");
    }
}

#[test]
fn r285_r286_each_market_says_who_asks_for_what_and_the_survey_its_year() {
    let guide = &built_in().guide;
    let markets: Vec<Market> = guide.markets.iter().map(|market| market.market).collect();
    assert_eq!(markets, Market::ALL);
    for (market, expects, words, place) in [
        (Market::NorthAmerica, [Goal::Soc2].as_slice(), "cloud and SaaS buyers, fintech", "Geographic and Market"),
        (Market::Europe, &[Goal::Iso], "government and regulated industries", "Who Asks for What"),
        (
            Market::AsiaPacific,
            &[Goal::Iso],
            "finance, for government and in international supply",
            "Geographic and Market",
        ),
        (Market::MiddleEast, &[Goal::Iso], "government and regulated industries", "Who Asks for What"),
        (Market::LatinAmerica, &Goal::ALL, "Mixed", "Who Asks for What"),
        (Market::Global, &Goal::ALL, "need both", "Who Asks for What"),
    ] {
        let fact = guide.markets.iter().find(|fact| fact.market == market).unwrap();
        assert!(fact.expects.iter().eq(expects) && fact.text.contains(words), "{fact:?}");
        assert!(guide.cited(&fact.source).contains(place), "{fact:?}");
    }
    for (claim, figure) in [("PC103", "76 %"), ("PC104", "67 %")] {
        let reason = guide.reasons.iter().find(|reason| reason.source == Citation::Claim(claim.into())).unwrap();
        assert!(reason.text.contains(figure) && reason.text.contains("(A-LIGN, 2024)"), "{}", reason.text);
    }
}

#[test]
fn r320_what_soc_2_does_not_address_is_named_before_a_start_is_fixed() {
    let net_new = &built_in().guide.net_new;
    let all: String = net_new.iter().map(|line| line.text.as_str()).collect();
    for item in ["6.1.3", "9.2", "9.3", "10.2", "A.5.5", "A.5.6", "A.5.11", "A.5.31", "A.5.32", "A.5.21", "Physical"] {
        assert!(all.contains(item), "{item}");
    }
}

#[test]
fn r323_that_soc_2_is_faster_is_a_reason_and_no_rule() {
    let guide = &built_in().guide;
    let reason = guide.reasons.iter().find(|reason| reason.id == "soc2-faster").unwrap();
    assert!(reason.text.contains("no management system") && reason.text.contains("no rule"), "{}", reason.text);
    assert!(guide.rules.iter().all(|rule| !rule.text.contains("management system")));
    let answered = |market: Market| {
        let answers = Answers {
            markets: [market].into(),
            regulator_requires_iso: Some(false),
            pre_revenue: Some(false),
            enterprise_prospects: Some(true),
            engineers: Some(30),
            budget_usd: Some(80_000),
            ..Answers::default()
        };
        let found = decide(&answers, &built_in().figures).unwrap();
        let why = reasons(&answers, &built_in().figures, &found, guide);
        (found.course, why.iter().any(|one| one.text == reason.text && one.agrees))
    };
    assert_eq!(answered(Market::NorthAmerica), (Course::Soc2First, true), "told beside the result");
    assert_eq!(answered(Market::Europe), (Course::IsoFirst, false), "and it decides nothing");
}

#[test]
fn r336_r337_r338_the_questions_that_people_ask_are_answered() {
    let faq = &built_in().guide.faq;
    let ids: Vec<&str> = faq.iter().map(|one| one.id.as_str()).collect();
    for id in [
        "which-first",
        "how-much-overlap",
        "how-long-iso",
        "what-differs",
        "renewals",
        "reuse-of-evidence",
        "two-standards",
        "what-is-net-new",
        "effect-of-categories",
        "without-counterpart",
        "how-long-after-soc2",
        "skip-type-1",
        "is-it-a-certification",
        "does-it-expire",
        "how-much-transfers",
        "which-tool",
        "consultant",
    ] {
        assert_eq!(ids.iter().filter(|known| **known == id).count(), 1, "{id}");
    }
    assert_eq!(ids.len(), 17);
}

/// What each answer has to say, by the id of its question.
const ANSWERS: [(&str, &[&str]); 17] = [
    ("which-first", &["Where the demand comes from decides", "North America", "sales abroad"]),
    ("how-much-overlap", &["60 to 80 %", "without saying of what"]),
    ("how-long-iso", &["Six to twelve months", "nine to twelve", "four to six with a SOC 2 programme"]),
    ("what-differs", &["accredited body", "major nonconformity", "exceptions", "qualified"]),
    ("renewals", &["three years", "surveillance", "a new one each year"]),
    ("reuse-of-evidence", &["full", "partial", "supplement", "Statement of Applicability"]),
    ("two-standards", &["requirements", "93 controls", "Nobody is certified against the second"]),
    ("what-is-net-new", &["clauses", "five organisational controls", "physical controls", "A.5.21"]),
    ("effect-of-categories", &["69 of 93", "82 of 93", "Processing Integrity and Privacy"]),
    ("without-counterpart", &["Eleven", "provider's report", "own office"]),
    ("how-long-after-soc2", &["Four to six months", "Six to eight weeks", "four weeks", "four to eight weeks"]),
    ("skip-type-1", &["Yes.", "Type II", "window", "Type I report meanwhile"]),
    ("is-it-a-certification", &["No.", "CPA firm", "opinion"]),
    ("does-it-expire", &["After three years", "suspend or withdraw"]),
    ("how-much-transfers", &["80 %", "no denominator"]),
    ("which-tool", &["systems in use", "size of the team", "budget"]),
    ("consultant", &["Not as a rule", "save months of trial"]),
];

#[test]
fn r336_r337_r338_each_answer_says_what_was_asked_and_names_its_source() {
    let guide = &built_in().guide;
    for (id, words) in ANSWERS {
        let one = guide.faq.iter().find(|one| one.id == id).unwrap();
        assert!(one.question.ends_with('?'), "{id}: {}", one.question);
        for said in words {
            assert!(one.answer.contains(said), "{id}, {said}: {}", one.answer);
        }
        assert!(guide.cited(&one.source).contains(", "), "{id}: a publication with the place in it");
        for claim in &one.claims {
            assert!(crate::plans::claims().any(|known| known.id == *claim), "{id}: {claim}");
        }
    }
}

#[test]
fn every_sentence_of_the_guide_passes_the_wording_guard() {
    let guide = &built_in().guide;
    let texts = guide.reasons.iter().chain(&guide.net_new).map(|reason| reason.text.clone());
    let texts = texts.chain(guide.rules.iter().map(|rule| rule.text.clone()));
    let texts = texts.chain(guide.factors.iter().map(|factor| format!("{}. {}", factor.title, factor.text)));
    let texts = texts.chain(guide.markets.iter().map(|market| market.text.clone()));
    let texts =
        texts.chain(guide.comparison.iter().flat_map(|row| [row.title.clone(), row.soc2.clone(), row.iso.clone()]));
    let texts = texts.chain(guide.faq.iter().flat_map(|faq| [faq.question.clone(), faq.answer.clone()]));
    for text in texts.chain(guide.sources.values().map(|source| source.title.clone())) {
        assert_eq!(wording::hits(&text), [], "{text}");
    }
}
