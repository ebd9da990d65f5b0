//! The way of a management review, from its day to its closing, and what it hands to the next one.

use crate::evidence;
use crate::evidence::running;
use crate::library;
use crate::people::end;
use crate::reviews::*;
use domain::event::{Event, ReviewEvent};
use domain::reports::review::{ReviewInput, agenda, programme, seen};
use domain::reports::tasks::{Of, TaskKind, month, tasks};
use domain::values::Duty;
use domain::values::review::{ActionStatus, DecisionKind, ReviewForm, ReviewState};
use jiff::ToSpan;

#[test]
fn a_review_goes_from_its_day_to_its_closing() {
    let mut firm = running();
    let today = firm.today();
    let id = firm.new_by("paul", schedule(today));
    assert_eq!((id.as_str(), firm.mr_stands(&id)), ("RV-1", ReviewState::Scheduled));
    firm.by("paul", send(&id));
    assert_eq!(firm.mr_stands(&id), ReviewState::AgendaSent);
    assert_eq!(firm.mr_wrong(&id).len(), 11 + 3, "every input, and MR-02 to MR-04: {:?}", firm.mr_wrong(&id));
    firm.by("paul", note_all(&id));
    assert_eq!(firm.mr_wrong(&id), ["MR-02", "MR-03", "MR-04"]);
    firm.by("paul", hold(&id, today, &["paul"]));
    assert_eq!(firm.mr_stands(&id), ReviewState::Held);
    firm.by("paul", hold(&id, today, &["paul", "mark"]));
    assert_eq!(firm.mr_wrong(&id), ["MR-03", "MR-04"]);
    firm.by("paul", decide(&id, decision(DecisionKind::Improvement, None)));
    firm.by("paul", decide(&id, decision(DecisionKind::Change, Some(("carl", firm.in_a_month())))));
    assert_eq!(firm.mr_wrong(&id), [""; 0]);
    firm.by("paul", minutes(&id, "Everything was gone through."));
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", approve(&id, &hash));
    assert_eq!(firm.mr_stands(&id), ReviewState::ActionsOpen);
    firm.by("carl", report(&id, 2, ActionStatus::InProgress, today));
    assert!(firm.not_by("paul", close(&id)).to_string().contains("while actions are open: 2"));
    firm.by("carl", report(&id, 2, ActionStatus::Done, today));
    firm.by("paul", close(&id));
    assert_eq!(firm.mr_stands(&id), ReviewState::Closed);
    assert_eq!(firm.mr(&id).sha256, hash, "what is reported of actions is no part of what was approved");
}

#[test]
fn r149_top_management_is_marked_and_its_absence_is_told() {
    let mut firm = running();
    let id = firm.mr_held();
    let attendance = &firm.mr(&id).meeting.as_ref().unwrap().attendance;
    assert!(attendance["mark"].top_management && !attendance["paul"].top_management);
    let today = firm.today();
    firm.by("paul", hold(&id, today, &["paul", "olga"]));
    assert_eq!(firm.mr_wrong(&id), ["MR-02"]);
    let hash = firm.mr(&id).sha256.clone();
    let refusal = firm.not_by("mark", approve(&id, &hash)).to_string();
    assert!(refusal.contains("Top management did not attend (MR-02)"), "{refusal}");
}

#[test]
fn r145_minutes_need_decisions_on_improvement_and_change_and_no_change_counts() {
    let mut firm = running();
    let id = firm.mr_held();
    firm.by("paul", remove(&id, 2));
    assert_eq!(firm.mr_wrong(&id), ["MR-04"]);
    let hash = firm.mr(&id).sha256.clone();
    assert!(firm.not_by("mark", approve(&id, &hash)).to_string().contains("MR-04"));
    let mut none = decision(DecisionKind::Change, None);
    none.text = "No change".into();
    firm.by("paul", decide(&id, none));
    firm.by("paul", decide(&id, decision(DecisionKind::Resources, None)));
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", approve(&id, &hash));
    assert_eq!(firm.mr(&id).decided().map(|(number, _)| number).collect::<Vec<_>>(), [1, 3, 4], "numbers never move");
}

#[test]
fn minutes_are_approved_as_they_stand_and_by_nobody_who_wrote_them() {
    let mut firm = running();
    firm.joins("mary", &[domain::values::Role::Management, domain::values::Role::ProgrammeManager]);
    let id = firm.mr_held();
    let read = firm.mr(&id).sha256.clone();
    firm.by("mary", note(&id, ReviewInput::Feedback, "Customers ask for a report"));
    assert!(firm.not_by("mark", approve(&id, &read)).to_string().contains("changed"), "another text than was read");
    let hash = firm.mr(&id).sha256.clone();
    assert_ne!(read, hash);
    firm.kept_from("mary", approve(&id, &hash), Duty::AuthorApproves);
    firm.not_by("paul", approve(&id, &hash));
    firm.by("mark", approve(&id, &hash));
    assert!(firm.not_by("paul", minutes(&id, "Other words")).to_string().contains("are approved"));
}

