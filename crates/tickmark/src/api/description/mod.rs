//! The description of the system, statements of management, the opinion, bridge letters, and what customers have to do.

pub(in crate::api) mod cuecs;
pub(in crate::api) mod descriptions;
pub(in crate::api) mod letters;
pub(in crate::api) mod statements;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/description",
            get(descriptions::description).put(descriptions::write_description),
        )
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/description/submission",
            post(descriptions::submit_description),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/description/approval",
            post(descriptions::approve_description),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/description/comments",
            post(descriptions::comment_description),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/description/finalisation",
            post(descriptions::finalise_description),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/statements/{statement}",
            get(statements::statement).put(statements::write_statement),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/statements/{statement}/signature",
            post(statements::sign_statement),
        )
        .route("/api/v1/o/{organisation}/engagements/{engagement}/opinion", put(statements::record_opinion))
        .route("/api/v1/o/{organisation}/bridge-letters", get(letters::letters).post(letters::write_letter))
        .route("/api/v1/o/{organisation}/bridge-letters/{letter}", get(letters::letter).put(letters::rewrite_letter))
        .route("/api/v1/o/{organisation}/bridge-letters/{letter}/signature", post(letters::sign_letter))
        .route("/api/v1/o/{organisation}/bridge-letters/{letter}/sendings", post(letters::send_letter))
        .route("/api/v1/o/{organisation}/own-cuecs", get(cuecs::own_cuecs).post(cuecs::record_own_cuec))
        .route("/api/v1/o/{organisation}/own-cuecs/{own_cuec}", put(cuecs::revise_own_cuec))
        .route("/api/v1/o/{organisation}/own-cuecs/{own_cuec}/withdrawal", post(cuecs::withdraw_own_cuec))
        .merge(large)
}
