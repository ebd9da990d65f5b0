//! Convention K6: sizes by table, by rule and by formula, and draws that can be repeated with other tools.

use domain::refusal::Refusal;
use domain::reports::sample::{draw, size, statistical, systematic};
use domain::values::sampling::MAX_POPULATION;
use domain::values::{Frequency, SampleRule, SamplingFrequency as F, SamplingProfile, SamplingRisk as Risk};
use formats::library::sampling::profiles;
use proptest::prelude::*;

fn profile(id: &str) -> &'static SamplingProfile {
    profiles().iter().find(|p| p.id == id).unwrap()
}

fn sized(id: &str, frequency: F, population: u32, risk: Risk) -> u32 {
    size(profile(id), frequency, population, Some(risk)).unwrap().size
}

#[test]
fn the_size_is_the_smaller_of_population_and_table() {
    let table = [
        ("default", F::Monthly, 6, Risk::Low, 2),
        ("default", F::Monthly, 12, Risk::High, 4),
        ("default", F::Monthly, 1, Risk::High, 1),
        ("default", F::Annual, 1, Risk::High, 1),
        ("default", F::Daily, 250, Risk::Moderate, 25),
        ("default", F::ManyPerDay, MAX_POPULATION, Risk::High, 60),
        ("default", F::Weekly, 0, Risk::Low, 0),
        ("sox_table", F::Quarterly, 4, Risk::High, 3),
        ("sox_table", F::PerTransactionSmall, 249, Risk::Moderate, 30),
        ("sox_table", F::PerTransactionLarge, 5_000, Risk::Low, 25),
        ("forum", F::Daily, 20, Risk::Low, 20),
        ("soc2_reference", F::Quarterly, 4, Risk::Low, 4),
        ("soc2_reference", F::Quarterly, 7, Risk::Low, 7),
    ];
    for (id, frequency, population, risk, expected) in table {
        assert_eq!(sized(id, frequency, population, risk), expected, "{id} {frequency:?} {population} {risk:?}");
    }
}

#[test]
fn events_follow_the_rule_of_the_profile() {
    let shares =
        [(0, 0), (4, 4), (5, 5), (50, 5), (51, 6), (100, 10), (101, 11), (250, 25), (251, 25), (MAX_POPULATION, 25)];
    for (population, expected) in shares {
        assert_eq!(sized("default", F::EventDriven, population, Risk::Low), expected, "{population}");
    }
    let tenths = [(2, 2), (3, 3), (30, 3), (31, 4), (300, 30), (1_000, 30)];
    for (population, expected) in tenths {
        // One row for any frequency, and no risk is asked for.
        assert_eq!(size(profile("ten_percent"), F::Weekly, population, None).unwrap().size, expected, "{population}");
    }
    let bounded = [(19, Risk::High, 19), (20, Risk::Low, 20), (22, Risk::High, 22), (500, Risk::High, 30)];
    for (population, risk, expected) in bounded {
        assert_eq!(sized("soc2_reference", F::EventDriven, population, risk), expected, "{population} {risk:?}");
    }
}

#[test]
fn what_the_profile_cannot_answer_is_refused() {
    let refused = size(profile("forum"), F::EventDriven, 10, Some(Risk::Low)).unwrap_err();
    assert_eq!(refused.to_string(), "frequency: the profile `forum` has no row for `event_driven`");
    assert!(refused.hint().contains("annual, quarterly"), "{}", refused.hint());
    let refused = size(profile("default"), F::Monthly, 10, None).unwrap_err();
    assert_eq!(refused, Refusal::Empty { field: "risk", wanted: "low, moderate or high" });
    let many = size(profile("default"), F::Monthly, MAX_POPULATION + 1, Some(Risk::Low)).unwrap_err();
    assert!(matches!(many, Refusal::TooMany { max: 10_000_000, .. }), "{many}");
}

