//! The id of a request: ours, random, in every answer as `X-Request-Id`, and beside whatever the log says of it. And the
//! waivers under which it was answered, in every answer that is no page as `X-Tickmark-Waivers` (SoD-18).

use app::Mark;
use app::ask::Waived;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::cell::RefCell;

/// The header that carries the id.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// Length of an id, in hexadecimal digits.
const DIGITS: usize = 16;

/// The header that names the waivers in force: a list of rules (RFC 9651), each with its last day and the waiver's id.
pub(crate) const WAIVERS: HeaderName = HeaderName::from_static("x-tickmark-waivers");
/// Most waivers that the header names; it says how many more there are.
const MOST_NAMED: usize = 20;

tokio::task_local! {
    static ID: String;
    /// What was in force when the question of this request was answered.
    static WAIVED: RefCell<Vec<Waived>>;
}

/// The id of the request that is being answered; a new one outside of any.
pub(crate) fn id() -> String {
    ID.try_with(Clone::clone).unwrap_or_else(|_| new())
}

fn new() -> String {
    app::new_token().unwrap_or_default().get(..DIGITS).unwrap_or_default().to_owned()
}

/// Keeps the waivers on which an answer rests; the last one answered counts.
pub(crate) fn rests_on(mark: &Mark) {
    // Outside of a request nobody waits for the header.
    let _ = WAIVED.try_with(|waived| waived.borrow_mut().clone_from(&mark.waivers));
}

/// The waivers on which the answer to this request rests.
pub(crate) fn waived() -> Vec<Waived> {
    WAIVED.try_with(|waived| waived.borrow().clone()).unwrap_or_default()
}

/// Gives a request its id. What a caller sends under that name is ignored: two callers could send the same.
pub(crate) async fn identify(request: Request, next: Next) -> Response {
    let id = new();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let answered = async {
        let response = next.run(request).await;
        (response, waived())
    };
    let (mut response, waived) = ID.scope(id.clone(), WAIVED.scope(RefCell::default(), answered)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    // A page says it in words.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let paper = reads && response.status().is_success() && !kind.starts_with("text/html");
    if let Some(value) = named(&waived).filter(|_| paper) {
        response.headers_mut().insert(WAIVERS, value);
    }
    response
}

/// `SoD-1;until="2027-01-31";waiver="waiver-07be"`; nothing when no rule is waived.
fn named(waived: &[Waived]) -> Option<HeaderValue> {
    let one = |w: &Waived| format!("{};until=\"{}\";waiver=\"{}\"", w.duty.id(), w.until, w.id);
    let mut all: Vec<String> = waived.iter().take(MOST_NAMED).map(one).collect();
    if waived.len() > MOST_NAMED {
        all.push(format!("more;count={}", waived.len() - MOST_NAMED));
    }
    if all.is_empty() { None } else { HeaderValue::from_str(&all.join(", ")).ok() }
}
