//! What is to be done by when: own tasks and everybody's, the calendar of a month, holidays, and one's own calendar as a feed
//! for other programs.

mod calendar;
mod counted;
mod feed;
mod holidays;
mod list;
#[cfg(test)]
mod tests;

pub(super) use feed::section as feed_section;
pub(super) use list::page_of_task;

use super::reading::encode;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::reports::tasks::Urgency;
use domain::values::Action;
use maud::Markup;
use std::sync::Arc;

/// Largest form with a list of holidays, in bytes.
const MAX_FORM: usize = 2 * 1024 * 1024;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/tasks", get(list::show))
        .route("/o/{organisation}/tasks/counted", get(counted::show))
        .route("/o/{organisation}/calendar", get(calendar::show))
        .route("/o/{organisation}/holidays", get(holidays::show).post(holidays::set))
        .route("/o/{organisation}/holidays/file", post(holidays::preview).layer(DefaultBodyLimit::max(MAX_FORM)))
        .route("/calendar/{file}", get(feed::file))
        .route("/profile/calendar", post(feed::renew))
        .route("/profile/calendar/end", post(feed::end))
}

/// Does the query ask for everybody's, and may this person see it?
fn everybody(visit: &Visit) -> bool {
    visit.field("of").as_deref() == Some("everybody") && sees_all(visit)
}

/// May this person see what others have to do?
fn sees_all(visit: &Visit) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, Action::ReadProgramme, None)
        && visit.doors.app.may(&visit.org, &visit.who, Action::ReadTasks, None)
}

/// Whose tasks are asked for: the visitor's, or everybody's.
fn whose(visit: &Visit) -> Option<String> {
    (!everybody(visit)).then(|| visit.who.id().to_owned())
}

/// The pages as tabs.
fn tabs(visit: &Visit, place: &str) -> Markup {
    let all = everybody(visit);
    let of = if all { "?of=everybody" } else { "" };
    let calendar = format!("/calendar{of}");
    let pages = [
        ("/tasks", "Yours", true, place == "/tasks" && !all),
        ("/tasks?of=everybody", "Everybody's", sees_all(visit), place == "/tasks" && all),
        (calendar.as_str(), "Calendar", true, place == "/calendar"),
        ("/holidays", "Holidays", true, place == "/holidays"),
    ];
    let tabs: Vec<Tab<'_>> = pages
        .into_iter()
        .filter(|(_, _, shown, _)| *shown)
        .map(|(path, label, _, current)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current,
            count: None,
        })
        .collect();
    ui::tabs("Tasks", &tabs)
}

fn urgency_badge(urgency: Urgency) -> Markup {
    let tone = match urgency {
        Urgency::Overdue => Tone::Danger,
        Urgency::Soon => Tone::Caution,
        Urgency::Open => Tone::Neutral,
    };
    ui::badge(tone, urgency.title())
}

/// The page on which evidence is handed in, for a control.
fn hand_in(visit: &Visit, control: &str) -> String {
    visit.href(&format!("/evidence/new?control={}", encode(control)))
}

/// The page on which a request is answered.
fn answer(visit: &Visit, request: &str) -> String {
    visit.href(&format!("/evidence/new?answers={}", encode(request)))
}

/// The page of an item of evidence.
fn evidence(visit: &Visit, item: &str) -> String {
    visit.href(&format!("/evidence/{}", encode(item)))
}
