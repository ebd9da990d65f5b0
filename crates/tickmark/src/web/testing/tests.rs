//! The pages on tests, in process: a population pasted, frozen, drawn from, tested by its auditor, with an exception and
//! management's response; and who sees what.

use crate::web::people::tests::{Firm, MINUTE, NOON, Said};
use axum::http::StatusCode;
use domain::command::{Command, EngagementCommand};
use domain::values::{
    Categories, Control, Engagement, Examination, Firm as Auditors, Frequency, Grant, GrantKind, InScope, Status,
    Window,
};
use jiff::civil::date;

const RECORD: &str = "control=CH-1&title=Changes&system=Tickets&query=closed&extracted-on=2026-11-20&extracted-at=&\
     extracted-by=Carl&from=2026-09-01&until=2026-11-20&claimed=3&completeness=sequence&result=complete&note=numbers&\
     checked=1&matched=1";
const LIST: &str = "&items=id,on,done%0ACHG-1,2026-09-02,2026-09-03%0ACHG-2,2026-09-05,%0ACHG-3,2026-09-09,2026-09-10";
const PLAN: &str =
    "control=CH-1&kind=audit&sample=SA-1&methods=inspection&attributes=A+%3D+approved+first&change-controls=";

/// A Type II with one control that events ask for; Eve audits it, Otto another one.
fn firm() -> Firm {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let control = Control {
        id: "CH-1".into(),
        name: "Changes are approved".into(),
        owner: "Carl Diaz".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::EventDriven),
        ..Control::default()
    };
    let by = |command| app.change("firm", &firm.founder(), None, command).unwrap();
    by(Command::AddControl { control });
    by(Command::AssignControl { id: "CH-1".into(), person: Some("demo-carl-diaz".to_owned()) });
    let engagement = Engagement {
        title: "Type II 2026".into(),
        kind: Examination::Type2 { window: Window { from: date(2026, 9, 1), until: date(2027, 2, 28) } },
        categories: Categories::SECURITY,
        services: vec!["Docs".into()],
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Auditors::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    };
    by(Command::Engagement(EngagementCommand::PlanEngagement { engagement: Box::new(engagement) }));
    let controls = InScope::Named(["CH-1".to_owned()].into());
    by(Command::Engagement(EngagementCommand::NameControls { id: "EN-1".into(), controls }));
    for (name, engagement) in [("eve-stone", "EN-1"), ("otto-lang", "another one")] {
        let who = app.demo_actor(name);
        let grant = Grant {
            person: who.id().to_owned(),
            kind: GrantKind::ExternalAuditor,
            works: false,
            engagement: engagement.into(),
            from: date(2026, 11, 21),
            until: date(2026, 12, 31),
            reason: "engaged".into(),
        };
        by(Command::GiveGrant { grant });
        app.change("firm", &who, None, Command::ConfirmMembership).unwrap();
    }
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r201_r206_from_a_population_to_an_exception_with_its_response() {
    let firm = firm();
    let page = firm.page("", "/engagements/EN-1/populations").await;
    let (action, list) = (page.find("Hand in a population").unwrap(), page.find("CH-1").unwrap());
    assert!(action < page.find("<table").unwrap() && list > 0, "what can be done stands above the list: {page}");
    let deletes = RECORD.replace("query=closed", "query=DELETE+FROM+changes");
    firm.refused("", "/engagements/EN-1/populations", &format!("{deletes}{LIST}"), &["changes the data"]).await;
    let wrong = format!("{RECORD}&items=id,on%0ACHG-1,soon");
    firm.refused("", "/engagements/EN-1/populations", &wrong, &["row 2", "no day"]).await;
    let done = firm.done("carl-diaz", "/engagements/EN-1/populations", &format!("{RECORD}{LIST}")).await;
    assert!(done.to.ends_with("/testing/PO-1"), "{}", done.to);
    let page = firm.page("", "/testing/PO-1").await;
    assert!(page.contains("CHG-2") && page.contains("0") && page.contains("left out"), "{page}");
    firm.refused("eve-stone", "/testing/PO-1/draw", "method=hash_order&seed=agreed", &["not frozen"]).await;
    let page = firm.page("carl-diaz", "/testing/PO-1/freeze").await;
    let hash = page.split(r#"name="sha256" value=""#).nth(1).unwrap()[..64].to_owned();
    assert!(page.contains("Freeze 3 items") && page.matches(&hash).count() > 1, "{page}");
    firm.refused("carl-diaz", "/testing/PO-1/freeze", "sha256=0", &["not the one that you looked at"]).await;
    firm.done("carl-diaz", "/testing/PO-1/freeze", &format!("sha256={hash}")).await;
    firm.done("eve-stone", "/testing/PO-1/draw", "method=hash_order&seed=agreed").await;
    let page = firm.page("eve-stone", "/testing/SA-1").await;
    assert!(page.contains("agreed") && page.contains("smallest first"), "{page}");
    firm.done("eve-stone", "/engagements/EN-1/tests", PLAN).await;
    let page = firm.page("eve-stone", "/testing/TE-1").await;
    assert!(page.contains("outcome|CHG-1|A") && page.contains("In your own words"), "{page}");
    let words = page.split("In your own words").nth(1).unwrap().split("</textarea>").next().unwrap();
    assert!(words.ends_with('>'), "the words of a conclusion start empty: {words}");
    let cells =
        "outcome%7CCHG-1%7CA=met&outcome%7CCHG-2%7CA=deviation&note%7CCHG-2%7CA=no+approval&outcome%7CCHG-3%7CA=met";
    assert!(page.contains("Record results"), "{page}");
    let page = firm.page("", "/testing/TE-1").await;
    assert!(!page.contains("Record results"), "the auditor's test is filled in by the auditor alone: {page}");
    firm.done("eve-stone", "/testing/TE-1/results", cells).await;
    firm.refused("eve-stone", "/testing/TE-1/conclude", "conclusion=exception&text=one+of+three", &["evidence"]).await;
    firm.done("eve-stone", "/testing/TE-1/exception", "description=CHG-2+unapproved&effect=CC8.1&tolerable=0.05").await;
    firm.done("carl-diaz", "/testing/EX-1/explain", "cause=night+release&compensating=").await;
    let said = firm.post("", "/testing/EX-1/judge", "judgement=cleared&reason=no+harm").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN, "{}", said.text);
    firm.done("eve-stone", "/testing/EX-1/judge", "judgement=stands&reason=nobody+looked").await;
    firm.done("mina-sato", "/testing/EX-1/respond", "response=We+agree").await;
    let page = firm.page("", "/engagements/EN-1/exceptions").await;
    assert!(page.contains("1 of 3 (33.3 %)") && page.contains("We agree"), "{page}");
    let csv = firm.get("eve-stone", "/testing/TE-1/export.csv").await;
    assert!(csv.text.contains("CHG-2,1,deviation,no approval"), "{}", csv.text);
    let page = firm.page("", "/engagements/EN-1/tests").await;
    assert!(page.contains("TE-1") && page.contains("EX-1"), "{page}");
    assert!(firm.page("", "/history").await.contains("let the exception"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readiness_note_is_offered_to_the_organisation_and_the_working_notes_to_the_auditor() {
    let firm = firm();
    let plan = PLAN.replace("kind=audit", "kind=readiness").replace("sample=SA-1", "sample=");
    firm.done("piet-maas", "/engagements/EN-1/tests", &plan).await;
    let page = firm.page("piet-maas", "/testing/TE-1").await;
    assert!(page.contains("Write the readiness note") && !page.contains("Your working notes"), "{page}");
    assert!(page.contains("Nothing tested yet") && !page.contains("0 of 0 ("), "{page}");
    let page = firm.page("eve-stone", "/testing/TE-1").await;
    assert!(!page.contains("readiness note") && page.contains("Your working notes"), "{page}");
    assert!(page.contains("/room/EN-1/notes?about=test%2FTE-1"), "{page}");
    let said = firm.post("eve-stone", "/testing/TE-1/note", "text=x").await;
    assert_ne!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_auditor_sees_the_engagements_of_the_own_access_alone() {
    let firm = firm();
    firm.done("", "/engagements/EN-1/populations", &format!("{RECORD}{LIST}")).await;
    for path in
        ["/engagements/EN-1/populations", "/engagements/EN-1/tests", "/testing/PO-1", "/testing/PO-1/export.csv"]
    {
        assert_eq!(firm.get("eve-stone", path).await.status, StatusCode::OK, "{path}");
        assert_ne!(firm.get("otto-lang", path).await.status, StatusCode::OK, "{path}");
        assert_eq!(firm.get("carl-diaz", path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(firm.get("", "/testing/XX-1").await.status, StatusCode::NOT_FOUND);
    firm.clock.set(NOON + 60 * 1440 * MINUTE);
    assert_ne!(firm.get("eve-stone", "/testing/PO-1").await.status, StatusCode::OK, "the access is over");
}

/// A file as a browser sends it, with the fields beside it; the page that the answer leads to.
async fn sends(firm: &Firm, who: &str, path: &str, name: &str, content: &str) -> Said {
    let body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"control\"\r\n\r\nCH-1\r\n--cut\r\ncontent-disposition: form-data; \
         name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n{content}\r\n--cut--\r\n"
    );
    firm.send(who, path, "multipart/form-data; boundary=cut", body.into_bytes()).await
}

const SAID: &str = "title=Changes&system=Tickets&query=closed&extracted-on=2026-11-20&extracted-at=14:05&extracted-by=Carl&\
    claimed=2&completeness=sequence&result=complete&note=numbers&checked=1&matched=1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_looked_at_before_anything_of_it_is_kept() {
    let firm = firm();
    let import = "/engagements/EN-1/populations/import";
    let page = firm.page("carl-diaz", import).await;
    assert!(page.contains("Spreadsheet") && page.contains("CH-1"), "{page}");
    let bad =
        "Ticket,Opened,Kind\nCHG-1,2026-09-02,a\nCHG-1,2026-09-05,b\n,2026-09-06,c\nCHG-4,2025-01-01,d\nCHG-9,soon,e\n";
    let said = sends(&firm, "carl-diaz", import, "changes.csv", bad).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let check = said.to.strip_prefix("/o/firm").unwrap().to_owned();
    let page = firm.page("carl-diaz", &check).await;
    for part in [
        "stands in row 2 too",
        "The id is empty",
        "outside the period",
        "\u{201c}soon\u{201d} is no day",
        "Not read: Kind",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Hand in 5 items"), "a list with problems cannot be handed in: {page}");
    let upload = check.split('?').next().unwrap();
    let form = format!("{SAID}&from=2026-09-01&until=2026-11-20");
    firm.refused("carl-diaz", &check, &form, &["row 3", "row 4"]).await;
    let other = firm.get("mina-sato", &check).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "an upload belongs to the session that sent it: {}", other.text);
    assert!(firm.get("", "/testing/PO-1").await.status == StatusCode::NOT_FOUND, "nothing was kept");
    let unclear =
        sends(&firm, "carl-diaz", import, "changes.csv", "What,When,x\nCHG-1,2026-09-02,1\nCHG-3,2026-09-05,2\n").await;
    let check = unclear.to.strip_prefix("/o/firm").unwrap().to_owned();
    assert_ne!(check.split('?').next().unwrap(), upload);
    let page = firm.page("carl-diaz", &check).await;
    assert!(page.contains("Say below which column is which") && page.contains("When"), "{page}");
    let chosen = "&map-id=What&map-on=When&map-done=-";
    let page = firm.page("carl-diaz", &format!("{check}{chosen}")).await;
    assert!(page.contains("Hand in 2 items") && page.contains("CHG-2"), "the number left out is named: {page}");
    let form = format!("{SAID}&from=2026-09-01&until=2026-11-20{chosen}");
    let done = firm.done("carl-diaz", &check, &form).await;
    assert!(done.to.ends_with("/testing/PO-1"), "{}", done.to);
    let gone = firm.get("carl-diaz", &check).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "it is handed in once: {}", gone.text);
    let again = format!("{import}?revises=PO-1");
    let list = "What,When\nCHG-1,2026-09-02\nCHG-2,2026-09-03\nCHG-3,2026-09-05\n";
    let said = sends(&firm, "carl-diaz", &again, "more.csv", list).await;
    let check = said.to.strip_prefix("/o/firm").unwrap().to_owned();
    let page = firm.page("carl-diaz", &format!("{check}{chosen}")).await;
    assert!(page.contains("new list of PO-1") && page.contains(r#"value="Tickets""#), "what was said stays: {page}");
    firm.done("carl-diaz", &check, &format!("{SAID}&from=2026-09-01&until=2026-11-20{chosen}")).await;
    let page = firm.page("carl-diaz", "/testing/PO-1").await;
    assert!(page.contains("CHG-2") && page.contains("The source has 2 rows, the list 3"), "{page}");
    assert!(!page.contains("/testing/PO-1/freeze"), "what lacks something cannot be frozen: {page}");
    let form = format!("{}&from=2026-09-01&until=2026-11-20", SAID.replace("claimed=2", "claimed=3"));
    firm.done("carl-diaz", "/testing/PO-1/revise", &form).await;
    assert!(firm.page("carl-diaz", "/testing/PO-1").await.contains("/testing/PO-1/freeze"));
    let said = sends(&firm, "otto-lang", import, "x.csv", list).await;
    assert_ne!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_column_forgets_no_other_and_the_error_stands_beside_its_field() {
    let firm = firm();
    let import = "/engagements/EN-1/populations/import";
    let unclear = "What,When,x\nCHG-1,2026-09-02,1\nCHG-3,2026-09-05,2\n";
    let said = sends(&firm, "carl-diaz", import, "changes.csv", unclear).await;
    let check = said.to.strip_prefix("/o/firm").unwrap().to_owned();
    // One field chosen is kept while the other is still to be told, and the error stands beside that one.
    let half = firm.page("carl-diaz", &format!("{check}&map-id=What&map-on=-&map-done=x")).await;
    for kept in [r#"value="What" selected"#, r#"value="x" selected"#, r#"id="map-on-error""#] {
        assert!(half.contains(kept), "{kept}: {half}");
    }
    assert!(!half.contains(r#"id="map-id-error""#) && half.matches("Choose the column that says it").count() == 1);
    let other = firm.page("carl-diaz", &format!("{check}&map-id=Nowhere&map-on=When")).await;
    assert!(other.contains("No column is called") && other.contains(r#"value="When" selected"#), "{other}");
    let known = "Ticket,Opened,Kind\nCHG-1,2026-09-02,a\n";
    let said = sends(&firm, "carl-diaz", import, "changes.csv", known).await;
    let known = said.to.strip_prefix("/o/firm").unwrap().to_owned();
    let page = firm.page("carl-diaz", &format!("{known}&map-id=-")).await;
    assert!(page.contains(r#"value="Opened" selected"#), "what is recognised stays chosen: {page}");
    assert!(page.contains(r#"id="map-id-error""#) && !page.contains(r#"id="map-on-error""#), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_of_sizes_is_copied_edited_chosen_and_read() {
    let firm = firm();
    let page = firm.page("", "/sampling").await;
    assert!(page.contains("default") && page.contains("nobody chose yet"), "{page}");
    let page = firm.page("eve-stone", "/sampling/default").await;
    assert!(!page.contains("Save it as") && page.contains("min(population;table)"), "not hers to change: {page}");
    let page = firm.page("", "/sampling/default").await;
    assert!(page.contains("rule|event_driven") && page.contains("Save it as"), "{page}");
    let row = "id=ours&rule%7Cevent_driven=min(population%3Btable)&low%7Cevent_driven=2&moderate%7Cevent_driven=2&\
        high%7Cevent_driven=3&source%7Cevent_driven=agreed";
    let bad = row.replace("low%7Cevent_driven=2", "low%7Cevent_driven=two");
    firm.refused("", "/sampling/default", &bad, &["When an event asks for it", "is no size", "two"]).await;
    firm.done("", "/sampling/default", row).await;
    assert!(firm.page("eve-stone", "/sampling").await.contains("ours"));
    firm.refused("eve-stone", "/sampling", "engagement=EN-1&profile=theirs", &["theirs"]).await;
    let page = firm.page("eve-stone", "/sampling").await;
    assert!(page.contains("Choose it") && !page.contains(">The organisation</option>"), "her engagement alone: {page}");
    firm.done("eve-stone", "/sampling", "engagement=EN-1&profile=ours").await;
    let said = firm.post("eve-stone", "/sampling", "engagement=&profile=ours").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN, "{}", said.text);
    firm.done("carl-diaz", "/engagements/EN-1/populations", &format!("{RECORD}{LIST}")).await;
    let page = firm.page("carl-diaz", "/testing/PO-1/freeze").await;
    let hash = page.split(r#"name="sha256" value=""#).nth(1).unwrap()[..64].to_owned();
    firm.done("carl-diaz", "/testing/PO-1/freeze", &format!("sha256={hash}")).await;
    firm.done("eve-stone", "/testing/PO-1/draw", "method=hash_order&seed=agreed&risk=low").await;
    let page = firm.page("eve-stone", "/testing/SA-1").await;
    assert!(page.contains("2 of 3") && page.contains("ours"), "the draw read the chosen table: {page}");
    assert!(firm.page("", "/history").await.contains("chose the table of sample sizes"));
    let said = firm.post("carl-diaz", "/sampling", "engagement=&profile=ours").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN, "{}", said.text);
}
