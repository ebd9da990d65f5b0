//! The window of an engagement control by control (K5): versions, evidence that came late, what is due, the map, the clean
//! start, and what another window would do.

use crate::engagement::*;
use crate::library::{Organisation, control};
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::guards::populations_missing;
use domain::registers::engagement::scope::{controls_in_scope, in_scope};
use domain::reports::engagement::{
    CellState, ControlFinding, CriterionState, Status, WindowReport, earliest_clean_start, heat, what_if, window_report,
};
use domain::reports::testing::{Missing, TestStage};
use domain::values::description::{DescriptionState, OpinionKind};
use domain::values::testing::{ExceptionState, TestConclusion, TestOutcome};
use domain::values::{Control, EngagementState as State, Frequency, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const END: Date = date(2026, 7, 1);

fn report(firm: &Organisation, on: Date) -> WindowReport {
    window_report(&firm.registers, "EN-1", on).unwrap()
}

fn of<'a>(report: &'a WindowReport, control: &str) -> &'a ControlFinding {
    report.controls.iter().find(|one| one.control == control).unwrap()
}

/// A firm whose whole control and one more, quarterly, are examined; nothing ran.
fn examined(frequency: Frequency) -> Organisation {
    let mut firm = firm();
    firm.does(Command::AddControl { control: running("AC-1", "CC6.1", frequency) });
    firm.engaged(type2(), State::WindowOpen);
    firm
}

fn months(days: &[(i8, i8)]) -> Vec<Date> {
    days.iter().map(|(month, day)| date(2026, *month, *day)).collect()
}

/// R196 as well: what a Type II looks at is the operation on every part of its window.
#[test]
fn r173_r212_a_control_is_held_against_every_bucket_of_the_window() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran(WHOLE, &months(&[(1, 8), (2, 9), (3, 9), (4, 9), (6, 9)]));
    firm.ran("AC-1", &months(&[(2, 3), (6, 30)]));
    let report = report(&firm, END);
    let whole = of(&report, WHOLE);
    assert_eq!((whole.status, whole.full_buckets), (Status::Gap, 6));
    assert_eq!(whole.missing, ["2026-05"]);
    assert_eq!(whole.uncovered, [(date(2026, 5, 1), date(2026, 5, 31))]);
    let ac = of(&report, "AC-1");
    assert_eq!((ac.status, ac.full_buckets, ac.runs.len()), (Status::Complete, 2, 2));
    assert!(!report.so_far);
    assert_eq!(report.scope, "Security, window 2026-01-01 to 2026-06-30");
    assert_eq!(
        (report.figures.in_scope, report.figures.of(Status::Gap), report.figures.of(Status::Complete)),
        (2, 1, 1)
    );
}

#[test]
fn r213_each_criterion_says_how_its_controls_stand_over_the_period() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran("AC-1", &months(&[(2, 3), (6, 30)]));
    let report = report(&firm, END);
    let state = |id: &str| report.criteria.iter().find(|one| one.id == id).unwrap();
    assert_eq!(state("CC6.1").state, CriterionState::SomeGaps);
    assert_eq!(state("CC6.1").controls, [("AC-1".to_owned(), Status::Complete), (WHOLE.to_owned(), Status::Gap)]);
    assert_eq!(state("CC1.1").state, CriterionState::OnlyGaps);
    assert_eq!((report.figures.criteria, report.figures.only_gaps, report.figures.no_control), (33, 32, 0));
    firm.does(name("EN-1", named(&["AC-1"])));
    let report = window_report(&firm.registers, "EN-1", END).unwrap();
    assert_eq!((report.figures.no_control, report.figures.only_gaps), (32, 0));
}

