//! Commands on the plan: choices, baselines, reports of steps, own figures; what is told of them.

mod read;

use super::Done;
use super::args::{PlaceArgs, PlanArgs, PlanChoicesArgs, PlanFigureVerb, PlanVerb as Verb};
use super::people::Here;
use super::place::day;
use crate::words::plan::{PlanChoicesBody, choices_of};
use app::Failure;
use app::ask::PlanOf;
use domain::command::{Command, PlanCommand};
use domain::values::plan::{Actual, Choices, OwnFigure, Range};

pub(crate) fn plan(args: &PlanArgs) -> Done {
    match &args.verb {
        Verb::Show { choices, place } => read::roadmap(place, choices),
        Verb::Cost { choices, place } => read::cost(place, choices),
        Verb::WhatIf { choices, place } => read::what_if(place, choices),
        Verb::Set { choices, place } => {
            let here = Here::open(place)?;
            let choices = meant(&here, choices)?;
            here.done("The plan is set", crate::words::plan::set(choices)?)
        }
        Verb::Baseline { reason, place } => {
            let here = Here::open(place)?;
            let (answer, _) = here.ask(&PlanOf::default())?;
            here.done("The roadmap is kept as a baseline", crate::words::plan::keep(&answer, reason))
        }
        Verb::Report { step, started, ended, note, place } => {
            let here = Here::open(place)?;
            let on = |text: &Option<String>, word| text.as_deref().map(|text| day(text, word)).transpose();
            let (started, ended) = (on(started, "--started")?, on(ended, "--ended")?);
            let (answer, _) = here.ask(&PlanOf::default())?;
            let actual = Actual { started, ended, note: note.clone() };
            here.done(&format!("{step}: recorded"), crate::words::plan::report(&answer, step, actual)?)
        }
        Verb::Figure(verb) => figure(verb),
        Verb::Ics { place } => read::ics(place),
    }
}

fn figure(verb: &PlanFigureVerb) -> Done {
    match verb {
        PlanFigureVerb::List { place } => read::figures(place),
        PlanFigureVerb::Set { key, low, high, source, day: on, note, place } => {
            let here = Here::open(place)?;
            let on = on.as_deref().map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--day"))?;
            let range = Range { low: *low, high: high.unwrap_or(*low) };
            let figure = OwnFigure { range, source: source.clone(), on, note: note.clone() };
            here.done(&format!("{key}: an own figure counts"), crate::words::plan::set_figure(key, figure)?)
        }
        PlanFigureVerb::Remove { key, reason, place } => {
            let here = Here::open(place)?;
            let wanted = PlanCommand::RemovePlanFigure { key: key.clone(), reason: reason.clone() };
            here.done(&format!("{key}: the published figure counts again"), Command::Plan(wanted))
        }
    }
}

/// What was typed over what was set.
fn meant(here: &Here<'_>, typed: &PlanChoicesArgs) -> Result<Choices, Failure> {
    let (before, mark) = here.ask(&PlanOf::default())?;
    let body = PlanChoicesBody {
        route: typed.route.clone(),
        start: typed.start.as_deref().map(|text| day(text, "--start")).transpose()?,
        window_months: typed.window,
        size: typed.size.clone(),
        basis: typed.basis.clone(),
        tool: typed.tool.clone(),
        tool_reason: typed.tool_reason.clone(),
        tool_in_use: typed.tool_in_use,
        consultant: typed.consultant,
        maturity_percent: typed.maturity,
        maturity_reason: typed.maturity_reason.clone(),
        seed: typed.seed,
    };
    Ok(choices_of(body, before.set.as_ref(), mark.on)?)
}

/// Choices that are tried out; `None` when nothing was typed.
fn trial(here: &Here<'_>, typed: &PlanChoicesArgs) -> Result<Option<Choices>, Failure> {
    let (before, mark) = here.ask(&PlanOf::default())?;
    let usual = choices_of(PlanChoicesBody::default(), before.set.as_ref(), mark.on)?;
    let meant = meant(here, typed)?;
    Ok((meant != usual).then_some(meant))
}

/// A question about choices that were typed.
fn question(here: &Here<'_>, typed: &PlanChoicesArgs) -> Result<PlanOf, Failure> {
    Ok(PlanOf { trial: trial(here, typed)? })
}

/// An organisation as it is read.
fn reading(place: &PlaceArgs) -> Result<Here<'_>, Failure> {
    Here::read(place)
}
