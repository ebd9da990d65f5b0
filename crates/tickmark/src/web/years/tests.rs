//! The calendar of both audits through the router.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn r333_without_a_certification_the_page_says_what_to_do_and_a_day_can_be_tried_out() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/certification/calendar").await;
    assert!(page.contains("No certification is planned yet") && page.contains("name=\"decision\""), "{page}");
    let trial = firm.page("piet-maas", "/certification/calendar?decision=2027-03-16").await;
    assert!(trial.contains("A trial") && trial.contains("Nothing of it is recorded"), "{trial}");
    for day in ["2030-03-15", "2028-03-16", "2029-03-16", "2029-12-15", "2030-09-15"] {
        assert!(trial.contains(&format!("datetime=\"{day}\"")), "{day}: {trial}");
    }
    for words in ["lane-bar fill-full", "lane-bar fill-partial", "lane-bar fill-unrated"] {
        assert!(trial.split("lane-key").nth(1).unwrap_or_default().contains(words), "each tone is in the key: {trial}");
    }
    assert!(trial.contains("role=\"img\"") && trial.contains(">2030</text>"), "{trial}");
    assert!(!trial.contains(" style=") && !trial.contains("<script>"), "{trial}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_day_is_refused_by_its_name_and_the_day_of_another_age_too() {
    let firm = Firm::new();
    let said = firm.get("piet-maas", "/certification/calendar?decision=soon").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(said.text.contains("“soon” is no day") && said.text.contains("2027-03-16"), "{}", said.text);
    let said = firm.get("piet-maas", "/certification/calendar?decision=1066-10-14").await;
    assert!(said.text.contains("1066-10-14 is no day of our time"), "{}", said.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_can_be_taken_away_as_a_file_and_who_may_not_read_them_is_told() {
    let firm = Firm::new();
    let said = firm.get("piet-maas", "/certification/calendar.ics?decision=2027-03-16").await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    assert!(said.kind.starts_with("text/calendar"), "{}", said.kind);
    assert!(said.text.contains("BEGIN:VCALENDAR") && said.text.contains("VALUE=DATE:20280316"), "{}", said.text);
    assert!(!said.text.contains("restored"), "what is only assumed is in nobody's calendar");
    let said = firm.get("carl-diaz", "/certification/calendar").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN);
}
