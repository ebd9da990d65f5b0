//! A server in process with two organisations, whose directories speak to it.

use app::ask::{At, PeopleOf};
use app::{App, Begun, Clock, Config, Visitor, Who};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use domain::command::Command;
use domain::registers::people::Member;
use domain::values::{Action, Directory, Profile, Role, TokenKind, TokenScope};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use tempfile::TempDir;
use tickmark::serve::{Doors, Reach, router};
use tower::ServiceExt;

/// 2026-03-02T09:00:00Z.
pub(crate) const START: i64 = 1_772_442_000_000_000;
pub(crate) const PASSWORD: &str = "nine purple herons at dusk";
pub(crate) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub(crate) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
}

impl Reply {
    pub(crate) fn id(&self) -> String {
        self.json["id"].as_str().unwrap_or_else(|| panic!("no id: {self:?}")).to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The error that it is, with its status and word.
    pub(crate) fn refused(&self, status: u16, word: Option<&str>) -> String {
        assert_eq!(self.status, status, "{}", self.json);
        assert_eq!(self.json["schemas"][0], "urn:ietf:params:scim:api:messages:2.0:Error", "{}", self.json);
        assert_eq!(self.json["status"], status.to_string(), "{}", self.json);
        assert_eq!(self.json["scimType"].as_str(), word, "{}", self.json);
        self.json["detail"].as_str().expect("every error says why").to_owned()
    }
}

pub(crate) struct Server {
    pub(crate) doors: Arc<Doors>,
    pub(crate) router: Router,
    pub(crate) owner: Who,
    pub(crate) token: String,
    pub(crate) clock: Clock,
    _folder: TempDir,
}

impl Server {
    /// Organisations `acme` and `beta`; the directory of `acme` has groups with roles.
    pub(crate) fn start() -> Server {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let clock = Clock::by_hand(START);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).expect("an empty folder opens");
        let owner = app.local_operator("cli").expect("the operator");
        for (slug, name) in [("acme", "Acme Cloud"), ("beta", "Beta Labs")] {
            let documents = app::library::documents(app::library::STARTING);
            app.create(slug, &owner, name, documents, Profile::default()).expect("an organisation");
        }
        let groups = [
            ("Security", Role::ControlOwner),
            ("Programme", Role::ProgrammeManager),
            ("Board", Role::Management),
            ("Audit", Role::InternalAuditor),
        ];
        let groups = groups.into_iter().map(|(name, role)| (name.to_owned(), [role].into())).collect();
        app.set_directory("acme", &owner, None, Some(Directory { groups })).expect("groups with roles");
        let doors = Doors::new(app, Reach::default());
        let mut server =
            Server { router: router(doors.clone()), doors, owner, token: String::new(), clock, _folder: folder };
        server.token = server.directory_token("acme");
        server
    }

    pub(crate) fn app(&self) -> &App {
        &self.doors.app
    }

    pub(crate) fn directory_token(&self, slug: &str) -> String {
        self.issued(slug, TokenKind::Directory, BTreeSet::new())
    }

    pub(crate) fn issued(&self, slug: &str, kind: TokenKind, actions: BTreeSet<Action>) -> String {
        self.issued_by(&self.owner, slug, kind, actions)
    }

    pub(crate) fn issued_by(&self, who: &Who, slug: &str, kind: TokenKind, actions: BTreeSet<Action>) -> String {
        let until = self.clock.today().saturating_add(jiff::Span::new().days(80));
        let scope = TokenScope { name: "a token".to_owned(), kind, actions, controls: BTreeSet::new(), until };
        self.app().issue_token(slug, who, None, scope).expect("a token").secret
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send("POST", path, Some(body), &[]).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.send("PUT", path, Some(body), &[]).await
    }

    pub(crate) async fn patch(&self, path: &str, operations: Value) -> Reply {
        self.send("PATCH", path, Some(operations_of(operations)), &[]).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None, &[]).await
    }

    /// Sends with the directory's token, below the address of `acme`.
    pub(crate) async fn send(&self, method: &str, path: &str, body: Option<Value>, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("/scim/v2/o/acme{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if headers.iter().all(|(name, _)| *name != "authorization") {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
        let request = request.header(header::CONTENT_TYPE, "application/scim+json").body(body);
        self.raw(request.expect("a request")).await
    }

    pub(crate) async fn raw(&self, mut request: Request<Body>) -> Reply {
        request.headers_mut().insert(header::HOST, header::HeaderValue::from_static("localhost:7390"));
        let response = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 64 * 1024 * 1024).await.expect("a whole body");
        Reply { status, headers, json: serde_json::from_slice(&bytes).unwrap_or_default() }
    }

    /// Adds an active user.
    pub(crate) async fn join(&self, name: &str) -> String {
        let reply = self.post("/Users", user(name)).await;
        assert_eq!(reply.status, 201, "{}", reply.json);
        reply.id()
    }

    /// Adds a group with these members.
    pub(crate) async fn group(&self, name: &str, members: &[&str]) -> String {
        let members: Vec<Value> = members.iter().map(|id| json!({ "value": id })).collect();
        let reply = self.post("/Groups", json!({ "schemas": [GROUP], "displayName": name, "members": members })).await;
        assert_eq!(reply.status, 201, "{}", reply.json);
        reply.id()
    }

    pub(crate) fn member(&self, person: &str) -> Member {
        self.member_in("acme", person).expect("a member")
    }

    pub(crate) fn member_in(&self, slug: &str, person: &str) -> Option<Member> {
        let people = self.app().ask(slug, &self.owner, At::default(), &PeopleOf).expect("people");
        people.value.members.get(person).cloned()
    }

    pub(crate) fn roles(&self, person: &str) -> Vec<&'static str> {
        self.member(person).roles.iter().map(|role| role.id()).collect()
    }

    /// The invited person accepts, and is signed in.
    pub(crate) fn accept(&self, slug: &str, person: &str) -> Begun {
        let link = self.app().invite_again(slug, &self.owner, person).expect("a link");
        let visitor = Visitor::default();
        self.app().accept_as_new(&link, "Chosen Name", PASSWORD, &visitor).expect("the invitation is accepted")
    }

    pub(crate) fn who(&self, begun: &Begun) -> Option<Who> {
        self.app().who_by_session(&begun.session).expect("sessions can be read")
    }

    /// Somebody does something in person.
    pub(crate) fn by_hand(&self, slug: &str, command: Command) {
        self.app().change(slug, &self.owner, None, command).expect("the owner may");
    }
}

/// A user of this first name, active, with an address for work.
pub(crate) fn user(name: &str) -> Value {
    let address = format!("{}@acme.example", name.to_lowercase());
    json!({
        "schemas": [USER],
        "userName": address,
        "externalId": format!("ext-{name}"),
        "active": true,
        "displayName": format!("{name} Jensen"),
        "name": { "givenName": name, "familyName": "Jensen" },
        "emails": [{ "value": address, "type": "work", "primary": true }],
    })
}

pub(crate) fn with(mut value: Value, name: &str, other: impl Into<Value>) -> Value {
    value[name] = other.into();
    value
}

pub(crate) fn operations_of(operations: Value) -> Value {
    json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations })
}

pub(crate) fn set_active(active: impl Into<Value>) -> Value {
    json!([{ "op": "replace", "path": "active", "value": active.into() }])
}
