//! Commands on nonconformities: raise, correct, find the cause, act, judge, close; the register, and lists in and out.

mod exchange;
mod raising;
mod read;

use super::Done;
use super::args::{NonconformityArgs, NonconformityVerb as Verb, PlaceArgs, StepFields};
use super::out::known;
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::{At, NonconformitiesOf};
use domain::command::{Command, NonconformityCommand};
use domain::values::nonconformity::{CorrectiveAction, Effectiveness, NonconformityRules};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) fn nonconformity(args: &NonconformityArgs) -> Done {
    match &args.verb {
        Verb::List { filter, place } => read::list(place, filter),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Raise(fields) => raising::raise(fields),
        Verb::Revise { id, reason, fields } => raising::revise(id, reason, fields),
        Verb::Judge { id, result, note, step } => judge(id, result, note, step),
        Verb::Rules { major, minor, opportunity, wait, place } => rules(place, [*major, *minor, *opportunity, *wait]),
        Verb::Import { file, sheet, preview, place } => exchange::import(place, file, sheet.as_deref(), *preview),
        Verb::Export { to, filter, place } => exchange::export(place, to.path(), filter),
        other => worked(other),
    }
}

/// Steps of the work.
fn worked(verb: &Verb) -> Done {
    match verb {
        Verb::Correct { id, correction, step } => {
            let here = Here::open(&step.place)?;
            let (on, evidence, correction) = (on(&here, step)?, listed(&step.evidence), correction.clone());
            done(
                &here,
                id,
                "corrected",
                NonconformityCommand::CorrectNonconformity { id: id.clone(), correction, on, evidence },
            )
        }
        Verb::Cause { id, cause, method, place } => {
            let (cause, method) = (cause.clone(), method.clone());
            done(
                &Here::open(place)?,
                id,
                "the cause is recorded",
                NonconformityCommand::FindNonconformityCause { id: id.clone(), cause, method },
            )
        }
        Verb::Similar { id, similar, place } => {
            let wanted = NonconformityCommand::SeekSimilarNonconformities { id: id.clone(), similar: similar.clone() };
            done(&Here::open(place)?, id, "the look for similar cases is recorded", wanted)
        }
        Verb::Plan { id, what, owner, due, place } => {
            let here = Here::open(place)?;
            let action = CorrectiveAction { what: what.clone(), owner: here.person(owner)?, due: day(due, "--due")? };
            done(
                &here,
                id,
                "action is planned",
                NonconformityCommand::PlanNonconformityAction { id: id.clone(), action },
            )
        }
        Verb::Drop { id, number, reason, place } => {
            let (number, reason) = (*number, reason.clone());
            done(
                &Here::open(place)?,
                id,
                "a line is dropped",
                NonconformityCommand::DropNonconformityAction { id: id.clone(), number, reason },
            )
        }
        Verb::Finish { id, number, note, step } => {
            let here = Here::open(&step.place)?;
            let (on, evidence, note) = (on(&here, step)?, listed(&step.evidence), note.clone());
            let wanted =
                NonconformityCommand::FinishNonconformityAction { id: id.clone(), number: *number, on, note, evidence };
            done(&here, id, "a line is carried out", wanted)
        }
        Verb::NoAction { id, reason, place } => {
            let wanted = NonconformityCommand::NeedNoNonconformityAction { id: id.clone(), reason: reason.clone() };
            done(&Here::open(place)?, id, "no action is needed", wanted)
        }
        Verb::Cite { id, evidence, place } => {
            let wanted = NonconformityCommand::CiteNonconformityEvidence { id: id.clone(), evidence: listed(evidence) };
            done(&Here::open(place)?, id, "evidence is cited", wanted)
        }
        Verb::Close { id, note, place } => done(
            &Here::open(place)?,
            id,
            "closed",
            NonconformityCommand::CloseNonconformity { id: id.clone(), note: note.clone() },
        ),
        Verb::Reject { id, reason, place } => {
            let wanted = NonconformityCommand::RejectNonconformity { id: id.clone(), reason: reason.clone() };
            done(&Here::open(place)?, id, "rejected", wanted)
        }
        _ => unreachable!("nonconformity() does the others"),
    }
}

fn done(here: &Here<'_>, id: &str, words: &str, wanted: NonconformityCommand) -> Done {
    here.done(&format!("{id}: {words}"), Command::Nonconformity(wanted))
}

fn judge(id: &str, result: &str, note: &str, step: &StepFields) -> Done {
    let here = Here::open(&step.place)?;
    let result = known("result", result, Effectiveness::parse, &Effectiveness::ALL.map(Effectiveness::id))?;
    let (on, evidence, note) = (on(&here, step)?, listed(&step.evidence), note.to_owned());
    let wanted =
        NonconformityCommand::JudgeNonconformityEffectiveness { id: id.to_owned(), result, on, note, evidence };
    done(&here, id, &result.title().to_lowercase(), wanted)
}

fn rules(place: &PlaceArgs, typed: [Option<u32>; 4]) -> Done {
    if typed.iter().all(Option::is_none) {
        return read::rules(place);
    }
    let here = Here::open(place)?;
    let was = here.app.ask(&here.org, &here.who, At::default(), &NonconformitiesOf::default())?.value.rules;
    let [major, minor, opportunity, wait] = typed;
    let rules = NonconformityRules {
        major_days: major.unwrap_or(was.major_days),
        minor_days: minor.unwrap_or(was.minor_days),
        opportunity_days: opportunity.unwrap_or(was.opportunity_days),
        wait_days: wait.unwrap_or(was.wait_days),
    };
    here.done("Set the deadlines", Command::Nonconformity(NonconformityCommand::SetNonconformityRules { rules }))
}

fn on(here: &Here<'_>, step: &StepFields) -> Result<Date, Failure> {
    step.done_on.as_deref().map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--done-on"))
}

fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
