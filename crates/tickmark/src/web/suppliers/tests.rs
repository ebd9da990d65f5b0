//! The pages on suppliers, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::command::Command;
use domain::values::{Grant, GrantKind};

const HOST: &str = "name=Nimbus+Hosting&tier=1&criticality=critical&services=Runs+servers&ict=yes&no-chain=yes\
    &owner=&contract-on=2026-01-05&contract-until=&clauses=security_requirements&clauses=confidentiality\
    &clauses=incident_notice&clauses=return_of_data&clauses=termination&clauses=audit_right&clauses=subprocessors\
    &monitoring=Status+page&systems=Production&needed=yes&method=carve_out\
    &csocs=CSOC-1+%7C+Guards+its+sites+%7C+CC6.4%2C+A1.2&tests=&assertion=";

/// A firm with a policy and a host that is monitored: `SU-1`.
async fn hosted() -> Firm {
    let firm = Firm::new();
    let rules = "rules=yes&policy=POL-07&approved=2026-02-02&procedure=PRO-12";
    firm.done("", "/suppliers/oversight", rules).await;
    let said = firm.done("", "/suppliers", HOST).await;
    assert_eq!(said.to, "/o/firm/suppliers/SU-1");
    firm.done("", "/suppliers/SU-1/assessments", "assessed=yes&result=Low&on=2026-11-02&next=").await;
    firm.done("", "/suppliers/SU-1/steps", "to=approved&on=2026-11-02&note=&data=&access=&next-review=").await;
    let monitored = "to=monitored&on=2026-11-02&note=&data=&access=&next-review=2027-05-03";
    firm.done("", "/suppliers/SU-1/steps", monitored).await;
    firm
}

const REPORT: &str = "from=2025-10-01&until=2026-09-30&received=2026-11-10&opinion=unmodified\
    &exceptions=One+review+was+late&cuecs=CUEC-1+%7C+Restrict+administrators&carve-outs=Colo+Ltd&evidence=\
    &body=&accreditation=&scope=&statement=";

