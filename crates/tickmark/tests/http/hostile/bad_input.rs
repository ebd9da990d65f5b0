//! What no field should hold, and more of it than anybody sends: refused in words, never a fault.

use super::cast::Cast;
use app::{Failure, SignedIn, Visitor};
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use domain::values::Role;
use tower::ServiceExt;

fn visitor(address: usize, device: Option<String>) -> Visitor {
    Visitor { address: format!("198.51.{}.{}", address / 250, address % 250), agent: "test".to_owned(), device }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_and_addresses_are_refused_or_shown_as_text() {
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    let founder = app.local_operator("cli").unwrap();
    let long = "n".repeat(100_000);
    let (mut refused, mut n) = (0, 0);
    for name in ["", " ", "\0", "a\0b", "a\r\nSet-Cookie: x", "\u{202e}evil", "\u{200b}", &long, "<b>bold</b>", "=1+1"]
    {
        n += 1;
        let email = format!("person{n}@alpha.example");
        let invited = app.invite("alpha", &founder, None, name, &email, [Role::Contributor].into());
        assert!(matches!(invited, Ok(_) | Err(Failure::Refused(_))), "{name:?}: {invited:?}");
        refused += usize::from(invited.is_err());
    }
    assert!(refused >= 5, "only {refused} names were refused");
    for email in
        ["", "a", "a@", "@a.example", "a@b\0.example", "a b@c.example", "a@c.example\r\nBcc: x@y.example", &long]
    {
        let invited = app.invite("alpha", &founder, None, "Nora New", email, [Role::Contributor].into());
        assert!(matches!(invited, Err(Failure::Refused(_))), "{email:?}: {invited:?}");
    }
    let (status, page) = cast.ask(Some("olga-owner"), "GET", "/o/alpha/people", "").await;
    assert!(status == 200 && !page.contains("<b>bold"), "{status}");
}

#[test]
fn names_that_look_alike_are_warned_of() {
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    // The second is written with a Cyrillic letter.
    for (id, name) in [("demo-one", "Paul Palmer"), ("demo-two", "P\u{430}ul Palmer"), ("demo-three", "Nora New")] {
        app.put_demo_person(id, name, &format!("{id}@alpha.example")).unwrap();
    }
    let alike = app.look_alikes("alpha", ["demo-one", "demo-two", "demo-three"]);
    assert_eq!(alike.keys().collect::<Vec<_>>(), ["demo-one", "demo-two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn deep_cut_and_odd_bodies_are_refused() {
    let cast = Cast::gathered();
    let (cookie, form) = (cast.cookies["paul-programme"].clone(), "application/x-www-form-urlencoded");
    let secret = cookie.split_once('=').unwrap().1.to_owned();
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let inside = format!("{{\"id\":\"A\",\"name\":{deep}}}");
    let (api, page) = ("/api/v1/o/alpha/controls", "/o/alpha/controls");
    let wide = format!("id=AC-9&name={}", "x".repeat(3 * 1024 * 1024));
    let before = cast.entries();
    for (path, kind, body) in [
        (api, "application/json", deep.as_str()),
        (api, "application/json", inside.as_str()),
        (api, "application/json", "{\"id\":\"A\",\"name\":\"\\ud800\"}"),
        (api, "application/json", "{\"id\":\"A\""),
        (api, "text/plain", "{}"),
        (page, form, "id=A%00B&name=x&status=planned"),
        (page, form, wide.as_str()),
        (page, "multipart/form-data", "--x"),
    ] {
        let request = Request::post(path)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &cookie)
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let answer = cast.router.clone().oneshot(request).await.unwrap();
        let (status, start) = (answer.status(), body.chars().take(40).collect::<String>());
        to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
        assert!(status.is_client_error(), "POST {path} `{start}`: {status}");
    }
    assert_eq!(cast.entries(), before);
}

/// An id with a sign that nobody sees is refused, so that no object stands under an id that cannot be typed.
#[tokio::test(flavor = "multi_thread")]
async fn signs_that_nobody_sees_make_no_id_and_break_no_page() {
    let cast = Cast::gathered();
    for (id, name, taken) in [("A%00B", "x", false), ("A%0d%0aB", "x", false), ("AC-9", "a%00%07b", true)] {
        let form = format!("id={id}&name={name}&status=planned");
        let before = cast.entries();
        let (status, _) = cast.ask(Some("paul-programme"), "POST", "/o/alpha/controls", &form).await;
        assert!(status < 500, "{form}: {status}");
        assert!(taken || cast.entries() == before, "{form}: {status}, and it was taken");
    }
    for path in ["/o/alpha/controls", "/o/alpha/controls/AC-9", "/o/alpha/history", "/api/v1/o/alpha/controls"] {
        let (status, _) = cast.ask(Some("paul-programme"), "GET", path, "").await;
        assert!(status < 500, "{path}: {status}");
    }
}

#[test]
fn ten_thousand_wrong_passwords_are_slowed_and_a_known_device_still_gets_in() {
    const PASSWORD: &str = "quiet harbour lantern 9";
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    let founder = app.local_operator("cli").unwrap();
    let invited = app.invite("alpha", &founder, None, "Nora New", "nora@alpha.example", [Role::Contributor].into());
    let begun = app.accept_as_new(&invited.unwrap().secret, "Nora New", PASSWORD, &visitor(0, None)).unwrap();
    let mut looked_at = 0;
    for n in 0..10_000 {
        match app.sign_in("nora@alpha.example", "wrong", &visitor(1 + n % 5_000, None)) {
            Err(Failure::Refused(refusal)) => {
                looked_at += usize::from(!refusal.to_string().contains("too many attempts"))
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(looked_at <= 20, "{looked_at} of 10,000 passwords were looked at");
    let stranger = app.sign_in("nora@alpha.example", PASSWORD, &visitor(9_999, None));
    assert!(stranger.is_err(), "an unknown device waits, even with the right password");
    let known = app.sign_in("nora@alpha.example", PASSWORD, &visitor(9_999, Some(begun.device)));
    assert!(matches!(known, Ok(SignedIn::In(_))), "{known:?}");
}
