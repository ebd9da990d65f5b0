//! Occurrences from the frequency of a control and its versions, what became of each, and the tasks that follow.

use crate::evidence::{accept, add, ask, file, lives, quarter, reject, review, revise, running};
use crate::library::{FIRST, Organisation, TODAY};
use crate::people::{assign, why};
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::registers::Registers;
use domain::reports::tasks::{Occurrence, Of, Standing, TaskKind, Tasks, Urgency, digest, month, occurrences, tasks};
use domain::reports::window::{buckets, check};
use domain::values::{ControlVersion, Frequency, Holidays, LifeStep, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn of(registers: &Registers, control: &str, range: Window, today: Date) -> Vec<Occurrence> {
    occurrences(registers, &registers.controls[control], range, today)
}

fn year() -> Window {
    Window { from: date(2026, 1, 1), until: date(2026, 12, 31) }
}

/// AC-1 as `carl` has run it since the first of January.
fn since_january() -> Organisation {
    let mut firm = running();
    firm.by("carl", lives("AC-1", LifeStep::Operating, Some(date(2026, 1, 1))));
    firm
}

/// Gives AC-1 these versions and no other.
fn versions(registers: &mut Registers, versions: &[(Date, Option<Frequency>)]) {
    let held = registers.operations.controls.get_mut("AC-1").unwrap();
    let first = held.versions[0].clone();
    held.life.clear();
    held.versions = versions
        .iter()
        .zip(1..)
        .map(|((from, frequency), number)| ControlVersion {
            number,
            from: *from,
            frequency: *frequency,
            ..first.clone()
        })
        .collect();
}

/// Evidence that AC-1 ran on a day.
fn ran_on(day: Date, byte: u8) -> Command {
    let mut evidence = review();
    evidence.period = Window { from: day, until: day };
    add(evidence, &[file("review.pdf", byte)], &[("AC-1", day)])
}

fn person(firm: &Organisation, person: &str, judges: bool) -> Tasks {
    let selves = firm.registers.people.hats(person, firm.today()).selves;
    tasks(&firm.registers, Of::Person { selves: &selves, judges }, firm.today())
}

#[test]
fn r173_each_quarter_is_done_due_overdue_or_to_come() {
    let mut firm = since_january();
    let standing = |firm: &Organisation| -> Vec<(String, &'static str)> {
        let all = of(&firm.registers, "AC-1", year(), firm.today());
        all.iter().map(|one| (one.bucket.clone(), one.standing.id())).collect()
    };
    let quarters = |words: [&'static str; 4]| -> Vec<(String, &'static str)> {
        ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(str::to_owned).into_iter().zip(words).collect()
    };
    assert_eq!(standing(&firm), quarters(["overdue", "overdue", "overdue", "due"]));
    let id = firm.reviewed();
    assert_eq!(standing(&firm), quarters(["overdue", "overdue", "done", "due"]));
    let third = of(&firm.registers, "AC-1", quarter(3), firm.today()).remove(0);
    assert_eq!((third.from, third.due, third.full), (date(2026, 7, 1), date(2026, 9, 30), true));
    assert_eq!(third.owner.as_deref(), Some("carl"));
    // It came in 52 days after the quarter.
    let done = Standing::Done { evidence: id.clone(), on: date(2026, 9, 28), accepted: false, late: true };
    assert_eq!(third.standing, done);
    firm.by("paul", accept(&id, 1));
    let third = of(&firm.registers, "AC-1", quarter(3), firm.today()).remove(0);
    assert!(matches!(third.standing, Standing::Done { accepted: true, .. }));
    let next = Window { from: date(2027, 1, 1), until: date(2027, 3, 31) };
    assert_eq!(of(&firm.registers, "AC-1", next, firm.today())[0].standing, Standing::Later);
    assert_eq!(of(&firm.registers, "AC-1", quarter(3), date(2026, 9, 30)).len(), 1, "the last day still counts");
}

#[test]
fn r174_what_was_rejected_or_came_in_late_is_open_again_and_counted() {
    let mut firm = since_january();
    let id = firm.reviewed();
    let figures = person(&firm, "carl", false).figures;
    assert_eq!((figures.on_time, figures.due, figures.overdue, figures.shown_late), (1, 3, 2, 1));
    firm.by("paul", reject(&id, 1));
    let mine = person(&firm, "carl", false);
    assert_eq!((mine.figures.on_time, mine.figures.due, mine.figures.rejected), (0, 3, 1));
    let counted: Vec<&str> = mine.counted.iter().map(|one| one.bucket.as_str()).collect();
    assert_eq!(counted, ["2026-Q3", "2026-Q2", "2026-Q1"], "the list behind the figures");
    let overdue = &mine.tasks[0];
    assert_eq!((overdue.urgency, overdue.what.as_str(), overdue.more), (Urgency::Overdue, "2026-Q1", 2));
    assert_eq!(overdue.rejected, [id], "the task says which evidence was rejected");
    assert_eq!(mine.tasks[1].urgency, Urgency::Open, "the quarter that runs ends in more than a week");
}

#[test]
fn a_control_that_does_not_operate_has_no_tasks() {
    let mut firm = since_january();
    firm.by("carl", lives("AC-1", LifeStep::Operating, None));
    firm.by("carl", lives("AC-1", LifeStep::Designed, Some(date(2026, 1, 1))));
    assert!(of(&firm.registers, "AC-1", year(), TODAY).iter().all(|one| one.standing == Standing::NotInForce));
    let mine = person(&firm, "carl", false);
    assert!(mine.tasks.is_empty() && mine.figures.due == 0 && mine.controls == 0, "{mine:?}");
    firm.by("carl", lives("AC-1", LifeStep::Operating, Some(date(2026, 8, 1))));
    let mine = person(&firm, "carl", false);
    assert_eq!(mine.figures.due, 0, "it began in the middle of the third quarter, which decides nothing");
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: why() });
    assert!(person(&firm, "carl", false).tasks.is_empty());
}

