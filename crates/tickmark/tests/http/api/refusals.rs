//! Who may not: what is told to strangers, to members without the right, and to tokens of another organisation.

use super::reading::control;
use super::server::Server;
use serde_json::{Value, json};

/// The same answer for an organisation that is not there and for one in which the caller has no part.
#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_organisation_looks_like_none() {
    let server = Server::with_acme().await;
    server.post("/api/v1/organisations", &json!({ "slug": "globex", "name": "Globex" })).await.changed();
    let token = server.token(&["read_programme", "read_control", "read_proof", "read_history", "read_people"]).await;
    let (_, noor) = server.member("Noor Haddad", &["owner"]).await;
    let paths: Vec<(String, String)> = server
        .paths()
        .filter(|(path, _)| path.contains("{organisation}"))
        .flat_map(|(path, item)| {
            let methods = ["get", "post", "put", "delete"].into_iter().filter(|m| item.get(m).is_some());
            methods.map(|m| (m.to_uppercase(), path.clone())).collect::<Vec<_>>()
        })
        .collect();
    assert!(paths.len() > 90, "{}", paths.len());
    for (method, template) in paths {
        let at = |org: &str| {
            let path = template
                .replace("{organisation}", org)
                .replace("{item}", "A.5.4")
                .replace("{step}", "review")
                .replace("{file}", "1");
            path.replace(['{', '}'], "")
        };
        let body = body_of(&server, &method, &template);
        for caller in [&token, &noor] {
            let foreign = server.by(caller, &method, &at("globex"), body.as_ref()).await;
            let none = server.by(caller, &method, &at("nowhere"), body.as_ref()).await;
            if !(foreign.status == 400 || foreign.status == 415) {
                assert_eq!(foreign.status, 404, "{method} {template}");
                assert_eq!(foreign.refused(404), "unknown", "{method} {template}");
            }
            assert_eq!(foreign.status, none.status, "{method} {template}");
            let blind = |reply: &Value| {
                let mut reply = reply.clone();
                reply["request"] = Value::Null;
                reply.to_string().replace("globex", "nowhere")
            };
            assert_eq!(blind(&foreign.json), blind(&none.json), "{method} {template}");
        }
    }
}

/// The example of the document as the body of an operation.
fn body_of(server: &Server, method: &str, template: &str) -> Option<Value> {
    let operation = &server.document["paths"][template][method.to_lowercase()];
    let shape = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str()?;
    Some(server.document.pointer(shape.trim_start_matches('#'))?["example"].clone())
}

/// A refused right says which rule, which roles could, and whom to ask.
#[tokio::test(flavor = "multi_thread")]
async fn a_missing_right_says_who_could() {
    let server = Server::with_acme().await;
    let (_, noor) = server.member("Noor Haddad", &["contributor"]).await;
    server.member("Ines Moreau", &["programme_manager"]).await;
    let refused = server.by(&noor, "POST", "/api/v1/o/acme/controls", Some(&control("AC-1", "CC6.1"))).await;
    assert_eq!(refused.refused(403), "not_allowed");
    assert_eq!((&refused.json["rule"], &refused.json["could"]), (&Value::Null, &json!(["programme_manager"])));
    let ask: Vec<&str> = refused.json["ask"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(ask.contains(&"Ines Moreau"), "{ask:?}");
}

/// A check of the ledger is a question of the organisation like any other.
#[tokio::test(flavor = "multi_thread")]
async fn a_check_of_the_ledger_needs_the_right_to_it() {
    let server = Server::with_acme().await;
    let (_, noor) = server.member("Noor Haddad", &["contributor"]).await;
    let path = "/api/v1/o/acme/verification";
    assert_eq!(server.by(&noor, "GET", path, None).await.refused(403), "not_allowed");
    let kept = json!({ "checkpoint": "x" });
    assert_eq!(server.by(&noor, "POST", path, Some(&kept)).await.refused(403), "not_allowed");
    assert_eq!(server.get(path).await.json["sound"], true);
}