#[test]
fn a_size_says_what_it_follows_from() {
    let found = size(profile("default"), F::Monthly, 6, Some(Risk::Moderate)).unwrap();
    assert_eq!((found.size, found.population, found.table, found.rule), (3, 6, Some(3), SampleRule::Table));
    assert!(found.source.contains("practice"), "{}", found.source);
}

#[test]
fn rules_are_read_and_written_alike() {
    for rule in ["min(population;table)", "all", "all when N<20", "clamp(ceil(0.10*N),5,25); all when N<5"] {
        assert_eq!(SampleRule::parse(rule).unwrap().to_string(), rule);
    }
    assert_eq!(SampleRule::parse(" all  when N < 20 "), Some(SampleRule::TableFrom { all_below: 20 }));
    let wrong = ["", "some", "all when N<", "all when N<-1", "all when N<+5", "clamp(ceil(0.1*N),5,25); all when N<5"];
    let more =
        ["clamp(ceil(0.10*N),25,5); all when N<5", "clamp(ceil(0.00*N),1,5); all when N<5", "clamp(ceil(0.10*N),5,25)"];
    for rule in wrong.into_iter().chain(more) {
        assert_eq!(SampleRule::parse(rule), None, "{rule}");
    }
}

#[test]
fn the_zero_deviation_size_is_that_of_the_published_tables() {
    let known = [(0.95, 0.05, 59), (0.95, 0.10, 29), (0.95, 0.01, 299), (0.90, 0.05, 45), (0.90, 0.10, 22)];
    for (confidence, rate, expected) in known {
        assert_eq!(statistical(confidence, rate, MAX_POPULATION).unwrap(), expected, "{confidence} {rate}");
    }
    assert_eq!(statistical(0.95, 0.05, 40).unwrap(), 40, "never more than there are");
    assert_eq!(statistical(0.95, 0.05, 59).unwrap(), 59);
    assert_eq!(statistical(0.95, 0.05, 0).unwrap(), 0);
    assert_eq!(statistical(0.01, 0.99, 10).unwrap(), 1, "at least one");
}

#[test]
fn rounding_error_adds_no_item() {
    // Whole quotients: 1 - confidence is the power of 1 - rate, though no float says so exactly.
    let whole =
        [(0.9, 0.9, 1), (0.99, 0.9, 2), (0.999, 0.9, 3), (0.999_999_999, 0.9, 9), (0.75, 0.5, 2), (0.96, 0.8, 2)];
    for (confidence, rate, expected) in whole {
        assert_eq!(statistical(confidence, rate, MAX_POPULATION).unwrap(), expected, "{confidence} {rate}");
    }
    assert_eq!(statistical(0.999_999_999, 0.999, MAX_POPULATION).unwrap(), 3);
    assert_eq!(statistical(0.999_999_999_999, 0.99, MAX_POPULATION).unwrap(), 6);
    // Extremes stay within the population.
    assert_eq!(statistical(0.999_999_999, 1e-300, MAX_POPULATION).unwrap(), MAX_POPULATION);
    assert_eq!(statistical(5e-324, 0.5, 10).unwrap(), 1);
    assert_eq!(statistical(0.95, 5e-324, 10).unwrap(), 10);
    assert_eq!(statistical(1.0 - f64::EPSILON, f64::EPSILON, 10).unwrap(), 10);
}

#[test]
fn figures_outside_zero_and_one_are_refused_by_name() {
    for (confidence, rate, field) in [
        (0.0, 0.05, "confidence"),
        (1.0, 0.05, "confidence"),
        (95.0, 0.05, "confidence"),
        (f64::NAN, 0.05, "confidence"),
        (0.95, 0.0, "tolerable_rate"),
        (0.95, 1.0, "tolerable_rate"),
        (0.95, -0.05, "tolerable_rate"),
        (0.95, f64::INFINITY, "tolerable_rate"),
    ] {
        let refused = statistical(confidence, rate, 10).unwrap_err().to_string();
        assert!(refused.starts_with(field) && refused.contains("between 0 and 1"), "{refused}");
    }
    assert!(matches!(statistical(0.95, 0.05, MAX_POPULATION + 1), Err(Refusal::TooMany { .. })));
}

