//! Evidence through the API: sent in pieces, handed in, listed, checked, downloaded in part, judged by somebody else.

#![expect(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use super::server::{Reply, Server, TOKEN, request};
use axum::body::Body;
use axum::http::header;
use serde_json::{Value, json};

const EVIDENCE: &str = "/api/v1/o/acme/evidence";
const UPLOADS: &str = "/api/v1/o/acme/evidence-uploads";

pub(super) async fn firm() -> Server {
    let server = Server::with_acme().await;
    for id in ["AC-1", "AC-2"] {
        let control = json!({ "id": id, "name": "Access", "status": "in_place" });
        assert_eq!(server.post("/api/v1/o/acme/controls", &control).await.status, 201);
    }
    server
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

async fn piece(server: &Server, token: &str, upload: &str, offset: &str, bytes: &[u8]) -> Reply {
    let mut request = request("PATCH", &format!("{UPLOADS}/{upload}"));
    let bearer = format!("Bearer {token}").parse().unwrap();
    request.headers_mut().insert(header::AUTHORIZATION, bearer);
    request.headers_mut().insert(header::CONTENT_TYPE, "application/octet-stream".parse().unwrap());
    request.headers_mut().insert("upload-offset", offset.parse().unwrap());
    *request.body_mut() = Body::from(bytes.to_vec());
    server.checked(request).await
}

/// Sends a file as whoever has the token, and answers its id.
pub(super) async fn sent(server: &Server, token: &str, name: &str, bytes: &[u8]) -> String {
    let begin = json!({ "name": name, "size": bytes.len() });
    let begun = server.by(token, "POST", UPLOADS, Some(&begin)).await;
    assert_eq!(begun.status, 201, "{}", begun.json);
    let upload = begun.json["upload"].as_str().unwrap().to_owned();
    if !bytes.is_empty() {
        assert_eq!(piece(server, token, &upload, "0", bytes).await.status, 200);
    }
    let finished = server.by(token, "POST", &format!("{UPLOADS}/{upload}/finish"), None).await;
    assert_eq!(finished.status, 200, "{}", finished.json);
    upload
}

fn item(uploads: &[&str], control: &str) -> Value {
    json!({
        "said": {
            "title": "Access review", "kind": "access_review", "captured": "2026-02-10",
            "period": { "from": "2026-02-01", "until": "2026-02-28" },
            "source": { "system": "Okta", "environment": "production" }
        },
        "controls": { control: "2026-02-10" }, "uploads": uploads
    })
}

async fn download(server: &Server, path: &str, heads: &[(&'static str, &str)]) -> Reply {
    let mut request = request("GET", path);
    for (name, value) in heads {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    server.checked(request).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_is_resumed_and_everything_that_does_not_fit_is_refused() {
    let server = firm().await;
    let begun = server.post(UPLOADS, &json!({ "name": "../log.txt", "size": 10 })).await;
    assert_eq!((begun.status, &begun.json["name"]), (201, &json!("log.txt")), "{}", begun.json);
    let upload = begun.json["upload"].as_str().unwrap().to_owned();
    let at = piece(&server, TOKEN, &upload, "0", b"hello").await;
    assert_eq!((at.status, at.header("upload-offset")), (200, "5".to_owned()), "{}", at.json);
    assert_eq!(code(&piece(&server, TOKEN, &upload, "0", b"hello").await), (409, "upload_offset"));
    assert_eq!(code(&piece(&server, TOKEN, &upload, "5", b"much too long").await), (413, "too_large"));
    assert_eq!(code(&piece(&server, TOKEN, &upload, "x", b"a").await), (400, "unreadable"));
    let early = server.post(&format!("{UPLOADS}/{upload}/finish"), &json!({})).await;
    assert_eq!(code(&early), (409, "incomplete"), "{}", early.json);
    let stands = server.get(&format!("{UPLOADS}/{upload}")).await;
    assert_eq!((&stands.json["offset"], stands.header("upload-offset")), (&json!(5), "5".to_owned()));
    assert_eq!(piece(&server, TOKEN, &upload, "5", b"world").await.status, 200);
    let done = server.post(&format!("{UPLOADS}/{upload}/finish"), &json!({})).await;
    assert_eq!((done.status, &done.json["file"]["size"]), (200, &json!(10)), "{}", done.json);
    let big = server.post(UPLOADS, &json!({ "name": "a", "size": (1_u64 << 30) + 1 })).await;
    assert_eq!(code(&big), (413, "too_large"));
    let long = vec![0; 16 * 1024 * 1024 + 1];
    assert_eq!(code(&piece(&server, TOKEN, &upload, "0", &long).await), (413, "too_large"));
    assert_eq!(code(&server.get(&format!("{UPLOADS}/nothing")).await), (404, "no_upload"));
    let (_, other) = server.member("Paul Programme", &["programme_manager"]).await;
    for (method, path) in [("GET", ""), ("POST", "/finish"), ("POST", "/abandonment")] {
        let foreign = server.by(&other, method, &format!("{UPLOADS}/{upload}{path}"), None).await;
        assert_eq!(code(&foreign), (404, "no_upload"), "{method} {path}");
    }
    let taken = server.by(&other, "POST", EVIDENCE, Some(&item(&[&upload], "AC-1"))).await;
    assert_eq!(code(&taken), (422, "no_upload"), "{}", taken.json);
    assert_eq!(server.get(UPLOADS).await.json["uploads"].as_array().unwrap().len(), 1);
    assert_eq!(server.post(&format!("{UPLOADS}/{upload}/abandonment"), &json!({})).await.status, 200);
    assert_eq!(server.get(UPLOADS).await.json["uploads"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r183_a_file_is_downloaded_whole_or_in_part_and_always_as_an_attachment() {
    let server = firm().await;
    let page = b"<html><script>alert(1)</script></html>";
    let (html, empty) = (sent(&server, TOKEN, "a\"b.html", page).await, sent(&server, TOKEN, "empty.txt", b"").await);
    let added = server.post(EVIDENCE, &item(&[&html, &empty], "AC-1")).await;
    assert_eq!((added.status, added.header("location")), (201, format!("{EVIDENCE}/EV-1")), "{}", added.json);
    let file = format!("{EVIDENCE}/EV-1/files/1");
    let whole = download(&server, &file, &[]).await;
    assert_eq!((whole.status, whole.bytes.as_slice()), (200, &page[..]));
    let tag = whole.header("etag");
    assert_eq!(tag.len(), 66, "{tag}");
    assert!(whole.header("content-disposition").starts_with("attachment; filename=\"a_b.html\""));
    assert_eq!(whole.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(
        (whole.header("content-type"), whole.header("x-content-type-options")),
        ("application/octet-stream".to_owned(), "nosniff".to_owned())
    );
    let part = download(&server, &file, &[("range", "bytes=1-4")]).await;
    assert_eq!(
        (part.status, part.bytes.as_slice(), part.header("content-range")),
        (206, &b"html"[..], "bytes 1-4/38".to_owned())
    );
    let tail = download(&server, &file, &[("range", "bytes=-7"), ("if-range", &tag)]).await;
    assert_eq!((tail.status, tail.bytes.as_slice()), (206, &b"</html>"[..]));
    assert_eq!(download(&server, &file, &[("range", "bytes=1-4"), ("if-range", "\"other\"")]).await.status, 200);
    let past = download(&server, &file, &[("range", "bytes=38-")]).await;
    assert_eq!((code(&past), past.header("content-range")), ((416, "out_of_range"), "bytes */38".to_owned()));
    let mut same = request("GET", &file);
    same.headers_mut().insert("if-none-match", tag.parse().unwrap());
    assert_eq!(server.send(same).await.status, 304);
    let empty = download(&server, &format!("{EVIDENCE}/EV-1/files/2"), &[]).await;
    assert_eq!((empty.status, empty.bytes.len()), (200, 0));
    for none in ["0", "3", "x", "99999999999999999999999"] {
        assert_eq!(code(&download(&server, &format!("{EVIDENCE}/EV-1/files/{none}"), &[]).await), (404, "no_file"));
    }
    let checks = server.get(&format!("{EVIDENCE}/EV-1/checks")).await;
    assert_eq!(checks.json["checks"].as_array().unwrap().len(), 12, "{}", checks.json);
    assert_eq!(checks.json["checks"][3]["reason"], "2 of 2 files read now and unchanged");
    assert_eq!(checks.json["late"]["rule"], "late");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r186_an_item_is_judged_by_somebody_else_against_the_version_that_was_read() {
    let server = firm().await;
    let link = "/api/v1/o/acme/controls/AC-1/links/soc2-tsc-2017/CC7.2";
    server.put(link, &json!({ "reason": "it does", "extent": "full" })).await.changed();
    let upload = sent(&server, TOKEN, "a.txt", b"read").await;
    server.post(EVIDENCE, &item(&[&upload], "AC-1")).await;
    let (_, session) = server.member("Mia Management", &["management"]).await;
    let judge = json!({ "accepted": true, "version": 1, "note": "compared" });
    let path = format!("{EVIDENCE}/EV-1/judgements");
    assert_eq!(server.post(&path, &judge).await.status, 403, "whoever handed it in");
    assert_eq!(code(&server.with(&session, &[], "POST", &path, Some(&judge)).await), (428, "precondition_required"));
    assert_eq!(server.by(&session, "POST", &path, Some(&judge)).await.status, 200);
    let mut said = item(&[], "AC-1")["said"].clone();
    said["note"] = "compared with the directory".into();
    let next = json!({ "said": said, "keep": ["a.txt"] });
    let revised = server.with(TOKEN, &[], "PUT", &format!("{EVIDENCE}/EV-1"), Some(&next)).await;
    assert_eq!(code(&revised), (428, "precondition_required"), "{}", revised.json);
    assert_eq!(server.put(&format!("{EVIDENCE}/EV-1"), &next).await.status, 200);
    let one = server.get(&format!("{EVIDENCE}/EV-1")).await;
    assert_eq!((&one.json["state"], one.json["versions"].as_array().unwrap().len()), (&json!("collected"), 2));
    let serves = &one.json["serves"];
    assert_eq!((&serves["criteria"], &serves["soc2"]), (&json!(["CC7.2"]), &json!(true)), "{serves}");
    let iso: Vec<Value> =
        serves["iso"].as_array().unwrap().iter().map(|one| json!([one["item"], one["label"]])).collect();
    assert_eq!(iso, ["A.8.15", "A.8.16", "A.8.17"].map(|item| json!([item, "reused"])), "{serves}");
    assert!(one.headers.contains_key("etag"), "{}", one.json);
    let stale = server.with(TOKEN, &[("if-match", "\"1\"")], "PUT", &format!("{EVIDENCE}/EV-1"), Some(&next)).await;
    assert_eq!(stale.status, 412, "{}", stale.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_file_nothing_is_handed_in() {
    let server = firm().await;
    let none = server.post(EVIDENCE, &item(&[], "AC-1")).await;
    assert_eq!(code(&none), (422, "not_possible"), "{}", none.json);
    assert!(none.json["hint"].as_str().unwrap().contains("add a file first"), "{}", none.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_collector_says_that_a_collector_made_an_item() {
    let server = firm().await;
    let upload = sent(&server, TOKEN, "a.txt", b"read").await;
    let mut by_hand = item(&[&upload], "AC-1");
    by_hand["said"]["collector"] = "CO-1".into();
    let refused = server.post(EVIDENCE, &by_hand).await;
    assert_eq!(code(&refused), (422, "not_possible"), "{}", refused.json);
    assert!(refused.json["hint"].as_str().unwrap().contains("leave `collector` out"), "{}", refused.json);
    assert_eq!(server.post(EVIDENCE, &item(&[&upload], "AC-1")).await.status, 201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_cut_and_turned_page_by_page() {
    let server = firm().await;
    for (n, control) in ["AC-1", "AC-2", "AC-1"].into_iter().enumerate() {
        let upload = sent(&server, TOKEN, &format!("{n}.txt"), n.to_string().as_bytes()).await;
        assert_eq!(server.post(EVIDENCE, &item(&[&upload], control)).await.status, 201);
    }
    let first = server.get(&format!("{EVIDENCE}?limit=2")).await;
    assert_eq!((&first.json["matching"], &first.json["next"]), (&json!(3), &json!("EV-2")), "{}", first.json);
    let last = server.get(&format!("{EVIDENCE}?limit=2&after=EV-2")).await;
    assert_eq!((&last.json["evidence"][0]["id"], &last.json["next"]), (&json!("EV-1"), &Value::Null), "{}", last.json);
    let of_one = server.get(&format!("{EVIDENCE}?control=AC-2&kind=access_review&state=collected&words=okta")).await;
    assert_eq!(of_one.json["matching"], 1, "{}", of_one.json);
    assert_eq!(code(&server.get(&format!("{EVIDENCE}?state=collectd")).await), (422, "unknown"));
    assert_eq!(server.get("/api/v1/o/acme/evidence-twice").await.json["twice"].as_array().unwrap().len(), 1);
    assert_eq!(server.get("/api/v1/o/acme/evidence-wrong?rule=13").await.status, 400);
    assert_eq!(server.get("/api/v1/o/acme/evidence-wrong").await.json["items"], 3);
    let reuse = server.get("/api/v1/o/acme/evidence-reuse").await.json;
    assert_eq!(
        (&reuse["annex_a"], &reuse["mode"], &reuse["basis"]),
        (&json!(93), &json!("literal"), &json!("organisation"))
    );
    let coverage = server.get("/api/v1/o/acme/coverage").await.json;
    for read in ["crosswalk", "crosswalk_version", "source", "categories", "mode", "note", "entries"] {
        assert!(!reuse[read].is_null() && reuse[read] == coverage[read], "{read}: {reuse}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r168_r184_the_evidence_plan_says_what_is_expected_for_both_frameworks() {
    let server = firm().await;
    let plan = server.get("/api/v1/o/acme/evidence-plan").await;
    assert_eq!(plan.status, 200, "{}", plan.json);
    let [soc2, iso] = plan.json["frameworks"].as_array().unwrap().as_slice() else { panic!("{}", plan.json) };
    assert_eq!((&soc2["of"], &iso["of"]), (&json!(33 + 3), &json!(93 + 30)), "Security and Availability are in scope");
    assert!(soc2["kept_months"].is_u64() && iso["kept_months"].is_u64(), "{soc2} {iso}");
    assert_eq!(plan.json["matching"], 36 + 93 + 30);
    let packs = plan.json["packs"].as_array().unwrap();
    assert_eq!(
        packs.iter().map(|pack| pack["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["access", "change", "incident"]
    );
    assert!(packs.iter().all(|pack| pack["parts"].as_array().unwrap().len() == 3), "{packs:?}");
    let first = server.get("/api/v1/o/acme/evidence-plan?limit=36").await.json;
    assert_eq!(first["items"].as_array().unwrap().len(), 36);
    assert!(first["items"].as_array().unwrap().iter().all(|one| one["framework"] == soc2["framework"]), "{first}");
    let next = format!("/api/v1/o/acme/evidence-plan?limit=1&after={}", first["next"].as_str().unwrap());
    assert_eq!(server.get(&next).await.json["items"][0]["framework"], iso["framework"], "{next}");
}
