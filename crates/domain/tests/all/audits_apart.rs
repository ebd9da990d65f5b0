//! Who may audit what, as the ledger shows it; and what is refused on the way.

use crate::audits::*;
use crate::evidence;
use crate::library::{FIRST, Organisation};
use domain::command::{AuditCommand, Command, EvidenceCommand};
use domain::reports::audit::{conflicts, retired};
use domain::reports::independence::Part;
use domain::values::audit::{AuditSample, FindingClass, LineAnswer, LineResult};
use domain::values::{Duty, Role};
use jiff::ToSpan;

/// `tina` hands in evidence of AC-1 and then becomes an internal auditor.
fn tina_audits() -> Organisation {
    let mut firm = with_programme();
    let due = firm.today().saturating_add(20.days());
    firm.by("carl", evidence::ask("AC-1", "tina", due));
    let add = EvidenceCommand::AddEvidence {
        evidence: evidence::review(),
        files: vec![evidence::file("list.pdf", 3)],
        controls: [("AC-1".to_owned(), evidence::review().period.until)].into(),
        answers: Some("RQ-1".into()),
    };
    firm.by("tina", Command::Evidence(add));
    firm.does(Command::SetRoles {
        person: "tina".into(),
        roles: [Role::InternalAuditor].into(),
        reason: "she moved".into(),
    });
    firm
}

#[test]
fn r128_who_handed_in_evidence_of_a_control_does_not_audit_it_nor_what_it_answers() {
    let mut firm = tina_audits();
    let id = firm.new_by("paul", firm.planned("A.5.18, 9.1, AC-2"));
    let why = firm.kept_from("paul", assign(&id, "tina", ""), Duty::AuditsOwnWork).to_string();
    assert!(why.contains("tina has a part in A.5.18: handed in EV-1 of AC-1"), "{why}");
    firm.by("paul", assign(&id, "tina", "9.1, AC-2"));
    let without = firm.not_by("paul", announce(&id, firm.today())).to_string();
    assert!(without.contains("nobody is the auditor of 1 item of IA-1, such as A.5.18"), "{without}");
    firm.by("paul", assign(&id, "ivan", "A.5.18"));
    firm.by("paul", announce(&id, firm.today()));
    firm.by("tina", start(&id, firm.today()));
    let other = firm.not_by("tina", answer(&id, 3, conforms(), None));
    assert!(other.to_string().contains("A.5.18 is not yours to audit"), "{other}");
    // Outside the look-back it counts no more.
    let items = set("A.5.18");
    assert_eq!(conflicts(&firm.registers, "tina", &items, firm.today())[0].part, Part::Witness);
    assert!(conflicts(&firm.registers, "tina", &items, firm.today().saturating_add(366.days())).is_empty());
}

#[test]
fn r128_parts_are_those_of_owners_authors_and_approvers_of_the_last_year() {
    let mut firm = evidence::running();
    let parts = |firm: &Organisation, person: &str, items: &str| -> Vec<Part> {
        conflicts(&firm.registers, person, &set(items), firm.today()).into_iter().map(|one| one.part).collect()
    };
    assert_eq!(parts(&firm, "carl", "AC-1"), [Part::Owner]);
    assert_eq!(parts(&firm, FIRST, "AC-1"), [Part::Author]);
    assert_eq!(parts(&firm, "ivan", "AC-1, A.5.18, 6.1.2"), []);
    firm.days_pass(30);
    firm.does(Command::AssignControl { id: "AC-1".into(), person: Some("paul".into()) });
    assert_eq!(parts(&firm, "carl", "AC-1"), [Part::Owner], "owned it within the year");
    let why = &conflicts(&firm.registers, "carl", &set("A.5.18"), firm.today())[0].because;
    assert!(why.starts_with("owned AC-1 until "), "{why}");
    firm.days_pass(400);
    assert_eq!(parts(&firm, "carl", "AC-1"), []);
    assert_eq!(parts(&firm, "paul", "AC-1"), [Part::Owner]);
    firm.new_by("paul", write(programme(firm.today())));
    assert_eq!(parts(&firm, "paul", "9.2.2"), [Part::Author], "who wrote the programme does not audit it");
}

