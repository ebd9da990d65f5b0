//! Questions are answered by a person, and the answers are kept; what leaves says what may be said, of what still stands.

use super::{Judged, event, known, marked, owner};
use crate::event::{AnsweredQuestion, QuestionnaireEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::questionnaire::HeldQuestionnaire;
use crate::reports::questionnaire::{QuestionState, Stale, question_lines};
use crate::rules::wording::worded;
use crate::values::questionnaire::{
    GivenAnswer, LibraryAnswer, MAX_ANSWER, MAX_LIBRARY, MAX_QUESTIONS, Question, plain,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most rows that one refusal names.
const MOST_NAMED: usize = 10;

pub(super) fn answer(registers: &Registers, id: &str, answers: Vec<GivenAnswer>, today: Date) -> Judged {
    let (id, held) = known(registers, id)?;
    if let Some(sent) = &held.sent {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} went back on {}: its answers do not change any more", sent.on),
            hint: "keep the answer in the library, or import the next questionnaire".to_owned(),
        });
    }
    if answers.is_empty() {
        return Err(Refusal::Empty { field: "the list of answers", wanted: "an answer to at least one question" });
    }
    if answers.len() > MAX_QUESTIONS {
        return Err(Refusal::TooMany { what: "answers at once", max: MAX_QUESTIONS });
    }
    let mut taking = Taking::new(registers, held);
    for given in answers {
        taking.take(given, today)?;
    }
    let Taking { rows, taken_back, kept, .. } = taking;
    if rows.is_empty() && taken_back.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("{id} was answered so") });
    }
    let answered = QuestionnaireEvent::QuestionsAnswered { id, answers: rows, taken_back };
    let kept = kept.into_iter().map(|(id, answer)| event(QuestionnaireEvent::AnswerKept { id, answer }));
    Ok(std::iter::once(event(answered)).chain(kept).collect())
}

/// Answers on their way: what the rows get, and what the library keeps of it.
struct Taking<'a> {
    registers: &'a Registers,
    held: &'a HeldQuestionnaire,
    /// Ids of answers by question, those of this change included.
    ids: BTreeMap<String, String>,
    seen: BTreeSet<u32>,
    new: usize,
    rows: Vec<AnsweredQuestion>,
    taken_back: Vec<u32>,
    kept: Vec<(String, LibraryAnswer)>,
}

impl<'a> Taking<'a> {
    fn new(registers: &'a Registers, held: &'a HeldQuestionnaire) -> Taking<'a> {
        Taking {
            registers,
            held,
            ids: registers.questionnaires.by_question(),
            seen: BTreeSet::new(),
            new: 0,
            rows: Vec::new(),
            taken_back: Vec::new(),
            kept: Vec::new(),
        }
    }

    fn take(&mut self, given: GivenAnswer, today: Date) -> Result<(), Refusal> {
        let row = given.row;
        let question = self.held.questionnaire.question(row).ok_or_else(|| Refusal::NotPossible {
            sentence: format!("row {row} holds no question"),
            hint: "name a row of the list of questions".to_owned(),
        })?;
        if !self.seen.insert(row) {
            return Err(Refusal::NotPossible {
                sentence: format!("row {row} is answered twice"),
                hint: "give each row one answer".to_owned(),
            });
        }
        let text = given.answer.trim();
        if text.is_empty() {
            self.taken_back.extend(self.held.answered.contains_key(&row).then_some(row));
            return Ok(());
        }
        said(row, text)?;
        let sources = marked(self.registers, &given.sources, today)?;
        let owner = owner(self.registers, given.owner)?;
        let id = self.id_of(question)?;
        let before = self.registers.questionnaires.answer(&id).map(|held| &held.answer);
        let owner = owner.or_else(|| before.and_then(|before| before.owner.clone()));
        let asked = before.map_or_else(|| question.text.clone(), |before| before.question.clone());
        let answer = LibraryAnswer { question: asked, answer: text.to_owned(), sources, owner };
        let stands = self.held.answered.get(&row).is_some_and(|stands| stands.id == id && stands.text == text);
        if before != Some(&answer) {
            // The same question may stand in two rows; the last word on it is the one that is kept.
            self.kept.retain(|(kept, _)| *kept != id);
            self.kept.push((id.clone(), answer));
        } else if stands {
            return Ok(());
        }
        self.rows.push(AnsweredQuestion { row, id, text: text.to_owned() });
        Ok(())
    }

    /// The answer of the library to a question, or the next free id.
    fn id_of(&mut self, question: &Question) -> Result<String, Refusal> {
        let asked = plain(&question.text);
        if let Some(id) = self.ids.get(&asked) {
            return Ok(id.clone());
        }
        let register = &self.registers.questionnaires;
        if register.answers.len() + self.new >= MAX_LIBRARY {
            return Err(Refusal::TooMany { what: "answers in the library", max: MAX_LIBRARY });
        }
        let id = register.next_answer(self.new);
        self.new += 1;
        self.ids.insert(asked, id.clone());
        Ok(id)
    }
}

fn said(row: u32, text: &str) -> Result<(), Refusal> {
    if text.chars().count() > MAX_ANSWER {
        return Err(Refusal::NotPossible {
            sentence: format!("row {row}: the answer is longer than {MAX_ANSWER} characters"),
            hint: "shorten it".to_owned(),
        });
    }
    worded(&format!("the answer of row {row}"), text)
}

pub(super) fn send(registers: &Registers, id: &str, on: Date, today: Date) -> Judged {
    let (id, held) = known(registers, id)?;
    if let Some(sent) = &held.sent {
        return Err(Refusal::NothingToChange { what: format!("{id} went back on {}", sent.on) });
    }
    if on > today {
        return Err(Refusal::InTheFuture { field: "the day on which it went back" });
    }
    if on < held.questionnaire.received {
        return Err(Refusal::DatesReversed {
            from: "the day on which it came",
            until: "the day on which it went back",
        });
    }
    may_leave(registers, &id, today)?;
    Ok(vec![event(QuestionnaireEvent::QuestionnaireSent { id, on })])
}

/// Judges whether a questionnaire may leave the house on a day: something is answered, every answer may be said to others, and
/// what each rests on still stands. What was sent may leave again as it was.
///
/// # Errors
/// [`Refusal::NotPossible`] that names rows, words and the way out.
pub fn may_leave(registers: &Registers, id: &str, on: Date) -> Result<(), Refusal> {
    let (id, held) = known(registers, id)?;
    if held.answered.is_empty() {
        return Err(Refusal::Empty { field: "the questionnaire", wanted: "an answer to at least one question" });
    }
    for (row, answered) in &held.answered {
        said(*row, &answered.text)?;
    }
    let lines = question_lines(registers, held, on);
    let stale: Vec<_> = lines.iter().filter(|line| line.state == QuestionState::ToConfirm).collect();
    let Some(first) = stale.first() else { return Ok(()) };
    let rows: Vec<String> = stale.iter().take(MOST_NAMED).map(|line| line.row.to_string()).collect();
    let more = stale.len().saturating_sub(MOST_NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let why = first.stale.first().map(Stale::sentence).unwrap_or_default();
    let answer = held.answered.get(&first.row).map(|answered| answered.id.as_str()).unwrap_or_default();
    Err(Refusal::NotPossible {
        sentence: format!("{id}: the answers of rows {}{more} are to be confirmed: {why}", rows.join(", ")),
        hint: format!("read them again and confirm them, {answer} first, or say them otherwise"),
    })
}
