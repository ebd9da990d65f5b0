//! A server in process, and answers that are held against the document.

use app::{App, Clock, Config};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;
use tickmark::serve::{Doors, router};
use tower::ServiceExt;

pub(crate) const TOKEN: &str = "the token of this start";
/// 2026-03-02T09:00:00Z.
pub(crate) const START: i64 = 1_772_442_000_000_000;
pub(crate) const DAY: i64 = 24 * 3600 * 1_000_000;
pub(crate) const PROBLEM: &str = "application/problem+json";

pub(crate) struct Server {
    pub(crate) router: Router,
    pub(crate) doors: Arc<Doors>,
    pub(crate) clock: Clock,
    pub(crate) document: Value,
    pub(crate) folder: TempDir,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) json: Value,
}

impl Server {
    /// An empty installation.
    pub(crate) async fn start() -> Server {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let clock = Clock::by_hand(START);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).expect("an empty folder opens");
        let doors = Doors::of_demonstration(app, TOKEN);
        let mut server = Server { router: router(doors.clone()), doors, clock, document: Value::Null, folder };
        let reply = server.send(request("GET", "/api/v1/openapi.json")).await;
        assert_eq!(reply.status, 200);
        server.document = reply.json;
        server
    }

    /// An installation with the organisation `acme`: security and availability, in the cloud.
    pub(crate) async fn with_acme() -> Server {
        let server = Server::start().await;
        let profile = json!({ "categories": ["security", "availability"], "services": ["Acme Cloud"] });
        let acme = json!({ "slug": "acme", "name": "Acme Cloud", "profile": profile });
        let begun = server.post("/api/v1/organisations", &acme).await;
        assert_eq!(begun.status, 201, "{}", begun.json);
        server
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.call("GET", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.call("POST", path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        self.call("PUT", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.call("DELETE", path, None).await
    }

    async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Reply {
        self.with(TOKEN, &[("if-match", "*")], method, path, body).await
    }

    /// A call by somebody else.
    pub(crate) async fn by(&self, token: &str, method: &str, path: &str, body: Option<&Value>) -> Reply {
        self.with(token, &[("if-match", "*")], method, path, body).await
    }

    /// A call with headers.
    pub(crate) async fn with(
        &self,
        token: &str,
        headers: &[(&'static str, &str)],
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Reply {
        let mut request = request(method, path);
        let bearer = format!("Bearer {token}").parse().expect("a token in ASCII");
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header in ASCII"));
        }
        if let Some(body) = body {
            request.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
            *request.body_mut() = Body::from(body.to_string());
        }
        self.checked(request).await
    }

    /// Invites somebody to acme and lets them accept: their id, and the secret of the session that they get with it.
    pub(crate) async fn member(&self, name: &str, roles: &[&str]) -> (String, String) {
        let email = format!("{}@acme.example", name.to_lowercase().replace(' ', "."));
        let body = json!({ "name": name, "email": email, "roles": roles });
        let invited = self.post("/api/v1/o/acme/people", &body).await;
        assert_eq!(invited.status, 201, "{}", invited.json);
        (invited.json["person"].as_str().expect("an id").to_owned(), self.accepts(&invited, name))
    }

    /// Lets the person of an invitation choose a password and accept.
    pub(crate) fn accepts(&self, invited: &Reply, name: &str) -> String {
        let secret = invited.json["secret"].as_str().expect("a secret");
        let visitor = app::Visitor { address: "192.0.2.7".to_owned(), ..app::Visitor::default() };
        let begun = self.doors.app.accept_as_new(secret, name, "a long sentence of my own", &visitor);
        begun.expect("a good password").session
    }

    /// A token that may do what is named.
    pub(crate) async fn token(&self, actions: &[&str]) -> String {
        let body = json!({ "name": "a test", "actions": actions });
        let issued = self.post("/api/v1/o/acme/tokens", &body).await;
        assert_eq!(issued.status, 201, "{}", issued.json);
        issued.json["secret"].as_str().expect("a secret").to_owned()
    }

    /// Sends a body of any type.
    pub(crate) async fn send_file(&self, path: &str, kind: &str, bytes: impl Into<Body>) -> Reply {
        let mut request = request("POST", path);
        request.headers_mut().insert(header::IF_MATCH, header::HeaderValue::from_static("*"));
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().expect("a media type"));
        *request.body_mut() = bytes.into();
        self.checked(request).await
    }

    /// Sends a form with a file and fields beside it.
    pub(crate) async fn send_form(&self, path: &str, file: (&str, &[u8]), fields: &[(&str, &str)]) -> Reply {
        let (kind, body) = form(file, fields);
        self.send_file(path, &kind, body).await
    }

    /// Sends a form with a file as somebody else.
    pub(crate) async fn send_form_by(&self, token: &str, path: &str, file: (&str, &[u8])) -> Reply {
        let (kind, body) = form(file, &[]);
        let mut request = request("POST", path);
        let bearer = format!("Bearer {token}").parse().expect("a token in ASCII");
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().expect("a media type"));
        *request.body_mut() = body.into();
        self.checked(request).await
    }

    /// Puts a form with a file and fields beside it in the place of what was there.
    pub(crate) async fn put_form(&self, path: &str, file: (&str, &[u8]), fields: &[(&str, &str)]) -> Reply {
        let (kind, body) = form(file, fields);
        let mut request = request("PUT", path);
        request.headers_mut().insert(header::IF_MATCH, header::HeaderValue::from_static("*"));
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().expect("a media type"));
        *request.body_mut() = body.into();
        self.checked(request).await
    }

    /// Sends a request and holds the answer against the document.
    pub(crate) async fn checked(&self, request: Request<Body>) -> Reply {
        let (method, path) = (request.method().as_str().to_lowercase(), request.uri().path().to_owned());
        let reply = self.send(request).await;
        self.hold(&method, &path, &reply);
        reply
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 64 * 1024 * 1024).await.expect("a whole body").to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Reply { status, headers, bytes, json }
    }

    fn hold(&self, method: &str, path: &str, reply: &Reply) {
        let (_, item) = self.paths().find(|(template, _)| matches(template, path)).expect(path);
        let Some(operation) = item.get(method) else {
            assert_eq!(reply.status, 405, "{method} {path}");
            return;
        };
        let named = operation["responses"].get(reply.status.to_string());
        let named = named.unwrap_or_else(|| panic!("{method} {path}: {} is not named: {}", reply.status, reply.json));
        let response = match named["$ref"].as_str() {
            Some(place) => self.document.pointer(place.trim_start_matches('#')).expect(place),
            None => named,
        };
        assert_eq!(reply.header("x-request-id").len(), 16, "{method} {path}: every answer has an id");
        let tagged = response["headers"].get("ETag").is_some();
        assert!(tagged || !reply.headers.contains_key("etag"), "{method} {path}: ETag is not named");
        let kind = reply.header("content-type");
        let kind = kind.split(';').next().unwrap_or_default();
        let content = response["content"].as_object().expect("every answer has a body");
        let described = content.get(kind).unwrap_or_else(|| panic!("{method} {path}: {kind} is not named"));
        if !kind.ends_with("json") {
            return;
        }
        let mut schema = described["schema"].clone();
        let whole = schema.as_object_mut().expect("a schema");
        whole.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        whole.insert("components".to_owned(), self.document["components"].clone());
        if path != "/api/v1/openapi.json" {
            whole.insert("unevaluatedProperties".to_owned(), false.into());
        }
        let validator = jsonschema::validator_for(&schema).expect("a schema that can be read");
        let wrong: Vec<String> =
            validator.iter_errors(&reply.json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{method} {path} {}: {}", reply.status, wrong.join("\n"));
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.document["paths"].as_object().expect("paths").iter()
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|v| v.to_str().expect("a header in ASCII").to_owned()).unwrap_or_default()
    }

    /// Asserts a refusal in problem details and answers its code.
    pub(crate) fn refused(&self, status: u16) -> &str {
        assert_eq!(self.status, status, "{}", self.json);
        assert_eq!(self.header("content-type"), PROBLEM);
        assert_eq!(self.json["status"], status);
        assert!(self.json["detail"].as_str().is_some_and(|d| !d.is_empty()), "{}", self.json);
        self.json["code"].as_str().expect("a code")
    }

    /// Asserts a change and answers the number of its last entry.
    pub(crate) fn changed(&self) -> u64 {
        assert!(self.status == 200 || self.status == 201, "{} {}", self.status, self.json);
        self.json["last_entry"].as_u64().expect("a receipt")
    }

    /// A list of words in the answer.
    pub(crate) fn words(&self, field: &str) -> Vec<&str> {
        self.json[field].as_array().expect(field).iter().map(|w| w.as_str().expect("a word")).collect()
    }
}

/// A request with the token.
pub(crate) fn request(method: &str, path: &str) -> Request<Body> {
    bare(method, path)
        .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
        .body(Body::empty())
        .expect("an address that can be written")
}

/// A request without the token.
pub(crate) fn bare(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:7390")
}

fn form((name, bytes): (&str, &[u8]), fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    let line = "----a-line-that-stands-in-no-file";
    let mut body = Vec::new();
    for (field, value) in fields {
        let head = format!("--{line}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    let head = format!("--{line}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{line}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={line}"), body)
}

/// Does an address fit a template such as `/api/v1/o/{organisation}/gap`? The literal ones come first in the document's
/// order, and no template here competes with a literal.
pub(crate) fn matches(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len() && template.iter().zip(&path).all(|(t, p)| t.starts_with('{') || t == p)
}
