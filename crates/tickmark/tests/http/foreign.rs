//! Ids of another organisation, in every path and every field that takes an id: as unknown as any other, and nothing changes.

#![allow(clippy::disallowed_methods, reason = "the path of the manifest says where the API's document lies")]

mod assurance;
mod complete;
mod fields;
mod managed;
mod own;
mod paths;
mod queries;
mod registers;
mod underway;

use crate::matrix::bodies;
use crate::matrix::cast;
use crate::matrix::routes;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use cast::Cast;
use domain::command::Command;
use domain::values::{Position, Role};
use serde_json::Value;
use tower::ServiceExt;

/// Beta's own member, for whom everything that is refused for a stranger is taken.
pub(crate) const OWN: &str = "demo-b-member";
/// A member of alpha, whom beta does not know.
pub(crate) const STRANGER: &str = "demo-dora-member";

/// Both organisations; beta has a member and a position of its own.
pub(crate) fn both() -> Cast {
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    let bea = app.demo_actor("bea-beta");
    let roles = [Role::Contributor].into();
    app.change("beta", &bea, None, Command::InvitePerson { person: OWN.to_owned(), roles }).unwrap();
    app.change("beta", &app.demo_actor("b-member"), None, Command::ConfirmMembership).unwrap();
    let position = Position { title: "Own".to_owned(), duties: "keeps".to_owned(), reports_to: String::new() };
    app.change("beta", &bea, None, Command::SetPosition { id: "own-position".to_owned(), position }).unwrap();
    cast
}

/// Entries of alpha and of beta.
pub(crate) fn entries(cast: &Cast) -> (u64, u64) {
    (cast.entries(), cast.doors.app.entries("beta").unwrap())
}

/// Status and body of a call of beta's founder, who may everything that an owner and programme manager may.
pub(crate) async fn call(cast: &Cast, method: &str, path: &str, body: &Value) -> (u16, String) {
    call_of(cast, cast.cookies["bea-beta"].split_once('=').unwrap().1, method, path, body).await
}

/// Status and body of a call of whoever has this secret.
pub(crate) async fn call_of(cast: &Cast, secret: &str, method: &str, path: &str, body: &Value) -> (u16, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::IF_MATCH, "*")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let answer = cast.router.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}
