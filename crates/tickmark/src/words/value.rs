//! What the programme is worth, in words.

use app::ask::ValueAnswer;
use domain::values::Percent;
use serde::Serialize;
use utoipa::ToSchema;

/// What the figures say and what they do not.
pub const VALUE_NOTE: &str = "Counted from what is recorded, each figure of what stands beside it. A figure is no cause: that a \
    deal was won does not show why. None of them is readiness, and none is an opinion.";

/// A figure with what it is counted of.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BenefitWords {
    /// Its id, such as `deals_won`.
    pub id: &'static str,
    /// What it speaks for: `markets`, `questionnaires`, `regulation`, `competition`, `posture`, `governance`, `risks`,
    /// `suppliers`, `trust`, `defensibility`, `operating`, `health` or `history`.
    pub purpose: &'static str,
    /// What is counted.
    pub title: &'static str,
    /// The figure.
    pub count: usize,
    /// What it is counted of.
    pub of: usize,
    /// What that whole is.
    pub whole: &'static str,
    /// Its share in percent with one decimal; null of nothing.
    pub share: Option<String>,
    /// Fewer are better.
    pub fewer: bool,
}

/// A paper that a framework expects.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpectedPaperWords {
    /// `SOC 2` or `ISO/IEC 27001:2022`.
    pub framework: &'static str,
    /// Clause, criterion or part.
    pub place: String,
    /// What it is.
    pub name: String,
    /// How the other framework sees it.
    pub differs: &'static str,
}

/// What the programme is worth, counted, and what each framework expects on paper.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ValueWords {
    /// The figures by what they speak for.
    pub benefits: Vec<BenefitWords>,
    /// The papers, SOC 2 first.
    pub expected_papers: Vec<ExpectedPaperWords>,
    /// What the figures say and what they do not.
    pub says: &'static str,
}

impl ValueWords {
    /// The words of an answer.
    pub fn of(answer: &ValueAnswer) -> ValueWords {
        let benefit = |one: &domain::reports::value::Benefit| BenefitWords {
            id: one.id,
            purpose: one.purpose.id(),
            title: one.title,
            count: one.count,
            of: one.of,
            whole: one.whole,
            share: (one.of > 0).then(|| Percent::of(one.count, one.of).to_string()),
            fewer: one.fewer,
        };
        let paper = |one: &domain::reports::value::Expected| ExpectedPaperWords {
            framework: one.framework,
            place: one.place.clone(),
            name: one.name.clone(),
            differs: one.differs,
        };
        ValueWords {
            benefits: answer.benefits.iter().map(benefit).collect(),
            expected_papers: answer.expected.iter().map(paper).collect(),
            says: VALUE_NOTE,
        }
    }
}
