//! A control that runs on events: each item of its population that was not done is due so many days after its event.

use crate::library::Organisation;
use crate::people::why;
use crate::testing::{CHANGE, changes, fieldwork, freeze, population, record};
use domain::command::{Command, OperationCommand};
use domain::registers::Registers;
use domain::reports::tasks::{Of, Standing, Task, Urgency, month, open_events, tasks};
use domain::values::testing::PopulationItem;
use domain::values::{Operation, Window};
use jiff::civil::{Date, date};

/// The first of July 2026, in the fieldwork of EN-1.
const TODAY: Date = date(2026, 7, 1);

fn limit(days: u32, from: Date) -> Command {
    let operation = Operation { limit_days: Some(days), ..Operation::default() };
    Command::Operation(OperationCommand::SetOperation { control: CHANGE.into(), operation, from })
}

/// Three changes of February, of which the last was done in time, and one of 28 June.
fn items() -> Vec<PopulationItem> {
    let mut items = changes(3);
    (items[0].done, items[1].done) = (None, None);
    items.push(PopulationItem { id: "CHG-090".into(), on: date(2026, 6, 28), done: None });
    items
}

fn firm(days: u32) -> Organisation {
    let mut firm = fieldwork();
    firm.does(limit(days, date(2026, 1, 1)));
    firm.by("carl", record(population(items())));
    firm
}

fn found(registers: &Registers, range: Window, today: Date) -> Vec<(String, Date, &'static str)> {
    let all = open_events(registers, &registers.controls[CHANGE], range, today);
    all.into_iter().map(|one| (one.bucket.clone(), one.due, one.standing.id())).collect()
}

fn year() -> Window {
    Window { from: date(2026, 1, 1), until: date(2026, 12, 31) }
}

fn mine(firm: &Organisation) -> Vec<Task> {
    let selves = ["carl".to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, TODAY).tasks;
    all.into_iter().filter(|task| task.object == CHANGE).collect()
}

#[test]
fn what_was_not_done_is_due_within_the_limit_after_its_event() {
    let firm = firm(5);
    let expected = [("CHG-001", date(2026, 2, 6), "overdue"), ("CHG-002", date(2026, 2, 7), "overdue")];
    let expected: Vec<_> = expected.into_iter().chain([("CHG-090", date(2026, 7, 3), "due")]).collect();
    let all = found(&firm.registers, year(), TODAY);
    assert_eq!(all.iter().map(|(id, due, state)| (id.as_str(), *due, *state)).collect::<Vec<_>>(), expected);
    let last_day = found(&firm.registers, year(), date(2026, 2, 6));
    assert_eq!(last_day.iter().map(|(_, _, state)| *state).collect::<Vec<_>>(), ["due", "due"], "nor what is to come");
    let tasks = mine(&firm);
    assert_eq!((tasks[0].what.as_str(), tasks[0].more, tasks[0].urgency), ("CHG-001", 1, Urgency::Overdue));
    assert_eq!(
        (tasks[1].what.as_str(), tasks[1].due, tasks[1].urgency),
        ("CHG-090", Some(date(2026, 7, 3)), Urgency::Soon)
    );
    let july = month(&firm.registers, Of::Everybody, TODAY, TODAY);
    let third: Vec<_> = july.days[2].runs.iter().map(|one| (one.bucket.as_str(), &one.standing)).collect();
    assert_eq!(third, [("CHG-090", &Standing::Due)]);
}

#[test]
fn zero_days_means_the_same_day_and_no_limit_means_no_task() {
    let same_day = firm(0);
    assert_eq!(found(&same_day.registers, year(), TODAY)[0].1, date(2026, 2, 1));
    let mut without = fieldwork();
    without.by("carl", record(population(items())));
    assert!(found(&without.registers, year(), TODAY).is_empty() && mine(&without).is_empty());
    let mut retired = firm(5);
    retired.does(Command::RetireControl { id: CHANGE.into(), reason: why() });
    assert!(found(&retired.registers, year(), TODAY).is_empty(), "nor has a control that no longer operates");
}

#[test]
fn the_frozen_population_speaks_and_each_item_is_held_against_the_limit_of_its_day() {
    let mut firm = firm(5);
    let mut done = items();
    done.iter_mut().for_each(|item| item.done = item.done.or(Some(item.on)));
    firm.by("carl", record(population(done)));
    assert!(found(&firm.registers, year(), TODAY).is_empty(), "the one handed in last says that all was done");
    firm.by("carl", freeze("PO-1"));
    assert_eq!(found(&firm.registers, year(), TODAY).len(), 3, "the frozen one speaks before it");
    firm.does(limit(30, date(2026, 6, 1)));
    let due: Vec<Date> = found(&firm.registers, year(), TODAY).into_iter().map(|(_, due, _)| due).collect();
    assert_eq!(due, [date(2026, 2, 6), date(2026, 2, 7), date(2026, 7, 28)], "30 days hold for what came after");
}
