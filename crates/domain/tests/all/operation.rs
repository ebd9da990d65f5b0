//! How controls operate: versions by date, the steps of their life, holidays.

use crate::evidence::{lives, operates, running};
use crate::library;
use crate::library::TODAY;
use crate::people::{assign, why};
use domain::command::{Command, OperationCommand};
use domain::values::{EvidenceType, Execution, Frequency, Life, LifeStep, Nature, Operation, Status, Window};
use jiff::civil::date;

fn on(systems: &[&str]) -> Operation {
    Operation { systems: systems.iter().map(|s| (*s).to_owned()).collect(), ..Operation::default() }
}

fn frequency(firm: &library::Organisation, id: &str, frequency: Frequency) -> Command {
    let mut control = firm.registers.controls[id].control.clone();
    control.frequency = Some(frequency);
    Command::ReviseControl { control }
}

#[test]
fn a_change_of_wording_owner_frequency_or_system_makes_a_version_and_nothing_else_does() {
    let mut firm = running();
    let versions = |firm: &library::Organisation| firm.registers.operations.controls["AC-1"].versions.len();
    firm.days_pass(10);
    let before = versions(&firm);
    let mut control = firm.registers.controls["AC-1"].control.clone();
    control.policy = "Access policy".into();
    firm.does(Command::ReviseControl { control });
    assert_eq!(versions(&firm), before, "another policy is no other control");
    firm.does(frequency(&firm, "AC-1", Frequency::Monthly));
    assert_eq!(versions(&firm), before + 1);
    firm.days_pass(10);
    firm.does(assign("AC-1", Some("paul")));
    assert_eq!(versions(&firm), before + 2);
    firm.days_pass(10);
    firm.does(operates("AC-1", on(&["Portal"]), firm.today()));
    assert_eq!(versions(&firm), before + 3);
    firm.does(operates("AC-1", Operation { key: true, ..on(&["Portal"]) }, firm.today()));
    assert_eq!(versions(&firm), before + 3, "key or not is the same control");
    let of = &firm.registers.operations.controls["AC-1"];
    assert_eq!(of.newest().unwrap().owner, "paul");
    assert_eq!(of.on(TODAY).unwrap().frequency, Some(Frequency::Quarterly));
    let parts = of.parts(Window { from: TODAY, until: firm.today() });
    let days: Vec<_> = parts.iter().map(|(version, part)| (version.number, part.from, part.until)).collect();
    assert_eq!(days.len(), before + 3);
    assert!(days.windows(2).all(|pair| pair[0].2.tomorrow().unwrap() == pair[1].1), "no day between them: {days:?}");
}

#[test]
fn what_was_in_force_for_no_day_was_no_version() {
    let mut firm = running();
    firm.days_pass(10);
    let before = firm.registers.operations.controls["AC-1"].versions.len();
    firm.does(frequency(&firm, "AC-1", Frequency::Monthly));
    firm.does(frequency(&firm, "AC-1", Frequency::Weekly));
    let of = &firm.registers.operations.controls["AC-1"];
    assert_eq!((of.versions.len(), of.newest().unwrap().frequency), (before + 1, Some(Frequency::Weekly)));
}

#[test]
fn a_version_cannot_begin_in_the_future_or_before_the_one_it_changes() {
    let mut firm = running();
    assert_eq!(firm.refuses(operates("AC-1", on(&["Portal"]), date(2027, 1, 1))).code(), "in_the_future");
    let early = firm.refuses(operates("AC-1", on(&["Portal"]), date(2020, 1, 1)));
    assert!(early.to_string().contains("began on 2026-11-21"), "{early}");
    firm.does(operates("AC-1", on(&["Portal"]), TODAY));
    assert_eq!(firm.refuses(operates("AC-1", on(&["Portal"]), TODAY)).code(), "nothing_to_change");
    assert_eq!(firm.refuses(operates("AC-1", on(&[" "]), TODAY)).code(), "empty");
    let limit = Operation { limit_days: Some(9_999), ..Operation::default() };
    assert_eq!(firm.refuses(operates("AC-1", limit, TODAY)).code(), "not_possible");
    assert_eq!(firm.refuses(operates("AC-9", Operation::default(), TODAY)).code(), "unknown");
}

