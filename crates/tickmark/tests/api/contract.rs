//! The document and the router are one: nothing undocumented answers, nothing documented is missing, everything wants
//! the token.

use super::server::{PROBLEM, Server, TOKEN, bare, request};
use axum::body::Body;
use axum::http::header;
use std::collections::BTreeSet;
use std::path::Path;

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];

impl Server {
    /// Every operation of the document: method and template.
    fn operations(&self) -> BTreeSet<(String, String)> {
        let each = self.paths().flat_map(|(path, item)| {
            METHODS.into_iter().filter(|m| item.get(m).is_some()).map(|m| (m.to_owned(), path.clone()))
        });
        each.collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_wants_the_token() {
    let server = Server::with_acme().await;
    let page = server.router.clone();
    let sign_in = bare("POST", "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("token={}", TOKEN.replace(' ', "+"))));
    let signed_in = tower::ServiceExt::oneshot(page, sign_in.unwrap()).await.unwrap();
    let cookie = signed_in.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let operations = server.operations();
    assert!(operations.len() > 50, "{}", operations.len());
    for (method, template) in operations {
        let path = template.replace("{organisation}", "acme").replace(['{', '}'], "");
        let wrong = [
            bare(&method.to_uppercase(), &path),
            bare(&method.to_uppercase(), &path).header(header::AUTHORIZATION, "Bearer another"),
            bare(&method.to_uppercase(), &path).header(header::AUTHORIZATION, format!("Basic {TOKEN}")),
            // A session opens the pages, not the API: a page elsewhere could send it.
            bare(&method.to_uppercase(), &path).header(header::COOKIE, &cookie),
        ];
        for request in wrong {
            let reply = server.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(reply.status, 401, "{method} {template}");
            assert_eq!(reply.header("content-type"), PROBLEM, "{method} {template}");
            assert!(reply.header("www-authenticate").starts_with("Bearer"), "{method} {template}");
        }
        // With the token every operation answers: it exists, and it takes that method.
        let reply = server.send(request(&method.to_uppercase(), &path)).await;
        assert_ne!(reply.status, 405, "{method} {template}");
        assert_ne!(reply.json["code"], "no_such_address", "{method} {template}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_routes_are_those_of_the_document() {
    let documented = Server::start().await.operations();
    let mut routed = BTreeSet::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        routed.extend(routes(&text));
    }
    assert_eq!(routed, documented);
}

/// The `.route("path", get(a).put(b))` calls of a source file, however they are laid out.
fn routes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for call in text.split(".route(").skip(1) {
        let quoted = call.trim_start().strip_prefix('"').expect("a route is a literal");
        let (path, rest) = quoted.split_once('"').expect("a path and its methods");
        let mut depth = 1;
        let methods = rest.split(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        let methods = methods.take(1).collect::<String>();
        for method in METHODS {
            if methods.contains(&format!("{method}(")) {
                found.push((method.to_owned(), path.to_owned()));
            }
        }
    }
    found
}

#[test]
fn routes_are_read_with_all_their_methods() {
    let read = routes(
        "Router::new()\n.route(\"/a/{b}\", get(x).delete(y))\n.route(\n    \"/c\",\n    post(z),\n)\n.layer(get(w));",
    );
    let expected = [("get", "/a/{b}"), ("delete", "/a/{b}"), ("post", "/c")];
    assert_eq!(read, expected.map(|(m, p)| (m.to_owned(), p.to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_says_what_every_operation_is() {
    let server = Server::start().await;
    assert_eq!(server.document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (path, item) in server.paths() {
        for operation in METHODS.iter().filter_map(|m| item.get(m)) {
            assert!(operation["summary"].is_string(), "{path} has no summary");
            assert!(operation["tags"].is_array(), "{path} has no tag");
            assert!(ids.insert(operation["operationId"].to_string()), "{path}: {} twice", operation["operationId"]);
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let in_path = parameters.iter().filter(|p| p["in"] == "path");
            assert_eq!(in_path.count(), path.matches('{').count(), "{path}: parts of the address");
        }
    }
    // Whatever is referred to is there.
    let text = server.document.to_string();
    for place in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(server.document.pointer(place).is_some(), "{place} is referred to and is not there");
    }
}

/// `BLESS=1 cargo test -p tickmark --test api` writes it again.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "a test has no command line of its own")]
async fn the_document_in_docs_is_up_to_date() {
    let server = Server::start().await;
    let served = server.send(request("GET", "/api/v1/openapi.json")).await.bytes;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &served).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    assert!(kept == served, "docs/openapi.json is old; write it again with BLESS=1");
}
