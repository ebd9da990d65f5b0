//! What stands before every page, and the session's secret that it renews.

use super::held::asked_for_proof;
use crate::serve::Doors;
use crate::web::visit::cookie;
use crate::web::visitor::session_cookie;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Stands before every page: gives a session whose rights have changed its new secret, asks for a fresh proof where a page
/// says that it needs one, and sends the form again that waited for it.
pub(crate) async fn guard(State(doors): State<Arc<Doors>>, mut request: Request, next: Next) -> Response {
    let name = doors.reach.session_cookie();
    let asset = request.uri().path().starts_with("/assets/");
    let secret = if asset { None } else { cookie(request.headers(), name) };
    let renewed = match &secret {
        // Asked first, from memory: threads are handed over only where something is written.
        Some(secret) if doors.app.is_session_due(secret).unwrap_or_default() => {
            tokio::task::block_in_place(|| doors.app.due_session(secret)).ok().flatten()
        }
        _ => None,
    };
    if let Some(secret) = &renewed {
        carry(request.headers_mut(), name, secret);
    }
    let mut response = asked_for_proof(&doors, request, next).await;
    let set = |v: &HeaderValue| v.to_str().is_ok_and(|v| v.starts_with(name));
    if let Some(secret) = renewed.filter(|_| !response.headers().get_all(header::SET_COOKIE).iter().any(set)) {
        keep(&doors, response.headers_mut(), &secret);
    }
    response
}

/// Puts a session's secret into the request, in place of all other cookies of that name.
pub(super) fn carry(headers: &mut HeaderMap, name: &str, secret: &str) {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|h| h.to_str().ok()).flat_map(|h| h.split(';'));
    let others = all.map(str::trim).filter(|c| c.split_once('=').is_some_and(|(key, _)| key != name));
    let line = others.map(str::to_owned).chain([format!("{name}={secret}")]).collect::<Vec<_>>().join("; ");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.insert(header::COOKIE, line);
    }
}

pub(super) fn keep(doors: &Doors, headers: &mut HeaderMap, secret: &str) {
    let (name, value) = session_cookie(&doors.reach, secret);
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.append(name, value);
    }
}
