//! How long the server waits: a request that does not come in good time is answered 408; for who takes an answer slowly see
//! `taking.rs`.

use crate::{api, scim, web};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// Longest time for the head of a request, from its first byte or from the answer before it on the same connection.
pub const HEAD_TIME: Duration = Duration::from_secs(20);
/// Longest pause between two parts of a request's body.
pub const BODY_PAUSE: Duration = Duration::from_secs(20);
/// Longest time for the first [`BODY_START`] bytes of a body: for an ordinary one, the whole.
pub const BODY_TIME: Duration = Duration::from_secs(30);
/// How much of a body has to come within [`BODY_TIME`], in bytes: more than any form and any JSON.
pub const BODY_START: u64 = 1024 * 1024;
/// The slowest that the rest of a large body may come, in bytes a second on average.
pub const BODY_RATE: u64 = 32 * 1024;
/// How far whoever takes an answer may fall behind [`ANSWER_RATE`]; who takes nothing is given up after as long.
pub const ANSWER_BEHIND: Duration = Duration::from_secs(60);
/// The slowest that an answer may be taken, in bytes a second on average: half of what a slow line really carries.
pub const ANSWER_RATE: u64 = 8 * 1024;

/// How long the server waits; the default is what the constants of this file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request.
    pub head: Duration,
    /// Between two parts of a body.
    pub pause: Duration,
    /// For the first `start` bytes of a body.
    pub whole: Duration,
    /// Bytes that have to come within `whole`.
    pub start: u64,
    /// Bytes a second of what comes after them; not zero.
    pub rate: u64,
    /// How far whoever takes an answer may fall behind `answer_rate`.
    pub behind: Duration,
    /// Bytes a second at which an answer has to be taken; not zero.
    pub answer_rate: u64,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            head: HEAD_TIME,
            pause: BODY_PAUSE,
            whole: BODY_TIME,
            start: BODY_START,
            rate: BODY_RATE,
            behind: ANSWER_BEHIND,
            answer_rate: ANSWER_RATE,
        }
    }
}

impl Patience {
    /// How long a body may take of which so many bytes have come.
    fn allowed(&self, bytes: u64) -> Duration {
        let rest = bytes.saturating_sub(self.start);
        self.whole.saturating_add(Duration::from_millis(rest.saturating_mul(1_000) / self.rate.max(1)))
    }
}

/// Answers 408 and closes the connection where the body of a request stopped, or came too slowly.
pub(crate) async fn in_good_time(State(patience): State<Patience>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let late = Arc::new(AtomicBool::new(false));
    let watched = late.clone();
    let request = request.map(|body| Body::new(Timed::new(body, patience, watched)));
    let answer = next.run(request).await;
    if !late.load(Ordering::Relaxed) {
        return answer;
    }
    // Whatever the operation made of a body that broke off, the reason is that it did not come.
    let mut answer = match path.split('/').nth(1) {
        Some("api") => api::too_slow(),
        Some("scim") => scim::too_slow(),
        _ => web::too_slow(),
    };
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

/// What is said of a body that did not come in good time.
pub(crate) const SENTENCE: &str = "the request stopped in the middle, or came too slowly";
/// What can be done about it.
pub(crate) const HINT: &str = "send it again; a large file over a slow line goes better in pieces";

/// A body that ends with an error once its sender is late. Only the time for which the sender is waited for can end it:
/// a part that is there is taken, however late.
struct Timed {
    body: Body,
    patience: Patience,
    /// When it was first read.
    began: Option<Instant>,
    bytes: u64,
    /// Runs while the sender is waited for.
    alarm: Option<Pin<Box<Sleep>>>,
    late: Arc<AtomicBool>,
}

impl Timed {
    fn new(body: Body, patience: Patience, late: Arc<AtomicBool>) -> Timed {
        Timed { body, patience, began: None, bytes: 0, alarm: None, late }
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.alarm = None;
            let came = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
            this.bytes = this.bytes.saturating_add(came as u64);
            return Poll::Ready(frame);
        }
        let now = Instant::now();
        let (patience, bytes) = (this.patience, this.bytes);
        let whole = *this.began.get_or_insert(now) + patience.allowed(bytes);
        let alarm = this.alarm.get_or_insert_with(|| Box::pin(sleep_until(whole.min(now + patience.pause))));
        if alarm.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        this.late.store(true, Ordering::Relaxed);
        // Nothing of it is held any longer.
        this.body = Body::empty();
        Poll::Ready(Some(Err(axum::Error::new(std::io::Error::new(std::io::ErrorKind::TimedOut, SENTENCE)))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
