//! Registers through the API: entries added, changed against the version that was read, moved, with lines, and in lists.

use super::server::{Reply, Server, TOKEN};
use serde_json::json;

const ALL: &str = "/api/v1/o/acme/registers";

/// Acme with an asset: `AST-1`.
async fn firm() -> Server {
    let server = Server::with_acme().await;
    let body = json!({ "fields": { "title": "Laptop", "kind": "hardware", "owner": "me" } });
    let added = server.post(&format!("{ALL}/assets"), &body).await;
    assert_eq!(added.status, 201, "{}", added.json);
    assert_eq!(added.headers["location"], format!("{ALL}/assets/AST-1"));
    server
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r239_an_entry_is_changed_and_moved_against_the_version_that_was_read() {
    let server = firm().await;
    let one = format!("{ALL}/assets/AST-1");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["state"]), (200, &json!("registered")), "{}", before.json);
    assert_eq!(before.json["next"][0]["lacks"], json!(["classification"]), "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let body = json!({ "fields": { "classification": "internal" }, "reason": "looked at" });
    let send = async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "PUT", &one, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    assert_eq!(server.post(&format!("{one}/state"), &json!({ "state": "classified" })).await.status, 200);
    let lacks = server.post(&format!("{one}/state"), &json!({ "state": "in_use" })).await;
    assert_eq!(code(&lacks), (422, "not_possible"), "{}", lacks.json);
    let wrong = server.put(&one, &json!({ "fields": { "kind": { "a": 1 } } })).await;
    assert_eq!(code(&wrong), (422, "not_possible"), "{}", wrong.json);
    let wrong = server.put(&one, &json!({ "fields": { "colour": "red" } })).await;
    assert!(wrong.json.to_string().contains("no field `colour`"), "{}", wrong.json);
    assert_eq!(server.get(&format!("{ALL}/incidents/AST-1")).await.status, 404);
    assert_eq!(server.get(&format!("{ALL}/assetz")).await.status, 404);
    assert_eq!(server.post(&format!("{one}/lines"), &json!({ "fields": {} })).await.status, 422);
    assert_eq!(server.post(&format!("{one}/ending"), &json!({ "reason": "twice" })).await.status, 200);
    let page = server.get(&format!("{ALL}/assets?ended=true")).await.json;
    assert_eq!((&page["rows"][0]["ended"], &page["matching"]), (&json!("twice"), &json!(1)), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn registers_are_listed_with_what_is_missing_and_lines_are_added() {
    let server = firm().await;
    let all = server.get(ALL).await.json;
    assert_eq!(all["registers"].as_array().unwrap().len(), 17, "{all}");
    assert!(all["findings"].as_array().unwrap().iter().any(|one| one["register"] == "climate"), "{all}");
    let page = server.get(&format!("{ALL}/assets?lacking=true")).await.json;
    assert_eq!(page["rows"][0]["id"], "AST-1", "{page}");
    assert!(page["declared"]["fields"].as_array().unwrap().len() > 10, "{page}");
    let objective = json!({ "fields": { "title": "Fast leaving", "measure": "days", "target": "1" } });
    assert_eq!(server.post(&format!("{ALL}/objectives"), &objective).await.status, 201);
    let lines = format!("{ALL}/objectives/OBJ-1/lines");
    let result = json!({ "fields": { "on": "2026-01-31", "value": 3, "met": false } });
    assert_eq!(server.post(&lines, &result).await.status, 200);
    let mended = json!({ "fields": { "on": "2026-01-31", "value": 1, "met": true } });
    assert_eq!(server.put(&format!("{lines}/1"), &mended).await.status, 200);
    assert_eq!(server.put(&format!("{lines}/x"), &mended).await.status, 400);
    let one = server.get(&format!("{ALL}/objectives/OBJ-1")).await.json;
    assert_eq!(one["lines"][0]["fields"], json!({ "met": true, "on": "2026-01-31", "value": 1 }), "{one}");
    let csv = server.get(&format!("{ALL}/assets/entries.csv")).await;
    assert_eq!(csv.status, 200);
    assert_eq!(server.get(&format!("{ALL}/assets/entries.xlsx")).await.status, 200);
}

/// Of what is in force once, the older entry gives way; answer and version are those of the entry that was asked about.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moves_is_the_answer_also_where_an_older_entry_gives_way() {
    let server = firm().await;
    let said = json!({ "fields": {
        "title": "Scope", "boundary": "Everything", "extent": "whole", "interfaces": "Support desk",
        "dependencies": "Cloud", "effective_on": "2026-01-01", "owner": "me"
    } });
    for id in ["SCP-1", "SCP-2"] {
        let one = format!("{ALL}/scope/{id}");
        let added = server.post(&format!("{ALL}/scope"), &said).await;
        assert_eq!((added.status, &added.headers["location"]), (201, &one.parse().unwrap()));
        let tag = server.get(&one).await.headers["etag"].to_str().unwrap().to_owned();
        let (path, body) = (format!("{one}/state"), json!({ "state": "in_force" }));
        let moved = server.with(TOKEN, &[("if-match", &tag)], "POST", &path, Some(&body)).await;
        assert_eq!((moved.status, &moved.json["object"]), (200, &json!(id)), "{}", moved.json);
    }
    assert_eq!(server.get(&format!("{ALL}/scope/SCP-1")).await.json["state"], "superseded");
    let climate = json!({ "fields": {
        "title": "Review", "relevant": false, "reason": "Looked at sites", "determined_on": "2026-01-05", "owner": "me"
    } });
    for id in ["CLI-1", "CLI-2"] {
        let added = server.post(&format!("{ALL}/climate"), &climate).await;
        assert_eq!((added.status, &added.headers["location"]), (201, &format!("{ALL}/climate/{id}").parse().unwrap()));
    }
}