/// The firm of [`hosted`] with a report of the host: `SR-1`.
async fn reported() -> Firm {
    let firm = hosted().await;
    firm.done("", "/suppliers/SU-1/reports", "kind=soc2_type2&request-note=of+this+year").await;
    firm.done("", "/suppliers/reports/SR-1", REPORT).await;
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_register_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("", "/suppliers").await;
    assert!(page.contains("No supplier is recorded yet") && page.contains("Add the first supplier"), "{page}");
    let page = firm.page("ivan-roth", "/suppliers").await;
    assert!(page.contains("No supplier is recorded yet") && !page.contains("Add the first supplier"), "{page}");
    let page = firm.page("", "/cuecs").await;
    assert!(page.contains("No report asks anything of us yet"), "{page}");
    assert!(firm.page("", "/suppliers/new").await.contains("How much depends on it"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r232_a_supplier_is_assessed_approved_and_monitored_on_its_page() {
    let firm = hosted().await;
    let page = firm.page("", "/suppliers/SU-1").await;
    for shown in ["Monitored", "2027-05-03", "Guards its sites", "CC6.4", "Nobody that matters", "Status page"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("Carved out, without a report in date that is relied on"), "{page}");
    let list = firm.page("", "/suppliers").await;
    assert!(list.contains("Nimbus Hosting") && list.contains("The chain of technology"), "{list}");
    let steps = "/suppliers/SU-1/steps";
    let end = "to=ended&on=2026-11-03&note=kept+words&data=&access=&next-review=";
    firm.refused("", steps, end, &["in one step", "kept words"]).await;
    firm.done("", steps, "to=exiting&on=2026-11-03&note=&data=&access=&next-review=").await;
    firm.refused("", steps, end, &["What happened to the data is empty"]).await;
    firm.done("", steps, "to=ended&on=2026-11-03&note=&data=erased&access=revoked&next-review=").await;
    let page = firm.page("", "/suppliers/SU-1").await;
    assert!(page.contains("Data: erased") && !page.contains("Take it further"), "{page}");
    firm.forbidden("dora-lund", "/suppliers", HOST).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r234_r236_r238_what_is_missing_stands_on_the_register() {
    let firm = hosted().await;
    let bare =
        HOST.replace("clauses=security_requirements&", "").replace("no-chain=yes", "no-chain=&personal-data=yes");
    firm.done("", "/suppliers/SU-1", &bare).await;
    let page = firm.page("", "/suppliers?show=lacking").await;
    for missing in [
        "The contract has no security requirements",
        "Whom it uses below it is not recorded",
        "Only suppliers under contract are recorded",
        "lacks: privacy commitments",
        "lacks: notice of breaches of personal data",
    ] {
        assert!(page.contains(missing), "{missing}: {page}");
    }
    let twice = HOST.replace("name=Nimbus+Hosting", "name=nimbus+hosting");
    firm.refused("", "/suppliers", &twice, &["is called nimbus hosting already", "Runs servers"]).await;
    firm.refused("", "/suppliers", &HOST.replace("tier=1", "tier=x"), &["No tier is known as"]).await;
    let broken = HOST.replace("Nimbus", "Other").replace("CSOC-1+%7C+Guards+its+sites+%7C+CC6.4%2C+A1.2", "CSOC-1");
    firm.refused("", "/suppliers", &broken, &["has no text"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r232_a_report_is_recorded_reviewed_decided_and_bridged() {
    let firm = reported().await;
    let (paper, at) = ("/suppliers/reports/SR-1", "reviewed=yes&on=2026-11-12");
    let page = firm.page("", paper).await;
    assert!(page.contains("One review was late") && page.contains("Not bridged"), "{page}");
    let finding = format!("{paper}/finding");
    firm.refused(
        "",
        &finding,
        &format!("{at}&finding=kept+words&effect="),
        &["The effect of an exception is empty", "kept words"],
    )
    .await;
    firm.done("", &finding, &format!("{at}&finding=Covers+us&effect=None")).await;
    let decision = format!("{paper}/decision");
    firm.refused("", &decision, "reason=why", &["The decision is empty"]).await;
    firm.done("", &decision, "decision=accepted&reason=covers+us").await;
    let page = firm.page("", paper).await;
    assert!(page.contains("Accepted by") && page.contains("Reviewed and decided by the same person"), "{page}");
    firm.refused("", paper, REPORT, &["It was decided that SR-1 is accepted"]).await;
    let bridge = format!("{paper}/bridge-letter");
    firm.refused(
        "",
        &bridge,
        "bridge=yes&until=2026-09-01&received=2026-11-12",
        &["lies before the end of the period"],
    )
    .await;
    firm.done("", &bridge, "bridge=yes&until=2026-11-10&received=2026-11-12").await;
    assert!(firm.page("", paper).await.contains("Letter up to 2026-11-10"));
    firm.refused("", "/suppliers/SU-1/reports", "kind=letter&request-note=", &["No kind is known as"]).await;
    let iso = "from=2025-10-01&until=2028-09-30&received=2026-11-10&opinion=none&evidence=&body=&scope=";
    firm.done("", "/suppliers/SU-1/reports", "kind=iso_certificate&request-note=").await;
    firm.refused("", "/suppliers/reports/SR-2", iso, &["A certificate needs its body and its scope"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_leads_to_its_supplier_and_back_is_found_and_shows_its_entries() {
    let firm = reported().await;
    let page = firm.page("", "/suppliers/reports/SR-1").await;
    let links = page.split("Links both ways").nth(1).unwrap_or_default();
    assert!(links.contains("/suppliers/SU-1\"") && links.contains("object=supplier_report:SR-1"), "{page}");
    assert!(links.contains("Latest entries") && links.contains("As of"), "{page}");
    let page = firm.page("", "/suppliers/SU-1").await;
    let links = page.split("What leads here").nth(1).unwrap_or_default();
    assert!(links.contains("/suppliers/reports/SR-1\""), "{page}");
    assert!(firm.page("", "/search.json?q=sr-1").await.contains("/suppliers/reports/SR-1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_of_us_is_met_on_the_page_of_the_report() {
    let firm = reported().await;
    let page = firm.page("", "/cuecs").await;
    assert!(page.contains("0 of 1 are settled") && page.contains("Restrict administrators"), "{page}");
    let cuec = "/cuecs/SR-1/CUEC-1";
    firm.refused("", cuec, "cuec=CUEC-1&state=met&control=&owner=&reason=kept", &["The control is empty", "kept"])
        .await;
    firm.done("", cuec, "cuec=CUEC-1&state=met&control=AC-1&owner=demo-dora-lund&reason=").await;
    let page = firm.page("", "/cuecs?state=met").await;
    assert!(page.contains("1 of 1 are settled") && page.contains("AC-1"), "{page}");
    let said = firm.post("", "/cuecs/SR-1/CUEC-9", "cuec=CUEC-9&state=open").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_of_the_report_before_is_shown_and_confirmed_with_one_click() {
    let firm = reported().await;
    firm.done("", "/cuecs/SR-1/CUEC-1", "cuec=CUEC-1&state=met&control=AC-1&owner=demo-dora-lund&reason=").await;
    firm.done("", "/suppliers/SU-1/reports", "kind=soc2_type2&request-note=the+next").await;
    firm.done("", "/suppliers/reports/SR-2", &REPORT.replace("until=2026-09-30", "until=2026-10-31")).await;
    let page = firm.page("", "/suppliers/reports/SR-2").await;
    assert!(page.contains("carried over, to be confirmed") && page.contains("Confirm 1 answer"), "{page}");
    assert!(firm.page("", "/cuecs").await.contains("0 of 1 are settled"), "nothing counts unconfirmed");
    firm.done("", "/cuecs/SR-2", "").await;
    let page = firm.page("", "/cuecs").await;
    assert!(
        page.contains("1 of 1 are settled") && page.contains("AC-1") && !page.contains("to be confirmed"),
        "{page}"
    );
    firm.refused("", "/cuecs/SR-2", "", &["asks of us"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r235_incidents_are_recorded_once_a_procedure_is_named() {
    let firm = Firm::new();
    firm.done("", "/suppliers", HOST).await;
    let happened = "supplier=SU-1&on=2026-11-02&told=&what=Storage+was+down&lessons=";
    firm.refused("", "/suppliers/incidents", happened, &["No procedure says", "Storage was down"]).await;
    firm.refused("", "/suppliers/oversight", "rules=yes&policy=&approved=&procedure=PRO-12", &["The policy is empty"])
        .await;
    firm.done("", "/suppliers/oversight", "rules=yes&policy=POL-07&approved=2026-02-02&procedure=PRO-12").await;
    firm.done("", "/suppliers/incidents", happened).await;
    let known = "incident=SI-1&supplier=SU-1&on=2026-11-02&told=2026-11-03&what=Storage+was+down&lessons=Second+region";
    firm.done("", "/suppliers/incidents/SI-1", known).await;
    let page = firm.page("", "/suppliers/oversight").await;
    assert!(page.contains("2026-11-03") && page.contains("Learnt: Second region"), "{page}");
    assert!(firm.page("", "/suppliers/SU-1").await.contains("Incidents that it caused"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_external_auditor_sees_the_subservice_organisations_alone() {
    let firm = hosted().await;
    let payroll = HOST
        .replace("Nimbus+Hosting", "Payday")
        .replace("needed=yes&method=carve_out", "needed=no&method=")
        .replace("CSOC-1+%7C+Guards+its+sites+%7C+CC6.4%2C+A1.2", "");
    firm.done("", "/suppliers", &payroll).await;
    let app = &firm.doors.app;
    let grant = Grant {
        person: "demo-eve-audit".into(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: "2026".into(),
        from: app.clock().today(),
        until: app.clock().today(),
        reason: "engaged".into(),
    };
    app.change("firm", &firm.founder(), None, Command::GiveGrant { grant }).unwrap();
    app.change("firm", &app.demo_actor("eve-audit"), None, Command::ConfirmMembership).unwrap();
    let page = firm.page("eve-audit", "/suppliers?show=all").await;
    assert!(page.contains("Nimbus Hosting") && !page.contains("Payday"), "{page}");
    assert!(page.contains("A part of the register"), "{page}");
    let hidden = firm.get("eve-audit", "/suppliers/SU-2").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{}", hidden.text);
    firm.forbidden("eve-audit", "/suppliers", HOST).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r251_the_provider_of_inherited_controls_and_the_supplier_lead_to_each_other() {
    let firm = reported().await;
    let record = "provider=nimbus+hosting&justification=theirs&report=&from=&until=&by=&on=&finding=";
    firm.done("", "/inheritance/A.7.11", record).await;
    let page = firm.page("", "/suppliers/SU-1").await;
    assert!(page.contains("Inherited from it") && page.contains("A.7.11"), "{page}");
    let page = firm.page("", "/inheritance").await;
    assert!(page.contains("/suppliers/SU-1") && page.contains("/suppliers/reports/SR-1"), "{page}");
}
