//! What a letter says, to whom, and how often.

use super::relay::{Relay, header};
use super::{BASE, DAY, Firm, MINUTE, SATURDAY};
use app::Rhythm;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header as head};
use domain::command::{Command, EvidenceCommand};
use domain::values::staff::{AccessKind, StaffState};
use domain::values::{AccessRequest, EvidenceRequest, Position, Role, Staff};
use jiff::civil::date;
use std::sync::Arc;
use tickmark::serve::{Doors, Reach, router};
use tower::ServiceExt;

#[test]
fn a_member_is_told_once_what_is_overdue_and_again_on_monday() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    let request = EvidenceRequest {
        control: "AC-1".to_owned(),
        person: "demo-carl-diaz".to_owned(),
        wanted: "The signed list".to_owned(),
        period: None,
        due: date(2026, 11, 25),
    };
    firm.does(Command::Evidence(EvidenceCommand::AskEvidence { request }));
    assert_eq!(firm.after(0), (1, 0), "three quarters are overdue and nobody was told yet");
    let taken = relay.taken();
    let letter = &taken[0];
    assert_eq!(header(letter, "To"), "Carl Diaz <carl-diaz@acme.example>", "{letter}");
    assert_eq!(header(letter, "From"), "Tickmark <tickmark@acme.example>");
    assert_eq!(header(letter, "Subject"), "Tickmark: 1 overdue, 1 due this week at Acme Cloud");
    assert_eq!(letter["type"], "text/plain");
    assert_eq!(header(letter, "Auto-Submitted"), "auto-generated");
    assert!(header(letter, "List-Unsubscribe").starts_with(&format!("<{BASE}/reminders/stop/")), "{letter}");
    assert_eq!(header(letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let text = letter["text"].as_str().unwrap();
    for words in [
        "Carl Diaz,",
        "Acme Cloud on Saturday, 21 November 2026",
        "- AC-1 Access review: 2026-Q1 (by 2026-03-31), and 2 more",
        "The signed list (by 2026-11-25)",
        &format!("All of it: {BASE}/o/acme/tasks"),
        &format!("{BASE}/profile#reminders"),
    ] {
        assert!(text.contains(words), "{words} is not said in:\n{text}");
    }
    assert_eq!(firm.after(0), (0, 0), "a second look sends none");
    assert_eq!(firm.after(60 * MINUTE), (0, 0), "nor does one an hour later");
    assert_eq!(firm.after(DAY), (0, 0), "on Sunday nothing new is overdue");
    assert_eq!(firm.after(17 * 60 * MINUTE), (0, 0), "Monday before seven");
    assert_eq!(firm.after(60 * MINUTE), (1, 0), "Monday from seven on");
    assert_eq!(relay.taken().len(), 2);
    assert_ne!(header(&relay.taken()[1], "Message-ID"), header(letter, "Message-ID"));
    assert_eq!(firm.after(3 * DAY), (1, 0), "on Thursday the request for evidence became overdue");
    firm.app.set_rhythm(&firm.app.demo_actor("carl-diaz"), Rhythm::Daily).unwrap();
    assert_eq!(firm.after(DAY), (1, 0), "daily means daily");
}

#[test]
fn access_that_waits_for_a_decision_is_told_by_name_and_system_and_not_by_an_id() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    firm.app.set_rhythm(&firm.app.demo_actor("carl-diaz"), Rhythm::Never).unwrap();
    firm.joins("paula-moor", "Paula Moor", Role::Management);
    let position =
        Position { title: "Analyst".to_owned(), duties: "Reads logs.".to_owned(), reports_to: String::new() };
    firm.does(Command::SetPosition { id: "analyst".to_owned(), position });
    let joined = Some(date(2026, 1, 5));
    let staff =
        Staff { state: StaffState::Active, position: "analyst".to_owned(), joined, leaves: None, remote: false };
    firm.does(Command::RecordStaff { person: "demo-carl-diaz".to_owned(), staff });
    let request = AccessRequest {
        person: "demo-carl-diaz".to_owned(),
        system: "Payroll".to_owned(),
        level: "reader".to_owned(),
        kind: AccessKind::Grant,
        reason: "needed for the work".to_owned(),
    };
    firm.does(Command::AskAccess { request });
    // What waits is told on Monday.
    firm.clock.set(SATURDAY);
    assert_eq!(firm.after(2 * DAY), (1, 0));
    let taken = relay.taken();
    let text = taken[0]["text"].as_str().unwrap();
    let line = text.lines().find(|line| line.contains("Payroll")).unwrap_or_else(|| panic!("{text}"));
    let words = format!("- Decide on access to Payroll as reader for Carl Diaz: {BASE}/o/acme/staff/access#access-");
    assert!(line.starts_with(&words) && line.matches("access-").count() == 1, "{line}");
}