#[test]
fn each_version_is_judged_for_its_part_and_a_change_of_words_hides_nothing() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran("AC-1", &[date(2026, 6, 3)]);
    // In the middle of the first quarter the wording changes: neither part holds the quarter, the window does.
    firm.on(date(2026, 2, 14));
    let reworded = Control { activity: "Olga reviews all rights.".into(), ..running("AC-1", "", Frequency::Quarterly) };
    firm.does(Command::ReviseControl { control: reworded.clone() });
    firm.on(date(2026, 3, 2));
    firm.operates_on("AC-1", "Production", date(2026, 3, 1));
    let report = report(&firm, END);
    let ac = of(&report, "AC-1");
    assert_eq!(ac.status, Status::Gap);
    assert_eq!(ac.missing, ["2026-Q1"]);
    let parts: Vec<_> = ac.parts.iter().map(|part| (part.version, part.window.from, part.changed.clone())).collect();
    let expected =
        [(1, date(2026, 1, 1), vec![]), (2, date(2026, 2, 14), vec!["wording"]), (3, date(2026, 3, 1), vec!["system"])];
    assert_eq!(parts, expected);
    assert!(ac.parts[2].recorded_afterwards && !ac.parts[1].recorded_afterwards);
    assert_eq!((ac.parts[2].runs, ac.parts[2].full_buckets, ac.parts[2].missing.len()), (1, 1, 0));
    assert_eq!(report.figures.changed, 1);
    // Another frequency begins a stretch of its own: the quarter that it cuts is advice.
    firm.on(date(2026, 4, 20));
    firm.does(Command::ReviseControl { control: Control { frequency: Some(Frequency::Monthly), ..reworded } });
    let ac = of(&window_report(&firm.registers, "EN-1", END).unwrap(), "AC-1").clone();
    assert_eq!(ac.missing, ["2026-Q1", "2026-05"]);
    assert_eq!(ac.advisory, ["2026-Q2", "2026-04"]);
    assert_eq!(ac.parts[3].changed, ["frequency"]);
}

#[test]
fn days_before_a_control_operated_are_said_and_not_counted_as_missing() {
    let mut firm = examined(Frequency::Monthly);
    firm.on(date(2026, 3, 10));
    firm.does(Command::AddControl { control: running("AC-2", "CC6.2", Frequency::Monthly) });
    firm.does(Command::AddControl {
        control: Control { status: domain::values::Status::Planned, ..control("AC-3", "CC6.3") },
    });
    firm.ran("AC-2", &months(&[(4, 1), (5, 1), (6, 1)]));
    let report = report(&firm, END);
    let two = of(&report, "AC-2");
    assert_eq!(two.not_in_force, [(date(2026, 1, 1), date(2026, 3, 9))]);
    assert_eq!((two.status, two.advisory.clone()), (Status::Complete, vec!["2026-03".to_owned()]));
    let three = of(&report, "AC-3");
    assert_eq!((three.status, three.not_in_force.clone()), (Status::NotInForce, vec![(WINDOW.from, WINDOW.until)]));
    assert!(of(&report, WHOLE).not_in_force.is_empty());
}

#[test]
fn a_control_that_is_retired_in_the_window_has_its_part() {
    let mut firm = examined(Frequency::Monthly);
    firm.does(name("EN-1", named(&["AC-1", WHOLE])));
    firm.ran("AC-1", &months(&[(1, 8), (2, 8)]));
    firm.on(date(2026, 3, 31));
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: "replaced".into() });
    let report = report(&firm, END);
    let one = of(&report, "AC-1");
    assert_eq!(one.not_in_force, [(date(2026, 4, 1), WINDOW.until)]);
    assert_eq!((one.status, one.missing.clone()), (Status::Gap, vec!["2026-03".to_owned()]));
}

