//! Importing own controls: choose a file, check what was understood, then all or nothing.

mod check;
mod choose;
mod columns;
mod confirm;
pub(in crate::web) mod stage;

use super::ui::{self, Step};
use super::visit::Visit;
use crate::serve::Doors;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use maud::Markup;
use stage::{Stage, Upload};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/import", get(choose::show).post(choose::upload))
        .route("/o/{organisation}/import/{upload}", get(check::show))
        .route("/o/{organisation}/import/{upload}/confirmation", post(confirm::confirm))
        .route("/o/{organisation}/import/{upload}/discarding", post(confirm::discard))
        .layer(Extension(Arc::new(Stage::default())))
        // The server's own limit on a request stays above this; the framework's lower one would refuse honest lists.
        .layer(DefaultBodyLimit::max(crate::serve::MAX_BODY))
}

/// Where one task stands: its three steps.
fn stepper(current: usize, file: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: file },
        Step { label: "Check", under: "columns and rows" },
        Step { label: "Import", under: "all or nothing" },
    ];
    ui::stepper("Import", &steps, current)
}

/// The upload with this id, if it belongs to the session and the organisation of this visit.
fn upload(visit: &Visit, stage: &Stage, id: &str) -> Option<Arc<Upload>> {
    stage.get(id, visit.who.id(), &visit.org, visit.doors.app.clock().now_us())
}
