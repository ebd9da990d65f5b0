//! The quantitative view: the same seed gives the same figures, and the figures are those of the ranges.

use crate::risks::{close, costly, described, quantify, range, record, with_method};
use domain::reports::risk::{CHANCES, mean, play, quantified};
use domain::values::risk::{Estimate, Exposure, MAX_TRIALS, MIN_TRIALS, Quantity, Simulation};
use proptest::prelude::*;

/// The curve of two costly risks with the seed 7 over 9,000 years.
const KNOWN: [u64; 13] = [0, 0, 0, 0, 0, 0, 0, 88_125, 107_059, 137_520, 204_236, 287_388, 333_268];

fn simulation(seed: u32, trials: u32) -> Simulation {
    Simulation { seed, trials, currency: "EUR".into() }
}

/// Once a year with the same loss each time.
fn steady(frequency: u64, loss: u64) -> Quantity {
    let exactly = |value| Estimate { min: value, likely: value, max: value };
    let today = Exposure { frequency: exactly(frequency), loss: exactly(loss) };
    Quantity { today, treated: None, cost: 0, basis: "b".into() }
}

#[test]
fn the_expected_loss_is_exact() {
    assert_eq!(mean(&costly().today), 25_000);
    assert_eq!(mean(&costly().treated.unwrap()), 12_500);
    assert_eq!(mean(&steady(1, 1).today), 0, "a thousandth rounds down");
    assert_eq!(mean(&steady(500, 1).today), 1, "half is rounded up");
    let most = Exposure { frequency: range(52_000, 52_000, 52_000), loss: range(1, 1, 1_000_000_000_000) };
    assert_eq!(mean(&most), 17_333_333_333_368);
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_gives_others() {
    let quantity = costly();
    let risks = [("RI-1", &quantity), ("RI-2", &quantity)];
    let first = play(&risks, &simulation(7, 9_000));
    assert_eq!(first, play(&risks, &simulation(7, 9_000)));
    assert_ne!(first, play(&risks, &simulation(8, 9_000)));
    let known = first.1.points.iter().map(|point| point.loss).collect::<Vec<_>>();
    assert_eq!((first.0, first.1.mean, known), (9_000, 49_655, KNOWN.to_vec()), "on every machine");
}

#[test]
fn the_simulated_mean_is_near_the_exact_one_and_treatment_never_costs_losses() {
    let quantity = costly();
    let risks: Vec<String> = (1..=20).map(|n| format!("RI-{n}")).collect();
    let plays: Vec<(&str, &Quantity)> = risks.iter().map(|id| (id.as_str(), &quantity)).collect();
    let (trials, today, treated) = play(&plays, &simulation(1, 20_000));
    assert_eq!(trials, 20_000);
    let near = |found: u64, exact: u64| found.abs_diff(exact) * 100 < exact * 2;
    assert!(near(today.mean, 500_000), "{}", today.mean);
    assert!(near(treated.mean, 250_000), "{}", treated.mean);
    for (before, after) in today.points.iter().zip(&treated.points) {
        assert!(after.loss <= before.loss, "{before:?} {after:?}");
    }
}

#[test]
fn a_year_without_the_risk_costs_nothing_as_often_as_poisson_says() {
    // Once a year on average: no occurrence in 36.8 % of the years, at most one in 73.6 %, at most two in 92.0 %.
    let quantity = steady(1_000, 100);
    let (_, today, _) = play(&[("RI-1", &quantity)], &simulation(3, 50_000));
    let at = |chance: u16| today.points.iter().find(|point| point.chance == chance).unwrap().loss;
    assert_eq!((at(700), at(600), at(300), at(200), at(100)), (0, 100, 100, 200, 200));
    assert!(today.mean.abs_diff(100) <= 2, "{}", today.mean);
}

#[test]
fn risks_with_ranges_are_played_and_the_others_counted() {
    let mut firm = with_method();
    for title in ["One", "Two", "Three", "Four"] {
        firm.does(record(described(title)));
    }
    firm.does(quantify("RI-1", Some(Quantity { treated: None, ..costly() })));
    firm.does(quantify("RI-2", Some(Quantity { cost: 20_000, ..costly() })));
    firm.does(quantify("RI-3", Some(costly())));
    firm.does(close("RI-3"));
    let found = quantified(&firm.registers.risks, |_| true);
    assert_eq!(found.without, 1, "RI-4 has no ranges");
    let told: Vec<(&str, u64, Option<u64>, Option<i64>)> =
        found.risks.iter().map(|risk| (risk.id.as_str(), risk.today, risk.treated, risk.value)).collect();
    assert_eq!(told, [("RI-1", 25_000, None, None), ("RI-2", 25_000, Some(12_500), Some(-7_500))]);
    assert_eq!((found.trials, found.today.points.len()), (10_000, CHANCES.len()));
    let none = quantified(&firm.registers.risks, |_| false);
    assert_eq!((none.trials, none.risks.len(), none.today.points.len()), (0, 0, 0));
}

#[test]
fn much_work_is_done_with_fewer_years_and_never_too_few() {
    let often = steady(52_000, 10);
    let ids: Vec<String> = (0..1_000).map(|n| format!("RI-{n}")).collect();
    let many: Vec<(&str, &Quantity)> = ids.iter().map(|id| (id.as_str(), &often)).collect();
    let (trials, today, _) = play(&many[..40], &simulation(1, MAX_TRIALS));
    assert!((MIN_TRIALS..MAX_TRIALS).contains(&trials), "{trials}");
    assert!(today.mean.abs_diff(40 * 520) < 40, "{}", today.mean);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The rarer, the greater; and no loss is beyond what can happen in a year of the widest ranges.
    #[test]
    fn the_curve_never_falls(f in (0_u64..900, 0_u64..900, 1_u64..900), l in (0_u64..9_000, 0_u64..9_000, 1_u64..9_000), seed in any::<u32>()) {
        let ordered = |(a, b, c): (u64, u64, u64)| {
            let mut all = [a, b, c];
            all.sort_unstable();
            range(all[0], all[1], all[2])
        };
        let today = Exposure { frequency: ordered(f), loss: ordered(l) };
        let quantity = Quantity { today, treated: Some(today), cost: 0, basis: "b".into() };
        let (_, today, treated) = play(&[("RI-1", &quantity)], &simulation(seed, 1_000));
        prop_assert!(today.points.windows(2).all(|pair| pair[0].loss <= pair[1].loss));
        prop_assert_eq!(today, treated, "the same ranges with the same dice");
    }

    /// One risk's draws do not depend on which others there are.
    #[test]
    fn another_risk_leaves_the_draws_of_one_alone(seed in any::<u32>()) {
        let (one, nothing) = (costly(), steady(1, 0));
        let alone = play(&[("RI-1", &one)], &simulation(seed, 1_000));
        let beside = play(&[("RI-0", &nothing), ("RI-1", &one)], &simulation(seed, 1_000));
        prop_assert_eq!(alone.1, beside.1);
    }
}
