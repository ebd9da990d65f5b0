//! What an organisation is asked: coverage to history, today and on an earlier day.

use super::server::{DAY, START, Server};
use serde_json::{Value, json};

/// A control in place that answers a criterion.
pub(crate) fn control(id: &str, item: &str) -> Value {
    let link = json!({ "framework": "soc2-tsc-2017", "item": item, "reason": "the review shows who has access" });
    json!({ "id": id, "name": format!("Control {id}"), "status": "in_place", "links": [link] })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_answers() {
    let server = Server::with_acme().await;
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let coverage = server.get("/api/v1/o/acme/coverage").await;
    assert_eq!(coverage.json["basis"], "organisation");
    assert_eq!(coverage.words("categories"), ["security", "availability"]);
    let covered = coverage.json["covered"].as_u64().unwrap();
    assert!(covered > 0 && covered < 93, "{covered}");
    let without = server.get("/api/v1/o/acme/coverage?without=AC-1").await;
    assert_eq!((&without.json["covered"], without.words("lost").len() as u64), (&0.into(), covered));
    assert_eq!(server.get("/api/v1/o/acme/coverage?without=CC6.1").await.json["covered"], 0);

    assert_eq!(server.get("/api/v1/o/acme/reverse").await.json["criteria"], 61);
    assert_eq!(server.get("/api/v1/o/acme/what-if").await.json["covered"], covered);
    assert_eq!(server.get("/api/v1/o/acme/gap").await.json["of"], 93);
    assert!(!server.get("/api/v1/o/acme/claims?mode=broad").await.json["claims"].as_array().unwrap().is_empty());
    let item = server.get("/api/v1/o/acme/items/CC6.1").await;
    assert_eq!(item.json["own_controls"][0]["id"], "AC-1");
    let compared = server.get("/api/v1/o/acme/comparison").await;
    assert_eq!(compared.json["organisation"], "acme");
    assert!(!server.get("/api/v1/o/acme/reuse").await.json["kinds"].as_array().unwrap().is_empty());
    let documents = server.get("/api/v1/o/acme/documents").await;
    assert_eq!(documents.json["documents"].as_array().unwrap().len(), 7);
    assert_eq!(server.get("/api/v1/o/acme/documents/truvo-2026-05").await.json["kind"], "crosswalk");
    assert_eq!(server.get("/api/v1/o/acme/documents/iso27001-2013").await.refused(404), "unknown");
    assert!(server.get("/api/v1/o/acme/suggestions").await.json["suggestions"].as_array().unwrap().len() > 10);
    assert_eq!(server.get("/api/v1/o/acme/inheritance").await.json["controls"].as_array().unwrap().len(), 4);
    assert_eq!(server.get("/api/v1/o/acme/assessments").await.json["assessments"], json!([]));
    assert_eq!(server.get("/api/v1/o/acme/columns").await.json["columns"], json!({}));
    assert_eq!(server.get("/api/v1/o/acme/duplicates").await.json["pairs"], json!([]));
    let organisations = server.get("/api/v1/organisations").await;
    assert_eq!(organisations.json["organisations"][0]["slug"], "acme");
}

/// What had been recorded by a day, and nothing later; a day before the ledger is refused.
#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_day_is_answered_as_it_was() {
    let server = Server::with_acme().await;
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let then = server.get("/api/v1/o/acme/coverage").await.json;
    server.clock.set(START + 10 * DAY);
    server.post("/api/v1/o/acme/controls", &control("AC-2", "CC7.2")).await.changed();
    let now = server.get("/api/v1/o/acme/coverage").await.json;
    assert!(now["covered"].as_u64() > then["covered"].as_u64());
    let past = server.get("/api/v1/o/acme/coverage?as-of=2026-03-05&on=2026-04-01").await.json;
    assert_eq!((&past["covered"], &past["root"]), (&then["covered"], &then["root"]));
    assert_eq!((&past["as_of"], &past["on"]), (&"2026-03-05".into(), &"2026-04-01".into()));
    let controls = server.get("/api/v1/o/acme/controls?as-of=2026-03-05").await;
    assert_eq!(controls.json["of"], 1);
    assert_eq!(server.get("/api/v1/o/acme/controls/AC-2?as-of=2026-03-05").await.refused(404), "unknown");
    let history = server.get("/api/v1/o/acme/history?as-of=2026-03-05&limit=1").await;
    assert_eq!(history.json["entries"][0]["object"], "AC-1");
    assert_eq!(server.get("/api/v1/o/acme/gap?as-of=2026-02-01").await.refused(422), "not_possible");
    assert_eq!(server.get("/api/v1/o/acme/gap?as-of=yesterday").await.refused(400), "unreadable");
}

