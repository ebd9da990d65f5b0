//! The document and the router are one: nothing undocumented answers, nothing documented is missing, everything wants
//! the token.

use super::server::{PROBLEM, Server, TOKEN, bare, request};
use axum::body::Body;
use axum::http::header;
use std::collections::BTreeSet;
use std::path::Path;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

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
    let (_, session) = server.member("Noor Haddad", &["owner"]).await;
    let cookie = format!("tickmark-session={session}");
    let operations = server.operations();
    assert!(operations.len() > 50, "{}", operations.len());
    for (method, template) in operations {
        let path = template.replace("{organisation}", "acme").replace(['{', '}'], "");
        let wrong = [
            bare(&method.to_uppercase(), &path),
            bare(&method.to_uppercase(), &path).header(header::AUTHORIZATION, "Bearer another"),
            bare(&method.to_uppercase(), &path).header(header::AUTHORIZATION, format!("Basic {TOKEN}")),
            // The cookie of a session opens the pages, not the API: a page elsewhere could send it.
            bare(&method.to_uppercase(), &path).header(header::COOKIE, &cookie),
        ];
        // The document itself may be read by who is signed in: it says nothing of any organisation.
        let wrong = wrong.into_iter().take(if path == "/api/v1/openapi.json" { 3 } else { 4 });
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
    for text in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api")) {
        routed.extend(routes(&text));
    }
    // The reference is a page for people.
    for page in ["/api/v1/", "/api/v1"] {
        assert!(routed.remove(&("get".to_owned(), page.to_owned())), "{page}");
    }
    assert_eq!(routed, documented);
}

/// The text of every source file of a folder.
fn sources(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder of sources").map(|file| file.expect("an entry").path());
    files
        .flat_map(|path| {
            if path.is_dir() { sources(&path) } else { vec![std::fs::read_to_string(path).expect("a source file")] }
        })
        .collect()
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

/// What a change of something that exists can be refused with, and what a client needs to make it once.
#[tokio::test(flavor = "multi_thread")]
async fn the_document_says_how_changes_are_made() {
    let server = Server::start().await;
    let mut contested = 0;
    for (path, item) in server.paths() {
        for (method, operation) in METHODS.iter().filter_map(|m| Some((m, item.get(m)?))) {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let takes = |name: &str| parameters.iter().any(|p| p["name"] == name);
            let says = |status: &str| operation["responses"].get(status).is_some();
            assert_eq!(takes("If-Match"), says("412") && says("428"), "{method} {path}");
            assert!(says("401") && says("403") && says("429") && says("421"), "{method} {path}");
            if takes("If-Match") {
                contested += 1;
                assert!(takes("Idempotency-Key"), "{method} {path}");
                assert!(operation["responses"]["200"]["headers"].get("ETag").is_some(), "{method} {path}");
            }
            // One's own rhythm of letters is said whole each time, and nobody else writes it.
            if (*method == "put" || *method == "delete") && path != "/api/v1/me/reminders" {
                assert!(takes("If-Match") && takes("Idempotency-Key"), "{method} {path}");
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                let place = response["$ref"].as_str().map(|place| place.trim_start_matches('#'));
                let response = place.and_then(|place| server.document.pointer(place)).unwrap_or(response);
                assert!(response["headers"].get("X-Request-Id").is_some(), "{method} {path} {status}");
            }
        }
    }
    assert!(contested > 25, "{contested}");
}

/// Every body in JSON has an example that fits its own schema.
#[tokio::test(flavor = "multi_thread")]
async fn every_body_has_an_example_that_fits() {
    let server = Server::start().await;
    let mut seen = 0;
    for (path, item) in server.paths() {
        for operation in METHODS.iter().filter_map(|m| item.get(m)) {
            let Some(shape) = operation["requestBody"]["content"]["application/json"].get("schema") else {
                continue;
            };
            let place = shape["$ref"].as_str().expect("a body has a schema of its own").trim_start_matches('#');
            let mut schema = server.document.pointer(place).expect(place).clone();
            let example = schema["example"].take();
            assert!(!example.is_null(), "{path}: {place} has no example");
            schema["components"] = server.document["components"].clone();
            let validator = jsonschema::validator_for(&schema).expect("a schema that can be read");
            let wrong: Vec<String> = validator.iter_errors(&example).map(|e| e.to_string()).collect();
            assert!(wrong.is_empty(), "{path}: {}", wrong.join("\n"));
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

/// `BLESS=1 cargo test -p tickmark --test http api::` writes it again.
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