#[test]
fn to_retire_a_linked_control_takes_no_gap_out_of_the_window() {
    let mut firm = examined(Frequency::Monthly);
    let draft = Control { status: domain::values::Status::Planned, ..running("DR-1", "CC6.1", Frequency::Monthly) };
    firm.does(Command::AddControl { control: draft });
    let scope = |firm: &Organisation| {
        let held = &firm.registers.engagements.engagements["EN-1"];
        let all = firm.registers.controls.keys().filter(|id| in_scope(&firm.registers, held, id));
        let alone: Vec<String> = all.cloned().collect();
        let together = controls_in_scope(&firm.registers, held);
        assert_eq!(together.iter().map(|own| own.control.id.clone()).collect::<Vec<_>>(), alone);
        alone
    };
    assert_eq!(scope(&firm), ["AC-1", "DR-1", WHOLE]);
    firm.ran("AC-1", &months(&[(1, 8), (2, 8)]));
    firm.on(date(2026, 3, 31));
    for id in ["AC-1", "DR-1"] {
        firm.does(Command::RetireControl { id: id.into(), reason: "replaced".into() });
    }
    assert_eq!(scope(&firm), ["AC-1", WHOLE], "what never operated has no part");
    let report = report(&firm, END);
    let one = of(&report, "AC-1");
    assert_eq!((one.status, one.missing.clone()), (Status::Gap, vec!["2026-03".to_owned()]));
    assert_eq!(one.not_in_force, [(date(2026, 4, 1), WINDOW.until)]);
    let held = &firm.registers.engagements.engagements["EN-1"];
    let next = domain::values::Engagement {
        kind: domain::values::Examination::Type2 {
            window: Window { from: date(2026, 4, 1), until: date(2026, 9, 30) },
        },
        ..held.engagement.clone()
    };
    let later = domain::registers::engagement::HeldEngagement { engagement: next, ..held.clone() };
    let ids = controls_in_scope(&firm.registers, &later);
    assert_eq!(ids.iter().map(|own| own.control.id.as_str()).collect::<Vec<_>>(), [WHOLE], "it was over before");
    let wanted = populations_missing(&firm.registers, "EN-1");
    assert!(wanted.contains(&"the population of AC-1".to_owned()), "{wanted:?}");
}

#[test]
fn a_continuous_control_is_shown_for_each_day_that_evidence_covers() {
    let mut firm = examined(Frequency::Continuous);
    let covers = |from, until| shows("AC-1", until, Window { from, until });
    firm.on(date(2026, 7, 1));
    firm.does(covers(date(2025, 12, 1), date(2026, 3, 10)));
    firm.does(covers(date(2026, 3, 5), date(2026, 5, 9)));
    firm.does(covers(date(2026, 5, 12), date(2026, 7, 1)));
    let report = report(&firm, date(2026, 7, 2));
    let one = of(&report, "AC-1");
    assert_eq!((one.status, one.full_buckets), (Status::Gap, 181));
    assert_eq!(one.missing, ["2026-05-10", "2026-05-11"]);
    assert_eq!(one.uncovered, [(date(2026, 5, 10), date(2026, 5, 11))]);
}

#[test]
fn an_item_shows_no_day_after_the_one_on_which_it_came() {
    let mut firm = examined(Frequency::Continuous);
    firm.on(date(2026, 3, 10));
    firm.does(shows("AC-1", date(2026, 3, 10), Window { from: date(2026, 1, 1), until: date(2026, 6, 30) }));
    let report = report(&firm, date(2026, 3, 20));
    let one = of(&report, "AC-1");
    assert_eq!(one.status, Status::Gap);
    assert_eq!((one.missing.first().unwrap().as_str(), one.missing.len()), ("2026-03-11", 9));
}

