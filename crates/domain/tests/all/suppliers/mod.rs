//! A firm with suppliers, and the commands about them.

use crate::library::Organisation;
use crate::people::firm;
use domain::command::{Command, SupplierCommand};
use domain::reports::supplier::{Finding, SuppliersReport, suppliers};
use domain::values::Window;
use domain::values::supplier::{
    AskedOfUs, BridgeLetter, Certificate, Clause, Contract, Criticality, CuecAnswer, CuecState, ReportDecision,
    ReportException, ReportKind, ReportOpinion, Supplier, SupplierAssessment, SupplierReport, SupplierRules,
    SupplierState, SupplierStep,
};
use jiff::civil::Date;

/// A supplier of technology under contract, with everything that a critical one needs.
pub(crate) fn described(name: &str) -> Supplier {
    Supplier {
        name: name.into(),
        tier: 1,
        services: "Runs the servers.".into(),
        ict: true,
        no_chain: true,
        criticality: Criticality::Critical,
        owner: Some("carl".into()),
        contract: Contract { on: Some("2026-01-01".parse().unwrap()), until: None, clauses: Clause::ALL.into() },
        monitoring: "Status page and a monthly call.".into(),
        ..Supplier::default()
    }
}

pub(crate) fn add(supplier: Supplier) -> Command {
    Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::new(supplier) })
}

pub(crate) fn revise(id: &str, supplier: Supplier) -> Command {
    Command::Supplier(SupplierCommand::ReviseSupplier { id: id.into(), supplier: Box::new(supplier) })
}

pub(crate) fn assess(id: &str, on: Date) -> Command {
    let assessment = SupplierAssessment { on, result: "Risks are low.".into(), next: None };
    Command::Supplier(SupplierCommand::AssessSupplier { id: id.into(), assessment })
}

pub(crate) fn step(to: SupplierState, on: Date) -> SupplierStep {
    SupplierStep { to, on, note: String::new(), next_review: None, data: String::new(), access: String::new() }
}

pub(crate) fn go(id: &str, step: SupplierStep) -> Command {
    Command::Supplier(SupplierCommand::MoveSupplier { id: id.into(), step })
}

pub(crate) fn rules() -> Command {
    let rules = SupplierRules {
        policy: "POL-07 Suppliers".into(),
        approved: Some("2026-02-01".parse().unwrap()),
        procedure: "PRO-12 Incidents of suppliers".into(),
    };
    Command::Supplier(SupplierCommand::SetSupplierRules { rules })
}

pub(crate) fn request(supplier: &str, kind: ReportKind) -> Command {
    Command::Supplier(SupplierCommand::RequestSupplierReport { supplier: supplier.into(), kind, note: String::new() })
}

pub(crate) fn record(id: &str, report: SupplierReport) -> Command {
    Command::Supplier(SupplierCommand::RecordSupplierReport { id: id.into(), report: Box::new(report) })
}

pub(crate) fn review(id: &str, on: Date, effects: &[&str]) -> Command {
    let effects = effects.iter().map(|effect| (*effect).to_owned()).collect();
    let finding = "Covers the regions that we use.".into();
    Command::Supplier(SupplierCommand::ReviewSupplierReport { id: id.into(), on, finding, effects })
}

pub(crate) fn decision(id: &str, decision: ReportDecision) -> Command {
    let reason = "It covers what we rely on.".into();
    Command::Supplier(SupplierCommand::DecideSupplierReport { id: id.into(), decision, reason })
}

pub(crate) fn bridge(id: &str, until: Date, received: Date) -> Command {
    let letter = BridgeLetter { until, received };
    Command::Supplier(SupplierCommand::RecordBridgeLetter { id: id.into(), letter })
}

pub(crate) fn answer(report: &str, cuec: &str, answer: CuecAnswer) -> Command {
    Command::Supplier(SupplierCommand::AnswerCuec { report: report.into(), cuec: cuec.into(), answer })
}

pub(crate) fn met(control: &str) -> CuecAnswer {
    let (owner, control) = (Some("carl".into()), Some(control.into()));
    CuecAnswer { state: CuecState::Met, owner, control, reason: String::new() }
}

/// A report of type 2 with one exception and two controls that are asked of us.
pub(crate) fn type2(from: Date, until: Date, received: Date) -> SupplierReport {
    let asked = |id: &str, text: &str| AskedOfUs { id: id.into(), text: text.into() };
    SupplierReport {
        period: Window { from, until },
        received,
        opinion: ReportOpinion::Unmodified,
        exceptions: vec![ReportException { text: "One access review was late.".into(), effect: String::new() }],
        cuecs: vec![
            asked("CUEC-1", "Restrict who administers the account."),
            asked("CUEC-2", "Encrypt what you store."),
        ],
        carve_outs: ["Colo Ltd".to_owned()].into(),
        certificate: None,
        evidence: None,
    }
}

/// A certificate.
pub(crate) fn certificate(from: Date, until: Date) -> SupplierReport {
    let certificate = Certificate {
        body: "Cert AG".into(),
        accreditation: "DAkkS".into(),
        scope: "Operation of data centres.".into(),
        statement: "4.2".into(),
    };
    SupplierReport {
        period: Window { from, until },
        received: from,
        opinion: ReportOpinion::None,
        exceptions: Vec::new(),
        cuecs: Vec::new(),
        carve_outs: [].into(),
        certificate: Some(certificate),
        evidence: None,
    }
}

/// The firm with a policy and a host that is monitored; `SU-1`.
pub(crate) fn with_host() -> Organisation {
    with(described("Nimbus Hosting"))
}

/// The firm with a policy and one supplier that is monitored; `SU-1`.
pub(crate) fn with(supplier: Supplier) -> Organisation {
    let mut firm = firm();
    firm.does(rules());
    firm.monitors(supplier);
    firm
}

impl Organisation {
    /// Adds a supplier and takes it all the way to where it is monitored; its id.
    pub(crate) fn monitors(&mut self, supplier: Supplier) -> String {
        let id = self.new_by(crate::library::FIRST, add(supplier));
        let today = self.today();
        self.does(assess(&id, today));
        self.does(go(&id, step(SupplierState::Approved, today)));
        let next_review = Some(today.saturating_add(jiff::ToSpan::months(11)));
        self.does(go(&id, SupplierStep { next_review, ..step(SupplierState::Monitored, today) }));
        id
    }

    /// Has a report of `SU-1` over that period asked for, received, reviewed and accepted today; its id.
    pub(crate) fn relies_on(&mut self, from: Date, until: Date) -> String {
        let today = self.today();
        let id = self.new_by(crate::library::FIRST, request("SU-1", ReportKind::Soc2Type2));
        self.does(record(&id, type2(from, until, today)));
        self.does(review(&id, today, &["None of it concerns us."]));
        self.does(decision(&id, ReportDecision::Accepted));
        id
    }

    pub(crate) fn read(&self) -> SuppliersReport {
        suppliers(&self.registers, self.today())
    }

    /// What is missing of a supplier, in a word each.
    pub(crate) fn lacks(&self, id: &str) -> Vec<&'static str> {
        self.read().supplier(id).unwrap().findings.iter().map(Finding::id).collect()
    }

    /// What is missing of all of them in general.
    pub(crate) fn lacks_overall(&self) -> Vec<&'static str> {
        self.read().overall.iter().map(Finding::id).collect()
    }

    /// The state of a supplier.
    pub(crate) fn supplier_stands(&self, id: &str) -> SupplierState {
        self.registers.suppliers.suppliers[id].state
    }
}

/// A day.
pub(crate) fn d(text: &str) -> Date {
    text.parse().unwrap()
}
