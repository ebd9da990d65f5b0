//! Populations and samples: what has to be said, what is checked before a list is frozen, and draws that can be repeated.

use crate::engagement;
use crate::engagement::{says, type1};
use crate::library;
use crate::people::rests_on;
use crate::testing::*;
use domain::command::{Command, OperationCommand, TestingCommand};
use domain::registers::engagement::guards::populations_missing;
use domain::reports::engagement::{CellState, Status, earliest_clean_start, heat, window_report};
use domain::reports::testing::{Missing, event_cases, list_checks, recipe, testing_report};
use domain::rules::testing::list_sha256;
use domain::values::testing::{
    Accuracy, Completeness, CompletenessResult, Draw, DrawMethod, MAX_ITEMS, Population, PopulationItem,
};
use domain::values::{Duty, Frequency, Operation, SampleRule, SamplingProfile, SamplingRisk, Window};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn a_population_needs_source_query_extraction_and_items_of_its_period() {
    let firm = fieldwork();
    let no = |change: &dyn Fn(&mut Population), words: &[&str]| {
        let mut population = population(changes(3));
        change(&mut population);
        says(&firm.refuses(record(population)), words);
    };
    no(&|p| p.engagement = "EN-7".into(), &["EN-7"]);
    no(&|p| p.control = "GV-9".into(), &["control in scope", "GV-9"]);
    no(&|p| p.title = " ".into(), &["the title"]);
    no(&|p| p.source.system = String::new(), &["the system"]);
    no(&|p| p.source.query = String::new(), &["the query"]);
    no(&|p| p.source.query = "DELETE FROM changes RETURNING id".into(), &["DELETE FROM", "changes the data", "SELECT"]);
    no(&|p| p.source.extracted_by = String::new(), &["who extracted it"]);
    no(&|p| p.source.extracted_on = date(2026, 7, 2), &["the day of the extraction", "future"]);
    no(&|p| p.period = Window { from: date(2025, 1, 1), until: date(2025, 2, 1) }, &["no day of the window"]);
    no(&|p| p.items[1].id = "CHG-001".into(), &["item 2", "stands twice"]);
    no(&|p| p.items[2].id = " ".into(), &["item 3", "no id"]);
    no(&|p| p.items[0].id = "x".repeat(65), &["item 1", "64"]);
    no(&|p| p.items[0].on = date(2026, 7, 1), &["item 1", "2026-07-01", "2026-06-30"]);
    no(&|p| p.accuracy = Accuracy { checked: 1, matched: 2, ..Accuracy::default() }, &["2 of 1"]);
    no(&|p| p.items = vec![p.items[0].clone(); MAX_ITEMS + 1], &["100000"]);
    let nothing = Population { completeness: Completeness::default(), ..population(Vec::new()) };
    says(&firm.refuses(record(nothing)), &["completeness", "proof"]);
}

#[test]
fn a_list_is_frozen_when_it_is_checked_and_its_count_agrees() {
    let mut firm = fieldwork();
    firm.by("carl", record(Population { claimed_count: Some(4), ..population(changes(3)) }));
    says(&firm.not_by("carl", freeze("PO-1")), &["the source has 4 rows, the list 3"]);
    let open = Completeness { result: CompletenessResult::NotDone, ..Completeness::default() };
    let unchecked = Population { completeness: open, accuracy: Accuracy::default(), ..population(changes(3)) };
    firm.by("carl", revise("PO-1", unchecked));
    says(&firm.refuses(freeze("PO-1")), &["completeness was not checked", "accuracy was not checked"]);
    let gaps = Completeness { result: CompletenessResult::Gaps, ..population(Vec::new()).completeness };
    firm.does(revise("PO-1", Population { completeness: gaps, ..population(changes(3)) }));
    says(&firm.refuses(freeze("PO-1")), &["gaps"]);
    let wrong = Accuracy { checked: 3, matched: 1, note: String::new() };
    firm.does(revise("PO-1", Population { accuracy: wrong, claimed_count: None, ..population(changes(3)) }));
    says(&firm.refuses(freeze("PO-1")), &["of 3 items looked up, 2 are not as the source has it", "how many rows"]);
    firm.does(revise("PO-1", population(changes(3))));
    says(&firm.refuses(revise("PO-1", population(changes(3)))), &["PO-1"]);
    firm.does(freeze("PO-1"));
    let held = firm.population("PO-1");
    assert_eq!((held.versions, held.frozen.as_ref().unwrap().sha256.len()), (5, 64));
    rests_on(&firm.refuses(revise("PO-1", population(changes(2)))), Duty::ApprovedIsFixed);
    rests_on(&firm.refuses(freeze("PO-1")), Duty::ApprovedIsFixed);
    let mut other = population(changes(3));
    other.control = "GV-1".into();
    firm.does(record(population(changes(3))));
    says(&firm.refuses(revise("PO-2", other)), &["PO-2 is the population of CH-1"]);
}