#[test]
fn what_did_not_happen_is_shown_by_an_empty_population() {
    let mut firm = firm();
    firm.does(Command::AddControl { control: running("IR-1", "CC7.4", Frequency::EventDriven) });
    firm.does(Command::AddControl { control: running("BC-1", "CC7.5", Frequency::Annual) });
    firm.does(Command::AddControl { control: running("BC-2", "CC7.5", Frequency::Annual) });
    firm.engaged(type2(), State::WindowOpen);
    let at_end = report(&firm, END);
    assert_eq!(of(&at_end, "IR-1").status, Status::PopulationWanted);
    assert_eq!(of(&at_end, "BC-1").status, Status::Unproved, "no full year lies in half of one");
    assert_eq!(of(&report(&firm, date(2026, 3, 1)), "BC-1").status, Status::NotDue);
    firm.on(END);
    let half = Window { from: date(2026, 1, 1), until: date(2026, 3, 31) };
    firm.does(shows(WHOLE, half.until, half));
    firm.does(shows(WHOLE, WINDOW.until, WINDOW));
    firm.does(unexercised("EN-1", "IR-1", "EV-1"));
    firm.does(unexercised("EN-1", "BC-1", "EV-2"));
    let at_end = report(&firm, END);
    assert_eq!(of(&at_end, "IR-1").status, Status::PopulationWanted, "the proof ends in March");
    assert!(!of(&at_end, "IR-1").proof.as_ref().unwrap().covers);
    assert_eq!(of(&at_end, "BC-1").status, Status::NotExercised);
    firm.does(unexercised("EN-1", "IR-1", "EV-2"));
    assert_eq!(of(&report(&firm, END), "IR-1").status, Status::NotExercised);
    firm.does(shows("BC-2", WINDOW.until, WINDOW));
    assert_eq!(of(&report(&firm, END), "BC-2").status, Status::Complete, "an item of a control is a run of it");
    firm.does(unexercised("EN-1", "BC-2", "EV-3"));
    let proved = report(&firm, END);
    assert_eq!(of(&proved, "BC-2").status, Status::NotExercised, "and what shows that nothing happened is none");
    assert_eq!(of(&proved, "BC-2").runs, []);
    firm.does(Command::Evidence(EvidenceCommand::WithdrawEvidence { id: "EV-2".into(), reason: "wrong list".into() }));
    assert_eq!(of(&report(&firm, END), "IR-1").status, Status::PopulationWanted, "withdrawn proof shows nothing");
}

#[test]
fn inside_an_open_window_it_is_said_what_is_missing_and_what_is_due() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran(WHOLE, &months(&[(1, 8), (3, 2)]));
    let now = report(&firm, date(2026, 3, 15));
    assert!(now.so_far);
    let whole = of(&now, WHOLE);
    assert_eq!((whole.status, whole.missing.clone(), whole.full_buckets), (Status::Gap, vec!["2026-02".to_owned()], 2));
    assert_eq!(whole.due, None, "March has its run");
    assert!(whole.advisory.is_empty(), "the month that is running is no advice");
    let ac = of(&now, "AC-1");
    assert_eq!((ac.status, ac.missing.len(), ac.full_buckets), (Status::NotDue, 0, 0));
    let due = ac.due.as_ref().unwrap();
    assert_eq!((due.bucket.as_str(), due.by, due.full), ("2026-Q1", date(2026, 3, 31), true));
    // The last day of a bucket is not over while it lasts.
    assert!(of(&report(&firm, date(2026, 3, 31)), "AC-1").missing.is_empty());
    assert_eq!(of(&report(&firm, date(2026, 4, 1)), "AC-1").missing, ["2026-Q1"]);
    let first = report(&firm, WINDOW.from);
    assert!(first.controls.iter().all(|one| one.status == Status::NotDue), "nothing is over on the first day");
}

