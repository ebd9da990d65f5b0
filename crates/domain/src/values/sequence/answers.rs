//! What a founder answers before anything else; a question that was not answered is told apart from a no.

use super::super::operation::words;
use super::{Goal, Market};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Largest number of engineers or months of an answer.
pub const MAX_COUNT: u32 = 1_000_000;
/// Largest sum of money of an answer, in whole US dollars.
pub const MAX_USD: u32 = 1_000_000_000;

/// The answers. `None` says that a question was not answered, except for `needed_within_months`, where it says that
/// nothing is needed by a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Where customers are, or shall be.
    pub markets: BTreeSet<Market>,
    /// What customers asked for by name.
    pub asked: BTreeSet<Goal>,
    /// By which day the first of them wants it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub request_dates: BTreeMap<Goal, Date>,
    /// Does a regulator or a contract require ISO/IEC 27001 by name?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulator_requires_iso: Option<bool>,
    /// Is there no revenue yet?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_revenue: Option<bool>,
    /// Are there enterprises that may buy?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise_prospects: Option<bool>,
    /// How many engineers work here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engineers: Option<u32>,
    /// What may be spent on it, in whole US dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget_usd: Option<u32>,
    /// How many months there are for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_available: Option<u32>,
    /// Within how many months something has to be shown; `None`: there is no such date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_within_months: Option<u32>,
    /// Are more ISO management system standards planned?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_iso_standards: Option<bool>,
    /// Is the industry regulated, outside the United States?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulated_outside_us: Option<bool>,
    /// Is the budget a hard limit? `None`: it is, when it lies below the published figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard_budget: Option<bool>,
    /// Shall the scope begin small (R272)? It gives a reason and decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tight_scope: Option<bool>,
    /// Is a management system wanted that grows with the company (R274)? It gives a reason and decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management_system: Option<bool>,
    /// Is the governance of security complex already (R283)? It gives a reason and decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complex_governance: Option<bool>,
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Where customers are.
    Markets,
    /// What they asked for.
    Asked,
    /// By when.
    RequestDates,
    /// What a regulator or contract requires.
    RegulatorRequiresIso,
    /// Whether there is revenue.
    PreRevenue,
    /// Whether there are enterprise prospects.
    EnterpriseProspects,
    /// How many engineers.
    Engineers,
    /// How much money.
    BudgetUsd,
    /// How much time.
    MonthsAvailable,
    /// How soon.
    NeededWithinMonths,
    /// Whether more ISO standards are planned.
    MoreIsoStandards,
    /// Whether the industry is regulated outside the United States.
    RegulatedOutsideUs,
    /// Whether the budget is hard.
    HardBudget,
    /// Whether the scope shall begin small.
    TightScope,
    /// Whether a management system is wanted.
    ManagementSystem,
    /// Whether governance is complex.
    ComplexGovernance,
}

words!(Query {
    Markets = "markets", "Where do your customers sit, or shall sit?";
    Asked = "asked", "What have customers asked for by name?";
    RequestDates = "request_dates", "By which day do they want it?";
    RegulatorRequiresIso = "regulator_requires_iso", "Does a regulator or a contract require ISO/IEC 27001 by name?";
    PreRevenue = "pre_revenue", "Is there no revenue yet?";
    EnterpriseProspects = "enterprise_prospects", "Are enterprises thinking of buying?";
    Engineers = "engineers", "How many engineers work for you?";
    BudgetUsd = "budget_usd", "What may be spent on it, in US dollars?";
    MonthsAvailable = "months_available", "How many months are there for it?";
    NeededWithinMonths = "needed_within_months", "Within how many months must something be shown?";
    MoreIsoStandards = "more_iso_standards", "Do you plan for more ISO standards (privacy, continuity, quality)?";
    RegulatedOutsideUs = "regulated_outside_us", "Is your industry regulated, outside the United States?";
    HardBudget = "hard_budget", "Is the budget a hard limit?";
    TightScope = "tight_scope", "Shall the scope begin small and grow later?";
    ManagementSystem = "management_system", "Do you want a management system that grows with the company?";
    ComplexGovernance = "complex_governance", "Is the governance of security complex already?";
});

