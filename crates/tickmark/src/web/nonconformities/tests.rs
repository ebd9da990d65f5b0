//! The pages on nonconformities, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use domain::command::{Command, EvidenceCommand};
use domain::values::{
    Classification, Environment, Evidence, EvidenceFile, EvidenceType, FileRef, Form, Source, Window,
};
use jiff::civil::date;

const RAISED: &str = "title=Leavers+keep+their+access&description=Four+of+ten+kept+it&class=minor&source=other\
    &reference=&against=a+5.18%2C+CC6.2&controls=AC-1&owner=demo-piet-maas&found=2026-11-20&agreed=";
const DAY: i64 = 86_400_000_000;

/// A firm with a minor nonconformity: `NC-1`, found the day before.
async fn raised() -> Firm {
    let firm = Firm::new();
    let said = firm.done("", "/nonconformities", RAISED).await;
    assert_eq!(said.to, "/o/firm/nonconformities/NC-1");
    firm
}

/// Has `carl-diaz` hand in an item for AC-1.
fn shown(firm: &Firm) {
    let evidence = Evidence {
        title: "List of leavers".to_owned(),
        kind: EvidenceType::AccessReview,
        form: Form::List,
        period: Window { from: date(2026, 11, 1), until: date(2026, 11, 20) },
        captured: Some(date(2026, 11, 20)),
        collected: Some(date(2026, 11, 20)),
        source: Source { system: "Directory".to_owned(), environment: Environment::Production, ..Source::default() },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    };
    let file = EvidenceFile {
        name: "leavers.csv".to_owned(),
        file: FileRef { sha256: "ab".repeat(32), size: 9 },
        media: "text/csv".to_owned(),
        disagrees: None,
        hints: [].into(),
    };
    let controls = [("AC-1".to_owned(), date(2026, 11, 20))].into();
    let add = EvidenceCommand::AddEvidence { evidence, files: vec![file], controls, answers: None };
    firm.doors.app.change("firm", &firm.founder(), None, Command::Evidence(add)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_register_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("", "/nonconformities").await;
    assert!(page.contains("No nonconformity is recorded yet") && page.contains("Raise the first one"), "{page}");
    assert!(page.contains("Major <strong>90 days") && page.contains("Change the deadlines"), "{page}");
    let page = firm.page("olga-berg", "/nonconformities").await;
    assert!(!page.contains("Change the deadlines") && page.contains("ou may not"), "why not, and whom to ask: {page}");
    firm.done("", "/nonconformities/deadlines", "major=60&minor=120&opportunity=0&wait=10").await;
    assert!(firm.page("", "/nonconformities").await.contains("Major <strong>60 days"));
    let wrong = "major=many&minor=120&opportunity=0&wait=10";
    firm.refused("", "/nonconformities/deadlines", wrong, &["is no number of days", "many"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r151_a_nonconformity_goes_all_the_way_on_its_page() {
    let firm = raised().await;
    shown(&firm);
    let one = "/nonconformities/NC-1";
    let page = firm.page("piet-maas", one).await;
    for words in ["Leavers keep their access", "Raised", "Record the correction", "Before it can be closed", "A.5.18"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    firm.refused("piet-maas", &format!("{one}/cause"), "form=cause&cause=kept+words", &["is not corrected yet"]).await;
    firm.done(
        "piet-maas",
        &format!("{one}/correction"),
        "form=correction&correction=Ended&on=2026-11-21&evidence=EV-1",
    )
    .await;
    firm.done("piet-maas", &format!("{one}/cause"), "form=cause&cause=Nobody+tells+IT&method=five+whys").await;
    firm.done("piet-maas", &format!("{one}/similar-cases"), "form=similar-cases&similar=None+found").await;
    let plan = "form=actions&what=A+nightly+job&owner=demo-dora-lund&due=2026-11-30";
    firm.done("piet-maas", &format!("{one}/actions"), plan).await;
    let page = firm.page("dora-lund", one).await;
    assert!(page.contains("It is carried out") && !page.contains("Drop this line"), "the line is hers alone: {page}");
    firm.done("dora-lund", &format!("{one}/actions/1/completion"), "note=It+runs&on=2026-11-21&evidence=").await;
    let judged = format!("{one}/effectiveness");
    let works = |on: &str| format!("form=effectiveness&result=effective&note=kept+words&on={on}&evidence=EV-1");
    firm.refused("ivan-roth", &judged, &works("2026-11-21"), &["30 days after the last action", "kept words"]).await;
    firm.forbidden("piet-maas", &judged, &works("2026-11-21")).await;
    firm.refused("mina-sato", &format!("{one}/closing"), "form=closing&note=", &["because this is missing"]).await;
    firm.clock.set(firm.clock.now_us() + 30 * DAY);
    firm.done("ivan-roth", &judged, &works("2026-12-21")).await;
    let page = firm.page("mina-sato", one).await;
    assert!(page.contains("Nothing is missing: close it"), "{page}");
    firm.done("mina-sato", &format!("{one}/closing"), "form=closing&note=Seen").await;
    let page = firm.page("", one).await;
    assert!(page.contains("Closed") && !page.contains("Change it"), "{page}");
    let list = firm.page("", "/nonconformities").await;
    assert!(!list.contains("NC-1</"), "open ones are shown first: {list}");
    assert!(firm.page("", "/nonconformities?show=ended").await.contains("Leavers keep their access"));
    assert!(firm.page("", "/evidence/EV-1").await.contains("Leavers keep their access"), "and back from its evidence");
    assert!(firm.page("", "/controls/AC-1").await.contains("Leavers keep their access"), "and from its control");
    assert!(firm.page("", "/history").await.contains("judged the action of"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r130_what_did_not_work_shows_as_an_earlier_round() {
    let firm = raised().await;
    let one = "/nonconformities/NC-1";
    firm.done("piet-maas", &format!("{one}/correction"), "correction=Ended&on=2026-11-21").await;
    firm.done("piet-maas", &format!("{one}/cause"), "cause=Haste").await;
    firm.done("piet-maas", &format!("{one}/no-action"), "reason=A+single+mistake").await;
    firm.done("ivan-roth", &format!("{one}/effectiveness"), "result=ineffective&note=Again&on=2026-11-21").await;
    let page = firm.page("", one).await;
    assert!(page.contains("An earlier round did not work") && page.contains("A single mistake"), "{page}");
    assert!(page.contains("Cause found"), "{page}");
    firm.done("piet-maas", &format!("{one}/actions"), "what=x&owner=demo-dora-lund&due=2026-11-30").await;
    firm.done("piet-maas", &format!("{one}/actions/1/removal"), "reason=no+use").await;
    assert!(firm.page("", one).await.contains("dropped: no use"));
    firm.refused(
        "piet-maas",
        &format!("{one}/actions"),
        "what=x&owner=&due=2026-11-30",
        &["ho carries it out is empty"],
    )
    .await;
    firm.done(
        "piet-maas",
        &format!("{one}/revision"),
        &format!("{}&reason=wider", RAISED.replace("class=minor", "class=major")),
    )
    .await;
    assert!(firm.page("", one).await.contains("It blocks certification"));
    assert!(firm.page("", "/nonconformities").await.contains("Certification waits for this"));
    firm.refused("", &format!("{one}/rejection"), "reason=", &["The reason is empty"]).await;
    firm.done("", &format!("{one}/rejection"), "reason=none+after+all").await;
    assert!(firm.page("", one).await.contains("none after all"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_wrong_comes_back_with_what_was_typed_and_a_link_fills_it() {
    let firm = Firm::new();
    let wrong = RAISED.replace("class=minor", "class=");
    firm.refused("", "/nonconformities", &wrong, &["The class is empty", "Leavers keep their access"]).await;
    let wrong = RAISED.replace("controls=AC-1", "controls=ZZ-9");
    firm.refused("", "/nonconformities", &wrong, &["No control is known as", "ZZ-9"]).await;
    let filled = firm.page("", "/nonconformities/new?source=supplier&reference=SU-1&title=Late&controls=AC-2").await;
    for value in ["value=\"SU-1\"", "value=\"Late\"", "value=\"AC-2\"", "value=\"2026-11-21\""] {
        assert!(filled.contains(value), "{value}: {filled}");
    }
    firm.page("dora-lund", "/nonconformities/new").await;
    let said = firm.get("carl-diaz", "/nonconformities/NC-1").await;
    assert_eq!(said.status, axum::http::StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_part_sees_that_part_and_tasks_lead_to_it() {
    let firm = raised().await;
    assert!(firm.page("carl-diaz", "/nonconformities").await.contains("A part of the register"));
    assert!(!firm.page("carl-diaz", "/nonconformities").await.contains("Leavers keep"));
    let tasks = firm.page("piet-maas", "/tasks").await;
    assert!(tasks.contains("/nonconformities/NC-1"), "{tasks}");
    let csv = firm.get("", "/nonconformities/export.csv").await;
    assert!(csv.text.contains("NC-1,Leavers keep their access"), "{}", csv.text);
    assert_eq!(firm.get("", "/nonconformities/export.xlsx").await.status, axum::http::StatusCode::OK);
    assert!(firm.page("", "/nonconformities/import").await.contains("Headings that are read"));
    firm.not_offered("mina-sato", "/nonconformities/import", "ou may not").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_left_is_said_to_have_left_and_the_programme_manager_has_the_task() {
    let firm = raised().await;
    let about = RAISED.replace("demo-piet-maas", "demo-dora-lund");
    firm.done("", "/nonconformities", &about).await;
    let list = firm.page("", "/nonconformities").await;
    assert!(list.contains("Dora Lund") && !list.contains("Has left"), "{list}");
    firm.done("", "/people/demo-dora-lund/end", "end-reason=Left+the+firm").await;
    let list = firm.page("", "/nonconformities").await;
    assert!(list.contains("Has left") && list.contains("Piet Maas"), "{list}");
    assert!(firm.page("", "/nonconformities/NC-2").await.contains("Has left"));
    assert!(!firm.page("", "/nonconformities/NC-1").await.contains("Has left"));
    assert!(firm.page("piet-maas", "/tasks").await.contains("NC-2"), "nobody else would see to it");
}
