//! The way of a nonconformity from what was found to what closed it, and who may go it.

use crate::evidence::{reject as reject_evidence, running};
use crate::library::FIRST;
use crate::nonconformities::*;
use domain::command::NonconformityCommand;
use domain::event::{Event, NonconformityEvent as Happened};
use domain::reports::nonconformity::close::{CloseNeed, close as rule, facts};
use domain::reports::nonconformity::trace;
use domain::values::Duty;
use domain::values::nonconformity::{
    Effectiveness, Nonconformity, NonconformityClass, NonconformityRules, NonconformitySource,
    NonconformityState as State,
};
use jiff::ToSpan;

#[test]
fn r151_a_record_holds_what_was_found_its_cause_the_action_and_its_effect_with_evidence() {
    let mut firm = running();
    firm.days_pass(60);
    let proof = firm.proof();
    let today = firm.today();
    let events = firm.by("paul", raise(found(today)));
    let due = today.saturating_add(180.days());
    assert!(matches!(&events[..], [Event::Nonconformity(Happened::NonconformityRaised { id, due: given, .. })]
        if id == "NC-1" && *given == Some(due)));
    assert_eq!(firm.stands("NC-1"), State::Raised);
    firm.by("carl", correct("NC-1", today, &proof));
    assert_eq!(firm.stands("NC-1"), State::Corrected);
    firm.by("carl", cause("NC-1"));
    assert_eq!(firm.stands("NC-1"), State::CauseFound);
    firm.by("carl", similar("NC-1"));
    firm.by("carl", plan("NC-1", "tina", due));
    assert_eq!(firm.stands("NC-1"), State::ActionPlanned);
    firm.by("tina", finish("NC-1", 1, today, &proof));
    assert_eq!(firm.stands("NC-1"), State::ActionDone);
    assert_eq!(firm.line("NC-1").judge_from, Some(today.saturating_add(30.days())));
    firm.days_pass(30);
    firm.by("ivan", judge("NC-1", Effectiveness::Effective, firm.today(), &proof));
    assert_eq!(firm.stands("NC-1"), State::EffectivenessChecked);
    firm.by("mark", close("NC-1"));
    assert_eq!(firm.stands("NC-1"), State::Closed);
    let line = firm.line("NC-1");
    assert_eq!((line.missing.len(), line.next, line.overdue_days, line.age_days), (0, None, None, 30));
    assert!(firm.not_by("mark", close("NC-1")).to_string().contains("nobody can"), "it has ended");
}

#[test]
fn r152_it_cannot_close_before_cause_and_effect_are_there() {
    let mut firm = running();
    let id = firm.new_by("paul", raise(found(firm.today())));
    let all = firm.refuses(close(&id)).to_string();
    for need in CloseNeed::ALL {
        assert!(all.contains(&need.title().to_lowercase()), "{all} names {}", need.id());
    }
    let id = firm.acted();
    let missing = firm.line(&id).missing;
    assert_eq!(missing, [CloseNeed::Effectiveness, CloseNeed::Evidence]);
    firm.refuses(close(&id));
    firm.days_pass(31);
    firm.by("ivan", judge(&id, Effectiveness::Effective, firm.today(), ""));
    assert_eq!(firm.line(&id).missing, [CloseNeed::Evidence], "words alone are no evidence");
    let proof = firm.proof();
    firm.by("carl", cite(&id, &proof));
    firm.by("mark", reject_evidence(&proof, 1));
    assert_eq!(firm.line(&id).missing, [CloseNeed::Evidence], "rejected evidence does not count");
    let proof = firm.proof();
    firm.by("carl", cite(&id, &proof));
    firm.does(close(&id));
}

#[test]
fn r130_the_effect_is_judged_after_the_wait_by_somebody_who_did_not_carry_it_out() {
    let mut firm = running();
    let id = firm.acted();
    let today = firm.today();
    let early = firm.not_by("ivan", judge(&id, Effectiveness::Effective, today, ""));
    assert!(early.to_string().contains("30 days after the last action"), "{early}");
    firm.joins("rita", &[domain::values::Role::ProgrammeManager]);
    let other = firm.new_by("paul", raise(found(today)));
    firm.by("rita", correct(&other, today, ""));
    firm.by("rita", cause(&other));
    firm.by("rita", plan(&other, "rita", firm.in_days(5)));
    firm.by("rita", finish(&other, 1, today, ""));
    firm.days_pass(30);
    let on = firm.today();
    firm.kept_from("rita", judge(&other, Effectiveness::Effective, on, ""), Duty::ImplementerVerifies);
    firm.waived(Duty::ImplementerVerifies, "rita");
    firm.by("rita", judge(&other, Effectiveness::Effective, on, ""));
    assert_eq!(firm.stands(&other), State::EffectivenessChecked);
    firm.by("ivan", judge(&id, Effectiveness::Effective, on, ""));
    assert!(firm.not_by("carl", plan(&id, "tina", firm.in_days(9))).to_string().contains("judged effective"));
}

