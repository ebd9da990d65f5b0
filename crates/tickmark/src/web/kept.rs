//! Pages that are kept: a page is a pure function of the ledger's entries, the day, its address and the theme, so the same
//! page asked again is answered from memory. Forget all of them and nothing is lost.

use super::visit::{FLASH, SESSION, cookie, theme};
use crate::serve::Doors;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of pages that are kept; when there are more, all are forgotten.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Largest page that is kept.
const MAX_PAGE: usize = 2 * 1024 * 1024;

/// The pages kept, by everything that they depend on.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    by_key: HashMap<String, Bytes>,
    bytes: usize,
}

impl Kept {
    fn get(&self, key: &str) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).by_key.get(key).cloned()
    }

    fn put(&self, key: String, page: Bytes) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.bytes + page.len() > MAX_BYTES {
            *pages = Pages::default();
        }
        pages.bytes += page.len();
        if let Some(before) = pages.by_key.insert(key, page) {
            pages.bytes -= before.len();
        }
    }
}

/// Answers a page from memory if nothing that it depends on has changed; keeps it otherwise.
pub(crate) async fn keep(State(doors): State<Arc<Doors>>, request: Request, next: Next) -> Response {
    let Some(key) = key(&doors, &request) else {
        return next.run(request).await;
    };
    if let Some(page) = doors.kept.get(&key) {
        return ([(header::CONTENT_TYPE, HTML)], page).into_response();
    }
    let response = next.run(request).await;
    let html = response.headers().get(header::CONTENT_TYPE) == Some(&HTML);
    if response.status() != StatusCode::OK || !html || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (head, body) = response.into_parts();
    match to_bytes(body, MAX_PAGE).await {
        Ok(page) => {
            doors.kept.put(key, page.clone());
            Response::from_parts(head, Body::from(page))
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "The page is too large.\n").into_response(),
    }
}

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Everything that a page depends on; none for requests whose answer depends on more.
fn key(doors: &Doors, request: &Request) -> Option<String> {
    let path = request.uri().path();
    let org = path.strip_prefix("/o/")?.split('/').next()?;
    // An import in progress lies in memory, not in the ledger.
    let settled = request.method() == Method::GET && !path.contains("/import");
    let headers = request.headers();
    if !settled || cookie(headers, FLASH).is_some() || !doors.is_session(&cookie(headers, SESSION)?) {
        return None;
    }
    let entries = doors.app.entries(org).ok()?;
    Some(format!("{org} {entries} {} {:?} {}", doors.app.clock().today(), theme(headers), request.uri()))
}
