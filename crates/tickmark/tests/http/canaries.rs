//! Canaries: unique words stand in every text of one organisation, and nobody of another ever reads one, through any door.

#![allow(clippy::disallowed_methods, reason = "the path of the manifest says where the API's document lies")]

pub(crate) mod assurance;
pub(crate) mod examined;
mod inherited;
mod managed;
mod planted;
pub(crate) mod registers;

use crate::matrix::cast;
use crate::matrix::routes;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use cast::Cast;
use domain::values::isms::RegisterKind;
use planted::{FIND, MARK, Planted};
use routes::PAGES;
use std::path::Path;
use tower::ServiceExt;

/// Everything of an answer in one text: status, head and body.
struct Answer {
    status: u16,
    text: String,
}

/// One who asks: with a cookie at the pages, with the same secret at the API.
struct Asker {
    name: String,
    secret: String,
}

impl Asker {
    async fn ask(&self, cast: &Cast, method: &str, path: &str, form: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin");
        if path.starts_with("/api/") || path.starts_with("/scim/") {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
            request = request.header(header::CONTENT_TYPE, "application/json");
        } else {
            request = request.header(header::COOKIE, format!("{}={}", cast.doors.reach.session_cookie(), self.secret));
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let answer = cast.router.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let head = format!("{:?}", answer.headers());
        let body = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
        Answer { status, text: format!("{head}\n{}", String::from_utf8_lossy(&body)) }
    }
}

/// Method and path of every operation of the API.
fn operations() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let document: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = item
            .as_object()
            .unwrap()
            .keys()
            .filter(|m| ["get", "post", "put", "patch", "delete"].contains(&m.as_str()));
        found.extend(methods.map(|method| (method.to_uppercase(), path.clone())));
    }
    found
}

/// Method, path pattern and form of every door, and of some that are not there.
fn doors() -> Vec<(String, String, String)> {
    let mut all: Vec<(String, String, String)> =
        PAGES.iter().map(|(m, path, _, form)| ((*m).to_owned(), (*path).to_owned(), (*form).to_owned())).collect();
    all.extend(operations().into_iter().map(|(method, path)| (method, path, "{}".to_owned())));
    for path in ["/o/{organisation}/nowhere", "/api/v1/o/{organisation}/nowhere", "/scim/v2/o/{organisation}/Users"] {
        all.push(("GET".to_owned(), path.to_owned(), String::new()));
    }
    all.extend(beside());
    // Whoever signs out, or ends all sessions, asks nothing more.
    all.retain(|(method, path, _)| method == "GET" || !(path.ends_with("sign-out") || path.contains("/sessions/")));
    all
}

