//! What a risk could cost, as ranges: how often in a year, and how much each time. Optional; never a substitute for the
//! level that the method gives.

use serde::{Deserialize, Serialize};

/// Most occurrences in a year, in thousandths: more often than weekly it is a running cost, not a risk.
pub const MAX_FREQUENCY: u64 = 52_000;
/// Largest single loss, in whole units of the currency.
pub const MAX_LOSS: u64 = 1_000_000_000_000;
/// Fewest trials of a simulation.
pub const MIN_TRIALS: u32 = 1_000;
/// Most trials of a simulation.
pub const MAX_TRIALS: u32 = 100_000;

/// Least, most likely and greatest value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// Least.
    pub min: u64,
    /// Most likely.
    pub likely: u64,
    /// Greatest.
    pub max: u64,
}

/// How often and how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// Occurrences in a year, in thousandths: 250 is once in four years.
    pub frequency: Estimate,
    /// Loss of one occurrence, in whole units of the currency.
    pub loss: Estimate,
}

/// The quantitative view of one risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// As it is today.
    pub today: Exposure,
    /// With the plan carried out; `None` while nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treated: Option<Exposure>,
    /// What the treatment costs in a year, in whole units of the currency.
    #[serde(default)]
    pub cost: u64,
    /// On what the estimates rest.
    pub basis: String,
}

/// How a simulation is run: whoever runs it with the same seed on the same ranges gets the same figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    /// The seed of the generator.
    pub seed: u32,
    /// Years that are played through.
    pub trials: u32,
    /// The currency of all losses, such as `EUR`.
    pub currency: String,
}

impl Default for Simulation {
    fn default() -> Simulation {
        Simulation { seed: 1, trials: 10_000, currency: "EUR".to_owned() }
    }
}
