//! The page on posture, in process.

use crate::web::people::tests::Firm;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r343_the_page_shows_each_month_with_what_it_is_counted_of() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/posture").await;
    assert!(page.contains("Month by month") && page.contains("so far"), "{page}");
    assert!(page.contains("Fewer findings can also mean"), "no claim without what it does not say: {page}");
    assert!(page.contains("/o/firm/nonconformities") || page.contains("Two months have to be over"), "{page}");
}
