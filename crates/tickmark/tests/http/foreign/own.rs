//! What beta has of its own: objects that something points at, and a management system to work on.

use super::both;
use crate::canaries::examined::{evidence, nonconformity};
use crate::matrix::cast::{Cast, TODAY};
use app::Visitor;
use app::ask::{At, AuditOf, AuditProgrammeOf, ReviewOf};
use domain::command::{
    AuditCommand, Command, EngagementCommand, PolicyCommand, ReviewCommand, RiskCommand, SupplierCommand,
};
use domain::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditorPart, FindingClass, LineAnswer, LineResult,
};
use domain::values::nonconformity::NonconformitySource;
use domain::values::policy::Policy;
use domain::values::review::{DecisionKind, ReviewDecision, ReviewForm, ReviewInput, ReviewPlan};
use domain::values::risk::Risk;
use domain::values::supplier::Supplier;
use domain::values::{Categories, Control, Engagement, Examination, Firm, Role, Status, Window};
use jiff::civil::date;
use std::collections::BTreeMap;

/// Somebody of beta's management, and its auditor.
const HEAD: &str = "b-head";
const AUDITOR: &str = "b-auditor";

/// What beta's founder does.
fn does(cast: &Cast, command: Command) -> String {
    by(cast, "bea-beta", command)
}

fn by(cast: &Cast, name: &'static str, command: Command) -> String {
    let (app, verb) = (&cast.doors.app, command.verb());
    app.change("beta", &app.demo_actor(name), None, command).unwrap_or_else(|e| panic!("{verb}: {e:?}")).object
}

fn own_control(cast: &Cast) {
    let text = String::new;
    let control = Control {
        id: "OWN-1".to_owned(),
        name: "Own".to_owned(),
        activity: text(),
        owner: text(),
        kind: text(),
        policy: text(),
        status: Status::InPlace,
        frequency: None,
        links: BTreeMap::new(),
    };
    does(cast, Command::AddControl { control });
}