#[test]
fn life_goes_step_by_step_and_can_be_taken_back() {
    let mut firm = running();
    let life = |firm: &library::Organisation, id: &str| {
        let held = &firm.registers.controls[id];
        firm.registers.operations.life(held)
    };
    assert_eq!(life(&firm, "AC-1"), Life::Operating, "in place, says its status");
    firm.by("carl", lives("AC-1", LifeStep::Designed, Some(date(2026, 1, 10))));
    assert_eq!(life(&firm, "AC-1"), Life::Designed, "what was recorded says more than the status");
    let before = firm.not_by("carl", lives("AC-1", LifeStep::Operating, Some(date(2026, 1, 9))));
    assert!(before.to_string().contains("2026-01-10"), "{before}");
    firm.by("carl", lives("AC-1", LifeStep::Operating, Some(date(2026, 2, 1))));
    assert_eq!(life(&firm, "AC-1"), Life::Operating);
    let of = &firm.registers.operations.controls["AC-1"];
    assert_eq!(of.versions[0].from, date(2026, 2, 1), "it operated before it was recorded here");
    assert!(of.versions[0].recorded_us > 0, "and when that was recorded stays");
    assert_eq!(firm.not_by("carl", lives("AC-1", LifeStep::Designed, None)).code(), "not_possible");
    assert_eq!(firm.not_by("carl", lives("AC-1", LifeStep::Implemented, None)).code(), "nothing_to_change");
    firm.by("carl", lives("AC-1", LifeStep::Operating, None));
    assert_eq!(life(&firm, "AC-1"), Life::Designed);
    assert_eq!(firm.not_by("carl", lives("AC-1", LifeStep::Operating, Some(date(2027, 1, 1)))).code(), "in_the_future");
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: why() });
    assert_eq!(life(&firm, "AC-1"), Life::Retired);
}

#[test]
fn r212_a_control_does_not_operate_without_wording_frequency_owner_and_limit() {
    let mut firm = running();
    let refusal = firm.refuses(lives("AC-2", LifeStep::Operating, Some(TODAY)));
    assert!(refusal.to_string().contains("without an owner"), "{refusal}");
    firm.does(lives("AC-2", LifeStep::Designed, Some(TODAY)));
    let mut bare = library::control("AC-3", "");
    bare.status = Status::Planned;
    firm.does(Command::AddControl { control: bare.clone() });
    assert!(firm.refuses(lives("AC-3", LifeStep::Designed, Some(TODAY))).to_string().contains("wording"));
    bare.activity = "Somebody does something".into();
    firm.does(Command::ReviseControl { control: bare.clone() });
    assert!(firm.refuses(lives("AC-3", LifeStep::Designed, Some(TODAY))).to_string().contains("frequency"));
    bare.frequency = Some(Frequency::EventDriven);
    firm.does(Command::ReviseControl { control: bare });
    firm.does(assign("AC-3", Some("carl")));
    assert!(firm.refuses(lives("AC-3", LifeStep::Operating, Some(TODAY))).to_string().contains("limit"));
    let operation = Operation {
        nature: Some(Nature::Preventive),
        execution: Some(Execution::Manual),
        limit_days: Some(5),
        evidence: [EvidenceType::PeopleRecord].into(),
        ..Operation::default()
    };
    firm.by("carl", operates("AC-3", operation, TODAY));
    firm.by("carl", lives("AC-3", LifeStep::Operating, Some(TODAY)));
    assert_eq!(firm.not_by("tina", lives("AC-3", LifeStep::Operating, None)).code(), "not_allowed");
}

#[test]
fn holidays_have_names() {
    let mut firm = running();
    let set = |day, name: &str| {
        let holidays = [(day, name.to_owned())].into();
        Command::Operation(OperationCommand::SetHolidays { holidays })
    };
    firm.by("olga", set(date(2026, 12, 25), " Christmas Day "));
    assert_eq!(firm.registers.operations.holidays[&date(2026, 12, 25)], "Christmas Day");
    assert_eq!(firm.refuses(set(date(2026, 12, 25), "Christmas Day")).code(), "nothing_to_change");
    assert_eq!(firm.refuses(set(date(2026, 12, 26), "")).code(), "empty");
    assert_eq!(firm.not_by("carl", set(date(2026, 12, 26), "Boxing Day")).code(), "not_allowed");
}