impl Query {
    /// What an answer looks like, and why it is asked.
    pub fn hint(self) -> &'static str {
        match self {
            Query::Markets => "Who is buying drives the answer.",
            Query::Asked => "A request that somebody made counts more than a market.",
            Query::RequestDates => "The earliest day comes first when both are wanted.",
            Query::RegulatorRequiresIso => "Name it in the register of demand.",
            Query::PreRevenue | Query::EnterpriseProspects => "Without customers who ask, it can wait.",
            Query::Engineers => "A small team loses much to the work.",
            Query::BudgetUsd | Query::MonthsAvailable => "Both at once takes more of it than one after the other.",
            Query::NeededWithinMonths => "Leave it empty when nobody waits for it.",
            Query::MoreIsoStandards => "They share one management system.",
            Query::RegulatedOutsideUs => "Banks, insurers, health care, government.",
            Query::HardBudget => "Left open, the published cost of the cycle says so.",
            Query::TightScope | Query::ManagementSystem | Query::ComplexGovernance => {
                "It gives a reason for one side and decides nothing alone."
            }
        }
    }

    /// Does it give a reason, and decide nothing?
    pub fn leans(self) -> bool {
        matches!(self, Query::TightScope | Query::ManagementSystem | Query::ComplexGovernance)
    }
}

impl Answers {
    /// The answer to a question with yes or no.
    pub fn truth(&self, query: Query) -> Option<bool> {
        match query {
            Query::RegulatorRequiresIso => self.regulator_requires_iso,
            Query::PreRevenue => self.pre_revenue,
            Query::EnterpriseProspects => self.enterprise_prospects,
            Query::MoreIsoStandards => self.more_iso_standards,
            Query::RegulatedOutsideUs => self.regulated_outside_us,
            Query::HardBudget => self.hard_budget,
            Query::TightScope => self.tight_scope,
            Query::ManagementSystem => self.management_system,
            Query::ComplexGovernance => self.complex_governance,
            _ => None,
        }
    }

    /// The place of an answer with yes or no.
    pub fn truth_mut(&mut self, query: Query) -> Option<&mut Option<bool>> {
        Some(match query {
            Query::RegulatorRequiresIso => &mut self.regulator_requires_iso,
            Query::PreRevenue => &mut self.pre_revenue,
            Query::EnterpriseProspects => &mut self.enterprise_prospects,
            Query::MoreIsoStandards => &mut self.more_iso_standards,
            Query::RegulatedOutsideUs => &mut self.regulated_outside_us,
            Query::HardBudget => &mut self.hard_budget,
            Query::TightScope => &mut self.tight_scope,
            Query::ManagementSystem => &mut self.management_system,
            Query::ComplexGovernance => &mut self.complex_governance,
            _ => return None,
        })
    }

    /// The answer to a question with a number.
    pub fn number(&self, query: Query) -> Option<u32> {
        match query {
            Query::Engineers => self.engineers,
            Query::BudgetUsd => self.budget_usd,
            Query::MonthsAvailable => self.months_available,
            Query::NeededWithinMonths => self.needed_within_months,
            _ => None,
        }
    }

    /// The place of an answer with a number.
    pub fn number_mut(&mut self, query: Query) -> Option<&mut Option<u32>> {
        Some(match query {
            Query::Engineers => &mut self.engineers,
            Query::BudgetUsd => &mut self.budget_usd,
            Query::MonthsAvailable => &mut self.months_available,
            Query::NeededWithinMonths => &mut self.needed_within_months,
            _ => return None,
        })
    }

    /// Was a question answered? A date or a market that is not named is no answer; that nobody asked is one.
    pub fn answered(&self, query: Query) -> bool {
        match query {
            Query::Markets => !self.markets.is_empty(),
            Query::Asked | Query::RequestDates | Query::NeededWithinMonths => true,
            Query::Engineers | Query::BudgetUsd | Query::MonthsAvailable => self.number(query).is_some(),
            _ => self.truth(query).is_some(),
        }
    }

    /// Sales in the United States or Canada and abroad, or everywhere (K11, rule 2).
    pub fn two_sided(&self) -> bool {
        let abroad = self.markets.iter().any(|market| market.abroad());
        self.markets.contains(&Market::Global) || (abroad && self.markets.contains(&Market::NorthAmerica))
    }

    /// The side that the markets alone point to (K11, rule 5); `None` for both sides, and for no market.
    pub fn side(&self) -> Option<Goal> {
        match self.markets.first() {
            None => None,
            Some(_) if self.two_sided() => None,
            Some(Market::NorthAmerica) => Some(Goal::Soc2),
            Some(_) => Some(Goal::Iso),
        }
    }

    /// Is Latin America the only market?
    pub fn mixed_market(&self) -> bool {
        self.markets.len() == 1 && self.markets.contains(&Market::LatinAmerica)
    }
}
