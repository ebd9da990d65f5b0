//! The way of an internal audit from its programme to its end.

use crate::audits::*;
use crate::evidence;
use crate::library;
use crate::statement;
use domain::command::{AuditCommand, Command, NonconformityCommand};
use domain::event::{AuditEvent, Event, NonconformityEvent};
use domain::reports::audit::coverage::Cell;
use domain::reports::audit::{coverage, line, whole};
use domain::values::audit::{AuditState, FindingClass, LineAnswer, LineKind, LineResult, ProgrammeState};
use domain::values::nonconformity::Effectiveness;
use domain::values::{Duty, nonconformity::NonconformityClass};
use jiff::ToSpan;

#[test]
fn r126_a_programme_says_how_often_how_by_whom_and_is_approved_by_management_as_it_was_read() {
    let mut firm = evidence::running();
    let said = programme(firm.today());
    for field in 0..5 {
        let mut empty = said.clone();
        *[
            &mut empty.frequency,
            &mut empty.methods,
            &mut empty.responsibilities,
            &mut empty.planning,
            &mut empty.reporting,
        ][field] = " ".into();
        assert_eq!(firm.not_by("paul", write(empty)).code(), "empty");
    }
    let id = firm.new_by("paul", write(said.clone()));
    let state = |firm: &library::Organisation| firm.registers.audits.programmes["AP-1"].state(firm.today());
    assert_eq!((id.as_str(), state(&firm)), ("AP-1", ProgrammeState::Draft));
    let hash = said.sha256();
    let approve = |version, sha256: &str| {
        cmd(AuditCommand::ApproveAuditProgramme { id: "AP-1".into(), version, sha256: sha256.into() })
    };
    assert_eq!(firm.not_by("mark", approve(1, &hash)).code(), "not_allowed", "nobody laid it before management");
    firm.by("paul", cmd(AuditCommand::ProposeAuditProgramme { id: "AP-1".into() }));
    assert_eq!(state(&firm), ProgrammeState::Proposed);
    assert_eq!(firm.not_by("mark", approve(1, "00")).code(), "outdated");
    assert_eq!(firm.not_by("paul", approve(1, &hash)).code(), "not_allowed");
    firm.by("mark", approve(1, &hash));
    assert_eq!(state(&firm), ProgrammeState::Active);
    let later = domain::values::audit::AuditProgramme { years: 2, ..said };
    let again = AuditCommand::WriteAuditProgramme { id: Some("AP-1".into()), programme: Box::new(later.clone()) };
    firm.by("paul", cmd(again.clone()));
    assert_eq!(state(&firm), ProgrammeState::Draft, "a change needs another approval");
    assert_eq!(
        firm.registers.audits.programmes["AP-1"].in_force().unwrap().programme.years,
        3,
        "until then the old one"
    );
    let held = &firm.registers.audits.programmes["AP-1"];
    assert_eq!((held.numbered_in_force().unwrap().0, held.newest().0), (1, 2));
    assert_eq!(firm.not_by("paul", cmd(again)).code(), "nothing_to_change");
    let meets = firm.not_by("paul", write(later)).to_string();
    assert!(meets.contains("the cycle of AP-1 meets these days"), "{meets}");
    firm.by("paul", cmd(AuditCommand::CloseAuditProgramme { id: "AP-1".into(), note: String::new() }));
    assert_eq!(state(&firm), ProgrammeState::Closed);
}

#[test]
fn sod_1_whoever_wrote_the_programme_does_not_approve_it() {
    let mut firm = evidence::running();
    firm.joins("maya", &[domain::values::Role::ProgrammeManager, domain::values::Role::Management]);
    let id = firm.new_by("maya", write(programme(firm.today())));
    firm.by("maya", cmd(AuditCommand::ProposeAuditProgramme { id: id.clone() }));
    let sha256 = firm.registers.audits.programmes[&id].newest().1.sha256.clone();
    firm.kept_from("maya", cmd(AuditCommand::ApproveAuditProgramme { id, version: 1, sha256 }), Duty::AuthorApproves);
}

