//! Each operation of the API that changes something, asked by everybody.

use super::bodies::{body, document};
use super::cast::{Cast, HOLDERS, WITHOUT};
use super::expected::{What, may, refusals};
use super::operations::API;
use super::routes::PAGES;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, Request, header};
use serde_json::Value;
use std::collections::BTreeSet;
use tower::ServiceExt;

/// Operations of an organisation that change something, with what they are about.
pub(crate) fn operations() -> impl Iterator<Item = (&'static str, &'static str, What)> {
    let changes = |what: &What| !matches!(what, What::SignedIn | What::Elsewhere);
    API.iter().filter(move |(method, _, what)| *method != "GET" && changes(what)).copied()
}

/// A path without the query that reading it asks for.
pub(crate) fn address(cast: &Cast, pattern: &str) -> String {
    let path = cast.path(pattern);
    path.split_once('?').map_or(path.clone(), |(path, _)| path.to_owned())
}

/// What somebody's session is answered with who changes whatever is there.
async fn call(cast: &Cast, document: &Value, who: &str, asked: (&str, &str), path: &str) -> (u16, String) {
    call_with(cast, document, who, asked, path, &[(header::IF_MATCH, "*")]).await
}

/// The status and the body that somebody's session is answered with, with these headers.
pub(crate) async fn call_with(
    cast: &Cast,
    document: &Value,
    who: &str,
    (method, pattern): (&str, &str),
    path: &str,
    heads: &[(HeaderName, &str)],
) -> (u16, String) {
    let secret = cast.cookies[who].split_once('=').unwrap().1;
    let (media, body) = body(cast, document, method, pattern);
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    for (name, value) in heads {
        request = request.header(name, *value);
    }
    if !media.is_empty() {
        request = request.header(header::CONTENT_TYPE, media);
    }
    let answer = cast.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let status = answer.status().as_u16();
    let text = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
    (status, String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_changing_operation_is_refused_as_the_table_says() {
    let (cast, document) = (Cast::gathered(), document());
    let before = cast.entries();
    let mut wrong = Vec::new();
    for (method, pattern, what) in operations() {
        let path = address(&cast, pattern);
        for held in HOLDERS.iter().filter(|held| !may(held, what)) {
            let (status, text) = call(&cast, &document, held.name, (method, pattern), &path).await;
            let expected = refusals(held);
            if !expected.contains(&status) {
                wrong.push(format!("{method} {path} as {}: {status}, expected {expected:?}: {text}", held.name));
            }
        }
        for (name, expected) in WITHOUT.into_iter().filter(|_| !matches!(what, What::Part)) {
            let (status, _) = call(&cast, &document, name, (method, pattern), &path).await;
            let expected = if matches!(what, What::Nowhere) { 404 } else { expected };
            if status != expected {
                wrong.push(format!("{method} {path} as {name}: {status}, expected {expected}"));
            }
        }
        let other = path.replace("/o/alpha/", "/o/beta/");
        let (status, _) = call(&cast, &document, "paul-programme", (method, pattern), &other).await;
        if status != 404 {
            wrong.push(format!("{method} {other} of another organisation: {status}, expected 404"));
        }
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cast.entries(), before, "something was changed by who may not");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_changing_operation_is_open_to_the_roles_that_the_table_names() {
    let document = document();
    let mut wrong = Vec::new();
    for held in &HOLDERS {
        let cast = Cast::gathered();
        // Links are taken away while what they link is there; what ends something comes last.
        let turn = |method: &str, path: &str| {
            let ends = ["/end", "/retirement", "/withdrawal", "/disposal"].iter().any(|end| path.ends_with(end));
            // Whoever handed in a version does not judge it, so that judging comes before revising.
            2 * u8::from(ends) + u8::from(method != "DELETE" && !path.ends_with("/judgements"))
        };
        let mut open: Vec<_> = operations().filter(|(_, _, what)| may(held, *what)).collect();
        open.sort_by_key(|(method, path, _)| turn(method, path));
        for (method, pattern, _) in open {
            let path = address(&cast, pattern);
            let (status, text) = call(&cast, &document, held.name, (method, pattern), &path).await;
            if [401, 403, 405].contains(&status) || status >= 500 {
                wrong.push(format!("{method} {path} as {}: {status}, expected to be let in: {text}", held.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

/// A line that says `Elsewhere` is not asked here, and stands below with the reason and the test that asks it.
#[test]
fn what_is_tested_elsewhere_is_named_with_its_reason() {
    let pages = PAGES.iter().map(|(method, path, what, _)| (*method, *path, *what));
    let said: BTreeSet<(&str, &str)> = pages
        .chain(API.iter().copied())
        .filter(|(_, _, what)| matches!(what, What::Elsewhere))
        .map(|(method, path, _)| (method, path))
        .collect();
    let named: BTreeSet<(&str, &str)> = ELSEWHERE.iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(said, named);
}

/// Method, path, and why it is asked with its noun instead of here.
const ELSEWHERE: [(&str, &str, &str); 29] = [
    (
        "GET",
        "/o/{organisation}/internal-audits/{audit}/findings/{number}",
        "a finding of an audit in fieldwork: `web::audits`",
    ),
    (
        "POST",
        "/o/{organisation}/internal-audits/{audit}/findings/{number}",
        "a finding of an audit in fieldwork: `web::audits`",
    ),
    ("POST", "/o/{organisation}/policies/import", "files of a form: `web::policies`"),
    ("GET", "/o/{organisation}/policies/import/{upload}", "one's own upload, which is kept apart: `web::policies`"),
    ("POST", "/o/{organisation}/policies/import/{upload}", "one's own upload, which is kept apart: `web::policies`"),
    (
        "POST",
        "/o/{organisation}/policies/{policy}/acknowledgement",
        "for oneself, where one was asked: `web::policies`",
    ),
    (
        "POST",
        "/api/v1/o/{organisation}/policies/{policy}/acknowledgements",
        "for oneself, where one was asked: `api policy`",
    ),
    ("POST", "/o/{organisation}/registers/{register}/import", "a file of a form: `web::registers`"),
    (
        "GET",
        "/o/{organisation}/registers/{register}/import/{upload}",
        "one's own upload, which is kept apart: `web::registers`",
    ),
    (
        "POST",
        "/o/{organisation}/registers/{register}/import/{upload}",
        "one's own upload, which is kept apart: `web::registers`",
    ),
    (
        "POST",
        "/o/{organisation}/bridge-letters",
        "a letter follows an engagement with its report: `web::description`, `-p app --test description`",
    ),
    (
        "POST",
        "/o/{organisation}/engagements/{engagement}/populations",
        "the list is read before the right to it: `web::testing`, `-p domain population`",
    ),
    (
        "POST",
        "/o/{organisation}/engagements/{engagement}/tests",
        "the right depends on whose test it is, which the form says: `web::testing`",
    ),
    ("POST", "/o/{organisation}/testing/{object}/freeze", "the form repeats what was counted: `web::testing`"),
    ("POST", "/o/{organisation}/sampling", "the right depends on the engagement of the form: `web::testing`"),
    ("POST", "/o/{organisation}/testing/{object}/{act}", "each act has its own right: the lines of the API ask each"),
    ("POST", "/o/{organisation}/evidence/uploads", "a stream of bytes of a script: `evidence_browser`"),
    ("POST", "/o/{organisation}/evidence/uploads/{upload}", "a stream of bytes of a script: `evidence_browser`"),
    (
        "POST",
        "/o/{organisation}/room/{engagement}/notes/{note}/removal",
        "a note is its author's alone: `-p app --test room`",
    ),
    ("POST", "/o/{organisation}/requests/{request}/{act}", "each act has its own right: the lines of the API ask each"),
    ("POST", "/o/{organisation}/cuecs/{report}", "the form is a row for each control that a report names: `supplier`"),
    ("POST", "/api/v1/o/{organisation}/population-imports", "two parts, a list and what it is: `api testing`"),
    ("PUT", "/api/v1/o/{organisation}/populations/{population}/list", "the list is read first: `api testing`"),
    ("POST", "/api/v1/o/{organisation}/evidence/findings", "needs an upload of one's own: `api findings`"),
    ("POST", "/api/v1/o/{organisation}/evidence-uploads", "one's own upload, which is kept apart: `api evidence`"),
    ("PATCH", "/api/v1/o/{organisation}/evidence-uploads/{upload}", "a stream of bytes: `api evidence`"),
    ("POST", "/api/v1/o/{organisation}/deeds/{deed}/execution", "needs a ripe deed of two persons: `api decisions`"),
    ("POST", "/api/v1/o/{organisation}/documents", "needs a whole document: `api programme`"),
    ("POST", "/api/v1/o/{organisation}/export", "a stream, for a ripe deed of two persons: `api decisions`"),
];
