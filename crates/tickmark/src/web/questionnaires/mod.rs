//! Security questionnaires in the browser: taken in, answered question by question with the source behind each suggestion,
//! sent back in the same spreadsheet; the library of answers, and the pack of reports and certificates.

mod answers;
mod import;
mod list;
mod one;
mod pack;
mod question;
#[cfg(test)]
mod tests;

use super::people::why_not;
use super::reading::{encode, item_href};
use super::search::page_of;
use super::staged::staged;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::reports::questionnaire::QuestionState;
use domain::reports::search::{FoundKind, Thing};
use domain::values::Action;
use domain::values::questionnaire::{SourceKind, SourceRef};
use maud::{Markup, html};
use std::sync::Arc;

const PLACE: &str = "/questionnaires";

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route("/o/{organisation}/questionnaires/import", get(import::show).post(import::upload))
        .route("/o/{organisation}/questionnaires/import/{upload}", get(import::check).post(import::confirm));
    Router::new()
        .route("/o/{organisation}/questionnaires", get(list::show))
        .route("/o/{organisation}/questionnaires/{questionnaire}", get(one::show))
        .route("/o/{organisation}/questionnaires/{questionnaire}/file", get(one::download))
        .route("/o/{organisation}/questionnaires/{questionnaire}/sent", post(one::send))
        .route("/o/{organisation}/questionnaires/{questionnaire}/{row}", get(question::show).post(question::answer))
        .route("/o/{organisation}/answers", get(answers::show))
        .route("/o/{organisation}/answers/new", get(answers::begin).post(answers::keep))
        .route("/o/{organisation}/answers/{answer}", get(answers::one).post(answers::revise))
        .route("/o/{organisation}/answers/{answer}/confirmation", post(answers::confirm))
        .route("/o/{organisation}/answers/{answer}/withdrawal", post(answers::withdraw))
        .route("/o/{organisation}/answer-pack", get(pack::show))
        .merge(staged(uploads))
}

/// The path of a questionnaire inside the organisation.
fn path(id: &str) -> String {
    format!("{PLACE}/{}", encode(id))
}

/// The path of an answer inside the organisation.
fn answer_path(id: &str) -> String {
    format!("/answers/{}", encode(id))
}

/// Questionnaires, library and pack, each with the way to the others.
fn tabs(visit: &Visit, current: &str) -> Markup {
    let all =
        [(PLACE, "Questionnaires"), ("/answers", "Library of answers"), ("/answer-pack", "Reports and certificates")];
    // Who sees own answers alone is led nowhere else.
    let reads = visit.doors.app.may(&visit.org, &visit.who, Action::ReadEngagement, None);
    let tabs: Vec<Tab<'_>> = all
        .iter()
        .filter(|(path, _)| reads || *path == current)
        .map(|(path, label)| Tab {
            href: visit.href(path).into(),
            label: (*label).into(),
            count: None,
            current: *path == current,
        })
        .collect();
    ui::tabs("Answers to customers", &tabs)
}

/// Why whoever visits may not answer questionnaires; `None`: they may.
fn barred(visit: &Visit) -> Option<Refusal> {
    let (id, answers) = (String::new(), Vec::new());
    why_not(visit, &Command::Questionnaire(QuestionnaireCommand::AnswerQuestions { id, answers }))
}

fn state_badge(state: QuestionState) -> Markup {
    let tone = match state {
        QuestionState::Answered => Tone::Good,
        QuestionState::ToConfirm => Tone::Caution,
        QuestionState::Given => Tone::Accent,
        QuestionState::Open => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

/// A source, with the way to it.
fn source(visit: &Visit, source: &SourceRef) -> Markup {
    let to = |kind: FoundKind| visit.href(&page_of(&Thing::new(kind, &source.id, "", "")));
    let href = match source.kind {
        SourceKind::Control => to(FoundKind::Control),
        SourceKind::Policy => to(FoundKind::Policy),
        SourceKind::Statement => item_href(visit, &source.id),
        SourceKind::Evidence => to(FoundKind::Evidence),
        SourceKind::Report => to(FoundKind::Engagement),
        SourceKind::Certificate => to(FoundKind::Certification),
    };
    html! { (source.kind.title()) " " a.id href=(href) { (source.id) } }
}

/// Sources in a line.
fn sources<'a>(visit: &Visit, all: impl IntoIterator<Item = &'a SourceRef>) -> Markup {
    let all: Vec<&SourceRef> = all.into_iter().collect();
    html! {
        @if all.is_empty() { (ui::nothing()) }
        @for (at, one) in all.iter().enumerate() { @if at > 0 { ", " } (source(visit, one)) }
    }
}

/// Sources as they are typed in a field: `control:AC-1`, several apart by commas, blanks or lines.
fn typed_sources(text: &str) -> Result<Vec<SourceRef>, Refusal> {
    let words = text.split([',', ' ', '\n', '\r', '\t', ';']).filter(|word| !word.is_empty());
    let one = |word: &str| {
        SourceRef::parse(word).ok_or_else(|| Refusal::NotPossible {
            sentence: format!("sources: `{word}` is no source"),
            hint: "write it like control:AC-1, policy:PL-2, statement:A.8.24 or evidence:EV-3".to_owned(),
        })
    };
    words.map(one).collect()
}

/// Sources as a field holds them.
fn written<'a>(all: impl IntoIterator<Item = &'a SourceRef>) -> String {
    all.into_iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