#[test]
fn every_frequency_of_a_control_has_one_in_the_tables() {
    for frequency in Frequency::ALL {
        assert_eq!(F::parse(frequency.id()), Some(F::from(frequency)), "{frequency:?}");
    }
    assert_eq!(F::parse("daily"), Some(F::Daily));
    assert_eq!(F::parse("fortnightly"), None);
}

fn ids(n: usize) -> Vec<String> {
    (1..=n).map(|i| format!("CHG-{i:04}")).collect()
}

/// Worked out with `sha256sum`, as docs/sampling.md tells.
#[test]
fn draws_are_those_of_other_tools() {
    let expected = include_str!("sampling/drawn.txt");
    let mut lines = expected.lines();
    assert_eq!(draw("2026 examination, change control", &ids(40), 5).unwrap().join(" "), lines.next().unwrap());
    assert_eq!(systematic("2026 examination, change control", &ids(40), 5).unwrap().join(" "), lines.next().unwrap());
    assert_eq!(systematic("2026 examination, change control", &ids(43), 6).unwrap().join(" "), lines.next().unwrap());
}

#[test]
fn a_draw_needs_a_seed_and_a_population_without_repetition() {
    let twice = vec!["a".to_owned(), "b".to_owned(), "a".to_owned()];
    for refused in [draw("seed", &twice, 2), systematic("seed", &twice, 2)] {
        assert_eq!(refused.unwrap_err().to_string(), "the population has `a` twice");
    }
    for refused in [draw("", &ids(3), 2), systematic("", &ids(3), 2)] {
        assert!(matches!(refused, Err(Refusal::Empty { field: "seed", .. })));
    }
    assert_eq!(draw("seed", &ids(3), 7).unwrap(), ids(3), "all, where fewer are there than wanted");
    assert_eq!(systematic("seed", &ids(3), 7).unwrap(), ids(3));
    assert!(draw("seed", &ids(3), 0).unwrap().is_empty() && systematic("seed", &[], 2).unwrap().is_empty());
}

proptest! {
    #[test]
    fn draws_take_so_many_different_items_in_order(all in 1_usize..300, wanted in 0_usize..300, seed in "[a-z]{1,12}") {
        let population = ids(all);
        for drawn in [draw(&seed, &population, wanted).unwrap(), systematic(&seed, &population, wanted).unwrap()] {
            prop_assert_eq!(drawn.len(), wanted.min(all));
            prop_assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", drawn);
        }
    }

    /// Who is drawn does not depend on the order of the list, and a larger draw holds a smaller one.
    #[test]
    fn a_draw_by_hash_knows_no_order(all in 1_usize..80, wanted in 0_usize..80, seed in "[a-z]{1,12}") {
        let population = ids(all);
        let mut turned = population.clone();
        turned.reverse();
        let drawn = draw(&seed, &population, wanted).unwrap();
        let mut other = draw(&seed, &turned, wanted).unwrap();
        other.reverse();
        prop_assert_eq!(&drawn, &other);
        let more = draw(&seed, &population, wanted + 1).unwrap();
        prop_assert!(drawn.iter().all(|id| more.contains(id)));
    }

    /// Distances differ by one at most.
    #[test]
    fn a_systematic_draw_keeps_its_distance(all in 1_usize..400, wanted in 1_usize..100, seed in "[a-z]{1,12}") {
        let wanted = wanted.min(all);
        let population = ids(all);
        let drawn = systematic(&seed, &population, wanted).unwrap();
        let places: Vec<usize> = drawn.iter().map(|id| population.iter().position(|p| p == id).unwrap()).collect();
        for pair in places.windows(2) {
            let distance = pair[1] - pair[0];
            prop_assert!(distance == all / wanted || distance == all / wanted + 1, "{:?}", places);
        }
    }
}
