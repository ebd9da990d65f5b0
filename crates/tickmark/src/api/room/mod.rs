//! What external auditors ask for, and the room of an engagement: what is seen, said, noted and read there.

pub(in crate::api) mod exchange;
pub(in crate::api) mod requests;
pub(in crate::api) mod said;
pub(in crate::api) mod steps;

use super::call::Call;
use super::problem::Problem;
use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post};
use domain::values::{Subject, SubjectKind};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// What something is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "control", "id": "AC-1" }))]
pub(in crate::api) struct SubjectBody {
    /// `engagement`, `criterion`, `control`, `evidence`, `file`, `population`, `sample`, `test`, `exception`, `description`,
    /// `statement`, `supplier`, `request` or `package`.
    kind: String,
    /// Its id.
    id: String,
}

impl SubjectBody {
    fn meant(self) -> Result<Subject, Problem> {
        let ids = SubjectKind::ALL.map(SubjectKind::id);
        let kind = SubjectKind::parse(&self.kind)
            .ok_or_else(|| super::call::unknown("kind of subject", &self.kind, ids).of_the_body())?;
        Ok(Subject { kind, id: self.id })
    }
}

/// The engagement of the address as a subject, where none was named.
fn subject(call: &Call, body: Option<SubjectBody>) -> Result<Subject, Problem> {
    match body {
        Some(body) => body.meant(),
        None => Ok(Subject { kind: SubjectKind::Engagement, id: call.part("engagement") }),
    }
}

pub(super) fn routes() -> Router<Arc<Doors>> {
    let form = Router::new()
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/audit-request-imports",
            post(exchange::import_audit_requests),
        )
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/audit-requests", get(requests::audit_requests))
        .route(
            "/api/v1/o/{organisation}/audit-requests/{request}",
            get(requests::audit_request).put(requests::revise_audit_request),
        )
        .route("/api/v1/o/{organisation}/audit-requests/{request}/submissions", post(steps::submit_audit_request))
        .route("/api/v1/o/{organisation}/audit-requests/{request}/due-proposals", post(steps::propose_audit_due))
        .route("/api/v1/o/{organisation}/audit-requests/{request}/due-decisions", post(steps::decide_audit_due))
        .route("/api/v1/o/{organisation}/audit-requests/{request}/returns", post(steps::return_audit_request))
        .route("/api/v1/o/{organisation}/audit-requests/{request}/acceptance", post(steps::accept_audit_request))
        .route("/api/v1/o/{organisation}/audit-requests/{request}/withdrawal", post(steps::withdraw_audit_request))
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests",
            get(requests::engagement_audit_requests).post(requests::add_audit_requests),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests.csv",
            get(exchange::audit_requests_csv),
        )
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests.xlsx",
            get(exchange::audit_requests_xlsx),
        )
        .route("/api/v1/o/{organisation}/engagements/{engagement}/room", get(said::audit_room))
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/comments",
            get(said::room_comments).post(said::comment_room),
        )
        .route("/api/v1/o/{organisation}/engagements/{engagement}/readings", get(said::auditor_readings))
        .route(
            "/api/v1/o/{organisation}/engagements/{engagement}/notes",
            get(said::working_notes).post(said::keep_working_note),
        )
        .route("/api/v1/o/{organisation}/notes/{note}", delete(said::drop_working_note))
        .merge(form)
}
