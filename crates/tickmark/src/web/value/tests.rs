//! The page on what the programme is worth, in process.

use crate::web::people::tests::Firm;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r335_r339_r340_r342_r344_figures_stand_with_their_wholes_and_both_views_apart() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/value").await;
    for said in ["Markets opened", "Questionnaires avoided", "Regulation and contracts", "Competition", "Posture"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for said in ["Governance", "Sight of risks", "Suppliers qualified", "Trust", "What can be shown"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let views = page.find("The question of SOC 2").zip(page.find("The question of ISO/IEC 27001"));
    assert!(views.is_some_and(|(soc2, iso)| soc2 < iso), "two views: {page}");
    assert!(page.contains("no requests of customers yet"), "nothing is said of nothing: {page}");
    assert!(page.contains("entries in the ledger, none of which was ever edited"), "{page}");
    assert!(page.contains("SOC 2 knows none of the kind: it is new."), "{page}");
    assert!(page.contains("does not show why"), "no claim without what it does not say: {page}");
}
