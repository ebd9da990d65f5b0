//! Rules about the plan: what can be chosen, which figures can stand, when a step can have been.

use crate::command::PlanCommand;
use crate::event::{Event, PlanEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::plan::possible;
use crate::rules::access::Object;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::State;
use crate::values::plan::{
    Actual, Baseline, Choices, FigureUnit, MAX_BASELINES, MAX_FIGURES, MAX_MONEY, MAX_STEPS, OwnFigure,
};
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use jiff::civil::Date;

type Made = Result<PlanEvent, Refusal>;

/// What a command is about, for the table of rights: there is one plan, and it is nobody's in particular.
pub(super) fn object(_registers: &Registers, _command: &PlanCommand) -> Object {
    Object::plain(State::Live)
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a PlanCommand) -> Option<(&'static str, &'a String)> {
    match command {
        PlanCommand::RemovePlanFigure { key, .. } if !registers.plans.figures.contains_key(key) => {
            Some(("own figure", key))
        }
        _ => None,
    }
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: PlanCommand, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        PlanCommand::SetPlan { choices, twice } => set(registers, choices, &twice),
        PlanCommand::SetPlanFigure { key, unit, figure } => figure_set(registers, key, unit, figure, stamp),
        PlanCommand::RemovePlanFigure { key, reason } => remove(registers, key, &reason),
        PlanCommand::KeepPlanBaseline { baseline } => keep(registers, baseline),
        PlanCommand::ReportPlanStep { step, actual } => report(registers, step, actual, stamp),
    }?;
    Ok(vec![Event::Plan(event)])
}

fn refused(sentence: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence: sentence.into(), hint: hint.into() }
}

fn known_year(day: Date, field: &str) -> Result<(), Refusal> {
    match (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        true => Ok(()),
        false => Err(refused(
            format!("{field}: {day} lies outside the years that are reckoned with"),
            format!("use a day of the years {FIRST_YEAR} to {LAST_YEAR}"),
        )),
    }
}

/// What one price contains is not bought a second time (R302).
fn set(registers: &Registers, choices: Choices, twice: &[String]) -> Made {
    known_year(choices.start, "start")?;
    possible(&choices)?;
    let maturity_reason = if choices.maturity_percent == 100 {
        String::new()
    } else {
        let wanted = "why preparation takes longer or less here, such as: no security team yet";
        required(&choices.maturity_reason, "maturity_reason", wanted, LONG_TEXT)?
    };
    if let Some(one) = twice.first() {
        return Err(refused(
            one.clone(),
            "leave the tool out, or add up the audit fee with lines of their own (basis `audit`)",
        ));
    }
    if choices.tool.is_none() && choices.tool_in_use {
        return Err(refused("tool_in_use: no tool is named", "name the tool that is in use, or leave tool_in_use out"));
    }
    let tool_reason = optional(&choices.tool_reason, "tool_reason", LONG_TEXT)?;
    let choices = Choices { tool_reason, maturity_reason, ..choices };
    if registers.plans.choices.as_ref() == Some(&choices) {
        return Err(Refusal::NothingToChange { what: "the plan".to_owned() });
    }
    Ok(PlanEvent::PlanSet { choices })
}

fn figure_set(registers: &Registers, key: String, unit: FigureUnit, figure: OwnFigure, stamp: &Stamp) -> Made {
    let register = &registers.plans;
    if register.figures.len() >= MAX_FIGURES && !register.figures.contains_key(&key) {
        return Err(Refusal::TooMany { what: "own figures", max: MAX_FIGURES });
    }
    let range = figure.range;
    if range.high < range.low {
        return Err(refused(
            format!("{key}: {} to {} is reversed", range.low, range.high),
            "write the least first, then the greatest",
        ));
    }
    let (least, most) = bounds(unit);
    if range.low < least || range.high > most {
        return Err(refused(
            format!("{key}: {} to {} is out of range", range.low, range.high),
            format!("write whole {}, from {least} to {most}", unit.title()),
        ));
    }
    let source = required(&figure.source, "source", "who says so, such as the firm that quoted", SHORT_TEXT)?;
    let note = optional(&figure.note, "note", LONG_TEXT)?;
    known_year(figure.on, "on")?;
    if figure.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "on" });
    }
    let figure = OwnFigure { source, note, ..figure };
    if register.figures.get(&key) == Some(&figure) {
        return Err(Refusal::NothingToChange { what: format!("the figure for {key}") });
    }
    Ok(PlanEvent::PlanFigureSet { key, figure })
}

/// Least and greatest own figure of a unit.
fn bounds(unit: FigureUnit) -> (u64, u64) {
    match unit {
        FigureUnit::WeekRange => (1, 520),
        FigureUnit::Weeks => (0, 520),
        FigureUnit::Months | FigureUnit::FteMonths => (0, 120),
        FigureUnit::Days => (0, 3_650),
        FigureUnit::Hours => (1, 744),
        FigureUnit::Minutes => (0, 10_080),
        FigureUnit::Percent => (0, 100),
        FigureUnit::Usd => (0, MAX_MONEY),
    }
}

fn remove(registers: &Registers, key: String, reason: &str) -> Made {
    if !registers.plans.figures.contains_key(&key) {
        return Err(Refusal::Unknown { what: "own figure", id: key, nearest: None });
    }
    let reason = required(reason, "reason", "why the published figure counts again", LONG_TEXT)?;
    Ok(PlanEvent::PlanFigureRemoved { key, reason })
}

fn keep(registers: &Registers, baseline: Baseline) -> Made {
    let register = &registers.plans;
    if register.choices.is_none() {
        return Err(refused("there is no plan to keep yet", "choose route and start first: `tickmark plan set`"));
    }
    if register.baselines.len() >= MAX_BASELINES {
        return Err(Refusal::TooMany { what: "baselines", max: MAX_BASELINES });
    }
    if baseline.steps.len() > MAX_STEPS {
        return Err(Refusal::TooMany { what: "steps", max: MAX_STEPS });
    }
    let reason =
        required(&baseline.reason, "reason", "what this baseline is for, such as: approved by the board", SHORT_TEXT)?;
    let baseline = Baseline { reason, ..baseline };
    if register.baselines.last().is_some_and(|held| held.baseline == baseline) {
        return Err(Refusal::NothingToChange { what: "the baseline".to_owned() });
    }
    Ok(PlanEvent::PlanBaselineKept { baseline })
}

fn report(registers: &Registers, step: String, actual: Actual, stamp: &Stamp) -> Made {
    let register = &registers.plans;
    if register.actuals.len() >= MAX_STEPS && !register.actuals.contains_key(&step) {
        return Err(Refusal::TooMany { what: "reported steps", max: MAX_STEPS });
    }
    for (day, field) in [(actual.started, "started"), (actual.ended, "ended")] {
        let Some(day) = day else { continue };
        known_year(day, field)?;
        if day > stamp.today {
            return Err(Refusal::InTheFuture { field });
        }
    }
    match (actual.started, actual.ended) {
        (Some(started), Some(ended)) if ended < started => {
            return Err(Refusal::DatesReversed { from: "started", until: "ended" });
        }
        (None, Some(_)) => {
            return Err(refused("started: a step that ended has begun", "give the day on which it began as well"));
        }
        _ => {}
    }
    let actual = Actual { note: optional(&actual.note, "note", LONG_TEXT)?, ..actual };
    if register.actuals.get(&step).cloned().unwrap_or_default() == actual {
        return Err(Refusal::NothingToChange { what: format!("the step {step}") });
    }
    Ok(PlanEvent::PlanStepReported { step, actual })
}