#[test]
fn r137_actions_go_to_the_next_review_as_input_a() {
    let mut firm = running();
    let first = firm.mr_approved();
    firm.days_pass(200);
    let today = firm.today();
    let second = firm.new_by("paul", schedule(today));
    let a = |firm: &library::Organisation| -> Vec<(String, u64)> {
        let agenda = agenda(&firm.registers, &second, firm.today());
        agenda.points[&ReviewInput::Actions].lines.iter().map(|line| (line.says.clone(), line.figure)).collect()
    };
    let told = |without, on_its_way, done| {
        [("Without a status", without), ("In progress", on_its_way), ("Done", done), ("Dropped", 0)]
            .map(|(says, figure): (&str, u64)| (says.to_owned(), figure))
    };
    assert_eq!(a(&firm), told(1, 0, 0));
    assert!(firm.mr_wrong(&second).contains(&"MR-05".to_owned()));
    firm.by("carl", report(&first, 1, ActionStatus::InProgress, today));
    assert_eq!(a(&firm), told(0, 1, 0));
    assert!(!firm.mr_wrong(&second).contains(&"MR-05".to_owned()));
    firm.by("paul", report(&first, 1, ActionStatus::Done, today));
    assert_eq!(a(&firm), told(0, 0, 1));
    let line = &agenda(&firm.registers, &second, today).points[&ReviewInput::Actions].lines[2];
    assert_eq!(line.items[0].id, "RV-1/1");
}

#[test]
fn an_action_that_stays_open_is_asked_for_again_in_every_review() {
    let mut firm = running();
    let first = firm.mr_approved();
    let today = firm.today();
    firm.by("carl", report(&first, 1, ActionStatus::InProgress, today));
    firm.days_pass(100);
    let second = firm.mr_approved();
    firm.days_pass(100);
    let third = firm.new_by("paul", schedule(firm.today()));
    assert!(firm.mr_wrong(&third).contains(&"MR-05".to_owned()), "what was said before the last review is old");
    let today = firm.today();
    firm.by("carl", report(&first, 1, ActionStatus::Dropped, today));
    firm.by("carl", report(&second, 1, ActionStatus::InProgress, today));
    assert!(!firm.mr_wrong(&third).contains(&"MR-05".to_owned()));
}

#[test]
fn r136_the_interval_is_a_parameter_and_being_late_stays_on_the_record() {
    let mut firm = running();
    assert_eq!(programme(&firm.registers, firm.today()).unwrap().interval_months, 12);
    let first = firm.mr_approved();
    assert!(!firm.mr(&first).approved.as_ref().unwrap().late, "the first cannot be late");
    let held = firm.today();
    let due = programme(&firm.registers, held).unwrap().due.unwrap();
    assert_eq!(due, held.saturating_add(12.months()));
    firm.does(interval(6));
    assert_eq!(programme(&firm.registers, held).unwrap().due, Some(held.saturating_add(6.months())));
    firm.days_pass(200);
    assert!(programme(&firm.registers, firm.today()).unwrap().overdue);
    firm.by("carl", report(&first, 1, ActionStatus::Done, held.saturating_add(10.days())));
    let second = firm.mr_held();
    assert_eq!(firm.mr_wrong(&second), ["MR-06"], "a warning");
    let hash = firm.mr(&second).sha256.clone();
    firm.by("mark", approve(&second, &hash));
    firm.does(interval(12));
    assert_eq!(firm.mr_wrong(&second), ["MR-06"], "and it stays, whatever the interval is later");
}

#[test]
fn r146_what_the_agenda_showed_is_kept_and_made_anew_until_it_is_held() {
    let mut firm = running();
    let id = firm.new_by("paul", schedule(firm.in_a_month()));
    let before = firm.registers.entries;
    firm.by("paul", send(&id));
    let first = firm.mr(&id).agenda.clone().unwrap().agenda;
    assert_eq!((first.entry, first.on), (before, firm.today()));
    assert!(
        firm.not_by("paul", send(&id)).to_string().contains("nothing to change")
            || !firm.not_by("paul", send(&id)).to_string().is_empty()
    );
    firm.days_pass(40);
    assert_eq!(seen(&firm.registers, &id, firm.today()), first, "it stays what was shown");
    firm.by("paul", send(&id));
    assert_ne!(firm.mr(&id).agenda.clone().unwrap().agenda.on, first.on);
    let today = firm.today();
    firm.by("paul", hold(&id, today, &["mark"]));
    assert!(firm.not_by("paul", send(&id)).to_string().contains("was held"));
}

