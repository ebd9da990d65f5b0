//! What is to be done about nonconformities stands in the tasks and the calendar of whose it is.

use crate::evidence::running;
use crate::library::Organisation;
use crate::nonconformities::*;
use domain::reports::tasks::{Of, TaskKind, Urgency, digest, month, tasks};
use domain::values::nonconformity::{Effectiveness, Nonconformity};
use jiff::ToSpan;

fn mine(firm: &Organisation, person: &str) -> Vec<(TaskKind, String, Urgency)> {
    let selves = [person.to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today()).tasks;
    let about = all.into_iter().filter(|task| task.object.starts_with("NC-"));
    about.map(|task| (task.kind, task.what, task.urgency)).collect()
}

#[test]
fn the_next_step_is_a_task_of_its_owner_and_a_line_of_whoever_carries_it_out() {
    let mut firm = running();
    let soon = Nonconformity { agreed: Some(firm.in_days(5)), ..found(firm.today()) };
    let id = firm.new_by("paul", raise(soon));
    let first = "A correction, or how its consequences were dealt with".to_owned();
    assert_eq!(mine(&firm, "carl"), [(TaskKind::Correct, first, Urgency::Soon)]);
    assert!(mine(&firm, "tina").is_empty() && mine(&firm, "paul").is_empty());
    let today = firm.today();
    firm.by("carl", correct(&id, today, ""));
    firm.by("carl", cause(&id));
    firm.by("carl", plan(&id, "tina", firm.in_days(2)));
    assert!(mine(&firm, "carl").is_empty(), "while action is carried out its owner has nothing to do");
    assert_eq!(mine(&firm, "tina")[0].0, TaskKind::Act);
    firm.days_pass(3);
    assert_eq!(mine(&firm, "tina")[0].2, Urgency::Overdue);
    let selves = ["tina".to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today());
    let keys = digest(&firm.registers, &all, 0).overdue_keys;
    assert!(keys.iter().any(|key| key.starts_with("act/NC-1/")), "{keys:?}");
}

#[test]
fn r130_the_judgement_is_a_task_of_who_may_and_carried_nothing_out() {
    let mut firm = running();
    let id = firm.acted();
    assert!(mine(&firm, "ivan").is_empty(), "its time has not come");
    firm.days_pass(30);
    assert_eq!(mine(&firm, "ivan")[0].0, TaskKind::Verify);
    assert!(mine(&firm, "tina").is_empty() && mine(&firm, "carl").is_empty());
    firm.by("ivan", judge(&id, Effectiveness::Effective, firm.today(), ""));
    assert_eq!(mine(&firm, "carl")[0].1, "Evidence that still counts", "what is missing is its owner's again");
    let proof = firm.proof();
    firm.by("carl", cite(&id, &proof));
    assert_eq!(mine(&firm, "mark")[0].1, "Nothing is missing: close it");
    firm.by("mark", close(&id));
    let all = tasks(&firm.registers, Of::Everybody, firm.today());
    assert!(all.tasks.iter().all(|task| task.object != id));
}

#[test]
fn deadlines_stand_in_the_month_of_whose_they_are() {
    let mut firm = running();
    let id = firm.caused();
    let due = firm.in_days(3);
    firm.by("carl", plan(&id, "tina", due));
    let of = |firm: &Organisation, of: Of<'_>, day: jiff::civil::Date| {
        let month = month(&firm.registers, of, day, firm.today());
        let days = month.days.into_iter().filter(|day| !day.corrective.is_empty());
        days.map(|day| (day.day, day.corrective.len())).collect::<Vec<_>>()
    };
    let selves = ["tina".to_owned()];
    assert_eq!(of(&firm, Of::Person { selves: &selves, judges: false }, due), [(due, 1)]);
    assert_eq!(of(&firm, Of::Everybody, due), [(due, 1)]);
    let later = due.saturating_add(2.months());
    assert!(of(&firm, Of::Everybody, later).is_empty());
}
