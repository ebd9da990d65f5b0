//! Rules about the readiness scorecard: questions that hang together, answers to questions that are asked.

use crate::command::ScorecardCommand;
use crate::event::{Event, ScorecardEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::engagement::CRITERIA;
use crate::values::nearest::nearest;
use crate::values::scorecard::{
    CardAnswers, MAX_CARD_TEXT, MAX_DAYS, MAX_PARTS, MAX_PEOPLE, MAX_QUESTIONS, MAX_TIES, MAX_WEIGHT, Scorecard,
    ScorecardPart, ScorecardQuestion, TakenScorecard,
};
use crate::values::statement::ANNEX_A;
use crate::values::{Catalogue, ItemKind, State};
use std::collections::BTreeSet;

/// Most scorecards that one organisation keeps.
const MAX_TAKEN: usize = 1_000;

/// What a command is about, for the table of rights.
pub(super) fn object(_registers: &Registers, _command: &ScorecardCommand, _by: &Badge) -> Object {
    Object::plain(State::Live)
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: ScorecardCommand, _stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    match command {
        ScorecardCommand::TakeScorecard { taken } => {
            let register = &registers.scorecards;
            if register.taken.len() >= MAX_TAKEN {
                return Err(Refusal::TooMany { what: "scorecards", max: MAX_TAKEN });
            }
            check_card(&taken.card, &registers.catalogue)?;
            check_taken(&taken)?;
            if register.newest().is_some_and(|(_, held)| held.taken == *taken) {
                return Err(Refusal::NothingToChange { what: "the scorecard was answered so".to_owned() });
            }
            Ok(vec![Event::Scorecard(ScorecardEvent::ScorecardTaken { id: register.next(), taken })])
        }
    }
}

fn wrong(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

/// Judges answers and what goes with them: at least one, each to a question of the scorecard.
///
/// # Errors
/// A [`Refusal`] that names the question or the field.
pub fn check_taken(taken: &TakenScorecard) -> Result<(), Refusal> {
    check_answers(&taken.card, &taken.answers)?;
    if taken.answers.is_empty() {
        return Err(Refusal::Empty { field: "the list of answers", wanted: "an answer to at least one question" });
    }
    if !(1..=MAX_PEOPLE).contains(&taken.people) {
        let sentence = format!("people: {} is no number of people who work at it", taken.people);
        return Err(wrong(sentence, format!("write a whole number from 1 to {MAX_PEOPLE}")));
    }
    Ok(())
}

/// Judges that each answer belongs to a question.
///
/// # Errors
/// [`Refusal::Unknown`], with the nearest question.
pub fn check_answers(card: &Scorecard, answers: &CardAnswers) -> Result<(), Refusal> {
    for id in answers.keys() {
        if !card.questions.iter().any(|question| question.id == *id) {
            let near = nearest(id, card.questions.iter().map(|question| question.id.as_str())).map(str::to_owned);
            return Err(Refusal::Unknown { what: "question of the scorecard", id: id.clone(), nearest: near });
        }
    }
    Ok(())
}

/// Judges the questions of a scorecard: complete, of sensible size, and tied to what the frameworks have.
///
/// # Errors
/// A [`Refusal`] that names the question and the field.
pub fn check_card(card: &Scorecard, catalogue: &Catalogue) -> Result<(), Refusal> {
    for (field, text) in
        [("id", &card.id), ("title", &card.title), ("version", &card.version), ("source", &card.source)]
    {
        said("the scorecard", field, text)?;
    }
    if card.questions.is_empty() {
        return Err(Refusal::Empty { field: "questions", wanted: "at least one question" });
    }
    if card.questions.len() > MAX_QUESTIONS {
        return Err(Refusal::TooMany { what: "questions of a scorecard", max: MAX_QUESTIONS });
    }
    if card.efforts.len().max(card.areas.len()).max(card.phases.len()) > MAX_PARTS {
        return Err(Refusal::TooMany { what: "areas, efforts or phases of a scorecard", max: MAX_PARTS });
    }
    for effort in &card.efforts {
        let place = format!("effort {}", effort.id);
        said(&place, "id", &effort.id)?;
        said(&place, "title", &effort.title)?;
        said(&place, "source", &effort.source)?;
        let [low, high] = effort.days;
        if low == 0 || low > high || high > MAX_DAYS {
            let sentence = format!("{place}, days: {low} to {high} is no range of person-days");
            return Err(wrong(sentence, format!("write the lowest first, from 1 to {MAX_DAYS}")));
        }
    }
    let mut seen = BTreeSet::new();
    for question in &card.questions {
        if !seen.insert(question.id.to_lowercase()) {
            return Err(wrong(format!("question {} stands twice", question.id), "give each question an id of its own"));
        }
        check_question(card, question, catalogue)?;
    }
    card.phases
        .iter()
        .chain(card.areas.iter().map(|area| &area.title))
        .try_for_each(|t| said("the scorecard", "title", t))
}

fn said(place: &str, field: &str, text: &str) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if length == 0 {
        return Err(wrong(format!("{place}, {field}: is empty"), "write it"));
    }
    if length > MAX_CARD_TEXT {
        let hint = format!("shorten it to {MAX_CARD_TEXT} characters");
        return Err(wrong(format!("{place}, {field}: is longer than {MAX_CARD_TEXT} characters"), hint));
    }
    Ok(())
}

fn check_question(card: &Scorecard, question: &ScorecardQuestion, catalogue: &Catalogue) -> Result<(), Refusal> {
    let place = format!("question {}", question.id);
    for (field, text) in [("id", &question.id), ("text", &question.text), ("step", &question.step)] {
        said(&place, field, text)?;
    }
    if question.help.chars().count() > MAX_CARD_TEXT {
        return Err(wrong(format!("{place}, help: is longer than {MAX_CARD_TEXT} characters"), "shorten it"));
    }
    if !(1..=MAX_WEIGHT).contains(&question.weight) {
        let sentence = format!("{place}, weight: {} is no weight", question.weight);
        return Err(wrong(sentence, format!("write a whole number from 1 to {MAX_WEIGHT}")));
    }
    if question.weeks > MAX_DAYS {
        return Err(wrong(format!("{place}, weeks: {} is too many", question.weeks), format!("at most {MAX_DAYS}")));
    }
    if !card.areas.iter().any(|area| area.id == question.area) {
        return Err(unknown("area", &place, &question.area, card.areas.iter().map(|area| area.id.as_str())));
    }
    if card.effort(question).is_none() {
        return Err(unknown("effort", &place, &question.effort, card.efforts.iter().map(|effort| effort.id.as_str())));
    }
    let phase = usize::try_from(question.phase).unwrap_or(usize::MAX);
    if !(1..=card.phases.len()).contains(&phase) {
        let sentence = format!("{place}, phase: there is no phase {}", question.phase);
        return Err(wrong(sentence, format!("write a number from 1 to {}", card.phases.len())));
    }
    let ties = ScorecardPart::ALL.map(|part| question.ties(part).len());
    if ties.iter().all(|ties| *ties == 0) {
        return Err(wrong(format!("{place} bears on nothing"), "name criteria, clauses or controls of Annex A"));
    }
    if ties.iter().any(|ties| *ties > MAX_TIES) {
        return Err(Refusal::TooMany { what: "ties of a question", max: MAX_TIES });
    }
    ScorecardPart::ALL.into_iter().try_for_each(|part| check_ties(&place, question, part, catalogue))
}

fn unknown<'a>(field: &str, place: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Refusal {
    let hint = match nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", known.collect::<Vec<_>>().join(", ")),
    };
    wrong(format!("{place}, {field}: `{id}` is not known"), hint)
}

fn check_ties(
    place: &str,
    question: &ScorecardQuestion,
    part: ScorecardPart,
    catalogue: &Catalogue,
) -> Result<(), Refusal> {
    let (framework, kind) = match part {
        ScorecardPart::Soc2 => (CRITERIA, ItemKind::Criterion),
        ScorecardPart::Clauses => (ANNEX_A, ItemKind::Clause),
        ScorecardPart::AnnexA => (ANNEX_A, ItemKind::Control),
    };
    let framework = catalogue.framework(framework)?;
    for id in question.ties(part) {
        if !framework.audited(kind).any(|item| item.id == *id) {
            let known: Vec<&str> = framework.audited(kind).map(|item| item.id.as_str()).collect();
            return Err(unknown(part.id(), place, id, known.into_iter()));
        }
    }
    Ok(())
}
