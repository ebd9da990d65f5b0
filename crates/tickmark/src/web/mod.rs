//! The browser: one module a noun, each page one question and one markup.

mod assets;
mod attachment;
mod door;
mod kept;
mod problem;
mod reading;
#[cfg(test)]
mod tests;
mod typed;
mod ui;
mod visit;

mod assess;
mod claims;
mod compare;
mod controls;
mod coverage;
mod explain;
mod explorer;
mod gap;
mod history;
mod import;
mod inheritance;
mod overview;
mod scope;
mod suggestions;
mod what_if;

pub use kept::Kept;
pub(crate) use kept::keep;

use crate::serve::Doors;
use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The pages. Each noun adds its own.
pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .merge(assets::routes())
        .merge(door::routes())
        .merge(overview::routes())
        .merge(coverage::routes())
        .merge(what_if::routes())
        .merge(gap::routes())
        .merge(explain::routes())
        .merge(explorer::routes())
        .merge(compare::routes())
        .merge(claims::routes())
        .merge(controls::routes())
        .merge(import::routes())
        .merge(inheritance::routes())
        .merge(suggestions::routes())
        .merge(assess::routes())
        .merge(scope::routes())
        .merge(history::routes())
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
pub(crate) async fn own_host_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(n, _)| n);
    if matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This server answers to 127.0.0.1, localhost and [::1] only.\n")
            .into_response()
    }
}
