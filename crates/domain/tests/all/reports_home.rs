//! What somebody should do next: at most five lines, the most pressing first, by what is theirs.

use crate::library::Organisation;
use crate::people::firm;
use crate::risks::{plan, treated, with_risk, write};
use domain::command::{Command, RiskCommand};
use domain::reports::home::{Leads, MAX_NEXT, NextSteps, approvals, milestones, next_steps};
use domain::reports::search::FoundKind;
use domain::reports::tasks::{Of, Task, TaskKind, Tasks, Urgency, tasks};
use domain::values::risk::proposed_method;
use jiff::civil::{Date, date};

fn tasks_of(all: Vec<Task>) -> Tasks {
    Tasks {
        tasks: all,
        left_out: 0,
        figures: domain::reports::tasks::Figures::default(),
        counted: Vec::new(),
        since: date(2026, 1, 1),
        controls: 0,
    }
}

fn task(kind: TaskKind, object: &str, due: Option<Date>, urgency: Urgency) -> Task {
    Task {
        kind,
        object: object.into(),
        title: format!("Title of {object}"),
        what: String::new(),
        control: None,
        person: None,
        due,
        urgency,
        more: 0,
        rejected: Vec::new(),
    }
}

fn next(firm: &Organisation, all: Vec<Task>, signs: bool, runs: bool) -> NextSteps {
    next_steps(&firm.registers, &tasks_of(all), |_| signs, runs, firm.today()).unwrap()
}

#[test]
fn tasks_of_one_kind_and_urgency_are_one_line_and_the_oldest_day_leads() {
    let (late, soon) = (date(2026, 9, 1), date(2026, 11, 3));
    let all = vec![
        task(TaskKind::Run, "AC-1", Some(late), Urgency::Overdue),
        task(TaskKind::Run, "AC-2", Some(date(2026, 9, 9)), Urgency::Overdue),
        task(TaskKind::Judge, "EV-4", None, Urgency::Open),
        task(TaskKind::Request, "RQ-1", Some(soon), Urgency::Soon),
    ];
    let found = next(&firm(), all, false, false);
    let told: Vec<(&str, Option<Date>, usize)> =
        found.lines.iter().map(|one| (one.what.as_str(), one.due, one.count)).collect();
    assert_eq!(
        told,
        [("Run and show it: 2", Some(late), 2), ("Evidence asked for", Some(soon), 1), ("Evidence to judge", None, 1),]
    );
    assert_eq!(found.lines[0].leads, Leads::Tasks(Urgency::Overdue));
    assert_eq!(found.lines[2].leads, Leads::Task(TaskKind::Judge, "EV-4".into()));
    assert_eq!((found.tasks, found.overdue, found.left_out), (4, 2, 0));
}

#[test]
fn a_control_owner_is_told_of_no_milestone_and_nobody_is_told_nothing_to_do_as_a_line() {
    assert_eq!(next(&firm(), Vec::new(), false, false), NextSteps::default());
}

#[test]
fn who_runs_the_programme_is_told_what_stands_before_each_audit_even_when_much_is_late() {
    let kinds = [TaskKind::Run, TaskKind::Request, TaskKind::Audit, TaskKind::Judge, TaskKind::Act, TaskKind::Treat];
    let late = Some(date(2026, 9, 1));
    let all = kinds.map(|kind| task(kind, "X-1", late, Urgency::Overdue)).to_vec();
    let found = next(&firm(), all, false, true);
    assert_eq!(found.lines.len(), MAX_NEXT);
    let ahead: Vec<&str> =
        found.lines.iter().map(|one| one.what.as_str()).filter(|w| w.starts_with("Before")).collect();
    assert_eq!(ahead, ["Before a certification audit"], "no engagement is planned");
    assert_eq!(found.left_out, 2, "six kinds, and one milestone, on five lines");
}

#[test]
fn what_waits_for_a_signature_is_told_to_who_may_give_it() {
    let mut firm = firm();
    firm.does(write(proposed_method()));
    let waiting = approvals(&firm.registers, firm.today());
    assert_eq!(waiting.len(), 1);
    assert!(matches!(waiting[0].command, Command::Risk(RiskCommand::ApproveRiskMethod { version: 1, .. })));
    let found = next(&firm, Vec::new(), true, false);
    assert_eq!(found.lines[0].what, "Approve the method by which risks are rated");
    assert_eq!(found.lines[0].leads, Leads::Page("risk-method"));
    assert!(next(&firm, Vec::new(), false, false).lines.is_empty());
}

#[test]
fn a_plan_waits_for_its_owner_until_it_is_approved_and_then_what_remains_does() {
    let mut firm = with_risk((4, 4));
    assert!(approvals(&firm.registers, firm.today()).is_empty(), "there is no plan yet");
    firm.does(plan("RI-1", treated(firm.until(30))));
    let told = |firm: &Organisation| {
        let all = approvals(&firm.registers, firm.today());
        all.into_iter().map(|one| (one.what, one.leads)).collect::<Vec<_>>()
    };
    let leads = Leads::One(FoundKind::Risk, "RI-1".into());
    assert_eq!(told(&firm), [("Approve the treatment of a risk", leads.clone())]);
    firm.approves_plan("RI-1");
    assert_eq!(told(&firm), [("Accept what remains of a risk", leads)]);
}

#[test]
fn milestones_count_what_is_missing_and_never_promise_anything() {
    let firm = firm();
    let found = milestones(&firm.registers, firm.today()).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].missing > 1 && found[0].why.contains("not started"), "{found:?}");
    let words = format!("{found:?}").to_lowercase();
    assert!(!words.contains("ready"), "{words}");
    // The live report gives the tasks that lines are made of.
    let live = tasks(&firm.registers, Of::Everybody, firm.today());
    assert!(next_steps(&firm.registers, &live, |_| true, true, firm.today()).unwrap().lines.len() <= MAX_NEXT);
}
