//! How the questions of a questionnaire and the answers of the library stand on a day.

use super::sources::{Stale, stale};
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::registers::questionnaire::{HeldAnswer, HeldQuestionnaire};
use crate::reports::wording::hits;
use crate::values::operation::words;
use jiff::civil::Date;

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionState {
    /// Nobody answered it, and its cell came empty.
    Open,
    /// Its cell came with something in it, and nobody answered it here.
    Given,
    /// It is answered, and what the answer rests on has changed, or the answer is old.
    ToConfirm,
    /// It is answered.
    Answered,
}

words!(QuestionState {
    Open = "open", "Open";
    Given = "given", "Came with an answer";
    ToConfirm = "to_confirm", "To be confirmed";
    Answered = "answered", "Answered";
});

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionLine {
    /// Its row.
    pub row: u32,
    /// Where it stands.
    pub state: QuestionState,
    /// Why its answer is to be confirmed.
    pub stale: Vec<Stale>,
    /// The library says it otherwise by now.
    pub differs: bool,
}

/// The questions of a questionnaire on a day, by row.
pub fn question_lines(registers: &Registers, held: &HeldQuestionnaire, on: Date) -> Vec<QuestionLine> {
    let one = |question: &crate::values::questionnaire::Question| {
        let Some(answered) = held.answered.get(&question.row) else {
            let state = if question.given.is_empty() { QuestionState::Open } else { QuestionState::Given };
            return QuestionLine { row: question.row, state, stale: Vec::new(), differs: false };
        };
        let kept = registers.questionnaires.answer(&answered.id);
        // What was sent stays as it was sent.
        let stale = kept.filter(|_| held.sent.is_none()).map(|kept| stale(registers, kept, on)).unwrap_or_default();
        QuestionLine {
            row: question.row,
            state: if stale.is_empty() { QuestionState::Answered } else { QuestionState::ToConfirm },
            stale,
            differs: kept.is_some_and(|kept| kept.answer.answer != answered.text),
        }
    };
    held.questionnaire.questions.iter().map(one).collect()
}

/// How a questionnaire stands in figures; the four states together are all its questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuestionnaireFigures {
    /// All questions.
    pub questions: usize,
    /// Answered, and nothing speaks against the answer.
    pub answered: usize,
    /// Answered, and to be confirmed.
    pub to_confirm: usize,
    /// Came with an answer.
    pub given: usize,
    /// Open.
    pub open: usize,
}

/// The figures of these lines.
pub fn figures(lines: &[QuestionLine]) -> QuestionnaireFigures {
    let count = |state: QuestionState| lines.iter().filter(|line| line.state == state).count();
    QuestionnaireFigures {
        questions: lines.len(),
        answered: count(QuestionState::Answered),
        to_confirm: count(QuestionState::ToConfirm),
        given: count(QuestionState::Given),
        open: count(QuestionState::Open),
    }
}

/// An answer of the library on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// Its id.
    pub id: String,
    /// The answer.
    pub held: HeldAnswer,
    /// The day of its last confirmation.
    pub confirmed: Date,
    /// Why it is to be looked at again.
    pub stale: Vec<Stale>,
    /// Questionnaires in which it stands.
    pub used_in: Vec<String>,
    /// Every word of it may be said to others (K14).
    pub worded: bool,
}

/// The answers of the library on a day, those to be confirmed first, then the newest.
pub fn answer_lines(registers: &Registers, on: Date) -> Vec<AnswerLine> {
    let register = &registers.questionnaires;
    let mut uses: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for (id, held) in register.each() {
        for answered in held.answered.values() {
            let all = uses.entry(&answered.id).or_default();
            if all.last() != Some(&id) {
                all.push(id.clone());
            }
        }
    }
    let line = |(id, held): (String, &HeldAnswer)| AnswerLine {
        confirmed: day_of(held.confirmed_us),
        stale: stale(registers, held, on),
        used_in: uses.get(id.as_str()).cloned().unwrap_or_default(),
        worded: hits(&held.answer.answer).is_empty(),
        held: held.clone(),
        id,
    };
    let mut all: Vec<AnswerLine> = register.each_answer().rev().map(line).collect();
    all.sort_by_key(|line| (line.held.withdrawn.is_some(), line.stale.is_empty()));
    all
}