#[test]
fn a_list_that_was_extracted_before_its_period_ended_is_not_frozen() {
    let mut firm = fieldwork();
    let mut early = population(changes(3));
    early.source.extracted_on = date(2026, 6, 29);
    firm.does(record(early.clone()));
    let lacks = list_checks(&early).lacking;
    assert_eq!(
        lacks,
        ["it was extracted on 2026-06-29, and its period ends on 2026-06-30: what came after is not in it"]
    );
    says(&firm.refuses(freeze("PO-1")), &["extracted on 2026-06-29", "extract it again when its period is over"]);
    early.period.until = date(2026, 6, 29);
    firm.does(revise("PO-1", early));
    firm.does(freeze("PO-1"));
    // It is the list of an earlier stretch then, and the window wants the rest.
    let rest = "the population of CH-1 from 2026-06-29 to 2026-06-30".to_owned();
    assert!(populations_missing(&firm.registers, "EN-1").contains(&rest));
    let status = |firm: &library::Organisation, on| {
        let report = window_report(&firm.registers, "EN-1", on).unwrap();
        report.controls.iter().find(|one| one.control == CHANGE).unwrap().status
    };
    assert_eq!(status(&firm, day(6, 30)), Status::Complete, "until the window is over a list cannot reach to its end");
    assert_eq!(status(&firm, day(7, 1)), Status::PopulationWanted);
    firm.does(record(population(changes(3))));
    firm.does(freeze("PO-2"));
    assert_eq!(status(&firm, day(7, 1)), Status::Complete);
    assert!(populations_missing(&firm.registers, "EN-1").iter().all(|missing| !missing.contains("CH-1")));
}

#[test]
fn the_hash_of_a_list_is_that_of_its_written_order() {
    let item = |id: &str, on, done| PopulationItem { id: id.into(), on, done };
    let list = [item("CHG-2", date(2026, 2, 2), None), item("CHG-10", date(2026, 2, 1), Some(date(2026, 2, 3)))];
    // printf 'CHG-10\t2026-02-01\t2026-02-03\nCHG-2\t2026-02-02\t-\n' | sha256sum
    let known = "3f4faac146474c6b3ddc49bbfbd82fab4e2f9306a0afc74923b8536a99fec469";
    assert_eq!(list_sha256(&list), known);
}

#[test]
fn an_empty_population_is_the_proof_that_nothing_happened() {
    let mut firm = fieldwork();
    assert!(populations_missing(&firm.registers, "EN-1").contains(&"the population of CH-1".to_owned()));
    firm.does(record(population(Vec::new())));
    firm.does(freeze("PO-1"));
    assert!(!populations_missing(&firm.registers, "EN-1").contains(&"the population of CH-1".to_owned()));
    assert_eq!(event_cases(&firm.registers, "EN-1", CHANGE), Some(Vec::new()));
    says(&firm.not_by("eve", draw(by_hash())), &["empty", "not exercised"]);
    let report = window_report(&firm.registers, "EN-1", day(7, 1)).unwrap();
    let control = report.controls.iter().find(|one| one.control == CHANGE).unwrap();
    assert_eq!(control.status, Status::NotExercised);
}