#[test]
fn late_back_dated_and_after_the_close_are_marked_run_by_run() {
    let mut firm = examined(Frequency::Quarterly);
    let march = Window { from: date(2026, 3, 1), until: date(2026, 3, 31) };
    firm.on(date(2026, 4, 30));
    firm.does(shows("AC-1", date(2026, 3, 5), march));
    firm.on(date(2026, 5, 1));
    firm.does(shows("AC-1", date(2026, 3, 6), march));
    firm.on(WINDOW.until);
    let Command::Evidence(EvidenceCommand::AddEvidence { mut evidence, files, controls, answers }) =
        shows("AC-1", date(2026, 6, 20), Window { from: date(2026, 6, 1), until: WINDOW.until })
    else {
        unreachable!("an item is handed in")
    };
    evidence.collected = Some(date(2026, 6, 22));
    firm.does(Command::Evidence(EvidenceCommand::AddEvidence { evidence, files, controls, answers }));
    firm.does(to("EN-1", State::WindowClosed, ""));
    // An item from before the close that is said afterwards to show the control comes after it.
    firm.does(shows(WHOLE, WINDOW.until, WINDOW));
    let link = EvidenceCommand::LinkEvidence { id: "EV-1".into(), control: WHOLE.into(), ran: date(2026, 3, 5) };
    firm.does(Command::Evidence(link));
    let report = report(&firm, END);
    let marks: Vec<_> =
        of(&report, "AC-1").runs.iter().map(|run| (run.on.day(), run.late, run.back_dated, run.after_close)).collect();
    assert_eq!(marks, [(5, false, false, false), (6, true, false, false), (20, false, true, false)]);
    let whole: Vec<_> = of(&report, WHOLE).runs.iter().map(|run| (run.evidence.as_str(), run.after_close)).collect();
    assert_eq!(whole, [("EV-1", true), ("EV-4", true)]);
    assert_eq!(report.figures.came_late, 2);
}

#[test]
fn the_map_says_of_each_cell_why() {
    let mut firm = examined(Frequency::Quarterly);
    firm.on(date(2026, 2, 20));
    firm.does(Command::AddControl { control: running("AC-2", "CC6.2", Frequency::BusinessDay) });
    firm.ran(WHOLE, &months(&[(1, 8), (3, 2)]));
    firm.ran("AC-1", &[date(2026, 2, 3)]);
    let day = date(2026, 4, 15);
    let report = report(&firm, day);
    let map = heat(&firm.registers, &report, Frequency::Monthly).unwrap();
    assert_eq!(map.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>()[..2], ["2026-01", "2026-02"]);
    let states = |id: &str| -> Vec<CellState> {
        map.rows.iter().find(|row| row.control == id).unwrap().cells.iter().map(|cell| cell.state).collect()
    };
    use CellState::{Covered, Due, Missing, NotInForce, NotYetDue, Run};
    assert_eq!(states(WHOLE), [Run, Missing, Run, Due, NotYetDue, NotYetDue]);
    assert_eq!(states("AC-1"), [Covered, Run, Covered, Due, Due, Due]);
    assert_eq!(states("AC-2"), [NotInForce, Missing, Missing, Missing, NotYetDue, NotYetDue]);
    let row = |id: &str| map.rows.iter().find(|row| row.control == id).unwrap();
    assert_eq!(row(WHOLE).cells[1].why, "no run in 2026-02");
    assert_eq!(row("AC-1").cells[0].why, "the run of 2026-Q1 lies in another column");
    assert_eq!(row("AC-1").cells[1].evidence, ["EV-3"]);
    assert_eq!(row("AC-1").cells[3].why, "2026-Q2 is running: a run is due by 2026-06-30");
    assert_eq!(row("AC-2").cells[0].why, "it did not operate from 2026-01-01 to 2026-02-19");
    assert!(row("AC-2").cells[2].why.starts_with("no run in 2026-03-02, 2026-03-03, 2026-03-04 and 19 more, 22 of 22"));
    let fine = heat(&firm.registers, &report, Frequency::Weekly).unwrap();
    assert_eq!(fine.columns.len(), 27);
    for cell in map.rows.iter().chain(&fine.rows).flat_map(|row| &row.cells) {
        assert!(!cell.why.is_empty(), "{cell:?}");
    }
}

#[test]
fn a_map_with_too_many_columns_is_refused() {
    let mut firm = firm();
    let window = Window { from: date(2026, 1, 1), until: date(2030, 1, 1) };
    let long = domain::values::Engagement { kind: domain::values::Examination::Type2 { window }, ..type2() };
    firm.does(plan(long));
    let report = report(&firm, END);
    assert!(matches!(heat(&firm.registers, &report, Frequency::Continuous), Err(Refusal::TooMany { .. })));
    assert!(heat(&firm.registers, &report, Frequency::Monthly).is_ok());
}

