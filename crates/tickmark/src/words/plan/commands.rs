//! What is sent of the plan, as commands: one reader for the terminal, the API and the pages.

use app::ask::PlanAnswer;
use domain::command::{Command, PlanCommand};
use domain::refusal::Refusal;
use domain::reports::plan::baseline;
use domain::reports::plan::cost::twice;
use domain::values::nearest::nearest;
use domain::values::plan::{Actual, Choices, OwnFigure};

/// Choices as a command. A route and a tool that are not known are refused here; what would be paid for twice goes along.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest, [`Refusal::NotPossible`] for an item that is no tool.
pub fn set(choices: Choices) -> Result<Command, Refusal> {
    let twice = twice(&app::plans::book(), &choices)?;
    Ok(Command::Plan(PlanCommand::SetPlan { choices, twice }))
}

/// An own figure as a command, in the unit of what it replaces.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest.
pub fn set_figure(key: &str, figure: OwnFigure) -> Result<Command, Refusal> {
    let (_, unit) = app::plans::tables().named(key)?;
    Ok(Command::Plan(PlanCommand::SetPlanFigure { key: key.to_owned(), unit, figure }))
}

/// The roadmap of an answer as a baseline.
pub fn keep(answer: &PlanAnswer, reason: &str) -> Command {
    Command::Plan(PlanCommand::KeepPlanBaseline { baseline: baseline(&answer.roadmap, reason) })
}

/// When a step began and ended, as a command. A step is named with its track or without.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest for a step that the roadmap does not have.
pub fn report(answer: &PlanAnswer, step: &str, actual: Actual) -> Result<Command, Refusal> {
    let ids = || answer.roadmap.steps.iter().map(|one| one.id.as_str());
    let found = ids().find(|id| *id == step || id.rsplit_once('/').is_some_and(|(_, short)| short == step));
    let Some(found) = found else {
        let nearest = nearest(step, ids()).map(str::to_owned);
        return Err(Refusal::Unknown { what: "step of the plan", id: step.to_owned(), nearest });
    };
    Ok(Command::Plan(PlanCommand::ReportPlanStep { step: found.to_owned(), actual }))
}
