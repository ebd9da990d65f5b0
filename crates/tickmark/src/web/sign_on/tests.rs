//! The door of single sign-on in process: cookies, where it leads, and what it says when it leads nowhere.

#[path = "../../../../identity/tests/oidc/hostile_provider.rs"]
#[expect(dead_code, reason = "the provider is made for more than its discovery document")]
mod hostile_provider;

use super::{callback_address, is_short_name, logout_address};
use crate::serve::{Doors, Reach, router};
use app::{App, Clock, Config};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::values::{Profile, SignOn};
use hostile_provider::HostileProvider;
use serde_json::json;
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";

/// A server with one organisation that has single sign-on.
struct Door {
    router: Router,
    provider: HostileProvider,
    host: &'static str,
    _folder: tempfile::TempDir,
}

impl Door {
    fn new(public: Option<&str>) -> Door {
        let key = json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "one",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
        let provider = HostileProvider::start(&[key]);
        let folder = tempfile::tempdir().unwrap();
        let internal = vec![provider.issuer.trim_start_matches("http://").to_owned()];
        let config = Config { internal, ..Config::folder(folder.path()) };
        let app = App::open(&config, Clock::system()).unwrap();
        let who = app.local_operator("cli").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create("acme", &who, "Acme", documents, Profile::default()).unwrap();
        let sign_on = SignOn {
            issuer: provider.issuer.clone(),
            client_id: "tickmark".to_owned(),
            enforced: false,
            break_glass: None,
            link_by_email: true,
        };
        app.set_sign_on("acme", &who, None, Some(sign_on), None).unwrap();
        let reach = Reach { public: public.map(str::to_owned) };
        let host = if public.is_some() { "tickmark.example.org" } else { "localhost:7390" };
        Door { router: router(Doors::new(app, reach)), provider, host, _folder: folder }
    }

    async fn call(&self, request: axum::http::request::Builder, body: &str) -> (StatusCode, HeaderMap, String) {
        let request = request.header(header::HOST, self.host).body(Body::from(body.to_owned())).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, head) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, head, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn begin(&self, form: &str) -> (StatusCode, HeaderMap, String) {
        let post = Request::post("/sign-on").header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, FORM);
        self.call(post, form).await
    }
}

fn set_cookies(head: &HeaderMap) -> Vec<&str> {
    head.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap()).collect()
}

#[test]
fn the_addresses_that_a_provider_is_told_begin_with_the_public_one() {
    assert!(is_short_name("acme-cloud-2") && !is_short_name("") && !is_short_name("Acme/../"));
    assert_eq!(callback_address("https://t.example", "acme"), "https://t.example/sign-on/acme/callback");
    assert_eq!(logout_address("https://t.example", "acme"), "https://t.example/sign-on/acme/logout");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_door_leads_to_the_provider_without_a_redirect_and_knows_the_browser_again() {
    for (public, name, base) in [
        (None, "tickmark-sign-on=", "http%3A%2F%2Flocalhost%3A7390"),
        (Some("https://tickmark.example.org"), "__Host-sign-on=", "https%3A%2F%2Ftickmark.example.org"),
    ] {
        let door = Door::new(public);
        let (status, head, page) = door.begin("organisation=+Acme+&to=%2Fo%2Facme%2Fgap").await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let refresh = head.get("refresh").unwrap().to_str().unwrap();
        assert!(refresh.starts_with(&format!("0; url={}/authorize?", door.provider.issuer)), "{refresh}");
        let redirect = format!("redirect_uri={base}%2Fsign-on%2Facme%2Fcallback");
        assert!(refresh.contains(&redirect) && refresh.contains("code_challenge_method=S256"), "{refresh}");
        assert!(page.contains("/authorize?"), "without the header the link leads on");
        assert_eq!(head.get(header::CACHE_CONTROL).unwrap(), "no-store");
        let cookies = set_cookies(&head);
        let own = cookies.iter().find(|c| c.starts_with(name)).unwrap();
        assert!(own.contains("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"), "{own}");
        assert_eq!(own.ends_with("; Secure"), public.is_some(), "{own}");
        assert!(own.len() > name.len() + 64 && !own.contains("Domain"), "{own}");

        // The next time the organisation is filled in.
        let remembered = cookies.iter().find(|c| c.starts_with("tickmark-organisation=")).unwrap();
        let remembered = remembered.split(';').next().unwrap();
        let (_, _, page) = door.call(Request::get("/sign-on?to=//evil").header(header::COOKIE, remembered), "").await;
        assert!(page.contains("value=\"acme\"") && !page.contains("evil"), "{page}");
        let hostile = "tickmark-organisation=\"><script>";
        let (_, _, page) = door.call(Request::get("/sign-on").header(header::COOKIE, hostile), "").await;
        assert!(!page.contains("<script>"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_fit_ends_on_a_calm_page() {
    let door = Door::new(None);
    let (status, head, page) = door.begin("organisation=%3Cb%3Enobody").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("has no single sign-on") && !page.contains("<b>") && set_cookies(&head).is_empty(), "{page}");
    let post = || Request::post("/sign-on").header(header::CONTENT_TYPE, FORM);
    let (status, ..) = door.call(post().header("sec-fetch-site", "cross-site"), "organisation=acme").await;
    assert_eq!(status, StatusCode::FORBIDDEN, "nobody else begins a sign-in for this browser");

    for query in ["", "?code=c", "?code=c&state=guess", "?state=a&state=b", "?error=access_denied&state=guess"] {
        let path = format!("/sign-on/acme/callback{query}");
        let (status, head, page) = door.call(Request::get(&path), "").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {page}");
        assert!(page.contains("You are not signed in") && page.contains("href=\"/sign-in\""), "{page}");
        assert!(set_cookies(&head).is_empty() && !page.contains("guess"), "{path}");
    }
    let (status, _, page) = door.call(Request::get("/sign-on/nobody/callback?code=c&state=s"), "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(door.provider.asked("/token").is_empty(), "nothing is sent for what nobody began");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_out_at_the_provider_is_heard_without_origin_and_believed_only_with_a_signature() {
    let door = Door::new(None);
    let post = |path: &str| Request::post(path).header(header::CONTENT_TYPE, FORM);
    for (path, body) in [
        ("/sign-on/acme/logout", "logout_token=a.b.c"),
        ("/sign-on/acme/logout", "logout_token="),
        ("/sign-on/acme/logout", ""),
        ("/sign-on/acme/logout", "token=a.b.c"),
        ("/sign-on/nobody/logout", "logout_token=a.b.c"),
    ] {
        let (status, head, said) = door.call(post(path), body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {said}");
        assert_eq!(head.get(header::CACHE_CONTROL).unwrap(), "no-store");
        assert!(said.contains("invalid_request"), "{said}");
    }
    let giant = format!("logout_token={}", "a".repeat(200_000));
    let (status, ..) = door.call(post("/sign-on/acme/logout"), &giant).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let browser = post("/sign-on/acme/logout").header("sec-fetch-site", "cross-site");
    assert_eq!(door.call(browser, "logout_token=a.b.c").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_of_an_account_is_for_who_is_signed_in() {
    let door = Door::new(None);
    for (path, form) in [("/profile/sign-on", "organisation=acme"), ("/profile/sign-on/end", "id=0123456789abcdef")] {
        let request = Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, FORM);
        let (status, head, _) = door.call(request, form).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(head.get(header::LOCATION).unwrap().to_str().unwrap().starts_with("/sign-in?to="), "{path}");
    }
}
