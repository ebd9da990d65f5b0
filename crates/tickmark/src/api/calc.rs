//! Window check and sample size from what a call carries alone: no organisation is asked, nothing is kept.

use super::call::{Answered, Call, unread_body};
use super::problem::{Problem, Refused};
use crate::serve::Doors;
use crate::words::calc::{MAX_BYTES, Misread, SampleAsk, SampleWords, WindowAsk, WindowWords, sample, window};
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
