//! The start page: where each organisation stands for this one person, and nothing of any other.

use crate::serve::{Doors, router};
use crate::web::people::tests::{Firm, MINUTE, NOON};
use app::ask::{At, Governance};
use app::{App, Clock, Config, Visitor};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::command::Command;
use domain::values::{Control, Grant, GrantKind, Link, Overlap, Profile, Role, Status};
use std::sync::Arc;
use tower::ServiceExt;

struct Said {
    status: StatusCode,
    to: String,
    text: String,
}

async fn ask(router: &Router, cookie: &str, post: bool, path: &str, form: &str) -> Said {
    let request = if post { Request::post(path) } else { Request::get(path) };
    let request = request
        .header(header::HOST, "localhost:4242")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie);
    let answer = router.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap()).await.unwrap();
    let to = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
    Said { status, to, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// Begins another organisation, of which the founder of the firm is owner.
fn begin(app: &App, firm: &Firm, slug: &str, name: &str) {
    let documents = app::library::documents(app::library::STARTING);
    app.create(slug, &firm.founder(), name, documents, Profile::default()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_one_organisation_goes_there_and_who_has_more_compares_them() {
    let firm = Firm::new();
    let router = router(firm.doors.clone());
    let get = async |who: &str, path: &str| ask(&router, &firm.browser(who), false, path, "").await;
    assert_eq!(get("olga-berg", "/").await.to, "/o/firm/");
    assert_eq!(get("carl-diaz", "/").await.to, "/o/firm/controls", "the first page that a control owner may read");
    assert_eq!(get("", "/").await.to, "/o/firm/");
    begin(&firm.doors.app, &firm, "halyard", "Halyard <Legal>");
    let both = get("", "/").await;
    assert_eq!(both.status, StatusCode::OK);
    for words in
        ["Firm &amp; Co", "Halyard &lt;Legal&gt;", " of 93", "Owner and programme manager", "Begin an organisation"]
    {
        assert!(both.text.contains(words), "{words}: {}", both.text);
    }
    let at = |text: &str, name: &str| text.find(&format!("<strong>{name}")).unwrap();
    assert!(at(&both.text, "Firm") < at(&both.text, "Halyard"));
    let down = get("", "/organisations?sort=-name").await.text;
    assert!(at(&down, "Halyard") < at(&down, "Firm"));
    for key in ["coverage", "-coverage", "controls", "-controls", "due", "-due", "last", "-last", "nonsense"] {
        assert_eq!(get("", &format!("/organisations?sort={key}")).await.status, StatusCode::OK, "{key}");
    }
    let taken = ask(&router, &firm.browser(""), true, "/organisations", "name=Firm").await;
    assert!(taken.text.contains("with the short name firm, which this name makes, exists already"), "{}", taken.text);
    let hers = get("olga-berg", "/organisations").await.text;
    assert!(!hers.contains("Halyard") && !hers.contains("halyard"), "nothing of another organisation: {hers}");
    assert!(!hers.contains("Begin an organisation"));
    assert_eq!(ask(&router, "", false, "/organisations", "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r347_the_progress_of_each_client_stands_beside_that_of_the_others() {
    let firm = Firm::new();
    let router = router(firm.doors.clone());
    begin(&firm.doors.app, &firm, "halyard", "Halyard Legal");
    let link = Link { reason: "it does".to_owned(), extent: Overlap::Full };
    let control = Control {
        id: "AC-1".to_owned(),
        name: "Access review".to_owned(),
        status: Status::InPlace,
        links: [("soc2-tsc-2017/CC6.2".to_owned(), link)].into(),
        ..Control::default()
    };
    firm.doors.app.change("halyard", &firm.founder(), None, Command::AddControl { control }).unwrap();
    let page = ask(&router, &firm.browser(""), false, "/organisations?sort=-coverage", "").await.text;
    let row = |name: &str| page.split("<tr").find(|row| row.contains(&format!("<strong>{name}"))).expect("its row");
    // CC6.2 leads to A.5.18 and A.6.5 by the mapping; none of the two controls of the other is in place.
    for (name, reached, in_place) in [
        ("Halyard", "<strong>2</strong> of 93", "<strong>1</strong> of 1"),
        ("Firm", "<strong>0</strong> of 93", "<strong>0</strong> of 2"),
    ] {
        assert!(row(name).contains(reached) && row(name).contains(in_place), "{name}: {}", row(name));
    }
    let at = |page: &str, name: &str| page.find(&format!("<strong>{name}")).unwrap();
    assert!(at(&page, "Halyard") < at(&page, "Firm"), "the furthest first");
    let up = ask(&router, &firm.browser(""), false, "/organisations?sort=controls", "").await.text;
    assert!(at(&up, "Firm") < at(&up, "Halyard"), "and the other way round");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_waits_and_is_accepted_or_declined() {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let router = router(firm.doors.clone());
    let olga = firm.browser("olga-berg");
    for (slug, name) in [("halyard", "Halyard Legal"), ("orrery", "Orrery Labs")] {
        begin(app, &firm, slug, name);
        let invite = Command::InvitePerson { person: "demo-olga-berg".to_owned(), roles: [Role::Management].into() };
        app.change(slug, &firm.founder(), None, invite).unwrap();
    }
    let page = ask(&router, &olga, false, "/", "").await.text;
    assert!(page.contains("Local operator invites you as management") && page.contains("Halyard Legal"), "{page}");
    assert_eq!(ask(&router, &olga, false, "/o/halyard/", "").await.status, StatusCode::FORBIDDEN, "rights begin later");
    assert_eq!(ask(&router, &olga, true, "/organisations/halyard/acceptance", "").await.to, "/");
    assert_eq!(ask(&router, &olga, false, "/o/halyard/", "").await.status, StatusCode::OK);
    assert_eq!(ask(&router, &olga, true, "/organisations/orrery/refusal", "").await.to, "/organisations");
    let page = ask(&router, &olga, false, "/", "").await.text;
    assert!(page.contains("Halyard Legal") && !page.contains("Orrery"), "{page}");
    let again = ask(&router, &olga, true, "/organisations/halyard/acceptance", "").await;
    assert!(again.status.is_client_error(), "{}", again.status);
    let nowhere = ask(&router, &olga, true, "/organisations/nowhere/acceptance", "").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_due_is_said_and_leads_there_and_what_is_closed_says_why() {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let router = router(firm.doors.clone());
    begin(app, &firm, "halyard", "Halyard Legal");
    let invite = |person: &str, role| Command::InvitePerson { person: person.to_owned(), roles: [role].into() };
    app.change("halyard", &firm.founder(), None, invite("demo-dora-lund", Role::Contributor)).unwrap();
    app.change("halyard", &app.demo_actor("dora-lund"), None, Command::ConfirmMembership).unwrap();
    let today = app.clock().today();
    let grant = Grant {
        person: "demo-cara-moss".to_owned(),
        kind: GrantKind::Consultant,
        works: false,
        engagement: "Gap analysis".to_owned(),
        from: today,
        until: today.tomorrow().unwrap(),
        reason: "asked for".to_owned(),
    };
    app.change("firm", &firm.founder(), None, Command::GiveGrant { grant }).unwrap();
    app.change("firm", &app.demo_actor("cara-moss"), None, Command::ConfirmMembership).unwrap();
    let deed = Command::ProposeDeed { deed: domain::values::Deed::FullExport, reason: "audit".to_owned() };
    app.change("firm", &firm.founder(), None, deed).unwrap();
    let olga = ask(&router, &firm.browser("olga-berg"), false, "/organisations", "").await.text;
    assert!(olga.contains("1 decision waits for you") && olga.contains("1 outside access ends"), "{olga}");
    let founder = ask(&router, &firm.browser(""), false, "/organisations", "").await.text;
    assert!(!founder.contains("waits for you"), "one's own proposal waits for somebody else: {founder}");
    let cara = ask(&router, &firm.browser("cara-moss"), false, "/organisations", "").await.text;
    assert!(cara.contains("your access ends on") && cara.contains("Consultant"), "{cara}");
    let dora = ask(&router, &firm.browser("dora-lund"), false, "/", "").await.text;
    assert!(dora.contains("read the programme") && !dora.contains(" of 93"), "{dora}");
    let noted = app.security_log("firm", &firm.founder(), None, 500).unwrap().notes;
    assert!(noted.iter().all(|n| n.what != "refused"), "looking at the start page is no attempt: {noted:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_of_ones_organisations_ends_with_the_part_in_them_and_is_nobody_elses() {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let router = router(firm.doors.clone());
    begin(app, &firm, "halyard", "Halyard Legal");
    let (olga, founder) = (app.demo_actor("olga-berg"), firm.founder());
    let person = || olga.id().to_owned();
    let invite = Command::InvitePerson { person: person(), roles: [Role::Management].into() };
    app.change("halyard", &founder, None, invite).unwrap();
    app.change("halyard", &olga, None, Command::ConfirmMembership).unwrap();
    let (cookie, minas) = (firm.browser("olga-berg"), firm.browser("mina-sato"));
    let pages = ["/organisations", "/organisations?sort=-due", "/organisations?v=1", "/profile"];
    let changes: [(Option<Command>, &str, &str); 4] = [
        (None, "Management", "Contributor"),
        (
            Some(Command::SetRoles {
                person: person(),
                roles: [Role::Contributor].into(),
                reason: "She changed places".to_owned(),
            }),
            "Contributor",
            "Management",
        ),
        (Some(Command::SuspendMember { person: person(), reason: "On leave".to_owned() }), "uspended", "Contributor"),
        (Some(Command::EndMembership { person: person(), reason: "Left".to_owned() }), "Firm", "Halyard"),
    ];
    for (change, there, gone) in changes {
        if let Some(change) = change {
            app.change("halyard", &founder, None, change).unwrap();
        }
        // The second time comes from memory, and another query asks for nothing else.
        for path in pages.into_iter().chain(pages) {
            let page = ask(&router, &cookie, false, path, "").await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains(there) && !page.text.contains(gone), "{path} {there} {gone}: {}", page.text);
            let other = ask(&router, &minas, false, path, "").await.text;
            assert!(!other.contains("Halyard") && other.contains("Firm"), "{path}: {other}");
        }
    }
    let again = firm.browser("olga-berg");
    let ended = ask(&router, &again, true, "/profile/sessions/others/end", "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
    for path in pages {
        let page = ask(&router, &cookie, false, path, "").await;
        assert!(page.status == StatusCode::SEE_OTHER && page.to.starts_with("/sign-in"), "{path}: {}", page.to);
        assert_eq!(ask(&router, &again, false, path, "").await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_whose_hour_comes_stands_on_the_start_page_at_once() {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let router = router(firm.doors.clone());
    let (olga, founder) = (app.demo_actor("olga-berg"), firm.founder());
    // Approved shortly after midnight, so that the hour comes in the middle of a day that has begun.
    let approved = NOON + 12 * 60 * MINUTE + 10 * MINUTE;
    firm.clock.set(approved);
    let deed = Command::ProposeDeed { deed: domain::values::Deed::FullExport, reason: "audit".to_owned() };
    app.change("firm", &founder, None, deed).unwrap();
    let found = app.ask("firm", &olga, At::default(), &Governance).unwrap().value;
    let id = found.deeds.keys().next().unwrap().clone();
    app.change("firm", &olga, None, Command::ApproveDeed { id }).unwrap();
    let ripe = approved + 24 * 60 * MINUTE;
    firm.clock.set(ripe - 5 * MINUTE);
    let cookie = firm.browser("");
    for _ in 0..2 {
        let page = ask(&router, &cookie, false, "/organisations", "").await.text;
        assert!(page.contains("Firm") && !page.contains("waits for you"), "{page}");
    }
    firm.clock.set(ripe + MINUTE);
    let page = ask(&router, &cookie, false, "/organisations", "").await.text;
    assert!(page.contains("1 decision waits for you"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_that_press_stand_on_the_start_page_everybodys_or_ones_own() {
    let firm = Firm::new();
    let router = router(firm.doors.clone());
    let page = async |who: &str| ask(&router, &firm.browser(who), false, "/organisations", "").await.text;
    assert!(page("carl-diaz").await.contains("Nothing is due"));
    let form = "control=AC-1&person=demo-carl-diaz&wanted=The+list+of+leavers&due=2026-11-24";
    firm.done("piet-maas", "/evidence/requests", form).await;
    let (everybodys, own) = ("href=\"/o/firm/tasks?of=everybody#soon\"", "href=\"/o/firm/tasks#soon\"");
    let (piet, carl, dora) = (page("piet-maas").await, page("carl-diaz").await, page("dora-lund").await);
    assert!(piet.contains("1 task due within a week") && piet.contains(everybodys), "{piet}");
    assert!(carl.contains("1 task due within a week") && carl.contains(own), "{carl}");
    assert!(!dora.contains("due within a week"), "nobody else's tasks: {dora}");
    firm.clock.set(firm.clock.now_us() + 4 * 24 * 60 * MINUTE);
    let (piet, carl) = (page("piet-maas").await, page("carl-diaz").await);
    assert!(piet.contains("1 task overdue") && carl.contains("1 task overdue"), "{piet} {carl}");
    assert!(!page("dora-lund").await.contains("overdue"));
}

/// Fifty clients of a consultant, each with controls and links of its own.
fn fifty() -> (Arc<Doors>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::by_hand(1_795_262_400_000_000)).unwrap();
    let who = app.local_operator("cli").unwrap();
    for n in 0..50 {
        let (slug, documents) = (format!("client-{n}"), app::library::documents(app::library::STARTING));
        app.create(&slug, &who, &format!("Client {n}"), documents, Profile::default()).unwrap();
        let control = |k: usize| Control { id: format!("C-{k}"), name: format!("Control {k}"), ..Control::default() };
        let import = Command::ImportControls {
            source: "list.csv".to_owned(),
            file: None,
            controls: (0..40).map(control).collect(),
        };
        app.change(&slug, &who, None, import).unwrap();
    }
    (Doors::of_demonstration(app, "key-of-this-test"), folder)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(clippy::disallowed_methods, reason = "a test measures how long a page takes")]
async fn fifty_organisations_are_one_quick_page() {
    let (doors, _folder) = fifty();
    let router = router(doors.clone());
    let begun = doors.app.enter_demonstration(None, &Visitor::default()).unwrap();
    let cookie = format!("{}={}", doors.reach.session_cookie(), begun.session);
    let first = ask(&router, &cookie, false, "/", "").await;
    assert_eq!(first.text.matches(" of 93 \u{b7} ").count(), 50);
    let start = std::time::Instant::now();
    for _ in 0..5 {
        ask(&router, &cookie, false, "/organisations?sort=-coverage", "").await;
    }
    let each = start.elapsed() / 5;
    eprintln!("50 organisations: {each:?} a page");
    // Also on a machine that does much else; a fold of every ledger for every line would take minutes.
    assert!(each < std::time::Duration::from_secs(15), "{each:?}");
}
