//! Each operation of the API that changes something, asked by everybody.

use super::bodies::{body, document};
use super::cast::{Cast, HOLDERS, WITHOUT};
use super::expected::{What, may, refusals};
use super::operations::API;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

/// Operations of an organisation that change something, with what they are about.
fn operations() -> impl Iterator<Item = (&'static str, &'static str, What)> {
    let changes = |what: &What| !matches!(what, What::SignedIn | What::Elsewhere);
    API.iter().filter(move |(method, _, what)| *method != "GET" && changes(what)).copied()
}

/// A path without the query that reading it asks for.
fn address(cast: &Cast, pattern: &str) -> String {
    let path = cast.path(pattern);
    path.split_once('?').map_or(path.clone(), |(path, _)| path.to_owned())
}

/// The status that somebody's session is answered with.
async fn call(cast: &Cast, document: &Value, who: &str, (method, pattern): (&str, &str), path: &str) -> (u16, String) {
    let secret = cast.cookies[who].split_once('=').unwrap().1;
    let (media, body) = body(cast, document, method, pattern);
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::IF_MATCH, "*")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
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

/// A line that says `Elsewhere` is not asked here; there are no more of them than were looked at one by one.
#[test]
fn what_is_tested_elsewhere_is_listed() {
    let elsewhere = API.iter().filter(|(_, _, what)| matches!(what, What::Elsewhere)).count();
    assert!(elsewhere <= MOST_ELSEWHERE, "{elsewhere} operations are not asked by each role");
}

/// Operations whose right depends on what is in their body, tested with their noun.
const MOST_ELSEWHERE: usize = 54;
