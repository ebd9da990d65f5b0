//! The auditor's room through the API: requests there and back, comments, readings; and what stays closed.

use super::server::{Reply, START, Server, TOKEN};
use serde_json::{Value, json};

const EN: &str = "/api/v1/o/acme/engagements/EN-1";
const RQ: &str = "/api/v1/o/acme/audit-requests";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// Acme with the engagement EN-1, a control of it, and the session of an external auditor of it.
async fn examined() -> (Server, String) {
    let server = Server::with_acme().await;
    let control = json!({ "id": "AC-1", "name": "Access review", "status": "in_place" });
    let added = server.post("/api/v1/o/acme/controls", &control).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let engagement = json!({ "title": "SOC 2 Type II 2026", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"] });
    let planned = server.post("/api/v1/o/acme/engagements", &engagement).await;
    assert_eq!(planned.status, 201, "{}", planned.json);
    let eve = auditor(&server).await;
    (server, eve)
}

async fn auditor(server: &Server) -> String {
    let email = "eve@firm.example";
    let grant = json!({
        "name": "Eve Marlow", "email": email, "kind": "external_auditor", "engagement": "EN-1",
        "until": "2026-04-30", "reason": "engaged"
    });
    let given = server.post("/api/v1/o/acme/grants", &grant).await;
    assert_eq!(given.status, 201, "{}", given.json);
    server.accepts(&given, "Eve Marlow")
}

fn wanted() -> Value {
    json!({ "requests": [{ "title": "Access reviews", "due": "2026-03-10", "subject": { "kind": "control", "id": "AC-1" } }] })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_goes_there_and_back_against_the_version_that_was_read() {
    let (server, eve) = examined().await;
    let requests = format!("{EN}/audit-requests");
    let added = server.by(&eve, "POST", &requests, Some(&wanted())).await;
    assert_eq!(added.status, 201, "{}", added.json);
    assert_eq!(added.headers["location"], format!("{RQ}/AQ-1"));
    let one = format!("{RQ}/AQ-1");
    let shown = server.get(&one).await;
    assert_eq!((&shown.json["state"], &shown.json["waits_for"]), (&json!("open"), &json!("audited")), "{}", shown.json);
    let tag = shown.headers["etag"].to_str().unwrap().to_owned();
    let answer = json!({ "text": "in the ticket system" });
    let submit = format!("{one}/submissions");
    assert_eq!(code(&server.with(TOKEN, &[], "POST", &submit, Some(&answer)).await), (428, "precondition_required"));
    assert_eq!(server.with(TOKEN, &[("if-match", &tag)], "POST", &submit, Some(&answer)).await.status, 200);
    assert_eq!(
        code(&server.with(TOKEN, &[("if-match", &tag)], "POST", &submit, Some(&answer)).await),
        (412, "outdated")
    );
    let reason = json!({ "reason": "the list is missing" });
    assert_eq!(
        code(&server.post(&format!("{one}/returns"), &reason).await),
        (403, "not_allowed"),
        "not by the audited"
    );
    assert_eq!(server.by(&eve, "POST", &format!("{one}/returns"), Some(&reason)).await.status, 200);
    let other = json!({ "due": "2026-03-20", "reason": "the tool is moved" });
    assert_eq!(server.post(&format!("{one}/due-proposals"), &other).await.status, 200);
    let agreed = json!({ "agreed": true });
    assert_eq!(server.by(&eve, "POST", &format!("{one}/due-decisions"), Some(&agreed)).await.status, 200);
    assert_eq!(server.post(&submit, &answer).await.status, 200);
    assert_eq!(server.by(&eve, "POST", &format!("{one}/acceptance"), None).await.status, 200);
    let shown = server.by(&eve, "GET", &one, None).await;
    assert_eq!(
        (&shown.json["state"], &shown.json["due"]),
        (&json!("accepted"), &json!("2026-03-20")),
        "{}",
        shown.json
    );
    assert_eq!(shown.json["returned"][0]["text"], "the list is missing");
    assert_eq!(
        code(&server.by(&eve, "POST", &format!("{one}/withdrawal"), Some(&reason)).await),
        (422, "not_possible")
    );
    let revised = json!({ "title": "Other", "due": "2026-03-12" });
    assert_eq!(code(&server.put(&one, &revised).await), (422, "not_possible"));
    assert_eq!(code(&server.get(&format!("{RQ}/AQ-9")).await), (404, "unknown"));
    assert_eq!(code(&server.get(&format!("{RQ}?state=done")).await), (422, "unknown"));
    let all = server.get(&format!("{requests}?state=accepted")).await;
    assert_eq!((&all.json["matching"], &all.json["overdue"]), (&json!(1), &json!(0)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_auditor_reads_through_the_api_is_recorded_and_what_others_read_is_not() {
    let (server, eve) = examined().await;
    let room = server.by(&eve, "GET", &format!("{EN}/room"), None).await;
    assert_eq!((room.status, &room.json["auditor"]), (200, &json!(true)), "{}", room.json);
    assert_eq!((server.get(&format!("{EN}/room")).await.status, server.get(EN).await.status), (200, 200));
    server.by(&eve, "GET", EN, None).await;
    server.clock.set(START + 60_000_000);
    assert_eq!(server.doors.app.flush_readings().unwrap(), 1);
    let readings = server.get(&format!("{EN}/readings")).await;
    assert_eq!(readings.json["matching"], 1, "{}", readings.json);
    let line = &readings.json["readings"][0];
    assert_eq!((&line["by"]["name"], &line["read"][0]["kind"]), (&json!("Eve Marlow"), &json!("engagement")), "{line}");
    assert_eq!(line["read"][0]["times"], 2, "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_open_for_auditors_and_comments_for_both_sides() {
    let (server, eve) = examined().await;
    let notes = format!("{EN}/notes");
    let note = json!({ "text": "ask for the list of leavers", "subject": { "kind": "control", "id": "AC-1" } });
    assert_eq!(code(&server.post(&notes, &note).await), (403, "not_allowed"));
    assert_eq!(server.by(&eve, "POST", &notes, Some(&note)).await.status, 201);
    assert_eq!(code(&server.get(&notes).await), (403, "not_allowed"));
    let read = server.by(&eve, "GET", &notes, None).await;
    assert_eq!(read.json["notes"][0]["text"], "ask for the list of leavers", "{}", read.json);
    let history = server.get("/api/v1/o/acme/history").await;
    assert!(!history.json.to_string().contains("leavers"), "the history holds the hash alone");
    assert_eq!(code(&server.delete("/api/v1/o/acme/notes/NT-1").await), (403, "not_allowed"));
    assert_eq!(server.by(&eve, "DELETE", "/api/v1/o/acme/notes/NT-1", None).await.status, 200);
    let odd = json!({ "text": "x", "subject": { "kind": "house", "id": "1" } });
    assert_eq!(code(&server.post(&format!("{EN}/comments"), &odd).await), (422, "unknown"));
    let said = json!({ "text": "Monday at ten?" });
    assert_eq!(server.by(&eve, "POST", &format!("{EN}/comments"), Some(&said)).await.status, 201);
    let comments = server.get(&format!("{EN}/comments")).await;
    assert_eq!(comments.json["comments"][0]["subject"]["id"], "EN-1", "{}", comments.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_requests_comes_in_and_goes_out() {
    let (server, _) = examined().await;
    let imports = format!("{EN}/audit-request-imports");
    let bad: &[u8] = b"Title,Due\nReviews,soon\n";
    let seen = server.send_form(&format!("{imports}?preview=true"), ("pbc.csv", bad), &[]).await;
    assert_eq!((seen.status, &seen.json["problems"][0]["row"]), (200, &json!(2)), "{}", seen.json);
    assert_eq!(code(&server.send_form(&imports, ("pbc.csv", bad), &[]).await), (422, "import_refused"));
    let good: &[u8] = b"Title,Due,Criterion\nReviews,2026-03-10,CC6.1\n";
    let done = server.send_form(&imports, ("pbc.csv", good), &[]).await;
    assert!(done.status == 200 && done.json["receipt"].is_object(), "{}", done.json);
    let csv = server.get(&format!("{EN}/audit-requests.csv")).await;
    assert!(String::from_utf8_lossy(&csv.bytes).contains("Reviews"));
    assert_eq!(server.get(&format!("{EN}/audit-requests.xlsx")).await.status, 200);
}
