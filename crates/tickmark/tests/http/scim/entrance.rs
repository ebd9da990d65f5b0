//! Who may speak for the directory, and what is refused before anything is read.

use super::server::{START, Server, user};
use app::ask::{At, TheDoors};
use axum::body::Body;
use axum::http::Request;
use domain::command::Command;
use domain::values::{Action, Role, TokenKind};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn only_a_token_of_kind_directory_opens_the_door() {
    let server = Server::start();
    let api = server.issued("acme", TokenKind::Api, [Action::ReadPeople].into());
    let last = if server.token.ends_with('a') { 'b' } else { 'a' };
    let wrong = format!("{}{last}", &server.token[..server.token.len() - 1]);
    for bearer in [String::new(), "Bearer".into(), format!("Bearer {api}"), format!("Bearer {wrong}"), "Basic x".into()]
    {
        let reply = server.send("GET", "/Users", None, &[("authorization", bearer.as_str())]).await;
        reply.refused(401, None);
        assert!(reply.header("www-authenticate").starts_with("Bearer"), "{bearer}");
    }
    assert_eq!(server.get("/Users").await.status, 200);
}

#[tokio::test]
async fn a_token_is_bound_to_one_organisation_and_learns_nothing_of_another() {
    let server = Server::start();
    let beta = format!("Bearer {}", server.directory_token("beta"));
    let id = server.join("Barbara").await;
    for path in ["/Users", "/ServiceProviderConfig", &format!("/Users/{id}"), "/Users/nobody"] {
        let foreign = server.send("GET", path, None, &[("authorization", &beta)]).await.refused(404, None);
        let request = Request::get(format!("/scim/v2/o/nowhere{path}")).header("authorization", &beta);
        let unknown = server.raw(request.body(Body::empty()).expect("a request")).await.refused(404, None);
        assert_eq!(foreign, unknown, "{path}");
    }
    let posted = server.send("POST", "/Users", Some(user("Eve")), &[("authorization", &beta)]).await;
    posted.refused(404, None);
    let in_beta = Request::get(format!("/scim/v2/o/beta/Users/{id}")).header("authorization", &beta);
    server.raw(in_beta.body(Body::empty()).expect("a request")).await.refused(404, None);
    assert_eq!(server.get("/Users").await.json["totalResults"], 1);
}

#[tokio::test]
async fn a_token_is_worth_what_its_owner_may_at_the_moment() {
    let server = Server::start();
    let second = server.app().demo_actor("second-owner");
    let (person, reason) = (second.id().to_owned(), "a change".to_owned());
    server.by_hand("acme", Command::InvitePerson { person: person.clone(), roles: [Role::Owner].into() });
    server.app().change("acme", &second, None, Command::ConfirmMembership).expect("confirmed");
    let theirs = format!("Bearer {}", server.issued_by(&second, "acme", TokenKind::Directory, BTreeSet::new()));
    let headers = [("authorization", theirs.as_str())];
    let joined = server.send("POST", "/Users", Some(user("Barbara")), &headers).await;
    assert_eq!(joined.status, 201, "{}", joined.json);
    let path = format!("/Users/{}", joined.id());
    let entries = || server.app().entries("acme").expect("a number");
    for (role, may_read) in [(Role::ProgrammeManager, 200), (Role::Contributor, 403)] {
        let roles = [role].into();
        server.by_hand("acme", Command::SetRoles { person: person.clone(), roles, reason: reason.clone() });
        let before = entries();
        assert_eq!(server.send("GET", &path, None, &headers).await.status, may_read, "{}", role.id());
        for (method, body) in [("PUT", Some(user("Barbara"))), ("DELETE", None)] {
            server.send(method, &path, body, &headers).await.refused(403, None);
        }
        server.send("POST", "/Users", Some(user("Late")), &headers).await.refused(403, None);
        assert_eq!(entries(), before);
    }
    server.by_hand("acme", Command::EndMembership { person, reason });
    server.send("GET", &path, None, &headers).await.refused(401, None);
    // The directory goes on with the token of another owner.
    assert_eq!(server.get(&path).await.status, 200);
}

