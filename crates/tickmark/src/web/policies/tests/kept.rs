//! A document that is for some only is nowhere for others, and a text that was disposed of is nowhere for anybody.

use super::{FACTS, encoded, step};
use crate::serve::router;
use crate::web::people::tests::{Firm, MINUTE, NOON};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

const CANARY: &str = "# Access\n\nkanarienvogel must be kept (AC-1).\n";
const TITLE: &str = "Kolibriplan";

/// A firm with one document that is classified as restricted and one for everybody: `PL-1` and `PL-2`.
async fn restricted() -> Firm {
    let firm = Firm::new();
    let facts = FACTS
        .replace("classification=internal", "classification=restricted")
        .replace("title=Access", "title=Kolibriplan");
    let said = firm.done("piet-maas", "/policies", &format!("{facts}&text={}", encoded(CANARY))).await;
    assert_eq!(said.to, "/o/firm/policies/PL-1");
    let facts = FACTS.replace("POL-02", "POL-03").replace("title=Access", "title=Backup");
    firm.done("piet-maas", "/policies", &format!("{facts}&text={}", encoded("# Backup\n\nEach night.\n"))).await;
    firm
}

/// What the API says to a person: status and body.
async fn api(firm: &Firm, who: &str, path: &str) -> (StatusCode, String) {
    let cookie = firm.browser(who);
    let secret = cookie.split_once('=').map(|(_, secret)| secret.to_owned()).unwrap_or_default();
    let request = Request::get(format!("/api/v1/o/firm{path}"))
        .header(header::HOST, "localhost:4242")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let answer = router(firm.doors.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r160_a_restricted_document_is_nowhere_for_a_contributor_outside_its_roles() {
    let firm = restricted().await;
    for who in ["", "olga-berg", "piet-maas", "carl-diaz", "ivan-roth"] {
        let page = firm.page(who, "/policies/PL-1").await;
        assert!(page.contains("kanarienvogel") && page.contains(TITLE), "{who}: {page}");
    }
    let unknown = |text: &str| text.replace("PL-9", "PL-1").replace("PL-1", "it");
    for who in ["dora-lund", "mina-sato"] {
        for path in ["", "/text.md", "/difference", "/difference?from=1&to=1"] {
            let [hidden, absent] = ["PL-1", "PL-9"].map(|id| format!("/policies/{id}{path}"));
            let (hidden, absent) = (firm.get(who, &hidden).await, firm.get(who, &absent).await);
            assert_eq!(hidden.status, absent.status, "{who} {path}");
            assert!(
                !hidden.text.contains("kanarienvogel") && !hidden.text.contains(TITLE),
                "{who} {path}: {}",
                hidden.text
            );
            assert!(hidden.status.is_client_error(), "{who} {path}: {}", hidden.status);
        }
        assert_eq!(firm.get(who, "/policies/POL-02").await.status, firm.get(who, "/policies/PL-9").await.status);
        for path in [
            "/policies",
            "/policies?show=all",
            "/policies/checks",
            "/search?q=Kolibriplan",
            "/search?q=POL-02",
            "/tasks",
        ] {
            let page = firm.get(who, path).await.text;
            let found = page.replace("value=\"Kolibriplan\"", "").replace("q=Kolibriplan", "");
            assert!(!found.contains("kanarienvogel") && !found.contains("/policies/PL-1"), "{who} {path}: {found}");
        }
        let list = firm.page(who, "/policies").await;
        assert!(list.contains("1 of 1 document that you may read"), "{who}: {list}");
        for path in
            ["/policies", "/policies?retired=true", "/policy-pieces", "/search?q=Kolibriplan", "/links/policy/PL-1"]
        {
            let (_, text) = api(&firm, who, path).await;
            assert!(
                !text.contains("kanarienvogel") && !text.contains("POL-02") && !text.contains("\"PL-1\""),
                "{who} {path}: {text}"
            );
        }
        let (hidden, told) = api(&firm, who, "/policies/PL-1").await;
        let (absent, other) = api(&firm, who, "/policies/PL-9").await;
        assert_eq!((hidden, absent), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{told}");
        let code = |text: &str| text.split_once("\"code\":").map(|(_, rest)| rest[..12].to_owned());
        assert_eq!(code(&unknown(&told)), code(&unknown(&other)), "{told} {other}");
    }
    let (status, text) = api(&firm, "carl-diaz", "/policies/PL-1").await;
    assert!(status == StatusCode::OK && text.contains("kanarienvogel"), "{text}");
    // What the record keeps of it is closed to who reads the record and not the document.
    let record = firm.page("mina-sato", "/history").await;
    assert!(!record.contains(TITLE) && record.contains("a document that is for others"), "{record}");
    assert!(!firm.page("mina-sato", "/history?object=policy:PL-1").await.contains(TITLE));
    assert!(firm.page("ivan-roth", "/history").await.contains(TITLE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r160_a_document_for_named_roles_is_read_by_these() {
    let firm = restricted().await;
    let facts = FACTS.replace("title=Access", "title=Kolibriplan");
    let form = format!("{facts}&distribution=contributor&reason=for+them");
    firm.done("piet-maas", "/policies/PL-1/revision", &form).await;
    assert!(firm.page("dora-lund", "/policies/PL-1").await.contains("kanarienvogel"));
    assert!(firm.page("dora-lund", "/policies").await.contains("2 of 2 documents that you may read"));
    assert!(firm.get("mina-sato", "/policies/PL-1").await.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r161_a_text_that_was_disposed_of_is_on_no_page_and_in_no_answer() {
    let firm = restricted().await;
    let (one, disposal) = ("/policies/PL-1", "/policies/PL-1/versions/1/disposal");
    firm.refused("piet-maas", disposal, "reason=x", &["is still in use: draft"]).await;
    firm.done("piet-maas", &format!("{one}/submission"), &step(1, CANARY, "")).await;
    firm.done("olga-berg", &format!("{one}/approval"), &step(1, CANARY, "")).await;
    firm.done("piet-maas", &format!("{one}/publication"), &step(1, CANARY, "&from=2026-11-21")).await;
    firm.done("piet-maas", &format!("{one}/retirement"), "reason=over").await;
    let page = firm.page("piet-maas", one).await;
    assert!(page.contains("Kept until") && page.contains("2029-11-21") && !page.contains("Dispose of it"), "{page}");
    firm.refused("piet-maas", disposal, "reason=x", &["is kept until 2029-11-21: 3 years from 2026-11-21"]).await;
    assert!(!firm.page("piet-maas", "/policies?show=ripe").await.contains(TITLE));
    firm.clock.set(NOON + (3 * 365 + 3) * 1440 * MINUTE);
    let list = firm.page("piet-maas", "/policies?show=ripe").await;
    assert!(list.contains(TITLE) && list.contains("to dispose of: 1 version"), "{list}");
    assert!(firm.page("piet-maas", one).await.contains("Dispose of version 1 of POL-02?"));
    assert!(!firm.page("ivan-roth", one).await.contains("Dispose of version 1"));
    firm.refused("piet-maas", disposal, "reason=", &["The reason is empty"]).await;
    firm.done("piet-maas", disposal, "reason=agreed+with+carl").await;
    for path in
        [one.to_owned(), format!("{one}?version=1"), format!("{one}?as-of=2026-11-21"), format!("{one}/difference")]
    {
        let page = firm.get("piet-maas", &path).await.text;
        assert!(!page.contains("kanarienvogel"), "{path}: {page}");
        assert!(page.contains("isposed of on 2029-11-2"), "{path}: {page}");
    }
    let page = firm.get("piet-maas", &format!("{one}/text.md?version=1")).await;
    assert!(page.status.is_client_error() && page.text.contains("disposed of on"), "{}", page.text);
    let (_, told) = api(&firm, "piet-maas", "/policies/PL-1").await;
    assert!(
        told.contains("\"text\":null") && told.contains("\"disposed\":{") && !told.contains("kanarienvogel"),
        "{told}"
    );
    assert!(firm.page("piet-maas", "/history").await.contains("disposed of the text of version"));
    firm.refused("piet-maas", disposal, "reason=x", &["was disposed of on"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r163_what_texts_are_asked_about_stands_on_one_page() {
    let firm = restricted().await;
    let page = firm.page("piet-maas", "/policies/new?starter=acceptable-use").await;
    assert!(page.contains("POL-"), "{page}");
    let text = "# Use\n\nEverybody must lock the screen.\n";
    let facts =
        FACTS.replace("POL-02", "POL-08").replace("title=Access", "title=Use").replace("controls=AC-1", "controls=");
    firm.done("piet-maas", "/policies", &format!("{facts}&text={}", encoded(text))).await;
    let page = firm.page("piet-maas", "/policies/checks").await;
    for words in
        ["Everybody must lock the screen", "Which control sees to it?", "no accepted evidence of AC-1", "Line 3"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, told) = api(&firm, "piet-maas", "/policy-pieces").await;
    assert!(told.contains("\"says\":\"duty\""), "{told}");
}