/// Doors of what was planted beside the objects of the cast: an entry of each register, what is over, all of history, and
/// a search for what was planted.
fn beside() -> Vec<(String, String, String)> {
    let get = |path: String| ("GET".to_owned(), path, String::new());
    let mut all = Vec::new();
    for root in ["/o/{organisation}", "/api/v1/o/{organisation}"] {
        all.extend(managed::BESIDE.map(|path| get(format!("{root}{path}"))));
        all.push(get(format!("{root}/search?q={FIND}")));
    }
    all.push(get(format!("/o/{{organisation}}/search.json?q={FIND}")));
    all.push(get("/api/v1/o/{organisation}/history?limit=500".to_owned()));
    let registers = PAGES
        .iter()
        .map(|(method, path, _, form)| ((*method).to_owned(), (*path).to_owned(), (*form).to_owned()))
        .chain(operations().into_iter().map(|(method, path)| (method, path, "{}".to_owned())));
    for (method, path, form) in registers.filter(|(_, path, _)| path.contains("{register}")) {
        for kind in RegisterKind::ALL {
            let path = path.replace("{register}", kind.id()).replace("{record}", &registers::carrier(kind));
            all.push((method.clone(), path, form.clone()));
        }
    }
    for kind in RegisterKind::ALL {
        all.push(get(format!("/api/v1/o/{{organisation}}/registers/{}?ended=true", kind.id())));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_of_another_organisation_reads_a_word_of_this_one() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    let strangers = planted::everybody_of_beta(&cast);
    let doors = doors();
    assert!(doors.len() > 250, "only {} doors", doors.len());
    let before = cast.entries();
    let mut wrong = Vec::new();
    for stranger in &strangers {
        for (method, pattern, form) in &doors {
            let path = planted.path(&cast, pattern);
            let answer = stranger.ask(&cast, method, &path, form).await;
            if answer.text.contains(MARK) {
                let at = answer.text.find(MARK).unwrap_or_default();
                let told: String = answer.text[at..].chars().take(40).collect();
                wrong.push(format!("{method} {path} as {}: {} tells `{told}`", stranger.name, answer.status));
            }
            // A GET of what is not one's own is not there; a change may also be refused for its form.
            // A directory knows no sessions, only tokens of its own kind.
            let expected = if pattern.starts_with("/scim/") { 401 } else { 404 };
            if pattern.contains("/o/{organisation}") && method == "GET" && answer.status != expected {
                wrong.push(format!("{method} {path} as {}: {}", stranger.name, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cast.entries(), before, "a stranger changed something");
}

/// In their own organisation, with the other's ids in every place of the path.
#[tokio::test(flavor = "multi_thread")]
async fn the_ids_of_another_organisation_open_nothing_in_ones_own() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    let mut wrong = Vec::new();
    for stranger in &planted::everybody_of_beta(&cast) {
        let inside = |(method, pattern, _): &&(String, String, String)| method == "GET" && pattern.contains("/o/{");
        for (method, pattern, form) in doors().iter().filter(inside) {
            let path = planted.path(&cast, pattern).replace("/o/alpha", "/o/beta");
            let answer = stranger.ask(&cast, method, &path, form).await;
            if answer.text.contains(MARK) || answer.status >= 500 {
                let at = answer.text.find(MARK).unwrap_or_default();
                let told: String = answer.text[at..].chars().take(60).collect();
                wrong.push(format!("{method} {path} as {}: {} tells `{told}`", stranger.name, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The test can fail: whoever is in the organisation reads every word that was planted there.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_belongs_there_reads_them_all() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    let mut read = String::new();
    for asker in [planted::session(&cast, "olga-owner"), planted::session(&cast, "paul-programme")] {
        for (method, pattern, form) in doors().iter().filter(|(method, ..)| method == "GET") {
            read.push_str(&asker.ask(&cast, method, &planted.path(&cast, pattern), form).await.text);
        }
    }
    let unread: Vec<_> = planted.words.iter().filter(|word| !read.contains(word.as_str())).collect();
    assert!(planted.words.len() > 250, "only {} were planted", planted.words.len());
    assert!(unread.is_empty(), "nowhere to be read: {unread:?}");
}

/// Whoever invites an address that somebody has already learns nothing of that person but what they typed themselves.
#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_tells_nothing_of_who_has_the_address() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    let strangers = planted::everybody_of_beta(&cast);
    let owner = strangers.iter().find(|s| s.name == "bea-beta").unwrap();
    let form = format!("name=Somebody&email={}%40alpha.example&roles=contributor", planted.mailbox);
    let answer = owner.ask(&cast, "POST", "/o/beta/people", &form).await;
    let told = answer.text.replace(&planted.mailbox, "");
    assert!([200, 303].contains(&answer.status), "{}", answer.status);
    assert!(!told.contains(MARK), "the answer tells the person's name");
    for path in ["/o/beta/people", "/o/beta/history", "/api/v1/o/beta/people"] {
        let told = owner.ask(&cast, "GET", path, "").await.text.replace(&planted.mailbox, "");
        assert!(!told.contains(MARK), "{path} tells the name of somebody who has not accepted");
    }
}

/// Turned on, the page for everybody tells what is under way, and of everything else that is kept here not one word.
#[tokio::test(flavor = "multi_thread")]
async fn the_public_statement_tells_none_of_them() {
    use domain::command::{Command, PublicCommand};
    use domain::values::public::PublicStatement;
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    let nobody = Asker { name: "nobody".to_owned(), secret: String::new() };
    let off = nobody.ask(&cast, "GET", "/statement-of/alpha", "").await;
    assert_eq!(off.status, 404);
    let statement = PublicStatement { on: true, opinion: true, under_way: true, ..PublicStatement::default() };
    let command = Command::Public(PublicCommand::SetPublicStatement { statement: Box::new(statement) });
    let app = &cast.doors.app;
    app.change("alpha", &app.demo_actor("paul-programme"), None, command).unwrap();
    assert!(planted.words.len() > 250, "only {} were planted", planted.words.len());
    let forms = ["", "name=A+B&company=C&email=a%40b.example&purpose=d&accepted=yes&documents=policy%3APL-1"];
    for (method, form) in [("GET", forms[0]), ("POST", forms[0]), ("POST", forms[1])] {
        let told = nobody.ask(&cast, method, "/statement-of/alpha", form).await;
        assert!([200, 422].contains(&told.status), "{method}: {}", told.status);
        for word in [MARK, "demo-", "paul", "Paul", "/o/alpha", "AC-2", "EN-1", "CT-1"] {
            assert!(!told.text.contains(word), "{method} tells {word}: {}", told.text);
        }
        assert!(told.text.contains("examination"), "what is under way is said: {}", told.text);
    }
}
