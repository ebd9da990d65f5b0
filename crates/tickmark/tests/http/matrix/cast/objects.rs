//! Evidence, an engagement with everything in it, and a supplier: what the lines of the matrix are about.

use super::person;
use domain::command::{
    AuditCommand, CertificationCommand, CollectorCommand, Command, DescriptionCommand, EngagementCommand,
    EvidenceCommand, IsmsCommand, NonconformityCommand, PolicyCommand, ReviewCommand, RiskCommand, RoomCommand,
    StatementCommand, SupplierCommand, TestingCommand,
};
use domain::values::audit::{AuditPlan, AuditProgramme, AuditorPart};
use domain::values::certification::{CertificationBody, CertificationProject, CertificationVisit, VisitKind};
use domain::values::description::{Content, OwnCuec, Section, StatementKind};
use domain::values::isms::{Fields, RegisterKind, Value};
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use domain::values::policy::Policy;
use domain::values::review::{ReviewForm, ReviewPlan};
use domain::values::risk::{Risk, Treatment, TreatmentLine, TreatmentOption, proposed_method};
use domain::values::supplier::{ReportKind, Supplier, SupplierIncident, SupplierRules};
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Draw, DrawMethod, ExceptionNote, Population,
    PopulationItem, PopulationSource, TestAttribute, TestKind, TestMethod, TestOutcome, TestPlan, TestResult,
};
use domain::values::{
    Artefact, Asked, AuditRequest, Categories, Classification, Collector, Engagement, Environment, Evidence,
    EvidenceFile, EvidenceRequest, EvidenceType, Examination, FileRef, Firm, Form, Schedule, Source, Window,
};
use jiff::civil::{Date, date};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

type Ids = BTreeMap<&'static str, String>;
type Does<'a> = &'a dyn Fn(Command) -> String;

/// The title that the external auditor's access names.
pub(super) const TITLE: &str = "Type II of the matrix";
const WINDOW: Window = Window { from: date(2026, 1, 1), until: date(2026, 12, 31) };
/// The file of the evidence.
pub(super) const REVIEW: &[u8] = b"user,last used\nann,2026-02-01\n";
const DAY: Date = date(2026, 3, 1);

/// An engagement, and a request of a customer.
pub(super) fn engaged(does: Does<'_>, ids: &mut Ids) {
    let engagement = Box::new(Engagement {
        title: TITLE.to_owned(),
        kind: Examination::Type2 { window: WINDOW },
        categories: Categories::SECURITY,
        services: Vec::new(),
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Firm::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    });
    let plan = Command::Engagement(EngagementCommand::PlanEngagement { engagement });
    ids.insert("engagement", does(plan));
    let asked = Asked {
        customer: "Kestrel".to_owned(),
        wants: Artefact::Soc2Type2,
        categories: Categories::NONE,
        on: DAY,
        due: None,
    };
    ids.insert("asked", does(Command::Engagement(EngagementCommand::RecordAsked { asked })));
}

/// Everything that needs the controls: AC-2, which nobody owns, is examined.
pub(super) fn examined(does: Does<'_>, eve: Does<'_>, ids: &mut Ids) {
    let engagement = ids["engagement"].clone();
    let controls = domain::values::InScope::Named(["AC-2".to_owned()].into());
    let named = EngagementCommand::NameControls { id: engagement.clone(), controls };
    does(Command::Engagement(named));
    evidence(does, ids);
    supplier(does, ids);
    nonconformity(does, ids);
    policy(does, ids);
    internal_audit(does, ids);
    register_entry(does, ids);
    certification(does, ids);
    review(does, ids);
    risk(does, ids);
    ids.insert("soa", does(Command::Statement(StatementCommand::BeginStatement)));
    collector(does, ids);
    tested(does, eve, ids, &engagement);
    told(does, ids, &engagement);
    asked(does, eve, ids, &engagement);
}

/// What the auditor asks for, and a collector.
fn asked(does: Does<'_>, eve: Does<'_>, ids: &mut Ids, engagement: &str) {
    let request = AuditRequest {
        engagement: engagement.to_owned(),
        title: "Changes of the window".to_owned(),
        text: String::new(),
        subject: None,
        due: date(2026, 3, 20),
        to: String::new(),
        reference: String::new(),
    };
    let (engagement, source) = (engagement.to_owned(), String::new());
    let add = RoomCommand::AddRequests { engagement, requests: vec![request], source };
    ids.insert("audit_request", eve(Command::Room(add)));
    let collector = Box::new(Collector {
        name: "Hosts".to_owned(),
        check: r#"{"what":{"file_hash":{"path":"/etc/hosts"}}}"#.to_owned(),
        kind: "file_hash".to_owned(),
        controls: ["AC-2".to_owned()].into(),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: Environment::Production,
        personal_data: false,
        schedule: Schedule::default(),
        rule: String::new(),
    });
    let set = CollectorCommand::SetCollector { id: None, collector };
    ids.insert("collector", does(Command::Collector(set)));
}

