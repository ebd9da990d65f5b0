//! What is due through the API: how a control operates, its life and occurrences, tasks, the month, holidays, the feed.

use super::server::{Reply, Server};
use serde_json::{Value, json};

const ACME: &str = "/api/v1/o/acme";

/// Acme with the quarterly AC-1 of Carl, operating since the first of July 2025, and the session of Carl.
async fn running() -> (Server, String, String) {
    let server = Server::with_acme().await;
    let (carl, session) = server.member("Carl Diaz", &["control_owner"]).await;
    let control = json!({
        "id": "AC-1", "name": "Access review", "activity": "The owner reviews access", "status": "in_place",
        "frequency": "quarterly"
    });
    let added = server.post(&format!("{ACME}/controls"), &control).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let owner = server.put(&format!("{ACME}/controls/AC-1/owner"), &json!({ "person": carl })).await;
    assert_eq!(owner.status, 200, "{}", owner.json);
    let life = server.put(&format!("{ACME}/controls/AC-1/life/operating"), &json!({ "on": "2025-07-01" })).await;
    assert_eq!(life.status, 200, "{}", life.json);
    (server, carl, session)
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r173_tasks_occurrences_and_the_month_say_what_is_due() {
    let (server, carl, session) = running().await;
    let all = server.get(&format!("{ACME}/controls/AC-1/occurrences?from=2025-07-01&until=2026-03-31")).await;
    let states: Vec<&str> =
        all.json["occurrences"].as_array().unwrap().iter().map(|o| o["state"].as_str().unwrap()).collect();
    assert_eq!((all.status, states), (200, vec!["overdue", "overdue", "due"]), "{}", all.json);
    let page = server.get(&format!("{ACME}/controls/AC-1/occurrences?from=2025-07-01&until=2026-03-31&limit=2")).await;
    assert_eq!((&page.json["matching"], &page.json["next"]), (&json!(3), &json!("2025-Q4.1")), "{}", page.json);
    let tasks = server.get(&format!("{ACME}/tasks?kind=run")).await;
    assert_eq!((tasks.status, &tasks.json["figures"]["overdue"]), (200, &json!(2)), "{}", tasks.json);
    assert_eq!(tasks.json["tasks"][0]["person"]["name"], json!("Carl Diaz"));
    assert_eq!(server.get(&format!("{ACME}/tasks?urgency=soon")).await.json["matching"], json!(0));
    let month = server.get(&format!("{ACME}/calendar?month=2026-03")).await;
    assert_eq!(
        (month.status, &month.json["days"][30]["runs"][0]["bucket"]),
        (200, &json!("2026-Q1")),
        "{}",
        month.json
    );
    // Everybody's are for who sees the programme; one's own are for everybody.
    let others = server.by(&session, "GET", &format!("{ACME}/tasks"), None).await;
    assert_eq!(code(&others), (403, "not_allowed"), "{}", others.json);
    for own in ["me", &carl] {
        let mine = server.by(&session, "GET", &format!("{ACME}/tasks?person={own}"), None).await;
        assert_eq!((mine.status, &mine.json["matching"]), (200, &json!(2)), "{}", mine.json);
    }
    let (_, dora) = server.member("Dora Lund", &["contributor"]).await;
    let theirs = server.by(&dora, "GET", &format!("{ACME}/tasks?person={carl}"), None).await;
    assert_eq!(code(&theirs), (403, "not_allowed"), "{}", theirs.json);
    let none = server.by(&dora, "GET", &format!("{ACME}/calendar?person=me"), None).await;
    assert!(none.status == 200 && !none.json.to_string().contains("AC-1"), "{}", none.json);
    for wrong in ["tasks?kind=dance", "tasks?urgency=never", "controls/AC-9/occurrences", "controls/AC-9/operation"] {
        let reply = server.get(&format!("{ACME}/{wrong}")).await;
        assert_eq!(reply.json["code"], json!("unknown"), "{wrong}: {}", reply.json);
    }
    assert_eq!(server.get(&format!("{ACME}/calendar?month=autumn")).await.status, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_a_control_operates_is_set_against_the_version_that_was_read() {
    let (server, _, session) = running().await;
    let place = format!("{ACME}/controls/AC-1/operation");
    let before = server.get(&place).await;
    assert_eq!((before.status, &before.json["life"]), (200, &json!("operating")), "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let body = json!({ "nature": "detective", "execution": "manual", "key": true, "systems": ["Portal"], "evidence": ["access_review"] });
    let send =
        async |headers: &[(&'static str, &str)]| server.with(&session, headers, "PUT", &place, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    let set = send(&[("if-match", &tag)]).await;
    assert_eq!(set.status, 200, "its owner may: {}", set.json);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let after = server.get(&place).await;
    assert_eq!(
        (&after.json["nature"], &after.json["systems"]),
        (&json!("detective"), &json!(["Portal"])),
        "{}",
        after.json
    );
    for wrong in [json!({ "nature": "x" }), json!({ "execution": "x" }), json!({ "evidence": ["x"] })] {
        assert_eq!(code(&server.put(&place, &wrong).await), (422, "unknown"));
    }
    let step = format!("{ACME}/controls/AC-1/life/operating");
    assert_eq!(server.delete(&step).await.status, 200);
    assert_eq!(code(&server.delete(&step).await), (409, "nothing_to_change"));
    assert_eq!(
        server.put(&format!("{ACME}/controls/AC-1/life/dancing"), &json!({})).await.json["code"],
        json!("unknown")
    );
    let future = server.put(&step, &json!({ "on": "2027-01-01" })).await;
    assert_eq!(code(&future), (422, "in_the_future"), "{}", future.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holidays_are_one_list() {
    let (server, _, session) = running().await;
    let place = format!("{ACME}/holidays");
    let list = json!({ "holidays": [{ "day": "2026-12-25", "name": "Christmas Day" }] });
    assert_eq!(server.put(&place, &list).await.status, 200);
    let read = server.by(&session, "GET", &place, None).await;
    assert_eq!((read.status, &read.json["holidays"]), (200, &list["holidays"]), "{}", read.json);
    assert!(read.headers.contains_key("etag"));
    assert_eq!(code(&server.by(&session, "PUT", &place, Some(&list)).await), (403, "not_allowed"));
    let day = |day: &str| json!({ "day": day, "name": "x" });
    for wrong in [json!({ "holidays": [day("soon")] }), json!({ "holidays": [day("2026-12-25"), day("2026-12-25")] })] {
        let reply = server.put(&place, &wrong).await;
        assert_eq!((reply.status, reply.json.to_string().contains("holidays[")), (400, true), "{}", reply.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_a_calendar_is_made_by_people_and_not_by_tokens() {
    let (server, _, session) = running().await;
    let made = server.by(&session, "POST", "/api/v1/me/calendar-feed", None).await;
    assert_eq!((made.status, &made.json["before"]), (200, &json!(false)), "{}", made.json);
    let address = made.json["address"].as_str().unwrap();
    assert!(address.contains("/calendar/") && address.ends_with(".ics"), "{address}");
    let secret = address.rsplit('/').next().unwrap().trim_end_matches(".ics");
    let ics = server.doors.app.calendar_file(secret, "http://localhost").unwrap().unwrap();
    assert!(String::from_utf8(ics).unwrap().contains("AC-1.2026-Q1.v1@acme.tickmark"));
    let again = server.by(&session, "POST", "/api/v1/me/calendar-feed", None).await;
    assert_eq!(again.json["before"], json!(true), "{}", again.json);
    assert!(server.doors.app.calendar_file(secret, "http://localhost").unwrap().is_none(), "the first one ended");
    let ended = server.by(&session, "POST", "/api/v1/me/calendar-feed/end", None).await;
    assert_eq!((ended.status, &ended.json["address"]), (200, &json!(null)), "{}", ended.json);
    let token = json!({ "name": "script", "kind": "api", "actions": ["read_tasks"], "until": "2026-03-31" });
    let issued = server.post(&format!("{ACME}/tokens"), &token).await;
    assert_eq!(issued.status, 201, "{}", issued.json);
    let refused = server.by(issued.json["secret"].as_str().unwrap(), "POST", "/api/v1/me/calendar-feed", None).await;
    assert_eq!(code(&refused), (422, "not_possible"), "{}", refused.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_often_one_is_reminded_is_set_by_people_and_how_reminders_stand_is_for_owners() {
    let (server, _, session) = running().await;
    let now = server.by(&session, "GET", "/api/v1/me/reminders", None).await;
    assert_eq!((now.status, &now.json["rhythm"]), (200, &json!("weekly")), "{}", now.json);
    let set = server.by(&session, "PUT", "/api/v1/me/reminders", Some(&json!({ "rhythm": "daily" }))).await;
    assert_eq!((set.status, &set.json["rhythm"]), (200, &json!("daily")), "{}", set.json);
    let wrong = server.by(&session, "PUT", "/api/v1/me/reminders", Some(&json!({ "rhythm": "weakly" }))).await;
    assert!(wrong.status >= 400 && wrong.json.to_string().contains("weekly"), "{}", wrong.json);
    let token = json!({ "name": "script", "kind": "api", "actions": ["read_tasks"], "until": "2026-03-31" });
    let issued = server.post(&format!("{ACME}/tokens"), &token).await;
    let script = issued.json["secret"].as_str().unwrap();
    let refused = server.by(script, "PUT", "/api/v1/me/reminders", Some(&json!({ "rhythm": "never" }))).await;
    assert_eq!(code(&refused), (422, "not_possible"), "{}", refused.json);
    let state = server.get(&format!("{ACME}/reminders")).await;
    assert_eq!((state.status, &state.json["relay"]), (200, &json!(false)), "{}", state.json);
    assert!(state.json["people"].as_array().unwrap().iter().any(|one| one["rhythm"] == "daily"), "{}", state.json);
    assert_eq!(server.by(&session, "GET", &format!("{ACME}/reminders"), None).await.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_next_links_and_the_history_of_one_object_are_read() {
    let (server, _, session) = running().await;
    let next = server.by(&session, "GET", &format!("{ACME}/next"), None).await;
    assert_eq!((next.status, &next.json["overdue"]), (200, &json!(1)), "{}", next.json);
    assert_eq!(next.json["next"][0]["id"], json!("AC-1"), "{}", next.json);
    let links = server.get(&format!("{ACME}/links/control/AC-1")).await;
    assert_eq!((links.status, &links.json["kind"], &links.json["to_of"]), (200, &json!("control"), &json!(0)));
    assert_eq!(code(&server.get(&format!("{ACME}/links/thing/AC-1")).await).0, 404);
    assert_eq!(code(&server.get(&format!("{ACME}/links/control/AC-9")).await).0, 404);
    let about = server.get(&format!("{ACME}/history?object=control:AC-1")).await;
    let told: Vec<&str> =
        about.json["entries"].as_array().unwrap().iter().filter_map(|e| e["event"].as_str()).collect();
    assert_eq!(told, ["life_recorded", "control_assigned", "control_added"], "how it operates as well");
    assert_eq!(code(&server.get(&format!("{ACME}/history?object=AC-1")).await), (400, "unreadable"));
    // The kind is named as a search does, or as entries name it.
    assert_eq!(server.post(&format!("{ACME}/statements"), &Value::Null).await.status, 201);
    for kind in ["statement", "applicability"] {
        let about = server.get(&format!("{ACME}/history?object={kind}:ST-1")).await;
        assert_eq!(about.json["entries"][0]["event"], json!("statement_begun"), "{kind}: {}", about.json);
    }
    let years = server.get(&format!("{ACME}/certification/calendar?decision=2027-03-16")).await;
    assert_eq!(
        (years.status, &years.json["basis"], &years.json["expiry"]),
        (200, &json!("trial"), &json!("2030-03-15"))
    );
}
