//! Certification: bodies and their accreditation, projects, visits, findings, decisions, changes.

pub(in crate::api) mod audits;
pub(in crate::api) mod bodies;
pub(in crate::api) mod exchange;
pub(in crate::api) mod keeping;
pub(in crate::api) mod projects;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/certification/projects.csv", get(exchange::certifications_csv))
        .route("/api/v1/o/{organisation}/certification/projects.xlsx", get(exchange::certifications_xlsx))
        .route(
            "/api/v1/o/{organisation}/certification/bodies",
            get(bodies::certification_bodies).post(bodies::add_certification_body),
        )
        .route(
            "/api/v1/o/{organisation}/certification/bodies/{certification_body}",
            get(bodies::certification_body).put(bodies::revise_certification_body),
        )
        .route(
            "/api/v1/o/{organisation}/certification/bodies/{certification_body}/checks",
            post(bodies::check_accreditation),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects",
            get(projects::certifications).post(projects::plan_certification),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}",
            get(projects::certification).put(projects::revise_certification),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/steps",
            post(projects::advance_certification),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/certificates",
            post(projects::record_certificate),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/visits",
            post(audits::plan_certification_visit),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/days",
            put(audits::move_certification_visit),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/cancellation",
            post(audits::cancel_certification_visit),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/record",
            put(audits::record_certification_visit),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/findings",
            post(audits::record_certification_finding),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/findings/{number}/answers",
            post(audits::settle_certification_finding),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/changes",
            post(keeping::note_scope_change),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/changes/{number}/report",
            post(keeping::report_scope_change),
        )
        .route(
            "/api/v1/o/{organisation}/certification/projects/{certification}/marks",
            post(keeping::check_use_of_marks),
        )
}
