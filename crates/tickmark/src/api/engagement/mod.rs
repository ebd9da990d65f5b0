//! SOC 2 engagements: what is engaged, their windows, and what customers ask for.

pub(in crate::api) mod asked;
pub(in crate::api) mod body;
pub(in crate::api) mod engagements;
pub(in crate::api) mod windows;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/engagements", get(engagements::engagements).post(engagements::plan_engagement))
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}",
            get(engagements::engagement).put(engagements::revise_engagement),
        )
        .route("/api/v1/o/{organisation}/engagements/{engagement}/moves", post(engagements::move_engagement))
        .route("/api/v1/o/{organisation}/engagements/{engagement}/controls", put(engagements::name_controls))
        .route("/api/v1/o/{organisation}/engagements/{engagement}/unexercised", post(engagements::record_unexercised))
        .route("/api/v1/o/{organisation}/engagements/{engagement}/window", get(windows::engagement_window))
        .route("/api/v1/o/{organisation}/engagements/{engagement}/what-if", get(windows::other_window))
        .route("/api/v1/o/{organisation}/service-facts", get(asked::service_facts).put(asked::set_service_facts))
        .route("/api/v1/o/{organisation}/asked", get(asked::asked).post(asked::record_asked))
        .route("/api/v1/o/{organisation}/asked/{asked}", get(asked::one_asked))
        .route("/api/v1/o/{organisation}/asked/{asked}/answers", post(asked::answer_asked))
        .route("/api/v1/o/{organisation}/asked/{asked}/closing", post(asked::close_asked))
}