#[test]
fn the_latest_control_holds_the_clean_start_back() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran(WHOLE, &months(&[(1, 8), (3, 2), (4, 2), (5, 2), (6, 2)]));
    firm.ran("AC-1", &[date(2026, 5, 3)]);
    let start = earliest_clean_start(&firm.registers, "EN-1", WINDOW, END).unwrap();
    // February is missing of one control, the first quarter of the other: each is left out by a day.
    assert_eq!(start.from, Some(date(2026, 2, 2)));
    let held: Vec<_> = start.held_back.iter().map(|one| (one.control.as_str(), one.from)).collect();
    assert_eq!(held, [(WHOLE, Some(date(2026, 2, 2))), ("AC-1", Some(date(2026, 1, 2)))]);
    let gaps = |from| {
        let what = what_if(&firm.registers, "EN-1", Window { from, until: WINDOW.until }, END).unwrap();
        what.after.of(Status::Gap)
    };
    assert_eq!((gaps(date(2026, 2, 2)), gaps(date(2026, 2, 1))), (0, 1), "and no day earlier");
    firm.on(END);
    firm.does(Command::AddControl {
        control: Control { status: domain::values::Status::Planned, ..control("AC-3", "CC6.3") },
    });
    let start = earliest_clean_start(&firm.registers, "EN-1", WINDOW, END).unwrap();
    assert_eq!(start.from, None);
    assert_eq!((start.held_back[0].control.as_str(), start.held_back[0].why), ("AC-3", "it does not operate"));
    assert!(earliest_clean_start(&firm.registers, "EN-1", WINDOW, WINDOW.from).is_err(), "no day is over");
}

#[test]
fn what_events_ask_for_has_no_clean_start() {
    let mut firm = examined(Frequency::EventDriven);
    firm.does(name("EN-1", named(&["AC-1"])));
    let nothing = earliest_clean_start(&firm.registers, "EN-1", WINDOW, END).unwrap_err();
    says(&nothing, &["no control in scope of EN-1 runs by the calendar"]);
}

#[test]
fn another_window_says_which_controls_would_stand_otherwise() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran(WHOLE, &months(&[(1, 8), (2, 8), (3, 2), (4, 2), (5, 2), (6, 2)]));
    firm.ran("AC-1", &[date(2026, 5, 3)]);
    let what = what_if(&firm.registers, "EN-1", Window { from: date(2026, 2, 1), until: WINDOW.until }, END).unwrap();
    assert_eq!(what.present, Some(WINDOW));
    assert_eq!((what.before.of(Status::Gap), what.after.of(Status::Gap)), (1, 0));
    let changes: Vec<_> =
        what.changes.iter().map(|c| (c.control.as_str(), c.before, c.after, c.missing_after)).collect();
    assert_eq!(changes, [("AC-1", Some(Status::Gap), Status::Complete, 0)]);
    assert!(matches!(what_if(&firm.registers, "EN-9", WINDOW, END), Err(Refusal::Unknown { .. })));
}

/// Every word for a step, a test, its outcome and conclusion, an exception and an opinion.
fn vocabulary() -> String {
    let mut said = String::new();
    macro_rules! all {
        ($($type:ty),*) => { $(for one in <$type>::ALL { said.push_str(&format!("{} {} ", one.id(), one.title())); })* };
    }
    all!(State, DescriptionState, OpinionKind, TestStage, Missing, TestOutcome, TestConclusion, ExceptionState);
    said
}

