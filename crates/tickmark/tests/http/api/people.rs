//! People over the API: members, outside access, deputies, and what the caller is.

use super::server::{Server, TOKEN};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_invited_accepts_and_leaves() {
    let server = Server::with_acme().await;
    let new = json!({ "name": "Noor Haddad", "email": "Noor.Haddad@acme.example", "roles": ["control_owner"] });
    let invited = server.post("/api/v1/o/acme/people", &new).await;
    assert_eq!(invited.status, 201, "{}", invited.json);
    let (person, place) = (invited.json["person"].as_str().unwrap(), invited.header("location"));
    assert_eq!(place, format!("/api/v1/o/acme/people/{person}"));
    let link = invited.json["link"].as_str().unwrap();
    assert!(link.starts_with("http://127.0.0.1:7390/invitation#tkm_i"), "{link}");

    let shown = server.get(&place).await.json;
    assert_eq!((&shown["state"], &shown["name"]), (&"invited".into(), &"Noor Haddad".into()));
    let noor = server.accepts(&invited, "Noor Haddad");
    assert_eq!(server.get(&place).await.json["state"], "confirmed", "rights begin with the confirmation");
    let me = server.by(&noor, "GET", "/api/v1/me", None).await.json;
    assert_eq!((&me["person"]["id"], &me["token"]), (&person.into(), &false.into()));
    assert_eq!(
        (&me["organisations"][0]["slug"], &me["organisations"][0]["roles"]),
        (&"acme".into(), &json!(["control_owner"]))
    );

    let roles = json!({ "roles": ["contributor", "management"], "reason": "sits on the board" });
    server.put(&format!("{place}/roles"), &roles).await.changed();
    let part = server.by(&noor, "GET", "/api/v1/o/acme/part", None).await.json;
    assert_eq!(part["roles"], json!(["contributor", "management"]));
    let may: Vec<&str> = part["may"].as_array().unwrap().iter().filter_map(|m| m["action"].as_str()).collect();
    assert!(may.contains(&"read_programme") && !may.contains(&"add_control"), "{may:?}");

    server.post(&format!("{place}/suspension"), &json!({ "reason": "on leave" })).await.changed();
    assert_eq!(server.by(&noor, "GET", "/api/v1/o/acme/people", None).await.refused(403), "not_allowed");
    server.delete(&format!("{place}/suspension")).await.changed();
    assert_eq!(server.by(&noor, "GET", "/api/v1/o/acme/people", None).await.status, 200);
    let leaves = server.by(&noor, "POST", &format!("{place}/end"), Some(&json!({ "reason": "another post" }))).await;
    assert_eq!(leaves.status, 200, "one's own end is leaving: {}", leaves.json);
    let gone = server.by(&noor, "GET", "/api/v1/o/acme/part", None).await;
    assert_eq!(gone.refused(401), "no_token", "the session ends with the last membership");
    assert_eq!(server.get(&place).await.json["state"], "ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_listed_a_page_at_a_time() {
    let server = Server::with_acme().await;
    for name in ["Ada One", "Ada Two", "Ada Three", "Ada Four"] {
        let new = json!({ "name": name, "email": format!("{}@acme.example", name.replace(' ', ".")), "roles": ["contributor"] });
        server.post("/api/v1/o/acme/people", &new).await.changed();
    }
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/api/v1/o/acme/people?limit=2&after={after}")).await.json;
        assert_eq!(page["matching"], 5);
        let people = page["people"].as_array().unwrap();
        assert!(people.len() <= 2);
        found.extend(people.iter().map(|p| p["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 5);
    assert_eq!(server.get("/api/v1/o/acme/people?role=owner").await.json["matching"], 1);
    assert_eq!(server.get("/api/v1/o/acme/people?state=invited").await.json["matching"], 4);
    assert_eq!(server.get("/api/v1/o/acme/people?state=gone").await.refused(422), "unknown");
    assert_eq!(server.get("/api/v1/o/acme/people?role=boss").await.refused(422), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_refused_with_a_reason() {
    let server = Server::with_acme().await;
    let new = |name: &str, email: &str, roles: Value| json!({ "name": name, "email": email, "roles": roles });
    for (body, status, code) in [
        (new("Noor", "no address", json!(["contributor"])), 422, "not_possible"),
        (new("\u{202e}Noor", "n@acme.example", json!(["contributor"])), 422, "not_possible"),
        (new("Noor", "n@acme.example", json!([])), 422, "empty"),
        (new("Noor", "n@acme.example", json!(["boss"])), 422, "unknown"),
        (new("Noor", "n@acme.example", json!(["consultant"])), 422, "not_possible"),
        (new("Noor", "n@acme.example", json!(["owner", "internal_auditor"])), 403, "kept_apart"),
    ] {
        let refused = server.post("/api/v1/o/acme/people", &body).await;
        assert_eq!(refused.refused(status), code, "{body}");
    }
    assert_eq!(server.get("/api/v1/o/acme/people").await.json["matching"], 1, "nothing was half done");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_link_is_made_again_and_the_old_one_ends() {
    let server = Server::with_acme().await;
    let new = json!({ "name": "Noor Haddad", "email": "noor@acme.example", "roles": ["contributor"] });
    let invited = server.post("/api/v1/o/acme/people", &new).await;
    let again = server.post(&format!("{}/invitation", invited.header("location")), &Value::Null).await;
    assert_eq!(again.status, 200, "{}", again.json);
    let old = invited.json["secret"].as_str().unwrap();
    assert!(server.doors.app.open_invitation(old).is_err());
    server.accepts(&again, "Noor Haddad");
    let done = server.post(&format!("{}/invitation", invited.header("location")), &Value::Null).await;
    assert_eq!(done.refused(409), "member_exists", "who is a member is not invited");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_part_already_is_not_invited_and_keeps_the_roles() {
    let server = Server::with_acme().await;
    let new = json!({ "name": "Noor Haddad", "email": "noor@acme.example", "roles": ["contributor"] });
    let invited = server.post("/api/v1/o/acme/people", &new).await;
    let place = invited.header("location");
    let other = json!({ "name": "Noor Haddad", "email": "noor@acme.example", "roles": ["management"] });
    let again = server.post("/api/v1/o/acme/people", &other).await;
    assert_eq!(again.refused(409), "member_exists", "other roles are set with If-Match");
    assert_eq!(again.json["detail"], "this person is invited already");
    assert_eq!(server.get(&place).await.json["roles"], json!(["contributor"]));
    server.accepts(&invited, "Noor Haddad");
    let member = server.post("/api/v1/o/acme/people", &other).await;
    assert_eq!(
        (member.refused(409), &member.json["detail"]),
        ("member_exists", &"this person is a member already".into())
    );
    assert_eq!(server.get(&place).await.json["roles"], json!(["contributor"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_directory_reads_nobody_here() {
    let server = Server::with_acme().await;
    let body = json!({ "name": "Entra", "kind": "directory" });
    let issued = server.post("/api/v1/o/acme/tokens", &body).await;
    assert_eq!(issued.status, 201, "{}", issued.json);
    let secret = issued.json["secret"].as_str().unwrap();
    for (method, path) in [("GET", "/api/v1/o/acme/people"), ("GET", "/api/v1/me"), ("GET", "/api/v1/o/acme/coverage")]
    {
        let refused = server.by(secret, method, path, None).await;
        assert_eq!(refused.refused(403), "directory_token", "{path}");
    }
    let new = json!({ "name": "Noor", "email": "noor@acme.example", "roles": ["contributor"] });
    assert_eq!(server.by(secret, "POST", "/api/v1/o/acme/people", Some(&new)).await.refused(403), "directory_token");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_cannot_be_is_named_once() {
    let server = Server::with_acme().await;
    let new = json!({ "name": "Noor", "email": "no address", "roles": ["contributor"] });
    let refused = server.post("/api/v1/o/acme/people", &new).await;
    assert_eq!(refused.json["detail"].as_str().unwrap().matches("e-mail address").count(), 1, "{}", refused.json);
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_access_is_given_and_ends() {
    let server = Server::with_acme().await;
    let grant = |kind: &str, until: &str| {
        json!({ "name": "Tomas Lind", "email": "tomas@ledgerline.example", "kind": kind, "until": until,
            "engagement": "SOC 2 Type II 2026", "reason": "fieldwork" })
    };
    assert_eq!(server.post("/api/v1/o/acme/grants", &grant("support", "2026-04-01")).await.refused(403), "kept_apart");
    assert_eq!(server.post("/api/v1/o/acme/grants", &grant("guest", "2026-04-01")).await.refused(422), "unknown");
    let long = server.post("/api/v1/o/acme/grants", &grant("external_auditor", "2026-12-31")).await;
    assert_eq!(long.refused(422), "not_possible");
    let given = server.post("/api/v1/o/acme/grants", &grant("external_auditor", "2026-04-30")).await;
    assert_eq!(given.status, 201, "{}", given.json);
    let place = given.header("location");
    let shown = server.get(&place).await.json;
    assert_eq!((&shown["kind"], &shown["in_force"]), (&"external_auditor".into(), &false.into()), "nobody accepted it");
    let opened = server.doors.app.open_invitation(given.json["secret"].as_str().unwrap()).unwrap();
    assert_eq!((opened.grants.len(), opened.grants[0].engagement.as_str()), (1, "SOC 2 Type II 2026"));
    let tomas = server.accepts(&given, "Tomas Lind");
    assert_eq!(server.get(&place).await.json["in_force"], true);
    assert_eq!(server.by(&tomas, "GET", "/api/v1/o/acme/search?q=A.5.18", None).await.status, 200);
    assert_eq!(server.by(&tomas, "GET", "/api/v1/o/acme/gap", None).await.status, 403, "no more than the engagement");
    let control = json!({ "id": "X-1", "name": "Mine" });
    let refused = server.by(&tomas, "POST", "/api/v1/o/acme/controls", Some(&control)).await;
    assert_eq!((refused.refused(403), &refused.json["rule"]), ("not_allowed", &"SoD-9".into()));
    assert_eq!((&refused.json["ask"], &refused.json["could"]), (&json!([]), &json!(["programme_manager"])), "no names");
    server.post(&format!("{place}/end"), &json!({ "reason": "fieldwork is over" })).await.changed();
    let over = server.by(&tomas, "GET", "/api/v1/o/acme/gap", None).await;
    assert_eq!(
        (over.refused(403), &over.json["ask"]),
        ("not_allowed", &json!([])),
        "whose access is over learns no names"
    );
    assert_eq!(server.by(&tomas, "GET", "/api/v1/o/acme/search?q=A.5.18", None).await.refused(403), "not_allowed");
    assert_eq!(server.get("/api/v1/o/acme/grants").await.json["grants"][0]["ended"], "fieldwork is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_stands_in_for_some_days() {
    let server = Server::with_acme().await;
    let (_, noor) = server.member("Noor Haddad", &["programme_manager"]).await;
    let (ines, ines_session) = server.member("Ines Moreau", &["contributor"]).await;
    let body = json!({ "deputy": ines, "from": "2026-03-03", "until": "2026-03-10", "reason": "holiday" });
    let named = server.by(&noor, "POST", "/api/v1/o/acme/deputies", Some(&body)).await;
    assert_eq!(named.status, 201, "{}", named.json);
    let gap = "/api/v1/o/acme/gap";
    assert_eq!(server.by(&ines_session, "GET", gap, None).await.refused(403), "not_allowed");
    let place = named.header("location");
    assert_eq!(server.get(&place).await.json["in_force"], false);
    let begun = json!({ "deputy": ines, "until": "2026-03-02", "reason": "today" });
    assert_eq!(server.by(&noor, "POST", "/api/v1/o/acme/deputies", Some(&begun)).await.status, 201);
    assert_eq!(server.by(&ines_session, "GET", gap, None).await.status, 200, "for today");
    let chain = server.by(&ines_session, "POST", "/api/v1/o/acme/deputies", Some(&begun)).await;
    assert_eq!(chain.status, 403, "nobody names themselves: {}", chain.json);
    server.post(&format!("{place}/end"), &Value::Null).await.changed();
    let listed = server.get("/api/v1/o/acme/deputies").await.json;
    assert_eq!((&listed["matching"], listed["deputies"].as_array().unwrap().len()), (&2.into(), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_rights_is_data() {
    let server = Server::with_acme().await;
    let table = server.get("/api/v1/o/acme/roles").await.json;
    assert_eq!(table["roles"].as_array().unwrap().len(), 11);
    assert_eq!(table["rules"].as_array().unwrap().len(), 18);
    let rights = table["rights"].as_array().unwrap();
    let says = |role: &str, action: &str| rights.iter().filter(|r| r["role"] == role && r["action"] == action).count();
    assert!(says("owner", "invite_person") == 1 && says("contributor", "add_control") == 0);
    let own = rights.iter().find(|r| r["role"] == "control_owner" && r["action"] == "revise_control").unwrap();
    assert_eq!((&own["own"], &own["states"]), (&true.into(), &json!(["live"])));
    let denied = rights.iter().find(|r| r["role"] == "internal_auditor" && r["action"] == "add_control").unwrap();
    assert_eq!(denied["denied_by"], "SoD-3");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_control_has_a_person_who_owns_it() {
    let server = Server::with_acme().await;
    server.post("/api/v1/o/acme/controls", &super::reading::control("AC-1", "CC6.1")).await.changed();
    server.post("/api/v1/o/acme/controls", &super::reading::control("AC-2", "CC6.1")).await.changed();
    let (noor, session) = server.member("Noor Haddad", &["control_owner"]).await;
    let owner = "/api/v1/o/acme/controls/AC-1/owner";
    server.put(owner, &json!({ "person": noor })).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/controls/AC-1").await.json["owned_by"]["name"], "Noor Haddad");
    let own = server.by(&session, "GET", "/api/v1/o/acme/controls", None).await.json;
    assert_eq!((&own["matching"], &own["controls"][0]["id"]), (&1.into(), &"AC-1".into()), "only what is theirs");
    assert_eq!(server.by(&session, "GET", "/api/v1/o/acme/controls/AC-2", None).await.refused(403), "not_allowed");
    assert_eq!(server.put(owner, &json!({ "person": "person-none" })).await.refused(422), "unknown");
    server.put(owner, &json!({ "person": null })).await.changed();
    assert_eq!(server.by(TOKEN, "GET", "/api/v1/o/acme/controls/AC-1", None).await.json["owned_by"], Value::Null);
}