#[test]
fn r148_minutes_of_another_meeting_count_for_what_they_treat() {
    let mut firm = running();
    let on = firm.today().saturating_sub(60.days());
    let id = firm.new_by("paul", schedule_as(ReviewForm::Record, on));
    assert!(firm.not_by("paul", send(&id)).to_string().contains("record of another meeting"));
    firm.by("paul", hold(&id, on, &["mark"]));
    firm.by("paul", note(&id, ReviewInput::RiskResults, "The three highest risks"));
    firm.by("paul", note(&id, ReviewInput::Nonconformities, "Two open"));
    let wrong = firm.mr_wrong(&id);
    assert_eq!(wrong.iter().filter(|one| one.starts_with("MR-01")).count(), 9, "{wrong:?}");
    assert!(wrong.contains(&"MR-01 g".to_owned()) && !wrong.contains(&"MR-01 d1".to_owned()));
    let hash = firm.mr(&id).sha256.clone();
    assert!(firm.not_by("mark", approve(&id, &hash)).to_string().contains("MR-01"));
    assert_eq!(programme(&firm.registers, firm.today()).unwrap().last, None, "it is no review yet");
}

#[test]
fn r147_minutes_that_nobody_approved_reset_neither_the_interval_nor_what_is_new() {
    let mut firm = running();
    firm.does(interval(6));
    let first = firm.mr_approved();
    let held = firm.today();
    firm.days_pass(100);
    let on = firm.today();
    let board = firm.new_by("paul", schedule_as(ReviewForm::Record, on));
    firm.by("paul", hold(&board, on, &["mark"]));
    firm.days_pass(100);
    firm.by("carl", report(&first, 1, ActionStatus::Done, on));
    let second = firm.mr_held();
    assert_eq!(firm.mr_wrong(&second), ["MR-06"], "a meeting of the board is no review");
    assert_eq!(agenda(&firm.registers, &second, firm.today()).since, Some(held));
}

#[test]
fn r147_only_a_review_with_approved_minutes_counts_as_held() {
    let mut firm = running();
    let id = firm.mr_held();
    assert_eq!(programme(&firm.registers, firm.today()).unwrap().last, None);
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", approve(&id, &hash));
    assert_eq!(programme(&firm.registers, firm.today()).unwrap().last, Some((id, firm.today())));
}

#[test]
fn one_is_moved_and_cancelled_before_it_is_held() {
    let mut firm = running();
    let (today, later) = (firm.today(), firm.in_a_month());
    let id = firm.new_by("paul", schedule(today));
    firm.by("paul", shift(&id, later));
    assert_eq!(programme(&firm.registers, today).unwrap().scheduled, Some((id.clone(), later)));
    let events = firm.by("paul", cancel(&id));
    assert!(matches!(&events[..], [Event::Review(ReviewEvent::ReviewCancelled { .. })]));
    assert_eq!(firm.mr_stands(&id), ReviewState::Cancelled);
    assert_eq!(programme(&firm.registers, today).unwrap().scheduled, None);
}

#[test]
fn evidence_stands_for_minutes_that_were_written_elsewhere() {
    let mut firm = running();
    let on = evidence::review().period.until;
    let item =
        firm.new_by("carl", evidence::add(evidence::review(), &[evidence::file("minutes.pdf", 7)], &[("AC-1", on)]));
    let day = firm.today();
    let id = firm.new_by("paul", schedule_as(ReviewForm::Record, day));
    firm.by("paul", note_all(&id));
    firm.by("paul", hold(&id, day, &["mark"]));
    for kind in [DecisionKind::Improvement, DecisionKind::Change] {
        firm.by("paul", decide(&id, decision(kind, None)));
    }
    let hash = firm.mr(&id).sha256.clone();
    assert!(firm.not_by("mark", approve(&id, &hash)).to_string().contains("has no minutes"));
    firm.by("paul", cite(&id, &item));
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", approve(&id, &hash));
    assert_eq!(firm.mr_stands(&id), ReviewState::MinutesApproved, "without actions nothing is open");
    firm.by("paul", close(&id));
}

#[test]
fn an_action_is_a_task_of_its_owner_until_it_is_reported_done() {
    let mut firm = running();
    let id = firm.mr_approved();
    let selves = ["carl".to_owned()];
    let of = Of::Person { selves: &selves, judges: false };
    let mine = |firm: &library::Organisation| {
        let all = tasks(&firm.registers, of, firm.today()).tasks.into_iter();
        all.filter(|task| task.kind == TaskKind::ReviewAction).map(|task| (task.object, task.due)).collect::<Vec<_>>()
    };
    let due = firm.in_a_month();
    assert_eq!(mine(&firm), [("RV-1".to_owned(), Some(due))]);
    let month = month(&firm.registers, of, due, firm.today());
    assert!(month.days.iter().any(|day| day.day == due && day.corrective.iter().any(|one| one.id == "RV-1")));
    let today = firm.today();
    firm.by("carl", report(&id, 1, ActionStatus::Done, today));
    assert!(mine(&firm).is_empty());
}

#[test]
fn what_somebody_who_left_owns_is_reported_by_the_programme_manager() {
    let mut firm = running();
    let id = firm.mr_approved();
    firm.by("olga", end("carl"));
    let today = firm.today();
    firm.by("paul", report(&id, 1, ActionStatus::Dropped, today));
    firm.not_by("tina", report(&id, 1, ActionStatus::Done, today));
}
