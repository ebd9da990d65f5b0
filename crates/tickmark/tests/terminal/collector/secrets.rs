//! Credentials go in and never out: no answer, page, log, ledger, evidence or byte of the data folder has them.

use super::firm::{Firm, ORG, PASSES, START, command, said};
use app::collectors::{Declared, OLD_DAYS};
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use domain::values::RunOutcome;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use tickmark::serve::{Doors, Reach, router};
use tower::ServiceExt;

const CANARY: &str = "canary-7f3a-never-shown";

fn env() -> Declared {
    command("env", &[], &json!({ "TOKEN": "token" }), PASSES)
}

/// Every file below a folder that holds these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, bytes));
        } else if std::fs::read(&path).unwrap().windows(bytes.len()).any(|part| part == bytes) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_credential_reaches_its_program_and_nothing_else() {
    let firm = Firm::new();
    let id = firm.approved(env());
    let before = firm.app.entries(ORG).unwrap();
    firm.app.set_collector_credential(ORG, &firm.owner, &id, "token", CANARY).unwrap();
    assert_eq!(firm.app.entries(ORG).unwrap(), before, "the ledger says nothing of it");
    let said: Declared = firm.line(&id).held.collector.into();
    let tried = firm.tries(Some(&id), said).unwrap();
    assert!(tried.collected.contains("TOKEN=[credential token]"), "the program had it: {}", tried.collected);
    let ran = firm.run(&id);
    assert_eq!(ran.run.outcome, RunOutcome::Pass);
    let item = ran.run.evidence.clone().unwrap();
    assert!(String::from_utf8(firm.file(&item, 1)).unwrap().contains("TOKEN=[credential token]"));
    let states = firm.app.collector_states(ORG, &firm.owner).unwrap();
    let log = firm.app.security_log(ORG, &firm.owner, None, 50).unwrap();
    assert!(log.notes.iter().any(|note| note.what == "collector_credential_set"));
    for told in [format!("{tried:?}"), format!("{ran:?}"), format!("{states:?}"), format!("{log:?}")] {
        assert!(!told.contains(CANARY), "{told}");
    }
    assert_eq!(holding(firm.folder.path(), CANARY.as_bytes()), Vec::<String>::new());
    assert!(holding(firm.folder.path(), b"[credential token]").len() >= 2, "the search finds what is there");
    assert!(std::fs::read_dir(firm.config.folder.join("scratch")).unwrap().next().is_none(), "nothing is left behind");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_and_no_page_has_it() {
    let firm = Firm::new();
    let id = firm.approved(env());
    let app = Arc::into_inner(firm.app).unwrap();
    let doors = Doors::of_demonstration(app, "key");
    let ask = async |method: &str, path: &str, body: serde_json::Value| {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/o/{ORG}{path}"))
            .header(header::AUTHORIZATION, "Bearer key")
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = router(doors.clone()).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    };
    let place = format!("/collectors/{id}/credentials");
    let (status, told) = ask("POST", &place, json!({ "name": "token", "secret": CANARY })).await;
    assert_eq!(status, 200, "{told}");
    assert!(told.contains("\"is_set\":true") && !told.contains(CANARY), "{told}");
    for (method, path, body) in [
        ("POST", format!("/collectors/{id}/try"), json!({})),
        ("POST", format!("/collectors/{id}/runs"), json!({})),
        ("GET", "/collectors".to_owned(), json!({})),
        ("GET", format!("/collectors/{id}"), json!({})),
        ("GET", format!("/collectors/{id}/runs"), json!({})),
        ("GET", "/evidence/EV-1".to_owned(), json!({})),
        ("GET", "/history".to_owned(), json!({})),
        ("GET", "/security-log".to_owned(), json!({})),
    ] {
        let (status, told) = ask(method, &path, body).await;
        assert_eq!(status, 200, "{path}: {told}");
        assert!(!told.contains(CANARY), "{path}: {told}");
    }
    let (status, told) = ask("POST", &place, json!({ "name": "token", "secret": CANARY, "more": 1 })).await;
    assert!(status >= 400 && !told.contains(CANARY), "{told}");
    let (status, told) = ask("POST", &place, json!({ "name": "other", "secret": CANARY })).await;
    assert!(status >= 400 && told.contains("it uses token") && !told.contains(CANARY), "{told}");
    let (status, told) = ask("POST", &format!("{place}/removal"), json!({ "name": "token" })).await;
    assert!(status == 200 && told.contains("\"is_set\":false"), "{told}");
    assert_eq!(Reach::default().session_cookie(), "tickmark-session");
}

#[test]
fn another_check_does_not_get_the_credential_of_the_one_before() {
    let firm = Firm::new();
    let id = firm.approved(env());
    firm.app.set_collector_credential(ORG, &firm.owner, &id, "token", CANARY).unwrap();
    let credential = || firm.app.collector_states(ORG, &firm.owner).unwrap()[&id].credentials[0].clone();
    assert_eq!((credential().set_us, credential().is_old), (Some(START), false));
    // A try of another check under the same id does not get it either.
    let other = command("printenv", &["TOKEN"], &json!({ "TOKEN": "token" }), PASSES);
    let tried = firm.tries(Some(&id), Declared { name: env().name, ..other.clone() }).unwrap();
    assert!(tried.reason.contains("a changed check needs it anew"), "{}", tried.reason);
    let rule = Declared { rule: "package check\nresult := \"fail\"".into(), ..env() };
    firm.app.set_collector(ORG, &firm.owner, None, None, Some(&id), rule).unwrap();
    assert_eq!(credential().set_us, Some(START), "another rule touches no credential");
    firm.app.set_collector(ORG, &firm.owner, None, None, Some(&id), other).unwrap();
    assert_eq!(credential().set_us, None);
    firm.app.set_collector_credential(ORG, &firm.owner, &id, "token", CANARY).unwrap();
    firm.clock.set(START + (OLD_DAYS + 1) * 86_400_000_000);
    assert!(credential().is_old, "it is to be changed");
    firm.app.remove_collector(ORG, &firm.owner, None, None, &id, "gone").unwrap();
    assert_eq!(credential().set_us, None, "it goes with its collector");
}

#[test]
fn a_credential_is_refused_by_name_length_and_right() {
    let firm = Firm::new();
    let id = firm.set(env());
    let set = |who, id: &str, name: &str, secret: &str| {
        firm.app.set_collector_credential(ORG, who, id, name, secret).unwrap_err().to_string()
    };
    assert_eq!(set(&firm.owner, &id, "tokens", CANARY), format!("the check of {id} uses no credential called tokens"));
    assert!(set(&firm.owner, &id, "token", "short").contains("has 6 to 8192 bytes"));
    assert!(set(&firm.owner, &id, "token", &"x".repeat(9_000)).contains("has 6 to 8192 bytes"));
    assert!(set(&firm.mark, &id, "token", CANARY).contains("you may not set this collector"));
    assert!(set(&firm.owner, "CO-9", "token", CANARY).contains("no collector is known as `CO-9`"));
    let gone = firm.app.remove_collector_credential(ORG, &firm.owner, &id, "token").unwrap_err();
    assert_eq!(gone.to_string(), "no credential is known as `token`");
    let hash = firm.set(said("Hash", &json!({ "file_hash": { "path": "/etc/hosts" } })));
    assert!(set(&firm.owner, &hash, "token", CANARY).contains("uses no credential"));
}
