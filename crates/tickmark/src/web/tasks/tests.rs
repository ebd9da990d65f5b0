//! The pages of tasks over a small organisation: due and overdue runs, whose they are, the month, holidays, the feed.

use crate::web::people::tests::{Firm, MINUTE};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::command::{Command, EvidenceCommand, OperationCommand, RiskCommand};
use domain::values::risk::Risk;
use domain::values::{Control, EvidenceRequest, Frequency, LifeStep, Status};
use jiff::civil::date;

/// The firm, in which AC-7 is the quarterly control of `carl-diaz` and has operated since the first of January.
fn running() -> Firm {
    let firm = Firm::new();
    let (app, founder) = (&firm.doors.app, firm.founder());
    let control = Control {
        id: "AC-7".to_owned(),
        name: "Access review".to_owned(),
        activity: "The owner reviews access and signs".to_owned(),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        ..Control::default()
    };
    let since = Some(date(2026, 1, 1));
    let person = Some("demo-carl-diaz".to_owned());
    for command in [
        Command::AddControl { control },
        Command::AssignControl { id: "AC-7".to_owned(), person },
        Command::Operation(OperationCommand::RecordLife {
            control: "AC-7".to_owned(),
            step: LifeStep::Operating,
            on: since,
        }),
    ] {
        app.change("firm", &founder, None, command).unwrap();
    }
    firm
}