#[test]
fn r128_it_is_judged_again_when_fieldwork_begins_and_when_it_is_reported() {
    let mut firm = tina_audits();
    let id = firm.new_by("paul", firm.planned("AC-2"));
    firm.by("paul", assign(&id, "tina", ""));
    firm.by("paul", announce(&id, firm.today()));
    let mut late = firm;
    let on = late.today();
    // An older item of hers turns out to show what she audits.
    let link = EvidenceCommand::LinkEvidence {
        id: "EV-1".into(),
        control: "AC-2".into(),
        ran: evidence::review().period.until,
    };
    late.by("paul", Command::Evidence(link));
    late.kept_from("tina", start(&id, on), Duty::AuditsOwnWork);
    let waiver = late.waiver(Duty::AuditsOwnWork, "tina", 60);
    let waived = late.new_by("paul", waiver);
    late.by("mark", Command::ApproveWaiver { id: waived });
    late.by("tina", start(&id, on));
    late.answers_all("tina", &id);
    late.days_pass(61);
    late.kept_from("tina", report(&id, late.today(), "mark"), Duty::AuditsOwnWork);
}

#[test]
fn r131_who_audits_is_an_able_internal_auditor_of_the_audit() {
    let mut firm = with_programme();
    let id = firm.new_by("paul", firm.planned("9.1, AC-2"));
    assert!(firm.not_by("paul", announce(&id, firm.today())).to_string().contains("no auditor"));
    assert!(firm.not_by("paul", assign(&id, "mark", "")).to_string().contains("no internal auditor"));
    assert_eq!(firm.not_by("paul", assign(&id, "nobody", "")).code(), "unknown");
    assert!(firm.not_by("paul", assign(&id, "ivan", "9.3.1")).to_string().contains("not in the scope"));
    let part = domain::values::audit::AuditorPart { person: "ivan".into(), items: set(""), competence: " ".into() };
    assert_eq!(firm.not_by("paul", cmd(AuditCommand::AssignAuditor { id: id.clone(), part })).code(), "empty");
    firm.by("ivan", assign(&id, "ivan", ""));
    assert_eq!(firm.not_by("paul", assign(&id, "ivan", "")).code(), "nothing_to_change");
    firm.by("paul", announce(&id, firm.today()));
    assert_eq!(firm.not_by("paul", start(&id, firm.today())).code(), "not_allowed");
    assert_eq!(firm.not_by("carl", start(&id, firm.today())).code(), "not_allowed");
    let release = |person: &str| {
        cmd(AuditCommand::ReleaseAuditor { id: id.clone(), person: person.into(), reason: "Ill".into() })
    };
    assert_eq!(firm.not_by("paul", release("tina")).code(), "unknown");
    firm.by("paul", release("ivan"));
    let unnamed = firm.not_by("ivan", start(&id, firm.today()));
    assert_eq!(unnamed.code(), "not_allowed");
    assert!(unnamed.to_string().contains("you are not named as its auditor"), "he has the role: {unnamed}");
    assert!(unnamed.hint().contains("`tickmark audit assign`"), "{}", unnamed.hint());
}

#[test]
fn sod_4_the_audited_do_not_change_a_finding_nor_the_nonconformity_that_it_raised() {
    let mut firm = tina_audits();
    let id = firm.new_by("paul", firm.planned("AC-1, AC-2"));
    firm.by("paul", assign(&id, "ivan", ""));
    firm.by("paul", assign(&id, "tina", "AC-2"));
    firm.by("paul", announce(&id, firm.today()));
    firm.by("ivan", start(&id, firm.today()));
    firm.by("ivan", found(&id, finding(FindingClass::Minor, "AC-1")));
    let softer = |class| {
        let mut finding = finding(class, "AC-1");
        finding.statement = "Hardly anything".into();
        let (finding, reason) = (Box::new(finding), "kinder".into());
        cmd(AuditCommand::ReviseAuditFinding { id: id.clone(), number: 1, finding, reason })
    };
    let why = firm.kept_from("tina", softer(FindingClass::Minor), Duty::AuditeeChangesFinding).to_string();
    assert!(why.contains("AC-1"), "{why}");
    assert_eq!(firm.not_by("carl", softer(FindingClass::Minor)).code(), "not_allowed");
    assert!(firm.not_by("ivan", softer(FindingClass::Positive)).to_string().contains("class"));
    firm.by("ivan", softer(FindingClass::Minor));
    let mut said = firm.registers.nonconformities.nonconformities["NC-1"].nonconformity.clone();
    said.title = "Nothing much".into();
    let revise = domain::command::NonconformityCommand::ReviseNonconformity {
        id: "NC-1".into(),
        nonconformity: Box::new(said),
        reason: "kinder".into(),
    };
    firm.kept_from("paul", Command::Nonconformity(revise), Duty::AuditeeChangesFinding);
}