#[test]
fn r203_no_report_says_that_anybody_passes_or_fails() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran(WHOLE, &months(&[(1, 8), (3, 2)]));
    let report = report(&firm, END);
    let map = heat(&firm.registers, &report, Frequency::Monthly).unwrap();
    let advice = domain::reports::engagement::advice(&firm.registers, "EN-1", END).unwrap();
    let path = domain::reports::engagement::path(&firm.registers, "EN-1", END, 4, 3).unwrap();
    let mut text = format!("{report:?} {map:?} {advice:?} {path:?}");
    for status in Status::ALL {
        text.push_str(&format!("{} {} ", status.id(), status.title()));
    }
    for state in CellState::ALL {
        text.push_str(&format!("{} {} ", state.id(), state.title()));
    }
    use CriterionState::{NoControl, NoGap, OnlyGaps, SomeGaps};
    for state in [NoControl, OnlyGaps, SomeGaps, NoGap] {
        text.push_str(&format!("{} {} ", state.id(), state.title()));
    }
    text.push_str(&vocabulary());
    let tests = domain::reports::testing::testing_report(&firm.registers, "EN-1").unwrap();
    let text = format!("{text} {tests:?}").to_lowercase();
    for word in ["pass", "fail", "compliant"] {
        assert!(!text.contains(word), "`{word}` is no word of an examination");
    }
    assert!(domain::reports::wording::check(&text).is_empty());
}

#[test]
fn holidays_and_type1_are_what_they_are() {
    let mut firm = examined(Frequency::BusinessDay);
    let day = date(2026, 1, 6);
    let holidays = [(day, "Epiphany".to_owned())].into();
    firm.does(Command::Operation(OperationCommand::SetHolidays { holidays }));
    let early = report(&firm, date(2026, 1, 10));
    let missing = &of(&early, "AC-1").missing;
    assert_eq!(missing, &["2026-01-01", "2026-01-02", "2026-01-05", "2026-01-07", "2026-01-08", "2026-01-09"]);
    firm.does(plan(type1(date(2026, 3, 1))));
    let refusal = window_report(&firm.registers, "EN-2", END).unwrap_err();
    says(&refusal, &["Type I", "one day", "no window"]);
    assert!(matches!(window_report(&firm.registers, "EN-9", END), Err(Refusal::Unknown { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A run more never makes a gap, and the clean start is clean and is the earliest such day.
    #[test]
    fn a_run_more_never_makes_a_gap(runs in proptest::collection::btree_set(0i32..181, 0..12), more in 0i32..181, quarterly: bool) {
        let frequency = if quarterly { Frequency::Quarterly } else { Frequency::Monthly };
        let mut firm = examined(frequency);
        firm.does(name("EN-1", named(&["AC-1"])));
        let day = |at: i32| WINDOW.from.saturating_add(at.days());
        let days: Vec<Date> = runs.iter().map(|at| day(*at)).collect();
        firm.ran("AC-1", &days);
        let before = of(&report(&firm, END), "AC-1").clone();
        let start = earliest_clean_start(&firm.registers, "EN-1", WINDOW, END).unwrap().from;
        if let Some(start) = start {
            let gap = |from| {
                let window = Window { from, until: WINDOW.until };
                what_if(&firm.registers, "EN-1", window, END).unwrap().after.of(Status::Gap)
            };
            prop_assert_eq!(gap(start), 0);
            if start > WINDOW.from {
                prop_assert_eq!(gap(start.yesterday().unwrap()), 1);
            }
        }
        firm.ran("AC-1", &[day(more)]);
        let after = of(&report(&firm, END), "AC-1").clone();
        prop_assert!(after.missing.iter().all(|name| before.missing.contains(name)));
        prop_assert!(before.missing.len() <= after.missing.len() + 1);
    }
}

#[test]
fn k5_a_day_is_one_run_however_many_items_show_it() {
    let mut firm = examined(Frequency::Quarterly);
    firm.ran("AC-1", &[date(2026, 2, 3), date(2026, 2, 3), date(2026, 5, 4)]);
    let report = report(&firm, END);
    let ac = of(&report, "AC-1");
    assert_eq!((ac.runs.len(), ac.days_run()), (3, 2), "{:?}", ac.runs);
    assert_eq!(ac.parts[0].runs, 2, "{:?}", ac.parts);
}
