//! Papers over HTTP: every one of them in Word, a few in each format, for those who may read it and for nobody else.

use super::matrix::cast::Cast;
use app::printed::{Ending, PAPERS, PaperKind};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
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
