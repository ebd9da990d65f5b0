//! Management reviews: the list with the programme and its actions, one page each with its steps from top to bottom, the
//! agenda from what is so, the minutes on paper.

mod acts;
mod agenda;
mod export;
mod forms;
mod list;
mod minutes;
mod notes;
mod one;
mod schedule;
#[cfg(test)]
mod tests;
mod track;

use super::reading::encode;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::reports::review::ReviewFinding;
use domain::values::review::ReviewState;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) const PLACE: &str = "/management-reviews";
const TITLE: &str = "Management reviews";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/management-reviews", get(list::show).post(schedule::schedule))
        .route("/o/{organisation}/management-reviews/new", get(schedule::begin))
        .route("/o/{organisation}/management-reviews/export.csv", get(export::csv))
        .route("/o/{organisation}/management-reviews/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/management-reviews/interval", post(list::set_interval))
        .route("/o/{organisation}/management-reviews/{management_review}", get(one::show))
        .route(
            "/o/{organisation}/management-reviews/{management_review}/agenda",
            get(agenda::show).post(acts::send_agenda),
        )
        .route("/o/{organisation}/management-reviews/{management_review}/notes", get(notes::show).post(notes::write))
        .route(
            "/o/{organisation}/management-reviews/{management_review}/minutes",
            get(minutes::show).post(acts::minutes),
        )
        .route("/o/{organisation}/management-reviews/{management_review}/day", post(acts::shift))
        .route("/o/{organisation}/management-reviews/{management_review}/cancellation", post(acts::cancel))
        .route("/o/{organisation}/management-reviews/{management_review}/meeting", post(acts::hold))
        .route("/o/{organisation}/management-reviews/{management_review}/evidence", post(acts::cite))
        .route("/o/{organisation}/management-reviews/{management_review}/approval", post(acts::approve))
        .route("/o/{organisation}/management-reviews/{management_review}/closing", post(acts::close))
        .route("/o/{organisation}/management-reviews/{management_review}/decisions", post(acts::decide))
        .route(
            "/o/{organisation}/management-reviews/{management_review}/decisions/{number}/removal",
            post(acts::remove),
        )
        .route(
            "/o/{organisation}/management-reviews/{management_review}/decisions/{number}/reports",
            post(acts::report),
        )
}

/// The path of a review's page inside the organisation.
fn path(id: &str) -> String {
    format!("{PLACE}/{}", encode(id))
}

/// Where a form about a review is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn state_badge(state: ReviewState) -> Markup {
    let tone = match state {
        ReviewState::Closed | ReviewState::MinutesApproved => Tone::Good,
        ReviewState::Cancelled => Tone::Neutral,
        ReviewState::Scheduled => Tone::Caution,
        ReviewState::AgendaSent | ReviewState::Held | ReviewState::ActionsOpen => Tone::Accent,
    };
    ui::badge(tone, state.title())
}

/// How many errors and warnings there are.
fn wrong_badge(findings: &[ReviewFinding]) -> Markup {
    let errors = findings.iter().filter(|found| found.blocks()).count();
    html! {
        @if errors > 0 { (ui::badge(Tone::Caution, &format!("{errors} missing"))) }
        @else if !findings.is_empty() { (ui::badge(Tone::Caution, "Held late")) }
        @else { (ui::badge(Tone::Good, "Nothing missing")) }
    }
}

fn day(day: jiff::civil::Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}
