//! Papers over HTTP: every one of them in Word, a few in each format, for those who may read it and for nobody else.

use super::matrix::cast::Cast;
use app::printed::{Ending, LARGE, PAPERS, PaperKind};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::command::{Command, PolicyCommand};
use domain::values::policy::Policy;
use std::time::Duration;
use tower::ServiceExt;

async fn asked(cast: &Cast, who: &str, path: &str) -> (StatusCode, HeaderMap, Bytes) {
    let request = Request::builder()
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::COOKIE, &cast.cookies[who])
        .body(Body::empty())
        .unwrap();
    let answer = cast.router.clone().oneshot(request).await.unwrap();
    let (status, head) = (answer.status(), answer.headers().clone());
    (status, head, to_bytes(answer.into_body(), usize::MAX).await.unwrap())
}

/// What a paper is asked about.
fn of(cast: &Cast, kind: &PaperKind) -> String {
    let name = match kind.id {
        "document" => "policy",
        "audit" => "audit",
        "agenda" | "minutes" => "management_review",
        "letter" => "letter",
        "index" => "package",
        _ => "engagement",
    };
    if kind.of.is_none() || kind.optional { String::new() } else { format!("?of={}", cast.ids[name]) }
}

fn file(cast: &Cast, kind: &PaperKind, ending: Ending) -> String {
    format!("/o/alpha/papers/{}.{}{}", kind.id, ending.id(), of(cast, kind))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_paper_is_made_for_who_may_read_it_and_for_nobody_else() {
    let cast = Cast::gathered();
    for kind in &PAPERS {
        let path = file(&cast, kind, Ending::Docx);
        let (status, head, bytes) = asked(&cast, "olga-owner", &path).await;
        // No letter was proposed here, and no package was built.
        if ["letter", "index"].contains(&kind.id) {
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            continue;
        }
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
        assert!(bytes.starts_with(b"PK"), "{path}");
        let name = head[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with(&format!("attachment; filename=\"alpha-{}", kind.id)), "{name}");
        assert_eq!(asked(&cast, "bea-beta", &path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_comes_as_pdf_word_and_excel() {
    let cast = Cast::gathered();
    for (ending, begins) in [(Ending::Pdf, "%PDF-1.7"), (Ending::Docx, "PK"), (Ending::Xlsx, "PK")] {
        let path = format!("/o/alpha/papers/risks.{}", ending.id());
        let (status, head, bytes) = asked(&cast, "olga-owner", &path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
        assert_eq!(head[header::CONTENT_TYPE], ending.media_type());
        assert!(bytes.starts_with(begins.as_bytes()), "{path}");
    }
    let (status, _, bytes) = asked(&cast, "olga-owner", "/o/alpha/papers").await;
    assert_eq!(status, StatusCode::OK);
    let page = String::from_utf8_lossy(&bytes);
    assert!(page.contains("papers/statement.pdf") && page.contains("papers/gap.xlsx"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_the_matter_gets_no_paper_and_is_told_on_the_page() {
    let cast = Cast::gathered();
    for paper in ["audits.docx", "documents.docx"] {
        let (status, _, bytes) = asked(&cast, "eve-external", &format!("/o/alpha/papers/{paper}")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{paper}");
        assert!(!bytes.starts_with(b"PK"), "{paper}");
    }
    let (status, _, bytes) = asked(&cast, "eve-external", "/o/alpha/papers").await;
    let page = String::from_utf8_lossy(&bytes);
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Not yours to read."), "{page}");
}

/// A document whose table makes its paper a large one.
fn long_document(cast: &Cast) -> String {
    let rows: String = (0..LARGE).map(|at| format!("| {at} | kept |\n")).collect();
    let policy = Box::new(Policy { number: "POL-9".to_owned(), title: "Marks".to_owned(), ..Policy::default() });
    let write = PolicyCommand::WritePolicy { policy, text: format!("| No | Said |\n| --- | --- |\n{rows}") };
    let app = &cast.doors.app;
    app.change("alpha", &app.demo_actor("paul-programme"), None, Command::Policy(write)).unwrap().object
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_paper_is_followed_on_a_page_that_leads_to_the_file() {
    let cast = Cast::gathered();
    let of = long_document(&cast);
    let paper = format!("/o/alpha/papers/document.pdf?of={of}");
    let (status, head, _) = asked(&cast, "paul-programme", &paper).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = head[header::LOCATION].to_str().unwrap().to_owned();
    let (again, file) = (asked(&cast, "paul-programme", &paper).await.1, format!("{page}/file"));
    assert!(again[header::LOCATION].to_str().unwrap().starts_with("/o/alpha/prints/"));
    let (status, head, bytes) = asked(&cast, "paul-programme", &page).await;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert_eq!(status, StatusCode::OK, "{text}");
    assert!(head.contains_key(header::REFRESH) && text.contains("The paper is "), "{text}");
    for who in ["olga-owner", "bea-beta"] {
        for path in [&page, &file] {
            assert_eq!(asked(&cast, who, path).await.0, StatusCode::NOT_FOUND, "{who} {path}");
        }
    }
    for _ in 0..600 {
        let (_, head, bytes) = asked(&cast, "paul-programme", &page).await;
        if String::from_utf8_lossy(&bytes).contains("The paper is there") {
            assert_eq!(head[header::REFRESH], format!("0; url={file}"));
            let (status, head, bytes) = asked(&cast, "paul-programme", &file).await;
            assert_eq!((status, bytes.starts_with(b"%PDF-1.7")), (StatusCode::OK, true));
            assert!(head[header::CONTENT_DISPOSITION].to_str().unwrap().contains("alpha-document"));
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it was not printed within a minute");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_would_rather_not_wait_is_told_where_to_ask() {
    let cast = Cast::gathered();
    let secret = cast.cookies["olga-owner"].split_once('=').unwrap().1.to_owned();
    let call = |path: String, prefer: &'static str| {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .header("prefer", prefer)
            .body(Body::empty())
            .unwrap();
        let router = cast.router.clone();
        async move {
            let answer = router.oneshot(request).await.unwrap();
            let (status, head) = (answer.status().as_u16(), answer.headers().clone());
            (status, head, to_bytes(answer.into_body(), usize::MAX).await.unwrap())
        }
    };
    let paper = "/api/v1/o/alpha/papers/risks.docx".to_owned();
    assert_eq!(call(paper.clone(), "return=minimal").await.0, 200);
    let (status, head, bytes) = call(paper, "return=minimal, Respond-Async; wait=1").await;
    assert_eq!((status, head["preference-applied"].to_str().unwrap()), (202, "respond-async"));
    let place = head[header::LOCATION].to_str().unwrap().to_owned();
    let begun: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&begun["paper"], &begun["format"]), (&"risks".into(), &"docx".into()), "{begun}");
    for _ in 0..600 {
        let print: serde_json::Value = serde_json::from_slice(&call(place.clone(), "").await.2).unwrap();
        if let Some(file) = print["file"].as_str() {
            let (status, _, bytes) = call(file.to_owned(), "").await;
            assert_eq!((print["state"].as_str(), status, bytes.starts_with(b"PK")), (Some("printed"), 200, true));
            return;
        }
        assert_eq!(print["state"], "printing", "{print}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it was not printed within a minute");
}
