//! The id of a request: ours, random, in every answer as `X-Request-Id`, and beside whatever the log says of it.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// The header that carries the id.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// Length of an id, in hexadecimal digits.
const DIGITS: usize = 16;

tokio::task_local! {
    static ID: String;
}

/// The id of the request that is being answered; a new one outside of any.
pub(crate) fn id() -> String {
    ID.try_with(Clone::clone).unwrap_or_else(|_| new())
}

fn new() -> String {
    app::new_token().unwrap_or_default().get(..DIGITS).unwrap_or_default().to_owned()
}

/// Gives a request its id. What a caller sends under that name is ignored: two callers could send the same.
pub(crate) async fn identify(request: Request, next: Next) -> Response {
    let id = new();
    let mut response = ID.scope(id.clone(), next.run(request)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
