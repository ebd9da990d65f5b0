//! The pages on engagements, in process: planned, moved with their guards, the map, customers, and who sees what.

use crate::web::people::tests::Firm;
use app::evidence::NewEvidence;
use axum::http::StatusCode;
use domain::command::Command;
use domain::values::{
    Control, Evidence, EvidenceType, Frequency, Grant, GrantKind, Link, Overlap, Status, Target, Window,
};
use jiff::civil::date;
use std::collections::BTreeMap;

const WINDOW: Window = Window { from: date(2026, 9, 1), until: date(2027, 2, 28) };
const PLAN: &str = "title=Type+II+2026&category=security&from=2026-09-01&until=2027-02-28";
const REST: &str = "services=Docs&systems=Production&locations=Gothenburg&firm=Whitfield&licence=4711&\
     independence=declared&letter=2026-08-01&commitments=uptime&subservice=Nimbus+%3D+carve_out&minimum_end=2026-12-31";

/// A firm with a monthly control for every common criterion, owned by Carl.
fn firm() -> Firm {
    let firm = Firm::new();
    let framework = app::library::catalogue();
    let items = &framework.framework("soc2-tsc-2017").unwrap().items;
    let link = Link { reason: "it does".into(), extent: Overlap::Full };
    let keys = items.iter().filter(|item| item.id.starts_with("CC") && !item.heading);
    let keys = keys.map(|item| Target { framework: "soc2-tsc-2017".into(), item: item.id.clone() }.key());
    let control = Control {
        id: "GV-1".into(),
        name: "Monthly review".into(),
        owner: "Carl Diaz".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Monthly),
        links: keys.map(|key| (key, link.clone())).collect(),
        ..Control::default()
    };
    let app = &firm.doors.app;
    app.change("firm", &firm.founder(), None, Command::AddControl { control }).unwrap();
    let owner = Some("demo-carl-diaz".to_owned());
    app.change("firm", &firm.founder(), None, Command::AssignControl { id: "GV-1".into(), person: owner }).unwrap();
    firm
}