#[test]
fn a_quarter_in_which_the_owner_changed_stands_once_for_each_version_and_decides_nothing() {
    let mut firm = since_january();
    versions(
        &mut firm.registers,
        &[(date(2026, 1, 1), Some(Frequency::Quarterly)), (date(2026, 5, 10), Some(Frequency::Quarterly))],
    );
    let second = of(&firm.registers, "AC-1", quarter(2), TODAY);
    let seen: Vec<_> = second.iter().map(|one| (one.version, one.from, one.due, one.full)).collect();
    let parts = [(1, date(2026, 4, 1), date(2026, 5, 9), false), (2, date(2026, 5, 10), date(2026, 6, 30), false)];
    assert_eq!(seen, parts);
    assert!(second.iter().all(|one| one.standing == Standing::Advisory), "{second:?}");
    let during = of(&firm.registers, "AC-1", quarter(2), date(2026, 6, 1));
    assert_eq!(during[0].standing, Standing::Advisory, "what the version before left is nobody's task");
    assert_eq!(during[1].standing, Standing::Due, "the part that has the end of the quarter is");
    firm.by("carl", ran_on(date(2026, 4, 20), 1));
    let during = of(&firm.registers, "AC-1", quarter(2), date(2026, 6, 1));
    assert!(matches!(during[0].standing, Standing::Done { .. }));
    assert_eq!(during[1].standing, Standing::Advisory, "the quarter was run in, under the version before");
}

#[test]
fn what_runs_all_the_time_wants_evidence_for_each_month() {
    let mut firm = since_january();
    versions(&mut firm.registers, &[(date(2026, 1, 1), Some(Frequency::Continuous))]);
    let september = Window { from: date(2026, 9, 1), until: date(2026, 9, 30) };
    let standing = |firm: &Organisation, today| of(&firm.registers, "AC-1", september, today)[0].standing.clone();
    assert_eq!(of(&firm.registers, "AC-1", september, TODAY)[0].bucket, "2026-09");
    assert_eq!(standing(&firm, date(2026, 9, 29)), Standing::Later, "the month is not over");
    assert_eq!(standing(&firm, date(2026, 9, 30)), Standing::Due);
    assert_eq!(standing(&firm, date(2026, 10, 30)), Standing::Due, "evidence is late after 30 days");
    assert_eq!(standing(&firm, date(2026, 10, 31)), Standing::Overdue);
    let part = |from, until| {
        let mut evidence = review();
        evidence.period = Window { from, until };
        evidence
    };
    firm.by("carl", add(part(date(2026, 8, 20), date(2026, 9, 14)), &[file("a", 1)], &[("AC-1", date(2026, 9, 14))]));
    assert_eq!(standing(&firm, TODAY), Standing::Overdue, "half a month is no month");
    firm.by("carl", add(part(date(2026, 9, 16), date(2026, 9, 30)), &[file("b", 2)], &[("AC-1", date(2026, 9, 30))]));
    assert_eq!(standing(&firm, TODAY), Standing::Overdue, "a day is missing");
    let both = add(part(date(2026, 9, 15), date(2026, 9, 15)), &[file("c", 3)], &[("AC-1", date(2026, 9, 15))]);
    firm.by("carl", both);
    assert!(matches!(standing(&firm, TODAY), Standing::Done { evidence, .. } if evidence == "EV-2"));
}

