//! The end of the page of an object, and its history, through the router.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

const LINK: &str = "framework=soc2-tsc-2017&item=CC6.1&extent=full&reason=It+reviews+access";

#[tokio::test(flavor = "multi_thread")]
async fn a_control_shows_what_it_leads_to_its_last_entries_and_the_way_to_all() {
    let firm = Firm::new();
    firm.done("", "/controls/AC-1/links", LINK).await;
    let page = firm.page("", "/controls/AC-1").await;
    let end = &page[page.find("about-object").unwrap()..];
    assert!(end.contains("Leads to") && end.contains("What leads here") && end.contains("CC6.1"), "{end}");
    assert!(end.contains("history?object=control:AC-1"), "{end}");
    assert!(end.contains("name=\"as_of\""), "{end}");
    let history = firm.page("", "/history?object=control:AC-1").await;
    assert!(history.contains("History of AC-1") && history.contains("2 entries are about this control"), "{history}");
    let before = firm.page("", "/controls/AC-1?as_of=2026-11-19").await;
    let end = &before[before.find("about-object").unwrap()..];
    assert!(!end.contains("CC6.1") && end.contains("It names nothing else yet."), "{end}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_the_history_is_told_so_and_sees_no_entry() {
    let firm = Firm::new();
    firm.done("", "/controls/AC-1/owner", "person=demo-carl-diaz").await;
    let page = firm.page("carl-diaz", "/controls/AC-1").await;
    assert!(page.contains("read by those who may read the history") && !page.contains("history?object"), "{page}");
    let said = firm.get("carl-diaz", "/history?object=control:AC-1").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_is_none_is_refused_and_one_without_entries_says_so() {
    let firm = Firm::new();
    let said = firm.get("", "/history?object=nothing").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(said.text.contains("“nothing” names no object") && said.text.contains("control:AC-3"));
    assert!(firm.page("", "/history?object=control:ZZ-9").await.contains("No entry is about it"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_control_tells_how_it_operates_as_well() {
    let firm = Firm::new();
    assert!(!firm.page("", "/history?object=control:AC-1").await.contains("operates since"));
    let operation =
        "nature=detective&execution=manual&key=yes&systems=Okta&limit=&evidence=access_review&valid-from=2026-11-20";
    firm.done("piet-maas", "/controls/AC-1/operation", operation).await;
    let page = firm.page("", "/controls/AC-1").await;
    let end = &page[page.find("about-object").unwrap()..];
    assert!(end.contains("operates since 2026-11-20"), "{end}");
    let all = firm.page("", "/history?object=control:AC-1").await;
    assert!(all.contains("operates since 2026-11-20"), "{all}");
}
