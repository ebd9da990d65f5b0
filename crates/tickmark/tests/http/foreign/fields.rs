//! In a body: every field that takes the id of a person, a control or a position.

use super::{OWN, STRANGER, both, call, entries};
use serde_json::{Value, json};

/// Operation, and its body around an id.
type Case = (&'static str, &'static str, fn(&str) -> Value);

/// The fields that hold a person's id.
const PERSONS: [Case; 6] = [
    ("PUT", "controls/OWN-1/owner", |id| json!({ "person": id })),
    (
        "POST",
        "waivers",
        |id| json!({ "rule": "SoD-2", "person": id, "reason": "small", "from": "2026-03-10", "until": "2026-06-10" }),
    ),
    (
        "POST",
        "deputies",
        |id| json!({ "principal": "demo-bea-beta", "deputy": id, "from": "2026-03-12", "until": "2026-03-20", "reason": "away" }),
    ),
    (
        "POST",
        "staff/access-requests",
        |id| json!({ "person": id, "system": "payroll", "level": "reader", "kind": "grant", "reason": "work" }),
    ),
    (
        "PUT",
        "sign-on",
        |id| json!({ "issuer": "https://id.example.org", "client_id": "x", "enforced": true, "break_glass": id }),
    ),
    ("POST", "deeds", |id| json!({ "kind": "erase_person", "person": id, "reason": "asked for" })),
];

/// The fields that hold the id of a control or a position.
const OBJECTS: [Case; 3] = [
    (
        "POST",
        "tokens",
        |id| json!({ "name": "collects", "kind": "collector", "actions": [], "controls": [id], "until": "2026-04-01" }),
    ),
    ("PUT", "staff/demo-b-member", |id| json!({ "position": id, "state": "candidate" })),
    ("PUT", "staff/positions/other", |id| json!({ "title": "Other", "duties": "keeps", "reports_to": id })),
];

async fn refused(cast: &super::Cast, case: &Case, id: &str) -> Option<String> {
    let (method, path, body) = case;
    let before = entries(cast);
    let (status, text) = call(cast, method, &format!("/api/v1/o/beta/{path}"), &body(id)).await;
    if entries(cast) != before {
        return Some(format!("{method} {path} with `{id}`: {status}, and something changed"));
    }
    let told = text.contains("Dora") || text.contains("dora@");
    (![404, 409, 422].contains(&status) || told).then(|| format!("{method} {path} with `{id}`: {status} {text}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_with_an_id_of_another_organisation_changes_nothing() {
    let cast = both();
    let own = json!({ "id": "OWN-1", "name": "Own", "status": "planned" });
    assert_eq!(call(&cast, "POST", "/api/v1/o/beta/controls", &own).await.0, 201);
    let mut wrong = Vec::new();
    for case in &PERSONS {
        wrong.extend(refused(&cast, case, STRANGER).await);
        // An id that nobody has is answered with the same words.
        let nobody = "demo-dora-memqer";
        let (method, path, body) = case;
        let path = format!("/api/v1/o/beta/{path}");
        let (theirs, nobodys) =
            (call(&cast, method, &path, &body(STRANGER)).await, call(&cast, method, &path, &body(nobody)).await);
        if theirs.0 != nobodys.0 || without_id(&theirs.1, STRANGER) != without_id(&nobodys.1, nobody) {
            wrong.push(format!("{method} {path}: a stranger and nobody differ\n{}\n{}", theirs.1, nobodys.1));
        }
    }
    for case in &OBJECTS {
        let id = if case.1 == "tokens" { "AC-2" } else { "engineer" };
        wrong.extend(refused(&cast, case, id).await);
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// An answer without what differs by itself: the id that was asked for, and the number of the request.
fn without_id(text: &str, id: &str) -> String {
    let mut value: Value = serde_json::from_str(&text.replace(id, "ID")).unwrap();
    if let Some(object) = value.as_object_mut() {
        object.remove("request");
    }
    value.to_string()
}

/// The same bodies with an own id are taken: it is the id for which the others are refused.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_fields_with_an_own_id_are_taken() {
    let cast = both();
    call(&cast, "POST", "/api/v1/o/beta/controls", &json!({ "id": "OWN-1", "name": "Own", "status": "planned" })).await;
    let mut wrong = Vec::new();
    let working = json!({ "position": "own-position", "state": "active", "joined": "2026-01-07" });
    let (status, text) = call(&cast, "PUT", &format!("/api/v1/o/beta/staff/{OWN}"), &working).await;
    assert!((200..300).contains(&status), "{status} {text}");
    // Erasing is for who has left.
    for (method, path, body) in PERSONS.iter().filter(|(_, path, _)| *path != "deeds").chain(&OBJECTS) {
        let id = match *path {
            "tokens" => "OWN-1",
            // The sealed account is an owner's.
            "sign-on" => "demo-bea-beta",
            path if path.starts_with("staff/") && path != "staff/access-requests" => "own-position",
            _ => OWN,
        };
        let (status, text) = call(&cast, method, &format!("/api/v1/o/beta/{path}"), &body(id)).await;
        if !(200..300).contains(&status) {
            wrong.push(format!("{method} {path} with `{id}`: {status} {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
