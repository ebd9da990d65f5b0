//! SOC 2 engagements: the list, one with what is missing for its next step, its window as a map, and what customers ask
//! for.

mod asked;
mod form;
mod list;
mod one;
mod sentence;
#[cfg(test)]
mod tests;
mod window;

pub(super) use sentence::{reason, what};

use super::people::why_not;
use super::reading::encode;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, EngagementCommand};
use domain::reports::engagement::{Advice, Status};
use domain::values::{EngagementState, Examination, ServiceFacts};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/engagements", get(list::show).post(form::plan))
        .route("/o/{organisation}/engagements/new", get(form::begin))
        .route("/o/{organisation}/engagements/{engagement}", get(one::show))
        .route("/o/{organisation}/engagements/{engagement}/revision", get(form::change).post(form::revise))
        .route("/o/{organisation}/engagements/{engagement}/move", post(one::move_on))
        .route("/o/{organisation}/engagements/{engagement}/controls", post(one::name))
        .route("/o/{organisation}/engagements/{engagement}/unexercised", post(one::unexercised))
        .route("/o/{organisation}/engagements/{engagement}/window", get(window::show))
        .route("/o/{organisation}/service-facts", post(list::set_facts))
        .route("/o/{organisation}/asked", get(asked::show).post(asked::record))
        .route("/o/{organisation}/asked/{asked}/answers", post(asked::answer))
        .route("/o/{organisation}/asked/{asked}/closing", post(asked::close))
}

/// The path of an engagement's page inside the organisation.
fn path(id: &str) -> String {
    format!("/engagements/{}", encode(id))
}

/// The command about nothing yet: asked whether engagements may be set up.
fn nothing() -> Command {
    Command::Engagement(EngagementCommand::SetServiceFacts { facts: ServiceFacts::default() })
}

/// Who may not set engagements up is told so before what was typed is read.
fn only_who_may(visit: &Visit) -> Result<(), super::problem::Problem> {
    why_not(visit, &nothing()).map_or(Ok(()), |missing| Err(missing.into()))
}

/// May engagements be set up today?
fn offered(visit: &Visit) -> bool {
    !visit.in_the_past() && why_not(visit, &nothing()).is_none()
}

/// The pages as tabs; what customers ask for is for who sees all engagements.
fn tabs(visit: &Visit, place: &str) -> Markup {
    let sees = visit.doors.app.may(&visit.org, &visit.who, domain::values::Action::ReadEngagement, None);
    let all = [("/engagements", "Engagements", true), ("/asked", "Asked by customers", sees)];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(.., shown)| *shown)
        .map(|(path, label, _)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current: path == place,
            count: None,
        })
        .collect();
    ui::tabs("Engagements", &tabs)
}

fn state_badge(state: EngagementState) -> Markup {
    let tone = match state {
        EngagementState::WindowOpen | EngagementState::Type1Fieldwork | EngagementState::Fieldwork => Tone::Accent,
        EngagementState::Issued => Tone::Good,
        EngagementState::OnHold => Tone::Caution,
        _ => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

fn status_badge(status: Status) -> Markup {
    let tone = match status {
        Status::Complete | Status::NotExercised => Tone::Good,
        Status::Gap | Status::NoFrequency | Status::NotInForce => Tone::Danger,
        Status::Unproved | Status::PopulationWanted => Tone::Caution,
        Status::NotDue => Tone::Neutral,
    };
    ui::badge(tone, status.title())
}

/// The day of a Type I, or the window of a Type II.
fn days(kind: Examination) -> Markup {
    let days = kind.days();
    html! {
        time datetime=(days.from) { (days.from) }
        @if kind.window().is_some() { " to " time datetime=(days.until) { (days.until) } }
    }
}

/// Own controls that are named at once; more stand behind a fold.
const NAMED: usize = 5;
/// Most own controls that one thing to hear links to.
const MOST_NAMED: usize = 200;

/// What to hear, each with what can be done and, where it is about several own controls, the ways to them.
fn heard(visit: &Visit, advice: &[Advice]) -> Markup {
    html! {
        @if !advice.is_empty() {
            ul.plain-list {
                @for one in advice {
                    li { strong { (ui::whole(&super::typed::sentence(&one.sentence))) } " " span.hint { (ui::whole(&super::typed::sentence(&one.hint))) }
                        (heard_of(visit, &one.controls))
                    }
                }
            }
        }
    }
}

/// The own controls that one thing to hear is about.
fn heard_of(visit: &Visit, controls: &[String]) -> Markup {
    let left_out = controls.len().saturating_sub(MOST_NAMED);
    let links = html! {
        @for id in controls.iter().take(MOST_NAMED) { a.id href=(super::controls::href(visit, id)) { (id) } " " }
        @if left_out > 0 { span.hint { "and " (left_out) " more" } }
    };
    html! {
        @if controls.len() > NAMED { details.fold { summary { (super::reading::counted(controls.len(), "control", "controls")) } p { (links) } } }
        @else if !controls.is_empty() { p { (links) } }
    }
}
