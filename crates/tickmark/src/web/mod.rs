//! The browser: one module a noun, each page one question and one markup.

mod assets;
pub(crate) mod attachment;
mod certification;
mod door;
mod kept;
mod listed;
pub(crate) mod me;
mod problem;
mod profile;
mod reading;
mod staged;
#[cfg(test)]
mod tests;
mod typed;
pub(crate) mod ui;
mod value;
mod visit;
mod visitor;

mod assess;
mod audits;
mod claims;
mod clauses;
mod collectors;
mod compare;
mod controls;
mod coverage;
mod decisions;
mod description;
mod engagement;
mod evidence;
mod explain;
mod explorer;
mod gap;
mod history;
mod import;
mod inheritance;
mod nonconformities;
mod overview;
mod packages;
pub(crate) mod papers;
mod people;
mod plan;
mod planner;
mod policies;
mod portfolio;
mod posture;
mod public;
mod questionnaires;
mod registers;
mod reminders;
mod reviews;
mod risks;
mod roles;
mod room;
mod scope;
mod scorecard;
mod search;
mod security_log;
mod sign_on;
mod sign_on_settings;
mod staff;
mod statement;
mod suggestions;
mod suppliers;
mod tasks;
mod testing;
mod tokens;
mod tools;
mod webhooks;
mod what_if;
mod years;

pub(crate) use clauses::page_at;
pub(crate) use door::guard;
pub use kept::Kept;
pub(crate) use kept::keep;
pub(crate) use search::page_of;
pub(crate) use visit::{cookie, theme};
pub(crate) use visitor::visitor;

use crate::serve::Doors;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The pages. Each noun adds its own.
pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .merge(assets::routes())
        .merge(door::routes())
        .merge(profile::routes())
        .merge(overview::routes())
        .merge(coverage::routes())
        .merge(what_if::routes())
        .merge(gap::routes())
        .merge(evidence::routes())
        .merge(explain::routes())
        .merge(explorer::routes())
        .merge(compare::routes())
        .merge(claims::routes())
        .merge(clauses::routes())
        .merge(collectors::routes())
        .merge(nonconformities::routes())
        .merge(policies::routes())
        .merge(registers::routes())
        .merge(certification::routes())
        .merge(reviews::routes())
        .merge(audits::routes())
        .merge(controls::routes())
        .merge(import::routes())
        .merge(inheritance::routes())
        .merge(suggestions::routes())
        .merge(assess::routes())
        .merge(scope::routes())
        .merge(sign_on::routes())
        .merge(history::routes())
        .merge(people::routes())
        .merge(plan::routes())
        .merge(planner::routes())
        .merge(staff::routes())
        .merge(statement::routes())
        .merge(engagement::routes())
        .merge(packages::routes())
        .merge(papers::routes())
        .merge(description::routes())
        .merge(risks::routes())
        .merge(suppliers::routes())
        .merge(testing::routes())
        .merge(search::routes())
        .merge(tasks::routes())
        .merge(reminders::routes())
        .merge(roles::routes())
        .merge(room::routes())
        .merge(decisions::routes())
        .merge(portfolio::routes())
        .merge(questionnaires::routes())
        .merge(scorecard::routes())
        .merge(posture::routes())
        .merge(value::routes())
        .merge(public::routes())
        .merge(tokens::routes())
        .merge(tools::routes())
        .merge(webhooks::routes())
        .merge(years::routes())
        .merge(security_log::routes())
        .merge(sign_on_settings::routes())
        .method_not_allowed_fallback(nothing_to_read)
}

/// An address that only takes forms, or only shows pages.
async fn nothing_to_read() -> Response {
    let sentence = "There is nothing to read at this address: only a form is sent to it.";
    (StatusCode::METHOD_NOT_ALLOWED, problem::Problem::not_found(sentence)).into_response()
}

/// A form that did not come in good time.
pub(crate) fn too_slow() -> Response {
    let (sentence, hint) = (crate::patience::SENTENCE.to_owned(), crate::patience::HINT.to_owned());
    let refused = domain::refusal::Refusal::NotPossible { sentence, hint };
    (StatusCode::REQUEST_TIMEOUT, problem::Problem::Refused(refused)).into_response()
}

/// What is not there: a page for people, problem+json for machines.
pub(crate) async fn not_found(request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return crate::api::not_found();
    }
    problem::Problem::not_found("There is no such page.").into_response()
}

/// Refuses a request that was addressed to another name: a page elsewhere cannot reach this server through its own
/// name that it points here (DNS rebinding).
pub(crate) async fn own_host_only(State(doors): State<Arc<Doors>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(n, _)| n);
    let ours = match doors.reach.host() {
        Some(public) => host.eq_ignore_ascii_case(public),
        None => matches!(name, "127.0.0.1" | "localhost" | "[::1]"),
    };
    if ours {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This server does not answer to that name.\n").into_response()
    }
}

/// Refuses a change whose browser says neither where it comes from (`Sec-Fetch-Site`) nor its origin, but names a page
/// elsewhere as the one that it left.
pub(crate) async fn no_foreign_referer(request: Request, next: Next) -> Response {
    let head = request.headers();
    let silent = head.get("sec-fetch-site").is_none() && head.get(header::ORIGIN).is_none();
    let host = head.get(header::HOST).map(|h| h.as_bytes());
    let left = head.get(header::REFERER).and_then(|r| r.to_str().ok()).map(|referer| {
        let rest = referer.split_once("://").map_or(referer, |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default().as_bytes()
    });
    if !request.method().is_safe() && silent && left.is_some() && left != host {
        return (StatusCode::FORBIDDEN, "This change was asked for by a page elsewhere.\n").into_response();
    }
    next.run(request).await
}
