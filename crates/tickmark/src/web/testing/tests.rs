//! The pages on tests, in process: a population pasted, frozen, drawn from, tested by its auditor, with an exception and
//! management's response; and who sees what.

use crate::web::people::tests::{Firm, MINUTE, NOON};
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
    assert!(page.contains("Hand in a population") && page.contains("CH-1"), "{page}");
    let wrong = format!("{RECORD}&items=id,on%0ACHG-1,soon");
    firm.refused("", "/engagements/EN-1/populations", &wrong, &["row 2", "no day"]).await;
    let done = firm.done("carl-diaz", "/engagements/EN-1/populations", &format!("{RECORD}{LIST}")).await;
    assert!(done.to.ends_with("/testing/PO-1"), "{}", done.to);
    let page = firm.page("", "/testing/PO-1").await;
    assert!(page.contains("CHG-2") && page.contains("0") && page.contains("left out"), "{page}");
    firm.refused("eve-stone", "/testing/PO-1/draw", "method=hash_order&seed=agreed", &["not frozen"]).await;
    firm.done("carl-diaz", "/testing/PO-1/freeze", "").await;
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
