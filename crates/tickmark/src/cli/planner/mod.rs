//! Commands on which framework comes first, and on what customers ask for.

mod guide;
mod read;
mod typed;

use super::Done;
use super::args::{
    DemandArgs, DemandVerb, PlaceArgs, PlannerAnswerArgs, PlannerArgs, PlannerVerb as Verb, RegisterArgs, RegisterVerb,
};
use super::out::{known, mend};
use super::people::Here;
use super::registers::registers;
use app::Failure;
use app::ask::{At, PlannerAnswer, PlannerOf};
use domain::command::{Command, PlannerCommand};
use domain::values::isms::RegisterKind;
use domain::values::sequence::{Answers, FigureKind, FigureSet};

pub(crate) fn planner(args: &PlannerArgs) -> Done {
    match &args.verb {
        Verb::Decide { answers, place } => decide(place, answers),
        Verb::Answer { answers, from_demand, place } => answer(place, answers, *from_demand),
        Verb::Figures { place } => read::figures(place),
        Verb::Figure { figure, value, source, published, place } => {
            let kind = known("figure", figure, FigureKind::parse, &FigureKind::ALL.map(FigureKind::id))?;
            let set = value.filter(|_| !published).map(|value| FigureSet { value, source: source.clone() });
            let done = match &set {
                Some(set) => format!("{}: {}", kind.title(), crate::words::planner::figure(kind, set.value)),
                None => format!("{}: as published", kind.title()),
            };
            let command = PlannerCommand::SetPlannerFigure { figure: kind, set };
            Here::open(place)?.done(&done, Command::Planner(command))
        }
        Verb::Guide { place } => guide::guide(place),
        Verb::Faq { word, place } => guide::faq(place, word.as_deref()),
    }
}

/// The planner as it is today.
fn now(here: &Here<'_>) -> Result<PlannerAnswer, Failure> {
    Ok(here.app.ask(&here.org, &here.who, At::default(), &PlannerOf::default())?.value)
}

fn decide(place: &PlaceArgs, args: &PlannerAnswerArgs) -> Done {
    let here = Here::read(place)?;
    let (kept, mark) = here.ask(&PlannerOf::default())?;
    let held = kept.answered.as_ref().map(|held| held.answers.clone());
    let tried = typed::typed(held.clone().unwrap_or_default(), args)?;
    if held.as_ref() == Some(&tried) {
        return read::decision(place, &kept, &mark);
    }
    if held.is_none() && tried == Answers::default() {
        let hint =
            "answer with `tickmark planner answer --markets us_ca --asked none`, or name answers here to try them";
        return Err(mend("nobody has answered the planner's questions yet", hint));
    }
    let (answer, mark) = here.ask(&PlannerOf { tried: Some(tried) })?;
    read::decision(place, &answer, &mark)
}

fn answer(place: &PlaceArgs, args: &PlannerAnswerArgs, from_demand: bool) -> Done {
    let here = Here::open(place)?;
    let kept = now(&here)?;
    let held = kept.answered.map(|held| held.answers).unwrap_or_default();
    let held = if from_demand { kept.demand.into_answers(&held) } else { held };
    let answers = Box::new(typed::typed(held, args)?);
    here.done("Answered the planner", Command::Planner(PlannerCommand::AnswerPlanner { answers }))
}

pub(crate) fn demand(args: &DemandArgs) -> Done {
    let register = || RegisterKind::Demand.id().to_owned();
    let verb = match args.verb.clone() {
        DemandVerb::Show { place } => return read::demand(&place),
        DemandVerb::List { choice, place } => RegisterVerb::List { register: register(), choice, place },
        DemandVerb::Add { set, place } => RegisterVerb::Add { register: register(), set, place },
        DemandVerb::Import { file, sheet, preview, place } => {
            RegisterVerb::Import { register: register(), file, sheet, preview, place }
        }
        DemandVerb::Export { out, choice, place } => RegisterVerb::Export { register: register(), out, choice, place },
    };
    registers(&RegisterArgs { verb })
}
