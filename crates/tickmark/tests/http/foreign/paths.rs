//! In the address: what the API documents, and what the pages post to.

use super::assurance::OBJECTS as OF_ASSURANCE;
use super::routes::PAGES;
use super::{both, call, entries};
use serde_json::{Value, json};
use std::path::Path;

/// Names in an address that stand for an object of the organisation, and an id that nobody has.
pub(super) const OBJECTS: [(&str, &str); 9] = [
    ("control", "AC-77"),
    ("deed", "deed-0000000000000000"),
    ("deputy", "deputy-0000000000000000"),
    ("grant", "grant-0000000000000000"),
    ("person", "person-0000000000000000"),
    ("request", "access-0000000000000000"),
    ("token", "token-0000000000000000"),
    ("waiver", "waiver-0000000000000000"),
    ("webhook", "webhook-0000000000000000"),
];

/// Objects that pages name otherwise than the API.
const OF_PAGES: [&str; 6] =
    ["/controls/{id}", "/deeds/{id}", "/waivers/{id}", "/evidence/{item}", "/testing/{object}", "/{report}"];

/// Forms with a list that waits until whoever sent it has looked at its preview; nothing is kept of it before.
const LOOKED_AT: [&str; 1] = ["/o/{organisation}/engagements/{engagement}/populations/import"];

/// One body that every operation finds what it needs in would be refused for what it does not know; each has its own.
fn body(method: &str, path: &str) -> Value {
    let ending = path.rsplit('/').next().unwrap_or_default();
    if path.contains("/audit-requests/") {
        return match ending {
            "{request}" => json!({ "title": "Mine", "due": "2026-03-20" }),
            "due-decisions" => json!({ "agreed": true }),
            "due-proposals" => json!({ "due": "2026-03-20", "reason": "mine" }),
            "submissions" => json!({ "text": "mine" }),
            _ => json!({ "reason": "mine" }),
        };
    }
    if path.ends_with("/auditors/{person}") {
        return if method == "PUT" {
            json!({ "items": ["4.1"], "competence": "mine" })
        } else {
            json!({ "reason": "mine" })
        };
    }
    match (method, ending) {
        ("PUT", "{control}") => json!({ "name": "Mine", "status": "planned" }),
        ("PUT", "{item}") => json!({ "reason": "it does" }),
        ("PUT", "owner") => json!({ "person": super::OWN }),
        ("PUT", "roles") => json!({ "roles": ["contributor"], "reason": "mine" }),
        ("PUT", "{person}") => json!({ "position": "own-position", "state": "candidate" }),
        ("PUT", "{webhook}") => json!({ "url": "https://hooks.example.org/mine", "events": [], "active": true }),
        ("POST", "checks") => json!({ "check": "training", "on": "2026-03-03" }),
        ("POST", "completion") => json!({ "on": "2026-03-03" }),
        ("POST", "decision") => json!({ "approved": true, "reason": "mine" }),
        ("POST", "resumption") => json!({ "skip": false }),
        ("POST", "retirement" | "withdrawal" | "end" | "suspension" | "closing") => json!({ "reason": "mine" }),
        _ => json!({}),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_an_id_of_another_organisation_is_as_unknown_as_any_other() {
    let cast = both();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let document: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (before, mut wrong, mut asked) = (entries(&cast), Vec::new(), 0);
    for (pattern, item) in document["paths"].as_object().unwrap() {
        // What inherits, and what has steps, are controls of Annex A, which everybody has.
        let library = ["/inheritance/", "/steps/", "/assessments/"].iter().any(|part| pattern.contains(part));
        let object = OBJECTS.iter().find(|(name, _)| pattern.contains(&format!("{{{name}}}")));
        let Some((name, nobody)) = object.filter(|_| pattern.contains("/o/{organisation}/") && !library) else {
            continue;
        };
        for method in
            item.as_object().unwrap().keys().filter(|m| ["get", "post", "put", "delete"].contains(&m.as_str()))
        {
            let method = method.to_uppercase();
            let with = |id: &str| {
                let path = pattern.replace("{organisation}", "beta").replace(&format!("{{{name}}}"), id);
                cast.path(&path.replace("{framework}", "iso27001-2022"))
            };
            let (own, nobody) = match pattern.contains("/audit-requests/") {
                true => (&cast.ids["audit_request"], "AQ-99"),
                false => (&cast.ids[name], *nobody),
            };
            let (theirs, nobodys) = (with(own), with(nobody));
            let body = body(&method, pattern);
            let (status, text) = call(&cast, &method, &theirs, &body).await;
            let (unknown, _) = call(&cast, &method, &nobodys, &body).await;
            asked += 1;
            // Some are refused before it is asked what the id stands for: who never approves waivers, and what is an
            // external auditor's alone.
            let expected = match pattern.trim_start_matches("/api/v1/o/{organisation}/") {
                "waivers/{waiver}/approval" => 403,
                path if path.starts_with("audit-requests/{request}/")
                    && ["acceptance", "due-decisions", "returns"].iter().any(|end| path.ends_with(end)) =>
                {
                    403
                }
                _ => 404,
            };
            if status != expected || unknown != status {
                wrong.push(format!("{method} {theirs}: {status} (an unknown one: {unknown}) {text}"));
            }
        }
    }
    assert!(asked > 30, "only {asked} operations take an id");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(entries(&cast), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_posted_for_an_object_of_another_organisation_changes_nothing() {
    let cast = both();
    let (before, mut wrong, mut asked) = (entries(&cast), Vec::new(), 0);
    for (method, pattern, _, form) in PAGES.iter().filter(|(method, ..)| *method == "POST") {
        let object = OBJECTS.iter().chain(&OF_ASSURANCE).any(|(name, _)| pattern.contains(&format!("{{{name}}}")))
            || OF_PAGES.iter().any(|part| pattern.contains(part));
        if !object || !pattern.contains("/o/{organisation}/") || pattern.contains("/inheritance/") {
            continue;
        }
        let path = cast.path(&pattern.replace("{organisation}", "beta"));
        let (status, _) = cast.ask(Some("bea-beta"), method, &path, form).await;
        asked += 1;
        // A form is refused where it stands, in words; what it is about is not there. A list is looked at first: its
        // preview says so.
        let looked_at = status == 303 && LOOKED_AT.contains(pattern);
        if !(400..500).contains(&status) && !looked_at {
            wrong.push(format!("POST {path}: {status}"));
        }
        if entries(&cast) != before {
            wrong.push(format!("POST {path}: {status}, and something changed"));
            break;
        }
    }
    assert!(asked > 160, "only {asked} forms are about an object");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
