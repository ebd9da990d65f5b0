//! Nonconformities and corrective action: the register, one with its steps, deadlines, import and export.

pub(in crate::api) mod acting;
pub(in crate::api) mod exchange;
pub(in crate::api) mod judging;
pub(in crate::api) mod register;
pub(in crate::api) mod steps;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/nonconformity-imports", post(exchange::import_nonconformities))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    let of_one = Router::new()
        .route("/api/v1/o/{organisation}/nonconformities/{nonconformity}/correction", put(steps::correct_nonconformity))
        .route("/api/v1/o/{organisation}/nonconformities/{nonconformity}/cause", put(steps::find_nonconformity_cause))
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/similar-cases",
            put(steps::seek_similar_nonconformities),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/evidence",
            post(steps::cite_nonconformity_evidence),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions",
            post(acting::plan_nonconformity_action),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/completion",
            post(acting::finish_nonconformity_action),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/removal",
            post(acting::drop_nonconformity_action),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/no-action",
            put(acting::need_no_nonconformity_action),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/effectiveness",
            post(judging::judge_nonconformity_effectiveness),
        )
        .route("/api/v1/o/{organisation}/nonconformities/{nonconformity}/closing", post(judging::close_nonconformity))
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}/rejection",
            post(judging::reject_nonconformity),
        );
    Router::new()
        .route(
            "/api/v1/o/{organisation}/nonconformities",
            get(register::nonconformities).post(register::raise_nonconformity),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformities/{nonconformity}",
            get(register::nonconformity).put(register::revise_nonconformity),
        )
        .route(
            "/api/v1/o/{organisation}/nonconformity-rules",
            get(register::nonconformity_rules).put(register::set_nonconformity_rules),
        )
        .route("/api/v1/o/{organisation}/nonconformities.csv", get(exchange::nonconformities_csv))
        .route("/api/v1/o/{organisation}/nonconformities.xlsx", get(exchange::nonconformities_xlsx))
        .merge(of_one)
        .merge(large)
}
