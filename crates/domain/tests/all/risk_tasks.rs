//! Lines of the plan of a risk and its next assessment stand in the tasks and the calendar of whose they are.

use crate::library::Organisation;
use crate::risks::{close, described, plan, revise, step, treated, with_risk};
use domain::reports::tasks::{Of, REVIEW_AHEAD_DAYS, TaskKind, Urgency, digest, month, tasks};
use domain::values::risk::{LineState, Risk};
use jiff::ToSpan;
use jiff::civil::Date;

fn mine(firm: &Organisation, person: &str) -> Vec<(TaskKind, String, Urgency)> {
    let selves = [person.to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today()).tasks;
    let about = all.into_iter().filter(|task| task.object.starts_with("RI-"));
    about.map(|task| (task.kind, task.what, task.urgency)).collect()
}

fn in_days(firm: &Organisation, days: i64) -> Date {
    firm.today().saturating_add(days.days())
}

#[test]
fn a_line_of_the_plan_is_a_task_of_whoever_carries_it_out_until_it_is_done() {
    let mut firm = with_risk((3, 3));
    firm.does(plan("RI-1", treated(in_days(&firm, 5))));
    let what = "L1: Switch accounts off on the last day, from the list of leavers.".to_owned();
    assert_eq!(mine(&firm, "tina"), [(TaskKind::Treat, what, Urgency::Soon)]);
    assert!(mine(&firm, "carl").iter().all(|task| task.0 != TaskKind::Treat), "the owner has the risk, not the line");
    firm.days_pass(6);
    assert_eq!(mine(&firm, "tina")[0].2, Urgency::Overdue);
    let selves = ["tina".to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today());
    let keys = digest(&firm.registers, &all, 0).overdue_keys;
    assert!(keys.iter().any(|key| key.starts_with("treat/RI-1/")), "{keys:?}");
    firm.approves_plan("RI-1");
    firm.does(step("RI-1", "L1", LineState::Done));
    assert!(mine(&firm, "tina").is_empty());
}

#[test]
fn a_line_that_names_nobody_is_the_owners_and_a_closed_risk_asks_for_nothing() {
    let mut firm = with_risk((3, 3));
    let mut treatment = treated(in_days(&firm, 50));
    treatment.lines[0].owner = None;
    firm.does(plan("RI-1", treatment));
    assert!(mine(&firm, "carl").iter().any(|task| task.0 == TaskKind::Treat && task.2 == Urgency::Open));
    firm.does(close("RI-1"));
    assert!(mine(&firm, "carl").is_empty());
}

#[test]
fn r112_the_next_assessment_is_a_task_of_the_owner_in_its_time_and_stands_in_the_calendar() {
    let mut firm = with_risk((3, 3));
    let day = in_days(&firm, i64::from(REVIEW_AHEAD_DAYS) + 1);
    firm.does(revise("RI-1", Risk { next_review: Some(day), ..described("Billing") }));
    assert!(mine(&firm, "carl").is_empty(), "it is a month away");
    let of = |firm: &Organisation, of: Of<'_>, on: Date| {
        let month = month(&firm.registers, of, on, firm.today());
        let days = month.days.into_iter().filter(|day| !day.risks.is_empty());
        days.map(|day| (day.day, day.risks[0].id.clone())).collect::<Vec<_>>()
    };
    let carl = ["carl".to_owned()];
    assert_eq!(of(&firm, Of::Person { selves: &carl, judges: false }, day), [(day, "RI-1".to_owned())]);
    assert_eq!(of(&firm, Of::Everybody, day), [(day, "RI-1".to_owned())]);
    let tina = ["tina".to_owned()];
    assert!(of(&firm, Of::Person { selves: &tina, judges: false }, day).is_empty());
    firm.days_pass(1);
    assert_eq!(mine(&firm, "carl"), [(TaskKind::Reassess, "Assess it again".to_owned(), Urgency::Open)]);
    firm.days_pass(60);
    assert_eq!(mine(&firm, "carl")[0].2, Urgency::Overdue);
}
