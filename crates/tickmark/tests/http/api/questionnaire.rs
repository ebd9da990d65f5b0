//! Scorecard, questionnaires and the library of answers through the API.

use super::server::{Reply, Server};
use serde_json::json;

const ROOT: &str = "/api/v1/o/acme";
const LIST: &[u8] = b"No,Question,Answer\n1,Do you review access rights of users?,\n2,Is data encrypted?,\n";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// Acme with a control in place and a questionnaire of two questions.
async fn asked() -> Server {
    let server = Server::with_acme().await;
    let control = json!({
        "id": "RV-1", "name": "Access review", "status": "in_place",
        "activity": "Owners review the access rights of all users every quarter"
    });
    let added = server.post(&format!("{ROOT}/controls"), &control).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let imports = format!("{ROOT}/questionnaire-imports");
    let look = server.send_form(&format!("{imports}?preview=true"), ("bank.csv", LIST), &[]).await;
    assert_eq!(
        (look.status, &look.json["questions"], &look.json["receipt"]),
        (200, &json!(2), &json!(null)),
        "{}",
        look.json
    );
    let sent =
        server.send_form(&imports, ("bank.csv", LIST), &[("customer", "Example Bank"), ("due", "2099-01-01")]).await;
    assert_eq!((sent.status, &sent.json["receipt"]["object"]), (200, &json!("QN-1")), "{}", sent.json);
    server
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r334_a_questionnaire_is_answered_with_sources_and_downloaded_as_it_came() {
    let server = asked().await;
    let one = format!("{ROOT}/questionnaires/QN-1");
    let found = server.get(&format!("{one}/suggestions")).await;
    assert_eq!(found.json["rows"][0]["suggestions"][0]["sources"][0]["id"], "RV-1", "{}", found.json);
    let answers = json!({ "answers": [{ "row": 2, "answer": "Yes, every quarter.", "sources": [{ "kind": "control", "id": "RV-1" }] }] });
    let answered = server.post(&format!("{one}/answers"), &answers).await;
    assert_eq!(answered.status, 200, "{}", answered.json);
    let open = server.get(&format!("{one}/questions?state=open")).await;
    assert_eq!(open.json["questions"].as_array().unwrap().len(), 1, "{}", open.json);
    assert_eq!(code(&server.get(&format!("{one}/questions?state=opn")).await), (422, "unknown"));
    let shown = server.get(&one).await;
    assert_eq!((&shown.json["figures"]["answered"], &shown.json["stays"]), (&json!(1), &json!(null)), "{}", shown.json);
    assert_eq!(server.get(&format!("{one}/file")).await.status, 200);
    let certified = json!({ "answers": [{ "row": 3, "answer": "We are SOC 2 certified." }] });
    assert_eq!(code(&server.post(&format!("{one}/answers"), &certified).await), (422, "not_possible"));
    let odd = json!({ "answers": [{ "row": 3, "answer": "Yes", "sources": [{ "kind": "rumour", "id": "x" }] }] });
    assert_eq!(code(&server.post(&format!("{one}/answers"), &odd).await), (422, "unknown"));
    assert_eq!(server.post(&format!("{one}/sent"), &json!({ "on": "2026-03-01" })).await.status, 422);
    assert_eq!(code(&server.get(&format!("{ROOT}/questionnaires/QN-9")).await), (404, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r334_the_library_keeps_confirms_and_withdraws_and_the_pack_says_what_is_missing() {
    let server = asked().await;
    let library = format!("{ROOT}/answers");
    let kept = server.post(&library, &json!({ "question": "Do you train people?", "answer": "Yes." })).await;
    assert_eq!((kept.status, kept.headers["location"].to_str().unwrap()), (201, format!("{library}/AN-1").as_str()));
    let one = format!("{library}/AN-1");
    let said = json!({ "question": "Do you train people?", "answer": "Yes, every year." });
    assert_eq!(server.put(&one, &said).await.status, 200);
    assert_eq!(server.post(&format!("{one}/confirmation"), &json!({})).await.status, 200);
    let same = server.get(&format!("{ROOT}/answer-suggestions?question=do%20you%20train%20people")).await;
    assert_eq!(same.json["suggestions"][0]["same"], true, "{}", same.json);
    assert_eq!(server.post(&format!("{one}/withdrawal"), &json!({ "reason": "old" })).await.status, 200);
    assert_eq!(server.get(&one).await.json["withdrawn"], "old");
    let pack = server.get(&format!("{ROOT}/answer-pack")).await;
    assert_eq!(pack.json["pack"].as_array().unwrap().len(), 4, "{}", pack.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r330_a_scorecard_is_calculated_and_kept() {
    let server = Server::with_acme().await;
    let questions = server.get("/api/v1/library/scorecard").await;
    assert_eq!(questions.json["questions"].as_array().unwrap().len(), 20, "{}", questions.json);
    let answers = json!({ "answers": { "SQ01": "yes", "SQ05": "no" }, "people": 2 });
    let found = server.post("/api/v1/calc/scorecard", &answers).await;
    assert_eq!((found.status, &found.json["answered"]), (200, &json!(2)), "{}", found.json);
    let odd = server.post("/api/v1/calc/scorecard", &json!({ "answers": { "SQ99": "yes" } })).await;
    assert_eq!(code(&odd), (422, "unknown"), "{}", odd.json);
    let kept = server.post(&format!("{ROOT}/scorecards"), &answers).await;
    assert_eq!((kept.status, &kept.json["object"]), (201, &json!("SC-1")), "{}", kept.json);
    let shown = server.get(&format!("{ROOT}/scorecards/SC-1")).await;
    assert_eq!((&shown.json["id"], &shown.json["result"]["answered"]), (&json!("SC-1"), &json!(2)), "{}", shown.json);
    assert_eq!(server.get(&format!("{ROOT}/scorecards")).await.json["scorecards"].as_array().unwrap().len(), 1);
    assert_eq!(code(&server.get(&format!("{ROOT}/scorecards/SC-9")).await), (404, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_take_questionnaires_in_is_told_so_before_the_file_is_read() {
    let server = Server::with_acme().await;
    let (_, ines) = server.member("Ines Moreau", &["internal_auditor"]).await;
    let refused = server.send_form_by(&ines, &format!("{ROOT}/questionnaire-imports"), ("x.csv", b"\xff")).await;
    assert_eq!(code(&refused), (403, "not_allowed"), "{}", refused.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_of_an_organisation_that_is_not_there_is_not_there_whatever_it_is_called() {
    let server = Server::with_acme().await;
    for paper in ["statement.pdf", "statement.zip", "nothing.pdf"] {
        let elsewhere = server.get(&format!("/api/v1/o/nowhere/papers/{paper}")).await;
        assert_eq!(elsewhere.status, 404, "{paper}: {}", elsewhere.json);
    }
    assert_eq!(server.get(&format!("{ROOT}/papers/statement.zip")).await.status, 422);
}