#[test]
fn what_runs_all_the_time_is_told_by_the_day_on_which_it_would_be_late() {
    let mut firm = since_january();
    versions(&mut firm.registers, &[(date(2026, 9, 1), Some(Frequency::Continuous))]);
    let all = |today| tasks(&firm.registers, Of::Everybody, today);
    let run = |today| {
        let found = all(today).tasks.into_iter().find(|task| task.kind == TaskKind::Run).unwrap();
        (found.what, found.due, found.urgency)
    };
    let (september, last) = ("2026-09".to_owned(), date(2026, 10, 30));
    assert_eq!(run(date(2026, 9, 30)), (september.clone(), Some(last), Urgency::Open), "thirty days are left");
    let told = |today| digest(&firm.registers, &all(today), 0).soon.len();
    assert_eq!((told(date(2026, 10, 22)), told(date(2026, 10, 23))), (0, 1), "a reminder tells it in its last week");
    assert_eq!(run(last), (september.clone(), Some(last), Urgency::Soon));
    assert_eq!(run(date(2026, 10, 31)), (september, Some(last), Urgency::Overdue));
    let on = |first: Date| {
        let month = month(&firm.registers, Of::Everybody, first, last);
        let runs = month.days.into_iter().flat_map(|day| day.runs.into_iter().map(move |one| (day.day, one.bucket)));
        runs.collect::<Vec<_>>()
    };
    assert_eq!(on(date(2026, 9, 1)), [], "no day of the month itself is its last");
    assert_eq!(on(date(2026, 10, 1)), [(last, "2026-09".to_owned())]);
}

#[test]
fn nothing_is_expected_of_what_an_event_asks_for_or_has_no_frequency() {
    let mut firm = since_january();
    for frequency in [Some(Frequency::EventDriven), None] {
        versions(&mut firm.registers, &[(date(2026, 1, 1), frequency)]);
        assert!(of(&firm.registers, "AC-1", year(), TODAY).is_empty());
    }
}

#[test]
fn requests_and_judgements_are_tasks_of_whom_they_concern() {
    let mut firm = since_january();
    let request = firm.new_by("paul", ask("AC-1", "tina", date(2026, 11, 25)));
    let late = firm.new_by("paul", ask("AC-1", "tina", TODAY));
    let id = firm.reviewed();
    let tina = person(&firm, "tina", false);
    let seen: Vec<_> = tina.tasks.iter().map(|task| (task.kind, task.object.as_str(), task.urgency)).collect();
    assert_eq!(
        seen,
        [(TaskKind::Request, late.as_str(), Urgency::Soon), (TaskKind::Request, request.as_str(), Urgency::Soon)]
    );
    assert_eq!(tina.tasks[0].due, Some(TODAY));
    firm.days_pass(1);
    assert_eq!(person(&firm, "tina", false).tasks[0].urgency, Urgency::Overdue);
    let judge = |firm: &Organisation, who: &str, judges| {
        person(firm, who, judges).tasks.iter().filter(|task| task.kind == TaskKind::Judge).count()
    };
    assert_eq!((judge(&firm, "paul", true), judge(&firm, "paul", false)), (1, 0), "only who may judge");
    assert_eq!(judge(&firm, "carl", true), 0, "not who handed it in");
    let everybody = tasks(&firm.registers, Of::Everybody, firm.today());
    assert_eq!(everybody.tasks.iter().filter(|task| task.kind == TaskKind::Judge).count(), 1);
    let overdue = everybody.tasks.iter().filter(|task| task.urgency == Urgency::Overdue).count();
    assert_eq!(overdue, 2, "the quarters of AC-1, and one request");
    firm.by("mark", accept(&id, 1));
    assert_eq!(judge(&firm, "paul", true), 0);
    let close = EvidenceCommand::CloseRequest { id: late, reason: why() };
    firm.by("paul", Command::Evidence(close));
    assert_eq!(person(&firm, "tina", false).tasks.len(), 1);
}

