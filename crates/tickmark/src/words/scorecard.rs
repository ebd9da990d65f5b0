//! The readiness scorecard as JSON: questions, answers, and what they come to.

mod ask;

pub use ask::ScorecardAnswersAsk;

use super::NamedWords;
use app::Within;
use domain::registers::scorecard::HeldScorecard;
use domain::reports::scorecard::{
    AreaScore, MOST_VALUABLE, NextStep, PartScore, RoadmapPhase, SCORE_IS_NOT_READINESS, ScorecardResult,
};
use domain::values::scorecard::{Scorecard, ScorecardPart};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A question of the scorecard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardQuestionWords {
    /// `SQ01`.
    pub id: String,
    /// Its area.
    pub area: String,
    /// The question.
    pub text: String,
    /// When it is answered yes, and when partly.
    pub help: String,
    /// How much it counts.
    pub weight: u32,
    /// Criteria of SOC 2 that it bears on.
    pub criteria: Vec<String>,
    /// Clauses of ISO/IEC 27001 that it bears on.
    pub clauses: Vec<String>,
    /// Controls of Annex A that it bears on.
    pub annex_a: Vec<String>,
    /// What to do when the answer is not yes.
    pub step: String,
}

/// The scorecard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Minutes that answering takes.
    pub minutes: u32,
    /// Where questions, weights and ties come from.
    pub source: String,
    /// The questions.
    pub questions: Vec<ScorecardQuestionWords>,
}

impl From<&Scorecard> for ScorecardWords {
    fn from(card: &Scorecard) -> ScorecardWords {
        let questions = card.questions.iter().map(|question| ScorecardQuestionWords {
            id: question.id.clone(),
            area: question.area.clone(),
            text: question.text.clone(),
            help: question.help.clone(),
            weight: question.weight,
            criteria: question.criteria.clone(),
            clauses: question.clauses.clone(),
            annex_a: question.annex_a.clone(),
            step: question.step.clone(),
        });
        ScorecardWords {
            id: card.id.clone(),
            title: card.title.clone(),
            version: card.version.clone(),
            minutes: card.minutes,
            source: card.source.clone(),
            questions: questions.collect(),
        }
    }
}

/// The score of one part. Parts are never added.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PartScoreWords {
    /// `soc2`, `clauses` or `annex_a`.
    pub part: &'static str,
    /// Tenths of a percent of what can be reached.
    pub tenths: u32,
    /// Half points reached: weight times 2 for yes, times 1 for partly.
    pub halves: u32,
    /// Half points that can be reached.
    pub of: u32,
    /// Questions that bear on the part.
    pub questions: usize,
    /// Those of them that were answered.
    pub answered: usize,
}

impl From<&PartScore> for PartScoreWords {
    fn from(score: &PartScore) -> PartScoreWords {
        PartScoreWords {
            part: score.part.id(),
            tenths: score.percent().tenths(),
            halves: score.halves,
            of: score.of,
            questions: score.questions,
            answered: score.answered,
        }
    }
}

/// The scores of one area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AreaScoreWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The parts on which its questions bear.
    pub parts: Vec<PartScoreWords>,
}

impl From<&AreaScore> for AreaScoreWords {
    fn from(area: &AreaScore) -> AreaScoreWords {
        let parts = area.parts.iter().map(PartScoreWords::from).collect();
        AreaScoreWords { id: area.id.clone(), title: area.title.clone(), parts }
    }
}

/// How much of a part the questions touch at all.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct TouchedWords {
    /// `soc2`, `clauses` or `annex_a`.
    pub part: &'static str,
    /// Criteria, clauses or controls that some question names.
    pub touched: usize,
    /// All of them.
    pub of: usize,
}

/// Something that lowers a score.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LoweredWords {
    /// `soc2`, `clauses` or `annex_a`.
    pub part: &'static str,
    /// Criterion, clause or control.
    pub item: String,
    /// Half points lost.
    pub lost: u32,
    /// Half points that its questions could reach.
    pub of: u32,
    /// The questions that lower it.
    pub questions: Vec<String>,
}

/// An answer that the registers contradict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardContradictionWords {
    /// The question.
    pub question: String,
    /// What was said.
    pub said: &'static str,
    /// Both in a sentence.
    pub sentence: String,
}

/// A step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardStepWords {
    /// The question that it answers.
    pub question: String,
    /// What to do.
    pub step: String,
    /// The answer was `do_not_know`: finding out comes first.
    pub find_out: bool,
    /// Criteria of SOC 2 that it opens and nothing answers yet.
    pub criteria: Vec<String>,
    /// Clauses that it opens.
    pub clauses: Vec<String>,
    /// Controls of Annex A that it opens and nothing answers yet.
    pub annex_a: Vec<String>,
    /// Half points that it would add.
    pub lost: u32,
    /// Person-days, lowest and highest.
    pub days: [u32; 2],
    /// Who says so.
    pub source: String,
    /// The earliest day on which it can be shown.
    #[schema(format = Date)]
    pub shown_by: String,
    /// Whether that is in time; null without a day.
    pub in_time: Option<bool>,
    /// Items opened times half points, times 100, over the middle of its person-days.
    pub value: u32,
}