/// A risk that `carl-control` owns, with a plan, and a draft of the method.
fn risk(does: Does<'_>, ids: &mut Ids) {
    let method = Box::new(proposed_method());
    does(Command::Risk(RiskCommand::WriteRiskMethod { method }));
    let risk = Risk { title: "Leak".to_owned(), owner: Some(person("carl-control")), ..Risk::default() };
    let id = does(Command::Risk(RiskCommand::RecordRisk { risk: Box::new(risk) }));
    let line = TreatmentLine { what: "Second factor".to_owned(), ..TreatmentLine::default() };
    let treatment = Treatment { option: TreatmentOption::Modify, reason: "cheap".to_owned(), lines: vec![line] };
    does(Command::Risk(RiskCommand::PlanTreatment { id: id.clone(), treatment: Box::new(treatment) }));
    ids.insert("risk", id);
    ids.insert("line", "L1".to_owned());
}

/// An objective that nobody answers for, with a result.
fn register_entry(does: Does<'_>, ids: &mut Ids) {
    let words = |pairs: &[(&str, &str)]| -> Fields {
        pairs.iter().map(|(id, text)| ((*id).to_owned(), Value::Text((*text).to_owned()))).collect()
    };
    let fields = words(&[("title", "Fast leaving"), ("measure", "days"), ("target", "1")]);
    let add = IsmsCommand::AddRegisterEntry { register: RegisterKind::Objectives, fields };
    let id = does(Command::Isms(add));
    let line = [("on", Value::Day(DAY)), ("value", Value::Number(1)), ("met", Value::YesNo(true))];
    let fields = line.map(|(id, value)| (id.to_owned(), value)).into();
    does(Command::Isms(IsmsCommand::AddEntryLine { id: id.clone(), fields }));
    ids.insert("register", RegisterKind::Objectives.id().to_owned());
    let fixed =
        [("figure", "both_usd"), ("track", "extension"), ("phase", "foundation"), ("key", "iso.certification_audit")];
    ids.extend(fixed.map(|(name, id)| (name, id.to_owned())));
    ids.insert("record", id);
}

/// A document that nobody answers for, whose first version waits for approval.
fn policy(does: Does<'_>, ids: &mut Ids) {
    let policy = Box::new(Policy { number: "POL-1".to_owned(), title: "Access".to_owned(), ..Policy::default() });
    let write = PolicyCommand::WritePolicy { policy, text: "Access follows need.".to_owned() };
    let id = does(Command::Policy(write));
    let sha256 = domain::values::policy::text_sha256("Access follows need.\n");
    does(Command::Policy(PolicyCommand::SubmitPolicy { id: id.clone(), version: 1, sha256 }));
    ids.insert("policy", id);
}

/// A nonconformity that nobody answers for.
fn nonconformity(does: Does<'_>, ids: &mut Ids) {
    let nonconformity = Box::new(Nonconformity {
        title: "Leavers keep their access".to_owned(),
        description: "Four of ten kept it for a week.".to_owned(),
        source: NonconformitySource::Other,
        reference: String::new(),
        class: NonconformityClass::Minor,
        against: ["A.5.18".to_owned()].into(),
        controls: ["AC-2".to_owned()].into(),
        owner: None,
        found: DAY,
        agreed: None,
    });
    let raise = NonconformityCommand::RaiseNonconformity { nonconformity };
    ids.insert("nonconformity", does(Command::Nonconformity(raise)));
}

/// A programme that waits for management, and an audit that `ivan-internal` is to carry out.
fn internal_audit(does: Does<'_>, ids: &mut Ids) {
    let text = || "as usual".to_owned();
    let programme = AuditProgramme {
        title: text(),
        frequency: text(),
        methods: text(),
        responsibilities: text(),
        planning: text(),
        reporting: text(),
        ..AuditProgramme::usual(date(2026, 1, 1))
    };
    let write = AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(programme) };
    let id = does(Command::Audit(write));
    does(Command::Audit(AuditCommand::ProposeAuditProgramme { id: id.clone() }));
    ids.insert("programme", id);
    let window = Window { from: DAY, until: date(2026, 3, 28) };
    let scope = ["9.1".to_owned()].into();
    let plan = AuditPlan { title: text(), scope, window, criteria: text(), methods: text(), hired: [].into() };
    let id = does(Command::Audit(AuditCommand::PlanAudit { plan: Box::new(plan) }));
    let part = AuditorPart { person: person("ivan-internal"), items: [].into(), competence: text() };
    does(Command::Audit(AuditCommand::AssignAuditor { id: id.clone(), part }));
    ids.insert("audit", id);
}

