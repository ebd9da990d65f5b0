//! Registers of the management system: all of them, one with its entries, one entry with its lines and states, lists.

pub(in crate::api) mod exchange;
pub(in crate::api) mod keeping;
pub(in crate::api) mod lines;
pub(in crate::api) mod read;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/register-imports/{register}", post(exchange::import_register))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/registers", get(read::isms_registers))
        .route(
            "/api/v1/o/{organisation}/registers/{register}",
            get(read::isms_register).post(keeping::add_register_entry),
        )
        .route("/api/v1/o/{organisation}/registers/{register}/entries.csv", get(exchange::register_csv))
        .route("/api/v1/o/{organisation}/registers/{register}/entries.xlsx", get(exchange::register_xlsx))
        .route(
            "/api/v1/o/{organisation}/registers/{register}/{record}",
            get(read::register_entry).put(keeping::change_register_entry),
        )
        .route("/api/v1/o/{organisation}/registers/{register}/{record}/state", post(keeping::move_register_entry))
        .route("/api/v1/o/{organisation}/registers/{register}/{record}/ending", post(keeping::end_register_entry))
        .route("/api/v1/o/{organisation}/registers/{register}/{record}/lines", post(lines::add_entry_line))
        .route("/api/v1/o/{organisation}/registers/{register}/{record}/lines/{number}", put(lines::change_entry_line))
        .merge(large)
}
