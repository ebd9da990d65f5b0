//! The readiness scorecard in the browser: for everybody outside of any organisation, with nothing kept, and in an
//! organisation beside what its registers say.

mod kept;
mod open;
mod questions;
mod result;
#[cfg(test)]
mod tests;

use super::typed::Typed;
use crate::serve::Doors;
use crate::words::scorecard::ScorecardAnswersAsk;
use app::library;
use axum::Router;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::values::scorecard::{Scorecard, TakenScorecard};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/scorecard", get(open::show))
        .route("/o/{organisation}/scorecard", get(kept::show).post(kept::take))
        .route("/o/{organisation}/scorecard/answers", get(kept::ask))
}

/// Longest text of answers that an address or a form carries, in bytes.
const MAX_CARRIED: usize = 8 * 1024;

/// The answers of a form or an address; `None` when no question is answered.
///
/// # Errors
/// A refusal that names the question or the field.
fn said(card: &Scorecard, typed: &Typed) -> Result<Option<TakenScorecard>, Refusal> {
    let answered = |id: &str| Some(typed.get(id).trim().to_owned()).filter(|answer| !answer.is_empty());
    let answers = card.questions.iter().filter_map(|question| Some((question.id.clone(), answered(&question.id)?)));
    let ask = ScorecardAnswersAsk {
        answers: answers.collect(),
        needed_by: answered("needed_by"),
        people: match answered("people") {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| Refusal::NotPossible {
                sentence: format!("people: `{text}` is no number of people"),
                hint: "write a whole number from 1 to 50".to_owned(),
            })?),
        },
    };
    if ask.answers.is_empty() {
        return Ok(None);
    }
    ask.meant(card).map(Some)
}

/// Answers as an address or a hidden field carries them.
fn carried(taken: &TakenScorecard) -> String {
    let answers = taken.answers.iter().map(|(id, answer)| format!("{id}={}", answer.id()));
    let day = taken.needed_by.map(|day| format!("needed_by={day}"));
    answers.chain(day).chain([format!("people={}", taken.people)]).collect::<Vec<_>>().join("&")
}

/// What a hidden field carries, as it is meant; `None` when it carries nothing.
///
/// # Errors
/// A refusal that names the question or the field.
pub(super) fn of_carried(text: &str) -> Result<Option<TakenScorecard>, Refusal> {
    let text = text.trim();
    if text.len() > MAX_CARRIED {
        return Err(Refusal::TooLong { field: "the scorecard", max: MAX_CARRIED });
    }
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let typed: Typed = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    said(library::scorecard(), &typed)
}

/// The command that keeps answers.
pub(super) fn take(taken: TakenScorecard) -> domain::command::Command {
    let taken = Box::new(taken);
    domain::command::Command::Scorecard(domain::command::ScorecardCommand::TakeScorecard { taken })
}