/// Pages of history join without a gap and have a maximum.
#[tokio::test(flavor = "multi_thread")]
async fn history_comes_in_pages() {
    let server = Server::with_acme().await;
    for n in 1..=4 {
        server.post("/api/v1/o/acme/controls", &control(&format!("AC-{n}"), "CC6.1")).await.changed();
    }
    let (mut seen, mut path) = (Vec::new(), "/api/v1/o/acme/history?limit=3".to_owned());
    loop {
        let page = server.get(&path).await;
        let entries = page.json["entries"].as_array().unwrap().clone();
        assert!(entries.len() <= 3);
        seen.extend(entries.iter().map(|e| e["entry"].as_u64().unwrap()));
        let Some(older) = page.json["older"].as_u64() else {
            break;
        };
        path = format!("/api/v1/o/acme/history?limit=3&before={older}");
    }
    let whole: Vec<u64> = (0..seen.len() as u64).rev().collect();
    assert_eq!(seen, whole);
    assert_eq!(server.get("/api/v1/o/acme/history?limit=some").await.refused(400), "unreadable");
    // What was cut says how far.
    assert_eq!(server.get("/api/v1/o/acme/history?limit=99999").await.json["limit"], 500);
    assert_eq!(server.get("/api/v1/o/acme/controls?limit=99999").await.json["limit"], 2_000);
    assert_eq!(server.get("/api/v1/o/acme/security-log?limit=99999").await.json["limit"], 500);
}

/// Every entry says by which door it came, and by which token for who may know it.
#[tokio::test(flavor = "multi_thread")]
async fn history_names_the_door_and_the_token() {
    let server = Server::with_acme().await;
    let body = json!({ "name": "nightly import", "actions": ["add_control", "read_history"] });
    let issued = server.post("/api/v1/o/acme/tokens", &body).await;
    let secret = issued.json["secret"].as_str().unwrap();
    let added = control("AC-1", "CC6.1");
    assert_eq!(server.by(secret, "POST", "/api/v1/o/acme/controls", Some(&added)).await.status, 201);
    let (_, paula) = server.member("Paula Reed", &["management"]).await;
    let entry = |page: Value, event: &str| -> Value {
        let entries = page["entries"].as_array().unwrap();
        entries.iter().find(|e| e["event"] == event).unwrap_or_else(|| panic!("no {event} in {page}")).clone()
    };
    let own = entry(server.get("/api/v1/o/acme/history").await.json, "control_added");
    assert_eq!((&own["via"], &own["token"]), (&"token".into(), &"nightly import".into()));
    let other = server.by(&paula, "GET", "/api/v1/o/acme/history", None).await;
    let other = entry(other.json, "control_added");
    assert_eq!((&other["via"], &other["token"]), (&"token".into(), &Value::Null), "tokens are not hers to see");
    let begun = entry(server.get("/api/v1/o/acme/history").await.json, "organisation_created");
    assert_eq!((&begun["via"], &begun["token"]), (&"api".into(), &Value::Null));
    let confirmed = entry(server.get("/api/v1/o/acme/history").await.json, "membership_confirmed");
    assert_eq!(confirmed["via"], "web");
}

/// Pages of controls join too.
#[tokio::test(flavor = "multi_thread")]
async fn controls_come_in_pages() {
    let server = Server::with_acme().await;
    for id in ["AC-1", "AC-2", "AC-3", "ZZ 9"] {
        server.post("/api/v1/o/acme/controls", &control(id, "CC6.1")).await.changed();
    }
    let first = server.get("/api/v1/o/acme/controls?limit=2&search=control").await;
    assert_eq!((&first.json["matching"], &first.json["next"]), (&4.into(), &"AC-2".into()));
    let last = server.get("/api/v1/o/acme/controls?limit=2&search=control&after=AC-2").await;
    let ids: Vec<&Value> = last.json["controls"].as_array().unwrap().iter().map(|c| &c["id"]).collect();
    assert_eq!((ids, &last.json["next"]), (vec![&json!("AC-3"), &json!("ZZ 9")], &Value::Null));
    assert_eq!(server.get("/api/v1/o/acme/controls?item=CC6.1&status=in_place").await.json["matching"], 4);
    assert_eq!(server.get("/api/v1/o/acme/controls?status=in_plaze").await.refused(422), "unknown");
    assert_eq!(server.get("/api/v1/o/acme/controls?retired=perhaps").await.refused(400), "unreadable");
    let detail = server.get("/api/v1/o/acme/controls/ZZ%209").await;
    assert_eq!(detail.json["control"]["id"], "ZZ 9");
}

/// Another organisation is not there at all, whatever is asked of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_organisation_is_not_found() {
    let server = Server::with_acme().await;
    let paths: Vec<String> = server
        .paths()
        .filter(|(path, item)| path.contains("{organisation}") && item.get("get").is_some())
        .map(|(path, _)| {
            path.replace("{organisation}", "globex")
                .replace("{item}", "A.5.4")
                .replace("{register}", "assets")
                .replace("{statement}", "assertion")
                .replace("{file}", "1")
                .replace(['{', '}'], "")
        })
        .collect();
    assert!(paths.len() > 15);
    for path in paths {
        // What an address cannot be read without.
        let query = match path.rsplit('/').next() {
            Some("what-if") if path.contains("/engagements/") => "?from=2026-01-01&until=2026-06-30",
            Some("populations" | "samples" | "tests" | "exceptions") => "?engagement=EN-1",
            _ => "",
        };
        let reply = server.get(&format!("{path}{query}")).await;
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(reply.refused(404), "unknown", "{path}");
        assert_eq!(reply.json["detail"], "no organisation is known as `globex`", "{path}");
    }
}
