//! Audit packages through the API: planned, refused, built beside the call, downloaded and checked, withdrawn.

use super::server::{Reply, Server, TOKEN};
use app::packages::verify_package;
use serde_json::{Value, json};
use std::time::Duration;

const PACKAGES: &str = "/api/v1/o/acme/packages";
/// Tries before a build is held to be lost, a twentieth of a second each.
const TRIES: u32 = 600;

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

async fn engaged() -> Server {
    let server = Server::with_acme().await;
    let plan =
        json!({ "title": "Type II 2026", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"] });
    assert_eq!(server.post("/api/v1/o/acme/engagements", &plan).await.status, 201);
    server
}

/// Begins a build and follows it to its end.
async fn built(server: &Server, body: &Value) -> Value {
    let begun = server.post(PACKAGES, body).await;
    assert_eq!(begun.status, 202, "{}", begun.json);
    let place = begun.headers["location"].to_str().expect("an address in ASCII").to_owned();
    assert_eq!(place, format!("/api/v1/o/acme/package-builds/{}", begun.json["id"].as_str().expect("an id")));
    for _ in 0..TRIES {
        let build = server.get(&place).await;
        assert_eq!(build.status, 200, "{}", build.json);
        if build.json["state"] != "running" {
            return build.json;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the build does not end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r175_a_plan_says_what_a_package_would_hold_and_lack() {
    let server = engaged().await;
    let plan = server.get("/api/v1/o/acme/package-plan?for=cpa&engagement=EN-1").await;
    assert_eq!(plan.status, 200, "{}", plan.json);
    assert_eq!((&plan.json["complete"], &plan.json["framework"]), (&json!(false), &json!("soc2-tsc-2017")));
    assert_eq!(plan.json["sections"].as_array().unwrap().len(), 33, "the common criteria");
    assert!(plan.json["lacks"].as_array().unwrap().iter().any(|lack| lack["what"] == "System description"));
    let plan = server.get("/api/v1/o/acme/package-plan?for=certification&from=2026-01-01&until=2026-12-31").await;
    assert_eq!((plan.status, &plan.json["spec"]["engagement"]), (200, &Value::Null), "{}", plan.json);
    assert!(!plan.json["no_reuse"].as_array().unwrap().is_empty());
    for (query, expected) in [
        ("for=nobody", (422, "unknown")),
        ("for=cpa", (422, "empty")),
        ("for=cpa&engagement=EN-9", (404, "unknown")),
        ("for=certification&from=soon", (400, "unreadable")),
        ("for=cpa&engagement=EN-1&partial=true", (400, "unreadable")),
    ] {
        let reply = server.get(&format!("/api/v1/o/acme/package-plan?{query}")).await;
        assert_eq!(code(&reply), expected, "{query}: {}", reply.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_built_beside_the_call_and_its_file_verifies() {
    let server = engaged().await;
    let body = json!({ "for": "cpa", "engagement": "EN-1" });
    let refused = server.post(PACKAGES, &body).await;
    assert_eq!(refused.status, 422, "{}", refused.json);
    assert_eq!(server.get(PACKAGES).await.json["matching"], 0);
    let build = built(&server, &json!({ "for": "cpa", "engagement": "EN-1", "partial": true })).await;
    assert_eq!((&build["state"], &build["package"], &build["percent"]), (&json!("built"), &json!("PK-1"), &json!(100)));
    let one = server.get(&format!("{PACKAGES}/PK-1")).await;
    assert_eq!((one.status, &one.json["complete"], &one.json["withdrawn"]), (200, &json!(false), &Value::Null));
    let file = server.get(&format!("{PACKAGES}/PK-1/file")).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/octet-stream".to_owned()));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"acme-PK-1-cpa.zip\"");
    assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(one.json["size"], file.bytes.len());
    assert_eq!(file.header("etag"), format!("\"{}\"", one.json["sha256"].as_str().unwrap()));
    let place = server.folder.path().join("package.zip");
    std::fs::write(&place, &file.bytes).unwrap();
    let key = server.doors.app.public_key().unwrap();
    let checked = verify_package(&place, Some(&key)).unwrap();
    assert!(checked.is_intact() && !checked.facts.complete, "{checked:?}");
    assert_eq!(checked.facts.missing.len(), one.json["lacks"].as_array().unwrap().len());
    assert_eq!(server.get("/api/v1/o/acme/package-builds").await.json["builds"][0]["package"], "PK-1");
    assert_eq!(code(&server.get("/api/v1/o/acme/package-builds/none").await), (404, "no_build"));
    let path = format!("/api/v1/o/acme/package-builds/{}/cancellation", build["id"].as_str().unwrap());
    assert_eq!(server.post(&path, &json!({})).await.json["state"], "built", "what is over stays as it is");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_withdrawn_against_its_version_and_its_file_is_gone() {
    let server = engaged().await;
    built(&server, &json!({ "for": "certification", "from": "2026-01-01", "until": "2026-12-31", "partial": true }))
        .await;
    let tag = server.get(&format!("{PACKAGES}/PK-1")).await.header("etag");
    let (path, why) = (format!("{PACKAGES}/PK-1/withdrawal"), json!({ "reason": "the wrong days" }));
    let send = async |headers: &[(&'static str, &str)], body: &Value| {
        server.with(TOKEN, headers, "POST", &path, Some(body)).await
    };
    assert_eq!(code(&send(&[], &why).await), (428, "precondition_required"));
    assert_eq!(code(&send(&[("if-match", "\"999\"")], &why).await), (412, "outdated"));
    assert_eq!(send(&[("if-match", &tag)], &json!({ "reason": " " })).await.status, 422);
    assert_eq!(send(&[("if-match", &tag)], &why).await.status, 200);
    assert_eq!(send(&[("if-match", "*")], &why).await.status, 409, "it is so already");
    let one = server.get(&format!("{PACKAGES}/PK-1")).await;
    assert_eq!(one.json["withdrawn"]["reason"], "the wrong days", "{}", one.json);
    assert_eq!(server.get(&format!("{PACKAGES}/PK-1/file")).await.status, 422);
    assert_eq!(code(&server.get(&format!("{PACKAGES}/PK-9/file")).await), (404, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_build_neither_plans_nor_builds() {
    let server = engaged().await;
    let (_, ida) = server.member("Ida Lind", &["management"]).await;
    let body = json!({ "for": "cpa", "engagement": "EN-1", "partial": true });
    assert_eq!(server.by(&ida, "POST", PACKAGES, Some(&body)).await.status, 403);
    for path in ["package-plan?for=cpa&engagement=EN-1", "package-builds", "package-builds/none"] {
        assert_eq!(server.by(&ida, "GET", &format!("/api/v1/o/acme/{path}"), None).await.status, 403, "{path}");
    }
    assert_eq!(server.by(&ida, "GET", PACKAGES, None).await.status, 200, "management reads them");
    let (_, dora) = server.member("Dora Lund", &["contributor"]).await;
    let none = server.by(&dora, "GET", PACKAGES, None).await;
    assert_eq!((none.status, &none.json["packages"]), (200, &json!([])), "those of what they are asked about alone");
}
