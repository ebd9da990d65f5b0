//! Risks through the API: the method, ratings against the version that was read, signatures, figures, lists in and out.

use super::server::{Reply, Server, TOKEN};
use domain::command::Command;
use domain::values::Role;
use serde_json::json;

const ALL: &str = "/api/v1/o/acme/risks";
const METHOD: &str = "/api/v1/o/acme/risk-method";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// The session of somebody of management who just proved who they are.
fn management(server: &Server) -> String {
    let app = &server.doors.app;
    let (founder, mina) = (app.local_operator("api").expect("it goes through"), app.demo_actor("mina-sato"));
    let invite = Command::InvitePerson { person: mina.id().to_owned(), roles: [Role::Management].into() };
    app.change("acme", &founder, None, invite).expect("it goes through");
    app.change("acme", &mina, None, Command::ConfirmMembership).expect("it goes through");
    app.enter_demonstration(Some(mina.id()), &app::Visitor::default()).expect("it goes through").session
}

/// Acme whose method somebody of management approved, and that person's session.
async fn with_method() -> (Server, String) {
    let server = Server::with_acme().await;
    let mina = management(&server);
    let proposal = server.get(METHOD).await.json["proposal"].clone();
    assert_eq!(server.put(METHOD, &proposal).await.status, 200);
    let draft = server.get(METHOD).await;
    assert_eq!((&draft.json["draft"], &draft.json["in_force"]), (&json!(1), &json!(null)), "{}", draft.json);
    let approval = json!({ "version": 1, "sha256": draft.json["versions"][0]["sha256"] });
    let own = server.post(&format!("{METHOD}/approval"), &approval).await;
    assert_eq!(own.status, 403, "{}", own.json);
    let approved = server.by(&mina, "POST", &format!("{METHOD}/approval"), Some(&approval)).await;
    assert_eq!(approved.status, 200, "{}", approved.json);
    (server, mina)
}

