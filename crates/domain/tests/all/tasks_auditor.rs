//! What an external auditor asks for is a task of whom it is addressed to, until it is answered.

use crate::library::{FIRST, Organisation};
use crate::room::*;
use crate::testing::fieldwork;
use domain::reports::tasks::{Of, TaskKind, Urgency, digest, month, tasks};
use domain::values::AuditRequest;
use jiff::civil::{Date, date};

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
    assert!(said.overdue_keys.contains("auditor/AQ-1"), "{said:?}");
    firm.by("carl", submit("AQ-1", words("It is in the ticket system.")));
    assert!(mine(&firm, "carl", late).is_empty(), "now it waits for the auditor");
    firm.by("eve", give_back("AQ-1", "as an export, please"));
    assert_eq!(mine(&firm, "carl", late).len(), 1, "and now for him again");
}

#[test]
fn it_stands_in_the_month_of_whom_it_is_addressed_to_and_of_nobody_when_it_is_taken_back() {
    let mut firm = fieldwork();
    let to_carl = AuditRequest { to: "carl".into(), ..wanted("Changes of March") };
    let to_nobody = AuditRequest { to: String::new(), ..wanted("The chart of the organisation") };
    firm.by("eve", ask(vec![to_carl, to_nobody]));
    let on_10_july = |firm: &Organisation, of: Of<'_>| {
        let july = month(&firm.registers, of, date(2026, 7, 1), date(2026, 7, 5));
        let ids =
            |day: &domain::reports::tasks::DayOfMonth| day.audit_requests.iter().map(|(id, _)| id.clone()).collect();
        let all: Vec<Vec<String>> = july.days.iter().map(ids).collect();
        assert!(all.iter().enumerate().all(|(at, day)| at == 9 || day.is_empty()), "only on its day: {all:?}");
        all[9].clone()
    };
    let of = |firm: &Organisation, person: &str| {
        on_10_july(firm, Of::Person { selves: &[person.to_owned()], judges: false })
    };
    assert_eq!(on_10_july(&firm, Of::Everybody), ["AQ-1", "AQ-2"]);
    assert_eq!((of(&firm, "carl"), of(&firm, FIRST)), (vec!["AQ-1".to_owned()], vec!["AQ-2".to_owned()]));
    assert!(of(&firm, "eve").is_empty() && of(&firm, "ivan").is_empty());
    firm.by("carl", submit("AQ-1", words("It is in the ticket system.")));
    assert_eq!(of(&firm, "carl"), ["AQ-1"], "answered, it stays in the month");
    firm.by("eve", withdraw("AQ-1", "asked twice"));
    assert!(of(&firm, "carl").is_empty());
}
