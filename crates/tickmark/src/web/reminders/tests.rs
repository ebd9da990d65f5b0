//! Reminders in the browser: the choice on the profile, and the owners' page without a relay. With one, letters go out in
//! `tests/terminal/reminders.rs`.

use crate::web::people::tests::Firm;
use app::Rhythm;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};

/// A page or a form outside the organisation: status, where to, text.
async fn own(firm: &Firm, who: &str, method: &str, path: &str, form: &str) -> (StatusCode, String, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:4242")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, firm.browser(who));
    let request = request.body(Body::from(form.to_owned())).unwrap();
    let answer = tower::ServiceExt::oneshot(crate::serve::router(firm.doors.clone()), request).await.unwrap();
    let to = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
    (status, to, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_chooses_on_their_profile_how_often() {
    let firm = Firm::new();
    let (status, _, page) = own(&firm, "carl-diaz", "GET", "/profile", "").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("Reminders by e-mail") && page.contains("value=\"weekly\" checked"), "{page}");
    assert!(page.contains("has not named a mail relay"), "{page}");
    let (status, to, _) = own(&firm, "carl-diaz", "POST", "/profile/reminders", "rhythm=never").await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/profile#reminders"));
    assert_eq!(firm.doors.app.rhythm_of("demo-carl-diaz").unwrap(), Rhythm::Never);
    assert_eq!(firm.doors.app.rhythm_of("demo-dora-lund").unwrap(), Rhythm::Weekly, "it is one's own");
    let (status, _, page) = own(&firm, "carl-diaz", "POST", "/profile/reminders", "rhythm=hourly").await;
    assert!(status.is_client_error() && page.contains("hourly"), "{status}: {page}");
    assert_eq!(firm.doors.app.rhythm_of("demo-carl-diaz").unwrap(), Rhythm::Never);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_see_whether_letters_go_out_and_whom_none_reaches() {
    let firm = Firm::new();
    firm.doors.app.put_demo_person("demo-carl-diaz", "Carl Diaz", "carl@firm.example").unwrap();
    let page = firm.page("olga-berg", "/reminders").await;
    for words in ["No letter goes out", "--smtp", "No address", "Weekly"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(firm.get("carl-diaz", "/reminders").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_relay_the_address_stays_and_the_profile_says_why() {
    let firm = Firm::new();
    firm.doors.app.put_demo_person("demo-carl-diaz", "Carl Diaz", "carl@firm.example").unwrap();
    let (_, _, page) = own(&firm, "carl-diaz", "GET", "/profile", "").await;
    assert!(page.contains("carl@firm.example") && page.contains("No mail relay is set here"), "{page}");
    let (status, _, page) = own(&firm, "carl-diaz", "POST", "/profile/address", "email=new@firm.example").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("o mail relay is set"), "{status}: {page}");
    let (status, ..) = own(&firm, "carl-diaz", "GET", "/profile/address/00", "").await;
    assert!(status.is_client_error(), "{status}");
    assert_eq!(firm.doors.app.email_of("demo-carl-diaz"), "carl@firm.example");
}
