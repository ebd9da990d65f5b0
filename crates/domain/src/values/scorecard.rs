//! A readiness scorecard: questions that a few minutes answer, each tied to criteria of SOC 2, clauses and controls of
//! ISO/IEC 27001, with a weight (R327, R328). The questions are data; an organisation may bring its own.

use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most questions of a scorecard.
pub const MAX_QUESTIONS: usize = 100;
/// Most areas, efforts and phases of a scorecard, each.
pub const MAX_PARTS: usize = 20;
/// Most ties of one question to one framework part.
pub const MAX_TIES: usize = 100;
/// Longest text of a scorecard, in characters.
pub const MAX_CARD_TEXT: usize = 1_000;
/// Highest weight of a question.
pub const MAX_WEIGHT: u32 = 5;
/// Most people that a roadmap reckons with.
pub const MAX_PEOPLE: u32 = 50;
/// Most person-days of one effort, and most weeks of one step.
pub const MAX_DAYS: u32 = 1_000;

/// A scorecard as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// `tickmark-scorecard`, or the organisation's own.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Minutes that answering takes.
    pub minutes: u32,
    /// Where questions, weights and ties come from.
    pub source: String,
    /// What steps cost, each with its source.
    pub efforts: Vec<Effort>,
    /// Areas, in the order in which they are shown.
    pub areas: Vec<ScorecardArea>,
    /// Names of the phases of a roadmap, in their order; a question names one by its number, from 1.
    pub phases: Vec<String>,
    /// The questions.
    pub questions: Vec<ScorecardQuestion>,
}

/// What a step costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Its id.
    pub id: String,
    /// As people say it.
    pub title: String,
    /// Person-days, from the lowest to the highest.
    pub days: [u32; 2],
    /// Who says so.
    pub source: String,
}

/// An area of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardArea {
    /// Its id.
    pub id: String,
    /// As people say it.
    pub title: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardQuestion {
    /// Its id, such as `SQ01`.
    pub id: String,
    /// Its area.
    pub area: String,
    /// The question.
    pub text: String,
    /// When it is answered yes, and when partly.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// How much it counts, from 1 to [`MAX_WEIGHT`].
    pub weight: u32,
    /// Criteria of SOC 2 that it bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Clauses of ISO/IEC 27001 that it bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// Controls of Annex A that it bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annex_a: Vec<String>,
    /// What to do when the answer is not yes.
    pub step: String,
    /// What that costs: the id of an effort.
    pub effort: String,
    /// Phase of the roadmap, from 1.
    pub phase: u32,
    /// Least calendar weeks before it can be shown to somebody.
    pub weeks: u32,
    /// What the registers of an organisation know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<ScorecardFact>,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardAnswer {
    /// It is so.
    Yes,
    /// In part.
    Partly,
    /// It is not so.
    No,
    /// Nobody could say; it counts nothing until somebody can.
    DoNotKnow,
}

/// A part of a score. Parts are never added: a clause is no control, and SOC 2 is another framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScorecardPart {
    /// Criteria of SOC 2.
    Soc2,
    /// Clauses 4 to 10 of ISO/IEC 27001.
    Clauses,
    /// Annex A of ISO/IEC 27001.
    AnnexA,
}

/// Something that the registers of an organisation know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScorecardFact {
    /// The scope of the management system.
    Scope,
    /// Controlled documents in force.
    Policies,
    /// Security objectives.
    Objectives,
    /// Rated risks with owners.
    Risks,
    /// The Statement of Applicability.
    Statement,
    /// Training and awareness.
    Training,
    /// Reviews of access rights.
    AccessReviews,
    /// The register of assets.
    Assets,
    /// The register of suppliers.
    Suppliers,
    /// Evidence of own controls.
    Evidence,
    /// Internal audit and management review.
    AuditAndReview,
}

words!(CardAnswer {
    Yes = "yes", "Yes";
    Partly = "partly", "Partly";
    No = "no", "No";
    DoNotKnow = "do_not_know", "Do not know";
});
words!(ScorecardPart {
    Soc2 = "soc2", "SOC 2 criteria";
    Clauses = "clauses", "ISO/IEC 27001 clauses";
    AnnexA = "annex_a", "ISO/IEC 27001 Annex A";
});
words!(ScorecardFact {
    Scope = "scope", "Scope";
    Policies = "policies", "Documents";
    Objectives = "objectives", "Objectives";
    Risks = "risks", "Risks";
    Statement = "statement", "Statement of Applicability";
    Training = "training", "Training and awareness";
    AccessReviews = "access_reviews", "Access reviews";
    Assets = "assets", "Assets";
    Suppliers = "suppliers", "Suppliers";
    Evidence = "evidence", "Evidence";
    AuditAndReview = "audit_and_review", "Internal audit and management review";
});

impl CardAnswer {
    /// Half points of one unit of weight: 2 for yes, 1 for partly.
    pub fn halves(self) -> u32 {
        match self {
            CardAnswer::Yes => 2,
            CardAnswer::Partly => 1,
            CardAnswer::No | CardAnswer::DoNotKnow => 0,
        }
    }
}

/// The answers by question.
pub type CardAnswers = BTreeMap<String, CardAnswer>;

impl ScorecardQuestion {
    /// What it bears on in one part.
    pub fn ties(&self, part: ScorecardPart) -> &[String] {
        match part {
            ScorecardPart::Soc2 => &self.criteria,
            ScorecardPart::Clauses => &self.clauses,
            ScorecardPart::AnnexA => &self.annex_a,
        }
    }
}

impl Scorecard {
    /// A question by its id, in any case of letters.
    pub fn question(&self, id: &str) -> Option<&ScorecardQuestion> {
        self.questions.iter().find(|question| question.id.eq_ignore_ascii_case(id.trim()))
    }

    /// The effort of a question, in person-days from the lowest to the highest, with its source.
    pub fn effort(&self, question: &ScorecardQuestion) -> Option<&Effort> {
        self.efforts.iter().find(|effort| effort.id == question.effort)
    }
}

/// A scorecard as somebody answered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenScorecard {
    /// The questions as they were asked.
    pub card: Scorecard,
    /// The answers; a question that is not named was not answered.
    pub answers: CardAnswers,
    /// The day by which somebody wants to see the result of the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<Date>,
    /// People who work at it.
    pub people: u32,
}