/// The first of each kind of object that something points at: `OWN-1`, `RI-1`, `SU-1`, `EV-1`, `PL-1`, `NC-1`, `EN-1`.
pub(super) fn objects(cast: &Cast) {
    own_control(cast);
    linked(cast);
    let policy = Box::new(Policy { number: "P-1".to_owned(), title: "Own".to_owned(), ..Policy::default() });
    does(cast, Command::Policy(PolicyCommand::WritePolicy { policy, text: "Ours.".to_owned() }));
    let risk = Box::new(Risk { title: "Own".to_owned(), ..Risk::default() });
    does(cast, Command::Risk(RiskCommand::RecordRisk { risk }));
    let supplier = Box::new(Supplier { name: "Own".to_owned(), tier: 2, ..Supplier::default() });
    does(cast, Command::Supplier(SupplierCommand::AddSupplier { supplier }));
    let engagement = Box::new(Engagement {
        title: "Own".to_owned(),
        kind: Examination::Type1 { on: date(2026, 9, 30) },
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
    does(cast, Command::Engagement(EngagementCommand::PlanEngagement { engagement }));
}

/// Evidence and a nonconformity.
pub(super) fn linked(cast: &Cast) {
    does(cast, evidence("Own", &["OWN-1"]));
    does(cast, nonconformity("Own", NonconformitySource::Other, "", &["OWN-1"]));
}

/// Beta with a document, a programme in force, an audit in fieldwork with a finding (`IA-1`), a planned one (`IA-2`), a
/// review that was held (`RV-1`), and one of which an action is open (`RV-2`); and the secret of its auditor's session.
pub(super) fn managed() -> (Cast, String) {
    let cast = both();
    for (name, role) in [(HEAD, Role::Management), (AUDITOR, Role::InternalAuditor)] {
        does(&cast, Command::InvitePerson { person: format!("demo-{name}"), roles: [role].into() });
        by(&cast, name, Command::ConfirmMembership);
    }
    own_control(&cast);
    let policy = Box::new(Policy { number: "P-1".to_owned(), title: "Own".to_owned(), ..Policy::default() });
    does(&cast, Command::Policy(PolicyCommand::WritePolicy { policy, text: "Ours.".to_owned() }));
    audited(&cast);
    reviewed(&cast);
    let visitor = Visitor { address: "192.0.2.9".to_owned(), agent: "test".to_owned(), device: None };
    let begun = cast.doors.app.enter_demonstration(Some(&format!("demo-{AUDITOR}")), &visitor).unwrap();
    (cast, begun.session)
}

fn audited(cast: &Cast) {
    let app = &cast.doors.app;
    let (bea, text) = (app.demo_actor("bea-beta"), || "as usual".to_owned());
    let programme = Box::new(AuditProgramme {
        title: text(),
        frequency: text(),
        methods: text(),
        responsibilities: text(),
        planning: text(),
        reporting: text(),
        ..AuditProgramme::usual(date(2026, 1, 1))
    });
    let id = does(cast, Command::Audit(AuditCommand::WriteAuditProgramme { id: None, programme }));
    does(cast, Command::Audit(AuditCommand::ProposeAuditProgramme { id: id.clone() }));
    let (held, _) = app.ask("beta", &bea, At::default(), &AuditProgrammeOf(id.clone())).unwrap().value;
    let (version, sha256) = (held.newest().0, held.newest().1.sha256.clone());
    by(cast, HEAD, Command::Audit(AuditCommand::ApproveAuditProgramme { id, version, sha256 }));
    let plan = || {
        let window = Window { from: date(2026, 3, 1), until: date(2026, 3, 28) };
        let scope = ["9.1".to_owned(), "OWN-1".to_owned()].into();
        Box::new(AuditPlan { title: text(), scope, window, criteria: text(), methods: text(), hired: [].into() })
    };
    let id = does(cast, Command::Audit(AuditCommand::PlanAudit { plan: plan() }));
    let part = AuditorPart { person: format!("demo-{AUDITOR}"), items: [].into(), competence: text() };
    does(cast, Command::Audit(AuditCommand::AssignAuditor { id: id.clone(), part }));
    does(cast, Command::Audit(AuditCommand::AnnounceAudit { id: id.clone(), on: TODAY, note: text() }));
    by(cast, AUDITOR, Command::Audit(AuditCommand::StartAudit { id: id.clone(), on: TODAY }));
    let lines = app.ask("beta", &bea, At::default(), &AuditOf(id.clone())).unwrap().value.held.lines.len();
    for line in 1..=u32::try_from(lines).unwrap() {
        let answer = LineAnswer { result: LineResult::Conforms, note: text(), evidence: [].into(), sample: None };
        let answer = Box::new(answer);
        by(cast, AUDITOR, Command::Audit(AuditCommand::AnswerAuditLine { id: id.clone(), line, answer, seen: None }));
    }
    let finding = Box::new(AuditFinding {
        class: FindingClass::Opportunity,
        item: "9.1".to_owned(),
        line: None,
        title: text(),
        statement: text(),
        evidence: [].into(),
        owner: None,
    });
    by(cast, AUDITOR, Command::Audit(AuditCommand::RecordAuditFinding { id, finding, nonconformity: None }));
    does(cast, Command::Audit(AuditCommand::PlanAudit { plan: plan() }));
}

fn reviewed(cast: &Cast) {
    let (app, text) = (&cast.doors.app, || "as usual".to_owned());
    let review = |command| does(cast, Command::Review(command));
    let attendance = BTreeMap::from([(format!("demo-{HEAD}"), String::new())]);
    for _ in 0..2 {
        let plan = ReviewPlan { title: text(), form: ReviewForm::Meeting, on: date(2099, 1, 1) };
        let id = review(ReviewCommand::ScheduleReview { plan });
        review(ReviewCommand::SendReviewAgenda { id: id.clone() });
        let attendance = attendance.clone();
        review(ReviewCommand::HoldReview { id, on: TODAY, attendance });
    }
    let id = || "RV-2".to_owned();
    let notes = ReviewInput::ALL.into_iter().map(|input| (input, text())).collect();
    review(ReviewCommand::NoteReviewInputs { id: id(), notes });
    let (owner, due) = (Some(format!("demo-{HEAD}")), Some(date(2026, 5, 1)));
    for (kind, owner, due) in [(DecisionKind::Improvement, owner, due), (DecisionKind::Change, None, None)] {
        let decision = ReviewDecision { kind, text: text(), owner, due };
        review(ReviewCommand::DecideInReview { id: id(), decision });
    }
    review(ReviewCommand::WriteReviewMinutes { id: id(), minutes: text() });
    let bea = app.demo_actor("bea-beta");
    let held = app.ask("beta", &bea, At::default(), &ReviewOf(id())).unwrap().value.held;
    by(cast, HEAD, Command::Review(ReviewCommand::ApproveReviewMinutes { id: id(), sha256: held.sha256 }));
}