impl From<&NextStep> for ScorecardStepWords {
    fn from(step: &NextStep) -> ScorecardStepWords {
        ScorecardStepWords {
            question: step.question.clone(),
            step: step.step.clone(),
            find_out: step.find_out,
            criteria: step.criteria.clone(),
            clauses: step.clauses.clone(),
            annex_a: step.annex_a.clone(),
            lost: step.lost,
            days: step.days,
            source: step.source.clone(),
            shown_by: step.shown_by.to_string(),
            in_time: step.in_time,
            value: step.value,
        }
    }
}

/// A phase of the roadmap.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoadmapPhaseWords {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its steps by their questions.
    pub steps: Vec<String>,
    /// Person-days, lowest and highest.
    pub days: [u32; 2],
    /// Calendar weeks that it takes at least.
    pub weeks: u32,
    /// First day, if all goes fast and if all goes slowly.
    pub from: [String; 2],
    /// Last day, likewise.
    pub until: [String; 2],
}

impl From<&RoadmapPhase> for RoadmapPhaseWords {
    fn from(phase: &RoadmapPhase) -> RoadmapPhaseWords {
        RoadmapPhaseWords {
            number: phase.number,
            title: phase.title.clone(),
            steps: phase.steps.clone(),
            days: phase.days,
            weeks: phase.weeks,
            from: phase.from.map(|day| day.to_string()),
            until: phase.until.map(|day| day.to_string()),
        }
    }
}

/// What answers come to. A score is a self-assessment: neither coverage nor readiness.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardResultWords {
    /// Questions that were answered.
    pub answered: usize,
    /// All questions.
    pub of: usize,
    /// Answers that nobody could give.
    pub unknown: usize,
    /// The three parts apart.
    pub parts: Vec<PartScoreWords>,
    /// By area.
    pub areas: Vec<AreaScoreWords>,
    /// How much of each part the questions touch.
    pub touched: Vec<TouchedWords>,
    /// What lowers the score of each part, the most first.
    pub lowers: Vec<LoweredWords>,
    /// Answers that the registers contradict.
    pub contradictions: Vec<ScorecardContradictionWords>,
    /// The most valuable steps.
    pub most_valuable: Vec<ScorecardStepWords>,
    /// All steps, the most valuable first.
    pub steps: Vec<ScorecardStepWords>,
    /// The steps by phase.
    pub roadmap: Vec<RoadmapPhaseWords>,
    /// The crosswalk by which the reach of steps was computed.
    pub crosswalk: String,
    /// What a score is not.
    pub note: &'static str,
}

impl From<&ScorecardResult> for ScorecardResultWords {
    fn from(result: &ScorecardResult) -> ScorecardResultWords {
        let steps: Vec<ScorecardStepWords> = result.steps.iter().map(ScorecardStepWords::from).collect();
        let touched = result.touched.iter();
        let lowers = result.lowers.iter().map(|line| LoweredWords {
            part: line.part.id(),
            item: line.item.clone(),
            lost: line.lost,
            of: line.of,
            questions: line.questions.clone(),
        });
        let contradictions = result.contradictions.iter().map(|one| ScorecardContradictionWords {
            question: one.question.clone(),
            said: one.said.id(),
            sentence: one.sentence.clone(),
        });
        ScorecardResultWords {
            answered: result.score.answered,
            of: result.score.of,
            unknown: result.score.unknown,
            parts: result.score.parts.iter().map(PartScoreWords::from).collect(),
            areas: result.score.areas.iter().map(AreaScoreWords::from).collect(),
            touched: touched
                .map(|one| TouchedWords { part: one.part.id(), touched: one.touched, of: one.of })
                .collect(),
            lowers: lowers.collect(),
            contradictions: contradictions.collect(),
            most_valuable: steps.iter().take(MOST_VALUABLE).cloned().collect(),
            steps,
            roadmap: result.roadmap.iter().map(RoadmapPhaseWords::from).collect(),
            crosswalk: result.crosswalk.clone(),
            note: SCORE_IS_NOT_READINESS,
        }
    }
}

/// A scorecard that an organisation took.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TakenScorecardWords {
    /// `SC-1`.
    pub id: String,
    /// Id and version of the questions.
    pub card: String,
    /// The answers by question.
    pub answers: BTreeMap<String, String>,
    /// The day by which the result of the work is wanted.
    #[schema(format = Date)]
    pub needed_by: Option<String>,
    /// People who work at it.
    pub people: u32,
    /// Who answered.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl TakenScorecardWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldScorecard) -> TakenScorecardWords {
        TakenScorecardWords {
            id: id.to_owned(),
            card: format!("{} {}", held.taken.card.id, held.taken.card.version),
            answers: held.taken.answers.iter().map(|(id, answer)| (id.clone(), answer.id().to_owned())).collect(),
            needed_by: held.taken.needed_by.map(|day| day.to_string()),
            people: held.taken.people,
            by: NamedWords::of(app, &held.by),
            at: app::clock::minute_of(held.at_us),
        }
    }
}

/// A part as people say it, with its score.
pub fn part_in_words(score: &PartScore) -> String {
    format!(
        "{}: {} % ({} of {} half points, {} of {} questions answered)",
        ScorecardPart::title(score.part),
        score.percent(),
        score.halves,
        score.of,
        score.answered,
        score.questions
    )
}
