//! Suppliers, their incidents and their reports, in the ledger of a release: each kind of event at least once.

use super::engaging::{CHANGE, HOST, shows};
use super::{Hand, days, person, reason};
use app::Who;
use domain::command::{Command, SupplierCommand};
use domain::values::supplier::{
    AskedOfUs, BridgeLetter, Clause, Contract, Criticality, Csoc, CuecAnswer, CuecState, ReportDecision,
    ReportException, ReportKind, ReportOpinion, Subservice, SubserviceMethod, Supplier, SupplierAssessment,
    SupplierIncident, SupplierReport, SupplierRow, SupplierRules, SupplierState, SupplierStep,
};
use domain::values::{EvidenceType, FileRef, Window};
use jiff::civil::{Date, date};

/// The supplier below the host.
const CABLES: &str = "R\u{f6}hrig Kabel GmbH";

fn does(hand: &Hand<'_>, founder: &Who, command: SupplierCommand) -> String {
    hand.does(founder, Command::Supplier(command))
}

pub(super) fn supplying(hand: &Hand<'_>, founder: &Who) {
    let rules = SupplierRules {
        policy: "POL-07 Suppliers".into(),
        approved: Some(date(2026, 2, 1)),
        procedure: "PRO-12 Incidents of suppliers".into(),
    };
    does(hand, founder, SupplierCommand::SetSupplierRules { rules });
    let id = does(hand, founder, SupplierCommand::AddSupplier { supplier: Box::new(host()) });
    let watched = Supplier { monitoring: "Status page; a call each month".into(), ..host() };
    does(hand, founder, SupplierCommand::ReviseSupplier { id: id.clone(), supplier: Box::new(watched) });
    imported(hand, founder);
    steps(hand, founder, &id);
    incident(hand, founder, &id);
    report(hand, founder, &id);
}

fn host() -> Supplier {
    let criteria = ["CC6.2".to_owned()].into();
    let csoc = Csoc { id: "CSOC-1".into(), text: "Keeps its halls locked".into(), criteria };
    Supplier {
        name: HOST.into(),
        tier: 1,
        services: "Runs the servers".into(),
        ict: true,
        no_chain: true,
        criticality: Criticality::Critical,
        personal_data: true,
        owner: Some(person("ana-lind")),
        contract: Contract { on: Some(date(2025, 1, 1)), until: Some(date(2027, 12, 31)), clauses: Clause::ALL.into() },
        systems: ["Production".to_owned()].into(),
        needed: Some(true),
        subservice: Some(Subservice { method: SubserviceMethod::CarveOut, csocs: vec![csoc], ..Subservice::default() }),
        ..Supplier::default()
    }
}

fn imported(hand: &Hand<'_>, founder: &Who) {
    let below = SupplierRow {
        name: CABLES.into(),
        tier: Some(2),
        services: "Lines between the halls".into(),
        criticality: Some(Criticality::High),
        ..SupplierRow::default()
    };
    let chain = Some([CABLES.to_owned()].into());
    let rows = vec![below, SupplierRow { name: HOST.into(), chain, ..SupplierRow::default() }];
    let file = Some(FileRef { sha256: "cd".repeat(32), size: 4_711 });
    does(hand, founder, SupplierCommand::ImportSuppliers { source: "suppliers.xlsx".into(), file, rows });
}

fn step(to: SupplierState, on: Date) -> SupplierStep {
    SupplierStep { to, on, note: String::new(), next_review: None, data: String::new(), access: String::new() }
}

fn steps(hand: &Hand<'_>, founder: &Who, id: &str) {
    let [today, later] = days(hand, 300);
    let assessment = SupplierAssessment { on: today, result: "Low, with two halls".into(), next: Some(later) };
    does(hand, founder, SupplierCommand::AssessSupplier { id: id.to_owned(), assessment });
    let go = |id: &str, step| does(hand, founder, SupplierCommand::MoveSupplier { id: id.to_owned(), step });
    go(id, SupplierStep { note: "two bids were read".into(), ..step(SupplierState::Approved, today) });
    go(id, SupplierStep { next_review: Some(later), ..step(SupplierState::Monitored, today) });
    let tried = Supplier { name: "Stra\u{df}e 7 Druck".into(), tier: 1, ..Supplier::default() };
    let tried = does(hand, founder, SupplierCommand::AddSupplier { supplier: Box::new(tried) });
    let (data, access) = ("it had none".to_owned(), "it had none".to_owned());
    go(&tried, SupplierStep { data, access, ..step(SupplierState::Ended, today) });
}

fn incident(hand: &Hand<'_>, founder: &Who, supplier: &str) {
    let [today, _] = days(hand, 0);
    let incident = SupplierIncident {
        supplier: supplier.to_owned(),
        on: date(2026, 11, 12),
        what: "One hall was without power for an hour; nothing stood still".into(),
        told_us_on: None,
        lessons: String::new(),
    };
    let id = does(hand, founder, SupplierCommand::RecordSupplierIncident { incident: incident.clone() });
    let lessons = "the second feed is tested each quarter".to_owned();
    let incident = SupplierIncident { told_us_on: Some(today), lessons, ..incident };
    does(hand, founder, SupplierCommand::ReviseSupplierIncident { id, incident });
}

fn report(hand: &Hand<'_>, founder: &Who, supplier: &str) {
    let [today, _] = days(hand, 0);
    let period = Window { from: date(2025, 10, 1), until: date(2026, 9, 30) };
    let (supplier, kind) = (supplier.to_owned(), ReportKind::Soc2Type2);
    let note = "October to September".to_owned();
    let id = does(hand, founder, SupplierCommand::RequestSupplierReport { supplier, kind, note });
    let asked = |id: &str, text: &str| AskedOfUs { id: id.into(), text: text.into() };
    let report = SupplierReport {
        period,
        received: today,
        opinion: ReportOpinion::Unmodified,
        exceptions: vec![ReportException { text: "One access review was late".into(), effect: String::new() }],
        cuecs: vec![asked("CUEC-1", "Release changes of your own with care"), asked("CUEC-2", "Lock your racks")],
        carve_outs: [CABLES.to_owned()].into(),
        certificate: None,
        evidence: Some(shows(hand, founder, EvidenceType::SupplierReport, period, &[])),
    };
    does(hand, founder, SupplierCommand::RecordSupplierReport { id: id.clone(), report: Box::new(report) });
    let finding = "It covers both halls that we use".to_owned();
    let effects = vec!["None: nobody of theirs has access to our data".to_owned()];
    let review = SupplierCommand::ReviewSupplierReport { id: id.clone(), on: today, finding, effects };
    does(hand, founder, review);
    let decision = ReportDecision::AcceptedWithActions;
    does(hand, founder, SupplierCommand::DecideSupplierReport { id: id.clone(), decision, reason: reason() });
    let letter = BridgeLetter { until: date(2026, 11, 15), received: today };
    does(hand, founder, SupplierCommand::RecordBridgeLetter { id: id.clone(), letter });
    let answer = |cuec: &str, answer| {
        let (report, cuec) = (id.clone(), cuec.to_owned());
        does(hand, founder, SupplierCommand::AnswerCuec { report, cuec, answer })
    };
    let (owner, control) = (Some(person("ana-lind")), Some(CHANGE.to_owned()));
    answer("CUEC-1", CuecAnswer { state: CuecState::Met, owner, control, reason: String::new() });
    let none =
        CuecAnswer { state: CuecState::NotApplicable, reason: "we have no racks".into(), ..CuecAnswer::default() };
    answer("CUEC-2", none);
}
