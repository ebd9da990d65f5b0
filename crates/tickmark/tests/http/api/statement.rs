//! The Statement of Applicability through the API: begun, set against its version, previewed, proposed, compared, written as a
//! file; and what no token can do.

use super::server::{Reply, Server};
use serde_json::{Value, json};

const ALL: &str = "/api/v1/o/acme/statements";
const ONE: &str = "/api/v1/o/acme/statements/ST-1";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r92_entries_are_set_against_the_version_that_was_read() {
    let server = Server::with_acme().await;
    let begun = server.post(ALL, &Value::Null).await;
    assert_eq!((begun.status, &begun.json["object"]), (201, &json!("ST-1")), "{}", begun.json);
    assert_eq!(code(&server.post(ALL, &Value::Null).await), (422, "not_possible"));
    let one = server.get(ONE).await;
    assert_eq!(one.json["rows"].as_array().map(Vec::len), Some(93), "{}", one.json);
    assert_eq!(one.json["progress"]["blocking"], 93);
    let change = json!({ "decision": "applicable", "reasons": { "law": "GDPR" }, "status": "partial" });
    let set = json!({ "entries": ["a.5.15"], "change": change });
    let previewed = server.post(&format!("{ONE}/entries/preview"), &set).await;
    assert_eq!(previewed.json["differences"][0]["control"], "A.5.15", "{}", previewed.json);
    assert_eq!(server.post(&format!("{ONE}/entries"), &set).await.status, 200);
    let many = json!({ "entries": ["A.5.15", "A.5.16"], "change": { "how": "By role." } });
    assert_eq!(server.post(&format!("{ONE}/entries"), &many).await.status, 200);
    let one = server.get(ONE).await;
    let row = one.json["rows"].as_array().unwrap().iter().find(|row| row["control"] == "A.5.15").unwrap();
    assert_eq!((&row["entry"]["how"], &row["entry"]["reasons"]["law"]), (&json!("By role."), &json!("GDPR")), "{row}");
    for (change, said) in [
        (json!({ "decision": "aplicable" }), "unknown"),
        (json!({ "exclusion": "n/a" }), "not_possible"),
        (json!({ "status": "implemented", "owner": "nobody" }), "not_possible"),
    ] {
        let set = json!({ "entries": ["A.8.30"], "change": change });
        assert_eq!(code(&server.post(&format!("{ONE}/entries"), &set).await), (422, said));
    }
    assert_eq!(server.get(&format!("{ALL}/ST-9")).await.status, 404);
    // What is excluded gives no reason for inclusion and no status, whatever was said before.
    let out = json!({ "decision": "excluded", "exclusion": "No supplier knows who works here." });
    let set = json!({ "entries": ["A.5.15"], "change": out });
    assert_eq!(server.post(&format!("{ONE}/entries"), &set).await.status, 200);
    let csv = server.get(&format!("{ONE}/statement.csv")).await;
    let sheet = String::from_utf8_lossy(&csv.bytes).into_owned();
    let line = sheet.lines().find(|line| line.starts_with("A.5.15,")).unwrap();
    assert!(line.contains("Excluded") && line.contains("No supplier knows") && line.contains("By role."), "{line}");
    assert!(!line.contains("GDPR") && !line.contains("Law") && !line.contains("Partial"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r94_no_token_approves_and_a_step_names_the_hash() {
    let server = Server::with_acme().await;
    server.post(ALL, &Value::Null).await;
    let wrong = json!({ "sha256": "00" });
    assert_eq!(code(&server.post(&format!("{ONE}/review"), &wrong).await).0, 412);
    let sha256 = server.get(ONE).await.json["sha256"].clone();
    let hash = json!({ "sha256": sha256 });
    assert_eq!(server.post(&format!("{ONE}/review"), &hash).await.status, 200);
    assert_eq!(server.post(&format!("{ONE}/approval"), &hash).await.status, 403);
    assert_eq!(code(&server.post(&format!("{ONE}/enforcement"), &json!({})).await), (422, "not_possible"));
    assert_eq!(server.get(&format!("{ONE}/difference")).await.json["from"], Value::Null);
    assert_eq!(server.get(&format!("{ONE}/chains")).await.json["chains"], json!([]));
    assert_eq!(server.get(&format!("{ONE}/proposals?entries=A.5.1")).await.status, 200);
    assert_eq!(server.get(&format!("{ONE}/statement.csv")).await.status, 200);
    assert_eq!(server.get(&format!("{ONE}/statement.xlsx")).await.status, 200);
    assert_eq!(server.post(&format!("{ONE}/withdrawal"), &json!({ "reason": "another way" })).await.status, 200);
    let listed = server.get(ALL).await;
    assert_eq!((&listed.json["versions"][0]["state"], &listed.json["open"]), (&json!("withdrawn"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r100_own_controls_are_put_in_and_taken_out_and_proposals_taken() {
    let server = Server::with_acme().await;
    let control = json!({ "id": "AC-1", "name": "One", "status": "in_place" });
    assert_eq!(server.post("/api/v1/o/acme/controls", &control).await.status, 201);
    server.post(ALL, &Value::Null).await;
    let add = json!({ "control": "AC-1" });
    assert_eq!(server.post(&format!("{ONE}/own-controls"), &add).await.status, 200);
    assert_eq!(code(&server.post(&format!("{ONE}/own-controls"), &add).await), (409, "nothing_to_change"));
    let taken = server.post(&format!("{ONE}/proposals"), &json!({ "entries": ["AC-1"] })).await;
    assert_eq!(taken.status, 200, "{}", taken.json);
    assert_eq!(server.delete(&format!("{ONE}/own-controls/AC-1")).await.status, 200);
    assert_eq!(code(&server.delete(&format!("{ONE}/own-controls/A.5.1")).await), (422, "not_possible"));
}
