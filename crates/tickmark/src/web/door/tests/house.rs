//! An installation in a folder of its own, with a clock moved by hand, and browsers that keep their cookies.

use crate::serve::{Doors, Reach, router};
use app::{App, At, Clock, Config, Who};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::values::{Profile, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tower::ServiceExt;

/// Noon of 21 November 2026, in microseconds since 1970.
pub(super) const NOON: i64 = 1_795_262_400_000_000;
pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
/// A password that keeps the rules.
pub(super) const GOOD: &str = "quiet harbour lantern 9";
pub(super) const OWNER: &str = "mira@acme.example";

/// What a server answered.
pub(super) struct Said {
    pub(super) status: StatusCode,
    pub(super) head: HeaderMap,
    pub(super) text: String,
}

impl Said {
    pub(super) fn to(&self) -> &str {
        self.head.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    pub(super) fn cookies(&self) -> Vec<String> {
        self.head.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap().to_owned()).collect()
    }

    /// The value of a hidden field.
    pub(super) fn hidden(&self, name: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\"")).expect("the field");
        rest.split('"').next().unwrap().to_owned()
    }
}

/// An installation and its doors.
pub(super) struct House {
    pub(super) doors: Arc<Doors>,
    pub(super) clock: Clock,
    host: &'static str,
    router: Router,
    _folder: tempfile::TempDir,
}

/// A browser: its cookies and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Browser {
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) address: &'static str,
}

impl House {
    pub(super) fn new(public: Option<&str>) -> House {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(NOON);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let doors = Doors::new(app, Reach { public: public.map(str::to_owned) });
        let host = if public.is_some() { "tickmark.example.org" } else { "localhost" };
        House { router: router(doors.clone()), doors, clock, host, _folder: folder }
    }

    /// With its first account and one organisation, `acme`; the browser of its owner.
    pub(super) async fn begun() -> (House, Browser) {
        let house = House::new(None);
        let mut owner = Browser::default();
        let secret = house.doors.app.first_link().unwrap().unwrap();
        let form = format!("secret={secret}&name=Mira+Holt&email={OWNER}&password={}", typed(GOOD));
        let said = house.post(&mut owner, "/begin", &form).await;
        assert_eq!((said.status, said.to()), (StatusCode::SEE_OTHER, "/protect?to=%2F"), "{}", said.text);
        let who = house.who(&owner);
        let documents = app::library::documents(app::library::STARTING);
        house.doors.app.create("acme", &who, "Acme", documents, Profile::default()).unwrap();
        (house, owner)
    }

    /// Who a browser is.
    pub(super) fn who(&self, browser: &Browser) -> Who {
        let secret = &browser.cookies[self.doors.reach.session_cookie()];
        self.doors.app.who_by_session(secret).unwrap().expect("a session")
    }

    /// The secret of an invitation to `acme`, given by the local operator, who is its owner.
    pub(super) fn invite(&self, name: &str, email: &str, role: Role) -> (String, String) {
        let operator = self.doors.app.local_operator("cli").unwrap();
        let invited = self.doors.app.invite("acme", &operator, None, name, email, BTreeSet::from([role])).unwrap();
        (invited.person, invited.secret)
    }

    /// Somebody who accepted an invitation: their id and their browser.
    pub(super) async fn member(&self, name: &str, email: &str, role: Role) -> (String, Browser) {
        let (person, secret) = self.invite(name, email, role);
        let mut browser = Browser::default();
        let form = format!("secret={secret}&name={}&password={}", typed(name), typed(GOOD));
        let said = self.post(&mut browser, "/invitation/new", &form).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        (person, browser)
    }

    pub(super) fn later(&self, us: i64) {
        self.clock.set(self.clock.now_us() + us);
    }

    pub(super) async fn get(&self, browser: &mut Browser, path: &str) -> Said {
        self.call(browser, Request::get(path), String::new()).await
    }

    pub(super) async fn post(&self, browser: &mut Browser, path: &str, form: &str) -> Said {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.call(browser, request, form.to_owned()).await
    }

    pub(super) async fn sign_in(&self, browser: &mut Browser, email: &str, password: &str) -> Said {
        self.post(browser, "/sign-in", &format!("email={email}&password={}", typed(password))).await
    }

    async fn call(&self, browser: &mut Browser, request: axum::http::request::Builder, body: String) -> Said {
        let line: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let address = if browser.address.is_empty() { "192.0.2.10:4000" } else { browser.address };
        let peer: std::net::SocketAddr = address.parse().unwrap();
        let request = request
            .header(header::HOST, self.host)
            .header(header::COOKIE, line.join("; "))
            .extension(axum::extract::ConnectInfo(peer));
        let answer = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, head) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
        let said = Said { status, head, text: String::from_utf8_lossy(&bytes).into_owned() };
        for cookie in said.cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if rest.contains("Max-Age=0") {
                browser.cookies.remove(name);
            } else {
                browser.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        said
    }

    /// Sets up an authenticator app over the pages; answers its secret and the recovery codes.
    pub(super) async fn set_up_app(&self, browser: &mut Browser) -> (Vec<u8>, Vec<String>) {
        let page = self.get(browser, "/profile/authenticator").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let (_, rest) = page.text.split_once("<code class=\"secret\">").expect("the secret");
        let secret = base32(rest.split('<').next().unwrap());
        let form = format!("sealed={}&code={}", page.hidden("sealed"), self.code(&secret));
        let said = self.post(browser, "/profile/authenticator", &form).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text);
        let codes = said.text.split("<li><code>").skip(1).map(|c| c.split('<').next().unwrap().to_owned()).collect();
        (secret, codes)
    }

    /// What the app shows now.
    pub(super) fn code(&self, secret: &[u8]) -> String {
        let totp = totp_rs::Builder::new()
            .with_algorithm(totp_rs::Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_secret(secret.to_vec())
            .build()
            .unwrap();
        totp.generate(u64::try_from(self.clock.now_us() / SECOND).unwrap()).to_string()
    }

    /// Roles of a person in `acme`, as its owner sees them.
    pub(super) fn roles(&self, person: &str) -> BTreeSet<Role> {
        let operator = self.doors.app.local_operator("cli").unwrap();
        let question = app::ask::PartOf(person.to_owned());
        self.doors.app.ask("acme", &operator, At::default(), &question).unwrap().value.roles
    }
}

/// Fit for a form.
pub(super) fn typed(text: &str) -> String {
    text.replace(' ', "+")
}

fn base32(text: &str) -> Vec<u8> {
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for c in text.bytes().filter(|b| *b != b' ') {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|d| *d == c).expect("a digit of base 32");
        held = held << 5 | u32::try_from(value).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    out
}