#[test]
fn an_event_answered_after_the_limit_is_late_and_one_without_an_answer_holds_a_clean_start_back() {
    let mut firm = fieldwork();
    let operation = Operation { limit_days: Some(5), ..Operation::default() };
    let from = day(1, 1);
    firm.does(Command::Operation(OperationCommand::SetOperation { control: CHANGE.into(), operation, from }));
    let item = |id: &str, on: (i8, i8), done: Option<(i8, i8)>| PopulationItem {
        id: id.into(),
        on: day(on.0, on.1),
        done: done.map(|(month, d)| day(month, d)),
    };
    let list = vec![
        item("CHG-1", (1, 12), Some((1, 14))),
        item("CHG-2", (2, 2), None),
        item("CHG-3", (3, 3), Some((3, 15))),
        item("CHG-4", (4, 1), Some((4, 2))),
    ];
    firm.does(record(population(list)));
    let report = window_report(&firm.registers, "EN-1", day(7, 1)).unwrap();
    let one = report.controls.iter().find(|one| one.control == CHANGE).unwrap();
    assert_eq!((one.status, one.full_buckets), (Status::Gap, 4));
    assert_eq!(
        (one.missing.as_slice(), one.late_events.as_slice()),
        (["CHG-2".to_owned()].as_slice(), ["CHG-3".to_owned()].as_slice())
    );
    let map = heat(&firm.registers, &report, Frequency::Monthly).unwrap();
    let row = map.rows.iter().find(|row| row.control == CHANGE).unwrap();
    let states: Vec<_> = row.cells.iter().map(|cell| cell.state).collect();
    let (run, event) = (CellState::Run, CellState::OnEvent);
    assert_eq!(states, [run, CellState::Missing, CellState::Late, run, event, event]);
    assert_eq!(row.cells[1].why, "no evidence for CHG-2");
    assert_eq!(row.cells[2].why, "answered after the limit: CHG-3");
    // From the day after the event that nobody answered on, the control is clean; a late answer is no gap.
    let whole = Window { from: day(1, 1), until: day(6, 30) };
    let start = earliest_clean_start(&firm.registers, "EN-1", whole, day(7, 1)).unwrap();
    let held = start.held_back.iter().find(|held| held.control == CHANGE).unwrap();
    assert_eq!((held.from, held.why), (Some(day(2, 3)), "an event before it has no evidence"));
    assert!(!start.unjudged.contains(&CHANGE.to_owned()));
}

#[test]
fn events_are_judged_by_the_newest_frozen_population() {
    let mut firm = fieldwork();
    assert_eq!(event_cases(&firm.registers, "EN-1", CHANGE), None);
    firm.does(record(population(changes(3))));
    firm.does(record(population(changes(5))));
    assert_eq!(event_cases(&firm.registers, "EN-1", CHANGE).unwrap().len(), 5);
    firm.does(freeze("PO-1"));
    let cases = event_cases(&firm.registers, "EN-1", CHANGE).unwrap();
    assert_eq!((cases.len(), cases[0].id.as_str(), cases[0].due_from), (3, "CHG-001", day(2, 1)));
}

#[test]
fn numbers_that_are_left_out_are_listed() {
    let mut list = changes(12);
    list.retain(|item| !["CHG-003", "CHG-004", "CHG-011"].contains(&item.id.as_str()));
    let checks = list_checks(&population(list));
    let sequence = &checks.sequences[0];
    assert_eq!((sequence.first, sequence.last, sequence.items, sequence.left_out), (1, 12, 9, 3));
    assert_eq!(sequence.gaps, ["CHG-003", "CHG-004", "CHG-011"]);
    assert_eq!((checks.agrees(), checks.done), (Some(true), 9));
    let mut odd = changes(2);
    odd[0].id = "first".into();
    assert!(list_checks(&population(odd)).sequences.is_empty(), "an id without number makes no sequence");
}

#[test]
fn a_type_1_has_no_population() {
    let mut firm = fieldwork();
    firm.does(engagement::plan(type1(date(2026, 7, 1))));
    let population = Population { engagement: "EN-2".into(), ..population(changes(1)) };
    says(&firm.refuses(record(population)), &["Type I", "design"]);
}

#[test]
fn k6_a_draw_takes_its_size_from_the_table_and_can_be_repeated() {
    let mut firm = fieldwork();
    says(&firm.refuses(draw(by_hash())), &["PO-1"]);
    firm.does(record(population(changes(80))));
    says(&firm.not_by("eve", draw(by_hash())), &["not frozen"]);
    firm.does(freeze("PO-1"));
    firm.by("eve", draw(by_hash()));
    let drawn = firm.sample("SA-1").sample.clone();
    assert_eq!((drawn.items.len(), drawn.computed, drawn.of), (8, 8, 80), "a tenth of 80");
    assert_eq!((drawn.frequency.as_str(), drawn.seed.as_str()), ("event_driven", "first"));
    assert_eq!(drawn.list_sha256, list_sha256(&firm.population("PO-1").population.items));
    firm.by("eve", draw(by_hash()));
    assert_eq!(firm.sample("SA-2").sample, drawn, "the same seed gives the same items");
    firm.by("eve", draw(Draw { seed: None, ..by_hash() }));
    assert_eq!(firm.sample("SA-3").sample.seed.len(), 8, "a seed of the moment");
    assert!(recipe(firm.sample("SA-1")).iter().any(|step| step.contains("\"first\"")));
    firm.by("eve", draw(Draw { method: DrawMethod::Systematic, ..by_hash() }));
    assert_eq!(firm.sample("SA-4").sample.items.len(), 8);
    assert!(recipe(firm.sample("SA-4")).iter().any(|step| step.contains("floor((start + i x 80) / 8)")));
}

