//! Two organisations and everybody who can stand in relation to one of them.

mod objects;
mod planned;

use app::{App, Clock, Config, Visitor};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use domain::command::Command;
use domain::values::staff::{AccessKind, StaffState};
use domain::values::{
    AccessRequest, Action, Control, Deed, Deputy, Duty, Frequency, Grant, GrantKind, Position, Profile, Role, Staff,
    Status, TokenKind, TokenScope, Waiver, Webhook,
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Arc;
use tempfile::TempDir;
use tickmark::serve::{Doors, Reach, router};
use tower::ServiceExt;

/// The day on which the tests take place; the grant that is over ended the day before.
pub(crate) const TODAY: Date = date(2026, 3, 10);
const DAY_US: i64 = 86_400_000_000;
/// 2026-03-02T09:00:00Z.
const START: i64 = 1_772_442_000_000_000;

/// A role as it is held in the tests, and the person who holds it.
pub(crate) struct Held {
    pub(crate) name: &'static str,
    pub(crate) roles: &'static [Role],
}

/// Everybody with rights in `alpha`.
pub(crate) const HOLDERS: [Held; 9] = [
    Held { name: "olga-owner", roles: &[Role::Owner] },
    Held { name: "paul-programme", roles: &[Role::ProgrammeManager] },
    Held { name: "carl-control", roles: &[Role::ControlOwner] },
    Held { name: "cora-contributor", roles: &[Role::Contributor] },
    Held { name: "mark-management", roles: &[Role::Management] },
    Held { name: "ivan-internal", roles: &[Role::InternalAuditor] },
    Held { name: "eve-external", roles: &[Role::ExternalAuditor] },
    Held { name: "cleo-consultant", roles: &[Role::Consultant] },
    Held { name: "will-works", roles: &[Role::Consultant, Role::ProgrammeManager] },
];

/// Everybody who has a session and no rights in `alpha`, with the status that a page of it answers.
pub(crate) const WITHOUT: [(&str, u16); 5] =
    [("bea-beta", 404), ("ed-ended", 404), ("sue-suspended", 403), ("ivo-invited", 403), ("olaf-over", 403)];

/// The installation.
pub(crate) struct Cast {
    pub(crate) router: Router,
    pub(crate) doors: Arc<Doors>,
    /// Session cookie by person.
    pub(crate) cookies: BTreeMap<&'static str, String>,
    /// What a `{name}` in a path stands for.
    pub(crate) ids: BTreeMap<&'static str, String>,
    _folder: TempDir,
}

fn person(name: &str) -> String {
    format!("demo-{name}")
}

fn grant(name: &str, kind: GrantKind, works: bool, from: Date, until: Date) -> Command {
    let (engagement, reason) = (objects::TITLE.to_owned(), "engaged".to_owned());
    Command::GiveGrant { grant: Grant { person: person(name), kind, works, engagement, from, until, reason } }
}

fn control(id: &str) -> Command {
    let control = Control {
        id: id.to_owned(),
        name: format!("Control {id}"),
        activity: "Owners confirm access".to_owned(),
        owner: String::new(),
        kind: String::new(),
        policy: String::new(),
        status: Status::InPlace,
        frequency: Some(Frequency::Monthly),
        links: BTreeMap::new(),
    };
    Command::AddControl { control }
}

impl Cast {
    /// `alpha` with everybody of the tests, and `beta` with one person of its own.
    pub(crate) fn gathered() -> Cast {
        Cast::gathered_in(tempfile::tempdir().unwrap(), None)
    }

    /// As [`Cast::gathered`], in this folder, and in the PostgreSQL database at this address if there is one.
    pub(crate) fn gathered_in(folder: TempDir, database: Option<String>) -> Cast {
        let clock = Clock::by_hand(START);
        let config = Config { database, ..Config::folder(folder.path()) };
        let app = App::open(&config, clock.clone()).unwrap();
        let mut ids = BTreeMap::new();
        alpha(&app, &clock, &mut ids);
        beta(&app);
        let visitor = Visitor { address: "192.0.2.7".to_owned(), agent: "test".to_owned(), device: None };
        let mut cookies = BTreeMap::new();
        for name in HOLDERS.iter().map(|h| h.name).chain(WITHOUT.iter().map(|w| w.0)) {
            let begun = app.enter_demonstration(Some(&person(name)), &visitor).unwrap();
            cookies.insert(name, format!("{}={}", Reach::default().session_cookie(), begun.session));
        }
        let doors = Doors::of_demonstration(app, "the key of the tests");
        Cast { router: router(doors.clone()), doors, cookies, ids, _folder: folder }
    }

    /// A path with its names replaced by what they stand for.
    pub(crate) fn path(&self, pattern: &str) -> String {
        let mut path = pattern.replace("{organisation}", "alpha");
        for (before, id) in [
            ("/controls/", "AC-2"),
            ("/crosswalks/", "truvo-2026-05"),
            ("/frameworks/", "iso27001-2022"),
            ("/items/", "A.5.1"),
            ("/deeds/", &self.ids["deed"]),
            ("/waivers/", &self.ids["waiver"]),
        ] {
            path = path.replace(&format!("{before}{{id}}"), &format!("{before}{id}"));
        }
        if path.starts_with("/api/") {
            path = path.replace("/webhooks/{webhook}", &format!("/webhooks/{}", self.ids["webhook"]));
            path = path.replace(
                "/evidence-requests/{request}",
                &format!("/evidence-requests/{}", self.ids["evidence_request"]),
            );
            path = path.replace("/audit-requests/{request}", &format!("/audit-requests/{}", self.ids["audit_request"]));
            path = path.replace("/life/{step}", "/life/designed");
            path = path.replace("/links/{kind}/{id}", "/links/control/AC-2");
            path = path.replace("{deed}", &self.ids["deed"]).replace("{waiver}", &self.ids["waiver"]);
        }
        path = path.replace("/questionnaires/{questionnaire}/{row}", "/questionnaires/{questionnaire}/2");
        path = path.replace("/inheritance/{control}", "/inheritance/A.7.5");
        path = path.replace("/evidence/{item}", &format!("/evidence/{}", self.ids["evidence"]));
        path = path
            .replace("/evidence/requests/{request}", &format!("/evidence/requests/{}", self.ids["evidence_request"]));
        path = path.replace("/requests/{request}", &format!("/requests/{}", self.ids["audit_request"]));
        for (person, ending) in [
            ("demo-sue-suspended", "/resumption"),
            ("demo-mark-management", "/deputies/{deputy}/end"),
            ("demo-cleo-consultant", "/grants/{grant}/end"),
            ("demo-ivo-invited", "/invitation"),
        ] {
            path = path.replace(&format!("{{person}}{ending}"), &format!("{person}{ending}"));
        }
        for (name, id) in &self.ids {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        // A page counts files from 0.
        path = path.replace("/files/{version}/{file}", "/files/{version}/0");
        for number in ["{version}", "{file}", "{page}", "{number}"] {
            path = path.replace(number, "1");
        }
        // What an address cannot be read without.
        match path.strip_prefix("/api/v1/o/alpha/").map(|rest| (rest, rest.rsplit('/').next())) {
            Some((rest, Some("what-if"))) if rest.starts_with("engagements/") => {
                path.push_str("?from=2026-01-01&until=2026-06-30");
            }
            Some(("package-plan", _)) => path.push_str("?for=cpa&engagement=EN-1"),
            Some(("populations" | "samples" | "tests" | "exceptions", _)) => path.push_str("?engagement=EN-1"),
            _ => {}
        }
        path
    }

    /// Entries of `alpha` so far.
    pub(crate) fn entries(&self) -> u64 {
        self.doors.app.entries("alpha").unwrap()
    }

    /// Status and body of a request with somebody's cookie (`None`: nobody's).
    pub(crate) async fn ask(&self, who: Option<&str>, method: &str, path: &str, form: &str) -> (u16, String) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin");
        if let Some(who) = who {
            request = request.header(header::COOKIE, &self.cookies[who]);
        }
        let parts = form.starts_with("--part");
        let kind = if parts { "multipart/form-data; boundary=part" } else { "application/x-www-form-urlencoded" };
        if method == "POST" {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let answer = self.router.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn alpha(app: &App, clock: &Clock, ids: &mut BTreeMap<&'static str, String>) {
    let founder = app.local_operator("cli").unwrap();
    let documents = app::library::documents(app::library::STARTING);
    app.create("alpha", &founder, "Alpha", documents, Profile::default()).unwrap();
    let does = |command: Command| app.change("alpha", &founder, None, command).unwrap().object;
    let joins = |name: &'static str, command: Command| {
        app.change("alpha", &founder, None, command).unwrap();
        app.change("alpha", &app.demo_actor(name), None, Command::ConfirmMembership).unwrap();
    };
    let invite = |name: &str, roles: &[Role]| Command::InvitePerson {
        person: person(name),
        roles: roles.iter().copied().collect(),
    };
    for held in HOLDERS.iter().filter(|h| h.roles.iter().all(|r| Role::MEMBER.contains(r))) {
        joins(held.name, invite(held.name, held.roles));
    }
    let (first, last) = (date(2026, 3, 2), date(2026, 5, 1));
    ids.insert("grant", does(grant("cleo-consultant", GrantKind::Consultant, false, first, last)));
    app.change("alpha", &app.demo_actor("cleo-consultant"), None, Command::ConfirmMembership).unwrap();
    joins("will-works", grant("will-works", GrantKind::Consultant, true, first, last));
    joins("eve-external", grant("eve-external", GrantKind::ExternalAuditor, false, first, last));
    joins("olaf-over", grant("olaf-over", GrantKind::Consultant, true, first, date(2026, 3, 9)));
    joins("dora-member", invite("dora-member", &[Role::Contributor]));
    for name in ["sue-suspended", "ed-ended"] {
        joins(name, invite(name, &[Role::ProgrammeManager]));
    }
    does(invite("ivo-invited", &[Role::ProgrammeManager]));
    does(Command::SuspendMember { person: person("sue-suspended"), reason: reason() });
    does(Command::EndMembership { person: person("ed-ended"), reason: reason() });
    at_work(&does, ids);
    objects::engaged(&does, ids);
    does(control("AC-1"));
    does(control("AC-2"));
    does(Command::AssignControl { id: "AC-1".to_owned(), person: Some(person("carl-control")) });
    clock.set(START + 8 * DAY_US);
    decided(&does, ids);
    let hands_in = app.demo_actor("paul-programme");
    app.receive("alpha", &hands_in, "review.csv", "text/csv", &mut &*objects::REVIEW).unwrap();
    objects::examined(
        &does,
        &|command| app.change("alpha", &app.demo_actor("eve-external"), None, command).unwrap().object,
        ids,
    );
    planned::planned(app, &founder, ids);
    named(ids);
}

fn reason() -> String {
    "for the test".to_owned()
}

/// Who works here, and an access request that waits.
fn at_work(does: &dyn Fn(Command) -> String, ids: &mut BTreeMap<&'static str, String>) {
    let position =
        Position { title: "Engineer".to_owned(), duties: "keeps secrets".to_owned(), reports_to: String::new() };
    does(Command::SetPosition { id: "engineer".to_owned(), position });
    let staff = Staff {
        state: StaffState::Active,
        position: "engineer".to_owned(),
        joined: Some(date(2026, 1, 7)),
        leaves: None,
        remote: false,
    };
    for name in ["dora-member", "carl-control", "cora-contributor"] {
        does(Command::RecordStaff { person: person(name), staff: staff.clone() });
    }
    let request = AccessRequest {
        person: person("dora-member"),
        system: "payroll".to_owned(),
        level: "reader".to_owned(),
        kind: AccessKind::Grant,
        reason: reason(),
    };
    ids.insert("request", does(Command::AskAccess { request }));
}

/// What waits for a decision, and the doors.
fn decided(does: &dyn Fn(Command) -> String, ids: &mut BTreeMap<&'static str, String>) {
    let waiver = Waiver {
        duty: Duty::AuthorApproves,
        person: person("paul-programme"),
        reason: reason(),
        from: TODAY,
        until: date(2026, 6, 1),
    };
    ids.insert("waiver", does(Command::ProposeWaiver { waiver }));
    ids.insert("deed", does(Command::ProposeDeed { deed: Deed::FullExport, reason: reason() }));
    let deputy = Deputy {
        principal: person("mark-management"),
        deputy: person("cora-contributor"),
        from: date(2026, 4, 1),
        until: date(2026, 4, 9),
        reason: reason(),
    };
    ids.insert("deputy", does(Command::NameDeputy { deputy }));
    let scope = TokenScope {
        name: "reader".to_owned(),
        kind: TokenKind::Api,
        actions: [Action::ReadProgramme].into(),
        controls: Default::default(),
        until: date(2026, 5, 1),
    };
    ids.insert("token", does(Command::IssueToken { scope }));
    let webhook = Webhook { url: "https://hooks.example.org/a".to_owned(), events: Default::default(), active: false };
    ids.insert("webhook", does(Command::SetWebhook { id: None, webhook }));
}

/// What the rest of the names in paths stand for.
fn named(ids: &mut BTreeMap<&'static str, String>) {
    for (name, like) in [("report", "review"), ("object", "population")] {
        ids.insert(name, ids[like].clone());
    }
    for (name, id) in [
        ("control", "AC-2"),
        ("person", "demo-dora-member"),
        ("item", "A.5.1"),
        ("entry", "0"),
        ("document", "iso27001-2022"),
        ("clause", "6.1.2"),
        ("paper", "crosswalk.docx"),
        ("step", "review"),
        ("layer", "tickmark-suggestions"),
        ("ask", "DR-1"),
        ("row", "s-a-5-9"),
        ("position", "engineer"),
        ("check", "training"),
        ("upload", "0"),
        ("print", "0"),
        ("name", "ours"),
        ("package", "PK-1"),
        ("build", "0"),
        ("letter", "BL-1"),
        ("suggestion", "s-a-5-9"),
        ("cuec", "CUEC-1"),
        ("framework", "soc2-tsc-2017"),
        ("profile", app::library::sampling_profiles()[0].id.as_str()),
    ] {
        ids.insert(name, id.to_owned());
    }
}

fn beta(app: &App) {
    let bea = app.demo_actor("bea-beta");
    let documents = app::library::documents(app::library::STARTING);
    app.create("beta", &bea, "Beta", documents, Profile::default()).unwrap();
}
