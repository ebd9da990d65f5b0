//! The demand that is recorded, and where what was typed differs from it, as JSON.

use domain::reports::planner::decision::{Counted, Demand, Difference};
use domain::values::sequence::Market;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The demand that is recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemandWords {
    /// Requests that are recorded, those that were ended left out.
    pub requests: usize,
    /// Who asks for `soc2` and `iso` by name: ids of requests that were not lost.
    pub asked: BTreeMap<&'static str, Vec<String>>,
    /// The earliest day by which somebody who still waits wants it.
    pub dates: BTreeMap<&'static str, String>,
    /// Contracts and regulators that require ISO/IEC 27001, by name.
    pub required_by: Vec<String>,
    /// Requests by market.
    pub markets: BTreeMap<&'static str, Vec<String>>,
    /// Requests that are open or won by market and by what answers them.
    pub pipeline: Vec<PipelineWords>,
    /// Requests behind each category.
    pub categories: BTreeMap<&'static str, Vec<String>>,
    /// Deals that were lost for want of a report or certificate.
    pub lost: DemandCountWords,
    /// Deals that were slowed for want of one.
    pub slowed: DemandCountWords,
    /// Weeks that these were slowed by, all together.
    pub slowed_weeks: i64,
}

/// Deals with their revenue.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemandCountWords {
    /// How many.
    pub deals: u32,
    /// Their annual revenue together, in whole US dollars, as far as it was recorded.
    pub usd: i64,
    /// How many have no revenue recorded.
    pub without_revenue: u32,
}

/// A part of the pipeline.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PipelineWords {
    /// The market; null where it was not recorded.
    pub market: Option<&'static str>,
    /// What answers these requests: `soc2`, `iso`, `both`, `either`, or `open` where it is not recorded.
    pub answered_by: &'static str,
    /// How many, and for how much.
    pub count: DemandCountWords,
}

/// Where what was typed and what the register says differ.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerDifferenceWords {
    /// The field of the answer.
    pub question: &'static str,
    /// What was typed.
    pub typed: String,
    /// What the register says.
    pub recorded: String,
    /// The requests that say so.
    pub requests: Vec<String>,
}

impl From<Counted> for DemandCountWords {
    fn from(counted: Counted) -> DemandCountWords {
        DemandCountWords { deals: counted.deals, usd: counted.usd, without_revenue: counted.without }
    }
}

impl From<&Difference> for PlannerDifferenceWords {
    fn from(one: &Difference) -> PlannerDifferenceWords {
        let Difference { query, typed, recorded, ids } = one.clone();
        PlannerDifferenceWords { question: query.id(), typed, recorded, requests: ids }
    }
}

impl From<&Demand> for DemandWords {
    fn from(demand: &Demand) -> DemandWords {
        let pipeline = demand.pipeline.iter().map(|((market, answered), counted)| PipelineWords {
            market: market.map(Market::id),
            answered_by: answered.id(),
            count: DemandCountWords::from(*counted),
        });
        DemandWords {
            requests: demand.lines.len(),
            asked: demand.asked.iter().map(|(goal, ids)| (goal.id(), ids.clone())).collect(),
            dates: demand.dates.iter().map(|(goal, (day, _))| (goal.id(), day.to_string())).collect(),
            required_by: demand.required.iter().map(|(name, _)| name.clone()).collect(),
            markets: demand.markets.iter().map(|(market, ids)| (market.id(), ids.clone())).collect(),
            pipeline: pipeline.collect(),
            categories: demand.categories.iter().map(|(category, ids)| (category.id(), ids.clone())).collect(),
            lost: demand.no_report.lost.into(),
            slowed: demand.no_report.slowed.into(),
            slowed_weeks: demand.no_report.weeks,
        }
    }
}
