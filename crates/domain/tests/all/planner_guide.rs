//! The guide to the order of the frameworks hangs together, in words that the house uses.

use domain::reports::wording;
use domain::values::sequence::{Citation, FigureKind, Market, Query};
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
    assert_eq!(factors.len(), 5);
    let asked: Vec<Query> = factors.iter().flat_map(|factor| factor.queries.iter().copied()).collect();
    assert_eq!(asked.len(), Query::ALL.len());
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), Query::ALL.into());
}

#[test]
fn r281_r282_r283_r284_reasons_stand_for_each_side_and_for_both() {
    let guide = &built_in().guide;
    for (id, words) in [
        ("iso-strengths", ["credibility", "governance", "regulators", "risk", "oversight"].as_slice()),
        ("soc2-strengths", &["SaaS", "United States", "due diligence", "questionnaires"]),
        ("complex-governance", &["complex"]),
        ("both-for-whom", &["home and abroad", "governance", "competitors"]),
    ] {
        let reason = guide.reasons.iter().find(|reason| reason.id == id).unwrap();
        assert!(words.iter().all(|word| reason.text.contains(word)), "{id}: {}", reason.text);
        assert!(guide.cited(&reason.source).contains("ISO 27001 vs SOC 2"), "{id}");
    }
}

#[test]
fn r285_r286_each_market_says_who_asks_for_what_and_the_survey_its_year() {
    let guide = &built_in().guide;
    let markets: Vec<Market> = guide.markets.iter().map(|market| market.market).collect();
    assert_eq!(markets, Market::ALL);
    assert!(guide.markets.iter().all(|market| !market.expects.is_empty() && !market.text.is_empty()));
    for (claim, figure) in [("PC103", "76 %"), ("PC104", "67 %")] {
        let reason = guide.reasons.iter().find(|reason| reason.source == Citation::Claim(claim.into())).unwrap();
        assert!(reason.text.contains(figure) && reason.text.contains("2024"), "{}", reason.text);
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
