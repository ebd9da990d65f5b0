//! Evidence: items and their files, uploads that can be resumed, judging, requests, what is wrong, reuse, retention.

pub(in crate::api) mod acts;
pub(in crate::api) mod files;
pub(in crate::api) mod findings;
pub(in crate::api) mod followed;
pub(in crate::api) mod found;
pub(in crate::api) mod hand_in;
pub(in crate::api) mod items;
pub(in crate::api) mod reports;
pub(in crate::api) mod requests;
mod said;
pub(in crate::api) mod uploads;

use super::call::Call;
use super::problem::Problem;
use crate::serve::Doors;
use app::evidence::FileTrouble;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{delete, get, post, put};
use std::sync::Arc;

/// Largest piece of an upload, in bytes: 16 MiB.
const MAX_PIECE: usize = 16 * 1024 * 1024;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let pieces = Router::new()
        .route("/api/v1/o/{organisation}/evidence-uploads/{upload}", get(uploads::upload).patch(uploads::append_upload))
        .layer(DefaultBodyLimit::max(MAX_PIECE));
    Router::new()
        .route("/api/v1/o/{organisation}/evidence", get(items::evidence_list).post(hand_in::add_evidence))
        .route("/api/v1/o/{organisation}/evidence/findings", post(findings::import_findings))
        .route("/api/v1/o/{organisation}/evidence/{evidence}", get(items::evidence).put(hand_in::revise_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/checks", get(items::evidence_checks))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/findings", get(found::evidence_findings))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/files/{file}", get(files::evidence_file))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/judgements", post(acts::judge_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/follow-ups", post(followed::follow_up_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/links", post(acts::link_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/links/{control}", delete(acts::unlink_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/withdrawal", post(acts::withdraw_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/hold", post(acts::hold_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/release", post(acts::release_evidence))
        .route("/api/v1/o/{organisation}/evidence/{evidence}/disposal", post(acts::dispose_evidence))
        .route("/api/v1/o/{organisation}/evidence-uploads", get(uploads::uploads).post(uploads::begin_upload))
        .route("/api/v1/o/{organisation}/evidence-uploads/{upload}/finish", post(uploads::finish_upload))
        .route("/api/v1/o/{organisation}/evidence-uploads/{upload}/abandonment", post(uploads::abandon_upload))
        .route(
            "/api/v1/o/{organisation}/evidence-requests",
            get(requests::evidence_requests).post(requests::ask_evidence),
        )
        .route("/api/v1/o/{organisation}/evidence-requests/{request}", get(requests::evidence_request))
        .route("/api/v1/o/{organisation}/evidence-requests/{request}/closing", post(requests::close_request))
        .route("/api/v1/o/{organisation}/evidence-retention/{framework}", put(acts::set_retention))
        .route("/api/v1/o/{organisation}/evidence-follow-ups", get(followed::evidence_follow_ups))
        .route("/api/v1/o/{organisation}/evidence-wrong", get(reports::evidence_wrong))
        .route("/api/v1/o/{organisation}/evidence-twice", get(reports::evidence_twice))
        .route("/api/v1/o/{organisation}/evidence-reuse", get(reports::evidence_reuse))
        .route("/api/v1/o/{organisation}/evidence-plan", get(reports::evidence_plan))
        .merge(pieces)
}

/// What went wrong with a file, as a problem.
fn troubled(call: &Call, trouble: FileTrouble) -> Problem {
    let (status, code) = match &trouble {
        FileTrouble::Failed(failure) => return call.judged(failure.clone()),
        FileTrouble::NoUpload => (StatusCode::NOT_FOUND, "no_upload"),
        FileTrouble::NoFile => (StatusCode::NOT_FOUND, "no_file"),
        FileTrouble::Disposed => (StatusCode::GONE, "disposed"),
        FileTrouble::Offset { .. } => (StatusCode::CONFLICT, "upload_offset"),
        FileTrouble::Busy => (StatusCode::CONFLICT, "upload_busy"),
        FileTrouble::Incomplete { .. } => (StatusCode::CONFLICT, "incomplete"),
        FileTrouble::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        FileTrouble::Mismatch { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "mismatch"),
        FileTrouble::TooMany { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "too_many"),
        FileTrouble::OutOfRange { .. } => (StatusCode::RANGE_NOT_SATISFIABLE, "out_of_range"),
        FileTrouble::Changed { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "file_changed"),
        FileTrouble::Missing { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "file_missing"),
    };
    let (sentence, hint) = trouble.words();
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(%sentence, request = %crate::request::id(), "evidence cannot be handed out");
    }
    Problem::new(status, code, sentence, hint)
}
