//! What whoever opens the demonstration is asked for: one request that was answered, one that presses, one past its day. So
//! their own tasks, calendar and reminders show something.

use super::{Handed, files, item, judged, of};
use crate::demo::people::{ENGINEERING, SECURITY_LEAD};
use crate::demo::story::{Act, Moment, OPERATOR, working_day};
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::values::{EvidenceRequest, EvidenceType, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The requests, and the answer to the first.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let ask = |word, days: i32, control: &str, wanted: &str, due: i32| {
        let request = EvidenceRequest {
            control: control.to_owned(),
            // Filled in with whoever holds the data folder, whose id is random.
            person: String::new(),
            wanted: wanted.to_owned(),
            period: None,
            due: today.saturating_sub(due.days()),
        };
        let act = Act::AskOperator(word, of(EvidenceCommand::AskEvidence { request }));
        Moment { on: working_day(today, days), by: SECURITY_LEAD.key, act }
    };
    let made = working_day(today, 24);
    let period = Window { from: made.first_of_month(), until: made };
    let answer = Handed {
        word: "register read".to_owned(),
        evidence: item("Vendor register, read line by line", EvidenceType::MonitoringReport, period, made, "Register"),
        files: vec![files::note("vendor-register.txt", "the register of vendors", made)],
        controls: vec![("SU-01", made)],
        answers: Some("register"),
    };
    vec![
        holidays(today),
        ask("register", 34, "SU-01", "The vendor register, read through line by line, with your signature.", 18),
        Moment { on: made, by: OPERATOR, act: Act::HandIn(Box::new(answer)) },
        judged(today, 21, ENGINEERING, "register read", true, "Every line has an owner."),
        ask("policies", 26, "GV-01", "Who signed the code of conduct among those who joined this quarter.", 3),
        ask("licences", 8, "AM-01", "The inventory of the quarter, held against device management.", -4),
    ]
}

/// Days on which Gothenburg does no business, of this year and the next; those that move are left to the reader.
fn holidays(today: Date) -> Moment {
    const DAYS: [(i8, i8, &str); 7] = [
        (1, 1, "New Year's Day"),
        (1, 6, "Epiphany"),
        (5, 1, "First of May"),
        (6, 6, "National Day of Sweden"),
        (12, 24, "Christmas Eve"),
        (12, 25, "Christmas Day"),
        (12, 26, "Second day of Christmas"),
    ];
    let years = [today.year(), today.year() + 1].into_iter();
    let all = years.flat_map(|year| DAYS.iter().map(move |(month, day, name)| (date(year, *month, *day), *name)));
    let holidays = all.map(|(day, name)| (day, name.to_owned())).collect();
    Moment::new(today, 250, SECURITY_LEAD.key, Command::Operation(OperationCommand::SetHolidays { holidays }))
}
