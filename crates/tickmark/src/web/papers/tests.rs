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
