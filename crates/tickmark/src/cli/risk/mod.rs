//! Commands on risks: the method, the register, treatment and signatures, figures, import and export.

mod exchange;
mod fields;
mod figures;
mod method;
mod read;
mod treat;

use super::Done;
use super::args::{PlaceArgs, RiskArgs, RiskVerb};
use super::out::known;
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::{At, RiskMethodOf};
use domain::command::{Command, RiskCommand};
use domain::values::risk::{Acceptance, LineState, LineStep, RatingKind, RiskTrigger, Simulation};
use jiff::civil::Date;

pub(crate) fn risk(args: &RiskArgs) -> Done {
    match &args.verb {
        RiskVerb::Method(args) => method::method(&args.verb),
        RiskVerb::List { state, above, place } => read::list(place, state.as_deref(), *above),
        RiskVerb::Show { id, place } => read::show_one(place, id),
        RiskVerb::Add(typed) => fields::add(typed),
        RiskVerb::Revise { id, fields } => fields::revise(id, fields),
        RiskVerb::Treat(args) => treat::plan(args),
        RiskVerb::Quantify(args) => treat::quantify(args),
        RiskVerb::Heat { kind, place } => figures::heat(place, kind),
        RiskVerb::Trend(place) => figures::trend(place),
        RiskVerb::Wrong(place) => read::wrong(place),
        RiskVerb::Chain(place) => figures::chain(place),
        RiskVerb::Exposure(place) => figures::exposure(place),
        RiskVerb::Import { file, sheet, preview, place } => exchange::import(place, file, sheet.as_deref(), *preview),
        RiskVerb::Export { to, place } => exchange::export(place, to.path()),
        RiskVerb::Simulation { seed, trials, currency, place } => {
            let here = Here::open(place)?;
            let now = here.app.ask(&here.org, &here.who, At::default(), &RiskMethodOf)?.value.simulation;
            let simulation = Simulation {
                seed: seed.unwrap_or(now.seed),
                trials: trials.unwrap_or(now.trials),
                currency: currency.clone().unwrap_or(now.currency),
            };
            here.done("Set the simulation", Command::Risk(RiskCommand::SetSimulation { simulation }))
        }
        verb => step(verb),
    }
}

/// What happens to one risk: rated, carried out, signed, opened again, closed.
fn step(verb: &RiskVerb) -> Done {
    match verb {
        RiskVerb::Rate { id, kind, likelihood, impact, reason, next_review, place } => {
            let kind = known("rating", kind, RatingKind::parse, &RatingKind::ALL.map(RatingKind::id))?;
            let next_review = maybe(next_review.as_deref(), "--next-review")?;
            let (id, reason) = (id.clone(), reason.clone());
            let done = format!("Rated {id}, {}", kind.id());
            let (likelihood, impact) = (*likelihood, *impact);
            did(place, &done, RiskCommand::RateRisk { id, kind, likelihood, impact, reason, next_review })
        }
        RiskVerb::Line { id, line, to, note, evidence, place } => {
            let to = known("state", to, LineState::parse, &LineState::ALL.map(LineState::id))?;
            let step = LineStep { to, note: note.clone(), evidence: evidence.iter().cloned().collect() };
            let done = format!("{line} of {id}: {}", to.title().to_lowercase());
            did(place, &done, RiskCommand::MoveTreatmentLine { id: id.clone(), line: line.clone(), step })
        }
        RiskVerb::Approve { id, version, sha256, place } => {
            let done = format!("Approved version {version} of the plan of {id}");
            let (id, sha256) = (id.clone(), sha256.clone());
            did(place, &done, RiskCommand::ApproveTreatment { id, version: *version, sha256 })
        }
        RiskVerb::Accept { id, plan, rating, reason, until, place } => {
            let until = maybe(until.as_deref(), "--until")?;
            let acceptance = Acceptance { plan: *plan, rating: *rating, reason: reason.clone(), until };
            let done = format!("Accepted what remains of {id}");
            did(place, &done, RiskCommand::AcceptRisk { id: id.clone(), acceptance })
        }
        RiskVerb::Countersign { id, acceptance, note, place } => {
            let done = format!("Signed the acceptance of {id} as the next level");
            let (id, note) = (id.clone(), note.clone());
            did(place, &done, RiskCommand::CountersignRisk { id, acceptance: *acceptance, note })
        }
        RiskVerb::Reopen { id, trigger, note, place } => {
            let trigger = known("trigger", trigger, RiskTrigger::parse, &RiskTrigger::ALL.map(RiskTrigger::id))?;
            let done = format!("Opened {id} again");
            did(place, &done, RiskCommand::ReopenRisk { id: id.clone(), trigger, note: note.clone() })
        }
        RiskVerb::Close { id, reason, place } => {
            did(place, &format!("Closed {id}"), RiskCommand::CloseRisk { id: id.clone(), reason: reason.clone() })
        }
        _ => Err(super::out::mend("this is no step of a risk", "see `tickmark risk --help`")),
    }
}

fn did(place: &PlaceArgs, done: &str, command: RiskCommand) -> Done {
    Here::open(place)?.done(done, Command::Risk(command))
}

fn maybe(typed: Option<&str>, option: &str) -> Result<Option<Date>, Failure> {
    typed.map(|text| day(text, option)).transpose()
}
