//! Senders and readers that trickle or stop hold the server for a stated time, and no longer.

mod readers;
mod senders;
pub(crate) mod socket;

use crate::matrix::cast;
use app::{App, Clock, Config};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, header};
use std::io::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tickmark::patience::{BODY_PAUSE, BODY_TIME};
use tickmark::serve::{Doors, Reach, router};
use tokio::time::{Instant, Sleep, sleep};
use tower::ServiceExt;

/// A body of which a byte comes so often; never where there is no time.
struct Slow(Option<(Duration, Pin<Box<Sleep>>)>);

impl Slow {
    fn every(step: Option<Duration>) -> Slow {
        Slow(step.map(|step| (step, Box::pin(sleep(step)))))
    }
}

impl HttpBody for Slow {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Error>>> {
        let Some((step, next)) = &mut self.0 else { return Poll::Pending };
        if next.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        *next = Box::pin(sleep(*step));
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(b"a")))))
    }
}

/// The status that such a body is answered with, and after how long.
async fn sent(step: Option<Duration>) -> (u16, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::system()).unwrap();
    let router = router(Doors::new(app, Reach::default()));
    let began = Instant::now();
    let request = Request::post("/sign-in")
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_LENGTH, "1000")
        .body(Body::new(Slow::every(step)))
        .unwrap();
    let answer = router.oneshot(request).await.unwrap();
    (answer.status().as_u16(), began.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stops_coming_is_given_up() {
    let (status, took) = sent(None).await;
    assert_eq!(status, 408);
    assert!(took >= BODY_PAUSE && took < BODY_PAUSE + Duration::from_secs(1), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_is_given_up_as_a_whole() {
    for step in [Duration::from_millis(100), Duration::from_secs(7)] {
        let (status, took) = sent(Some(step)).await;
        assert_eq!(status, 408);
        assert!(took >= BODY_TIME && took < BODY_TIME + Duration::from_secs(1), "{took:?}");
    }
}
