//! What is planted in the management system: documents, registers, internal audits and management reviews.

use super::assurance::Word;
use super::registers;
use crate::matrix::cast::{Cast, TODAY};
use app::ask::{At, AuditOf, AuditProgrammeOf, ReviewOf};
use domain::command::{AuditCommand, Command, PolicyCommand, ReviewCommand};
use domain::values::Window;
use domain::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditSample, AuditorPart, FindingClass, LineAnswer,
    LineResult,
};
use domain::values::policy::{Policy, PolicyDocument, text_sha256};
use domain::values::review::{
    ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewInput, ReviewPlan,
};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

/// Who approves for top management, and who audits.
const MANAGEMENT: &str = "mark-management";
const AUDITOR: &str = "ivan-internal";

/// Addresses of what was planted beside the objects of the cast, in pages and in the API.
pub(crate) const BESIDE: [&str; 4] =
    ["/policies/PL-2", "/policies?retired=true", "/internal-audits/IA-2", "/management-reviews/RV-2"];

/// Where words come from, and where they go.
pub(crate) struct Planting<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) word: Word<'a>,
}

/// Words in every text of the management system of `alpha`.
pub(crate) fn plant(cast: &Cast, word: Word<'_>) {
    let mut planting = Planting { cast, word };
    planting.document();
    planting.imported_document();
    registers::plant(&mut planting);
    planting.programme();
    planting.audit();
    planting.cancelled_audit();
    planting.review();
    planting.cancelled_review();
}

