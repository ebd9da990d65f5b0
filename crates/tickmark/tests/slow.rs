//! A sender that stops in the middle of a body does not hold the server for ever.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use app::{App, Clock, Config};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, header};
use std::io::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use tickmark::serve::{BODY_PAUSE, Doors, Reach, router};
use tower::ServiceExt;

/// A body whose first part never comes.
struct Stopped;

impl HttpBody for Stopped {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<http_body::Frame<Bytes>, Error>>> {
        Poll::Pending
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stops_coming_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::system()).unwrap();
    let router = router(Doors::new(app, Reach::default()));
    let began = tokio::time::Instant::now();
    let request = Request::post("/sign-in")
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_LENGTH, "1000")
        .body(Body::new(Stopped))
        .unwrap();
    let answer = router.oneshot(request).await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
    assert!(began.elapsed() >= BODY_PAUSE && began.elapsed() < BODY_PAUSE * 2, "{:?}", began.elapsed());
}