fn shows(firm: &Firm, day: jiff::civil::Date) {
    let evidence = Evidence {
        title: "Review".into(),
        kind: EvidenceType::AccessReview,
        form: Default::default(),
        period: Window { from: day, until: day },
        captured: None,
        collected: None,
        source: Default::default(),
        shows: Default::default(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: "minutes".into(),
    };
    let controls = BTreeMap::from([("GV-1".to_owned(), day)]);
    let app = &firm.doors.app;
    let uploads = vec![app.receive("firm", &firm.founder(), "minutes.txt", "", &mut &b"minutes"[..]).unwrap().id];
    let new = NewEvidence { evidence, uploads, controls, answers: None };
    app.add_evidence("firm", &firm.founder(), None, new).unwrap();
}

async fn window_open(firm: &Firm) {
    firm.done("", "/engagements", &format!("{PLAN}&{REST}")).await;
    for to in ["scoping", "readiness", "remediation", "window_open"] {
        firm.done("", "/engagements/EN-1/move", &format!("to={to}&note=")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r204_an_engagement_is_planned_and_shows_what_its_next_step_lacks() {
    let firm = firm();
    let empty = firm.page("", "/engagements").await;
    assert!(empty.contains("No engagement is planned yet") && empty.contains("What the services do"), "{empty}");
    firm.refused("", "/engagements", "title=X&category=security&from=2026-09-01", &["one day, or about a window"])
        .await;
    firm.done("", "/engagements", PLAN).await;
    let page = firm.page("", "/engagements/EN-1").await;
    for word in ["The CPA firm.", "licence", "independence", "3 missing", "2027-04-18 at the earliest", "6 months"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    firm.refused("", "/engagements/EN-1/move", "to=scoping&note=", &["not ready for scoping"]).await;
    firm.refused("", "/engagements", &format!("{PLAN}&{REST}"), &["is called", "title of its own"]).await;
    let form = firm.page("", "/engagements/EN-1/revision").await;
    assert!(form.contains("value=\"Type II 2026\"") && form.contains("2027-02-28"), "{form}");
    firm.done("", "/engagements/EN-1/revision", &format!("{PLAN}&{REST}")).await;
    let page = firm.page("", "/engagements/EN-1").await;
    assert!(page.contains("Nothing is missing.") && page.contains("Move to scoping"), "{page}");
    let history = firm.page("", "/history").await;
    assert!(history.contains("planned the engagement"), "{history}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r173_r203_the_window_is_a_map_whose_cells_say_why() {
    let firm = firm();
    window_open(&firm).await;
    shows(&firm, date(2026, 11, 21));
    let page = firm.page("", "/engagements/EN-1/window").await;
    for word in [
        "Security, window <span class=\"whole\">2026-09-01</span> to <span class=\"whole\">2027-02-28.</span>",
        "So far: the window is not over",
        "GV-1, 2026-11: Ran; ran on 2026-11-21",
        "GV-1, 2026-12: Not yet due",
        "GV-1, 2026-09: Not in force",
        "href=\"/o/firm/evidence/EV-1\"",
        "The window in words",
        "not accepted",
    ] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let lower = page.to_lowercase();
    for word in ["passed", "failed", " pass ", " fail ", "soc 2 certif"] {
        assert!(!lower.contains(word), "`{word}` is no word of an examination");
    }
    let other = firm.page("", "/engagements/EN-1/window?from=2026-11-01&until=2026-12-31&columns=weekly").await;
    assert!(other.contains("2026-W47") && other.contains(" with a gap, now "), "{other}");
    firm.done("", "/engagements/EN-1/unexercised", "control=GV-1&evidence=EV-1&note=none").await;
    firm.refused("", "/engagements/EN-1/unexercised", "control=XX&evidence=EV-1&note=none", &["control in scope"])
        .await;
    firm.done("", "/engagements/EN-1/controls", "controls=GV-1").await;
    firm.refused("", "/engagements/EN-1/controls", "controls=ZZ-9", &["ZZ-9"]).await;
    firm.done("", "/engagements/EN-1/move", "to=on_hold&note=the+firm+merges").await;
    let page = firm.page("", "/engagements/EN-1").await;
    assert!(page.contains("Move to window open") && page.contains("the firm merges"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r210_r211_what_customers_ask_for_is_held_beside_what_was_sent() {
    let firm = firm();
    let page = firm.page("", "/asked").await;
    assert!(page.contains("Nothing is on file yet") && page.contains("Record a request"), "{page}");
    let ask = "customer=Kestrel&wants=soc2_type2&category=security&on=2026-11-02&due=2026-11-10";
    firm.done("", "/asked", ask).await;
    firm.refused("", "/asked", "customer=&wants=soc2_type2&on=2026-11-02&due=", &["The customer is empty"]).await;
    firm.done("", "/asked/AS-1/answers", "sent=iso_certificate&what=certificate&on=2026-11-12").await;
    let page = firm.page("", "/asked").await;
    let late = "Kestrel wanted it by <span class=\"whole\">2026-11-10:</span>";
    assert!(page.contains("Another was sent") && page.contains(late), "{page}");
    firm.done("", "/engagements", "title=Type+I&category=security&on=2026-12-15&from=&until=").await;
    let page = firm.page("", "/engagements/EN-1").await;
    assert!(page.contains("The plan ends at Type I while Kestrel ask for Type II."), "{page}");
    firm.done("", "/asked/AS-1/closing", "reason=signed+without").await;
    assert!(firm.page("", "/asked").await.contains("signed without"));
    firm.done("", "/service-facts", "facts=sla&facts=personal").await;
    let page = firm.page("", "/engagements/EN-1").await;
    assert!(page.contains("Availability is not in scope") && page.contains("Privacy is not in scope"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sees_only_a_part_sees_no_other_engagement_control_or_customer() {
    let firm = firm();
    window_open(&firm).await;
    let other = "title=Another&category=security&from=2026-09-01&until=2027-02-28";
    firm.done("", "/engagements", other).await;
    let ac = Command::RetireControl { id: "AC-1".into(), reason: "gone".into() };
    firm.doors.app.change("firm", &firm.founder(), None, ac).unwrap();
    firm.done("", "/engagements/EN-2/controls", "controls=AC-2").await;
    firm.done("", "/asked", "customer=Kestrel&wants=soc2_type2&on=2026-11-02&due=").await;
    let page = firm.page("carl-diaz", "/engagements").await;
    assert!(page.contains("Type II 2026") && !page.contains("Another"), "{page}");
    let page = firm.page("carl-diaz", "/engagements/EN-1").await;
    assert!(!page.contains("Kestrel") && !page.contains("class=\"form\""), "{page}");
    let papers = ["/o/firm/room/EN-1", "/o/firm/engagements/EN-1/description", "/o/firm/engagements/EN-1/readings"];
    assert!(page.contains("/EN-1/tests") && papers.iter().all(|paper| !page.contains(paper)), "{page}");
    let page = firm.page("", "/engagements/EN-1").await;
    assert!(papers.iter().all(|paper| page.contains(paper)), "{page}");
    assert_eq!(firm.get("carl-diaz", "/engagements/EN-2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("carl-diaz", "/engagements/EN-2/window").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("carl-diaz", "/asked").await.status, StatusCode::FORBIDDEN);
    // Contributors may be asked something in an engagement; what they are not asked about is not listed.
    let page = firm.page("dora-lund", "/engagements").await;
    assert!(!page.contains("Type II 2026") && !page.contains("Another"), "{page}");
    let grant = Grant {
        person: "demo-eve-cole".into(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: "type ii 2026".into(),
        from: date(2026, 11, 21),
        until: date(2026, 12, 21),
        reason: "engaged".into(),
    };
    let app = &firm.doors.app;
    app.change("firm", &firm.founder(), None, Command::GiveGrant { grant }).unwrap();
    app.change("firm", &app.demo_actor("eve-cole"), None, Command::ConfirmMembership).unwrap();
    assert!(firm.page("eve-cole", "/engagements/EN-1/window").await.contains("GV-1"));
    assert_eq!(firm.get("eve-cole", "/engagements/EN-2").await.status, StatusCode::NOT_FOUND);
    for path in ["/engagements", "/engagements/EN-1/move", "/engagements/EN-1/revision", "/service-facts"] {
        firm.forbidden("eve-cole", path, "to=on_hold&note=x").await;
    }
    firm.not_offered("mina-sato", "/engagements/new", "ou may not").await;
    assert!(WINDOW.contains(date(2026, 11, 21)));
}
