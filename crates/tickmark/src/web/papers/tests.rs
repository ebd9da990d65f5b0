//! The pages of papers, in process: the list, a paper in each format, and what is refused.

use crate::web::people::tests::Firm;
use app::printed::PAPERS;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_paper_is_listed_with_its_formats() {
    let firm = Firm::new();
    let page = firm.page("olga-berg", "/papers").await;
    for kind in PAPERS {
        assert!(page.contains(kind.title), "{}", kind.title);
    }
    assert!(page.contains("/papers/gap.pdf") && page.contains("/papers/gap.docx") && page.contains("/papers/gap.xlsx"));
    assert!(page.contains("There is none yet."), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_that_is_not_known_or_names_nothing_is_refused_with_what_would_be_right() {
    let firm = Firm::new();
    for (file, says) in [
        ("gap", "names no format"),
        ("gap.odt", "gap.docx"),
        ("gapp.pdf", "gap"),
        ("minutes.pdf", "the id of a review"),
        ("description.xlsx?of=EN-1", "no tables"),
        ("document.pdf?of=PO-999", "PO-999"),
    ] {
        let said = firm.get("olga-berg", &format!("/papers/{file}")).await;
        assert_ne!(said.status, StatusCode::OK, "{file}");
        assert!(said.text.contains(says), "{file}: {}", said.text);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_page_is_seen_before_the_paper_is_taken() {
    let firm = Firm::new();
    let list = firm.page("olga-berg", "/papers").await;
    assert!(list.contains("/o/firm/papers/gap/first-page"), "{list}");
    let page = firm.page("olga-berg", "/papers/gap/first-page").await;
    for words in ["src=\"data:image/svg+xml,%3Csvg", "The first of ", "/papers/gap.pdf", "/papers/gap.docx"] {
        assert!(page.contains(words), "{words}");
    }
    for (path, says) in [("gapp", "gap"), ("minutes", "the id of a review"), ("document/first-page?of=PL-9", "PL-9")] {
        let path = if path.contains('?') { path.to_owned() } else { format!("{path}/first-page") };
        let said = firm.get("olga-berg", &format!("/papers/{path}")).await;
        assert_ne!(said.status, StatusCode::OK, "{path}");
        assert!(said.text.contains(says), "{path}: {}", said.text);
    }
    // It shows what whoever asks may read, and nothing to who may not.
    assert_eq!(firm.get("dora-lund", "/papers/gap/first-page").await.status, StatusCode::FORBIDDEN);
}
