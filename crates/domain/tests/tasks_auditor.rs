//! What an external auditor asks for is a task of whom it is addressed to, until it is answered.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod engagement;
mod library;
mod people;
mod room;
mod testing;

use domain::reports::tasks::{Of, TaskKind, Urgency, digest, tasks};
use domain::values::AuditRequest;
use jiff::civil::{Date, date};
use library::{FIRST, Organisation};
use room::*;
use testing::fieldwork;

fn mine(firm: &Organisation, person: &str, today: Date) -> Vec<(String, Urgency)> {
    let selves = [person.to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, today).tasks;
    let asked = all.into_iter().filter(|task| task.kind == TaskKind::Audit);
    asked.map(|task| (task.title, task.urgency)).collect()
}

#[test]
fn a_request_of_the_auditor_is_a_task_until_it_is_answered() {
    let mut firm = fieldwork();
    let to_carl = AuditRequest { to: "carl".into(), ..wanted("Changes of March") };
    let to_nobody = AuditRequest { to: String::new(), ..wanted("The chart of the organisation") };
    firm.by("eve", ask(vec![to_carl, to_nobody]));
    let (soon, late) = (date(2026, 7, 5), date(2026, 7, 11));
    assert_eq!(mine(&firm, "carl", soon), [("Changes of March".to_owned(), Urgency::Soon)]);
    assert_eq!(mine(&firm, "carl", late)[0].1, Urgency::Overdue, "it was wanted by 10 July");
    let programme = [("The chart of the organisation".to_owned(), Urgency::Soon)];
    assert_eq!(mine(&firm, FIRST, soon), programme, "what names nobody is the programme manager's");
    assert!(mine(&firm, "ivan", soon).is_empty() && mine(&firm, "eve", soon).is_empty());
    let selves = ["carl".to_owned()];
    let all = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, late);
    let said = digest(&firm.registers, &all, 0);
    assert!(said.overdue_keys.contains("auditor/RQ-1"), "{said:?}");
    firm.by("carl", submit("RQ-1", words("It is in the ticket system.")));
    assert!(mine(&firm, "carl", late).is_empty(), "now it waits for the auditor");
    firm.by("eve", give_back("RQ-1", "as an export, please"));
    assert_eq!(mine(&firm, "carl", late).len(), 1, "and now for him again");
}
