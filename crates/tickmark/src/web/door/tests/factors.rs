//! The second factor: at the sign-in, and again before what weighs much.

use super::house::{Browser, GOOD, House, MINUTE, OWNER, SECOND, typed};
use axum::http::StatusCode;
use domain::values::Role;

/// Types address, password and a code.
async fn both(house: &House, browser: &mut Browser, code: &str) -> StatusCode {
    let page = house.sign_in(browser, OWNER, GOOD).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let form = format!("secret={}&code={code}&to=%2F", page.hidden("secret"));
    house.post(browser, "/sign-in/second-factor", &form).await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_good_once_and_so_is_a_recovery_code() {
    let (house, mut owner) = House::begun().await;
    let (secret, recovery) = house.set_up_app(&mut owner).await;
    assert_eq!(recovery.len(), 10);
    let (mut one, mut two) = (owner.clone(), owner.clone());
    let used = house.code(&secret);
    assert_eq!(both(&house, &mut one, &used).await, StatusCode::UNPROCESSABLE_ENTITY, "the first code set it up");
    house.later(30 * SECOND);
    let code = house.code(&secret);
    assert_eq!(both(&house, &mut one, &code).await, StatusCode::SEE_OTHER);
    assert_eq!(both(&house, &mut two, &code).await, StatusCode::UNPROCESSABLE_ENTITY, "a code that was seen is spent");
    assert_eq!(both(&house, &mut two, &recovery[3].to_uppercase()).await, StatusCode::SEE_OTHER);
    assert_eq!(both(&house, &mut one, &recovery[3]).await, StatusCode::UNPROCESSABLE_ENTITY, "once");
    assert_eq!(house.doors.app.own_account(&house.who(&two)).unwrap().recovery_left, 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_the_password_cannot_guess_codes_without_end() {
    let (house, mut owner) = House::begun().await;
    house.set_up_app(&mut owner).await;
    let mut thief = Browser { address: "203.0.113.9:1", ..Browser::default() };
    let mut guesses = 0;
    for _ in 0..40 {
        let page = house.sign_in(&mut thief, OWNER, GOOD).await;
        if page.status != StatusCode::OK {
            continue;
        }
        let secret = page.hidden("secret");
        for _ in 0..6 {
            let said = house.post(&mut thief, "/sign-in/second-factor", &format!("secret={secret}&code=000000")).await;
            guesses += i32::from(said.status == StatusCode::UNPROCESSABLE_ENTITY && said.text.contains("not right"));
        }
    }
    assert!(guesses <= 6, "{guesses} codes were looked at");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_factor_is_offered_once_and_set_up_only_after_a_fresh_proof() {
    let (house, mut owner) = House::begun().await;
    assert!(house.get(&mut owner, "/protect?to=%2Fo%2Facme%2F").await.text.contains("href=\"/o/acme/\""));
    let said = house.sign_in(&mut owner, OWNER, GOOD).await;
    assert_eq!(said.to(), "/", "it was offered before");
    house.later(6 * MINUTE);
    let asked = house.get(&mut owner, "/profile/authenticator").await;
    assert_eq!(asked.to(), "/confirm?to=%2Fprofile%2Fauthenticator");
    let before = owner.clone();
    let wrong = house.post(&mut owner, "/confirm", "password=nonsense&to=%2Fprofile%2Fauthenticator").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("password={}&to=%2Fprofile%2Fauthenticator", typed(GOOD));
    assert_eq!(house.post(&mut owner, "/confirm", &form).await.to(), "/profile/authenticator");
    assert_ne!(owner.cookies["tickmark-session"], before.cookies["tickmark-session"]);
    assert_ne!(house.get(&mut before.clone(), "/profile").await.status, StatusCode::OK, "the old secret has ended");
    house.set_up_app(&mut owner).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_for_a_proof_is_not_lost_and_is_done_once_it_is_there() {
    let (house, mut owner) = House::begun().await;
    let (secret, _) = house.set_up_app(&mut owner).await;
    house.later(20 * MINUTE);
    let (person, _) = house.member("Ines Prado", "ines@acme.example", Role::Contributor).await;
    let path = format!("/o/acme/people/{person}/roles");
    let form = "roles=management&roles-reason=Kept+words+%26+more";
    let asked = house.post(&mut owner, &path, form).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.text);
    assert!(asked.text.contains("Confirm that it is you") && asked.text.contains(&format!("action=\"{path}\"")));
    assert!(!asked.text.contains("Kept words"), "what was typed travels sealed");
    let held = asked.hidden("held-form");
    assert_eq!(house.roles(&person).into_iter().collect::<Vec<_>>(), [Role::Contributor]);
    let wrong = house.post(&mut owner, &path, &format!("held-form={held}&code=000000")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.hidden("held-form"), held, "it waits on");
    let proof = format!("held-form={held}&code={}", house.code(&secret));
    let elsewhere = house.post(&mut owner, "/o/acme/people", &proof).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "it opens at its own address only");
    let done = house.post(&mut owner, &path, &proof).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(house.roles(&person).into_iter().collect::<Vec<_>>(), [Role::Management]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_recovery_code_typed_in_two_places_at_once_opens_one_of_them() {
    let (house, mut owner) = House::begun().await;
    let (_, recovery) = house.set_up_app(&mut owner).await;
    let app = &house.doors.app;
    let visitor = app::Visitor { address: "192.0.2.77".to_owned(), ..app::Visitor::default() };
    for code in &recovery[..1] {
        let half_way = || match app.sign_in(OWNER, GOOD, &visitor).unwrap() {
            app::SignedIn::SecondFactor { secret, .. } => secret,
            app::SignedIn::In(_) => panic!("there is a second factor"),
        };
        let secrets = [half_way(), half_way()];
        let opened = std::thread::scope(|scope| {
            let tries =
                secrets.each_ref().map(|secret| scope.spawn(|| app.second_factor(secret, code, &visitor).is_ok()));
            tries.map(|one| one.join().unwrap()).into_iter().filter(|opened| *opened).count()
        });
        assert_eq!(opened, 1, "{code}");
    }
    assert_eq!(app.own_account(&house.who(&owner)).map(|facts| facts.recovery_left), Ok(9));
}