/// A certification body, and a project with it.
fn certification(does: Does<'_>, ids: &mut Ids) {
    let text = || "as usual".to_owned();
    let (markets, plan_days, close_days) = (Default::default(), 30, 90);
    let body = CertificationBody { name: text(), country: text(), markets, plan_days, close_days };
    let id = does(Command::Certification(CertificationCommand::AddCertificationBody { body }));
    let project = CertificationProject {
        title: text(),
        body: id.clone(),
        standard: String::new(),
        scope: text(),
        markets: Default::default(),
        stage1_days: 1,
        stage2_days: 3,
        people: None,
        engagement: None,
        combined: String::new(),
        owner: None,
    };
    ids.insert("certification_body", id);
    let project = Box::new(project);
    ids.insert("certification", does(Command::Certification(CertificationCommand::PlanCertification { project })));
    let (auditors, note) = (Default::default(), String::new());
    let (first, last) = (date(2026, 4, 20), date(2026, 4, 20));
    let visit = CertificationVisit { kind: VisitKind::Stage1, first, last, remote: true, auditors, note };
    let plan = CertificationCommand::PlanCertificationVisit { id: ids["certification"].clone(), visit };
    does(Command::Certification(plan));
}

/// A management review of days to come.
fn review(does: Does<'_>, ids: &mut Ids) {
    let plan = ReviewPlan { title: "Review of the matrix".to_owned(), form: ReviewForm::Meeting, on: date(2099, 1, 1) };
    ids.insert("management_review", does(Command::Review(ReviewCommand::ScheduleReview { plan })));
}

fn evidence(does: Does<'_>, ids: &mut Ids) {
    let evidence = Evidence {
        title: "Access review".to_owned(),
        kind: EvidenceType::AccessReview,
        form: Form::List,
        period: Window { from: date(2026, 1, 1), until: date(2026, 2, 28) },
        captured: Some(DAY),
        collected: Some(DAY),
        source: Source {
            system: "Identity provider".to_owned(),
            environment: Environment::Production,
            query: "all users".to_owned(),
            rows: Some(18),
            completeness: "count agrees".to_owned(),
            accuracy: String::new(),
        },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    };
    let controls = [("AC-2".to_owned(), date(2026, 2, 27))].into();
    let file = EvidenceFile {
        name: "review.csv".to_owned(),
        file: FileRef {
            sha256: Sha256::digest(REVIEW).iter().map(|byte| format!("{byte:02x}")).collect(),
            size: REVIEW.len() as u64,
        },
        media: "text/csv".to_owned(),
        disagrees: None,
        hints: [].into(),
    };
    let add = EvidenceCommand::AddEvidence { evidence, files: vec![file], controls, answers: None };
    ids.insert("evidence", does(Command::Evidence(add)));
    let request = EvidenceRequest {
        control: "AC-2".to_owned(),
        person: person("cora-contributor"),
        wanted: "the list".to_owned(),
        period: None,
        due: date(2026, 3, 20),
    };
    ids.insert("evidence_request", does(Command::Evidence(EvidenceCommand::AskEvidence { request })));
}

fn collector(does: Does<'_>, ids: &mut Ids) {
    let collector = Box::new(Collector {
        name: "Leavers".to_owned(),
        check: r#"{"what":{"sql_query":{"credential":"hr","sql":"SELECT 1 AS a"}}}"#.to_owned(),
        kind: "sql_query".to_owned(),
        controls: ["AC-2".to_owned()].into(),
        evidence_type: EvidenceType::CollectorResult,
        environment: Environment::Production,
        personal_data: false,
        schedule: domain::values::Schedule::default(),
        rule: String::new(),
    });
    let set = Command::Collector(CollectorCommand::SetCollector { id: None, collector });
    ids.insert("collector", does(set));
}

