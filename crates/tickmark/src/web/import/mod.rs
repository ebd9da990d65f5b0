//! Importing own controls: choose a file, check what was understood, then all or nothing.

mod check;
mod choose;
mod columns;
mod confirm;

use super::listed;
use super::staged::{Wanted, staged};
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use maud::Markup;
use std::sync::Arc;

/// The spreadsheet of an import of controls.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the controls",
    smaller: "keep only the sheet with the controls, without pictures",
    done: "imported",
};

pub(super) fn routes() -> Router<Arc<Doors>> {
    let routes = Router::new()
        .route("/o/{organisation}/import", get(choose::show).post(choose::upload))
        .route("/o/{organisation}/import/{upload}", get(check::show))
        .route("/o/{organisation}/import/{upload}/confirmation", post(confirm::confirm))
        .route("/o/{organisation}/import/{upload}/discarding", post(confirm::discard));
    staged(routes)
}

/// Where one task stands: its three steps.
fn stepper(current: usize, file: &str) -> Markup {
    listed::stepper(current, file, "columns and rows")
}
