//! The whole walk with a real provider: discovery, sign-in as a browser does it, code, token, claims, sign-out.

use std::collections::BTreeMap;

use identity::oidc::{
    Begun, Callback, HttpRequest, HttpResponse, Metadata, OidcProblem, Pending, Proven, Provider, Transport, begin,
    discover, finish, logout_token,
};
use openidconnect::url::{Url, form_urlencoded};

use crate::hostile_provider::HostileProvider;
use crate::http::send;
use crate::keys::random;
use crate::real_provider::RealProvider;
use crate::stage::code_of;

/// Never opened: the test reads the address that the browser is sent to.
const REDIRECT: &str = "http://127.0.0.1:9/sign-in/callback";
const SECRET: &str = "a secret: with % and +";
const ACCOUNTS: &str = r#"[
    {"sub":"ada","email":"ada@example.org","email_verified":true,"name":"Ada Lovelace","groups":["owners","auditors"]},
    {"sub":"eve","email":"ada@example.org","email_verified":false,"name":"Eve"}
]"#;

#[test]
fn a_person_signs_in_with_every_algorithm_and_every_way_to_show_our_secret() {
    for (algorithm, way) in [
        ("RS256", Some("client_secret_basic")),
        ("PS256", Some("client_secret_post")),
        ("ES256", None),
        ("EdDSA", Some("client_secret_basic")),
    ] {
        let mut arguments = vec!["--algorithm", algorithm];
        if let Some(way) = way {
            arguments.extend(["--client-secret", SECRET, "--client-authentication", way]);
        }
        let Some(mut walk) = Walk::new(&arguments) else { return };
        walk.settings.client_secret = way.map(|_| SECRET.to_owned());
        walk.metadata.client_authentication.retain(|own| way.is_none_or(|way| own == way));
        let proven = walk.sign_in("ada").unwrap();
        assert_eq!((proven.issuer.as_str(), proven.subject.as_str()), (walk.provider.issuer.as_str(), "ada"));
        assert_eq!((proven.email.as_deref(), proven.email_verified), (Some("ada@example.org"), true));
        assert_eq!(proven.name.as_deref(), Some("Ada Lovelace"));
        assert_eq!(proven.groups, Some(vec!["owners".to_owned(), "auditors".to_owned()]));
        assert_eq!(proven.amr, ["pwd", "otp", "mfa"]);
    }
}

#[test]
fn claims_that_stand_only_in_the_user_information_are_found_there() {
    let Some(mut walk) = Walk::new(&["--claims-in", "userinfo"]) else { return };
    let proven = walk.sign_in("eve").unwrap();
    assert_eq!((proven.email.as_deref(), proven.email_verified), (Some("ada@example.org"), false));
    assert_eq!((proven.subject.as_str(), proven.name.as_deref(), proven.groups), ("eve", Some("Eve"), None));
}

#[test]
fn the_provider_holds_us_to_pkce_and_to_one_use_of_a_code() {
    let Some(mut walk) = Walk::new(&["--client-secret", SECRET]) else { return };
    walk.settings.client_secret = Some(SECRET.to_owned());
    assert!(walk.metadata.callback_names_issuer && walk.metadata.backchannel_logout);

    // Somebody who has caught the code has not the verifier.
    let (pending, callback) = walk.come_back("ada");
    let stolen = Pending { pkce_verifier: "x".repeat(43), ..pending };
    assert_eq!(code_of(walk.finish(stolen, &callback)), "oidc_code_refused");

    // Without a challenge the provider does not even begin.
    let begun = walk.begin();
    let bare: Vec<&str> = begun.url.split('&').filter(|part| !part.starts_with("code_challenge")).collect();
    let callback = walk.browser.sign_in(&bare.join("&"), "ada");
    assert_eq!(code_of(walk.finish(begun.pending, &callback)), "oidc_sign_in_refused");

    let (pending, callback) = walk.come_back("ada");
    let again = copy(&pending);
    walk.finish(pending, &callback).unwrap();
    assert_eq!(code_of(walk.finish(again, &callback)), "oidc_code_refused");

    let (pending, callback) = walk.come_back("ada");
    let nameless = Callback { iss: None, ..callback };
    assert_eq!(code_of(walk.finish(pending, &nameless)), "oidc_callback_issuer_missing");

    walk.settings.client_secret = Some("guessed".to_owned());
    let (pending, callback) = walk.come_back("ada");
    assert_eq!(code_of(walk.finish(pending, &callback)), "oidc_client_refused");

    walk.browser = Browser::default();
    let (pending, callback) = walk.come_back("nobody");
    assert_eq!(code_of(walk.finish(pending, &callback)), "oidc_sign_in_refused");
}

#[test]
fn a_recent_and_strong_sign_in_can_be_asked_for() {
    let Some(mut walk) = Walk::new(&[]) else { return };
    walk.settings.max_age_s = Some(300);
    walk.settings.strong_amr = vec!["mfa".to_owned()];
    let proven = walk.sign_in("ada").unwrap();
    assert!(proven.auth_time.is_some_and(|at| (now_s() - at).abs() < 60));
    walk.settings.strong_amr = vec!["hwk".to_owned()];
    assert_eq!(code_of(walk.sign_in("ada")), "oidc_too_weak");
}

