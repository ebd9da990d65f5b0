//! Sessions: they begin anew, end in time, and end when they are ended.

use super::house::{Browser, GOOD, House, MINUTE, OWNER, typed};
use axum::http::StatusCode;
use domain::command::Command;
use domain::values::Role;
use std::collections::BTreeSet;

const NAME: &str = "tickmark-session";

async fn is_in(house: &House, browser: &Browser) -> bool {
    house.get(&mut browser.clone(), "/profile").await.status == StatusCode::OK
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_was_planted_is_not_the_one_that_is_signed_in() {
    let (house, owner) = House::begun().await;
    let (_, thief) = house.member("Tom Reed", "tom@acme.example", Role::Contributor).await;
    // The thief puts their own session into the victim's browser before the victim signs in there.
    let mut victim = Browser { cookies: thief.cookies.clone(), ..Browser::default() };
    victim.cookies.insert("tickmark-device".to_owned(), owner.cookies["tickmark-device"].clone());
    assert_eq!(house.sign_in(&mut victim, OWNER, GOOD).await.status, StatusCode::SEE_OTHER);
    assert_ne!(victim.cookies[NAME], thief.cookies[NAME]);
    assert!(!is_in(&house, &thief).await, "what was there before the sign-in has ended");
    let mut made_up = Browser::default();
    made_up.cookies.insert(NAME.to_owned(), "tkm_schosen-by-somebody-else".to_owned());
    house.sign_in(&mut made_up, OWNER, GOOD).await;
    assert!(made_up.cookies[NAME].len() > 40 && !made_up.cookies[NAME].contains("chosen"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_by_idleness_and_by_age() {
    let (house, owner) = House::begun().await;
    house.later(29 * MINUTE);
    assert!(is_in(&house, &owner).await, "used within half an hour");
    house.later(31 * MINUTE);
    assert!(!is_in(&house, &owner).await, "idle for longer");
    let mut again = owner.clone();
    house.sign_in(&mut again, OWNER, GOOD).await;
    for _ in 0..36 {
        assert!(is_in(&house, &again).await);
        house.later(20 * MINUTE);
    }
    house.later(MINUTE);
    assert!(!is_in(&house, &again).await, "twelve hours are over, however busy it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_session_is_ended_alone_and_a_new_password_ends_all_others() {
    let (house, mut here) = House::begun().await;
    let (mut one, mut two) = (Browser::default(), Browser::default());
    house.sign_in(&mut one, OWNER, GOOD).await;
    house.later(MINUTE);
    house.sign_in(&mut two, OWNER, GOOD).await;
    let oldest = house.doors.app.own_sessions(&house.who(&one)).unwrap().into_iter().find(|s| s.this).unwrap();
    let said = house.post(&mut here, &format!("/profile/sessions/{}/end", oldest.id), "").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(!is_in(&house, &one).await && is_in(&house, &two).await && is_in(&house, &here).await);
    let (_, mut tom) = house.member("Tom Reed", "tom@acme.example", Role::Contributor).await;
    let other = house.doors.app.own_sessions(&house.who(&two)).unwrap().into_iter().find(|s| s.this).unwrap();
    let foreign = house.post(&mut tom, &format!("/profile/sessions/{}/end", other.id), "").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "nobody ends a stranger's");
    let wrong = house.post(&mut here, "/profile/password", "old=nonsense&password=another+quiet+harbour+7").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("old={}&password=another+quiet+meadow+7", typed(GOOD));
    let said = house.post(&mut here, "/profile/password", &form).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(is_in(&house, &here).await && !is_in(&house, &two).await);
    assert_eq!(house.sign_in(&mut two, OWNER, GOOD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_role_changes_the_secret_and_an_ended_membership_ends_the_session() {
    let (house, _) = House::begun().await;
    let (person, mut tom) = house.member("Tom Reed", "tom@acme.example", Role::Contributor).await;
    let operator = house.doors.app.local_operator("cli").unwrap();
    let change = |command| house.doors.app.change("acme", &operator, None, command).unwrap();
    let before = tom.clone();
    change(Command::SetRoles {
        person: person.clone(),
        roles: BTreeSet::from([Role::ProgrammeManager]),
        reason: "Takes over".to_owned(),
    });
    let said = house.get(&mut tom, "/o/acme/").await;
    assert_eq!(said.status, StatusCode::OK);
    assert_ne!(tom.cookies[NAME], before.cookies[NAME], "a new secret with the new role");
    assert!(is_in(&house, &before).await, "what was asked at the same time is still answered");
    house.later(MINUTE);
    assert!(!is_in(&house, &before).await && is_in(&house, &tom).await);
    change(Command::SuspendMember { person: person.clone(), reason: "Leave".to_owned() });
    assert_eq!(house.get(&mut tom, "/o/acme/").await.status, StatusCode::FORBIDDEN);
    let profile = house.get(&mut tom, "/profile").await;
    assert!(profile.text.contains("your membership is suspended"), "{}", profile.text);
    change(Command::EndMembership { person, reason: "Left".to_owned() });
    assert!(!is_in(&house, &tom).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_the_session_on_the_server_and_needs_a_form_of_ours() {
    let (house, mut owner) = House::begun().await;
    let kept = owner.clone();
    assert_eq!(house.get(&mut owner, "/sign-out").await.status, StatusCode::METHOD_NOT_ALLOWED);
    house.post(&mut owner, "/sign-out", "").await;
    assert!(!owner.cookies.contains_key(NAME));
    assert!(!is_in(&house, &kept).await, "the old secret opens nothing");
}
