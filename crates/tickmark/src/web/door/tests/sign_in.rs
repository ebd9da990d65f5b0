//! Signing in with a password: where it leads, what it tells a stranger, and how it slows one down.

use super::house::{Browser, GOOD, House, MINUTE, OWNER, SECOND};
use axum::http::{StatusCode, header};
use domain::values::Role;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_leads_where_the_way_led_and_never_elsewhere() {
    let (house, mut owner) = House::begun().await;
    house.get(&mut owner, "/protect?to=/").await;
    let turned = house.get(&mut Browser::default(), "/o/acme/gap?view=clauses").await;
    assert_eq!(turned.to(), "/sign-in?to=%2Fo%2Facme%2Fgap%3Fview%3Dclauses");
    let form = |to: &str| format!("email={OWNER}&password={}&to={to}", super::house::typed(GOOD));
    let cases = [
        ("%2Fo%2Facme%2Fgap%3Fview%3Dclauses", "/o/acme/gap?view=clauses"),
        ("https%3A%2F%2Fevil.example%2F", "/"),
        ("%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
        ("%2F%09%2Fevil.example", "/"),
        ("%5C%5Cevil.example", "/"),
        ("javascript%3Aalert(1)", "/"),
        ("%2Fsign-out", "/"),
        ("", "/"),
    ];
    for (to, place) in cases {
        let said = house.post(&mut owner, "/sign-in", &form(to)).await;
        assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, place), "{to}");
        let asked = house.get(&mut Browser::default(), &format!("/sign-in?to={to}")).await;
        assert!(!asked.text.contains("evil"), "{to} stands on the page");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_learns_nothing_of_who_has_an_account() {
    let (house, _) = House::begun().await;
    house.invite("Ines Prado", "ines@acme.example", Role::Contributor);
    let page = |text: String, email: &str| text.replace(email, "ADDRESS");
    let mut pages = Vec::new();
    for (at, email) in [OWNER, "nobody@acme.example", "ines@acme.example", "no-address"].into_iter().enumerate() {
        let address = ["192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1", "192.0.2.4:1"][at];
        let mut stranger = Browser { address, ..Browser::default() };
        // Alike in words and in pauses, in whatever case the address is typed.
        let mut seen = Vec::new();
        for turn in 0..7 {
            let email = if turn % 2 == 1 { email.to_uppercase() } else { email.to_owned() };
            let said = house.sign_in(&mut stranger, &email, "wrong password 12345").await;
            assert!(said.cookies().is_empty());
            let pause = said.head.get(header::RETRY_AFTER).map(|v| v.to_str().unwrap().to_owned());
            assert_eq!(pause.as_deref(), (turn > 4).then_some("1"), "{email}, turn {turn}: {}", said.status);
            seen.push((said.status, page(said.text, &email)));
        }
        assert_eq!(seen[6].0, StatusCode::TOO_MANY_REQUESTS, "{email}");
        assert!(seen[6].1.contains("Too many attempts.") && seen[6].1.contains("Wait 1 second and try again."));
        pages.push(seen);
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "the pages differ");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_wrong_passwords_do_not_lock_out_the_known_device_and_are_not_hashed() {
    let (house, mut owner) = House::begun().await;
    house.post(&mut owner, "/sign-out", "").await;
    assert_eq!(owner.cookies.len(), 1, "the device is known, the session is gone: {owner:?}");
    let mut thief = Browser { address: "203.0.113.9:1", ..Browser::default() };
    let begun = tokio::time::Instant::now();
    let mut looked_at = 0;
    for turn in 0..10_000_i64 {
        let said = house.sign_in(&mut thief, OWNER, "wrong password 12345").await;
        looked_at += i32::from(said.status == StatusCode::UNPROCESSABLE_ENTITY);
        // A second in which nobody else comes, now and then.
        if turn % 1_000 == 0 {
            house.later(SECOND);
        }
    }
    // One hash takes tens of milliseconds: ten thousand of them would take many minutes.
    assert!(looked_at <= 12, "{looked_at} of 10,000 were looked at");
    assert!(begun.elapsed().as_secs() < 600, "{:?}", begun.elapsed());
    let said = house.sign_in(&mut owner, OWNER, GOOD).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "the known device comes in: {}", said.text);
    let mut new = Browser { address: "198.51.100.7:1", ..Browser::default() };
    let said = house.sign_in(&mut new, OWNER, GOOD).await;
    assert_eq!(said.status, StatusCode::TOO_MANY_REQUESTS, "an unknown one waits");
    house.later(16 * MINUTE);
    assert_eq!(house.sign_in(&mut new, OWNER, GOOD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_session_cookie_is_bound_to_the_host_where_tls_is_spoken() {
    let (house, _) = House::begun().await;
    let said = house.sign_in(&mut Browser::default(), OWNER, GOOD).await;
    let cookies = said.cookies();
    assert!(cookies[0].starts_with("tickmark-session=tkm_s"), "{cookies:?}");
    assert!(cookies[0].ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookies:?}");
    let house = House::new(Some("https://tickmark.example.org"));
    let secret = house.doors.app.first_link().unwrap().unwrap();
    let form = format!("secret={secret}&name=Mira+Holt&email={OWNER}&password={}", super::house::typed(GOOD));
    let said = house.post(&mut Browser::default(), "/begin", &form).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let cookies = said.cookies();
    assert!(cookies[0].starts_with("__Host-sid=tkm_s") && cookies[1].starts_with("__Host-device=tkm_s"), "{cookies:?}");
    for cookie in &cookies {
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Lax") && cookie.ends_with("; Secure"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_link_is_good_once_and_a_weak_password_does_not_use_it_up() {
    let house = House::new(None);
    let secret = house.doors.app.first_link().unwrap().unwrap();
    let form = |password: &str| {
        format!("secret={secret}&name=Mira+Holt&email={OWNER}&password={}", super::house::typed(password))
    };
    let mut browser = Browser::default();
    let weak = house.post(&mut browser, "/begin", &form("password")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("it needs at least 12") && weak.text.contains("Mira Holt"), "{}", weak.text);
    assert!(!weak.text.contains("value=\"password\""), "the password is not shown again");
    let cross = house.get(&mut browser, "/begin").await;
    assert_eq!(cross.head[header::CACHE_CONTROL], "no-store");
    assert_eq!(house.post(&mut browser, "/begin", &form(GOOD)).await.status, StatusCode::SEE_OTHER);
    let again = house.post(&mut Browser::default(), "/begin", &form(GOOD)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(house.doors.app.first_link().unwrap().is_none(), "no new link while there is an account");
}
