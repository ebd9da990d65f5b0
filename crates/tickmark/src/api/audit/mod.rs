//! Internal audits: the programme, audits from their plan to their end, what was covered in the cycle.

pub(in crate::api) mod audits;
pub(in crate::api) mod fieldwork;
pub(in crate::api) mod programme;
pub(in crate::api) mod steps;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let programmes = Router::new()
        .route(
            "/api/v1/o/{organisation}/audit-programmes",
            get(programme::audit_programmes).post(programme::write_audit_programme),
        )
        .route(
            "/api/v1/o/{organisation}/audit-programmes/{programme}",
            get(programme::audit_programme).put(programme::change_audit_programme),
        )
        .route(
            "/api/v1/o/{organisation}/audit-programmes/{programme}/proposal",
            post(programme::propose_audit_programme),
        )
        .route(
            "/api/v1/o/{organisation}/audit-programmes/{programme}/approval",
            post(programme::approve_audit_programme),
        )
        .route("/api/v1/o/{organisation}/audit-programmes/{programme}/closing", post(programme::close_audit_programme));
    let of_one = Router::new()
        .route(
            "/api/v1/o/{organisation}/internal-audits/{audit}/auditors/{person}",
            put(steps::assign_auditor).delete(steps::release_auditor),
        )
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/announcement", post(steps::announce_audit))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/start", post(steps::start_audit))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/lines/{number}", put(fieldwork::answer_audit_line))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/findings", post(fieldwork::record_audit_finding))
        .route(
            "/api/v1/o/{organisation}/internal-audits/{audit}/findings/{number}",
            put(fieldwork::revise_audit_finding),
        )
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/report", post(fieldwork::report_audit))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/follow-up", post(steps::verify_audit))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/closing", post(steps::close_audit))
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/cancelling", post(steps::cancel_audit));
    Router::new()
        .route("/api/v1/o/{organisation}/internal-audits/{audit}/audit.xlsx", get(audits::internal_audit_xlsx))
        .route("/api/v1/o/{organisation}/internal-audits", get(audits::internal_audits).post(audits::plan_audit))
        .route("/api/v1/o/{organisation}/internal-audit-coverage", get(audits::internal_audit_coverage))
        .route(
            "/api/v1/o/{organisation}/internal-audits/{audit}",
            get(audits::internal_audit).put(audits::replan_audit),
        )
        .merge(programmes)
        .merge(of_one)
}
