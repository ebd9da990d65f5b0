//! Calculations from what a call carries alone: no organisation is asked, nothing is kept.

use super::call::{Answered, Call, unread_body};
use super::problem::{Problem, Refused};
use crate::serve::Doors;
use crate::words::calc::{
    AcceptanceAnswerWords, AcceptanceFactsAsk, CertificationAsk, CertificationWords, CheckErrorsWords, ClosingAsk,
    ClosingWords, IndependenceAsk, IndependenceWords, MAX_BYTES, ManagementReviewAsk, Misread, SampleAsk, SampleWords,
    StatementFactsAsk, WindowAsk, WindowWords, acceptance, certification, independence, nonconformity, review, sample,
    statement, window,
};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::routing::post;
use axum::{Json, Router};
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/calc/window", post(calc_window))
        .route("/api/v1/calc/sample", post(calc_sample))
        .route("/api/v1/calc/certification", post(calc_certification))
        .route("/api/v1/calc/statement", post(calc_statement))
        .route("/api/v1/calc/review", post(calc_review))
        .route("/api/v1/calc/nonconformity", post(calc_nonconformity))
        .route("/api/v1/calc/independence", post(calc_independence))
        .route("/api/v1/calc/acceptance", post(calc_acceptance))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

/// A body in JSON, read by the reader that the command line has too.
#[derive(Debug)]
pub(super) struct Sent(Bytes);

impl FromRequest<Arc<Doors>> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Sent, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" && !(kind.starts_with("application/") && kind.ends_with("+json")) {
            let (what, hint) = ("the body is not declared as JSON", "send `Content-Type: application/json`");
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", what, hint));
        }
        let body = Bytes::from_request(request, doors).await;
        body.map(Sent).map_err(|e| unread_body(e.status(), &e.body_text()))
    }
}

impl From<Misread> for Problem {
    fn from(misread: Misread) -> Problem {
        match misread {
            Misread::Unreadable { sentence, hint } => Problem::unreadable(sentence, hint),
            Misread::Unlisted { sentence, hint } => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown", sentence, hint)
            }
            Misread::Refused(refusal) => Problem::from(refusal).of_the_body(),
        }
    }
}

/// Hold the runs of a control against a window, or a population of events against its limit.
#[utoipa::path(
    post,
    path = "/api/v1/calc/window",
    tag = "calc",
    request_body(content = WindowAsk),
    responses((status = 200, description = "What the runs or the population show", body = WindowWords), Refused)
)]
pub(super) async fn calc_window(_call: Call, sent: Sent) -> Answered<WindowWords> {
    Ok(Json(block_in_place(|| window(&sent.0))?))
}

/// How many items of a population to test: by a table of sample sizes, or by confidence and tolerable rate.
#[utoipa::path(
    post,
    path = "/api/v1/calc/sample",
    tag = "calc",
    request_body(content = SampleAsk),
    responses((status = 200, description = "The sample size", body = SampleWords), Refused)
)]
pub(super) async fn calc_sample(_call: Call, sent: Sent) -> Answered<SampleWords> {
    Ok(Json(sample(&sent.0)?))
}

/// The dates of a certification: cycle and surveillance, a major of Stage 2, recertification, or an edition.
#[utoipa::path(
    post,
    path = "/api/v1/calc/certification",
    tag = "calc",
    request_body(content = CertificationAsk),
    responses((status = 200, description = "The dates", body = CertificationWords), Refused)
)]
pub(super) async fn calc_certification(_call: Call, sent: Sent) -> Answered<CertificationWords> {
    Ok(Json(certification(&sent.0)?))
}

/// What is wrong with a Statement of Applicability: SOA-01 to SOA-12.
#[utoipa::path(
    post,
    path = "/api/v1/calc/statement",
    tag = "calc",
    request_body(content = StatementFactsAsk),
    responses((status = 200, description = "What is wrong", body = CheckErrorsWords), Refused)
)]
pub(super) async fn calc_statement(_call: Call, sent: Sent) -> Answered<CheckErrorsWords> {
    Ok(Json(block_in_place(|| statement(&sent.0))?))
}

/// What stands between a management review and its minutes: MR-01 to MR-06.
#[utoipa::path(
    post,
    path = "/api/v1/calc/review",
    tag = "calc",
    request_body(content = ManagementReviewAsk),
    responses((status = 200, description = "What is wrong", body = CheckErrorsWords), Refused)
)]
pub(super) async fn calc_review(_call: Call, sent: Sent) -> Answered<CheckErrorsWords> {
    Ok(Json(review(&sent.0)?))
}

/// Whether a nonconformity can be closed, and what is missing.
#[utoipa::path(
    post,
    path = "/api/v1/calc/nonconformity",
    tag = "calc",
    request_body(content = ClosingAsk),
    responses((status = 200, description = "The answer and the state that it enters next", body = ClosingWords), Refused)
)]
pub(super) async fn calc_nonconformity(_call: Call, sent: Sent) -> Answered<ClosingWords> {
    Ok(Json(nonconformity(&sent.0)?))
}

/// The parts that an auditor has in what is audited.
#[utoipa::path(
    post,
    path = "/api/v1/calc/independence",
    tag = "calc",
    request_body(content = IndependenceAsk),
    responses((status = 200, description = "The parts; none when the auditor is independent", body = IndependenceWords), Refused)
)]
pub(super) async fn calc_independence(_call: Call, sent: Sent) -> Answered<IndependenceWords> {
    Ok(Json(block_in_place(|| independence(&sent.0))?))
}

/// Whether a decision on a risk stands, and what it needs.
#[utoipa::path(
    post,
    path = "/api/v1/calc/acceptance",
    tag = "calc",
    request_body(content = AcceptanceFactsAsk),
    responses((status = 200, description = "The answer with what it needs and what contradicts it", body = AcceptanceAnswerWords), Refused)
)]
pub(super) async fn calc_acceptance(_call: Call, sent: Sent) -> Answered<AcceptanceAnswerWords> {
    Ok(Json(acceptance(&sent.0)?))
}
