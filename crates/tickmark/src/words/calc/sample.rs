//! How many items are tested: the question as it is sent, the answer as it is told (K6).

use super::fields::{Misread, absent, fraction, needed, number, object, text, unlisted};
use app::library::{sampling_profile, sampling_profiles};
use domain::reports::sample::{size, statistical};
use domain::values::sampling::MAX_POPULATION;
use domain::values::{SamplingFrequency, SamplingRisk};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"profile":"default","frequency":"monthly","population":6,"risk":"low"}"#;

/// A population with a profile, a frequency and a risk; or with a confidence and a tolerable rate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "profile": "default", "frequency": "monthly", "population": 6, "risk": "low" }))]
pub struct SampleAsk {
    /// Id of a table of sample sizes, such as `default`.
    #[schema(value_type = Option<String>)]
    profile: Option<Value>,
    /// A frequency of that table, such as `monthly`.
    #[schema(value_type = Option<String>)]
    frequency: Option<Value>,
    /// `low`, `moderate` or `high`; may be left out where the table has a rule in place of sizes.
    #[schema(value_type = Option<String>)]
    risk: Option<Value>,
    /// How many items there are; at most 10,000,000.
    #[schema(value_type = u32, required = true, maximum = 10_000_000)]
    population: Option<Value>,
    /// For the zero-deviation size: a fraction between 0 and 1, such as 0.95.
    #[schema(value_type = Option<f64>)]
    confidence: Option<Value>,
    /// For the zero-deviation size: the tolerable rate of deviation, a fraction between 0 and 1, such as 0.05.
    #[schema(value_type = Option<f64>)]
    tolerable_rate: Option<Value>,
}

/// A sample size.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SampleWords {
    /// How many items to test; never more than there are.
    pub sample: u32,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn sample(bytes: &[u8]) -> Result<SampleWords, Misread> {
    let ask: SampleAsk = object(bytes, EXAMPLE)?;
    let population = number(&needed(ask.population.clone(), "population", "6")?, "population", MAX_POPULATION)?;
    let sample = match ask.confidence.is_some() || ask.tolerable_rate.is_some() {
        true => by_confidence(ask, population)?,
        false => by_profile(ask, population)?,
    };
    Ok(SampleWords { sample })
}

fn by_confidence(ask: SampleAsk, population: u32) -> Result<u32, Misread> {
    for (value, field) in [(&ask.profile, "profile"), (&ask.frequency, "frequency"), (&ask.risk, "risk")] {
        absent(value, field, "confidence and tolerable_rate")?;
    }
    let confidence = fraction(&needed(ask.confidence, "confidence", "0.95")?, "confidence", "0.95")?;
    let rate = fraction(&needed(ask.tolerable_rate, "tolerable_rate", "0.05")?, "tolerable_rate", "0.05")?;
    Ok(statistical(confidence, rate, population)?)
}

fn by_profile(ask: SampleAsk, population: u32) -> Result<u32, Misread> {
    let word = |value: Option<Value>, field: &str, example: &str| text(&needed(value, field, example)?, field, example);
    let profile = word(ask.profile, "profile", "\"default\"")?;
    let profile = sampling_profile(&profile).map_err(|_| {
        let ids: Vec<&str> = sampling_profiles().iter().map(|profile| profile.id.as_str()).collect();
        unlisted("sampling profile", &profile, &ids)
    })?;
    let frequency = word(ask.frequency, "frequency", "\"monthly\"")?;
    let frequency = SamplingFrequency::parse(&frequency)
        .ok_or_else(|| unlisted("frequency", &frequency, &SamplingFrequency::ALL.map(SamplingFrequency::id)))?;
    let risk = ask.risk.map(|value| text(&value, "risk", "\"low\"")).transpose()?;
    let risk = risk.map(|word| {
        SamplingRisk::parse(&word).ok_or_else(|| unlisted("risk", &word, &SamplingRisk::ALL.map(SamplingRisk::id)))
    });
    Ok(size(profile, frequency, population, risk.transpose()?)?.size)
}
