//! Answers that the registers of the organisation contradict: said better than what is recorded, or worse.

use super::facts::{FactLevel, FactSeen, answered_by, seen};
use crate::registers::Registers;
use crate::values::scorecard::{CardAnswer, CardAnswers, Scorecard};
use jiff::civil::Date;

/// An answer beside what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The question.
    pub question: String,
    /// What was said.
    pub said: CardAnswer,
    /// What is recorded.
    pub recorded: FactSeen,
    /// Both in a sentence.
    pub sentence: String,
}

/// The answers that the registers contradict on a day, in the order of the scorecard. A question of which the registers know a
/// fact is held against it; any other against the own controls in place that are linked to what it bears on.
pub fn contradictions(registers: &Registers, card: &Scorecard, answers: &CardAnswers, on: Date) -> Vec<Contradiction> {
    let one = |question: &crate::values::scorecard::ScorecardQuestion| {
        let said = *answers.get(&question.id)?;
        let recorded = match question.fact {
            Some(fact) => seen(registers, fact, on),
            None => answered_by(registers, question)?,
        };
        let level = match said {
            CardAnswer::Yes => FactLevel::There,
            CardAnswer::Partly => FactLevel::Begun,
            CardAnswer::No => FactLevel::Nothing,
            // Nobody knew, and the registers do.
            CardAnswer::DoNotKnow if recorded.level == FactLevel::Nothing => return None,
            CardAnswer::DoNotKnow => FactLevel::Nothing,
        };
        let differs = match said {
            CardAnswer::Partly => recorded.level != FactLevel::Begun && recorded.level < level,
            CardAnswer::No => recorded.level == FactLevel::There,
            CardAnswer::Yes => recorded.level < level,
            CardAnswer::DoNotKnow => true,
        };
        differs.then(|| Contradiction {
            question: question.id.clone(),
            said,
            sentence: format!(
                "The answer is \u{201c}{}\u{201d}, and {}.",
                said.title().to_lowercase(),
                recorded.sentence
            ),
            recorded,
        })
    };
    card.questions.iter().filter_map(one).collect()
}
