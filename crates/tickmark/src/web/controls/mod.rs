//! The organisation's own controls: the list, one control, and everything that can be done to it.

mod form;
mod life;
mod links;
mod list;
mod look_alikes;
mod one;
mod operation;
mod owner;
mod past;
mod runs;

use super::reading::encode;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::values::{Action, Status};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/controls", get(list::show).post(form::add))
        .route("/o/{organisation}/controls/new", get(form::begin))
        .route("/o/{organisation}/look-alikes", get(look_alikes::show))
        .route("/o/{organisation}/controls/{id}", get(one::show))
        .route("/o/{organisation}/controls/{id}/revision", get(form::change).post(form::revise))
        .route("/o/{organisation}/controls/{id}/owner", post(owner::assign))
        .route("/o/{organisation}/controls/{id}/links", post(links::link))
        .route("/o/{organisation}/controls/{id}/links/removal", post(links::unlink))
        .route("/o/{organisation}/controls/{id}/retirement", post(life::retire))
        .route("/o/{organisation}/controls/{id}/return", post(life::bring_back))
        .route("/o/{organisation}/controls/{id}/operation", post(operation::set))
        .route("/o/{organisation}/controls/{id}/life", post(operation::record_life))
        .route("/o/{organisation}/controls/{id}/history", get(past::show))
}

/// The path of a control inside its organisation. One that is called `new` is not taken for the form that makes one.
fn path(id: &str) -> String {
    if id == "new" { "/controls/%6Eew".to_owned() } else { format!("/controls/{}", encode(id)) }
}

/// The page of an own control.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.href(&path(id))
}

/// May whoever looks read this control? Who is asked about one need not.
pub(super) fn reads(visit: &Visit, id: &str) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, Action::ReadControl, Some(id))
}

/// The id of a control, as a link for who may read it.
pub(super) fn link(visit: &Visit, id: &str) -> Markup {
    html! { @if reads(visit, id) { a.id href=(href(visit, id)) { (id) } } @else { span.id { (id) } } }
}

/// Where a form about a control is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

/// A status as a badge.
pub(super) fn status_badge(status: Status) -> Markup {
    let tone = match status {
        Status::InPlace => Tone::Good,
        Status::PartlyInPlace => Tone::Caution,
        Status::Planned => Tone::Accent,
        Status::NotInPlace => Tone::Danger,
        Status::Retired => Tone::Neutral,
    };
    ui::badge(tone, status.title())
}
