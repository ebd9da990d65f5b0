//! Rules about the planner: answers that are possible, and own figures that say where they come from.

use crate::command::PlannerCommand;
use crate::event::{Event, PlannerEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::planner::decision::possible;
use crate::rules::{SHORT_TEXT, required};
use crate::values::sequence::{Answers, FigureKind, FigureSet, MAX_COUNT, MAX_USD};

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: PlannerCommand) -> Result<Vec<Event>, Refusal> {
    match command {
        PlannerCommand::AnswerPlanner { answers } => answer(registers, answers),
        PlannerCommand::SetPlannerFigure { figure, set } => set_figure(registers, figure, set),
    }
    .map(|event| vec![Event::Planner(event)])
}

fn answer(registers: &Registers, answers: Box<Answers>) -> Result<PlannerEvent, Refusal> {
    if *answers == Answers::default() {
        return Err(Refusal::Empty { field: "the list of answers", wanted: "an answer to at least one question" });
    }
    possible(&answers)?;
    let held = registers.planner.answered.as_ref();
    if held.is_some_and(|held| held.answers == *answers) {
        return Err(Refusal::NothingToChange { what: "every answer to the planner".to_owned() });
    }
    Ok(PlannerEvent::PlannerAnswered { answers })
}

fn set_figure(registers: &Registers, figure: FigureKind, set: Option<FigureSet>) -> Result<PlannerEvent, Refusal> {
    let set = match set {
        None => None,
        Some(set) => {
            let source = required(&set.source, "the source", "where the figure comes from", SHORT_TEXT)?;
            let money = matches!(figure, FigureKind::BothUsd | FigureKind::HardUsd);
            let max = if money { MAX_USD } else { MAX_COUNT };
            if set.value > max {
                return Err(Refusal::NotPossible {
                    sentence: format!("{}: {} is more than {max}", figure.id(), set.value),
                    hint: format!("write a number from 0 to {max}"),
                });
            }
            Some(FigureSet { value: set.value, source })
        }
    };
    if registers.planner.figures.get(&figure) == set.as_ref() {
        return Err(Refusal::NothingToChange { what: format!("the figure {}", figure.id()) });
    }
    Ok(PlannerEvent::PlannerFigureSet { figure, set })
}
