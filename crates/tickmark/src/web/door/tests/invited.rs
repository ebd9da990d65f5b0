//! Links that are good once: invitations and new passwords.

use super::house::{Browser, GOOD, House, MINUTE, OWNER, typed};
use axum::http::StatusCode;
use domain::values::Role;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_is_shown_accepted_once_and_gives_the_roles_that_it_named() {
    let (house, _) = House::begun().await;
    let (person, secret) = house.invite("Ines Prado", "ines@acme.example", Role::Contributor);
    let mut ines = Browser::default();
    let page = house.post(&mut ines, "/invitation", &format!("secret={secret}")).await;
    for words in ["Acme", "Mira Holt", "Ines Prado", "Contributor", "Choose a password"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(house.roles(&person).is_empty(), "rights begin with the acceptance");
    let form = format!("secret={secret}&name=Ines+Prado&password={}", typed(GOOD));
    let weak = house.post(&mut ines, "/invitation/new", &format!("secret={secret}&name=Ines&password=short")).await;
    assert!(weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.text.contains(&secret), "{}", weak.text);
    let said = house.post(&mut ines, "/invitation/new", &form).await;
    assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, "/protect?to=%2Fo%2Facme%2F"), "{}", said.text);
    assert_eq!(house.roles(&person).into_iter().collect::<Vec<_>>(), [Role::Contributor]);
    let again = house.post(&mut Browser::default(), "/invitation/new", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "good once");
    assert!(again.text.contains("is not known, was used, or is over"), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_is_accepted_by_the_right_person_only() {
    let (house, mut owner) = House::begun().await;
    let who = house.who(&owner);
    let documents = app::library::documents(app::library::STARTING);
    house.doors.app.create("beta", &who, "Beta", documents, domain::values::Profile::default()).unwrap();
    let (_, mut ines) = house.member("Ines Prado", "ines@acme.example", Role::Contributor).await;
    let operator = house.doors.app.local_operator("cli").unwrap();
    let roles = std::collections::BTreeSet::from([Role::Contributor]);
    let invited = house.doors.app.invite("beta", &operator, None, "Ines", "INES@acme.example", roles).unwrap();
    let form = format!("secret={}", invited.secret);
    let other = house.post(&mut owner, "/invitation", &form).await;
    assert!(other.text.contains("This invitation is for somebody else"), "{}", other.text);
    assert_eq!(house.get(&mut owner, "/invitation/to/beta").await.status, StatusCode::NOT_FOUND);
    assert_ne!(house.post(&mut owner, "/invitation/to/beta", "").await.status, StatusCode::SEE_OTHER);
    let taken = format!("secret={}&name=Thief&password={}", invited.secret, typed(GOOD));
    let thief = house.post(&mut Browser::default(), "/invitation/new", &taken).await;
    assert_eq!(thief.status, StatusCode::UNPROCESSABLE_ENTITY, "an account is not taken over with an invitation");
    let nobody = house.post(&mut Browser::default(), "/invitation", &form).await;
    assert!(nobody.text.contains("/sign-in?to=/invitation/to/beta"), "{}", nobody.text);
    // The account alone opens nothing that another organisation sent to its address: its link does.
    assert_eq!(house.get(&mut ines, "/invitation/to/beta").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&mut ines, "/invitation/to/beta", "").await.status, StatusCode::NOT_FOUND);
    assert!(!house.get(&mut ines, "/organisations").await.text.contains("Beta"));
    let page = house.post(&mut ines, "/invitation", &form).await.text;
    assert!(page.contains(r#"action="/invitation/to/beta""#) && page.contains(&invited.secret), "{page}");
    let said = house.post(&mut ines, "/invitation/to/beta", &form).await;
    assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, "/o/beta/"));
    let first = house.get(&mut ines, "/o/beta/").await;
    assert!(first.text.contains("Next for you"), "a contributor begins with what they have to do: {}", first.text);
    assert_eq!(house.get(&mut ines, "/o/beta/frameworks").await.status, StatusCode::OK);
    let over = house.post(&mut owner, "/invitation", &form).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_stays_open_while_its_holder_signs_in() {
    let (house, owner) = House::begun().await;
    let who = house.who(&owner);
    let documents = app::library::documents(app::library::STARTING);
    house.doors.app.create("beta", &who, "Beta", documents, domain::values::Profile::default()).unwrap();
    house.member("Ines Prado", "ines@acme.example", Role::Contributor).await;
    let operator = house.doors.app.local_operator("cli").unwrap();
    let roles = std::collections::BTreeSet::from([Role::Contributor]);
    let invited = house.doors.app.invite("beta", &operator, None, "Ines", "ines@acme.example", roles).unwrap();
    let mut ines = Browser::default();
    house.post(&mut ines, "/invitation", &format!("secret={}", invited.secret)).await;
    assert_eq!(house.get(&mut ines, "/organisations").await.status, StatusCode::SEE_OTHER, "it signs nobody in");
    house.sign_in(&mut ines, "ines@acme.example", GOOD).await;
    let page = house.get(&mut ines, "/invitation/to/beta").await;
    assert!(page.text.contains("Beta") && page.text.contains(&invited.secret), "{}", page.text);
    let said = house.post(&mut ines, "/invitation/to/beta", &format!("secret={}", invited.secret)).await;
    assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, "/o/beta/"));
    assert_eq!(house.get(&mut ines, "/invitation/to/beta").await.status, StatusCode::NOT_FOUND, "the link is used");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_for_a_new_password_is_good_once_and_for_an_hour() {
    let (house, owner) = House::begun().await;
    let operator = house.doors.app.local_operator("cli").unwrap();
    let link = || house.doors.app.reset_link(&operator, OWNER).unwrap();
    let late = link();
    house.later(61 * MINUTE);
    let form = |secret: &str| format!("secret={secret}&password=another+quiet+meadow+7");
    let said = house.post(&mut Browser::default(), "/new-password", &form(&late)).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "an hour is over");
    let secret = link();
    let mut browser = owner.clone();
    house.sign_in(&mut browser, OWNER, GOOD).await;
    let mut fresh = Browser::default();
    let weak = house.post(&mut fresh, "/new-password", &format!("secret={secret}&password=password")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY, "a weak password does not use it up");
    assert_eq!(house.post(&mut fresh, "/new-password", &form(&secret)).await.status, StatusCode::SEE_OTHER);
    assert_ne!(house.get(&mut browser, "/profile").await.status, StatusCode::OK, "every other session has ended");
    let again = house.post(&mut Browser::default(), "/new-password", &form(&secret)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        house.sign_in(&mut Browser::default(), OWNER, "another quiet meadow 7").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_to_outside_access_says_for_what_and_for_which_days() {
    let (house, _) = House::begun().await;
    let operator = house.doors.app.local_operator("cli").unwrap();
    let today = house.doors.app.clock().today();
    let grant = domain::values::Grant {
        person: String::new(),
        kind: domain::values::GrantKind::ExternalAuditor,
        works: false,
        engagement: "SOC 2 Type II 2026".to_owned(),
        from: today,
        until: today,
        reason: "the examination".to_owned(),
    };
    let invited = house.doors.app.invite_outsider("acme", &operator, None, "Eve", "eve@firm.example", grant).unwrap();
    let page = house.post(&mut Browser::default(), "/invitation", &format!("secret={}", invited.secret)).await.text;
    let days = format!("{today}</time> to <time datetime=\"{today}\">{today}</time>");
    for said in ["Engagement", "SOC 2 Type II 2026", "the examination", &days] {
        assert!(page.contains(said), "{said} in {page}");
    }
}