#[test]
fn two_auditors_who_answer_one_line_at_once_do_not_overwrite_each_other() {
    let (mut firm, id) = in_fieldwork("AC-1, AC-2");
    firm.joins("iris", &[Role::InternalAuditor]);
    firm.by("paul", assign(&id, "iris", ""));
    firm.by("ivan", answer(&id, 1, conforms(), Some(0)));
    let other = LineAnswer { note: "Not so sure".into(), ..conforms() };
    assert_eq!(firm.not_by("iris", answer(&id, 1, other.clone(), Some(0))).code(), "outdated");
    firm.by("iris", answer(&id, 1, other, Some(1)));
    assert_eq!(firm.audit(&id).line(1).unwrap().answered.as_ref().unwrap().by, "iris");
    assert_eq!(firm.not_by("ivan", answer(&id, 9, conforms(), None)).code(), "unknown");
}

#[test]
fn a_control_that_is_retired_while_it_is_audited_keeps_its_line() {
    let (mut firm, id) = in_fieldwork("AC-1, AC-2");
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: "the system goes".into() });
    assert!(retired(&firm.registers, "AC-2"));
    firm.answers_all("ivan", &id);
    firm.by("ivan", report(&id, firm.today(), "mark"));
    assert_eq!(firm.not_by("paul", firm.planned("AC-2")).code(), "control_retired");
}

#[test]
fn days_out_of_order_are_refused() {
    let mut firm = with_programme();
    let today = firm.today();
    let mut plan = firm.plan("AC-1");
    plan.window.until = today.yesterday().unwrap();
    assert_eq!(firm.not_by("paul", cmd(AuditCommand::PlanAudit { plan: Box::new(plan) })).code(), "dates_reversed");
    let id = firm.new_by("paul", firm.planned("AC-1"));
    firm.by("paul", assign(&id, "ivan", ""));
    assert_eq!(firm.not_by("ivan", start(&id, today)).code(), "not_possible", "not announced");
    assert_eq!(firm.not_by("paul", announce(&id, today.tomorrow().unwrap())).code(), "in_the_future");
    firm.by("paul", announce(&id, today));
    assert_eq!(firm.not_by("ivan", start(&id, today.yesterday().unwrap())).code(), "dates_reversed");
    firm.by("ivan", start(&id, today));
    firm.answers_all("ivan", &id);
    assert_eq!(firm.not_by("ivan", report(&id, today.yesterday().unwrap(), "mark")).code(), "dates_reversed");
    assert!(firm.not_by("ivan", report(&id, today, "carl")).to_string().contains("not of management"));
    assert_eq!(firm.not_by("ivan", report(&id, today, "")).code(), "empty");
    firm.by("ivan", report(&id, today, "mark"));
    assert_eq!(firm.not_by("ivan", verify(&id, today.yesterday().unwrap())).code(), "dates_reversed");
    let again = firm.not_by("ivan", answer(&id, 1, conforms(), None)).to_string();
    assert!(again.contains("what was reported is not changed"), "{again}");
    let cancel = cmd(AuditCommand::CancelAudit { id, reason: "no".into() });
    assert_eq!(firm.not_by("paul", cancel).code(), "not_possible");
}

