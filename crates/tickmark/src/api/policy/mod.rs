//! Controlled documents: the register, one with its versions, the steps of a version, acknowledgement, import.

pub(in crate::api) mod approving;
pub(in crate::api) mod exchange;
pub(in crate::api) mod inforce;
pub(in crate::api) mod listing;
pub(in crate::api) mod reading;
pub(in crate::api) mod writing;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

/// Largest body with the text of a document: each byte may be written as an escape.
const MAX_TEXT_BODY: usize = 6 * domain::values::policy::MAX_TEXT + 64 * 1024;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/policy-imports", post(exchange::import_policies))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    let texts = Router::new()
        .route("/api/v1/o/{organisation}/policies", get(reading::policies).post(writing::write_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/text", put(writing::draft_policy))
        .layer(DefaultBodyLimit::max(MAX_TEXT_BODY));
    let of_one = Router::new()
        .route("/api/v1/o/{organisation}/policies/{policy}/submission", post(approving::submit_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/approvals", post(approving::approve_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/return", post(approving::return_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/publication", post(inforce::publish_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/reviews", post(inforce::review_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/retirement", post(inforce::retire_policy))
        .route(
            "/api/v1/o/{organisation}/policies/{policy}/versions/{version}/disposal",
            post(inforce::dispose_policy_version),
        )
        .route("/api/v1/o/{organisation}/policies/{policy}/acknowledgement-rounds", post(inforce::ask_acknowledgement))
        .route("/api/v1/o/{organisation}/policies/{policy}/acknowledgements", post(inforce::acknowledge_policy));
    Router::new()
        .route("/api/v1/o/{organisation}/policies/{policy}", get(reading::policy).put(writing::revise_policy))
        .route("/api/v1/o/{organisation}/policies/{policy}/difference", get(reading::policy_difference))
        .route("/api/v1/o/{organisation}/policies.csv", get(listing::policies_csv))
        .route("/api/v1/o/{organisation}/policies.xlsx", get(listing::policies_xlsx))
        .route("/api/v1/o/{organisation}/policy-pieces", get(reading::policy_pieces))
        .merge(texts)
        .merge(of_one)
        .merge(large)
}
