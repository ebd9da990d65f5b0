//! The score: half points by weight, for SOC 2, for the clauses and for Annex A apart, and by area.

use crate::values::scorecard::{CardAnswer, CardAnswers, Scorecard, ScorecardPart, ScorecardQuestion};
use crate::values::{Framework, ItemKind, Percent};
use std::collections::BTreeSet;

/// The score of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartScore {
    /// The part.
    pub part: ScorecardPart,
    /// Half points reached: weight times 2 for yes, times 1 for partly.
    pub halves: u32,
    /// Half points that can be reached.
    pub of: u32,
    /// Questions that bear on the part.
    pub questions: usize,
    /// Those of them that were answered.
    pub answered: usize,
}

impl PartScore {
    /// As a percentage of what can be reached.
    pub fn percent(&self) -> Percent {
        Percent::of(self.halves as usize, self.of as usize)
    }
}

/// The score of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaScore {
    /// Its id.
    pub id: String,
    /// As people say it.
    pub title: String,
    /// The parts on which questions of the area bear.
    pub parts: Vec<PartScore>,
}

/// How much of a part the questions touch at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The part.
    pub part: ScorecardPart,
    /// Criteria, clauses or controls that some question names.
    pub touched: usize,
    /// All of them.
    pub of: usize,
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardScore {
    /// Questions that were answered, `do not know` included.
    pub answered: usize,
    /// All questions.
    pub of: usize,
    /// Answers that nobody could give.
    pub unknown: usize,
    /// The three parts, never added.
    pub parts: Vec<PartScore>,
    /// By area.
    pub areas: Vec<AreaScore>,
}

/// The score of these answers. What was not answered, or nobody knows, counts nothing.
pub fn score(card: &Scorecard, answers: &CardAnswers) -> ScorecardScore {
    let all: Vec<&ScorecardQuestion> = card.questions.iter().collect();
    let area = |area: &crate::values::scorecard::ScorecardArea| {
        let of: Vec<&ScorecardQuestion> = all.iter().copied().filter(|question| question.area == area.id).collect();
        AreaScore { id: area.id.clone(), title: area.title.clone(), parts: parts(&of, answers) }
    };
    let answered = all.iter().filter_map(|question| answers.get(&question.id));
    ScorecardScore {
        answered: answered.clone().count(),
        of: all.len(),
        unknown: answered.filter(|answer| **answer == CardAnswer::DoNotKnow).count(),
        parts: parts(&all, answers),
        areas: card.areas.iter().map(area).collect(),
    }
}

fn parts(questions: &[&ScorecardQuestion], answers: &CardAnswers) -> Vec<PartScore> {
    let one = |part: ScorecardPart| {
        let tied = questions.iter().filter(|question| !question.ties(part).is_empty());
        let given = |question: &ScorecardQuestion| answers.get(&question.id).copied();
        PartScore {
            part,
            halves: tied.clone().map(|q| q.weight * given(q).map_or(0, CardAnswer::halves)).sum(),
            of: tied.clone().map(|question| question.weight * 2).sum(),
            questions: tied.clone().count(),
            answered: tied.filter(|question| given(question).is_some()).count(),
        }
    };
    ScorecardPart::ALL.into_iter().map(one).filter(|score| score.questions > 0).collect()
}

/// How much of SOC 2 and of ISO/IEC 27001 the questions touch: the denominator beside each score.
pub fn touched(card: &Scorecard, soc2: &Framework, iso: &Framework) -> Vec<Touched> {
    let one = |part: ScorecardPart| {
        let named: BTreeSet<&str> = card.questions.iter().flat_map(|q| q.ties(part)).map(String::as_str).collect();
        let (framework, kind) = match part {
            ScorecardPart::Soc2 => (soc2, ItemKind::Criterion),
            ScorecardPart::Clauses => (iso, ItemKind::Clause),
            ScorecardPart::AnnexA => (iso, ItemKind::Control),
        };
        let items = || framework.audited(kind);
        Touched { part, touched: items().filter(|item| named.contains(item.id.as_str())).count(), of: items().count() }
    };
    ScorecardPart::ALL.into_iter().map(one).collect()
}
