//! Which criteria, clauses and controls lower a score, the most first (R329).

use crate::reports::search::natural;
use crate::values::scorecard::{CardAnswer, CardAnswers, Scorecard, ScorecardPart};
use std::collections::BTreeMap;

/// An item that answers lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// Its part.
    pub part: ScorecardPart,
    /// Criterion, clause or control.
    pub item: String,
    /// Half points that its questions do not reach.
    pub lost: u32,
    /// Half points that they could reach.
    pub of: u32,
    /// The questions that lower it, in the order of the scorecard.
    pub questions: Vec<String>,
}

/// What lowers the score of each part: most half points lost first, then by id.
pub fn lowers(card: &Scorecard, answers: &CardAnswers) -> Vec<Lowered> {
    let mut all: BTreeMap<(ScorecardPart, &str), Lowered> = BTreeMap::new();
    for question in &card.questions {
        let reached = answers.get(&question.id).map_or(0, |answer: &CardAnswer| answer.halves());
        for part in ScorecardPart::ALL {
            for item in question.ties(part) {
                let line = all.entry((part, item)).or_insert_with(|| Lowered {
                    part,
                    item: item.clone(),
                    lost: 0,
                    of: 0,
                    questions: Vec::new(),
                });
                line.of += question.weight * 2;
                if reached < 2 {
                    line.lost += question.weight * (2 - reached);
                    line.questions.push(question.id.clone());
                }
            }
        }
    }
    let mut found: Vec<Lowered> = all.into_values().filter(|line| line.lost > 0).collect();
    found.sort_by_key(|line| (line.part, std::cmp::Reverse(line.lost), natural(&line.item)));
    found
}