impl Planting<'_> {
    pub(super) fn w(&mut self) -> String {
        (self.word)()
    }

    /// What the founder does.
    pub(super) fn does(&self, command: Command) -> String {
        super::planted::does(&self.cast.doors.app, command)
    }

    /// What somebody else does.
    fn by(&self, name: &'static str, command: Command) {
        let (app, verb) = (&self.cast.doors.app, command.verb());
        app.change("alpha", &app.demo_actor(name), None, command).unwrap_or_else(|e| panic!("{verb}: {e:?}"));
    }

    fn id(&self, name: &str) -> String {
        self.cast.ids[name].clone()
    }

    /// The document of the cast: sent back, written anew, in force, looked at, with a draft of what follows.
    fn document(&mut self) {
        let (id, reason) = (self.id("policy"), self.w());
        self.by(MANAGEMENT, Command::Policy(PolicyCommand::ReturnPolicy { id: id.clone(), version: 1, reason }));
        let policy = Box::new(Policy {
            number: self.w(),
            title: self.w(),
            controls: ["AC-2".to_owned()].into(),
            meets: ["A.5.15".to_owned()].into(),
            ..Policy::default()
        });
        let text = format!("{}\n", self.w());
        let (reason, note, sha256) = (self.w(), self.w(), text_sha256(&text));
        for command in [
            PolicyCommand::RevisePolicy { id: id.clone(), policy, reason },
            PolicyCommand::DraftPolicy { id: id.clone(), text, note },
            PolicyCommand::SubmitPolicy { id: id.clone(), version: 1, sha256: sha256.clone() },
        ] {
            self.does(Command::Policy(command));
        }
        let approve = PolicyCommand::ApprovePolicy { id: id.clone(), version: 1, sha256: sha256.clone() };
        self.by(MANAGEMENT, Command::Policy(approve));
        let (seen, text, note) = (self.w(), format!("{}\n", self.w()), self.w());
        for command in [
            PolicyCommand::PublishPolicy { id: id.clone(), version: 1, sha256, from: TODAY },
            PolicyCommand::ReviewPolicy { id: id.clone(), version: 1, note: seen },
            PolicyCommand::AskAcknowledgement { id: id.clone(), until: date(2026, 4, 1) },
            PolicyCommand::DraftPolicy { id, text, note },
        ] {
            self.does(Command::Policy(command));
        }
    }

    /// A document from a file, which is retired.
    fn imported_document(&mut self) {
        let policy = Policy { number: self.w(), title: self.w(), ..Policy::default() };
        let document = PolicyDocument { file: "old.md".to_owned(), policy, text: format!("{}\n", self.w()) };
        let import = PolicyCommand::ImportPolicies { source: self.w(), documents: vec![document] };
        self.does(Command::Policy(import));
        let (id, reason) = ("PL-2".to_owned(), self.w());
        self.does(Command::Policy(PolicyCommand::RetirePolicy { id, reason }));
    }

    /// The programme of the cast, approved.
    fn programme(&mut self) {
        let id = self.id("programme");
        let programme = Box::new(AuditProgramme {
            title: self.w(),
            frequency: self.w(),
            methods: self.w(),
            responsibilities: self.w(),
            planning: self.w(),
            reporting: self.w(),
            procedure: self.w(),
            important: BTreeMap::from([("A.5.24".to_owned(), self.w())]),
            ..AuditProgramme::usual(date(2026, 1, 1))
        });
        self.does(Command::Audit(AuditCommand::WriteAuditProgramme { id: Some(id.clone()), programme }));
        self.does(Command::Audit(AuditCommand::ProposeAuditProgramme { id: id.clone() }));
        let app = &self.cast.doors.app;
        let founder = app.local_operator("cli").unwrap();
        let (held, _) = app.ask("alpha", &founder, At::default(), &AuditProgrammeOf(id.clone())).unwrap().value;
        let (version, sha256) = (held.newest().0, held.newest().1.sha256.clone());
        self.by(MANAGEMENT, Command::Audit(AuditCommand::ApproveAuditProgramme { id, version, sha256 }));
    }

    fn plan(&mut self) -> Box<AuditPlan> {
        Box::new(AuditPlan {
            title: self.w(),
            scope: ["9.1".to_owned()].into(),
            window: Window { from: date(2026, 3, 1), until: date(2026, 3, 28) },
            criteria: self.w(),
            methods: self.w(),
            hired: [self.w()].into(),
        })
    }

    fn auditor(&mut self, id: &str) {
        let part = AuditorPart { person: format!("demo-{AUDITOR}"), items: [].into(), competence: self.w() };
        self.does(Command::Audit(AuditCommand::AssignAuditor { id: id.to_owned(), part }));
    }

    /// Announced and begun; answers the number of its lines.
    fn begun(&mut self, id: &str) -> usize {
        let (announced, note) = (id.to_owned(), self.w());
        self.does(Command::Audit(AuditCommand::AnnounceAudit { id: announced, on: TODAY, note }));
        self.by(AUDITOR, Command::Audit(AuditCommand::StartAudit { id: id.to_owned(), on: TODAY }));
        let app = &self.cast.doors.app;
        let founder = app.local_operator("cli").unwrap();
        let answer = app.ask("alpha", &founder, At::default(), &AuditOf(id.to_owned())).unwrap();
        answer.value.held.lines.len()
    }

    fn finding(&mut self, class: FindingClass) -> Box<AuditFinding> {
        let (item, title, statement) = ("9.1".to_owned(), self.w(), self.w());
        Box::new(AuditFinding { class, item, line: None, title, statement, evidence: [].into(), owner: None })
    }

    /// The audit of the cast, from its plan to its end.
    fn audit(&mut self) {
        let id = self.id("audit");
        let plan = self.plan();
        self.does(Command::Audit(AuditCommand::ReplanAudit { id: id.clone(), plan }));
        let (person, reason) = (format!("demo-{AUDITOR}"), self.w());
        self.does(Command::Audit(AuditCommand::ReleaseAuditor { id: id.clone(), person, reason }));
        self.auditor(&id);
        for line in 1..=self.begun(&id) {
            let sample = AuditSample { population: 9, size: 3, drawn: None, picked: self.w() };
            let (result, note, sample) = (LineResult::Conforms, self.w(), Some(sample));
            let answer = Box::new(LineAnswer { result, note, evidence: [].into(), sample });
            let line = u32::try_from(line).unwrap();
            self.by(
                AUDITOR,
                Command::Audit(AuditCommand::AnswerAuditLine { id: id.clone(), line, answer, seen: None }),
            );
        }
        let said = self.finding(FindingClass::Opportunity);
        let before = Box::new(AuditFinding { statement: "Before.".to_owned(), ..(*said).clone() });
        let (reason, to) = (self.w(), BTreeSet::from([format!("demo-{MANAGEMENT}")]));
        let report = Box::new(AuditReport { on: TODAY, summary: self.w(), conclusion: self.w(), to });
        for command in [
            AuditCommand::RecordAuditFinding { id: id.clone(), finding: before, nonconformity: None },
            AuditCommand::ReviseAuditFinding { id: id.clone(), number: 1, finding: said, reason },
            AuditCommand::ReportAudit { id: id.clone(), report },
            AuditCommand::VerifyAudit { id: id.clone(), on: TODAY, note: self.w() },
        ] {
            self.by(AUDITOR, Command::Audit(command));
        }
        let note = self.w();
        self.does(Command::Audit(AuditCommand::CloseAudit { id, note }));
    }

    /// An audit whose finding raised a nonconformity, and which was given up; then its programme is over.
    fn cancelled_audit(&mut self) {
        let plan = self.plan();
        let id = self.does(Command::Audit(AuditCommand::PlanAudit { plan }));
        self.auditor(&id);
        self.begun(&id);
        let finding = self.finding(FindingClass::Minor);
        let record = AuditCommand::RecordAuditFinding { id: id.clone(), finding, nonconformity: None };
        self.by(AUDITOR, Command::Audit(record));
        let (reason, note, programme) = (self.w(), self.w(), self.id("programme"));
        self.does(Command::Audit(AuditCommand::CancelAudit { id, reason }));
        self.does(Command::Audit(AuditCommand::CloseAuditProgramme { id: programme, note }));
    }

    /// The review of the cast, held, approved and closed.
    fn review(&mut self) {
        let id = self.id("management_review");
        let (moved, reason) = (id.clone(), self.w());
        let on = date(2098, 1, 1);
        self.does(Command::Review(ReviewCommand::MoveReview { id: moved, on, reason }));
        let notes = ReviewInput::ALL.into_iter().map(|input| (input, (self.word)())).collect();
        let attendance = BTreeMap::from([(format!("demo-{MANAGEMENT}"), self.w())]);
        let minutes = self.w();
        for command in [
            ReviewCommand::SendReviewAgenda { id: id.clone() },
            ReviewCommand::NoteReviewInputs { id: id.clone(), notes },
            ReviewCommand::HoldReview { id: id.clone(), on: TODAY, attendance },
            ReviewCommand::WriteReviewMinutes { id: id.clone(), minutes },
            ReviewCommand::CiteReviewEvidence { id: id.clone(), evidence: [self.id("evidence")].into() },
        ] {
            self.does(Command::Review(command));
        }
        for (kind, owner) in [
            (DecisionKind::Improvement, Some("demo-paul-programme".to_owned())),
            (DecisionKind::Change, None),
            (DecisionKind::Resources, None),
        ] {
            let due = owner.is_some().then_some(date(2026, 5, 1));
            let decision = ReviewDecision { kind, text: self.w(), owner, due };
            self.does(Command::Review(ReviewCommand::DecideInReview { id: id.clone(), decision }));
        }
        let app = &self.cast.doors.app;
        let founder = app.local_operator("cli").unwrap();
        let held = app.ask("alpha", &founder, At::default(), &ReviewOf(id.clone())).unwrap().value.held;
        let approve = ReviewCommand::ApproveReviewMinutes { id: id.clone(), sha256: held.sha256 };
        self.by(MANAGEMENT, Command::Review(approve));
        for status in [ActionStatus::InProgress, ActionStatus::Done] {
            let report = ActionReport { status, on: TODAY, note: self.w(), evidence: [].into() };
            self.does(Command::Review(ReviewCommand::ReportReviewAction { id: id.clone(), number: 1, report }));
        }
        let note = self.w();
        self.does(Command::Review(ReviewCommand::CloseReview { id, note }));
    }

    /// A review that does not take place.
    fn cancelled_review(&mut self) {
        let plan = ReviewPlan { title: self.w(), form: ReviewForm::Meeting, on: date(2099, 6, 1) };
        let id = self.does(Command::Review(ReviewCommand::ScheduleReview { plan }));
        let reason = self.w();
        self.does(Command::Review(ReviewCommand::CancelReview { id, reason }));
    }
}
