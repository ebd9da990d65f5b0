//! The library of answers: kept, said otherwise, confirmed, taken out.

use super::{Judged, event, known_answer, marked, owner};
use crate::event::QuestionnaireEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, required};
use crate::values::questionnaire::{LibraryAnswer, MAX_ANSWER, MAX_LIBRARY, MAX_QUESTION, SourceRef, plain};
use jiff::civil::Date;

pub(super) fn keep(
    registers: &Registers,
    id: Option<String>,
    (question, answer): (&str, &str),
    sources: &[SourceRef],
    by: Option<String>,
    today: Date,
) -> Judged {
    let register = &registers.questionnaires;
    let question = required(question, "the question", "what is asked", MAX_QUESTION)?;
    let answer = required(answer, "the answer", "what is answered", MAX_ANSWER)?;
    worded("the answer", &answer)?;
    let before = id.as_deref().map(|id| known_answer(registers, id)).transpose()?;
    if let Some((id, _)) = before.as_ref().filter(|(_, held)| held.withdrawn.is_some()) {
        return Err(gone(id));
    }
    let known = register.by_question().remove(&plain(&question));
    if let Some(other) = known.filter(|other| before.as_ref().is_none_or(|(id, _)| id != other)) {
        return Err(Refusal::NotPossible {
            sentence: format!("this question is answered by {other}"),
            hint: format!("say {other} otherwise, or ask something else"),
        });
    }
    let kept =
        LibraryAnswer { question, answer, sources: marked(registers, sources, today)?, owner: owner(registers, by)? };
    let id = match before {
        Some((id, held)) if held.answer == kept => {
            return Err(Refusal::NothingToChange { what: format!("{id} says this") });
        }
        Some((id, _)) => id,
        None if register.answers.len() >= MAX_LIBRARY => {
            return Err(Refusal::TooMany { what: "answers in the library", max: MAX_LIBRARY });
        }
        None => register.next_answer(0),
    };
    Ok(vec![event(QuestionnaireEvent::AnswerKept { id, answer: kept })])
}

fn gone(id: &str) -> Refusal {
    Refusal::NotPossible {
        sentence: format!("{id} was taken out of the library"),
        hint: "keep a new answer".to_owned(),
    }
}

/// The same answer with its sources as they are now; of those that are gone it says which.
pub(super) fn confirm(registers: &Registers, id: &str, today: Date) -> Judged {
    let (id, held) = known_answer(registers, id)?;
    if held.withdrawn.is_some() {
        return Err(gone(&id));
    }
    worded(&format!("the answer {id}"), &held.answer.answer)?;
    let sources: Vec<SourceRef> = held.answer.sources.iter().map(|cited| cited.source.clone()).collect();
    let sources = marked(registers, &sources, today)?;
    Ok(vec![event(QuestionnaireEvent::AnswerConfirmed { id, sources })])
}

pub(super) fn withdraw(registers: &Registers, id: &str, reason: &str) -> Judged {
    let (id, held) = known_answer(registers, id)?;
    if held.withdrawn.is_some() {
        return Err(Refusal::NothingToChange { what: format!("{id} was taken out of the library") });
    }
    let reason = required(reason, "the reason", "why it is not to be used any more", LONG_TEXT)?;
    Ok(vec![event(QuestionnaireEvent::AnswerWithdrawn { id, reason })])
}
