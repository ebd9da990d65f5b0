//! The pages of descriptions, statements and bridge letters, in process.

use crate::web::people::tests::Firm;

const PLAN: &str = "title=Type+II+2026&category=security&from=2026-01-01&until=2026-06-30&services=Docs";
const SECTIONS: &str = "dc1=Docs&dc2=b&dc3=c&dc4=none&none=dc4&dc5=e&dc6=f&dc7=g&dc8=h&dc9=i";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r205_a_description_is_written_and_handed_to_review() {
    let firm = Firm::new();
    firm.done("", "/engagements", PLAN).await;
    let here = "/engagements/EN-1/description";
    let page = firm.page("", here).await;
    assert!(page.contains("What the data propose") && page.contains("DC 9"), "{page}");
    firm.refused("", here, "dc1=We+are+SOC2-certified", &["soc 2 certified", "SOC 2 report"]).await;
    firm.done("", here, SECTIONS).await;
    firm.done("", &format!("{here}/submission"), "").await;
    let page = firm.page("", here).await;
    assert!(page.contains("Owner review") && page.contains("somebody who wrote none of it"), "{page}");
    let history = firm.page("", "/history").await;
    assert!(history.contains("handed the description of"), "{history}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_letters_and_customers_controls_have_pages() {
    let firm = Firm::new();
    firm.done("", "/engagements", PLAN).await;
    let page = firm.page("", "/engagements/EN-1/statements").await;
    assert!(page.contains("operated effectively") && page.contains("No opinion is recorded"), "{page}");
    firm.done("", "/engagements/EN-1/statements/assertion", "text=%23+Assertion%0A%0AWe+assert+it.").await;
    let page = firm.page("", "/engagements/EN-1/statements").await;
    assert!(page.contains("Not signed") && page.contains("2026-06-30 is not named"), "{page}");
    assert!(page.contains(">Assertion</h2>") && page.contains("<p>We assert it.</p>"), "as it reads: {page}");
    firm.refused("", "/engagements/EN-1/opinion", "kind=qualified&dated=2026-07-01&basis=x", &["no report yet"]).await;
    let words = ["passed", "unmodified (some call it unqualified), qualified, adverse, disclaimer"];
    firm.refused("", "/engagements/EN-1/opinion", "kind=passed&dated=2026-07-01", &words).await;
    let letters = firm.page("", "/bridge-letters").await;
    assert!(letters.contains("at most three months") && letters.contains("expired from the day after"), "{letters}");
    firm.done("", "/bridge-letters", "engagement=EN-1&until=2026-12-31&changes=").await;
    let page = firm.page("", "/bridge-letters/BL-1").await;
    assert!(page.contains("more than three months") && page.contains("no assurance"), "{page}");
    assert!(page.contains(">Bridge letter"), "as it reads: {page}");
    firm.refused("", "/bridge-letters", "engagement=EN-1&until=2026-06-30", &["last day"]).await;
    firm.done("", "/customer-controls", "text=Remove+leavers.&criteria=CC6.2").await;
    firm.done("", "/customer-controls/CUEC-1/withdrawal", "reason=done").await;
    assert!(firm.page("", "/customer-controls").await.contains("Withdrawn"));
}
