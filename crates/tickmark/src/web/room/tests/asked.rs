//! Whoever is asked reads and answers it, whatever the role; it stands in their calendar; and the auditors find their working
//! notes where the notes are about.

use super::firm::audited;
use crate::web::people::tests::Firm;
use crate::web::room::noted::about as is_about;
use app::evidence::NewEvidence;
use axum::http::StatusCode;
use domain::values::{Evidence, EvidenceType, Subject, SubjectKind, Window};
use jiff::civil::date;

const TO_DORA: &str =
    "title=The+signed+form&text=As+PDF&about=control%2FCH-1&due=2026-12-04&reference=&to=demo-dora-lund";

/// What the calendar of somebody says to another program.
fn feed(firm: &Firm, name: &'static str) -> String {
    let app = &firm.doors.app;
    let secret = app.renew_calendar_feed(&app.demo_actor(name)).unwrap();
    String::from_utf8(app.calendar_file(&secret, "http://localhost:4242").unwrap().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contributor_reads_and_answers_what_they_are_asked_and_nothing_else() {
    let firm = audited();
    firm.done("eve-stone", "/room/EN-1/requests", TO_DORA).await;
    firm.done("eve-stone", "/room/EN-1/requests", super::REQUEST).await;
    let list = firm.page("dora-lund", "/room").await;
    assert!(list.contains("The signed form") && !list.contains("Leavers of the window"), "{list}");
    let page = firm.page("dora-lund", "/requests/AQ-1").await;
    assert!(page.contains("As PDF") && page.contains("Send the answer") && page.contains("CH-1"), "{page}");
    for closed in ["/controls/CH-1", "/evidence/new"] {
        assert!(!page.contains(closed), "no way to what would be refused: {closed}: {page}");
    }
    firm.done("dora-lund", "/requests/AQ-1/comments", "comment=The+old+form+too%3F").await;
    firm.done("dora-lund", "/requests/AQ-1/answer", "text=It+was+signed+on+paper").await;
    let page = firm.page("eve-stone", "/requests/AQ-1").await;
    assert!(page.contains("It was signed on paper") && page.contains("The old form too?"), "{page}");
    for path in ["/requests/AQ-2", "/room/EN-1", "/engagements/EN-1", "/engagements/EN-1/tests"] {
        assert_ne!(firm.get("dora-lund", path).await.status, StatusCode::OK, "{path}");
    }
    let hidden = firm.post("dora-lund", "/requests/AQ-2/answer", "text=x").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    firm.done("eve-stone", "/room/EN-1/requests", &TO_DORA.replace("dora-lund", "mina-sato")).await;
    firm.done("mina-sato", "/requests/AQ-3/answer", "text=Management+is+asked+and+answers").await;
    firm.forbidden("mina-sato", "/requests/AQ-2/answer", "text=x").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_auditor_wants_by_a_day_stands_in_the_calendar_of_who_answers() {
    let firm = audited();
    firm.done("eve-stone", "/room/EN-1/requests", TO_DORA).await;
    firm.done("eve-stone", "/room/EN-1/requests", super::REQUEST).await;
    let page = firm.page("dora-lund", "/calendar?month=2026-12").await;
    assert!(page.contains("The signed form, asked by the auditor"), "{page}");
    assert!(page.contains("href=\"/o/firm/requests/AQ-1\"") && !page.contains("AQ-2"), "{page}");
    let page = firm.page("piet-maas", "/calendar?month=2026-12").await;
    assert!(page.contains("Leavers of the window, asked") && !page.contains("signed form"), "names nobody: {page}");
    assert!(firm.page("piet-maas", "/calendar?month=2026-12&of=everybody").await.contains("The signed form"));
    assert!(!firm.page("eve-stone", "/calendar?month=2026-12").await.contains("AQ-1"), "she asks, and answers nothing");
    let ics = feed(&firm, "dora-lund");
    for words in ["UID:audit.AQ-1@firm.tickmark", "DTSTART;VALUE=DATE:20261204", "/o/firm/requests/AQ-1"] {
        assert!(ics.contains(words), "{words}: {ics}");
    }
    assert!(
        !ics.contains("AQ-2") && !feed(&firm, "carl-diaz").contains("AQ-") && !feed(&firm, "eve-stone").contains("AQ-")
    );
    firm.done("dora-lund", "/requests/AQ-1/answer", "text=Here").await;
    assert!(!feed(&firm, "dora-lund").contains("AQ-1"), "it waits for the auditor now");
    let page = firm.page("dora-lund", "/calendar?month=2026-12").await;
    assert!(page.contains("The signed form, answered, with the auditor"), "{page}");
    firm.done("eve-stone", "/requests/AQ-1/return", "return-reason=Not+signed").await;
    assert!(firm.page("dora-lund", "/calendar?month=2026-12").await.contains("given back by the auditor"));
    assert!(feed(&firm, "dora-lund").contains("audit.AQ-1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn working_notes_are_found_where_they_are_about_by_who_may_read_them() {
    let firm = audited();
    firm.done("eve-stone", "/room/EN-1/requests", TO_DORA).await;
    let page = firm.page("eve-stone", "/requests/AQ-1").await;
    assert!(page.contains("Your working notes") && page.contains("notes?about=request%2FAQ-1\">Write"), "{page}");
    firm.done("eve-stone", "/room/EN-1/notes", "text=Look+twice&about=request%2FAQ-1").await;
    firm.done("eve-stone", "/room/EN-1/notes", "text=Elsewhere&about=control%2FCH-1").await;
    let page = firm.page("eve-stone", "/requests/AQ-1").await;
    assert!(page.contains(">1 note</a>") && !page.contains("Look twice"), "{page}");
    let notes = firm.page("eve-stone", "/room/EN-1/notes?about=request%2FAQ-1").await;
    assert!(notes.contains("Look twice") && !notes.contains("Elsewhere") && notes.contains("All notes"), "{notes}");
    assert!(firm.page("eve-stone", "/room/EN-1/notes").await.contains("Elsewhere"));
    for who in ["", "piet-maas", "carl-diaz", "dora-lund"] {
        let page = firm.page(who, "/requests/AQ-1").await;
        assert!(!page.contains("Your working notes") && !page.contains("/notes?about"), "{who}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn working_notes_about_an_item_or_its_file_are_found_on_its_page() {
    let firm = audited();
    let day = date(2026, 10, 5);
    let evidence = Evidence {
        title: "Changes of October".into(),
        kind: EvidenceType::ChangeRecord,
        form: Default::default(),
        period: Window { from: day, until: day },
        captured: None,
        collected: None,
        source: Default::default(),
        shows: Default::default(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: "an export".into(),
    };
    let (app, founder) = (&firm.doors.app, firm.founder());
    let uploads = vec![app.receive("firm", &founder, "changes.txt", "", &mut &b"CHG-1"[..]).unwrap().id];
    let controls = [("CH-1".to_owned(), day)].into();
    app.add_evidence("firm", &founder, None, NewEvidence { evidence, uploads, controls, answers: None }).unwrap();
    firm.done("eve-stone", "/room/EN-1/notes", "text=Look+twice&about=evidence%2FEV-1").await;
    let page = firm.page("eve-stone", "/evidence/EV-1").await;
    assert!(page.contains(">1 note</a>") && page.contains("/room/EN-1/notes?about=evidence%2FEV-1"), "{page}");
    assert!(!firm.page("", "/evidence/EV-1").await.contains("Your working notes"));
    let about = |kind, id: &str| Subject { kind, id: id.to_owned() };
    let item = about(SubjectKind::Evidence, "EV-1");
    assert!(is_about(&about(SubjectKind::File, "EV-1/00ff"), &item), "what is said of a file is said of its item");
    assert!(!is_about(&about(SubjectKind::File, "EV-11/00ff"), &item));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_not_several() {
    let firm = audited();
    assert!(firm.page("", "/engagements/EN-1").await.contains(">1 control in scope<"));
    let import = "/room/EN-1/requests/import";
    let (kind, body) = super::file("list.csv", "Title,Due\nOnly this,2026-12-04\n");
    let sent = firm.send("eve-stone", import, &kind, body).await;
    let check = firm.page("eve-stone", sent.to.strip_prefix("/o/firm").unwrap()).await;
    assert!(check.contains("1 request would be put on the list") && check.contains("Import 1 request<"), "{check}");
}