fn asks(firm: &Firm, person: &str, due: jiff::civil::Date) {
    let request = EvidenceRequest {
        control: "AC-7".to_owned(),
        person: person.to_owned(),
        wanted: "The signed list".to_owned(),
        period: None,
        due,
    };
    let command = Command::Evidence(EvidenceCommand::AskEvidence { request });
    firm.doors.app.change("firm", &firm.founder(), None, command).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r173_ones_own_tasks_stand_with_their_figures_and_lead_to_the_evidence() {
    let firm = running();
    asks(&firm, "demo-dora-lund", date(2026, 11, 25));
    let page = firm.page("carl-diaz", "/tasks").await;
    for words in ["Access review", "2026-Q1", "and 2 buckets after it", "2026-Q4", "Hand in evidence", "Runs on time"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("of 3") && page.contains("since 2025-11-21"), "figures have their whole: {page}");
    assert!(page.contains("/o/firm/evidence/new?control=AC-7") && !page.contains("Everybody"), "{page}");
    let overdue = firm.page("carl-diaz", "/tasks/counted?show=overdue").await;
    assert!(
        overdue.contains("3 of 3 occurrences since") && overdue.contains("2025-11-21") && overdue.contains("2026-Q2"),
        "{overdue}"
    );
    let none = firm.page("carl-diaz", "/tasks/counted?show=on-time").await;
    assert!(none.contains("0 of 3 occurrences") && none.contains("None is like that"), "{none}");
    let dora = firm.page("dora-lund", "/tasks").await;
    assert!(
        dora.contains("The signed list") && dora.contains("Due within a week") && dora.contains("Answer"),
        "{dora}"
    );
    assert!(!dora.contains("2026-Q1"), "nobody sees the runs of others here");
    let all = firm.page("piet-maas", "/tasks?of=everybody").await;
    assert!(all.contains("Carl Diaz") && all.contains("Dora Lund") && all.contains("2026-Q1"), "{all}");
    let theirs = firm.page("dora-lund", "/tasks?of=everybody").await;
    assert!(!theirs.contains("2026-Q1"), "who does not see the programme sees their own: {theirs}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_list_says_what_makes_tasks() {
    let firm = Firm::new();
    let page = firm.page("carl-diaz", "/tasks").await;
    assert!(page.contains("No control of yours operates yet") && page.contains("by its frequency"), "{page}");
    let page = firm.page("", "/tasks?of=everybody").await;
    assert!(page.contains("No control operates yet") && page.contains("To the controls"), "{page}");
    assert!(firm.page("", "/calendar").await.contains("Nothing is due of you in this month"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_month_shows_what_is_due_on_which_day_with_its_holidays() {
    let firm = running();
    asks(&firm, "demo-carl-diaz", date(2026, 12, 10));
    firm.done("", "/holidays", "list=2026-12-25+Christmas+Day%0A%0A2026-12-26+Boxing+Day").await;
    let page = firm.page("carl-diaz", "/calendar?month=2026-12").await;
    for words in ["December 2026", "Access review: 2026-Q4, to come", "AC-7: The signed list, asked", "Christmas Day"] {
        let words = words.replace("to come", "due");
        assert!(page.contains(&words), "{words}: {page}");
    }
    assert!(page.contains("calendar?month=2026-11") && page.contains("calendar?month=2027-01"), "{page}");
    let september = firm.page("carl-diaz", "/calendar?month=2026-09").await;
    assert!(september.contains("2026-Q3, overdue"), "{september}");
    assert!(!firm.page("dora-lund", "/calendar?month=2026-12").await.contains("2026-Q4"));
    assert!(firm.page("piet-maas", "/calendar?month=2026-12&of=everybody").await.contains("2026-Q4"));
    for wrong in ["2026-13", "soon", "0001-01"] {
        let said = firm.get("carl-diaz", &format!("/calendar?month={wrong}")).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}: {}", said.text);
    }
    let today = firm.page("carl-diaz", "/calendar").await;
    assert!(today.contains("November 2026") && today.contains("weekend today\""), "{today}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holidays_are_set_as_a_list_and_a_wrong_line_loses_nothing() {
    let firm = Firm::new();
    assert!(firm.page("", "/holidays").await.contains("No holiday is set"));
    let wrong = [
        ("2026-12-25+Christmas%0A26.12.2026+Boxing", "Line 2: “26.12.2026” is no date"),
        ("2026-12-25", "Line 1: the holiday has no name"),
        ("2026-12-25+a%0A2026-12-25+b", "Line 2: 2026-12-25 stands twice"),
    ];
    for (list, words) in wrong {
        firm.refused("", "/holidays", &format!("list={list}"), &[words, "2026-12-25 Christmas Day"]).await;
    }
    let kept = firm.post("", "/holidays", "list=25.12.2026+Kept+words").await;
    assert!(kept.text.contains("25.12.2026 Kept words"), "{}", kept.text);
    firm.done("", "/holidays", "list=2026-12-25+%3Cscript%3E").await;
    let page = firm.page("", "/holidays").await;
    assert!(page.contains("Friday") && page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
    firm.forbidden("carl-diaz", "/holidays", "list=2026-12-26+Mine").await;
    let theirs = firm.page("carl-diaz", "/holidays").await;
    assert!(
        theirs.contains("2026-12-25") && theirs.contains("ou may not") && !theirs.contains("<textarea"),
        "{theirs}"
    );
    firm.clock.set(firm.clock.now_us() + 2 * 1440 * MINUTE);
    assert!(!firm.page("", "/holidays?as-of=2026-11-21").await.contains("<textarea"));
}

/// Sends a file to the preview of the holidays.
async fn send(firm: &Firm, who: &str, name: &str, content: &str) -> (StatusCode, String) {
    let body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{content}\r\n--cut--\r\n"
    );
    let request = Request::post("/o/firm/holidays/file")
        .header(header::HOST, "localhost:4242")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header(header::COOKIE, firm.browser(who));
    answered(firm, request.body(Body::from(body)).unwrap()).await
}

async fn answered(firm: &Firm, request: Request<Body>) -> (StatusCode, String) {
    let answer = tower::ServiceExt::oneshot(crate::serve::router(firm.doors.clone()), request).await.unwrap();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holidays_of_a_file_are_shown_before_anything_is_changed() {
    let firm = Firm::new();
    firm.done("", "/holidays", "list=2026-12-25+Christmas").await;
    let before = firm.entries();
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:New Year\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (status, page) = send(&firm, "", "days.ics", ics).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    for words in ["What would change", "2027-01-01", "New Year", "2026-12-25 Christmas\n2027-01-01 New Year"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(firm.entries(), before, "nothing was changed");
    let (status, page) = send(&firm, "", "days.csv", "date,name\nsoon,New Year\n").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("row 2") && page.contains("soon"), "{page}");
    let (status, page) = send(&firm, "carl-diaz", "days.ics", ics).await;
    assert!(status == StatusCode::FORBIDDEN && page.contains("ou may not"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_overview_names_what_presses_of_whoever_looks() {
    let firm = running();
    let person = Some("demo-piet-maas".to_owned());
    let assign = Command::AssignControl { id: "AC-7".to_owned(), person };
    firm.doors.app.change("firm", &firm.founder(), None, assign).unwrap();
    let page = firm.page("piet-maas", "/").await;
    assert!(page.contains("id=\"next\"") && page.contains("AC-7 Access review") && page.contains("overdue"), "{page}");
    assert!(!firm.page("mina-sato", "/").await.contains("overdue"), "nothing of hers is due");
}

async fn feed(firm: &Firm, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::HOST, "localhost:4242").body(Body::empty()).unwrap();
    answered(firm, request).await
}

async fn profile(firm: &Firm, who: &str, path: &str) -> (StatusCode, String) {
    let request = Request::post(path)
        .header(header::HOST, "localhost:4242")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, firm.browser(who))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    answered(firm, request.body(Body::empty()).unwrap()).await
}

/// The path of the calendar on a page.
fn address(page: &str) -> String {
    let (_, rest) = page.split_once("http://localhost:4242/calendar/").expect("an address");
    format!("/calendar/{}", rest.split(".ics").next().unwrap()) + ".ics"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_calendar_opens_by_its_address_alone_and_shows_what_is_due_of_one_person() {
    let firm = running();
    asks(&firm, "demo-carl-diaz", date(2026, 12, 10));
    let (status, page) = profile(&firm, "carl-diaz", "/profile/calendar").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let first = address(&page);
    assert_eq!(first.len(), "/calendar/.ics".len() + 64, "256 bits: {first}");
    let (status, ics) = feed(&firm, &first).await;
    assert_eq!(status, StatusCode::OK, "{ics}");
    for words in
        ["BEGIN:VCALENDAR", "DTSTART;VALUE=DATE:20261231", "AC-7.2026-Q4.v", "The signed list", "Overdue: AC-7"]
    {
        assert!(ics.contains(words), "{words}: {ics}");
    }
    assert!(ics.contains("URL:http://localhost:4242/o/firm/tasks"), "{ics}");
    let (_, dora) = profile(&firm, "dora-lund", "/profile/calendar").await;
    let (_, hers) = feed(&firm, &address(&dora)).await;
    assert!(!hers.contains("BEGIN:VEVENT"), "nothing of hers is due: {hers}");
    // A new address ends the one before.
    let (_, page) = profile(&firm, "carl-diaz", "/profile/calendar").await;
    let second = address(&page);
    assert_eq!(feed(&firm, &first).await.0, StatusCode::NOT_FOUND);
    assert_eq!(feed(&firm, &second).await.0, StatusCode::OK);
    // Who is suspended reads nothing by it.
    firm.done("", "/people/demo-carl-diaz/suspension", "suspension-reason=On+leave").await;
    assert!(!feed(&firm, &second).await.1.contains("AC-7"));
    firm.done("", "/people/demo-carl-diaz/resumption", "").await;
    assert!(feed(&firm, &second).await.1.contains("AC-7"));
    assert_eq!(profile(&firm, "carl-diaz", "/profile/calendar/end").await.0, StatusCode::SEE_OTHER);
    assert_eq!(feed(&firm, &second).await.0, StatusCode::NOT_FOUND);
    for wrong in ["/calendar/x.ics", "/calendar/x", &second.replace(".ics", "")] {
        assert_eq!(feed(&firm, wrong).await.0, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_of_calendars_are_guessed_slowly() {
    let firm = Firm::alone();
    let guess = format!("/calendar/{}.ics", "0".repeat(64));
    for at in 0..60 {
        assert_eq!(feed(&firm, &guess).await.0, StatusCode::NOT_FOUND, "guess {at}");
    }
    assert_eq!(feed(&firm, &guess).await.0, StatusCode::TOO_MANY_REQUESTS);
    firm.clock.set(firm.clock.now_us() + MINUTE);
    assert_eq!(feed(&firm, &guess).await.0, StatusCode::NOT_FOUND, "a minute later");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r112_the_next_assessment_of_a_risk_stands_in_its_owners_tasks_month_and_feed() {
    let firm = running();
    let risk = Risk {
        title: "Accounts of leavers stay open".to_owned(),
        owner: Some("demo-carl-diaz".to_owned()),
        next_review: Some(date(2026, 12, 7)),
        ..Risk::default()
    };
    let command = Command::Risk(RiskCommand::RecordRisk { risk: Box::new(risk) });
    firm.doors.app.change("firm", &firm.founder(), None, command).unwrap();
    let page = firm.page("carl-diaz", "/tasks").await;
    assert!(page.contains("/o/firm/risks/RI-1") && page.contains("Risk to assess again"), "{page}");
    let page = firm.page("carl-diaz", "/calendar?month=2026-12").await;
    assert!(page.contains("/o/firm/risks/RI-1") && page.contains("Accounts of leavers stay open"), "{page}");
    assert!(!firm.page("dora-lund", "/tasks").await.contains("RI-1"), "it is its owner's");
}
