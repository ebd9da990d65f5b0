//! Internal audits in the ledger of a release: each kind of event at least once.

use super::{DAY_US, Hand, days, person, reason};
use app::Who;
use domain::command::{AuditCommand, Command, NonconformityCommand};
use domain::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditSample, AuditorPart, FindingClass, LineAnswer,
    LineResult,
};
use domain::values::{Role, Window};
use jiff::civil::Date;

fn does(hand: &Hand<'_>, who: &Who, command: AuditCommand) -> String {
    hand.does(who, Command::Audit(command))
}

/// `mia-koch` runs the programme and `ida-falk` is of management, as in `managing`.
pub(super) fn auditing(hand: &Hand<'_>, founder: &Who) {
    let (mia, ida, tor) =
        (hand.app.demo_actor("mia-koch"), hand.app.demo_actor("ida-falk"), hand.app.demo_actor("tor-lund"));
    let invite = Command::InvitePerson { person: tor.id().to_owned(), roles: [Role::InternalAuditor].into() };
    hand.does(founder, invite);
    hand.does(&tor, Command::ConfirmMembership);
    programme(hand, &mia, &ida);
    let id = planned(hand, &mia);
    fieldwork(hand, &tor, &id);
    ended(hand, founder, &mia, &tor, &id);
}

/// The day of the next change, which takes place an hour later.
fn today(hand: &Hand<'_>) -> Date {
    app::clock::day_of(hand.clock.now_us() + DAY_US / 24)
}

fn programme(hand: &Hand<'_>, mia: &Who, ida: &Who) {
    let said = AuditProgramme {
        title: "Audits \u{2013} L\u{f6}we".into(),
        frequency: "Once in the cycle".into(),
        methods: "Interviews".into(),
        responsibilities: "Mia plans, Tor audits".into(),
        planning: "Importance".into(),
        reporting: "To management".into(),
        procedure: "PO-7".into(),
        important: [("A.8.15".to_owned(), "incidents".to_owned())].into(),
        ..AuditProgramme::usual(today(hand).first_of_year())
    };
    let sha256 = said.sha256();
    let id = does(hand, mia, AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(said) });
    does(hand, mia, AuditCommand::ProposeAuditProgramme { id: id.clone() });
    does(hand, ida, AuditCommand::ApproveAuditProgramme { id, version: 1, sha256 });
}

fn plan(hand: &Hand<'_>, title: &str) -> AuditPlan {
    let [from, until] = days(hand, 30);
    AuditPlan {
        title: title.into(),
        scope: ["9.3.2".to_owned(), "A.8.15".to_owned()].into(),
        window: Window { from, until },
        criteria: "ISO/IEC 27001:2022".into(),
        methods: "Interviews".into(),
        hired: ["R. Holm, Holm Audit".to_owned()].into(),
    }
}

fn planned(hand: &Hand<'_>, mia: &Who) -> String {
    let id = does(hand, mia, AuditCommand::PlanAudit { plan: Box::new(plan(hand, "Measuring")) });
    let other = Box::new(plan(hand, "Measuring and incidents"));
    does(hand, mia, AuditCommand::ReplanAudit { id: id.clone(), plan: other });
    let part = |items: &[&str]| AuditorPart {
        person: person("tor-lund"),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        competence: "Lead auditor".into(),
    };
    does(hand, mia, AuditCommand::AssignAuditor { id: id.clone(), part: part(&["9.3.2"]) });
    let release = AuditCommand::ReleaseAuditor { id: id.clone(), person: person("tor-lund"), reason: reason() };
    does(hand, mia, release);
    does(hand, mia, AuditCommand::AssignAuditor { id: id.clone(), part: part(&[]) });
    let on = today(hand);
    does(hand, mia, AuditCommand::AnnounceAudit { id: id.clone(), on, note: "From Monday".into() });
    let gone = does(hand, mia, AuditCommand::PlanAudit { plan: Box::new(plan(hand, "Given up")) });
    does(hand, mia, AuditCommand::CancelAudit { id: gone, reason: reason() });
    id
}

fn finding(class: FindingClass, statement: &str) -> Box<AuditFinding> {
    Box::new(AuditFinding {
        class,
        item: "9.3.2".into(),
        line: Some(1),
        title: "Nothing is measured".into(),
        statement: statement.into(),
        evidence: [].into(),
        owner: Some(person("ana-lind")),
    })
}

fn fieldwork(hand: &Hand<'_>, tor: &Who, id: &str) {
    let id = || id.to_owned();
    does(hand, tor, AuditCommand::StartAudit { id: id(), on: today(hand) });
    let sample = AuditSample { population: 40, size: 8, drawn: None, picked: "every fifth".into() };
    for (line, result) in [(1, LineResult::Finding), (2, LineResult::NotExamined), (3, LineResult::Conforms)] {
        let answer = LineAnswer { result, note: "Seen".into(), evidence: [].into(), sample: Some(sample.clone()) };
        does(hand, tor, AuditCommand::AnswerAuditLine { id: id(), line, answer: Box::new(answer), seen: Some(0) });
    }
    let found = finding(FindingClass::Minor, "Measures are asked for; there are none.");
    does(hand, tor, AuditCommand::RecordAuditFinding { id: id(), finding: found, nonconformity: None });
    let again = finding(FindingClass::Minor, "Measures are asked for; there is one.");
    does(hand, tor, AuditCommand::ReviseAuditFinding { id: id(), number: 1, finding: again, reason: reason() });
    let report = AuditReport {
        on: today(hand),
        summary: "Two interviews".into(),
        conclusion: "It works, but is not measured".into(),
        to: [person("ida-falk")].into(),
    };
    does(hand, tor, AuditCommand::ReportAudit { id: id(), report: Box::new(report) });
}

fn ended(hand: &Hand<'_>, founder: &Who, mia: &Who, tor: &Who, id: &str) {
    // The finding was none after all, so that the audit can end.
    let registers = hand.registers(founder);
    let nonconformity = registers.audits.audits[id].findings[0].nonconformity.clone().unwrap();
    let reject = NonconformityCommand::RejectNonconformity { id: nonconformity, reason: reason() };
    hand.does(tor, Command::Nonconformity(reject));
    let on = today(hand);
    does(hand, tor, AuditCommand::VerifyAudit { id: id.to_owned(), on, note: "Seen".into() });
    does(hand, mia, AuditCommand::CloseAudit { id: id.to_owned(), note: "Done".into() });
    does(hand, mia, AuditCommand::CloseAuditProgramme { id: "AP-1".into(), note: "over".into() });
}