#[test]
fn another_size_is_an_auditors_and_has_a_reason() {
    let mut firm = fieldwork();
    firm.frozen(80);
    let twelve = |reason: &str| Draw { size: Some(12), reason: reason.into(), ..by_hash() };
    says(&firm.refuses(draw(twelve("more"))), &["8, not 12", "auditor"]);
    says(&firm.not_by("eve", draw(twelve(""))), &["the reason"]);
    says(&firm.not_by("eve", draw(Draw { size: Some(81), ..twelve("all") })), &["81 of 80"]);
    firm.by("eve", draw(twelve("two releases a week")));
    firm.by("ivan", draw(twelve("two releases a week")));
    assert_eq!(firm.sample("SA-1").sample.items.len(), 12);
    firm.does(draw(Draw { size: Some(8), ..by_hash() }));
    assert_eq!(firm.sample("SA-3").sample.items.len(), 8, "the table's own size asks for no reason");
    says(&firm.not_by("otto", draw(by_hash())), &["may not draw a sample"]);
    says(&firm.not_by("carl", draw(by_hash())), &["draw a sample"]);
}

#[test]
fn items_can_be_named_and_sizes_be_statistical() {
    let mut firm = fieldwork();
    firm.frozen(80);
    let named = |ids: &[&str], reason: &str| Draw {
        method: DrawMethod::Named,
        named: ids.iter().map(|id| (*id).to_owned()).collect(),
        reason: reason.into(),
        ..by_hash()
    };
    says(&firm.not_by("eve", draw(named(&["CHG-099"], "high risk"))), &["no item `CHG-099`"]);
    says(&firm.not_by("eve", draw(named(&["CHG-001", "CHG-001"], "twice"))), &["named twice"]);
    says(&firm.not_by("eve", draw(named(&["CHG-001"], ""))), &["the reason"]);
    says(&firm.refuses(draw(named(&["CHG-001"], "easy ones"))), &["auditor"]);
    firm.by("eve", draw(named(&["CHG-030", "CHG-002"], "the largest releases")));
    assert_eq!(firm.sample("SA-1").sample.items, ["CHG-002", "CHG-030"], "in the order of the list");
    let statistical = |confidence: &str, tolerable: &str| Draw {
        method: DrawMethod::Statistical,
        confidence: confidence.into(),
        tolerable: tolerable.into(),
        ..by_hash()
    };
    says(&firm.not_by("eve", draw(statistical("95", "0.05"))), &["confidence", "0.95"]);
    says(&firm.not_by("eve", draw(statistical("0.95", ""))), &["tolerable rate"]);
    firm.by("eve", draw(statistical("0.95", "0.05")));
    let drawn = &firm.sample("SA-2").sample;
    assert_eq!((drawn.items.len(), drawn.confidence.as_str(), drawn.tolerable.as_str()), (59, "0.95", "0.05"));
}

#[test]
fn an_own_table_takes_the_place_of_the_librarys() {
    let mut firm = fieldwork();
    firm.frozen(80);
    let set = |profile: SamplingProfile| command(TestingCommand::SetSamplingProfile { profile: Box::new(profile) });
    let mut own = table("default");
    let row = own.rows.iter_mut().find(|row| row.frequency.id() == "event_driven").unwrap();
    (row.rule, row.sizes, row.source) = (SampleRule::Table, Some([3, 5, 7]), "agreed with the firm".into());
    firm.does(set(own.clone()));
    firm.does(draw(Draw { risk: Some(SamplingRisk::High), ..by_hash() }));
    let drawn = &firm.sample("SA-1").sample;
    assert_eq!((drawn.items.len(), drawn.table), (7, Some(7)));
    says(&firm.refuses(draw(by_hash())), &["risk"]);
    says(&firm.refuses(set(own.clone())), &["sampling profile default"]);
    says(&firm.refuses(set(SamplingProfile { id: "My Table".into(), ..own.clone() })), &["My Table"]);
    says(&firm.refuses(set(SamplingProfile { rows: Vec::new(), ..own.clone() })), &["the rows"]);
    let mut twice = own.clone();
    twice.rows.push(own.rows[0].clone());
    says(&firm.refuses(set(twice)), &["stands twice"]);
    let mut none = own.clone();
    none.rows[0].sizes = None;
    says(&firm.refuses(set(none)), &["sizes do not fit"]);
    own.rows[0].source = String::new();
    says(&firm.refuses(set(own)), &["the source of a row"]);
}

