//! The guide as JSON: rules, factors, markets, both frameworks side by side, and questions that people ask.

use domain::values::sequence::{Faq, Goal, Guide};
use serde::Serialize;
use utoipa::ToSchema;

/// The guide, in our own words, each line with its source.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerGuideWords {
    /// The day of its last change.
    pub version: String,
    /// The rules, the first that matches decides.
    pub rules: Vec<String>,
    /// The five factors of the choice.
    pub factors: Vec<PlannerFactorWords>,
    /// Who asks for what.
    pub markets: Vec<PlannerMarketWords>,
    /// Both frameworks side by side.
    pub comparison: Vec<PlannerRowWords>,
    /// What SOC 2 does not address.
    pub net_new: Vec<PlannerNewWords>,
    /// Questions that people ask.
    pub questions: Vec<PlannerFaqWords>,
}

/// A factor of the choice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerFactorWords {
    /// Its name.
    pub title: String,
    /// What it asks.
    pub text: String,
    /// The fields of the answers that speak of it.
    pub questions: Vec<&'static str>,
    /// Who says so.
    pub source: String,
}

/// A market.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerMarketWords {
    /// Its id.
    pub market: &'static str,
    /// What is expected there: `soc2`, `iso`.
    pub expects: Vec<&'static str>,
    /// In short.
    pub text: String,
    /// Who says so.
    pub source: String,
}

/// A line of the comparison.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerRowWords {
    /// What is compared.
    pub title: String,
    /// SOC 2.
    pub soc2: String,
    /// ISO/IEC 27001.
    pub iso: String,
    /// Who says so.
    pub source: String,
}

/// Work that SOC 2 does not bring.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerNewWords {
    /// The work.
    pub text: String,
    /// Who says so.
    pub source: String,
}

/// A question that people ask.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerFaqWords {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Claims with the figures that the answer speaks of.
    pub claims: Vec<String>,
    /// Where it was asked.
    pub source: String,
}

impl PlannerFaqWords {
    /// One question of a guide.
    pub fn of(guide: &Guide, one: &Faq) -> PlannerFaqWords {
        let Faq { id, question, answer, claims, source } = one.clone();
        PlannerFaqWords { id, question, answer, claims, source: guide.cited(&source) }
    }
}

impl PlannerGuideWords {
    /// All of it.
    pub fn of(guide: &Guide) -> PlannerGuideWords {
        let factors = guide.factors.iter().map(|one| PlannerFactorWords {
            title: one.title.clone(),
            text: one.text.clone(),
            questions: one.queries.iter().map(|query| query.id()).collect(),
            source: guide.cited(&one.source),
        });
        let markets = guide.markets.iter().map(|one| PlannerMarketWords {
            market: one.market.id(),
            expects: one.expects.iter().copied().map(Goal::id).collect(),
            text: one.text.clone(),
            source: guide.cited(&one.source),
        });
        let comparison = guide.comparison.iter().map(|one| PlannerRowWords {
            title: one.title.clone(),
            soc2: one.soc2.clone(),
            iso: one.iso.clone(),
            source: guide.cited(&one.source),
        });
        let new = guide.net_new.iter();
        PlannerGuideWords {
            version: guide.version.to_string(),
            rules: guide.rules.iter().map(|rule| rule.text.clone()).collect(),
            factors: factors.collect(),
            markets: markets.collect(),
            comparison: comparison.collect(),
            net_new: new
                .map(|one| PlannerNewWords { text: one.text.clone(), source: guide.cited(&one.source) })
                .collect(),
            questions: guide.faq.iter().map(|one| PlannerFaqWords::of(guide, one)).collect(),
        }
    }
}