#[tokio::test]
async fn a_revoked_token_and_one_that_is_over_open_nothing() {
    let server = Server::start();
    let second = format!("Bearer {}", server.directory_token("acme"));
    let doors = server.app().ask("acme", &server.owner, At::default(), &TheDoors).expect("doors");
    for id in doors.value.tokens.keys().take(1) {
        server.app().revoke_token("acme", &server.owner, None, id).expect("revoked");
    }
    let both = [server.get("/Users").await.status, status(&server, &second).await];
    assert!(both == [200, 401] || both == [401, 200], "{both:?}");
    server.clock.set(START + 81 * 86_400_000_000);
    server.get("/Users").await.refused(401, None);
    assert_eq!(status(&server, &second).await, 401);
}

async fn status(server: &Server, bearer: &str) -> u16 {
    server.send("GET", "/Users", None, &[("authorization", bearer)]).await.status
}

#[tokio::test]
async fn what_is_not_offered_says_so() {
    let server = Server::start();
    server.get("/Me").await.refused(501, None);
    assert!(server.post("/Bulk", json!({ "Operations": [] })).await.refused(501, None).contains("not supported"));
    let config = server.get("/ServiceProviderConfig").await.json;
    assert_eq!(config["bulk"], json!({ "supported": false, "maxOperations": 0, "maxPayloadSize": 0 }));
    assert_eq!((&config["patch"]["supported"], &config["etag"]["supported"]), (&json!(true), &json!(true)));
    assert_eq!(config["filter"], json!({ "supported": true, "maxResults": 200 }));
    server.get("/Nothing").await.refused(404, None);
    server.get("/Users/a/b").await.refused(404, None);
    for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes"] {
        let reply = server.post(path, json!({})).await;
        reply.refused(405, None);
        assert_eq!(reply.header("allow"), "GET");
        server.get(&format!("{path}?filter=id%20pr")).await.refused(403, None);
    }
}

#[tokio::test]
async fn a_body_is_capped_typed_and_an_object() {
    let server = Server::start();
    let mut large = user("Large");
    large["nickName"] = Value::String("x".repeat(256 * 1024));
    server.post("/Users", large).await.refused(413, None);
    server.send("POST", "/Users", Some(json!([])), &[]).await.refused(400, Some("invalidSyntax"));
    let send = |kind: &'static str, body: &'static str| {
        let request = Request::post("/scim/v2/o/acme/Users").header("content-type", kind);
        request.header("authorization", format!("Bearer {}", server.token)).body(Body::from(body)).expect("a request")
    };
    server.raw(send("text/plain", "{}")).await.refused(415, None);
    server.raw(send("application/json", "{\"userName\":")).await.refused(400, Some("invalidSyntax"));
    let reply = server.raw(send("application/json; charset=utf-8", r#"{"userName":"plain@acme.example"}"#)).await;
    assert_eq!((reply.status, reply.header("content-type")), (201, "application/scim+json"), "{}", reply.json);
}

#[tokio::test]
async fn values_that_cannot_be_are_refused_and_nothing_is_begun() {
    let server = Server::start();
    let entries = server.app().entries("acme").expect("a number");
    for (name, value) in [
        ("userName", json!("")),
        ("userName", json!(7)),
        ("userName", json!("x".repeat(201))),
        ("active", json!("perhaps")),
        ("emails", json!([{ "value": "no address" }])),
        ("emails", json!([{ "value": "a@b.example", "primary": true }, { "value": "c@b.example", "primary": true }])),
        ("displayName", json!("line\nbreak")),
        ("schemas", json!(["urn:ietf:params:scim:schemas:core:2.0:Group"])),
    ] {
        let reply = server.post("/Users", super::server::with(user("Wrong"), name, value.clone())).await;
        reply.refused(400, Some("invalidValue"));
        assert_eq!(server.app().entries("acme").expect("a number"), entries, "{name}: {value}");
    }
    let nobody = json!({ "userName": "no-address" });
    assert!(server.post("/Users", nobody).await.refused(400, Some("invalidValue")).contains("address"));
}