fn supplier(does: Does<'_>, ids: &mut Ids) {
    let rules =
        SupplierRules { policy: "POL-07".to_owned(), approved: Some(date(2026, 2, 1)), procedure: "PRO-12".to_owned() };
    does(Command::Supplier(SupplierCommand::SetSupplierRules { rules }));
    let supplier = Supplier {
        name: "Rohrig Host".to_owned(),
        tier: 1,
        owner: Some(person("carl-control")),
        ..Supplier::default()
    };
    let id = does(Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::new(supplier) }));
    let (kind, note) = (ReportKind::Soc2Type2, String::new());
    let asked = SupplierCommand::RequestSupplierReport { supplier: id.clone(), kind, note };
    ids.insert("review", does(Command::Supplier(asked)));
    let incident = SupplierIncident {
        supplier: id.clone(),
        on: DAY,
        what: "no power".to_owned(),
        told_us_on: None,
        lessons: String::new(),
    };
    ids.insert("incident", does(Command::Supplier(SupplierCommand::RecordSupplierIncident { incident })));
    ids.insert("supplier", id);
}

fn population(engagement: &str) -> Population {
    let item = |at: u32| PopulationItem { id: format!("CHG-{at}"), on: DAY, done: Some(DAY) };
    Population {
        engagement: engagement.to_owned(),
        control: "AC-2".to_owned(),
        title: "Changes".to_owned(),
        source: PopulationSource {
            system: "Tickets".to_owned(),
            query: "closed".to_owned(),
            extracted_on: DAY,
            extracted_at: String::new(),
            extracted_by: "Carl".to_owned(),
        },
        period: Window { from: date(2026, 1, 1), until: DAY },
        claimed_count: Some(3),
        completeness: Completeness {
            method: CompletenessMethod::Sequence,
            result: CompletenessResult::Complete,
            note: "numbers follow".to_owned(),
        },
        accuracy: Accuracy { checked: 1, matched: 1, note: "first".to_owned() },
        file: None,
        items: (0..3).map(item).collect(),
    }
}

fn tested(does: Does<'_>, eve: Does<'_>, ids: &mut Ids, engagement: &str) {
    let test = |command| does(Command::Testing(command));
    let record = || TestingCommand::RecordPopulation { population: Box::new(population(engagement)) };
    let frozen = test(record());
    test(TestingCommand::FreezePopulation { id: frozen.clone() });
    ids.insert("population", test(record()));
    let draw = Draw {
        population: frozen.clone(),
        profile: app::library::sampling_profiles()[0].clone(),
        risk: Some(domain::values::SamplingRisk::Low),
        size: Some(1),
        reason: "one is enough".to_owned(),
        method: DrawMethod::Named,
        seed: None,
        named: vec!["CHG-1".to_owned()],
        confidence: String::new(),
        tolerable: String::new(),
    };
    let audits = |command| eve(Command::Testing(command));
    ids.insert("sample", audits(TestingCommand::DrawSample { draw: Box::new(draw) }));
    let plan = |kind, sample| TestPlan {
        engagement: engagement.to_owned(),
        control: "AC-2".to_owned(),
        kind,
        methods: [TestMethod::Inspection].into(),
        sample,
        change_controls: String::new(),
        design: false,
        attributes: vec![TestAttribute { id: "A".to_owned(), text: "approved".to_owned() }],
    };
    ids.insert("test", test(TestingCommand::PlanTest { plan: Box::new(plan(TestKind::Readiness, None)) }));
    let sampled = plan(TestKind::Audit, Some(ids["sample"].clone()));
    let audited = audits(TestingCommand::PlanTest { plan: Box::new(sampled) });
    let (item, attribute) = ("CHG-1".to_owned(), "A".to_owned());
    let (outcome, note, evidence) = (TestOutcome::Deviation, "none on record".to_owned(), [].into());
    let results = vec![TestResult { item, attribute, outcome, note, evidence }];
    audits(TestingCommand::RecordResults { id: audited.clone(), results, reopens: false });
    let note = ExceptionNote {
        test: audited,
        description: "One change was released without approval".to_owned(),
        effect: "A change may do harm".to_owned(),
        tolerable: "0.05".to_owned(),
    };
    ids.insert("exception", audits(TestingCommand::NoteException { note: Box::new(note) }));
}

fn told(does: Does<'_>, ids: &mut Ids, engagement: &str) {
    let does = |command| does(Command::Description(command));
    let (id, kind) = (engagement.to_owned(), StatementKind::Assertion);
    let nothing =
        |section: &Section| (*section, Content::NotRelevant { reason: "There is nothing to tell.".to_owned() });
    let sections = Section::ALL.iter().map(nothing).collect();
    does(DescriptionCommand::WriteDescription { engagement: id.clone(), sections });
    does(DescriptionCommand::WriteStatement { engagement: id, kind, text: "Management states this.".to_owned() });
    ids.insert("statement", kind.id().to_owned());
    let cuec = OwnCuec { text: "Customers take access from leavers".to_owned(), criteria: [].into() };
    ids.insert("own_cuec", does(DescriptionCommand::RecordOwnCuec { id: None, cuec }));
}
