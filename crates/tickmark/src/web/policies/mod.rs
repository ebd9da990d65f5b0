//! Controlled documents: the register, one with its text and versions, what changed, writing, import.

mod acts;
mod checks;
mod difference;
mod edit;
mod export;
mod fields;
mod import;
mod list;
mod one;
mod side;
mod steps;
#[cfg(test)]
mod tests;
mod versions;

use super::reading::encode;
use super::staged::staged;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::values::policy::PolicyState;
use maud::Markup;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route("/o/{organisation}/policies/import", get(import::show).post(import::upload))
        .route("/o/{organisation}/policies/import/{upload}", get(import::check).post(import::confirm));
    Router::new()
        .route("/o/{organisation}/policies", get(list::show).post(edit::write))
        .route("/o/{organisation}/policies/new", get(edit::begin))
        .route("/o/{organisation}/policies/checks", get(checks::show))
        .route("/o/{organisation}/policies/export.csv", get(export::csv))
        .route("/o/{organisation}/policies/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/policies/{policy}", get(one::show))
        .route("/o/{organisation}/policies/{policy}/revision", get(edit::change).post(edit::revise))
        .route("/o/{organisation}/policies/{policy}/text", get(edit::text).post(edit::draft))
        .route("/o/{organisation}/policies/{policy}/text.md", get(difference::download))
        .route("/o/{organisation}/policies/{policy}/difference", get(difference::show))
        .route("/o/{organisation}/policies/{policy}/submission", post(acts::submit))
        .route("/o/{organisation}/policies/{policy}/approval", post(acts::approve))
        .route("/o/{organisation}/policies/{policy}/return", post(acts::send_back))
        .route("/o/{organisation}/policies/{policy}/publication", post(acts::publish))
        .route("/o/{organisation}/policies/{policy}/review", post(acts::review))
        .route("/o/{organisation}/policies/{policy}/retirement", post(acts::retire))
        .route("/o/{organisation}/policies/{policy}/versions/{version}/disposal", post(acts::dispose))
        .route("/o/{organisation}/policies/{policy}/round", post(acts::ask))
        .route("/o/{organisation}/policies/{policy}/acknowledgement", post(acts::acknowledge))
        .merge(staged(uploads))
}

/// The path of a document's page inside the organisation.
fn path(id: &str) -> String {
    format!("/policies/{}", encode(id))
}

/// Where a form about a document is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn state_badge(state: PolicyState) -> Markup {
    let tone = match state {
        PolicyState::Published => Tone::Good,
        PolicyState::DueForReview => Tone::Danger,
        PolicyState::InReview | PolicyState::Approved => Tone::Accent,
        PolicyState::Draft => Tone::Caution,
        PolicyState::Superseded | PolicyState::Retired => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

/// A choice of a list, or a refusal that names what was sent.
fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| Refusal::Unknown { what, id: typed.to_owned(), nearest: None })
}
