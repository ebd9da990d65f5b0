//! The pages of the planner, in process: the questions kept, the answer with its reasons, and what may not be done.

use crate::web::people::tests::Firm;

const ANSWERS: &str = "markets=us_ca&markets=europe&asked=soc2&asked=iso&date_soc2=2026-12-01&date_iso=&\
    regulator_requires_iso=no&pre_revenue=no&enterprise_prospects=yes&engineers=30&budget_usd=80%2C000&\
    months_available=18&needed_within_months=&more_iso_standards=&hard_budget=";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r280_r325_the_questions_are_answered_with_the_reason_its_source_and_what_would_change_it() {
    let firm = Firm::new();
    let empty = firm.page("", "/planner").await;
    assert!(
        empty.contains("Nobody has answered the questions yet") && empty.contains("No request is on file"),
        "{empty}"
    );
    firm.done("", "/planner", ANSWERS).await;
    let page = firm.page("", "/planner").await;
    for words in [
        "Both at once",
        "High confidence",
        "Rule 2",
        "80,000 USD reach for both at once",
        "/claims#PC108",
        "49,999 USD in place of 80,000 USD",
        "14 months in place of 18 months",
        "Both, one after the other",
        "Side by side in your case",
        "Five factors",
        "<h3>What customers expect</h3>",
        "<h3>Market</h3>",
        "<h3>Maturity of governance</h3>",
        "<h3>Exposure to risk</h3>",
        "<h3>Goals</h3>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains(r#"value="80000""#), "what is kept stands in the form: {page}");
    assert!(firm.page("", "/history").await.contains("which framework comes first"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r312_r315_the_register_of_demand_is_held_against_what_was_typed() {
    let firm = Firm::new();
    firm.done("", "/planner", ANSWERS).await;
    let request = "title=Tender&customer=Stadtwerke&market=asia_pacific&asks=iso&asked_on=2026-06-01&\
        needed_by=2026-12-24&required=yes&required_by=Tender+4&revenue=120000&asks_availability=yes";
    let said = firm.done("", "/registers/demand", request).await;
    assert_eq!(said.to, "/o/firm/registers/demand/DMD-1");
    let page = firm.page("", "/registers/demand/DMD-1").await;
    assert!(page.contains("120,000"), "told apart: {page}");
    let form = firm.page("", "/registers/demand/DMD-1/revision").await;
    assert!(form.contains(r#"value="120000""#), "typed as it is: {form}");
    let page = firm.page("", "/planner").await;
    for words in ["is not named", "It is required by: Tender 4", "120,000 USD a year", "DMD-1", "Availability"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// The cells of a row of the table that compares both in the organisation's own case.
fn in_the_case(page: &str, title: &str) -> [String; 2] {
    let (_, case) = page.split_once("id=\"case\"").expect("the section of the own case");
    let (case, _) = case.split_once("</table>").expect("its table");
    let row = case.split("<tr").find(|row| row.contains(&format!(">{title}</th>"))).expect(title);
    let cells: Vec<&str> = row.split("<td").skip(1).collect();
    [cells[0], cells[1]].map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r331_both_stand_side_by_side_for_the_own_case() {
    let firm = Firm::new();
    assert!(!firm.page("", "/planner").await.contains("Side by side in your case"), "nothing is known of the case yet");
    firm.done("", "/planner", &ANSWERS.replace("&asked=iso", "")).await;
    let request = "title=Tender&customer=Stadtwerke&market=europe&asks=iso&asked_on=2026-06-01&revenue=120000";
    firm.done("", "/registers/demand", request).await;
    let page = firm.page("", "/planner").await;
    for (title, soc2, iso) in [
        (
            "Asked for by name",
            &["yes, as answered", "0 of 1 request on file"][..],
            &["no, as answered", "1 of 1 request on file"][..],
        ),
        ("Wanted by", &["2026-12-01"], &[]),
        ("Revenue that it answers", &["none"], &["120,000 USD a year", "open or won: 1"]),
        ("Your markets that expect it", &["United States"], &["Europe"]),
        ("Published time", &["PC099", "PC100"], &["PC101", "PC011"]),
        ("Published cost", &["PC079", "PC083"], &["PC091"]),
    ] {
        let cells = in_the_case(&page, title);
        for (cell, words) in cells.iter().zip([soc2, iso]) {
            assert!(words.iter().all(|said| cell.contains(said)), "{title}, {words:?}: {cell}");
        }
    }
    assert!(!in_the_case(&page, "Wanted by")[1].contains("2026"), "nobody named a day for it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_comes_back_with_its_name_and_what_was_typed() {
    let firm = Firm::new();
    let wrong = "markets=europe&engineers=many&asked=";
    firm.refused("", "/planner", "markets=europe&engineers=many", &["How many engineers", "is no whole number"]).await;
    firm.refused("", "/planner", wrong, &["framework"]).await;
    let dated = "markets=europe&date_iso=2026-12-01";
    firm.refused("", "/planner", dated, &["request_dates", "nobody asked for", "2026-12-01"]).await;
    firm.refused("", "/planner", "", &["The list of answers is empty"]).await;
    firm.refused("", "/planner/figures/both_usd", "value=60000&source=", &["source"]).await;
    firm.refused("", "/planner/figures/moon", "value=1&source=x", &["moon"]).await;
    firm.done("", "/planner/figures/both_usd", "value=60000&source=Offer+of+May").await;
    assert!(firm.page("", "/planner").await.contains("Offer of May"));
    firm.done("", "/planner/figures/both_usd", "value=&source=").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r331_r336_r337_r338_the_guide_shows_both_side_by_side_and_answers_what_people_ask() {
    let firm = Firm::new();
    let page = firm.page("", "/planner/guide").await;
    for words in [
        "Both frameworks side by side",
        "What SOC 2 does not address",
        "Can Type I be left out?",
        "Does a SOC 2 examination end in a certificate?",
        "How long does it take to add ISO/IEC 27001 to SOC 2?",
        "/claims#PC066",
        "Who asks for what",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(domain::reports::wording::check(&page), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_answer_sees_why() {
    let firm = Firm::new();
    firm.forbidden("carl-diaz", "/planner", ANSWERS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r325_everybody_is_told_what_comes_first_without_an_account_and_nothing_is_kept() {
    let firm = Firm::new();
    let before = firm.entries();
    let form = firm.outside("/which-first").await;
    assert!(form.text.contains("name=\"markets\"") && form.text.contains("Nothing is kept"), "{}", form.text);
    let page = firm.outside(&format!("/which-first?sent=yes&{ANSWERS}")).await;
    for words in [
        "Both at once",
        "High confidence",
        "Rule 2",
        "PC108: &quot;SOC 2 vs",
        "14 months in place of 18 months",
        "Change answers",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("/o/firm") && !page.text.contains("register of demand"), "{}", page.text);
    let again = firm.outside(&format!("/which-first?sent=yes&{ANSWERS}&again=yes")).await;
    assert!(again.text.contains(r#"value="30""#) && again.text.contains("checked"), "{}", again.text);
    for (query, says) in [
        ("sent=yes", "name at least one market"),
        ("sent=yes&markets=moon", "moon"),
        ("sent=yes&markets=europe&budget_usd=-1", "no whole number"),
        ("sent=yes&markets=europe&date_iso=2026-02-30", "no date"),
    ] {
        let said = firm.outside(&format!("/which-first?{query}")).await;
        assert_eq!(said.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", said.text);
        assert!(said.text.to_lowercase().contains(says), "{says}: {}", said.text);
    }
    let long = firm.outside(&format!("/which-first?sent=yes&x={}", "y".repeat(5_000))).await;
    assert_eq!(long.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(firm.entries(), before);
    assert!(firm.outside("/sign-in").await.text.contains("href=\"/which-first\""));
    assert!(firm.outside("/scorecard").await.text.contains("href=\"/which-first\""));
}
