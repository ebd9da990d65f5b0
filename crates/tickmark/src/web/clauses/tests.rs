//! The pages on clauses and readiness, in process.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r60_r87_every_clause_stands_on_the_page_with_two_marks() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/clauses").await;
    for clause in ["4", "5", "6", "7", "8", "9", "10"] {
        assert!(page.contains(&format!("/o/firm/clauses/{clause}\"")), "{clause}: {page}");
    }
    assert!(page.contains("Governance: decided") && page.contains("Operation: runs"), "{page}");
    assert!(page.contains("certify nobody"), "controls alone are nothing: {page}");
    let page = firm.page("piet-maas", "/clauses?as-of=2026-11-20").await;
    assert!(!page.contains("what comes next</a>"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r91_the_file_of_a_clause_says_what_is_asked_what_exists_and_what_comes_next() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/clauses/6").await;
    for words in ["id=\"clause-6.1.2\"", "What exists", "What comes next", "Judged by a person", "Stage 2 looks for"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("/o/firm/risks/method"), "a line leads to where it is mended: {page}");
    assert!(firm.page("piet-maas", "/clauses/6.1.2").await.contains("Clause 6: "), "a sub-clause is in its clause");
    let none = firm.get("piet-maas", "/clauses/11").await;
    assert!(none.status == StatusCode::NOT_FOUND && none.text.contains("No clause is known as"), "{}", none.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r231_each_stage_has_its_own_list_and_never_says_ready() {
    let firm = Firm::new();
    let one = firm.page("piet-maas", "/certification/readiness").await;
    assert!(one.contains("Information security policy") && one.contains("Ask a person"), "{one}");
    assert!(one.contains("things that a machine can check are there"), "{one}");
    let two = firm.page("piet-maas", "/certification/readiness?stage=stage2").await;
    assert!(two.contains("The treatment plan is followed") && !two.contains("The risk method is decided"), "{two}");
    let missing = firm.page("piet-maas", "/certification/readiness?show=missing").await;
    assert!(missing.contains("The risk method is decided") && !missing.contains("people-ready"), "{missing}");
    for page in [&one, &two, &missing] {
        assert!(!page.contains("Ready for certification") && !page.contains("You are ready"), "{page}");
    }
}
