//! Waivers and deeds of two persons over the API.

use super::server::{DAY, START, Server};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_waiver_is_proposed_and_not_approved_by_a_token() {
    let server = Server::with_acme().await;
    let (noor, _) = server.member("Noor Haddad", &["programme_manager"]).await;
    let (_, chief) = server.member("Ines Moreau", &["management"]).await;
    let waiver = json!({ "rule": "SoD-1", "person": noor, "until": "2026-12-31", "reason": "we are three" });
    let proposed = server.post("/api/v1/o/acme/waivers", &waiver).await;
    assert_eq!(proposed.status, 201, "{}", proposed.json);
    let place = proposed.header("location");
    let shown = server.get(&place).await.json;
    assert_eq!((&shown["rule"], &shown["stage"]), (&"SoD-1".into(), &"proposed".into()));
    // The proposer does not approve; management does, in person, and has to prove again who they are.
    let own = server.post(&format!("{place}/approval"), &Value::Null).await;
    assert_eq!(own.refused(403), "not_allowed");
    assert_eq!(own.json["ask"], json!(["Ines Moreau"]));
    assert_eq!(own.json["could"], json!(["management"]));
    let single = server.by(&chief, "POST", &format!("{place}/approval"), None).await;
    assert_eq!((single.refused(403), &single.json["rule"]), ("step_up", &Value::Null));
    let unknown = json!({ "rule": "SoD-99", "person": noor, "until": "2026-12-31", "reason": "x" });
    assert_eq!(server.post("/api/v1/o/acme/waivers", &unknown).await.refused(422), "unknown");
    let never = json!({ "rule": "SoD-7", "person": noor, "until": "2026-12-31", "reason": "x" });
    assert_eq!(server.post("/api/v1/o/acme/waivers", &never).await.refused(403), "kept_apart");
    server.post(&format!("{place}/end"), &json!({ "reason": "not needed" })).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/waivers").await.json["waivers"][0]["stage"], "ended");
}

/// A waiver stands on every paper that is made while it lasts (SoD-18), and on none afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn a_waiver_in_force_stands_on_json_csv_and_workbooks() {
    let server = Server::with_acme().await;
    let me = server.get("/api/v1/me").await.json["person"]["id"].as_str().unwrap().to_owned();
    let waiver = json!({ "rule": "SoD-1", "person": me, "until": "2026-12-31", "reason": "nobody else is here yet" });
    let proposed = server.post("/api/v1/o/acme/waivers", &waiver).await;
    let place = proposed.header("location");
    let id = place.rsplit('/').next().unwrap().to_owned();
    const PAPERS: [&str; 4] = ["gap.csv", "gap.xlsx", "suppliers.csv", "suppliers.xlsx"];
    for path in PAPERS {
        let reply = server.get(&format!("/api/v1/o/acme/{path}")).await;
        assert_eq!(reply.header("x-tickmark-waivers"), "", "not yet: {path}");
    }
    const BOOKS: [&str; 2] = ["/api/v1/o/acme/suppliers.xlsx", "/api/v1/o/acme/gap.xlsx"];
    let before = [sheets(&server.get(BOOKS[0]).await.bytes), sheets(&server.get(BOOKS[1]).await.bytes)];
    server.post(&format!("{place}/approval"), &Value::Null).await.changed();
    let named = format!("SoD-1;until=\"2026-12-31\";waiver=\"{id}\"");
    for path in PAPERS {
        let reply = server.get(&format!("/api/v1/o/acme/{path}")).await;
        assert_eq!(reply.header("x-tickmark-waivers"), named, "{path}");
        if path.ends_with("csv") {
            assert!(!String::from_utf8_lossy(&reply.bytes).contains("waived"), "rows stay rows: {path}");
        }
    }
    for (path, before) in BOOKS.into_iter().zip(before) {
        let book = server.get(path).await.bytes;
        assert_eq!((before > 0, sheets(&book)), (true, before + 1), "one more sheet lists them: {path}");
    }
    for path in ["coverage", "gap", "controls", "people", "suppliers"] {
        let answer = server.get(&format!("/api/v1/o/acme/{path}")).await;
        let waived = &answer.json["waivers_in_force"][0];
        assert_eq!((&waived["rule"], &waived["id"]), (&"SoD-1".into(), &id.as_str().into()), "{path}: {}", answer.json);
        assert_eq!((&waived["reason"], &waived["alone"]), (&"nobody else is here yet".into(), &true.into()), "{path}");
        assert_eq!(answer.header("x-tickmark-waivers"), named, "{path}");
    }
    let before = server.get("/api/v1/o/acme/coverage?on=2027-01-01").await;
    assert_eq!(before.json["waivers_in_force"], json!([]), "judged on a day after it");
    assert_eq!(server.get("/api/v1/library/coverage").await.json["waivers_in_force"], json!([]));
    server.post(&format!("{place}/end"), &json!({ "reason": "somebody came" })).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/gap.csv").await.header("x-tickmark-waivers"), "");
    assert_eq!(server.get("/api/v1/o/acme/gap").await.json["waivers_in_force"], json!([]));
}