#[test]
fn r130_what_did_not_work_goes_back_to_the_cause_and_is_kept() {
    let mut firm = running();
    let id = firm.acted();
    let today = firm.today();
    // That it fails can be said at once.
    firm.by("ivan", judge(&id, Effectiveness::Ineffective, today, ""));
    assert_eq!(firm.stands(&id), State::CauseFound);
    let held = firm.nc(&id);
    assert!(held.actions.is_empty() && held.judgement.is_none());
    assert_eq!((held.rounds.len(), held.rounds[0].actions.len()), (1, 1));
    assert!(firm.line(&id).missing.starts_with(&[CloseNeed::Action]));
    firm.by("carl", plan(&id, "carl", firm.in_days(3)));
    assert_eq!(firm.nc(&id).line(1).unwrap().action.owner, "carl", "lines are counted anew");
    assert_eq!(firm.stands(&id), State::ActionPlanned);
}

#[test]
fn an_effect_is_judged_when_every_line_is_done_or_none_is_needed() {
    let mut firm = running();
    let id = firm.caused();
    let today = firm.today();
    firm.by("carl", plan(&id, "tina", firm.in_days(3)));
    firm.by("carl", plan(&id, "carl", firm.in_days(4)));
    firm.by("tina", finish(&id, 1, today, ""));
    assert_eq!(firm.stands(&id), State::ActionPlanned);
    let early = firm.not_by("ivan", judge(&id, Effectiveness::Ineffective, today, ""));
    assert!(early.to_string().contains("not carried out yet"));
    firm.by("carl", drop_line(&id, 2));
    assert_eq!(firm.stands(&id), State::ActionDone);
    let second = firm.caused();
    firm.by("carl", plan(&second, "tina", firm.in_days(3)));
    assert!(firm.not_by("carl", no_action(&second)).to_string().contains("action is planned"));
    firm.by("carl", drop_line(&second, 1));
    assert_eq!(firm.stands(&second), State::CauseFound, "a dropped line is no action");
    firm.by("carl", no_action(&second));
    assert_eq!(firm.stands(&second), State::ActionDone);
    firm.by("carl", plan(&second, "tina", firm.in_days(3)));
    assert_eq!(firm.stands(&second), State::ActionPlanned, "action after all");
}

#[test]
fn whoever_has_no_part_works_on_nothing_and_whoever_has_a_line_carries_it_out() {
    let mut firm = running();
    let id = firm.caused();
    firm.not_by("tina", similar(&id));
    firm.by("carl", plan(&id, "tina", firm.in_days(3)));
    firm.not_by("eve", finish(&id, 1, firm.today(), ""));
    firm.not_by("carl", close(&id));
    firm.by("tina", finish(&id, 1, firm.today(), ""));
    firm.not_by("eve", raise(found(firm.today())));
    firm.not_by("carl", cmd(NonconformityCommand::SetNonconformityRules { rules: NonconformityRules::default() }));
}

#[test]
fn findings_of_an_audit_are_changed_and_rejected_by_whoever_raised_them() {
    let mut firm = running();
    let finding =
        Nonconformity { source: NonconformitySource::Audit, reference: "IA-2026 F3".into(), ..found(firm.today()) };
    let id = firm.new_by("ivan", raise(finding.clone()));
    let milder = Nonconformity { class: NonconformityClass::Opportunity, ..finding.clone() };
    firm.kept_from("carl", revise(&id, milder.clone()), Duty::AuditeeChangesFinding);
    firm.kept_from("mark", reject(&id), Duty::AuditeeChangesFinding);
    assert_eq!(firm.not_by("carl", reject(&id)).hint(), "ask ivan", "nobody else may, whatever their role");
    firm.by("paul", revise(&id, Nonconformity { owner: Some("paul".into()), ..finding.clone() }));
    let other = firm.new_by("paul", raise(Nonconformity { owner: Some("mark".into()), ..found(firm.today()) }));
    firm.kept_from("mark", reject(&other), Duty::AuditeeChangesFinding);
    firm.by("paul", reject(&other));
    assert_eq!(firm.stands(&other), State::Rejected);
    assert!(firm.registers.nonconformities.nonconformities.contains_key(&other), "it stays in the register");
    firm.by("ivan", reject(&id));
}

#[test]
fn r135_a_finding_leads_to_its_control_and_its_evidence_and_back() {
    let mut firm = running();
    let proof = firm.proof();
    let id = firm.caused();
    firm.by("carl", cite(&id, &proof));
    let trace = trace(&firm.registers, firm.nc(&id));
    assert_eq!(trace.controls.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["AC-1"]);
    assert_eq!(trace.controls[0].evidence[0].id, proof);
    assert_eq!((trace.evidence.len(), trace.evidence[0].counts), (1, true));
    use domain::reports::nonconformity::{about_control, citing, from_reference};
    assert_eq!(about_control(&firm.registers, "AC-1"), std::slice::from_ref(&id));
    assert_eq!(about_control(&firm.registers, "AC-2"), Vec::<String>::new());
    assert_eq!(citing(&firm.registers, &proof), [id]);
    let incident =
        Nonconformity { source: NonconformitySource::Incident, reference: "INC-7".into(), ..found(firm.today()) };
    let from = firm.new_by(FIRST, raise(incident));
    assert_eq!(from_reference(&firm.registers, "inc-7"), [from]);
}

#[test]
fn r154_a_linked_incident_replaces_no_part_of_the_record() {
    let mut firm = running();
    let incident =
        Nonconformity { source: NonconformitySource::Incident, reference: "INC-7".into(), ..found(firm.today()) };
    let id = firm.new_by(FIRST, raise(incident));
    let answer = rule(facts(&firm.registers, firm.nc(&id)));
    assert!(!answer.can_close);
    assert_eq!(answer.missing, CloseNeed::ALL);
}
