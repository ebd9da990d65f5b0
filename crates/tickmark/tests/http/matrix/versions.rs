//! Every operation that changes something which is there: against the version that was read, and once for each key.

use super::bodies::document;
use super::cast::{Cast, HOLDERS};
use super::changes::{address, call_with, operations};
use super::expected::may;
use axum::http::{HeaderName, header};
use serde_json::Value;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Does the document say that an operation takes this header?
fn takes(document: &Value, method: &str, pattern: &str, name: &str) -> bool {
    let parameters = document["paths"][pattern][method.to_lowercase()]["parameters"].as_array();
    parameters.is_some_and(|all| all.iter().any(|one| one["name"] == name))
}

/// Operations that take this header, each with somebody who may.
fn taking<'a>(
    document: &'a Value,
    name: &'a str,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> + 'a {
    let whoever = |what| HOLDERS.iter().find(|held| may(held, what)).map(|held| held.name);
    operations()
        .filter(move |(method, pattern, _)| takes(document, method, pattern, name))
        .filter_map(move |(method, pattern, what)| Some((method, pattern, whoever(what)?)))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_against_another_version_or_against_none() {
    let (cast, document) = (Cast::gathered(), document());
    let before = cast.entries();
    let mut held = before;
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for (method, pattern, who) in taking(&document, "If-Match") {
        let path = address(&cast, pattern);
        let old = [(header::IF_MATCH, "\"999999\"")];
        let (status, text) = call_with(&cast, &document, who, (method, pattern), &path, &old).await;
        if status != 412 {
            wrong.push(format!("{method} {pattern} as {who} against another version: {status}, expected 412: {text}"));
        }
        // What is not there yet needs no version.
        if !FIRST.contains(&(method, pattern)) {
            let (status, text) = call_with(&cast, &document, who, (method, pattern), &path, &[]).await;
            if status != 428 {
                wrong.push(format!("{method} {pattern} as {who} against none: {status}, expected 428: {text}"));
            }
        }
        asked += 1;
        if cast.entries() != held {
            held = cast.entries();
            wrong.push(format!("{method} {pattern} as {who}: something was changed"));
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cast.entries(), before, "something was changed");
    assert!(asked > 130, "only {asked} operations were asked");
}

/// What is not there in the cast: the first call makes it, or is told that it is not there.
const FIRST: &[(&str, &str)] = &[
    ("PUT", "/api/v1/o/{organisation}/management-review-interval"),
    ("PUT", "/api/v1/o/{organisation}/public-statement"),
    ("DELETE", "/api/v1/o/{organisation}/controls/{control}/life/{step}"),
    ("DELETE", "/api/v1/o/{organisation}/directory"),
    ("DELETE", "/api/v1/o/{organisation}/sign-on"),
    ("DELETE", "/api/v1/o/{organisation}/steps/{control}/{step}"),
    ("PUT", "/api/v1/o/{organisation}/engagements/{engagement}/opinion"),
    ("PUT", "/api/v1/o/{organisation}/bridge-letters/{letter}"),
    ("POST", "/api/v1/o/{organisation}/bridge-letters/{letter}/signature"),
    ("POST", "/api/v1/o/{organisation}/bridge-letters/{letter}/sendings"),
    ("PUT", "/api/v1/o/{organisation}/sampling-choice"),
    ("PUT", "/api/v1/o/{organisation}/sampling-profiles/{profile}"),
    ("POST", "/api/v1/o/{organisation}/packages/{package}/withdrawal"),
    ("PUT", "/api/v1/o/{organisation}/evidence-retention/{framework}"),
    ("POST", "/api/v1/o/{organisation}/inheritance/{control}/withdrawal"),
    ("PUT", "/api/v1/o/{organisation}/assessments/{item}"),
    ("PUT", "/api/v1/o/{organisation}/columns/{name}"),
    ("PUT", "/api/v1/o/{organisation}/controls/{control}/life/{step}"),
    ("PUT", "/api/v1/o/{organisation}/controls/{control}/operation"),
    ("PUT", "/api/v1/o/{organisation}/nonconformity-rules"),
    ("PUT", "/api/v1/o/{organisation}/risk-simulation"),
    ("PUT", "/api/v1/o/{organisation}/holidays"),
    ("PUT", "/api/v1/o/{organisation}/directory"),
    ("PUT", "/api/v1/o/{organisation}/inheritance/{control}"),
    ("PUT", "/api/v1/o/{organisation}/sign-on"),
    ("PUT", "/api/v1/o/{organisation}/service-facts"),
    ("PUT", "/api/v1/o/{organisation}/steps/{control}/{step}"),
    ("PUT", "/api/v1/o/{organisation}/suggestions/{suggestion}/decision"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_makes_every_change_once() {
    let (cast, document) = (Cast::gathered(), document());
    let (mut wrong, mut made) = (Vec::new(), 0);
    for (at, (method, pattern, who)) in taking(&document, "Idempotency-Key").enumerate() {
        let path = address(&cast, pattern);
        let key = format!("key-of-operation-{at}");
        let heads = [(header::IF_MATCH, "*"), (KEY, key.as_str())];
        let (status, text) = call_with(&cast, &document, who, (method, pattern), &path, &heads).await;
        if !(200..300).contains(&status) {
            continue;
        }
        made += 1;
        let entries = cast.entries();
        let again = call_with(&cast, &document, who, (method, pattern), &path, &heads).await;
        let receipt = |text: &str| {
            let value: Value = serde_json::from_str(text).unwrap();
            (value.pointer("/first_entry").or(value.pointer("/receipt/first_entry")).cloned(), value["object"].clone())
        };
        if again.0 != status || receipt(&again.1) != receipt(&text) || cast.entries() != entries {
            wrong.push(format!("{method} {pattern} as {who}: {status} {text}, and then {} {}", again.0, again.1));
        }
    }
    assert!(wrong.is_empty(), "{} of {made}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(made > 60, "only {made} changes were made");
}