/// Sheets of a workbook: each is named where it lies in the archive, and once more in the directory at its end.
fn sheets(book: &[u8]) -> usize {
    let name = b"xl/worksheets/sheet";
    book.windows(name.len()).filter(|window| window == name).count() / 2
}

/// Who is alone agrees with themselves, at once and marked so.
#[tokio::test(flavor = "multi_thread")]
async fn a_deed_is_carried_out() {
    let server = Server::with_acme().await;
    let deed =
        json!({ "kind": "shorten_retention", "what": "security log, 90 days", "reason": "the data is personal" });
    let proposed = server.post("/api/v1/o/acme/deeds", &deed).await;
    assert_eq!(proposed.status, 201, "{}", proposed.json);
    let place = proposed.header("location");
    let early = server.post(&format!("{place}/execution"), &Value::Null).await;
    assert_eq!(early.refused(403), "not_allowed", "nobody carries out what is not approved");
    server.post(&format!("{place}/approval"), &Value::Null).await.changed();
    let shown = server.get(&place).await.json;
    assert_eq!((&shown["stage"], &shown["alone"]), (&"approved".into(), &true.into()));
    server.post(&format!("{place}/execution"), &Value::Null).await.changed();
    assert_eq!(server.get(&place).await.json["stage"], "done");
    assert_eq!(
        server.post(&format!("{place}/withdrawal"), &json!({ "reason": "late" })).await.refused(403),
        "not_allowed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deed_says_what_it_needs() {
    let server = Server::with_acme().await;
    for (deed, code) in [
        (json!({ "kind": "erase_person", "reason": "x" }), "empty"),
        (json!({ "kind": "restore", "reason": "x" }), "empty"),
        (json!({ "kind": "support", "person": "person-x", "reason": "x" }), "empty"),
        (json!({ "kind": "erase_all", "reason": "x" }), "unknown"),
        (json!({ "kind": "full_export", "reason": " " }), "empty"),
    ] {
        assert_eq!(server.post("/api/v1/o/acme/deeds", &deed).await.refused(422), code, "{deed}");
    }
}

/// A backup is put in place at the terminal: the API names one file, and then the command; nothing is half done.
#[tokio::test(flavor = "multi_thread")]
async fn a_restore_is_agreed_here_and_carried_out_by_the_operator() {
    let server = Server::with_acme().await;
    let deed = |what: &str| json!({ "kind": "restore", "what": what, "reason": "the import went wrong" });
    let vague = server.post("/api/v1/o/acme/deeds", &deed("last Friday")).await;
    assert_eq!(vague.refused(422), "not_possible");
    assert!(vague.json.to_string().contains("tickmark restore FILE --digest"), "{}", vague.json);
    let digest = format!("sha256:{}", "ab".repeat(32));
    let place = server.post("/api/v1/o/acme/deeds", &deed(&digest)).await.header("location");
    server.post(&format!("{place}/approval"), &Value::Null).await.changed();
    let by_hand = server.post(&format!("{place}/execution"), &Value::Null).await;
    assert_eq!(by_hand.refused(422), "not_possible", "{}", by_hand.json);
    let id = place.rsplit('/').next().unwrap();
    let command = format!("tickmark restore BUNDLE --files FOLDER --key KEY --agreed {id}");
    assert!(by_hand.json.to_string().contains(&command), "{}", by_hand.json);
    let shown = server.get(&place).await.json;
    assert_eq!((&shown["stage"], &shown["what"]), (&"approved".into(), &digest.into()));
    assert_eq!(server.get("/api/v1/o/acme/deeds").await.json["restores"], json!([]));
}

/// The whole ledger leaves the house only when two persons agreed and a day has passed.
#[tokio::test(flavor = "multi_thread")]
async fn an_export_needs_a_ripe_deed() {
    let server = Server::with_acme().await;
    server.member("Noor Haddad", &["management"]).await;
    let export = "/api/v1/o/acme/export";
    let alone = server.post(export, &Value::Null).await;
    assert_eq!((alone.refused(403), &alone.json["rule"]), ("kept_apart", &"SoD-8".into()));
    let deed = json!({ "kind": "full_export", "reason": "the certification body keeps a copy" });
    let place = server.post("/api/v1/o/acme/deeds", &deed).await.header("location");
    let own = server.post(&format!("{place}/approval"), &Value::Null).await;
    assert_eq!((own.refused(403), &own.json["rule"]), ("not_allowed", &"SoD-8".into()));
    let by_hand = server.post(&format!("{place}/execution"), &Value::Null).await;
    assert_eq!(by_hand.refused(422), "not_possible", "{}", by_hand.json);
    server.clock.set(START + 3 * DAY);
    assert_eq!(server.post(export, &Value::Null).await.refused(403), "kept_apart", "time alone approves nothing");
}
