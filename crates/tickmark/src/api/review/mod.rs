//! Management reviews: the list and the programme, one with its steps, decisions and actions.

pub(in crate::api) mod deciding;
pub(in crate::api) mod exchange;
pub(in crate::api) mod holding;
pub(in crate::api) mod planning;
pub(in crate::api) mod read;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/management-reviews", get(read::reviews).post(planning::schedule_review))
        .route("/api/v1/o/{organisation}/management-reviews.csv", get(exchange::reviews_csv))
        .route("/api/v1/o/{organisation}/management-reviews.xlsx", get(exchange::reviews_xlsx))
        .route("/api/v1/o/{organisation}/management-reviews/{management_review}", get(read::review))
        .route(
            "/api/v1/o/{organisation}/management-review-interval",
            get(read::review_interval).put(planning::set_review_interval),
        )
        .route("/api/v1/o/{organisation}/management-reviews/{management_review}/day", put(planning::move_review))
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/cancellation",
            post(planning::cancel_review),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/agenda",
            post(planning::send_review_agenda),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/notes",
            put(holding::note_review_inputs),
        )
        .route("/api/v1/o/{organisation}/management-reviews/{management_review}/meeting", put(holding::hold_review))
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/minutes",
            put(holding::write_review_minutes),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/evidence",
            post(holding::cite_review_evidence),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/approval",
            post(holding::approve_review_minutes),
        )
        .route("/api/v1/o/{organisation}/management-reviews/{management_review}/closing", post(holding::close_review))
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions",
            post(deciding::decide_in_review),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/removal",
            post(deciding::remove_review_decision),
        )
        .route(
            "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/reports",
            post(deciding::report_review_action),
        )
}