#[test]
fn who_signs_out_at_the_provider_is_signed_out_here() {
    let us = HostileProvider::start(&[]);
    us.answers("/signed-out", (200, "text/plain", Vec::new()));
    let ours = format!("{}/signed-out", us.issuer);
    let Some(mut walk) = Walk::new(&["--backchannel-logout-uri", &ours]) else { return };
    let proven = walk.sign_in("ada").unwrap();
    walk.browser.sign_out(&walk.metadata);

    // The provider answers the browser only after it has told us.
    let told = us.asked("/signed-out").pop().unwrap().body;
    let (name, token) = form_urlencoded::parse(told.as_bytes()).next().unwrap();
    assert_eq!(name, "logout_token");
    let out = logout_token(&send, &mut walk.metadata, &walk.settings, &token, now_s()).unwrap();
    assert_eq!((out.issuer, out.subject), (proven.issuer, Some("ada".to_owned())));
    assert!(proven.sid.is_some() && out.sid == proven.sid && !out.jti.is_empty());
    assert!(walk.browser.get(&walk.begin().url).status == 303, "the session there must be gone");
    let late = logout_token(&send, &mut walk.metadata, &walk.settings, &token, out.expires_s);
    assert_eq!(code_of(late), "oidc_expired");
}

/// A provider, a browser, and us.
struct Walk {
    provider: RealProvider,
    browser: Browser,
    settings: Provider,
    metadata: Metadata,
}

impl Walk {
    fn new(arguments: &[&str]) -> Option<Walk> {
        let fixed = ["--redirect-uri", REDIRECT, "--accounts", ACCOUNTS];
        let provider = RealProvider::start(&[&fixed, arguments].concat())?;
        let metadata = discover(&send, &provider.issuer, Transport::AllowHttp, now_s()).unwrap();
        let mut settings = Provider::new(&provider.issuer, "tickmark");
        settings.scopes.push("groups".to_owned());
        settings.groups_claim = Some("groups".to_owned());
        Some(Walk { provider, browser: Browser::default(), settings, metadata })
    }

    fn begin(&self) -> Begun {
        begin(&self.metadata, &self.settings, REDIRECT, &random()).unwrap()
    }

    fn come_back(&mut self, account: &str) -> (Pending, Callback) {
        let begun = self.begin();
        let callback = self.browser.sign_in(&begun.url, account);
        (begun.pending, callback)
    }

    fn finish(&mut self, pending: Pending, callback: &Callback) -> Result<Proven, OidcProblem> {
        finish(&send, &mut self.metadata, &self.settings, REDIRECT, pending, callback, now_s())
    }

    fn sign_in(&mut self, account: &str) -> Result<Proven, OidcProblem> {
        let (pending, callback) = self.come_back(account);
        self.finish(pending, &callback)
    }
}

/// As much of a browser as a sign-in needs: cookies, redirects and one form.
#[derive(Default)]
struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn sign_in(&mut self, url: &str, account: &str) -> Callback {
        let mut at = url.to_owned();
        for _ in 0..10 {
            if let Some(query) = at.strip_prefix(&format!("{REDIRECT}?")) {
                return Callback::from_query(query).unwrap();
            }
            let page = self.get(&at);
            let next = if page.status == 200 { self.post(&at, &[("account", account)]) } else { page };
            let location = header(&next, "location").next().unwrap_or_else(|| panic!("{at}: {}", text(&next)));
            at = Url::parse(&at).unwrap().join(location).unwrap().to_string();
        }
        panic!("no way back from {at}");
    }

    fn sign_out(&mut self, metadata: &Metadata) {
        let place = metadata.end_session_endpoint.clone().unwrap();
        let page = text(&self.get(&format!("{place}?client_id=tickmark")));
        let value =
            |before: &str| page.split(before).nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let (place, proof) = (value("action=\""), value("name=\"xsrf\" value=\""));
        let gone = self.post(&place, &[("xsrf", &proof), ("logout", "yes")]);
        assert!(matches!(gone.status, 302 | 303), "{}", text(&gone));
    }

    fn get(&mut self, url: &str) -> HttpResponse {
        self.ask(HttpRequest { method: "GET", url: url.to_owned(), headers: Vec::new(), body: Vec::new() })
    }

    fn post(&mut self, url: &str, fields: &[(&str, &str)]) -> HttpResponse {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
        let headers = vec![("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
        self.ask(HttpRequest { method: "POST", url: url.to_owned(), headers, body })
    }

    fn ask(&mut self, mut request: HttpRequest) -> HttpResponse {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers.push(("cookie".to_owned(), cookies.join("; ")));
        let reply = send(request).unwrap();
        for cookie in header(&reply, "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
            self.cookies.retain(|_, value| !value.is_empty());
        }
        reply
    }
}

fn header<'r>(reply: &'r HttpResponse, wanted: &'r str) -> impl Iterator<Item = &'r str> {
    reply.headers.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

fn text(reply: &HttpResponse) -> String {
    String::from_utf8_lossy(&reply.body).into_owned()
}

fn copy(pending: &Pending) -> Pending {
    serde_json::from_value(serde_json::to_value(pending).unwrap()).unwrap()
}

#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the real provider lives in real time")]
fn now_s() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