#[test]
fn an_audit_needs_an_approved_programme_and_something_to_audit() {
    let mut firm = evidence::running();
    let id = firm.new_by("paul", firm.planned("AC-1"));
    firm.by("paul", assign(&id, "ivan", ""));
    assert!(firm.not_by("paul", announce(&id, firm.today())).to_string().contains("no approved programme"));
    let heading = firm.not_by("paul", firm.planned("9.2")).to_string();
    assert!(heading.contains("heading"), "{heading}");
    assert_eq!(firm.not_by("paul", firm.planned("A.5.99")).code(), "unknown");
}

#[test]
fn an_answer_says_what_was_seen_and_of_how_many() {
    let (mut firm, id) = in_fieldwork("AC-1");
    let with = |result, note: &str, sample| LineAnswer { result, note: note.into(), evidence: [].into(), sample };
    for result in LineResult::ALL {
        assert_eq!(firm.not_by("ivan", answer(&id, 1, with(result, " ", None), None)).code(), "empty");
    }
    let sample = |population, size| AuditSample { population, size, ..AuditSample::default() };
    let bad = answer(&id, 1, with(LineResult::Conforms, "x", Some(sample(3, 4))), None);
    assert!(firm.not_by("ivan", bad).to_string().contains("4 of 3"));
    let drawn = AuditSample { drawn: Some("SA-9".into()), ..AuditSample::default() };
    assert_eq!(
        firm.not_by("ivan", answer(&id, 1, with(LineResult::Conforms, "x", Some(drawn)), None)).code(),
        "unknown"
    );
    firm.by("ivan", answer(&id, 1, with(LineResult::Conforms, "x", Some(sample(40, 4))), None));
    assert_eq!(firm.audit(&id).line(1).unwrap().answered.as_ref().unwrap().answer.sample, Some(sample(40, 4)));
    let unknown = LineAnswer { evidence: set("EV-9"), ..conforms() };
    assert_eq!(firm.not_by("ivan", answer(&id, 1, unknown, None)).code(), "unknown");
    let mut stray = finding(FindingClass::Minor, "9.1");
    assert!(firm.not_by("ivan", found(&id, stray.clone())).to_string().contains("not in the scope"));
    (stray.item, stray.line) = ("AC-1".into(), Some(7));
    assert_eq!(firm.not_by("ivan", found(&id, stray)).code(), "unknown");
    let named = AuditCommand::RecordAuditFinding {
        id,
        finding: Box::new(finding(FindingClass::Minor, "AC-1")),
        nonconformity: Some("NC-7".into()),
    };
    assert_eq!(firm.not_by("ivan", cmd(named)).code(), "unknown");
}

#[test]
fn an_audit_is_a_task_of_those_who_plan_and_then_of_its_auditors() {
    use domain::reports::tasks::{Of, TaskKind, tasks};
    let mut firm = with_programme();
    let id = firm.new_by("paul", firm.planned("AC-1"));
    let mine = |firm: &Organisation, person: &str| -> Vec<String> {
        let selves = [person.to_owned()];
        let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today()).tasks;
        all.into_iter().filter(|task| task.kind == TaskKind::InternalAudit).map(|task| task.what).collect()
    };
    assert_eq!(mine(&firm, "paul"), ["Name its auditors"]);
    assert!(mine(&firm, "carl").is_empty());
    firm.by("paul", assign(&id, "ivan", ""));
    assert_eq!(mine(&firm, "paul"), ["Announce it"]);
    firm.by("paul", announce(&id, firm.today()));
    assert_eq!((mine(&firm, "paul"), mine(&firm, "ivan")), (vec![], vec!["Begin fieldwork".to_owned()]));
    firm.by("ivan", start(&id, firm.today()));
    assert_eq!(mine(&firm, "ivan"), ["Answer 1 line"]);
    firm.answers_all("ivan", &id);
    assert_eq!(mine(&firm, "ivan"), ["Report it to management"]);
    firm.by("ivan", report(&id, firm.today(), "mark"));
    assert_eq!(mine(&firm, "ivan"), ["Confirm that what was found is resolved"]);
    firm.by("ivan", verify(&id, firm.today()));
    assert_eq!(mine(&firm, "paul"), ["Close it"]);
    firm.by("paul", close(&id));
    assert!(mine(&firm, "paul").is_empty() && mine(&firm, "ivan").is_empty());
}
