//! The Statement of Applicability: versions, entries, proposals, checks, differences, and the way to a version in force.

pub(in crate::api) mod asking;
pub(in crate::api) mod entries;
pub(in crate::api) mod files;
pub(in crate::api) mod steps;

use super::call::Call;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{delete, get, post};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/statements", get(asking::soa_versions).post(steps::begin_soa))
        .route("/api/v1/o/{organisation}/statements/{soa}", get(asking::soa_version))
        .route("/api/v1/o/{organisation}/statements/{soa}/chains", get(asking::soa_chains))
        .route("/api/v1/o/{organisation}/statements/{soa}/difference", get(asking::soa_difference))
        .route("/api/v1/o/{organisation}/statements/{soa}/statement.csv", get(files::soa_csv))
        .route("/api/v1/o/{organisation}/statements/{soa}/statement.xlsx", get(files::soa_xlsx))
        .route("/api/v1/o/{organisation}/statements/{soa}/entries", post(entries::set_soa_entries))
        .route("/api/v1/o/{organisation}/statements/{soa}/entries/preview", post(entries::preview_soa_entries))
        .route(
            "/api/v1/o/{organisation}/statements/{soa}/proposals",
            get(entries::soa_proposals).post(entries::take_soa_proposals),
        )
        .route("/api/v1/o/{organisation}/statements/{soa}/own-controls", post(entries::add_soa_control))
        .route("/api/v1/o/{organisation}/statements/{soa}/own-controls/{control}", delete(entries::remove_soa_control))
        .route("/api/v1/o/{organisation}/statements/{soa}/review", post(steps::review_soa))
        .route("/api/v1/o/{organisation}/statements/{soa}/approval", post(steps::approve_soa))
        .route("/api/v1/o/{organisation}/statements/{soa}/enforcement", post(steps::enforce_soa))
        .route("/api/v1/o/{organisation}/statements/{soa}/withdrawal", post(steps::withdraw_soa))
}

/// The version of the address, as it is written.
fn version(call: &Call) -> String {
    call.part("soa").trim().to_uppercase()
}
