//! A firm on its way to a certificate, and the commands about it.

use crate::library::Organisation;
use crate::nonconformities::{cause, correct, finish, plan as plan_action};
use crate::risks::{approve_method, described, rate, record as record_risk, treated, write as write_method};
use crate::statement;
use domain::command::{CertificationCommand, Command, PolicyCommand};
use domain::event::{AuditEvent, Event};
use domain::registers::Recorded;
use domain::registers::certification::HeldCertification;
use domain::reports::audit::{checklist, whole};
use domain::reports::certification::{NeedKind, needs};
use domain::values::audit::{AuditPlan, AuditReport, LineAnswer, LineResult};
use domain::values::certification::*;
use domain::values::policy::{MandatoryPiece, Policy, text_sha256};
use domain::values::review::ActionStatus;
use domain::values::risk::{RatingKind, proposed_method};
use domain::values::{Assessment, Practice, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) const CT: &str = "CT-1";

pub(crate) fn set(words: &str) -> BTreeSet<String> {
    words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

pub(crate) fn cmd(wanted: CertificationCommand) -> Command {
    Command::Certification(wanted)
}

pub(crate) fn accredible() -> CertificationBody {
    CertificationBody {
        name: "Northern Certification".into(),
        country: "United Kingdom".into(),
        markets: set("United Kingdom, Germany, United States"),
        plan_days: 30,
        close_days: 90,
    }
}

pub(crate) fn add(body: CertificationBody) -> Command {
    cmd(CertificationCommand::AddCertificationBody { body })
}

pub(crate) fn looked_up(on: Date) -> Accreditation {
    Accreditation {
        by: "UKAS".into(),
        number: "0042".into(),
        standards: set("ISO/IEC 17021-1:2015, ISO/IEC 27006-1:2024"),
        iso27001: true,
        valid_until: Some(on.saturating_add(4.years())),
        source: "https://www.ukas.com/find-an-organisation/".into(),
        on,
    }
}

pub(crate) fn check(accreditation: Accreditation) -> Command {
    cmd(CertificationCommand::CheckAccreditation { id: "CB-1".into(), accreditation })
}

pub(crate) fn scoped() -> CertificationProject {
    CertificationProject {
        title: "First certificate".into(),
        body: "CB-1".into(),
        standard: String::new(),
        scope: "Development and operation of the billing service".into(),
        markets: set("Germany"),
        stage1_days: 2,
        stage2_days: 5,
        people: Some(40),
        engagement: None,
        combined: String::new(),
        owner: Some("paul".into()),
    }
}

pub(crate) fn plan(project: CertificationProject) -> Command {
    cmd(CertificationCommand::PlanCertification { project: Box::new(project) })
}

pub(crate) fn step_on(to: CertificationState, on: Date) -> CertificationMove {
    CertificationMove { to, on, note: "As agreed".into(), because: String::new(), ground: None }
}

pub(crate) fn advance(step: CertificationMove) -> Command {
    cmd(CertificationCommand::AdvanceCertification { id: CT.into(), step })
}

pub(crate) fn visit(kind: VisitKind, first: Date, days: i32) -> Command {
    let last = first.saturating_add((days - 1).days());
    let (auditors, note) = (set("Jane Rivers"), String::new());
    let visit = CertificationVisit { kind, first, last, remote: kind == VisitKind::Stage1, auditors, note };
    cmd(CertificationCommand::PlanCertificationVisit { id: CT.into(), visit })
}

pub(crate) fn held_on(first: Date, last: Date, outcome: VisitOutcome) -> VisitRecord {
    VisitRecord {
        first,
        last,
        auditors: set("Jane Rivers"),
        covered: set("9.2.2, 9.3.3, A.5.15, A.8.24"),
        topics: BTreeSet::new(),
        followed: BTreeSet::new(),
        outcome,
        summary: "Documents read, eleven interviews".into(),
    }
}

pub(crate) fn record(number: u32, record: VisitRecord) -> Command {
    cmd(CertificationCommand::RecordCertificationVisit { id: CT.into(), number, record: Box::new(record) })
}

pub(crate) fn found(visit: u32, kind: FindingKind, on: Date) -> CertificationFinding {
    CertificationFinding {
        visit,
        kind,
        title: "Leavers keep their access".into(),
        statement: "Access ends within a day; two of five leavers kept it.".into(),
        item: "A.5.18".into(),
        on,
        owner: Some("carl".into()),
    }
}

pub(crate) fn finding(finding: CertificationFinding) -> Command {
    let nonconformity = None;
    cmd(CertificationCommand::RecordCertificationFinding { id: CT.into(), finding: Box::new(finding), nonconformity })
}

pub(crate) fn settle(number: u32, how: Settlement, on: Date) -> Command {
    let settled = Settled { how, on, note: "Letter of the body".into() };
    cmd(CertificationCommand::SettleCertificationFinding { id: CT.into(), number, settled })
}

pub(crate) fn certificate(on: Date) -> CertificationDecision {
    CertificationDecision {
        on,
        number: "IS 700001".into(),
        scope: scoped().scope,
        statement: "ST-1".into(),
        note: String::new(),
    }
}

pub(crate) fn decide(decision: CertificationDecision) -> Command {
    cmd(CertificationCommand::RecordCertificate { id: CT.into(), decision: Box::new(decision) })
}

/// A firm with a statement in force, a method, a treated risk, judged clauses and a document for every piece.
pub(crate) fn built() -> Organisation {
    let mut firm = statement::in_force();
    firm.does(write_method(proposed_method()));
    let sha256 = proposed_method().sha256();
    firm.by("mark", approve_method(1, &sha256));
    firm.does(record_risk(described("Billing")));
    firm.does(rate("RI-1", RatingKind::Current, (2, 2)));
    let due = firm.until(300);
    firm.does(crate::risks::plan("RI-1", treated(due)));
    firm.judges_clauses();
    firm.writes_documents();
    firm
}

/// That, audited and reviewed, with a project of a body whose accreditation `paul` looked up.
pub(crate) fn ready() -> Organisation {
    let mut firm = built();
    firm.audits_everything("ivan");
    firm.mr_approved();
    let today = firm.today();
    firm.by("carl", crate::reviews::report("RV-1", 1, ActionStatus::Done, today));
    firm.engages();
    firm
}

impl Organisation {
    pub(crate) fn ct(&self) -> &HeldCertification {
        self.registers.certifications.project(CT).unwrap()
    }

    pub(crate) fn ct_state(&self) -> CertificationState {
        self.ct().state_on(self.today())
    }

    pub(crate) fn engages(&mut self) {
        self.by("paul", add(accredible()));
        let today = self.today();
        self.by("paul", check(looked_up(today)));
        self.by("paul", plan(scoped()));
    }

    pub(crate) fn goes(&mut self, to: CertificationState) {
        let today = self.today();
        self.by("paul", advance(step_on(to, today)));
    }

    pub(crate) fn goes_not(&self, to: CertificationState) -> String {
        let refusal = self.not_by("paul", advance(step_on(to, self.today())));
        format!("{refusal} / {}", refusal.hint())
    }

    pub(crate) fn still_needs(&self, to: CertificationState) -> Vec<NeedKind> {
        let found = needs(&self.registers, self.ct(), &step_on(to, self.today())).unwrap();
        assert!(found.iter().all(|need| !need.sentence.is_empty() && !need.remedy.is_empty()), "{found:?}");
        found.into_iter().map(|need| need.kind).collect()
    }

    pub(crate) fn judges_clauses(&mut self) {
        let clauses: Vec<String> =
            whole(&self.registers).into_iter().filter(|item| item.clause).map(|item| item.id).collect();
        for item in clauses {
            let assessment = Assessment { practice: Practice::Informal, ..Assessment::default() };
            self.does(Command::AssessItem { item, assessment });
        }
    }

    /// One handbook that is every piece of documented information, in force from today.
    pub(crate) fn writes_documents(&mut self) {
        let text = "# Handbook\n\nHow we keep information safe.\n";
        let policy = Policy {
            number: "POL-01".into(),
            title: "Handbook of the management system".into(),
            owner: Some("carl".into()),
            review_months: 12,
            retention_years: 3,
            pieces: MandatoryPiece::ALL.into_iter().collect(),
            ..Policy::default()
        };
        let does = |command| Command::Policy(command);
        let id = self.new_by("paul", does(PolicyCommand::WritePolicy { policy: Box::new(policy), text: text.into() }));
        let (version, sha256, from) = (1, text_sha256(text), self.today());
        let submit = PolicyCommand::SubmitPolicy { id: id.clone(), version, sha256: sha256.clone() };
        self.by("paul", does(submit));
        let approve = PolicyCommand::ApprovePolicy { id: id.clone(), version, sha256: sha256.clone() };
        self.by("mark", does(approve));
        self.by("paul", does(PolicyCommand::PublishPolicy { id, version, sha256, from }));
    }

    /// An internal audit of the whole scope that an auditor reported today, as its events leave it.
    pub(crate) fn audits_everything(&mut self, auditor: &str) {
        let scope: BTreeSet<String> = whole(&self.registers).into_iter().map(|item| item.id).collect();
        let (id, on) = (self.registers.audits.next_audit(), self.today());
        let lines = checklist(&self.registers, &scope);
        let plan = AuditPlan {
            title: "The whole system".into(),
            scope,
            window: Window { from: on, until: on },
            criteria: "ISO/IEC 27001:2022".into(),
            methods: "Interviews and samples".into(),
            hired: BTreeSet::new(),
        };
        let part = domain::values::audit::AuditorPart {
            person: auditor.into(),
            items: BTreeSet::new(),
            competence: "Lead auditor course".into(),
        };
        let answer =
            LineAnswer { result: LineResult::Conforms, note: "Seen".into(), evidence: [].into(), sample: None };
        let report = AuditReport {
            on,
            summary: "Ten days".into(),
            conclusion: "The system is effective".into(),
            to: set("mark"),
        };
        let count = u32::try_from(lines.len()).unwrap();
        let mut events = vec![
            AuditEvent::AuditPlanned { id: id.clone(), plan: Box::new(plan) },
            AuditEvent::AuditorAssigned { id: id.clone(), part },
            AuditEvent::AuditAnnounced { id: id.clone(), on, note: String::new(), lines },
            AuditEvent::AuditStarted { id: id.clone(), on },
        ];
        events.extend((1..=count).map(|line| AuditEvent::AuditLineAnswered {
            id: id.clone(),
            line,
            answer: Box::new(answer.clone()),
        }));
        events.push(AuditEvent::AuditReported { id, report: Box::new(report) });
        for event in events {
            self.registers.apply(Recorded { at_us: self.clock_us, by: auditor }, Event::Audit(event));
        }
    }

    /// Stage 1 is held today, with areas of concern or without.
    pub(crate) fn holds_stage1(&mut self, concerns: usize) {
        let today = self.today();
        self.by("paul", visit(VisitKind::Stage1, today, 1));
        self.goes(CertificationState::Stage1);
        self.by("paul", record(1, held_on(today, today, VisitOutcome::AfterActions)));
        for _ in 0..concerns {
            self.by("paul", finding(found(1, FindingKind::Concern, today)));
        }
    }

    /// Stage 2 is held today, with findings.
    pub(crate) fn holds_stage2(&mut self, kinds: &[FindingKind]) {
        let today = self.today();
        self.by("paul", visit(VisitKind::Stage2, today, 1));
        self.goes(CertificationState::Stage2);
        let number = u32::try_from(self.ct().visits.len()).unwrap();
        let mut shown = held_on(today, today, VisitOutcome::AfterActions);
        shown.followed = set("RI-1/L1");
        self.by("paul", record(number, shown));
        for kind in kinds {
            self.by("paul", finding(found(number, *kind, today)));
        }
    }

    /// The corrective action of a finding is planned and carried out by `tina`.
    pub(crate) fn acts_on(&mut self, number: u32) {
        let nc = self.ct().finding(number).unwrap().nonconformity.clone().unwrap();
        let (today, due) = (self.today(), self.until(20));
        if self.nc(&nc).correction.is_none() {
            self.by("carl", correct(&nc, today, ""));
        }
        if self.nc(&nc).cause.is_none() {
            self.by("carl", cause(&nc));
        }
        self.by("carl", plan_action(&nc, "tina", due));
        self.by("tina", finish(&nc, 1, today, ""));
    }

    /// From the ready firm to a certificate of today, with a minor finding whose plan is accepted.
    pub(crate) fn gets_certified(&mut self) {
        self.holds_stage1(0);
        self.goes(CertificationState::Stage1Closed);
        self.holds_stage2(&[FindingKind::Minor]);
        self.goes(CertificationState::DecisionPending);
        self.acts_on(1);
        let today = self.today();
        self.by("paul", settle(1, Settlement::PlanAccepted, today));
        self.by("paul", decide(certificate(today)));
    }
}