#[test]
fn a_table_is_chosen_for_the_organisation_or_for_one_engagement() {
    let mut firm = fieldwork();
    let choose = |engagement: Option<&str>, profile: SamplingProfile| {
        let engagement = engagement.map(str::to_owned);
        command(TestingCommand::ChooseSamplingProfile { engagement, profile: Box::new(profile) })
    };
    let named = |id: &str| SamplingProfile { id: id.into(), ..table("default") };
    let read = |firm: &library::Organisation| firm.registers.testing.chosen_profile("EN-1").to_owned();
    assert_eq!(read(&firm), "default", "until somebody chooses");
    says(&firm.refuses(choose(None, named("default"))), &["organisation"]);
    firm.does(choose(None, named("firm_b")));
    assert_eq!(read(&firm), "firm_b");
    assert_eq!(firm.registers.testing.chosen_profile("EN-9"), "firm_b");
    firm.does(choose(Some("EN-1"), named("default")));
    assert_eq!(read(&firm), "default", "an engagement's own choice goes before the organisation's");
    says(&firm.refuses(choose(Some("EN-1"), named("default"))), &["EN-1"]);
    says(&firm.refuses(choose(Some("EN-9"), named("firm_b"))), &["EN-9"]);
    says(&firm.refuses(choose(None, named("Not an id"))), &["Not an id"]);
    says(&firm.refuses(choose(None, SamplingProfile { rows: Vec::new(), ..named("firm_c") })), &["the rows"]);
}

#[test]
fn what_is_missing_of_a_control_is_said_in_the_order_of_the_work() {
    let mut firm = fieldwork();
    let missing = |firm: &library::Organisation| {
        let report = testing_report(&firm.registers, "EN-1").unwrap();
        report.controls.into_iter().find(|one| one.control == CHANGE).unwrap().missing
    };
    assert_eq!(missing(&firm), [Missing::Population, Missing::Test]);
    firm.does(record(population(changes(40))));
    assert_eq!(missing(&firm), [Missing::Frozen, Missing::Test]);
    firm.does(freeze("PO-1"));
    assert_eq!(missing(&firm), [Missing::Sample, Missing::Test]);
    firm.by("eve", draw(by_hash()));
    assert_eq!(missing(&firm), [Missing::Test]);
    let figures = testing_report(&firm.registers, "EN-1").unwrap().figures;
    assert_eq!((figures.controls, figures.wanted, figures.received, figures.frozen), (2, 2, 1, 1));
    assert!(testing_report(&firm.registers, "EN-9").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_a_list_does_not_change_its_hash(mut at in prop::collection::vec(0_usize..1_000, 1..40), turn in 0_usize..40) {
        at.sort_unstable();
        at.dedup();
        let all = changes(1_000);
        let list: Vec<PopulationItem> = at.iter().map(|n| all[*n].clone()).collect();
        let mut turned = list.clone();
        turned.rotate_left(turn % list.len());
        prop_assert_eq!(list_sha256(&list), list_sha256(&turned));
        let mut other = list.clone();
        other[0].done = None;
        prop_assert_ne!(list_sha256(&list), list_sha256(&other));
    }

    #[test]
    fn every_number_is_in_the_list_or_left_out(at in prop::collection::btree_set(0_usize..300, 1..60)) {
        let all = changes(300);
        let list: Vec<PopulationItem> = at.iter().map(|n| all[*n].clone()).collect();
        let checks = list_checks(&population(list));
        let one = &checks.sequences[0];
        prop_assert_eq!(one.last - one.first + 1, one.items as u64 + one.left_out);
        let known: std::collections::BTreeSet<String> = at.iter().map(|n| all[*n].id.clone()).collect();
        prop_assert!(one.gaps.iter().all(|gap| !known.contains(gap)));
    }
}
