//! Tables of sample sizes: how many items are tested for a frequency and a risk (K6). Sizes are the auditor's judgement;
//! the AICPA sets none, so each row names its source.

use super::Frequency;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Largest population, in items.
pub const MAX_POPULATION: u32 = 10_000_000;

/// A table of sample sizes as one source gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplingProfile {
    /// Id, such as `default`.
    pub id: String,
    /// Its rows, in the order of the file; no two for the same frequency.
    pub rows: Vec<SamplingRow>,
}

/// What a profile says of one frequency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplingRow {
    /// How often the control runs.
    pub frequency: SamplingFrequency,
    /// Items that a year usually has, as the source writes it: `250`, `1000+`, `varies`.
    pub typical: String,
    /// Sample sizes for low, moderate and high risk; `None` where the rule needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sizes: Option<[u32; 3]>,
    /// How the size follows.
    pub rule: SampleRule,
    /// Where the row is from.
    pub source: String,
}

/// How often something occurs, in the words of sampling tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SamplingFrequency {
    /// Once a year.
    Annual,
    /// Twice a year.
    HalfYearly,
    /// Each quarter.
    Quarterly,
    /// Each month.
    Monthly,
    /// Each week.
    Weekly,
    /// Each business day.
    Daily,
    /// Many times a day.
    ManyPerDay,
    /// When an event asks for it.
    EventDriven,
    /// For each transaction, fewer than 250 of them.
    PerTransactionSmall,
    /// For each transaction, 250 or more.
    PerTransactionLarge,
    /// The row holds whatever the frequency is.
    Any,
}

impl SamplingFrequency {
    /// Every frequency, least frequent first.
    pub const ALL: [SamplingFrequency; 11] = [
        SamplingFrequency::Annual,
        SamplingFrequency::HalfYearly,
        SamplingFrequency::Quarterly,
        SamplingFrequency::Monthly,
        SamplingFrequency::Weekly,
        SamplingFrequency::Daily,
        SamplingFrequency::ManyPerDay,
        SamplingFrequency::EventDriven,
        SamplingFrequency::PerTransactionSmall,
        SamplingFrequency::PerTransactionLarge,
        SamplingFrequency::Any,
    ];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            SamplingFrequency::Annual => "annual",
            SamplingFrequency::HalfYearly => "half_yearly",
            SamplingFrequency::Quarterly => "quarterly",
            SamplingFrequency::Monthly => "monthly",
            SamplingFrequency::Weekly => "weekly",
            SamplingFrequency::Daily => "daily",
            SamplingFrequency::ManyPerDay => "many_per_day",
            SamplingFrequency::EventDriven => "event_driven",
            SamplingFrequency::PerTransactionSmall => "per_transaction_small",
            SamplingFrequency::PerTransactionLarge => "per_transaction_large",
            SamplingFrequency::Any => "any",
        }
    }

    /// The frequency with this id; a control's own words `business_day` and `continuous` are read as well.
    pub fn parse(id: &str) -> Option<SamplingFrequency> {
        let own = || Frequency::ALL.into_iter().find(|f| f.id() == id).map(SamplingFrequency::from);
        SamplingFrequency::ALL.into_iter().find(|f| f.id() == id).or_else(own)
    }
}

impl From<Frequency> for SamplingFrequency {
    fn from(frequency: Frequency) -> SamplingFrequency {
        match frequency {
            Frequency::Continuous => SamplingFrequency::ManyPerDay,
            Frequency::BusinessDay => SamplingFrequency::Daily,
            Frequency::Weekly => SamplingFrequency::Weekly,
            Frequency::Monthly => SamplingFrequency::Monthly,
            Frequency::Quarterly => SamplingFrequency::Quarterly,
            Frequency::HalfYearly => SamplingFrequency::HalfYearly,
            Frequency::Annual => SamplingFrequency::Annual,
            Frequency::EventDriven => SamplingFrequency::EventDriven,
        }
    }
}

/// Risk that the control fails, as the auditor judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SamplingRisk {
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
}

impl SamplingRisk {
    /// Every risk, lowest first: the order of [`SamplingRow::sizes`].
    pub const ALL: [SamplingRisk; 3] = [SamplingRisk::Low, SamplingRisk::Moderate, SamplingRisk::High];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            SamplingRisk::Low => "low",
            SamplingRisk::Moderate => "moderate",
            SamplingRisk::High => "high",
        }
    }

    /// The risk with this id.
    pub fn parse(id: &str) -> Option<SamplingRisk> {
        SamplingRisk::ALL.into_iter().find(|r| r.id() == id)
    }
}

/// How a sample size follows from population and table. Whole numbers only; written as the tables write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum SampleRule {
    /// `min(population;table)`: the table's size, never more than there are.
    Table,
    /// `all`: every item.
    All,
    /// `all when N<20`: every item of a population below the bound, else as [`SampleRule::Table`].
    TableFrom {
        /// Below it, every item.
        all_below: u32,
    },
    /// `clamp(ceil(0.10*N),5,25); all when N<5`: so many in a hundred, rounded up, within bounds.
    Share {
        /// In hundredths.
        hundredths: u32,
        /// At least so many.
        least: u32,
        /// At most so many.
        most: u32,
        /// Below it, every item.
        all_below: u32,
    },
}

impl SampleRule {
    /// Does it read the sizes of the row?
    pub fn needs_sizes(self) -> bool {
        matches!(self, SampleRule::Table | SampleRule::TableFrom { .. })
    }

    /// Reads a rule as the tables write it; blanks do not matter.
    pub fn parse(text: &str) -> Option<SampleRule> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if text == "min(population;table)" {
            return Some(SampleRule::Table);
        }
        if text == "all" {
            return Some(SampleRule::All);
        }
        if let Some(bound) = text.strip_prefix("allwhenN<") {
            return Some(SampleRule::TableFrom { all_below: number(bound)? });
        }
        let (share, rest) = text.strip_prefix("clamp(ceil(0.")?.split_once("*N),")?;
        let (bounds, below) = rest.split_once(");allwhenN<")?;
        let (least, most) = bounds.split_once(',')?;
        let hundredths = if share.len() == 2 { number(share)? } else { return None };
        let rule =
            SampleRule::Share { hundredths, least: number(least)?, most: number(most)?, all_below: number(below)? };
        let sound = matches!(rule, SampleRule::Share { least, most, .. } if hundredths > 0 && least <= most);
        sound.then_some(rule)
    }
}

/// A whole number in plain digits, no sign.
fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for SampleRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SampleRule::Table => f.write_str("min(population;table)"),
            SampleRule::All => f.write_str("all"),
            SampleRule::TableFrom { all_below } => write!(f, "all when N<{all_below}"),
            SampleRule::Share { hundredths, least, most, all_below } => {
                write!(f, "clamp(ceil(0.{hundredths:02}*N),{least},{most}); all when N<{all_below}")
            }
        }
    }
}

impl From<SampleRule> for String {
    fn from(rule: SampleRule) -> String {
        rule.to_string()
    }
}

impl TryFrom<String> for SampleRule {
    type Error = String;

    fn try_from(text: String) -> Result<SampleRule, String> {
        SampleRule::parse(&text).ok_or_else(|| format!("`{text}` is no rule; write one such as min(population;table)"))
    }
}
