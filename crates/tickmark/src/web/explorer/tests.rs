//! The page on privacy, in process.

use crate::web::people::tests::Firm;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r258_r259_r260_each_privacy_criterion_stands_under_its_topic_with_its_counterpart() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/privacy").await;
    for words in
        ["id=\"P1\"", "id=\"P8\"", "id=\"P6.7\"", "No counterpart", "What ISO/IEC 27001 leaves to ISO/IEC 27701"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("of 18") && page.contains("Coverage is not readiness"), "{page}");
    assert!(page.contains("/o/firm/registers/obligations"), "duties of the law stand apart: {page}");
    let other = firm.page("piet-maas", "/privacy?crosswalk=truvo-2026-05&categories=all").await;
    assert!(!other.contains("Privacy is not in the scope"), "{other}");
}