#[test]
fn evidence_to_judge_stands_by_its_number() {
    let mut firm = since_january();
    let handed_in: Vec<String> =
        (0..12).map(|at| firm.new_by("paul", add(review(), &[file(&format!("review-{at}.pdf"), 3)], &[]))).collect();
    let all = person(&firm, "mark", true).tasks;
    let waiting: Vec<String> =
        all.into_iter().filter(|task| task.kind == TaskKind::Judge).map(|task| task.object).collect();
    assert_eq!(waiting, handed_in, "EV-2 before EV-10");
}

#[test]
fn rejected_evidence_that_no_run_asks_for_is_for_whoever_handed_it_in() {
    let mut firm = since_january();
    let about_nothing = firm.new_by("paul", add(review(), &[file("review.pdf", 3)], &[]));
    let shows_a_run = firm.reviewed();
    firm.by("mark", reject(&about_nothing, 1));
    firm.by("mark", reject(&shows_a_run, 1));
    let again = |firm: &Organisation, who: &str| -> Vec<(String, String, Option<String>)> {
        let all = person(firm, who, false).tasks.into_iter().filter(|task| task.kind == TaskKind::HandInAgain);
        all.map(|task| (task.object, task.what, task.person)).collect()
    };
    let told = (about_nothing.clone(), "the list has no date".to_owned(), Some("paul".to_owned()));
    assert_eq!(again(&firm, "paul"), std::slice::from_ref(&told), "once, with the reason");
    assert_eq!(again(&firm, "carl"), [], "the occurrence of AC-1 is open again and names the other");
    let registers = &firm.registers;
    let paul = ["paul".to_owned()];
    let all = tasks(registers, Of::Person { selves: &paul, judges: false }, firm.today());
    assert_eq!(digest(registers, &all, 0).asked.iter().filter(|task| task.object == told.0).count(), 1);
    assert!(digest(registers, &all, i64::MAX).asked.is_empty(), "told once");
    firm.by("paul", revise(&about_nothing, review(), &[file("review-2.pdf", 4)]));
    assert_eq!(again(&firm, "paul"), [], "a new version waits to be judged");
}

#[test]
fn who_stands_in_for_the_owner_has_the_owners_tasks() {
    let mut firm = since_january();
    assert!(person(&firm, "tina", false).tasks.is_empty());
    firm.by("carl", firm.deputy("carl", "tina", 30));
    assert_eq!(person(&firm, "tina", false).tasks.len(), person(&firm, "carl", false).tasks.len());
    firm.does(assign("AC-1", None));
    assert!(person(&firm, "carl", false).tasks.is_empty());
    let all = tasks(&firm.registers, Of::Everybody, firm.today());
    assert!(all.tasks.iter().any(|task| task.object == "AC-1" && task.person.is_none()), "{all:?}");
    assert!(all.figures.without_owner > 0);
}

#[test]
fn a_month_holds_what_is_due_in_it_day_by_day_with_its_holidays() {
    let mut firm = since_january();
    let holidays: Holidays = [(date(2026, 12, 25), "Christmas Day".to_owned())].into();
    firm.by("olga", Command::Operation(OperationCommand::SetHolidays { holidays }));
    firm.by("paul", ask("AC-1", "carl", date(2026, 12, 10)));
    let carl = ["carl".to_owned()];
    let mine = |of| month(&firm.registers, of, date(2026, 12, 17), firm.today());
    let december = mine(Of::Person { selves: &carl, judges: false });
    assert_eq!((december.days.len(), december.first, december.left_out), (31, date(2026, 12, 1), 0));
    let day = |number: usize| &december.days[number - 1];
    assert_eq!(day(25).holiday.as_deref(), Some("Christmas Day"));
    assert_eq!(day(10).requests.len(), 1);
    assert_eq!(day(31).runs[0].bucket, "2026-Q4");
    assert_eq!(december.days.iter().map(|day| day.runs.len()).sum::<usize>(), 1);
    let everybody = mine(Of::Everybody);
    let weeks = everybody.days.iter().flat_map(|day| &day.runs).filter(|one| one.control == "AC-2").count();
    assert_eq!(weeks, 4, "the weekly AC-2, which nobody owns, ends its weeks on four Sundays");
    let nobody = ["person-9".to_owned()];
    let theirs = mine(Of::Person { selves: &nobody, judges: true });
    assert!(theirs.days.iter().all(|day| day.runs.is_empty() && day.requests.is_empty()));
    assert!(firm.registers.people.members.contains_key(FIRST));
}

