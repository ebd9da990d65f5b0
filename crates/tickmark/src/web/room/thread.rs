//! What passed between both sides about a request, the oldest first: asked, answered, given back, accepted.

use super::rows::subject_href;
use crate::web::people::name as person;
use crate::web::ui::{self, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditRequestDetail, NamedItem};
use domain::registers::room::GivenAnswer;
use domain::values::{RequestState, SubjectKind};
use maud::{Markup, html};

/// One thing that happened: when, who, what they did, and their words.
type Step<'a> = (i64, &'a str, &'static str, Markup);

pub(super) fn show(visit: &Visit, one: &AuditRequestDetail) -> Markup {
    let held = &one.line.held;
    let words = |text: &str| html! { @if !text.is_empty() { p.prose { (text) } } };
    let put = if held.prepared { "put it on the list, before the auditor asked" } else { "asked for it" };
    let mut steps: Vec<Step<'_>> = vec![(held.at_us, &held.by, put, html! {})];
    steps.extend(
        held.answers.iter().map(|given| (given.at_us, given.by.as_str(), "answered", answer(visit, one, given))),
    );
    steps.extend(held.returned.iter().map(|back| (back.at_us, back.by.as_str(), "gave it back", words(&back.text))));
    if let Some(proposed) = &held.proposed {
        let text = html! { p.prose { "By " (proposed.due) ": " (proposed.reason) } };
        steps.push((proposed.at_us, &proposed.by, "asked for another day", text));
    }
    if let Some(ended) = &held.ended {
        let what = if held.state == RequestState::Accepted { "accepted it" } else { "took it back" };
        steps.push((ended.at_us, &ended.by, what, words(&ended.text)));
    }
    steps.sort_by_key(|(at_us, ..)| *at_us);
    html! {
        ol.talk.passed {
            @for (at_us, by, what, more) in &steps {
                li {
                    p.talk-who { strong { (person(visit, by)) } " " (what) " " span.hint { (app::clock::minute_of(*at_us)) } }
                    (more)
                }
            }
        }
    }
}

fn answer(visit: &Visit, one: &AuditRequestDetail, given: &GivenAnswer) -> Markup {
    let answer = &given.answer;
    let has = !answer.evidence.is_empty() || !answer.populations.is_empty();
    html! {
        @if !answer.text.is_empty() { p.prose { (answer.text) } }
        @if has {
            ul.room-named {
                @for id in &answer.evidence { li { (named(visit, SubjectKind::Evidence, id, &one.evidence)) } }
                @for id in &answer.populations { li { (named(visit, SubjectKind::Population, id, &one.populations)) } }
            }
        }
    }
}

fn named(visit: &Visit, kind: SubjectKind, id: &str, known: &[NamedItem]) -> Markup {
    let item = known.iter().find(|item| item.id == id);
    let title = item.map_or("", |item| item.title.as_str());
    html! {
        @match subject_href(visit, kind, id) {
            Some(href) => (ui::named(id, if kind == SubjectKind::Population { "" } else { title }, &href)),
            None => span.id { (id) },
        }
        @if kind == SubjectKind::Population { " population of " (title) }
        @if item.is_some_and(|item| item.restricted) { " " (ui::badge(Tone::Caution, "Restricted")) }
        @if item.is_none_or(|item| item.gone) { " " (ui::badge(Tone::Danger, "No longer there")) }
    }
}