/// The same with a risk of mina's that is rated: `RI-1`.
async fn rated() -> (Server, String) {
    let (server, mina) = with_method().await;
    let owner = "demo-mina-sato";
    let risk = json!({
        "title": "Shipment data leaks", "cause": "A shared password", "event": "An outsider signs in as support",
        "consequence": "Data of customers is copied", "properties": ["confidentiality"], "category": "access",
        "owner": owner, "controls": ["A.8.5"]
    });
    let recorded = server.post(ALL, &risk).await;
    assert_eq!(recorded.status, 201, "{}", recorded.json);
    assert_eq!(recorded.headers["location"], format!("{ALL}/RI-1"));
    for (kind, likelihood) in [("inherent", 4), ("current", 3)] {
        let rating = json!({ "kind": kind, "likelihood": likelihood, "impact": 4, "reason": "By two" });
        assert_eq!(server.post(&format!("{ALL}/RI-1/ratings"), &rating).await.status, 200);
    }
    (server, mina)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r109_r110_a_risk_is_rated_against_the_version_that_was_read() {
    let (server, _) = rated().await;
    let one = format!("{ALL}/RI-1");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["current"]["word"]), (200, &json!("high")), "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (ratings, body) =
        (format!("{one}/ratings"), json!({ "kind": "residual", "likelihood": 2, "impact": 3, "reason": "x" }));
    let send =
        async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "POST", &ratings, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let page = server.get(&format!("{ALL}?above=true&category=access")).await;
    assert_eq!(page.json["matching"], 1, "{}", page.json);
    assert_eq!(code(&server.get(&format!("{ALL}?state=treted")).await), (422, "unknown"));
    assert_eq!(code(&server.get(&format!("{ALL}/RI-9")).await), (404, "unknown"));
    let odd = server.post(&ratings, &json!({ "kind": "curent", "likelihood": 2, "impact": 3, "reason": "x" })).await;
    assert_eq!(code(&odd), (422, "unknown"), "{}", odd.json);
    let heat = server.get("/api/v1/o/acme/risk-heat").await.json;
    let cell = json!({ "likelihood": 3, "impact": 4, "level": 3, "count": 1, "risks": ["RI-1"] });
    assert_eq!(heat["maps"][1]["cells"], json!([cell]), "{heat}");
    let trend = server.get("/api/v1/o/acme/risk-trend").await.json;
    assert_eq!(trend["months"][0]["above"], 1, "{trend}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r121_r122_what_remains_is_accepted_by_the_owner_for_exactly_what_was_read() {
    let (server, mina) = rated().await;
    let one = format!("{ALL}/RI-1");
    let owner = "demo-mina-sato";
    let line = json!({ "what": "Second factor", "controls": ["A.8.5"], "owner": owner, "due": "2026-06-30" });
    let plan = json!({ "option": "mitigate", "reason": "Cheap", "lines": [line] });
    assert_eq!(server.put(&format!("{one}/treatment"), &plan).await.status, 200, "both vocabularies are read");
    let read = server.get(&one).await.json;
    assert_eq!(read["treatment"]["option"], "modify", "{read}");
    let approval = json!({ "version": 1, "sha256": read["treatment"]["sha256"] });
    let refused = server.post(&format!("{one}/treatment/approval"), &approval).await;
    assert_eq!(refused.status, 403, "{}", refused.json);
    let mines = async |path: &str, body: &serde_json::Value| {
        server.by(&mina, "POST", &format!("{one}/{path}"), Some(body)).await
    };
    assert_eq!(mines("treatment/approval", &approval).await.status, 200);
    let residual = json!({ "kind": "residual", "likelihood": 2, "impact": 3, "reason": "With the factor" });
    assert_eq!(server.post(&format!("{one}/ratings"), &residual).await.status, 200);
    let other = mines("acceptances", &json!({ "plan": 1, "rating": 2 })).await;
    assert_eq!(code(&other), (412, "outdated"), "{}", other.json);
    let accepted = mines("acceptances", &json!({ "plan": 1, "rating": 3 })).await;
    assert_eq!(accepted.status, 200, "{}", accepted.json);
    let step = json!({ "to": "done", "note": "Rolled out" });
    assert_eq!(mines("treatment/lines/L1", &step).await.status, 200);
    let after = server.get(&one).await.json;
    assert_eq!((&after["acceptance"], &after["state"]), (&json!("in_force"), &json!("monitored")), "{after}");
    let early = mines("countersignature", &json!({ "acceptance": 1 })).await;
    assert_eq!(code(&early), (409, "nothing_to_change"), "{}", early.json);
    let chain = server.get("/api/v1/o/acme/risk-chain").await.json;
    assert_eq!(chain["links"][0]["control"], "A.8.5", "{chain}");
    assert_eq!(
        server.post(&format!("{one}/reopening"), &json!({ "trigger": "project", "note": "New portal" })).await.status,
        200
    );
    let findings = server.get("/api/v1/o/acme/risk-findings").await.json;
    let kinds: Vec<&str> = findings["findings"].as_array().unwrap().iter().filter_map(|f| f["id"].as_str()).collect();
    assert!(kinds.contains(&"not_rated") && kinds.contains(&"acceptance_stale"), "{kinds:?}");
    assert_eq!(server.post(&format!("{one}/closing"), &json!({ "reason": "It is gone" })).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_risks_could_cost_is_played_through() {
    let (server, _) = rated().await;
    let exposure = |likely| json!({ "frequency": { "min": 50, "likely": likely, "max": 500 }, "loss": { "min": 10_000, "likely": 60_000, "max": 400_000 } });
    let quantity = json!({ "today": exposure(200), "treated": exposure(100), "cost": 1_000, "basis": "Two incidents" });
    let path = format!("{ALL}/RI-1/quantity");
    assert_eq!(server.put(&path, &quantity).await.status, 200);
    let odd = server.put(&path, &json!({ "today": exposure(900), "basis": "x" })).await;
    assert_eq!(code(&odd), (422, "not_possible"), "{}", odd.json);
    let simulation = "/api/v1/o/acme/risk-simulation";
    let set = server.put(simulation, &json!({ "seed": 7, "trials": 2000, "currency": "CHF" })).await;
    assert_eq!(set.status, 200, "{}", set.json);
    assert_eq!(server.get(simulation).await.json["simulation"]["currency"], "CHF");
    let played = server.get("/api/v1/o/acme/risk-exposure").await.json;
    assert_eq!((&played["risks"][0]["today"], &played["trials"]), (&json!(39_167), &json!(2000)), "{played}");
    assert_eq!(server.post(&format!("{path}/removal"), &json!({})).await.status, 200);
    assert_eq!(server.get("/api/v1/o/acme/risk-exposure").await.json["without"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r116_a_list_goes_out_and_comes_in() {
    let (server, _) = rated().await;
    let list = b"Risk,Likelihood,Impact\nPower is lost,3,\n";
    let path = "/api/v1/o/acme/risk-imports";
    let refused = server.send_form(path, ("soc2.csv", list), &[]).await;
    assert_eq!(code(&refused), (422, "import_refused"), "{}", refused.json);
    let list = b"Risk,Likelihood,Impact\nPower is lost,3,3\n";
    let preview = server.send_form(&format!("{path}?preview=true"), ("soc2.csv", list), &[]).await;
    assert_eq!((&preview.json["new"], &preview.json["receipt"]), (&json!(1), &json!(null)), "{}", preview.json);
    let taken = server.send_form(path, ("soc2.csv", list), &[]).await;
    assert_eq!((taken.status, &taken.json["new"]), (200, &json!(1)), "{}", taken.json);
    let missing = server.get(&format!("{ALL}/RI-2")).await.json["missing"].clone();
    assert!(missing.as_array().unwrap().contains(&json!("owner")), "{missing}");
    assert_eq!(server.get("/api/v1/o/acme/risks.csv").await.status, 200);
    assert_eq!(server.get("/api/v1/o/acme/risks.xlsx").await.status, 200);
}
