//! Pages that are kept: a page is a pure function of the ledger's entries, the day, its address and the theme, so the same
//! page asked again is answered from memory. Forget all of them and nothing is lost.

use super::visit::{FLASH, cookie, theme};
use crate::serve::Doors;
use app::Who;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::{Markup, PreEscaped};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of pages that are kept; when there are more, all are forgotten.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Largest page that is kept.
const MAX_PAGE: usize = 2 * 1024 * 1024;

/// Most of one kind that is kept of what was worked out; when there is more, all of it is forgotten.
const MAX_WORKED: usize = 5_000;

/// The pages kept, and parts of pages, by everything that they depend on.
#[derive(Debug, Default)]
pub struct Kept {
    pages: Mutex<Pages>,
    /// Lines of the portfolio.
    pub(super) standings: Worked<super::portfolio::Standing>,
    /// How many tasks are overdue, and how many soon due, by organisation and person.
    pub(super) pressing: Worked<(usize, usize)>,
    /// People by name, with their rows.
    pub(super) people: Worked<Arc<super::people::Known>>,
    /// Which lines of the navigation are offered, by organisation and person.
    pub(super) offered: Worked<Arc<[bool]>>,
}

#[derive(Debug, Default)]
struct Pages {
    by_key: HashMap<String, Bytes>,
    bytes: usize,
}

/// What was worked out of one organisation at some entry on some day, by its short name: the same for everybody who may see
/// it. Beside the short name may stand for whom it is.
#[derive(Debug)]
pub(super) struct Worked<T>(Mutex<HashMap<String, (Point, T)>>);

/// The root over the entries, and the day: a number of entries would come again when a backup is put in place.
type Point = (String, Date);

impl<T> Default for Worked<T> {
    fn default() -> Worked<T> {
        Worked(Mutex::default())
    }
}

impl<T: Clone> Worked<T> {
    /// What was worked out at this point, if it was the last.
    pub(super) fn get(&self, org: &str, point: &Point) -> Option<T> {
        let worked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        worked.get(org).filter(|(at, _)| at == point).map(|(_, found)| found.clone())
    }

    /// Keeps it in place of what was worked out before.
    pub(super) fn put(&self, org: &str, point: Point, found: T) {
        let mut worked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if worked.len() >= MAX_WORKED {
            worked.clear();
        }
        worked.insert(org.to_owned(), (point, found));
    }
}

impl Kept {
    fn get(&self, key: &str) -> Option<Bytes> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).by_key.get(key).cloned()
    }

    fn put(&self, key: String, page: Bytes) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.bytes + page.len() > MAX_BYTES {
            *pages = Pages::default();
        }
        pages.bytes += page.len();
        if let Some(before) = pages.by_key.insert(key, page) {
            pages.bytes -= before.len();
        }
    }

    /// A part of a page, as it was drawn before under the same key, or drawn now. The key holds everything that it depends on,
    /// and whose it is. `draw` says beside it whether it may be kept.
    ///
    /// # Errors
    /// As `draw`; nothing of that is kept.
    pub(super) fn part<E>(&self, key: &str, draw: impl FnOnce() -> Result<(Markup, bool), E>) -> Result<Markup, E> {
        // No key of a page begins like this.
        let key = format!("part {key}");
        if let Some(drawn) = self.get(&key).and_then(|part| String::from_utf8(part.to_vec()).ok()) {
            return Ok(PreEscaped(drawn));
        }
        let (drawn, keeps) = draw()?;
        if keeps {
            self.put(key, Bytes::copy_from_slice(drawn.0.as_bytes()));
        }
        Ok(drawn)
    }
}

/// Answers a page from memory if nothing that it depends on has changed; keeps it otherwise.
pub(crate) async fn keep(State(doors): State<Arc<Doors>>, request: Request, next: Next) -> Response {
    let Some(key) = key(&doors, &request) else {
        return noted(doors, request, next).await;
    };
    if let Some(page) = doors.kept.get(&key) {
        return ([(header::CONTENT_TYPE, HTML)], page).into_response();
    }
    let response = next.run(request).await;
    let html = response.headers().get(header::CONTENT_TYPE) == Some(&HTML)
        && response.extensions().get::<OfThisMoment>().is_none();
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

/// Draws a page anew; what an external auditor reads is noted.
async fn noted(doors: Arc<Doors>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Some(org) = path.strip_prefix("/o/").and_then(|rest| rest.split('/').next()) else {
        return next.run(request).await;
    };
    let who = doors.who(request.headers()).ok().flatten();
    let response = next.run(request).await;
    if let (Some(who), true) = (who, response.status().is_success()) {
        tokio::task::block_in_place(|| doors.app.log_reading(org, &who, &path));
    }
    response
}

/// Put on an answer that says how many hours are left: the same page is another one later that day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfThisMoment;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Everything that a page depends on; none for requests whose answer depends on more.
fn key(doors: &Doors, request: &Request) -> Option<String> {
    let path = request.uri().path();
    let org = path.strip_prefix("/o/")?.split('/').next()?;
    // An import in progress lies in memory, not in the ledger.
    let settled = request.method() == Method::GET && !path.contains("/import");
    let headers = request.headers();
    if !settled || cookie(headers, FLASH).is_some() {
        return None;
    }
    // Whose page it is belongs to the key, and the right to it is asked for each time before it is taken from memory.
    let who = doors.who(headers).ok()??;
    let point = point(doors, org, &who)?;
    Some(format!("{point} {:?} {}", theme(headers), request.uri()))
}

/// Everything that what one person sees of an organisation depends on, besides what they ask: none for who may not enter now,
/// and for who has each reading noted.
pub(super) fn point(doors: &Doors, org: &str, who: &Who) -> Option<String> {
    let root = doors.app.enters(org, who)?;
    if doors.app.is_watched(org, who) {
        return None;
    }
    let (names, day) = (doors.app.people_version(), doors.app.clock().today());
    Some(format!("{} {org} {root} {names} {day}", who.id()))
}
