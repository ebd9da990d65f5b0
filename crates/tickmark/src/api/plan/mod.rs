//! The plan: choices, roadmap and cost; own figures; baselines; when steps began and ended; alternatives.

pub(in crate::api) mod figures;
pub(in crate::api) mod keeping;
pub(in crate::api) mod read;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/plan", get(read::plan).put(keeping::set_plan))
        .route("/api/v1/o/{organisation}/plan/alternatives", get(read::plan_alternatives))
        .route("/api/v1/o/{organisation}/plan/baselines", post(keeping::keep_plan_baseline))
        .route("/api/v1/o/{organisation}/plan/steps/{track}/{phase}", put(keeping::report_plan_step))
        .route("/api/v1/o/{organisation}/plan/figures", get(figures::plan_figures))
        .route(
            "/api/v1/o/{organisation}/plan/figures/{key}",
            put(figures::set_plan_figure).delete(figures::remove_plan_figure),
        )
        .route("/api/v1/cost-items", get(figures::cost_items_of))
}
