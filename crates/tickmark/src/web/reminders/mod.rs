//! Reminders by e-mail: how often one wants them, the link that stops them, and how they stand for the owners.

mod own;
mod state;
mod stop;
#[cfg(test)]
mod tests;

pub(super) use own::section;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/profile/reminders", post(own::choose))
        .route("/reminders/stop/{link}", get(stop::ask).post(stop::stop))
        .route("/o/{organisation}/reminders", get(state::show))
}
