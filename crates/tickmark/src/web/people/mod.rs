//! People: who is a member, who comes from outside, one person's page, and everything that can be done there.

mod deputies;
mod facts;
mod grants;
mod invite;
mod known;
mod link;
mod list;
mod membership;
mod one;
mod outside;
mod past;
mod role_boxes;
#[cfg(test)]
pub(super) mod tests;

pub(in crate::web) use known::{Known, known};

use super::reading::encode;
use super::typed::sentence;
use super::ui::{self, Choice, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Membership, Role};
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/people", get(list::show).post(invite::invite))
        .route("/o/{organisation}/people/new", get(invite::begin))
        .route("/o/{organisation}/people/outside", get(outside::begin).post(outside::give))
        .route("/o/{organisation}/people/{person}", get(one::show))
        .route("/o/{organisation}/people/{person}/history", get(past::show))
        .route("/o/{organisation}/people/{person}/roles", post(membership::set_roles))
        .route("/o/{organisation}/people/{person}/suspension", post(membership::suspend))
        .route("/o/{organisation}/people/{person}/resumption", post(membership::resume))
        .route("/o/{organisation}/people/{person}/end", post(membership::end))
        .route("/o/{organisation}/people/{person}/invitation", post(invite::again))
        .route("/o/{organisation}/people/{person}/grants/{grant}/end", post(grants::end))
        .route("/o/{organisation}/people/{person}/deputies", post(deputies::name))
        .route("/o/{organisation}/people/{person}/deputies/{deputy}/end", post(deputies::end))
}

/// The path of a person's page inside the organisation.
fn path(person: &str) -> String {
    format!("/people/{}", encode(person))
}

/// A person's name, leading to their page for who may see it.
pub(super) fn name(visit: &Visit, person: &str) -> Markup {
    let name = visit.name_of(person);
    let theirs = person == visit.who.id();
    html! {
        // One piece, so that a cell of a narrow table does not take it apart.
        span {
            @if theirs || visit.sees_people() {
                a href=(visit.href(&path(person))) { (name) }
            } @else { (name) }
            @if theirs { span.hint { " (you)" } }
        }
    }
}

/// Where a membership stands, as a badge.
fn state_badge(state: Membership) -> Markup {
    match state {
        Membership::Invited => ui::badge(Tone::Accent, "Invited"),
        Membership::Confirmed => ui::badge(Tone::Good, "Confirmed"),
        Membership::Suspended => ui::badge(Tone::Caution, "Suspended"),
        Membership::Ended => ui::badge(Tone::Neutral, "Ended"),
    }
}

/// Roles in the order of the documentation.
pub(super) fn role_tags(roles: &BTreeSet<Role>) -> Markup {
    html! {
        @if roles.is_empty() { (ui::nothing()) }
        @else { span.tags { @for role in Role::ALL.iter().filter(|role| roles.contains(role)) { (ui::tag(role.title())) } } }
    }
}

/// A day of a moment in microseconds, for people and for machines.
fn day(us: i64) -> Markup {
    let day = app::clock::day_of(us).to_string();
    html! { time datetime=(day) { (day) } }
}

/// What stands in the way of a command; `None`: it is offered. An earlier day offers nothing, and says so itself.
pub(super) fn why_not(visit: &Visit, command: &Command) -> Option<Refusal> {
    visit.doors.app.why_not(&visit.org, &visit.who, command)
}

/// Why something is not offered, and whom to ask.
pub(super) fn not_offered(refusal: &Refusal) -> Markup {
    html! { p.not-offered { (ui::Icon::Info.svg()) span { (sentence(&refusal.to_string())) " " (sentence(&refusal.hint())) } } }
}

/// People to choose from, by name; the first line chooses nobody.
pub(super) fn choices<'a>(
    visit: &Visit,
    people: impl IntoIterator<Item = &'a String>,
    nobody: &'a str,
    chosen: &str,
) -> Vec<Choice<'a>> {
    let mut names: Vec<(String, &String)> = people.into_iter().map(|person| (visit.name_of(person), person)).collect();
    names.sort();
    std::iter::once(Choice::new("", nobody, chosen.is_empty()))
        .chain(names.into_iter().map(|(name, person)| Choice::new(person.as_str(), name, person == chosen)))
        .collect()
}

/// The page of a form: for who may not use it, the same page says so, and machines are told by the status.
pub(super) fn form_page(page: Response, missing: Option<&Refusal>) -> Response {
    if missing.is_some() { (StatusCode::FORBIDDEN, page).into_response() } else { page }
}
