//! Rules about how controls operate: attributes with the day from which they hold, steps of life, holidays.

use super::{SHORT_TEXT, required};
use crate::command::OperationCommand;
use crate::event::{Event, OperationEvent};
use crate::refusal::Refusal;
use crate::registers::{Held, Registers};
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::nearest::nearest;
use crate::values::{Frequency, Holidays, LifeStep, Operation, State, Status};
use jiff::civil::Date;

/// Most systems of one control.
const MAX_SYSTEMS: usize = 100;
/// Most holidays.
const MAX_HOLIDAYS: usize = 2_000;
/// Longest limit of a control that an event asks for, in days.
const MAX_LIMIT: u32 = 3_650;

type Judged = Result<Vec<Event>, Refusal>;

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &OperationCommand, _by: &Badge) -> Object {
    match command {
        OperationCommand::SetOperation { control, .. } | OperationCommand::RecordLife { control, .. } => {
            Object::control(registers, control)
        }
        OperationCommand::SetHolidays { .. } => Object::plain(State::Live),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a OperationCommand) -> Option<(&'static str, &'a String)> {
    match command {
        OperationCommand::SetOperation { control, .. } | OperationCommand::RecordLife { control, .. } => {
            (!registers.controls.contains_key(control)).then_some(("control", control))
        }
        OperationCommand::SetHolidays { .. } => None,
    }
}

pub(super) fn decide(registers: &Registers, command: OperationCommand, stamp: &Stamp) -> Judged {
    match command {
        OperationCommand::SetOperation { control, operation, from } => set(registers, control, operation, from, stamp),
        OperationCommand::RecordLife { control, step, on } => life(registers, control, step, on, stamp),
        OperationCommand::SetHolidays { holidays } => set_holidays(registers, holidays),
    }
}

/// A control that is there and not retired.
pub(in crate::rules) fn live<'a>(registers: &'a Registers, id: &str) -> Result<&'a Held, Refusal> {
    let held = registers.controls.get(id).ok_or_else(|| Refusal::Unknown {
        what: "control",
        id: id.to_owned(),
        nearest: nearest(id, registers.controls.keys().map(String::as_str)).map(str::to_owned),
    })?;
    match held.control.status {
        Status::Retired => Err(Refusal::ControlRetired { id: id.to_owned() }),
        _ => Ok(held),
    }
}

fn set(registers: &Registers, control: String, operation: Operation, from: Date, stamp: &Stamp) -> Judged {
    live(registers, &control)?;
    if operation.systems.len() > MAX_SYSTEMS {
        return Err(Refusal::TooMany { what: "systems of one control", max: MAX_SYSTEMS });
    }
    let systems = operation.systems.iter().map(|system| required(system, "the system", "its name", SHORT_TEXT));
    let operation = Operation { systems: systems.collect::<Result<_, _>>()?, ..operation };
    if operation.limit_days.is_some_and(|days| days > MAX_LIMIT) {
        return Err(Refusal::NotPossible {
            sentence: format!("a limit of more than {MAX_LIMIT} days is none"),
            hint: "say within how many days of its event the control runs".to_owned(),
        });
    }
    if from > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day from which it is so" });
    }
    let held = registers.operations.controls.get(&control);
    if held.is_some_and(|held| held.operation == operation) {
        return Err(Refusal::NothingToChange { what: "the way the control operates".to_owned() });
    }
    if let Some(last) = held.and_then(|held| held.newest())
        && from < last.from
        && held.is_some_and(|held| held.operation.systems != operation.systems)
    {
        return Err(Refusal::NotPossible {
            sentence: format!("version {} of {control} began on {}", last.number, last.from),
            hint: "a change cannot begin before the version that it changes".to_owned(),
        });
    }
    Ok(vec![Event::Operation(OperationEvent::OperationSet { control, operation, from })])
}

fn life(registers: &Registers, control: String, step: LifeStep, on: Option<Date>, stamp: &Stamp) -> Judged {
    let held = live(registers, &control)?;
    let recorded = registers.operations.controls.get(&control).map(|held| &held.life);
    let before = |wanted: LifeStep| recorded.and_then(|life| life.get(&wanted)).copied();
    let Some(on) = on else {
        let later = LifeStep::ALL.into_iter().filter(|later| *later > step).find(|later| before(*later).is_some());
        return match (before(step), later) {
            (None, _) => Err(Refusal::NothingToChange { what: format!("`{}`", step.title().to_lowercase()) }),
            (_, Some(later)) => Err(Refusal::NotPossible {
                sentence: format!("{control} is recorded as {} already", later.title().to_lowercase()),
                hint: "take the later step back first".to_owned(),
            }),
            _ => Ok(vec![Event::Operation(OperationEvent::LifeRecorded { control, step, on: None })]),
        };
    };
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the step" });
    }
    if before(step) == Some(on) {
        return Err(Refusal::NothingToChange { what: format!("`{}`", step.title().to_lowercase()) });
    }
    if let Some(earlier) = LifeStep::ALL.into_iter().filter(|earlier| *earlier < step).filter_map(before).max()
        && on < earlier
    {
        return Err(Refusal::NotPossible {
            sentence: format!("the step before it was taken on {earlier}"),
            hint: format!("choose {earlier} or a later day"),
        });
    }
    ready(registers, held, step)?;
    Ok(vec![Event::Operation(OperationEvent::LifeRecorded { control, step, on: Some(on) })])
}

/// What has to be said of a control before it can be designed or operate: who, what, how often (workflows, section 2).
fn ready(registers: &Registers, held: &Held, step: LifeStep) -> Result<(), Refusal> {
    let control = &held.control;
    let wants = |missing: &str, hint: &str| {
        Err(Refusal::NotPossible {
            sentence: format!("{} cannot be {} without {missing}", control.id, step.title().to_lowercase()),
            hint: hint.to_owned(),
        })
    };
    if control.activity.trim().is_empty() {
        return wants("wording", "say who does what, how often, and what shows it");
    }
    if control.frequency.is_none() {
        return wants("a frequency", "say how often it runs");
    }
    if step == LifeStep::Designed {
        return Ok(());
    }
    if !registers.people.controls.contains_key(&control.id) {
        return wants("an owner", "assign it to a person");
    }
    let limit = registers.operations.controls.get(&control.id).and_then(|held| held.operation.limit_days);
    if control.frequency == Some(Frequency::EventDriven) && limit.is_none() {
        return wants("a limit", "say within how many days of its event it runs");
    }
    Ok(())
}

fn set_holidays(registers: &Registers, holidays: Holidays) -> Judged {
    if holidays.len() > MAX_HOLIDAYS {
        return Err(Refusal::TooMany { what: "holidays", max: MAX_HOLIDAYS });
    }
    let named = holidays.iter().map(|(day, name)| {
        let name = required(name, "the name of the holiday", "such as New Year", SHORT_TEXT)?;
        Ok((*day, name))
    });
    let holidays = named.collect::<Result<Holidays, Refusal>>()?;
    if holidays == registers.operations.holidays {
        return Err(Refusal::NothingToChange { what: "the list of holidays".to_owned() });
    }
    Ok(vec![Event::Operation(OperationEvent::HolidaysSet { holidays })])
}
