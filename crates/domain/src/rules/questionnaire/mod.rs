//! Rules about security questionnaires: what came in is whole, what is answered rests on something that stands, and nothing
//! leaves that no external text may say (K14).

mod answering;
mod importing;
mod library;

pub use answering::may_leave;

use crate::command::QuestionnaireCommand;
use crate::event::{Event, QuestionnaireEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::here;
use crate::registers::questionnaire::{HeldAnswer, HeldQuestionnaire, number};
use crate::reports::questionnaire::mark;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::questionnaire::{AnswerSource, MAX_SOURCES, SourceRef};
use jiff::civil::Date;

type Judged = Result<Vec<Event>, Refusal>;

fn event(event: QuestionnaireEvent) -> Event {
    Event::Questionnaire(event)
}

/// What a command is about, for the table of rights: an answer belongs to its owner.
pub(super) fn object(registers: &Registers, command: &QuestionnaireCommand, _by: &Badge) -> Object {
    match command {
        QuestionnaireCommand::KeepAnswer { id: Some(id), .. }
        | QuestionnaireCommand::ConfirmAnswer { id }
        | QuestionnaireCommand::WithdrawAnswer { id, .. } => match registers.questionnaires.answer(id) {
            None => Object::plain(State::Absent),
            Some(held) => {
                let of = held.answer.owner.iter().cloned().collect();
                let state = if held.withdrawn.is_some() { State::Ended } else { State::Live };
                Object { state, of, controls: Vec::new() }
            }
        },
        _ => Object::plain(State::Live),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(
    registers: &Registers,
    command: &'a QuestionnaireCommand,
) -> Option<(&'static str, &'a String)> {
    let register = &registers.questionnaires;
    match command {
        QuestionnaireCommand::AnswerQuestions { id, .. } | QuestionnaireCommand::SendQuestionnaire { id, .. } => {
            register.questionnaire(id).is_none().then_some(("questionnaire", id))
        }
        QuestionnaireCommand::KeepAnswer { id: Some(id), .. }
        | QuestionnaireCommand::ConfirmAnswer { id }
        | QuestionnaireCommand::WithdrawAnswer { id, .. } => register.answer(id).is_none().then_some(("answer", id)),
        QuestionnaireCommand::ImportQuestionnaire { .. } | QuestionnaireCommand::KeepAnswer { id: None, .. } => None,
    }
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: QuestionnaireCommand, stamp: &Stamp) -> Judged {
    match command {
        QuestionnaireCommand::ImportQuestionnaire { questionnaire } => {
            importing::import(registers, *questionnaire, stamp.today)
        }
        QuestionnaireCommand::AnswerQuestions { id, answers } => {
            answering::answer(registers, &id, answers, stamp.today)
        }
        QuestionnaireCommand::SendQuestionnaire { id, on } => answering::send(registers, &id, on, stamp.today),
        QuestionnaireCommand::KeepAnswer { id, question, answer, sources, owner } => {
            library::keep(registers, id, (&question, &answer), &sources, owner, stamp.today)
        }
        QuestionnaireCommand::ConfirmAnswer { id } => library::confirm(registers, &id, stamp.today),
        QuestionnaireCommand::WithdrawAnswer { id, reason } => library::withdraw(registers, &id, &reason),
    }
}

/// A questionnaire with its id as it is kept.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn known<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldQuestionnaire), Refusal> {
    let unknown = || Refusal::Unknown { what: "questionnaire", id: id.to_owned(), nearest: None };
    let held = registers.questionnaires.questionnaire(id).ok_or_else(unknown)?;
    Ok((format!("QN-{}", number("QN-", id).unwrap_or_default()), held))
}

/// An answer of the library with its id as it is kept.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn known_answer<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldAnswer), Refusal> {
    let unknown = || Refusal::Unknown { what: "answer", id: id.to_owned(), nearest: None };
    let held = registers.questionnaires.answer(id).ok_or_else(unknown)?;
    Ok((format!("AN-{}", number("AN-", id).unwrap_or_default()), held))
}

/// Sources with their marks of a day, each once; one that does not stand is refused.
fn marked(registers: &Registers, sources: &[SourceRef], on: Date) -> Result<Vec<AnswerSource>, Refusal> {
    if sources.len() > MAX_SOURCES {
        return Err(Refusal::TooMany { what: "sources of one answer", max: MAX_SOURCES });
    }
    let mut all: Vec<AnswerSource> = Vec::new();
    for source in sources {
        let mark = mark(registers, source, on).ok_or_else(|| Refusal::NotPossible {
            sentence: format!("the source {source} does not stand: {}", why_not(source)),
            hint: "name what is in force today, or answer without it".to_owned(),
        })?;
        if !all.iter().any(|known| known.source == *source) {
            all.push(AnswerSource { source: source.clone(), mark });
        }
    }
    Ok(all)
}

fn why_not(source: &SourceRef) -> &'static str {
    use crate::values::questionnaire::SourceKind as Kind;
    match source.kind {
        Kind::Control => "no own control with this id is in place",
        Kind::Policy => "no document with this id is in force",
        Kind::Statement => "no version in force decides on this control",
        Kind::Evidence => "no item with this id counts",
        Kind::Report => "no report of this engagement was issued",
        Kind::Certificate => "no certificate of this project is in force",
    }
}

/// A person who answers for an answer.
fn owner(registers: &Registers, owner: Option<String>) -> Result<Option<String>, Refusal> {
    let owner = owner.map(|person| person.trim().to_owned()).filter(|person| !person.is_empty());
    match owner {
        Some(person) if !here(registers, &person) => {
            Err(Refusal::Unknown { what: "member", id: person, nearest: None })
        }
        owner => Ok(owner),
    }
}
