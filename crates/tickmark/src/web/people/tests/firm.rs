//! The organisation of these tests: seven people, two controls, and a browser for each of them.

use crate::serve::{Doors, router};
use app::{App, Clock, Config, Visitor, Who};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::command::Command;
use domain::values::{Control, Profile, Role};
use std::collections::BTreeSet;
use std::sync::Arc;
use tower::ServiceExt;

/// Noon of 21 November 2026, microseconds since 1970.
pub(in crate::web) const NOON: i64 = 1_795_262_400_000_000;
/// Microseconds of a minute.
pub(in crate::web) const MINUTE: i64 = 60_000_000;

/// What a server answered.
pub(in crate::web) struct Said {
    pub(in crate::web) status: StatusCode,
    pub(in crate::web) to: String,
    pub(in crate::web) kind: String,
    pub(in crate::web) text: String,
}

/// An organisation of seven: who founded it is `""`, the others are called by role.
pub(in crate::web) struct Firm {
    router: Router,
    pub(in crate::web) doors: Arc<Doors>,
    pub(in crate::web) clock: Clock,
    _folder: tempfile::TempDir,
}

/// Name and role of those who were invited and accepted.
const STAFF: [(&str, Role); 6] = [
    ("olga-berg", Role::Owner),
    ("mina-sato", Role::Management),
    ("piet-maas", Role::ProgrammeManager),
    ("carl-diaz", Role::ControlOwner),
    ("dora-lund", Role::Contributor),
    ("ivan-roth", Role::InternalAuditor),
];

/// No id stands twice on a page: else a label, a link or a script leads to the first of the two.
pub(in crate::web) fn each_id_once(path: &str, page: &str) {
    let mut seen = BTreeSet::new();
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(seen.insert(id), "{path}: the id `{id}` stands twice");
    }
}

impl Firm {
    pub(in crate::web) fn new() -> Firm {
        let firm = Firm::alone();
        for (name, role) in STAFF {
            firm.join(name, role);
        }
        firm
    }

    /// The founder and nobody else.
    pub(in crate::web) fn alone() -> Firm {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(NOON - 2 * 1440 * MINUTE);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let founder = app.local_operator("web").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create("firm", &founder, "Firm & Co", documents, Profile::default()).unwrap();
        for id in ["AC-1", "AC-2"] {
            let control = Control { id: id.to_owned(), name: format!("Control {id}"), ..Control::default() };
            app.change("firm", &founder, None, Command::AddControl { control }).unwrap();
        }
        clock.set(NOON);
        let doors = Doors::of_demonstration(app, "key-of-this-test");
        Firm { router: router(doors.clone()), doors, clock, _folder: folder }
    }

    fn join(&self, name: &'static str, role: Role) {
        let (app, actor) = (&self.doors.app, self.doors.app.demo_actor(name));
        let invite = Command::InvitePerson { person: actor.id().to_owned(), roles: [role].into() };
        app.change("firm", &self.founder(), None, invite).unwrap();
        app.change("firm", &actor, None, Command::ConfirmMembership).unwrap();
    }

    pub(in crate::web) fn founder(&self) -> Who {
        self.doors.app.local_operator("web").unwrap()
    }

    /// The cookie of a browser in which somebody just signed in with a strong proof.
    pub(in crate::web) fn browser(&self, who: &str) -> String {
        let person = (!who.is_empty()).then(|| format!("demo-{who}"));
        let begun = self.doors.app.enter_demonstration(person.as_deref(), &Visitor::default()).unwrap();
        format!("{}={}", self.doors.reach.session_cookie(), begun.session)
    }

    async fn call(&self, request: Request<Body>) -> Said {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let head = |name| answer.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, to, kind) = (answer.status(), head(header::LOCATION), head(header::CONTENT_TYPE));
        let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
        Said { status, to, kind, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(in crate::web) async fn get(&self, who: &str, path: &str) -> Said {
        let request = Request::get(format!("/o/firm{path}"))
            .header(header::HOST, "localhost:4242")
            .header(header::COOKIE, self.browser(who));
        self.call(request.body(Body::empty()).unwrap()).await
    }

    /// A page that must be there.
    pub(in crate::web) async fn page(&self, who: &str, path: &str) -> String {
        let said = self.get(who, path).await;
        assert_eq!(said.status, StatusCode::OK, "{path} for {who}: {}", said.text);
        each_id_once(path, &said.text);
        said.text
    }

    pub(in crate::web) async fn post(&self, who: &str, path: &str, form: &str) -> Said {
        self.post_in(&self.browser(who), path, form).await
    }

    /// A body of another type than a form's, as a page's own script or a form with files sends it.
    pub(in crate::web) async fn send(&self, who: &str, path: &str, kind: &str, body: Vec<u8>) -> Said {
        let request = Request::post(format!("/o/firm{path}"))
            .header(header::HOST, "localhost:4242")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, self.browser(who));
        self.call(request.body(Body::from(body)).unwrap()).await
    }

    pub(in crate::web) async fn post_in(&self, cookie: &str, path: &str, form: &str) -> Said {
        let request = Request::post(format!("/o/firm{path}"))
            .header(header::HOST, "localhost:4242")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie);
        self.call(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// Any address of the server, for who is not signed in.
    pub(in crate::web) async fn outside(&self, path: &str) -> Said {
        let request = Request::get(path).header(header::HOST, "localhost:4242");
        self.call(request.body(Body::empty()).unwrap()).await
    }

    /// A form that is sent to any address by who is not signed in.
    pub(in crate::web) async fn knock(&self, path: &str, form: &str) -> Said {
        let request = Request::post(path)
            .header(header::HOST, "localhost:4242")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.call(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// The page of a form for who has no right to it: it says why and whom to ask, and offers nothing.
    pub(in crate::web) async fn not_offered(&self, who: &str, path: &str, words: &str) {
        let said = self.get(who, path).await;
        assert_eq!(said.status, StatusCode::FORBIDDEN, "{path} for {who}: {}", said.text);
        assert!(said.text.contains(words) && said.text.contains("Ask "), "{path} for {who}: {}", said.text);
        assert!(!said.text.contains("class=\"form\""), "{path} for {who}: {}", said.text);
    }

    /// A form that must be done.
    pub(in crate::web) async fn done(&self, who: &str, path: &str, form: &str) -> Said {
        let said = self.post(who, path, form).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{path} for {who}: {}", said.text);
        said
    }

    /// A form that must be refused by the rules, with these words on the page that comes back.
    pub(in crate::web) async fn refused(&self, who: &str, path: &str, form: &str, words: &[&str]) {
        let before = self.entries();
        let said = self.post(who, path, form).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} for {who}: {}", said.text);
        for word in words {
            assert!(said.text.contains(word), "{path} for {who} lacks {word:?}: {}", said.text);
        }
        assert_eq!(self.entries(), before, "nothing was changed");
    }

    /// A form that somebody has no right to: 403, and whom to ask.
    pub(in crate::web) async fn forbidden(&self, who: &str, path: &str, form: &str) -> String {
        let before = self.entries();
        let said = self.post(who, path, form).await;
        assert_eq!(said.status, StatusCode::FORBIDDEN, "{path} for {who}: {}", said.text);
        assert!(said.text.contains("ou may not") || said.text.contains("accept the invitation"), "{}", said.text);
        assert_eq!(self.entries(), before, "nothing was changed");
        said.text
    }

    pub(in crate::web) fn entries(&self) -> u64 {
        self.doors.app.entries("firm").unwrap()
    }
}
