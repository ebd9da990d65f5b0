//! Answers to the scorecard that were given before there was an account become those of the first organisation.

use super::house::{Browser, GOOD, House, OWNER, typed};
use axum::http::StatusCode;

const ANSWERS: &str = "SQ01=yes&SQ05=no&SQ08=partly&people=2";
const CARRIED: &str = "SQ01%3Dyes%26SQ05%3Dno%26SQ08%3Dpartly%26people%3D2";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r330_a_scorecard_taken_before_the_first_account_is_the_organisations_first_one() {
    let house = House::new(None);
    let mut browser = Browser::default();
    let result = house.get(&mut browser, &format!("/scorecard?{ANSWERS}")).await;
    assert!(result.text.contains(&format!("href=\"/begin?scorecard={CARRIED}\"")), "{}", result.text);
    let page = house.get(&mut browser, &format!("/begin?scorecard={CARRIED}")).await;
    assert!(page.text.contains("Your answers to the readiness scorecard go with you"), "{}", page.text);
    assert_eq!(page.hidden("scorecard"), ANSWERS.replace('&', "&amp;"));
    let secret = house.doors.app.first_link().unwrap().unwrap();
    let form = |password: &str| {
        let password = typed(password);
        format!("secret={secret}&name=Mira+Holt&email={OWNER}&password={password}&scorecard={CARRIED}")
    };
    let weak = house.post(&mut browser, "/begin", &form("password")).await;
    assert_eq!(weak.hidden("scorecard"), ANSWERS.replace('&', "&amp;"), "nothing typed is lost");
    let said = house.post(&mut browser, "/begin", &form(GOOD)).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    // By way of the page that offers a second factor, on to the form that begins an organisation.
    assert!(said.to().starts_with("/protect?to=%2Forganisations%3Fscorecard%3D"), "{}", said.to());
    let page = house.get(&mut browser, &format!("/organisations?scorecard={CARRIED}")).await;
    assert!(page.text.contains("become part of it"), "{}", page.text);
    let begun = house.post(&mut browser, "/organisations", &format!("name=Tide+Watch&scorecard={CARRIED}")).await;
    assert_eq!((begun.status, begun.to()), (StatusCode::SEE_OTHER, "/o/tide-watch/scorecard"), "{}", begun.text);
    let page = house.get(&mut browser, "/o/tide-watch/scorecard").await;
    for words in ["SC-1", "3 of 20 questions are answered", "What the registers say otherwise"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    // Once there is an account, the scorecard leads to the organisations, by way of the sign-in.
    let mut other = Browser::default();
    let result = house.get(&mut other, &format!("/scorecard?{ANSWERS}")).await;
    assert!(result.text.contains(&format!("href=\"/organisations?scorecard={CARRIED}\"")), "{}", result.text);
    let door = house.get(&mut other, &format!("/organisations?scorecard={CARRIED}")).await;
    assert!(door.to().starts_with("/sign-in?to=%2Forganisations%3Fscorecard%3D"), "{}", door.to());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_cannot_be_read_stop_nobody_at_the_first_page() {
    let house = House::new(None);
    let mut browser = Browser::default();
    let page = house.get(&mut browser, "/begin?scorecard=SQ99%3Dperhaps%3Cscript%3E").await;
    assert!(page.status == StatusCode::OK && !page.text.contains("SQ99"), "{}", page.text);
    let secret = house.doors.app.first_link().unwrap().unwrap();
    let form = format!("secret={secret}&name=Mira+Holt&email={OWNER}&password={}&scorecard=SQ99%3D", typed(GOOD));
    let said = house.post(&mut browser, "/begin", &form).await;
    assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, "/protect?to=%2F"), "{}", said.text);
}