#[derive(Clone, Debug)]
struct Case {
    frequency: Frequency,
    range: Window,
    changed: Date,
    runs: Vec<Date>,
    holidays: Holidays,
}

fn cases() -> impl Strategy<Value = Case> {
    let frequencies: Vec<Frequency> =
        Frequency::ALL.into_iter().filter(|f| !matches!(f, Frequency::EventDriven | Frequency::Continuous)).collect();
    let runs = prop::collection::vec(0_i64..700, 0..12);
    let off = prop::collection::vec(0_i64..700, 0..12);
    (prop::sample::select(frequencies), 0_i64..400, 0_i64..300, 0_i64..700, runs, off).prop_map(
        |(frequency, begins, length, changed, runs, off)| {
            let day = |n: i64| date(2024, 12, 20) + n.days();
            let range = Window { from: day(begins), until: day(begins + length) };
            let holidays = off.into_iter().map(|n| (day(n), "a holiday".to_owned())).collect();
            Case { frequency, range, changed: day(changed), runs: runs.into_iter().map(day).collect(), holidays }
        },
    )
}

fn with(case: &Case, all: &[(Date, Option<Frequency>)]) -> Registers {
    let mut firm = running();
    for (n, ran) in case.runs.iter().enumerate() {
        firm.by("carl", ran_on(*ran, u8::try_from(n).unwrap()));
    }
    firm.registers.operations.holidays.clone_from(&case.holidays);
    versions(&mut firm.registers, all);
    firm.registers
}

/// A day by which all of it is over.
const AFTER: Date = date(2029, 1, 1);

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_bucket_of_a_range_is_exactly_one_occurrence(case in cases()) {
        let registers = with(&case, &[(date(2020, 1, 1), Some(case.frequency))]);
        let found = of(&registers, "AC-1", case.range, AFTER);
        let wanted = buckets(case.frequency, case.range, &case.holidays);
        let names = |all: &[Occurrence]| all.iter().map(|one| one.bucket.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&found), wanted.iter().map(|b| b.name.clone()).collect::<Vec<_>>());
        for (one, bucket) in found.iter().zip(&wanted) {
            prop_assert_eq!((one.from, one.due, one.full), (bucket.from, bucket.until, true));
        }
        // Over the whole of these buckets, what is overdue is what the window check misses.
        if let (Some(first), Some(last)) = (wanted.first(), wanted.last()) {
            let window = Window { from: first.from, until: last.until };
            let missing = check(case.frequency, window, &case.runs, &case.holidays).missing;
            let overdue: Vec<Occurrence> = found.into_iter().filter(|one| one.standing == Standing::Overdue).collect();
            prop_assert_eq!(names(&overdue), missing);
        }
    }

    #[test]
    fn a_change_inside_a_bucket_gives_one_occurrence_for_each_part(case in cases()) {
        let both = [(date(2020, 1, 1), Some(case.frequency)), (case.changed, Some(case.frequency))];
        let registers = with(&case, &both);
        let found = of(&registers, "AC-1", case.range, AFTER);
        for bucket in buckets(case.frequency, case.range, &case.holidays) {
            let parts: Vec<&Occurrence> = found.iter().filter(|one| one.bucket == bucket.name).collect();
            let cut = bucket.from < case.changed && case.changed <= bucket.until;
            let touched = |from: Date, until: Date| from <= case.range.until && case.range.from <= until;
            let before = case.changed.yesterday().unwrap();
            let expected: Vec<(u32, Date, Date)> = if cut {
                [(1, bucket.from, before), (2, case.changed, bucket.until)].into()
            } else {
                [(if bucket.from < case.changed { 1 } else { 2 }, bucket.from, bucket.until)].into()
            };
            let expected: Vec<_> = expected.into_iter().filter(|(_, from, until)| touched(*from, *until)).collect();
            prop_assert_eq!(parts.iter().map(|o| (o.version, o.from, o.due)).collect::<Vec<_>>(), expected);
            prop_assert!(parts.iter().all(|one| one.full != cut));
            prop_assert!(!cut || parts.iter().all(|one| one.standing != Standing::Overdue));
        }
    }
}
