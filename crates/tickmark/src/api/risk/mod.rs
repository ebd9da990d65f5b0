//! Risks: the register, ratings, treatment and signatures, the method, figures, import and export.

pub(in crate::api) mod exchange;
pub(in crate::api) mod figures;
pub(in crate::api) mod method;
pub(in crate::api) mod register;
pub(in crate::api) mod signing;
pub(in crate::api) mod treating;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/risk-imports", post(exchange::import_risks))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/risks", get(register::risks).post(register::record_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}", get(register::risk).put(register::revise_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/ratings", post(register::rate_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/reopening", post(register::reopen_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/closing", post(register::close_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/treatment", put(treating::plan_treatment))
        .route("/api/v1/o/{organisation}/risks/{risk}/treatment/approval", post(signing::approve_treatment))
        .route("/api/v1/o/{organisation}/risks/{risk}/treatment/lines/{line}", post(treating::move_treatment_line))
        .route("/api/v1/o/{organisation}/risks/{risk}/acceptances", post(signing::accept_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/countersignature", post(signing::countersign_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/quantity", put(treating::quantify_risk))
        .route("/api/v1/o/{organisation}/risks/{risk}/quantity/removal", post(treating::unquantify_risk))
        .route("/api/v1/o/{organisation}/risk-method", get(method::risk_method).put(method::write_risk_method))
        .route("/api/v1/o/{organisation}/risk-method/approval", post(method::approve_risk_method))
        .route(
            "/api/v1/o/{organisation}/risk-simulation",
            get(method::risk_simulation).put(method::set_risk_simulation),
        )
        .route("/api/v1/o/{organisation}/risk-heat", get(figures::risk_heat))
        .route("/api/v1/o/{organisation}/risk-trend", get(figures::risk_trend))
        .route("/api/v1/o/{organisation}/risk-findings", get(figures::risk_findings))
        .route("/api/v1/o/{organisation}/risk-chain", get(figures::risk_chain))
        .route("/api/v1/o/{organisation}/risk-exposure", get(figures::risk_exposure))
        .route("/api/v1/o/{organisation}/risks.csv", get(exchange::risks_csv))
        .route("/api/v1/o/{organisation}/risks.xlsx", get(exchange::risks_xlsx))
        .merge(large)
}
