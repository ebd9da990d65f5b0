//! Each route asked by everybody.

use super::cast::{Cast, HOLDERS, WITHOUT};
use super::expected::{What, answers, may, refusals, without};
use super::operations::API;
use super::routes::PAGES;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use domain::command::Command;
use domain::values::{Action, Role, TokenKind, TokenScope};
use tower::ServiceExt;

/// Pages of an organisation, by method.
fn pages(method: &'static str) -> impl Iterator<Item = (&'static str, What, &'static str)> {
    let inside = |what: &What| !matches!(what, What::Open | What::SignedIn | What::Elsewhere);
    PAGES
        .iter()
        .filter(move |(m, _, what, _)| *m == method && inside(what))
        .map(|(_, path, what, form)| (*path, *what, *form))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_answers_each_role_as_the_table_says() {
    let cast = Cast::gathered();
    let before = cast.entries();
    let mut wrong = Vec::new();
    for (pattern, what, _) in pages("GET") {
        let path = cast.path(pattern);
        for held in &HOLDERS {
            let (status, _) = cast.ask(Some(held.name), "GET", &path, "").await;
            let expected: &[u16] = if may(held, what) { answers(what) } else { refusals(held) };
            if !expected.contains(&status) {
                wrong.push(format!("GET {path} as {}: {status}, expected {expected:?}", held.name));
            }
        }
    }
    assert_eq!(cast.entries(), before, "reading changed something");
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_rights_gets_no_page() {
    let cast = Cast::gathered();
    let mut wrong = Vec::new();
    for (pattern, what, _) in pages("GET") {
        let path = cast.path(pattern);
        for (name, expected) in WITHOUT {
            // One whose time is over is still a member, without any role.
            let part = matches!(what, What::Part) && expected == 403 && name == "olaf-over";
            let (status, body) = cast.ask(Some(name), "GET", &path, "").await;
            let expected = if matches!(what, What::Nowhere) { 404 } else { expected };
            if !part && status != expected {
                wrong.push(format!("GET {path} as {name}: {status}, expected {expected}"));
            }
            if expected == 404 && body.contains("Alpha") {
                wrong.push(format!("GET {path} as {name}: the answer names the organisation"));
            }
        }
        let (status, _) = cast.ask(None, "GET", &path, "").await;
        if status != 303 {
            wrong.push(format!("GET {path} as nobody: {status}, expected 303 to the sign-in"));
        }
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_refused_to_each_role_as_the_table_says() {
    let cast = Cast::gathered();
    let before = cast.entries();
    let mut wrong = Vec::new();
    for (pattern, what, form) in pages("POST") {
        let path = cast.path(pattern);
        for held in HOLDERS.iter().filter(|held| !may(held, what)) {
            let (status, _) = cast.ask(Some(held.name), "POST", &path, form).await;
            if !refusals(held).contains(&status) {
                wrong.push(format!("POST {path} as {}: {status}, expected {:?}", held.name, refusals(held)));
            }
        }
        for (name, expected) in WITHOUT {
            let (status, _) = cast.ask(Some(name), "POST", &path, form).await;
            let own = matches!(what, What::Part) && expected == 403;
            let expected = without(what, pattern, (name, expected));
            if !own && status != expected {
                wrong.push(format!("POST {path} as {name}: {status}, expected {expected}"));
            }
        }
        let (status, _) = cast.ask(None, "POST", &path, form).await;
        if status != 303 {
            wrong.push(format!("POST {path} as nobody: {status}, expected 303 to the sign-in"));
        }
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cast.entries(), before, "something was changed by who may not");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_open_to_the_roles_that_the_table_names() {
    let mut wrong = Vec::new();
    for held in &HOLDERS {
        let cast = Cast::gathered();
        // What ends something comes last.
        let (ends, others): (Vec<_>, Vec<_>) =
            pages("POST").filter(|(_, what, _)| may(held, *what)).partition(|(path, ..)| path.ends_with("/end"));
        for (pattern, _, form) in others.into_iter().chain(ends) {
            let path = cast.path(pattern);
            let (status, _) = cast.ask(Some(held.name), "POST", &path, form).await;
            if [401, 403].contains(&status) || status >= 500 {
                wrong.push(format!("POST {path} as {}: {status}, expected to be let in", held.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every operation of the API that reads, with a token of each role that carries everything a token can.
#[tokio::test(flavor = "multi_thread")]
async fn every_reading_operation_answers_each_token_as_the_table_says() {
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    let mut wrong = Vec::new();
    for held in HOLDERS.iter().filter(|h| !h.roles.contains(&Role::ExternalAuditor)) {
        let scope = TokenScope {
            name: "all".to_owned(),
            kind: TokenKind::Api,
            actions: Action::ALL.into_iter().filter(|a| a.in_tokens()).collect(),
            controls: Default::default(),
            until: jiff::civil::date(2026, 4, 1),
        };
        let who = app.demo_actor(held.name);
        let Ok(issued) = app.issue_token("alpha", &who, None, scope) else {
            // Who may issue none has none: no door for programs.
            assert!(!super::expected::may(held, What::OfSelf(Action::IssueToken)), "{} may issue", held.name);
            continue;
        };
        for (_, pattern, what) in API.iter().filter(|(method, ..)| *method == "GET") {
            if !pattern.contains("{organisation}") || matches!(what, What::Elsewhere) {
                continue;
            }
            let path = cast.path(pattern);
            let status = bearer(&cast, &issued.secret, &path).await;
            let expected: &[u16] = if may(held, *what) { answers(*what) } else { refusals(held) };
            if !expected.contains(&status) {
                wrong.push(format!("GET {path} with a token of {}: {status}, expected {expected:?}", held.name));
            }
            let other = bearer(&cast, &issued.secret, &path.replace("/o/alpha/", "/o/beta/")).await;
            if other != 404 {
                wrong.push(format!("GET {path} of another organisation with a token of {}: {other}", held.name));
            }
        }
        app.change("alpha", &app.local_operator("cli").unwrap(), None, Command::RevokeToken { id: issued.id }).unwrap();
        let after = bearer(&cast, &issued.secret, "/api/v1/o/alpha/profile").await;
        assert_eq!(after, 401, "a revoked token of {}", held.name);
    }
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}

async fn bearer(cast: &Cast, token: &str, path: &str) -> u16 {
    let request = Request::get(path)
        .header(header::HOST, "localhost")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap();
    let answer = cast.router.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
    status
}

/// Every operation of the API, with no token and with one that never was.
#[tokio::test(flavor = "multi_thread")]
async fn no_operation_answers_without_a_token() {
    let cast = Cast::gathered();
    let before = cast.entries();
    for (method, pattern, _) in API.iter().filter(|(_, path, _)| path.contains("{organisation}")) {
        let path = cast.path(pattern);
        for token in [None, Some("tkm_aNobodyEverIssuedThisTokenAndItsChecksumIsWrong000000")] {
            let mut request = Request::builder().method(*method).uri(&path).header(header::HOST, "localhost");
            if let Some(token) = token {
                request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            }
            let answer = cast.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(answer.status().as_u16(), 401, "{method} {path}");
        }
    }
    assert_eq!(cast.entries(), before);
}

/// What is cut to one's own for whoever may not ask for all of it: an external auditor's own tasks are there, and a token that
/// is somebody else's is not.
const OF_ONES_OWN: [(&str, &str, u16); 4] = [
    ("/api/v1/o/{organisation}/calendar", "eve-external", 200),
    ("/api/v1/o/{organisation}/tasks", "eve-external", 200),
    ("/api/v1/o/{organisation}/tokens/{token}", "cleo-consultant", 404),
    ("/api/v1/o/{organisation}/tokens/{token}", "mark-management", 404),
];

/// Every operation of the API that reads, with the session of each role: who is issued no token, such as an external
/// auditor, asks so too.
#[tokio::test(flavor = "multi_thread")]
async fn every_reading_operation_answers_each_session_as_the_table_says() {
    let cast = Cast::gathered();
    let before = cast.entries();
    let mut wrong = Vec::new();
    for held in &HOLDERS {
        let session = cast.cookies[held.name].split_once('=').unwrap().1;
        for (_, pattern, what) in API.iter().filter(|(method, ..)| *method == "GET") {
            if !pattern.contains("{organisation}") || matches!(what, What::Elsewhere) {
                continue;
            }
            let path = cast.path(pattern);
            let status = bearer(&cast, session, &path).await;
            let own = OF_ONES_OWN.iter().find(|(of, name, _)| (of, name) == (pattern, &held.name));
            let expected: &[u16] = match own {
                Some((.., status)) => std::slice::from_ref(status),
                None if may(held, *what) => answers(*what),
                None => refusals(held),
            };
            if !expected.contains(&status) {
                wrong.push(format!("GET {path} with the session of {}: {status}, expected {expected:?}", held.name));
            }
        }
    }
    assert_eq!(cast.entries(), before, "reading changed something");
    assert!(wrong.is_empty(), "{} of the matrix:\n{}", wrong.len(), wrong.join("\n"));
}
