//! Certification through the API: planned, gone on with, recorded, against the version that was read.

use super::server::{Reply, Server, TOKEN};
use serde_json::json;

const BODIES: &str = "/api/v1/o/acme/certification/bodies";
const ALL: &str = "/api/v1/o/acme/certification/projects";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r227_a_certification_is_planned_and_a_step_says_what_is_missing() {
    let server = Server::with_acme().await;
    let body = json!({ "name": "Northern Certification", "country": "United Kingdom", "markets": ["United Kingdom"] });
    let made = server.post(BODIES, &body).await;
    assert_eq!((made.status, &made.headers["location"]), (201, &format!("{BODIES}/CB-1").parse().unwrap()));
    let check = json!({
        "by": "UKAS", "number": "42", "standards": ["ISO/IEC 17021-1:2015", "ISO/IEC 27006-1:2024"], "iso27001": true,
        "source": "register", "on": "2026-01-05"
    });
    assert_eq!(server.post(&format!("{BODIES}/CB-1/checks"), &check).await.status, 200);
    let read = server.get(&format!("{BODIES}/CB-1")).await.json;
    assert_eq!((&read["plan_days"], &read["checks"][0]["iso27001"]), (&json!(30), &json!(true)), "{read}");
    let plan = json!({ "title": "First certificate", "body": "CB-1", "scope": "Billing", "stage1_days": 2 });
    let made = server.post(ALL, &plan).await;
    assert_eq!((made.status, &made.headers["location"]), (201, &format!("{ALL}/CT-1").parse().unwrap()));
    let old = json!({ "title": "x", "body": "CB-1", "scope": "x", "standard": "ISO/IEC 27001:2013" });
    assert_eq!(server.post(ALL, &old).await.status, 422);
    let one = format!("{ALL}/CT-1");
    let before = server.get(&one).await;
    assert_eq!((&before.json["state"], &before.json["next"]["to"]), (&json!("planned"), &json!("gap_done")));
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (visits, visit) =
        (format!("{one}/visits"), json!({ "kind": "stage1", "first": "2026-03-02", "last": "2026-03-02" }));
    let send =
        async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "POST", &visits, Some(&visit)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let step = json!({ "to": "stage1", "on": "2026-03-02" });
    let missing = server.post(&format!("{one}/steps"), &step).await;
    assert_eq!(missing.status, 422, "{}", missing.json);
    assert!(missing.json.to_string().contains("no management review has approved minutes"), "{}", missing.json);
    let step = json!({ "to": "stage1", "on": "2026-03-02", "because": "the body went on" });
    assert_eq!(server.post(&format!("{one}/steps"), &step).await.status, 200);
    let record = json!({
        "first": "2026-03-02", "last": "2026-03-02", "auditors": ["Jane Rivers"], "covered": ["9.2.2", "A.5.15"],
        "outcome": "after_actions", "summary": "Read"
    });
    assert_eq!(server.put(&format!("{one}/visits/1/record"), &record).await.status, 200);
    let found = json!({ "finding": {
        "visit": 1, "kind": "concern", "title": "Scope", "statement": "Unclear", "item": "4.3", "on": "2026-03-02"
    } });
    assert_eq!(server.post(&format!("{one}/findings"), &found).await.status, 200);
    let after = server.get(&one).await.json;
    assert_eq!(after["findings"][0]["nonconformity"], "NC-1", "{after}");
    assert_eq!(after["visits"][0]["covered"], json!(["9.2.2", "A.5.15"]));
    let early = json!({ "how": "verified", "on": "2026-03-03", "note": "Letter" });
    assert_eq!(server.post(&format!("{one}/findings/1/answers"), &early).await.status, 422);
    let gone = server.post(&format!("{one}/findings/9/answers"), &early).await;
    assert_eq!(code(&gone).1, "unknown", "{}", gone.json);
    let listed = server.get(ALL).await.json;
    assert_eq!(
        (&listed["current"], &listed["certifications"][0]["state"]),
        (&json!("CT-1"), &json!("stage1")),
        "{listed}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certifications_go_out_as_csv_and_xlsx() {
    let server = Server::with_acme().await;
    let body = json!({ "name": "Northern Certification", "country": "United Kingdom", "markets": ["United Kingdom"] });
    assert_eq!(server.post(BODIES, &body).await.status, 201);
    let plan = json!({ "title": "First certificate", "body": "CB-1", "scope": "Billing", "stage1_days": 2 });
    assert_eq!(server.post(ALL, &plan).await.status, 201);
    let csv = server.get(&format!("{ALL}.csv")).await;
    let text = String::from_utf8_lossy(&csv.bytes).into_owned();
    assert!(csv.status == 200 && text.contains("CT-1,First certificate,CB-1,Northern Certification,"), "{text}");
    let book = server.get(&format!("{ALL}.xlsx")).await;
    assert!(book.status == 200 && book.bytes.starts_with(b"PK"), "{}", book.status);
}
