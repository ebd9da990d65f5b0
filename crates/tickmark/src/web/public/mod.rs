//! The public statement: what everybody who knows its address may read, the documents that are asked for there, and the pages
//! from which the organisation says what is shown and decides who is given what.

mod asked;
mod content;
mod given;
mod setting;
#[cfg(test)]
mod tests;
mod visitors;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::values::public::PublicDocument;
use std::sync::Arc;

const TITLE: &str = "Public statement";
/// The page inside the organisation.
const PLACE: &str = "/public-statement";
/// The requests of visitors.
const REQUESTS: &str = "/public-statement/requests";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/statement-of/{organisation}", get(visitors::show).post(visitors::ask))
        .route("/shared", get(given::ask).post(given::open))
        .route("/o/{organisation}/public-statement", get(setting::show).post(setting::set))
        .route("/o/{organisation}/public-statement/requests", get(asked::list))
        .route("/o/{organisation}/public-statement/requests/{ask}", get(asked::show))
        .route("/o/{organisation}/public-statement/requests/{ask}/giving", post(asked::give))
        .route("/o/{organisation}/public-statement/requests/{ask}/decline", post(asked::decline))
        .route("/o/{organisation}/public-statement/requests/{ask}/withdrawal", post(asked::withdraw))
        .route("/o/{organisation}/public-statement/requests/{ask}/link", post(asked::link_again))
        .route("/o/{organisation}/public-statement/requests/{ask}/erasure", post(asked::erase))
}

/// Where visitors read it, without the name of the server.
fn address(slug: &str) -> String {
    format!("/statement-of/{slug}")
}

/// Documents as boxes send them.
///
/// # Errors
/// A refusal that names the word.
fn documents<'a>(words: impl Iterator<Item = &'a str>) -> Result<Vec<PublicDocument>, Refusal> {
    words.map(crate::words::public::document).collect()
}
