//! Those who work here through the API: the register, checks, positions, and access that somebody else decides on.

use super::server::{Reply, Server};
use serde_json::{Value, json};

const STAFF: &str = "/api/v1/o/acme/staff";

/// Acme with a position and Lena Fischer in it: the server and the address of her record.
async fn office() -> (Server, String) {
    let server = Server::with_acme().await;
    let analyst = json!({ "title": "Analyst", "duties": "Handles data by its class." });
    let set = server.put(&format!("{STAFF}/positions/analyst"), &analyst).await;
    assert_eq!(set.status, 200, "{}", set.json);
    let lena = json!({
        "name": "Lena Fischer", "email": "lena@acme.example", "state": "active", "position": "analyst",
        "joined": "2025-01-07"
    });
    let added = server.post(STAFF, &lena).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let place = added.headers["location"].to_str().expect("an address is ASCII").to_owned();
    assert!(added.headers.contains_key("etag") && place.starts_with(&format!("{STAFF}/person-")), "{place}");
    let again = server.post(STAFF, &lena).await;
    assert_eq!((again.status, &again.json["code"]), (422, &json!("not_possible")), "{}", again.json);
    (server, place)
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

fn missing(of: &Value) -> Vec<&str> {
    of["missing"].as_array().expect("what is missing is a list").iter().filter_map(|m| m["check"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r244_checks_are_recorded_against_the_version_that_was_read() {
    let (server, lena) = office().await;
    let before = server.get(&lena).await;
    let missed = ["screening", "terms", "confidentiality", "training", "review"];
    assert_eq!(missing(&before.json), missed, "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (checks, body) =
        (format!("{lena}/checks"), json!({ "check": "training", "on": "2026-03-01", "note": "course" }));
    let send = async |headers: &[(&'static str, &str)]| {
        server.with(super::server::TOKEN, headers, "POST", &checks, Some(&body)).await
    };
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    assert_eq!(missing(&server.get(&lena).await.json), ["screening", "terms", "confidentiality", "review"]);
    let typo = server.post(&checks, &json!({ "check": "trainin", "on": "2026-03-01" })).await;
    assert_eq!(code(&typo), (422, "unknown"), "{}", typo.json);
    let future = server.post(&checks, &json!({ "check": "terms", "on": "2026-03-03" })).await;
    assert_eq!(code(&future), (422, "in_the_future"), "{}", future.json);
    assert_eq!(server.delete(&format!("{checks}/training")).await.status, 200);
    assert_eq!(code(&server.delete(&format!("{checks}/training")).await), (422, "not_possible"));
    let page = server.get(&format!("{STAFF}?state=active&lacking=true")).await;
    assert_eq!((page.status, &page.json["figures"]["at_work"]), (200, &json!(1)), "{}", page.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r247_access_is_decided_by_somebody_else_than_who_asked() {
    let (server, lena) = office().await;
    let person = lena.rsplit('/').next().unwrap();
    let (_, mina) = server.member("Mina Sato", &["management"]).await;
    let requests = format!("{STAFF}/access-requests");
    let ask = json!({ "person": person, "system": "GitHub", "level": "reader", "reason": "reads the code" });
    let asked = server.post(&requests, &ask).await;
    assert_eq!(asked.status, 201, "{}", asked.json);
    let request = asked.headers["location"].to_str().unwrap().to_owned();
    let (decision, completion) = (format!("{request}/decision"), format!("{request}/completion"));
    let yes = json!({ "approved": true, "reason": "fits" });
    let own = server.post(&decision, &yes).await;
    assert_eq!((own.status, &own.json["rule"]), (403, &json!("SoD-1")), "{}", own.json);
    assert_eq!(code(&server.post(&completion, &json!({})).await), (422, "not_possible"));
    let decided = server.by(&mina, "POST", &decision, Some(&yes)).await;
    assert_eq!(decided.status, 200, "{}", decided.json);
    assert_eq!(code(&server.by(&mina, "POST", &decision, Some(&yes)).await), (422, "not_possible"));
    assert_eq!(server.post(&completion, &json!({ "on": "2026-03-02" })).await.status, 200);
    let one = server.get(&request).await;
    assert_eq!((one.status, &one.json["stage"]), (200, &json!("done")), "{}", one.json);
    assert_eq!(server.get(&lena).await.json["access"], json!([{ "system": "GitHub", "level": "reader" }]));
    let waiting = server.get(&format!("{requests}?stage=asked")).await;
    assert_eq!(waiting.json["matching"], json!(0), "{}", waiting.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_see_the_register_sees_what_it_says_of_them() {
    let (server, lena) = office().await;
    let (dora, session) = server.member("Dora Lund", &["contributor"]).await;
    for path in [STAFF, &format!("{STAFF}/positions"), &format!("{STAFF}/access-requests"), &lena] {
        let reply = server.by(&session, "GET", path, None).await;
        assert_eq!(code(&reply), (403, "not_allowed"), "{path}: {}", reply.json);
        assert!(!reply.json.to_string().contains("Lena"), "{path}");
    }
    let own = server.by(&session, "GET", &format!("{STAFF}/own"), None).await;
    assert_eq!((own.status, &own.json["record"]), (200, &Value::Null), "{}", own.json);
    let works = json!({ "state": "active", "position": "analyst", "joined": "2026-02-02", "remote": true });
    let recorded = server.put(&format!("{STAFF}/{dora}"), &works).await;
    assert_eq!(recorded.status, 200, "a member is recorded by id: {}", recorded.json);
    let ask = json!({ "system": "GitHub", "level": "reader", "reason": "reads the code" });
    let asked = server.by(&session, "POST", &format!("{STAFF}/access-requests"), Some(&ask)).await;
    assert_eq!(asked.status, 201, "for oneself: {}", asked.json);
    let own = server.by(&session, "GET", &format!("{STAFF}/own"), None).await;
    assert_eq!(own.json["record"]["name"], json!("Dora Lund"), "{}", own.json);
    assert_eq!(own.json["requests"][0]["stage"], json!("asked"), "{}", own.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_id_alone_brings_a_stranger_into_the_register() {
    let (server, _) = office().await;
    let works = json!({ "state": "active", "position": "analyst", "joined": "2026-02-02" });
    let reply = server.put(&format!("{STAFF}/person-1f0c2a9b7d3e4f55"), &works).await;
    assert_eq!(code(&reply), (404, "unknown"), "{}", reply.json);
    let nowhere = json!({
        "name": "Otto Berg", "email": "otto@acme.example", "state": "active", "position": "wizard", "joined": "2026-02-02"
    });
    let reply = server.post(STAFF, &nowhere).await;
    assert_eq!(code(&reply), (422, "unknown"), "{}", reply.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r248_r250_the_policy_and_the_chart_are_there_to_be_taken() {
    let (server, _) = office().await;
    let lead = json!({ "title": "Lead", "duties": "Leads.", "reports_to": "analyst" });
    assert_eq!(server.put(&format!("{STAFF}/positions/lead"), &lead).await.status, 200);
    let chart = server.get(&format!("{STAFF}/positions")).await;
    assert_eq!(chart.json["positions"][1]["depth"], json!(1), "{}", chart.json);
    assert_eq!(chart.json["positions"][0]["holders"][0]["name"], json!("Lena Fischer"), "{}", chart.json);
    let looped = json!({ "title": "Analyst", "duties": "Handles data.", "reports_to": "lead" });
    assert_eq!(code(&server.put(&format!("{STAFF}/positions/analyst"), &looped).await), (422, "not_possible"));
    let one = server.get(&format!("{STAFF}/positions/lead")).await;
    assert!(one.status == 200 && one.headers.contains_key("etag"), "{}", one.json);
    let policy = server.get(&format!("{STAFF}/remote-working")).await;
    assert_eq!(policy.status, 200);
    assert!(String::from_utf8_lossy(&policy.bytes).starts_with("# Remote working policy of Acme Cloud\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r244_a_list_of_people_goes_out_and_comes_in() {
    let (server, _) = office().await;
    let path = "/api/v1/o/acme/staff-imports";
    let bad = b"Name,E-mail,Position\nMax Roe,max@acme.example,analyst\n";
    let refused = server.send_form(path, ("people.csv", bad), &[]).await;
    assert_eq!(code(&refused), (422, "import_refused"), "{}", refused.json);
    let problem = &refused.json["problems"][0];
    assert_eq!((&problem["row"], &problem["field"]), (&json!(2), &json!("Max Roe")), "{problem}");
    let list = b"Name,E-mail,Position,First day\nMax Roe,max@acme.example,analyst,2026-01-05\n";
    let preview = server.send_form(&format!("{path}?preview=true"), ("people.csv", list), &[]).await;
    assert_eq!((&preview.json["new"], &preview.json["receipt"]), (&json!(1), &json!(null)), "{}", preview.json);
    assert_eq!(server.get(STAFF).await.json["figures"]["people"], 1);
    let taken = server.send_form(path, ("people.csv", list), &[]).await;
    assert_eq!((taken.status, &taken.json["new"]), (200, &json!(1)), "{}", taken.json);
    let all = server.get(STAFF).await.json;
    assert_eq!(all["figures"]["people"], 2, "{all}");
    let again =
        server.send_form(&format!("{path}?preview=true"), ("people.json", all.to_string().as_bytes()), &[]).await;
    let counts = ["new", "changed", "same", "refused"].map(|of| again.json[of].clone());
    assert_eq!(counts, [json!(0), json!(0), json!(2), json!(0)], "{}", again.json);
    for name in ["staff.csv", "staff.xlsx"] {
        assert_eq!(server.get(&format!("/api/v1/o/acme/{name}")).await.status, 200, "{name}");
    }
    let (_, mina) = server.member("Mina Sato", &["management"]).await;
    assert_eq!(server.by(&mina, "GET", "/api/v1/o/acme/staff.csv", None).await.status, 200);
    let kept = server.send_form_by(&mina, path, ("people.csv", list)).await;
    assert_eq!(code(&kept), (403, "not_allowed"), "{}", kept.json);
}