#[test]
fn r129_a_plan_becomes_a_checklist_findings_nonconformities_and_a_report() {
    let (mut firm, id) = in_fieldwork("6.1.2, A.5.18, AC-1");
    let kinds: Vec<LineKind> = firm.audit(&id).lines.iter().map(|line| line.line.kind).collect();
    assert_eq!(kinds, [LineKind::Designed, LineKind::Practised, LineKind::Annex, LineKind::Control]);
    let framework = firm.registers.catalogue.framework("iso27001-2022").unwrap();
    let clause = framework.item("6.1.2").unwrap();
    assert_eq!(Some(&firm.audit(&id).lines[0].line.question), clause.stage1.as_ref(), "the library's own words");
    assert_eq!(Some(&firm.audit(&id).lines[1].line.question), clause.stage2.as_ref());
    let today = firm.today();
    let early = firm.not_by("ivan", report(&id, today, "mark")).to_string();
    assert!(early.contains("4 lines are not answered yet on the checklist of IA-1"), "{early}");
    let bad = LineAnswer { result: LineResult::Finding, note: "Four of ten".into(), ..conforms() };
    firm.by("ivan", answer(&id, 4, bad, Some(0)));
    firm.answers_all("ivan", &id);
    let unfounded = firm.not_by("ivan", report(&id, today, "mark")).to_string();
    assert!(unfounded.contains("line 4 (AC-1) says that something was found"), "{unfounded}");
    let events = firm.by("ivan", found(&id, finding(FindingClass::Minor, "AC-1")));
    let [
        Event::Nonconformity(NonconformityEvent::NonconformityRaised { id: nc, nonconformity, .. }),
        Event::Audit(AuditEvent::AuditFindingRecorded { nonconformity: linked, .. }),
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    assert_eq!((nc.as_str(), linked.as_deref()), ("NC-1", Some("NC-1")));
    assert_eq!((nonconformity.reference.as_str(), nonconformity.class), ("IA-1", NonconformityClass::Minor));
    assert!(nonconformity.controls.contains("AC-1"));
    let quiet = firm.by("ivan", found(&id, finding(FindingClass::Positive, "6.1.2")));
    assert_eq!(quiet.len(), 1, "what is done well raises nothing");
    firm.by("ivan", report(&id, today, "mark"));
    assert_eq!(firm.audit_state(&id), AuditState::ActionsOpen);
    let figures = line(&firm.registers, &id, firm.audit(&id), today).figures;
    assert_eq!((figures.lines, figures.done(), figures.nonconformities, figures.open.len()), (4, 4, 1, 1));
}

#[test]
fn r130_r153_an_audit_is_not_verified_while_a_nonconformity_of_it_is_open() {
    let (mut firm, id) = in_fieldwork("AC-1");
    firm.answers_all("ivan", &id);
    firm.by("ivan", found(&id, finding(FindingClass::Major, "AC-1")));
    let today = firm.today();
    firm.by("ivan", report(&id, today, "mark"));
    let waits = firm.not_by("ivan", verify(&id, today)).to_string();
    assert!(waits.contains("still open: NC-1"), "{waits}");
    assert!(firm.not_by("paul", close(&id)).to_string().contains("not verified"));
    let nc = |wanted| Command::Nonconformity(wanted);
    let (at, none) = ("NC-1".to_owned(), std::collections::BTreeSet::new());
    let correction = "Ended the access".to_owned();
    let own = firm.new_by("paul", evidence::add(evidence::review(), &[evidence::file("a.pdf", 9)], &[]));
    let steps = [
        NonconformityCommand::CorrectNonconformity { id: at.clone(), correction, on: today, evidence: [own].into() },
        NonconformityCommand::FindNonconformityCause {
            id: at.clone(),
            cause: "Nobody tells IT".into(),
            method: String::new(),
        },
        NonconformityCommand::SeekSimilarNonconformities { id: at.clone(), similar: "None".into() },
        NonconformityCommand::NeedNoNonconformityAction { id: at.clone(), reason: "A single slip".into() },
    ];
    for step in steps {
        firm.by("paul", nc(step));
    }
    firm.days_pass(31);
    let on = firm.today();
    let (result, note) = (Effectiveness::Effective, "Ten leavers".to_owned());
    firm.by(
        "ivan",
        nc(NonconformityCommand::JudgeNonconformityEffectiveness { id: at.clone(), result, on, note, evidence: none }),
    );
    firm.by("mark", nc(NonconformityCommand::CloseNonconformity { id: at, note: String::new() }));
    assert_eq!(firm.audit_state(&id), AuditState::Reported);
    firm.by("ivan", verify(&id, on));
    assert_eq!(firm.audit_state(&id), AuditState::Verified);
    firm.by("paul", close(&id));
    assert_eq!(firm.audit_state(&id), AuditState::Closed);
    assert_eq!(firm.not_by("ivan", start(&id, on)).code(), "not_allowed", "it is over");
}

#[test]
fn r127_r132_the_matrix_says_what_was_covered_what_is_planned_and_what_would_be_missed() {
    let (mut firm, id) = in_fieldwork("6.1.2, A.5.18");
    let today = firm.today();
    let before = coverage(&firm.registers, None, today);
    assert_eq!(before.rows.len(), 123, "30 clauses and, without a statement, 93 controls");
    assert_eq!((before.covered(), before.planned(), before.missed().count()), (0, 2, 121));
    let skip = LineAnswer { result: LineResult::NotExamined, note: "The owner was ill".into(), ..conforms() };
    firm.by("ivan", answer(&id, 3, skip, Some(0)));
    firm.answers_all("ivan", &id);
    firm.by("ivan", report(&id, today, "mark"));
    let after = coverage(&firm.registers, Some("AP-1"), today);
    assert_eq!((after.covered(), after.planned(), after.full()), (1, 0, false), "what was not examined is not covered");
    let row = after.rows.iter().find(|row| row.item.id == "A.5.18").unwrap();
    assert_eq!(row.cells, [Cell::NotExamined]);
    assert!(after.sentence().starts_with("1 of 123 items audited in the cycle from 2027-"), "{}", after.sentence());
    let all = firm.new_by("paul", firm.planned(""));
    assert_eq!(firm.audit(&all).plan.scope.len(), whole(&firm.registers).len(), "an empty scope is the whole one");
    assert_eq!(coverage(&firm.registers, None, today).missed().count(), 0, "all of it is planned");
    firm.by("paul", cmd(AuditCommand::CancelAudit { id: all, reason: "Another firm does it".into() }));
    assert_eq!(coverage(&firm.registers, None, today).missed().count(), 122);
    firm.joins("iris", &[domain::values::Role::InternalAuditor]);
    let all = firm.new_by("paul", firm.planned(""));
    firm.by("paul", assign(&all, "iris", ""));
    firm.by("paul", announce(&all, today));
    firm.by("iris", start(&all, today));
    firm.answers_all("iris", &all);
    assert!(!coverage(&firm.registers, None, today).full(), "answered is not reported");
    firm.by("iris", report(&all, today, "mark"));
    assert!(coverage(&firm.registers, None, today).full(), "one full audit covers the whole scope");
    let past = coverage(&firm.registers, None, today.saturating_sub(20.years()));
    assert_eq!((past.programme, past.audits.len()), (None, 0));
}

#[test]
fn r127_the_figure_says_by_which_statement_controls_apply_and_none_where_it_decides_nothing() {
    let mut firm = statement::begun();
    let said = |firm: &library::Organisation| coverage(&firm.registers, None, firm.today()).sentence();
    assert!(said(&firm).ends_with("93 controls that apply while no Statement says otherwise"), "{}", said(&firm));
    firm.by("paul", statement::set(statement::SA, "A.8.30", statement::excluded("nobody develops for us")));
    let draft = "92 controls that apply by ST-1, a Statement of Applicability that is not in force";
    assert!(said(&firm).ends_with(draft), "{}", said(&firm));
    let firm = statement::in_force();
    assert!(said(&firm).ends_with("92 controls that apply by the Statement of Applicability"), "{}", said(&firm));
}

#[test]
fn r127_where_no_programme_runs_the_cycle_is_that_of_the_last_one_follows_it_or_begins_with_the_year() {
    let firm = evidence::running();
    let first = firm.today().first_of_year();
    let seen = coverage(&firm.registers, None, firm.today());
    let end = first.saturating_add(3.years()).yesterday().unwrap();
    assert_eq!((seen.programme, seen.cycle.from, seen.cycle.until), (None, first, end));
    let mut firm = with_programme();
    let cycle = firm.registers.audits.programmes["AP-1"].newest().1.programme.cycle();
    firm.by("paul", cmd(AuditCommand::CloseAuditProgramme { id: "AP-1".into(), note: String::new() }));
    let closed = coverage(&firm.registers, None, firm.today());
    assert_eq!((closed.programme, closed.cycle), (None, cycle), "what was audited before it was closed still counts");
    let next = cycle.until.tomorrow().unwrap();
    assert_eq!(coverage(&firm.registers, None, next).cycle.from, next);
    let later = next.saturating_add(4.years());
    assert_eq!(coverage(&firm.registers, None, later).cycle.from, later.first_of_year(), "that was long ago");
}

#[test]
fn r127_what_is_important_is_audited_every_year() {
    let mut firm = evidence::running();
    let mut said = programme(firm.today());
    said.important = [("A 5.24".to_owned(), "Incidents of last year".to_owned())].into();
    let id = firm.new_by("paul", write(said));
    assert!(firm.registers.audits.programmes[&id].newest().1.programme.important.contains_key("A.5.24"));
    let seen = coverage(&firm.registers, Some(&id), firm.today());
    let missed: Vec<&str> = seen.rows.iter().filter(|row| row.yearly_missed).map(|row| row.item.id.as_str()).collect();
    assert_eq!(missed, ["A.5.24"]);
}

#[test]
fn r133_the_first_audit_of_a_cycle_is_expected_to_take_four_to_eight_weeks() {
    use domain::reports::audit::AuditNotice;
    let mut firm = with_programme();
    let mut plan = firm.plan("9.1");
    plan.window.until = plan.window.from.saturating_add(6.days());
    let id = firm.new_by("paul", cmd(AuditCommand::PlanAudit { plan: Box::new(plan.clone()) }));
    let notices = |firm: &library::Organisation| line(&firm.registers, &id, firm.audit(&id), firm.today()).notices;
    assert!(notices(&firm).contains(&AuditNotice::OtherLength { weeks: 1, least: 4, most: 8 }));
    plan.window.until = plan.window.from.saturating_add(34.days());
    firm.by("paul", cmd(AuditCommand::ReplanAudit { id: id.clone(), plan: Box::new(plan) }));
    assert!(!notices(&firm).iter().any(|notice| matches!(notice, AuditNotice::OtherLength { .. })));
}

#[test]
fn an_auditor_who_leaves_while_the_audit_runs_is_told_of() {
    use domain::reports::audit::{AuditNotice, left};
    let mut firm = with_programme();
    let id = firm.new_by("paul", firm.planned("9.1"));
    firm.by("paul", assign(&id, "ivan", ""));
    let notices = |firm: &library::Organisation| line(&firm.registers, &id, firm.audit(&id), firm.today()).notices;
    assert!(!notices(&firm).contains(&AuditNotice::Left(1)) && left(&firm.registers, firm.audit(&id)).is_empty());
    firm.does(domain::command::Command::EndMembership { person: "ivan".into(), reason: "left".into() });
    assert!(notices(&firm).contains(&AuditNotice::Left(1)), "{:?}", notices(&firm));
    assert_eq!(left(&firm.registers, firm.audit(&id)), set("ivan"));
}
