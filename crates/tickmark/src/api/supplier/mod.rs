//! Suppliers: the register, their reports and reviews, what those ask of us, incidents, import and export.

pub(in crate::api) mod exchange;
pub(in crate::api) mod oversight;
pub(in crate::api) mod register;
pub(in crate::api) mod reviews;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/supplier-imports", post(exchange::import_suppliers))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/suppliers", get(register::suppliers).post(register::add_supplier))
        .route("/api/v1/o/{organisation}/suppliers/{supplier}", get(register::supplier).put(register::revise_supplier))
        .route("/api/v1/o/{organisation}/suppliers/{supplier}/assessments", post(register::assess_supplier))
        .route("/api/v1/o/{organisation}/suppliers/{supplier}/steps", post(register::move_supplier))
        .route(
            "/api/v1/o/{organisation}/suppliers/{supplier}/reviews",
            get(reviews::supplier_reviews).post(reviews::request_supplier_report),
        )
        .route(
            "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}",
            get(reviews::supplier_review).put(reviews::record_supplier_report),
        )
        .route(
            "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/bridge-letter",
            put(reviews::record_bridge_letter),
        )
        .route(
            "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/decision",
            post(reviews::decide_supplier_report),
        )
        .route(
            "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/finding",
            post(reviews::review_supplier_report),
        )
        .route("/api/v1/o/{organisation}/cuecs", get(reviews::cuecs))
        .route("/api/v1/o/{organisation}/cuecs/{review}/{cuec}", put(reviews::answer_cuec))
        .route(
            "/api/v1/o/{organisation}/supplier-rules",
            get(oversight::supplier_rules).put(oversight::set_supplier_rules),
        )
        .route(
            "/api/v1/o/{organisation}/supplier-incidents",
            get(oversight::supplier_incidents).post(oversight::record_supplier_incident),
        )
        .route("/api/v1/o/{organisation}/supplier-incidents/{incident}", put(oversight::revise_supplier_incident))
        .route("/api/v1/o/{organisation}/suppliers.csv", get(exchange::suppliers_csv))
        .route("/api/v1/o/{organisation}/suppliers.xlsx", get(exchange::suppliers_xlsx))
        .merge(large)
}
