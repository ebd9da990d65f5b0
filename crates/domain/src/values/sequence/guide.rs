//! The guide of the planner as data: what the rules say in words, the reasons with their sources, market facts, questions
//! that people ask, and both frameworks side by side.

use super::{FigureKind, Goal, Market, Query};
use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The guide: one library document of our own words, each with the source of what it repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its version: the day on which it was last changed.
    pub version: Date,
    /// The collection of claims that its claim ids are of.
    pub claims: String,
    /// Publications by the short word that cites them.
    pub sources: BTreeMap<String, GuideSource>,
    /// The figures of the rules.
    pub figures: Vec<GuideFigure>,
    /// The rules in words, in their order (K11).
    pub rules: Vec<GuideRule>,
    /// Reasons that go with a situation.
    pub reasons: Vec<GuideReason>,
    /// The five factors of the choice (R280).
    pub factors: Vec<GuideFactor>,
    /// Who asks for what in each market (R285).
    pub markets: Vec<GuideMarket>,
    /// Both frameworks side by side (R331).
    pub comparison: Vec<GuideRow>,
    /// What the extension from SOC 2 to ISO/IEC 27001 still has to build (R320).
    pub net_new: Vec<GuideReason>,
    /// Questions that people ask (R336, R337, R338).
    pub faq: Vec<Faq>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideSource {
    /// Its title.
    pub title: String,
    /// When it was last reviewed, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
}

/// Where something is said: a claim of the collection, or a place in a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Citation {
    /// A claim, by id.
    Claim(String),
    /// The short word of a publication, and where in it.
    At(String, String),
}

/// A figure of the rules: the low end of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideFigure {
    /// Which.
    pub id: FigureKind,
    /// The claim.
    pub claim: String,
    /// What the rule does with it.
    pub use_for: String,
}

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideRule {
    /// Its number (K11).
    pub number: u8,
    /// What it says.
    pub text: String,
}

/// What a reason speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaks {
    /// SOC 2 first.
    Soc2,
    /// ISO/IEC 27001 first.
    Iso,
    /// Both.
    Both,
    /// Waiting.
    Wait,
}

words!(Speaks {
    Soc2 = "soc2", "speaks for SOC 2";
    Iso = "iso", "speaks for ISO/IEC 27001";
    Both = "both", "speaks for both";
    Wait = "wait", "speaks for waiting";
});

/// A situation in which a reason holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// Customers in the United States or Canada.
    InNorthAmerica,
    /// Customers in Europe.
    InEurope,
    /// Customers in Asia and the Pacific.
    InAsiaPacific,
    /// Customers in the Middle East.
    InMiddleEast,
    /// Customers in Latin America.
    InLatinAmerica,
    /// Customers everywhere.
    Global,
    /// SOC 2 comes first, alone or in a sequence.
    Soc2First,
    /// ISO/IEC 27001 comes first, alone or in a sequence.
    IsoFirst,
    /// Both at once.
    Both,
    /// One after the other, since money or time do not reach for both.
    Sequence,
    /// Neither yet.
    Neither,
    /// Something is needed soon.
    Urgent,
    /// The budget is hard.
    HardBudget,
    /// More ISO standards are planned.
    MoreIso,
    /// The industry is regulated outside the United States.
    Regulated,
    /// A regulator or contract requires ISO/IEC 27001.
    Required,
    /// The scope shall begin small.
    TightScope,
    /// A management system is wanted.
    ManagementSystem,
    /// Governance is complex already.
    ComplexGovernance,
}

/// A reason that goes with a situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideReason {
    /// Its id.
    pub id: String,
    /// All of these hold.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub when: BTreeSet<Situation>,
    /// What it speaks for.
    pub speaks: Speaks,
    /// The reason, in our own words; one that is read without it says what its claim says.
    #[serde(default)]
    pub text: String,
    /// Who says so.
    pub source: Citation,
}

/// A factor of the choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideFactor {
    /// Its name.
    pub title: String,
    /// What it asks, in our own words.
    pub text: String,
    /// The questions that ask about it.
    pub queries: Vec<Query>,
    /// Who says so.
    pub source: Citation,
}

/// Who asks for what in a market.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideMarket {
    /// The market.
    pub market: Market,
    /// What buyers there expect.
    pub expects: BTreeSet<Goal>,
    /// In our own words.
    pub text: String,
    /// Who says so.
    pub source: Citation,
}

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideRow {
    /// What is compared.
    pub title: String,
    /// SOC 2.
    pub soc2: String,
    /// ISO/IEC 27001.
    pub iso: String,
    /// Who says so.
    pub source: Citation,
}

/// A question that people ask, with the answer in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Claims with the figures that the answer speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// Where it was asked.
    pub source: Citation,
}

impl Guide {
    /// A citation as it is printed: the id of a claim, or title and place.
    pub fn cited(&self, citation: &Citation) -> String {
        match citation {
            Citation::Claim(id) => id.clone(),
            Citation::At(source, place) => {
                let title = self.sources.get(source).map_or(source.as_str(), |source| source.title.as_str());
                format!("{title}, {place}")
            }
        }
    }

    /// Gives every reason without words those of its claim; `words` knows them.
    #[must_use]
    pub fn filled(mut self, words: impl Fn(&str) -> Option<String>) -> Guide {
        for reason in self.reasons.iter_mut().chain(&mut self.net_new).filter(|reason| reason.text.is_empty()) {
            if let Citation::Claim(id) = &reason.source {
                reason.text = words(id).unwrap_or_default();
            }
        }
        self
    }

    /// A rule in words.
    pub fn rule(&self, number: u8) -> &str {
        self.rules.iter().find(|rule| rule.number == number).map_or("", |rule| rule.text.as_str())
    }

    /// What is wrong with the guide: a citation of nothing, a figure or a rule that is not there; empty when it is sound.
    pub fn problems(&self, known: impl Fn(&str) -> bool) -> Vec<String> {
        let cited = self.reasons.iter().chain(&self.net_new).map(|reason| (reason.id.as_str(), &reason.source));
        let cited = cited.chain(self.factors.iter().map(|factor| (factor.title.as_str(), &factor.source)));
        let cited = cited.chain(self.markets.iter().map(|market| (market.market.id(), &market.source)));
        let cited = cited.chain(self.comparison.iter().map(|row| (row.title.as_str(), &row.source)));
        let cited = cited.chain(self.faq.iter().map(|faq| (faq.id.as_str(), &faq.source)));
        let wrong = |(id, citation): (&str, &Citation)| match citation {
            Citation::Claim(claim) if known(claim) => None,
            Citation::At(source, _) if self.sources.contains_key(source) => None,
            other => Some(format!("{id} cites {other:?}, which is not there")),
        };
        let claims = self.faq.iter().flat_map(|faq| faq.claims.iter().map(|claim| (faq.id.as_str(), claim)));
        let claims =
            claims.filter(|(_, claim)| !known(claim)).map(|(id, claim)| format!("{id} names no claim {claim}"));
        let rules = (1..=6).filter(|number| self.rule(*number).is_empty()).map(|n| format!("rule {n} has no words"));
        let reasons = self.reasons.iter().chain(&self.net_new).filter(|reason| reason.text.is_empty());
        let silent = reasons.map(|reason| format!("{} has no words", reason.id));
        cited.filter_map(wrong).chain(claims).chain(rules).chain(silent).collect()
    }
}
