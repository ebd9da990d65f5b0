//! Findings of other tools through the API: previewed, handed in with what the file says, and refused with the place in the file.

#![expect(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use super::evidence::{firm, sent};
use super::server::{Server, TOKEN};
use serde_json::{Value, json};

const FINDINGS: &str = "/api/v1/o/acme/evidence/findings";

/// What a real tool wrote, nine months earlier: the clock of these tests stands in March.
fn real(name: &str) -> Vec<u8> {
    let file = format!("{}/../formats/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(file).unwrap().replace("2026-11-21", "2026-02-21").into_bytes()
}

async fn entries(server: &Server) -> Value {
    server.get("/api/v1/o/acme/evidence").await.json["matching"].clone()
}

fn body(upload: &str) -> Value {
    json!({
        "upload": upload, "controls": { "AC-1": null }, "environment": "production",
        "period": { "from": "2026-02-01", "until": "2026-02-28" }, "query": "prowler aws"
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn findings_are_previewed_and_handed_in_once() {
    let server = firm().await;
    let upload = sent(&server, TOKEN, "prowler.ocsf.json", &real("prowler.ocsf.json")).await;
    let preview = server.post(&format!("{FINDINGS}?preview=true"), &body(&upload)).await;
    assert_eq!((preview.status, &preview.json["receipt"]), (200, &Value::Null), "{}", preview.json);
    let read = &preview.json["read"];
    assert_eq!((&read["tool"], &read["format"], &read["of"]), (&json!("Prowler"), &json!("OCSF"), &json!(4)), "{read}");
    assert_eq!((&read["counts"]["pass"], &read["counts"]["fail"]), (&json!(2), &json!(2)));
    assert_eq!(read["severities"][0]["severity"], "High");
    assert!(read["requirements_of"].as_u64().unwrap() > 200, "{}", read["requirements_of"]);
    assert_eq!(read["findings"][0]["id"], "guardduty_is_enabled");
    assert_eq!(entries(&server).await, 0, "a preview hands in nothing");
    let said = &preview.json["said"];
    assert_eq!((&said["form"], &said["source"]["rows"]), (&json!("list"), &json!(4)), "{said}");
    assert!(said["title"].as_str().unwrap().starts_with("Prowler 5.46.0 on aws 123456789012, 2026-02-21"), "{said}");
    let added = server.post(FINDINGS, &body(&upload)).await;
    assert_eq!(
        (added.status, added.header("location")),
        (201, "/api/v1/o/acme/evidence/EV-1".to_owned()),
        "{}",
        added.json
    );
    let item = server.get("/api/v1/o/acme/evidence/EV-1").await.json;
    let files = item["versions"][0]["files"].as_array().unwrap();
    let names: Vec<&str> = files.iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["prowler.ocsf.json", "summary-prowler.ocsf.json.txt"]);
    assert_eq!(files[0]["sha256"], read["sha256"], "the file as it came");
    assert_eq!(item["state"], "collected", "somebody else accepts it");
    assert_eq!(item["controls"][0]["ran"], "2026-02-28");
    let once = [("idempotency-key", "scan-of-today")];
    for _ in 0..2 {
        let upload = sent(&server, TOKEN, "bandit.sarif", &real("bandit.sarif")).await;
        server.with(TOKEN, &once, "POST", FINDINGS, Some(&body(&upload))).await;
    }
    assert_eq!(entries(&server).await, 2, "asked twice under one key, it happened once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r185_findings_of_a_cloud_account_become_evidence_of_both_frameworks() {
    let server = firm().await;
    let link = "/api/v1/o/acme/controls/AC-1/links/soc2-tsc-2017/CC7.2";
    server.put(link, &json!({ "reason": "it does", "extent": "full" })).await.changed();
    let upload = sent(&server, TOKEN, "prowler.ocsf.json", &real("prowler.ocsf.json")).await;
    let added = server.post(FINDINGS, &body(&upload)).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let item = server.get("/api/v1/o/acme/evidence/EV-1").await.json;
    let said = &item["versions"][0]["said"];
    assert!(said["title"].as_str().unwrap().contains("aws 123456789012"), "{said}");
    assert_eq!((&said["kind"], &said["source"]["rows"]), (&json!("monitoring_report"), &json!(4)), "{said}");
    let serves = &item["serves"];
    assert_eq!((&serves["criteria"], &serves["certification"]), (&json!(["CC7.2"]), &json!(true)), "{serves}");
    assert_eq!((&serves["iso"][0]["item"], &serves["iso"][0]["label"]), (&json!("A.8.15"), &json!("reused")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r185_findings_of_an_item_are_listed_by_result_and_page_by_page() {
    let server = firm().await;
    let upload = sent(&server, TOKEN, "prowler.ocsf.json", &real("prowler.ocsf.json")).await;
    assert_eq!(server.post(FINDINGS, &body(&upload)).await.status, 201);
    let of = "/api/v1/o/acme/evidence/EV-1/findings";
    let all = server.get(of).await;
    assert_eq!((all.status, &all.json["number"], &all.json["matching"]), (200, &json!(1), &json!(4)), "{}", all.json);
    assert_eq!((&all.json["of"], &all.json["next"]), (&json!(4), &Value::Null), "{}", all.json);
    let failed = server.get(&format!("{of}?file=1&result=fail&limit=1")).await.json;
    assert_eq!((&failed["matching"], &failed["next"], &failed["of"]), (&json!(2), &json!("1"), &json!(4)), "{failed}");
    assert_eq!(failed["findings"].as_array().unwrap().len(), 1, "{failed}");
    let rest = server.get(&format!("{of}?result=fail&limit=1&after=1")).await.json;
    assert_eq!((&rest["findings"][0]["result"], &rest["next"]), (&json!("fail"), &Value::Null), "{rest}");
    assert_ne!(rest["findings"][0], failed["findings"][0]);
    for (query, status, code) in [
        ("?file=2", 404, "no_findings"),
        ("?file=3", 404, "no_file"),
        ("?file=0", 400, "unreadable"),
        ("?result=failed", 422, "unknown"),
    ] {
        let refused = server.get(&format!("{of}{query}")).await;
        assert_eq!((refused.status, &refused.json["code"]), (status, &json!(code)), "{query}: {}", refused.json);
    }
    let (_, session) = server.member("Eve Elsewhere", &["contributor"]).await;
    let unseen = server.with(&session, &[], "GET", of, None).await;
    assert!([403, 404].contains(&unseen.status), "{}", unseen.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_is_named_and_nothing_is_handed_in() {
    let server = firm().await;
    let cut = real("bandit.sarif");
    for (name, bytes, words) in [
        ("notes.txt", b"nothing of the kind".as_slice(), "notes.txt looks like none of the formats"),
        ("cut.sarif", &cut[..cut.len() / 2], "cut.sarif: SARIF: line "),
        ("odd.dat", b"# Lynis Report\n\xff\xfe\n", "odd.dat"),
    ] {
        let upload = sent(&server, TOKEN, name, bytes).await;
        let refused = server.post(FINDINGS, &body(&upload)).await;
        assert_eq!(refused.status, 422, "{name}: {}", refused.json);
        assert!(refused.json["detail"].as_str().unwrap().contains(words), "{name}: {}", refused.json);
        assert!(!refused.json["hint"].as_str().unwrap().is_empty(), "{name}: {}", refused.json);
    }
    let none = server.post(FINDINGS, &body("00ff")).await;
    assert_eq!((none.status, &none.json["code"]), (422, &json!("no_upload")), "{}", none.json);
    let upload = sent(&server, TOKEN, "bandit.sarif", &cut).await;
    let mut of_nothing = body(&upload);
    of_nothing["controls"] = json!({});
    let refused = server.post(FINDINGS, &of_nothing).await;
    assert_eq!((refused.status, &refused.json["code"]), (422, &json!("not_possible")), "{}", refused.json);
    assert!(refused.json["detail"].as_str().unwrap().contains("which own control"), "{}", refused.json);
    for (field, value, words) in [
        ("kind", json!("gossip"), "gossip"),
        ("environment", json!("produktion"), "produktion"),
        ("classification", json!("secret"), "secret"),
        ("controls", json!({ "AC-1": "Monday" }), "Monday"),
        ("period", json!({ "from": "2026-02-01", "until": "x" }), "period.until"),
    ] {
        let mut wrong = body(&upload);
        wrong[field] = value;
        let refused = server.post(FINDINGS, &wrong).await;
        assert!([400, 422].contains(&refused.status), "{field}: {}", refused.json);
        assert!(refused.json["detail"].as_str().unwrap().contains(words), "{field}: {}", refused.json);
    }
    let mut unnamed = body(
        &sent(
            &server,
            TOKEN,
            "bare.sarif",
            br#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Odd"}},"results":[]}]}"#,
        )
        .await,
    );
    unnamed["period"] = Value::Null;
    let refused = server.post(FINDINGS, &unnamed).await;
    assert!(refused.json["detail"].as_str().unwrap().contains("does not say on which day"), "{}", refused.json);
    assert_eq!(entries(&server).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r185_accounts_of_a_provider_are_imported_with_their_day_and_a_plain_file_of_them_is_not_judged() {
    let server = firm().await;
    let list = std::fs::read(format!("{}/../formats/tests/findings/accounts-okta.csv", env!("CARGO_MANIFEST_DIR")));
    let list = list.unwrap();
    let upload = sent(&server, TOKEN, "users.csv", &list).await;
    let wanted = |upload: &str| {
        json!({
            "upload": upload, "controls": { "AC-1": null },
            "period": { "from": "2026-02-20", "until": "2026-02-20" }
        })
    };
    let mut undated = wanted(&upload);
    undated["period"] = Value::Null;
    let refused = server.post(&format!("{FINDINGS}?preview=true"), &undated).await;
    assert!(refused.json["detail"].as_str().unwrap().contains("on which day it was exported"), "{}", refused.json);
    let added = server.post(FINDINGS, &wanted(&upload)).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let (read, said) = (&added.json["read"], &added.json["said"]);
    assert_eq!(
        (&read["tool"], &read["format"], &read["of"]),
        (&json!("Okta"), &json!("Account list"), &json!(11)),
        "{read}"
    );
    assert_eq!((&said["personal_data"], &said["source"]["rows"]), (&json!(true), &json!(5)), "{said}");
    let failed = server.get("/api/v1/o/acme/evidence/EV-1/findings?result=fail").await.json;
    assert_eq!((&failed["matching"], &failed["counts"]["unknown"]), (&json!(2), &json!(4)), "{failed}");
    let late = "It signed in last on 2025-10-01, 142 days before the day of the list, 2026-02-20.";
    assert_eq!(failed["findings"][1]["detail"], late, "counted back from the day of the item: {failed}");
    let upload = sent(&server, TOKEN, "users.csv", &list).await;
    let item = json!({
        "said": {
            "title": "Accounts", "kind": "access_log", "captured": "2026-02-20",
            "period": { "from": "2026-02-20", "until": "2026-02-20" }, "source": { "system": "Okta" }
        },
        "controls": { "AC-1": "2026-02-20" }, "uploads": [upload]
    });
    assert_eq!(server.post("/api/v1/o/acme/evidence", &item).await.status, 201);
    let none = server.get("/api/v1/o/acme/evidence/EV-2/findings").await;
    assert_eq!((none.status, &none.json["code"]), (404, &json!("no_findings")), "a file stays a file: {}", none.json);
}
