//! The first page through the router: by who is signed in, every figure with what it is counted of, and nothing that is not theirs.

use crate::web::people::tests::{Firm, MINUTE};

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_the_programme_sees_what_stands_before_each_audit() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/").await;
    assert!(page.contains("Next for you") && page.contains("Before a certification audit"), "{page}");
    assert!(page.contains("Where both audits stand") && page.contains("ISO/IEC 27001:2022"), "{page}");
    assert!(page.contains("What changed this week") && page.contains("entries in seven days"), "{page}");
    assert!(page.contains("Coverage is not readiness"), "{page}");
    assert_eq!(page.matches("<h1>").count(), 1);
    let page = page
        .replace("Coverage is not readiness: it counts controls that a mapping names, not evidence that is ready", "");
    for word in ["% ready", "is ready", "are ready", "passed", "compliant"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_the_two_cards_says_what_it_is_counted_of() {
    let firm = Firm::new();
    let page = firm.page("olga-berg", "/").await;
    let cards = &page[page.find("class=\"card audit\"").unwrap()..page.find("Annex A at a glance").unwrap()];
    let figures = cards.matches("class=\"meter-figure\"").count();
    assert!(figures >= 3, "{cards}");
    assert_eq!(cards.matches("</strong> of ").count(), figures, "{cards}");
    // How the mapping was read stands above them: crosswalk, categories, mode.
    let above = &page[page.find("Where both audits stand").unwrap()..];
    assert!(above.contains("truvo-2026-05") || above.contains("Truvo"), "{above}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_control_owner_has_a_first_page_of_what_is_theirs_and_is_told_why_there_is_no_more() {
    let firm = Firm::new();
    let page = firm.page("carl-diaz", "/").await;
    assert!(page.contains("Nothing is asked of you") && page.contains("Who may what"), "{page}");
    for other in ["class=\"card audit\"", "What changed this week", "Annex A", "Before a certification audit"] {
        assert!(!page.contains(other), "{other}: {page}");
    }
    assert!(page.contains(r#"href="/o/firm/""#), "the first page has its line in the navigation: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_of_ones_own_comes_first_with_its_day() {
    let firm = Firm::new();
    let person = "demo-carl-diaz";
    let form = format!("control=AC-1&person={person}&wanted=The+list+of+leavers&due=2026-11-24");
    let said = firm.post("piet-maas", "/evidence/requests", &form).await;
    assert!(said.status.is_redirection(), "{}", said.text);
    let page = firm.page("carl-diaz", "/").await;
    assert!(page.contains("Evidence asked for") && page.contains("in 3 days"), "{page}");
    assert!(page.contains("1 task is yours, none of them overdue."), "{page}");
    assert!(!firm.page("dora-lund", "/").await.contains("The list of leavers"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_day_asks_for_nothing() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/?as-of=2026-11-20").await;
    assert!(page.contains("What was to be done then is past"), "{page}");
    assert!(!page.contains("What changed this week"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_drawn_once_is_drawn_again_after_each_entry_and_the_next_day_and_is_nobody_elses() {
    let firm = Firm::new();
    // Another query asks for the same page: what rests on the ledger alone comes from memory.
    for query in ["/", "/", "/?v=1"] {
        assert!(!firm.page("piet-maas", query).await.contains("in 3 days"));
    }
    let form = "control=AC-1&person=demo-piet-maas&wanted=The+list+of+leavers&due=2026-11-24";
    firm.done("piet-maas", "/evidence/requests", form).await;
    for query in ["/", "/?v=1", "/?v=2"] {
        let page = firm.page("piet-maas", query).await;
        assert!(page.contains("Evidence asked for") && page.contains("in 3 days"), "{page}");
        assert!(page.contains("href=\"/o/firm/import\""), "his line of the navigation: {page}");
        let other = firm.page("mina-sato", query).await;
        assert!(!other.contains("in 3 days") && !other.contains("href=\"/o/firm/import\""), "{other}");
    }
    let earlier = firm.page("piet-maas", "/?as-of=2026-11-20").await;
    assert!(!earlier.contains("in 3 days") && earlier.contains("What was to be done then is past"));
    firm.clock.set(firm.clock.now_us() + 24 * 60 * MINUTE);
    assert!(firm.page("piet-maas", "/?v=3").await.contains("in 2 days"));
    // Rights that end take the page with them, and the lines of the navigation.
    let roles = "roles=contributor&roles-reason=Another+task";
    firm.done("olga-berg", "/people/demo-piet-maas/roles", roles).await;
    let page = firm.page("piet-maas", "/?v=3").await;
    assert!(!page.contains("class=\"card audit\"") && !page.contains("href=\"/o/firm/import\""), "{page}");
}