#[test]
fn who_wants_none_is_suspended_or_gone_gets_none() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    for (id, control) in [("dora-lund", "AC-2"), ("emil-roth", "AC-3"), ("finn-berg", "AC-4")] {
        firm.joins(id, id, Role::ControlOwner);
        firm.runs(control, "Another review", id);
    }
    firm.clock.set(SATURDAY);
    firm.app.set_rhythm(&firm.app.demo_actor("carl-diaz"), Rhythm::Never).unwrap();
    let reason = || "left for a while".to_owned();
    firm.does(Command::SuspendMember { person: "demo-dora-lund".to_owned(), reason: reason() });
    firm.does(Command::EndMembership { person: "demo-emil-roth".to_owned(), reason: reason() });
    assert_eq!(firm.after(0), (1, 0));
    let to: Vec<String> = relay.taken().iter().map(|letter| header(letter, "To")).collect();
    assert_eq!(to, ["finn-berg <finn-berg@acme.example>"]);
    let state = firm.app.reminders_state("acme", &firm.founder()).unwrap();
    let without: Vec<&str> = state.people.iter().filter(|p| !p.address).map(|p| p.person.as_str()).collect();
    assert_eq!(without, [firm.founder().id()], "who has no address is listed for the owners");
    assert!(state.people.iter().any(|p| p.person == "demo-finn-berg" && p.taken_us.is_some() && p.failed.is_none()));
    let carl = firm.app.demo_actor("carl-diaz");
    assert!(firm.app.reminders_state("acme", &carl).is_err(), "and for nobody else");
}

#[test]
fn no_name_makes_a_header_and_no_letter_has_a_second_recipient() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme, \"Cloud\" <x@evil.example>; Co");
    firm.joins("dora-lund", "Dora, \"D\" <evil@x.example>; Lund", Role::ControlOwner);
    firm.runs("AC-2", "Review \u{2028}https://evil.example/ <b>x</b>", "dora-lund");
    firm.clock.set(SATURDAY);
    assert_eq!(firm.after(0), (2, 0));
    let taken = relay.taken();
    for letter in &taken {
        assert_eq!(letter["to"].as_array().unwrap().len(), 1, "{letter}");
        let names: Vec<&str> =
            letter["headers"].as_array().unwrap().iter().map(|pair| pair[0].as_str().unwrap()).collect();
        assert!(!names.iter().any(|name| ["Bcc", "Cc"].contains(name)), "{names:?}");
        assert!(header(letter, "Subject").ends_with("at Acme, \"Cloud\" <x@evil.example>; Co"), "{letter}");
    }
    let dora = taken.iter().find(|letter| letter["to"][0] == "dora-lund@acme.example").unwrap();
    assert!(!dora["text"].as_str().unwrap().contains('\u{2028}'));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_in_a_letter_stops_reminders_by_one_press_and_nothing_else_does() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    let (carl, clock) = (firm.app.demo_actor("carl-diaz"), firm.clock.clone());
    tokio::task::block_in_place(|| assert_eq!(firm.after(0), (1, 0)));
    let link = header(&relay.taken()[0], "List-Unsubscribe");
    let path = link.trim_matches(['<', '>']).strip_prefix(BASE).unwrap().to_owned();
    assert!(!path.contains("carl"), "the link names nobody: {path}");
    let doors = Doors::new(firm.app, Reach { public: Some(BASE.to_owned()) });
    let ask = |method: &'static str, path: String| {
        let router = router(Arc::clone(&doors));
        async move {
            let request = Request::builder().method(method).uri(path).header(head::HOST, "tickmark.acme.example");
            let request = request.header(head::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = router.oneshot(request.body(Body::from("List-Unsubscribe=One-Click")).unwrap()).await.unwrap();
            let status = answer.status();
            let bytes = to_bytes(answer.into_body(), 1024 * 1024).await.unwrap();
            (status, String::from_utf8_lossy(&bytes).into_owned())
        }
    };
    let (status, page) = ask("GET", path.clone()).await;
    assert!(status == StatusCode::OK && page.contains("Stop reminders") && !page.contains("Carl"), "{page}");
    assert_eq!(doors.app.rhythm_of(carl.id()).unwrap(), Rhythm::Weekly, "opening it changes nothing");
    let mut forged = path.clone();
    let last = if forged.pop() == Some('0') { '1' } else { '0' };
    forged.push(last);
    for wrong in [forged, "/reminders/stop/00".to_owned(), format!("/reminders/stop/{}", "ab".repeat(500))] {
        assert_eq!(ask("POST", wrong.clone()).await.0, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert_eq!(doors.app.rhythm_of(carl.id()).unwrap(), Rhythm::Weekly);
    assert_eq!(ask("POST", path.clone()).await.0, StatusCode::OK);
    assert_eq!(doors.app.rhythm_of(carl.id()).unwrap(), Rhythm::Never);
    clock.set(clock.now_us() + 2 * DAY);
    tokio::task::block_in_place(|| assert_eq!(doors.app.remind(BASE).unwrap().sent, 0, "not even on Monday"));
    assert!(ask("GET", path).await.1.contains("Reminders are stopped"));
}
