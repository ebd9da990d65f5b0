//! What is sent from the page of an object.

use super::{object, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::visit::Visit;
use app::ask::{PopulationOf, SamplingProfilesOf, TestOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::testing::{Draw, DrawMethod, ExceptionNote, TestConclusion, TestOutcome, TestResult};
use domain::values::{SamplingProfile, SamplingRisk};
use std::collections::BTreeSet;

pub(super) async fn act(
    visit: Visit,
    Path((_, id, act)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = command(&visit, &id, &act, &typed)
        .and_then(|(done, command)| visit.change(done, &path(&id), Command::Testing(command)));
    or_again(done, |refusal| object::page(&visit, &id, &typed, Some(refusal)))
}

fn unknown(what: &'static str, typed: &str) -> Refusal {
    Refusal::Unknown { what, id: typed.to_owned(), nearest: None }
}

/// Ids separated by commas or blanks.
fn ids(typed: &str) -> BTreeSet<String> {
    typed.split([',', ' ', ';']).map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

fn command(visit: &Visit, id: &str, act: &str, typed: &Typed) -> Result<(&'static str, TestingCommand), Problem> {
    let own = id.to_owned();
    let said = |name: &str| typed.get(name).to_owned();
    Ok(match act {
        "revise" => {
            let held = visit.ask(&PopulationOf { id: own.clone() })?.value.held.population;
            let population = Box::new(super::said::read(typed, held)?);
            ("Changed what is said of it.", TestingCommand::RevisePopulation { id: own, population })
        }
        "draw" => ("Drew the sample.", draw(id, table(visit, id, typed.get("profile"))?, typed)?),
        "take" => ("It uses the sample.", TestingCommand::TakeSample { id: own, sample: said("sample") }),
        "results" => {
            let (results, reopens) = (results(visit, id, typed)?, said("reopens") == "yes");
            ("Recorded the results.", TestingCommand::RecordResults { id: own, results, reopens })
        }
        "note" => ("Wrote the readiness note.", TestingCommand::NoteReadiness { id: own, text: said("text") }),
        "conclude" => {
            let conclusion = typed.get("conclusion");
            let conclusion = TestConclusion::parse(conclusion).ok_or_else(|| unknown("conclusion", conclusion))?;
            let (text, evidence) = (said("text"), ids(typed.get("evidence")));
            ("Concluded.", TestingCommand::ConcludeTest { id: own, conclusion, text, evidence })
        }
        "exception" => {
            let (description, effect, tolerable) = (said("description"), said("effect"), said("tolerable"));
            let note = Box::new(ExceptionNote { test: own, description, effect, tolerable });
            ("Noted the exception.", TestingCommand::NoteException { note })
        }
        "explain" => {
            let (cause, compensating) = (said("cause"), said("compensating"));
            ("Explained it.", TestingCommand::ExplainException { id: own, cause, compensating })
        }
        "judge" => {
            let stands = match typed.get("judgement") {
                "stands" => true,
                "cleared" => false,
                other => return Err(unknown("judgement", other).into()),
            };
            ("Judged it.", TestingCommand::JudgeException { id: own, stands, reason: said("reason") })
        }
        "respond" => ("Wrote the response.", TestingCommand::RespondException { id: own, response: said("response") }),
        "link" => ("Linked the action.", TestingCommand::LinkExceptionAction { id: own, action: said("action") }),
        "close" => ("Closed it.", TestingCommand::CloseException { id: own, note: said("note") }),
        other => return Err(unknown("act", other).into()),
    })
}

/// The own table of sizes with this id, or the library's; without an id the one that is chosen for the engagement.
fn table(visit: &Visit, population: &str, id: &str) -> Result<SamplingProfile, Problem> {
    let id = match id.trim() {
        "" => visit.ask(&PopulationOf { id: population.to_owned() })?.value.profile,
        typed => typed.to_owned(),
    };
    Ok(super::sampling::table(visit.ask(&SamplingProfilesOf)?.value, &id)?.profile)
}

/// The command of a draw as it was typed.
pub(super) fn draw(population: &str, profile: SamplingProfile, typed: &Typed) -> Result<TestingCommand, Refusal> {
    let filled = |name: &str| Some(typed.get(name).trim()).filter(|text| !text.is_empty());
    let size = filled("size").map(|text| text.parse().map_err(|_| unknown("whole number", text))).transpose()?;
    let risk = filled("risk").map(|text| SamplingRisk::parse(text).ok_or_else(|| unknown("risk", text))).transpose()?;
    let method = filled("method").map(|text| DrawMethod::parse(text).ok_or_else(|| unknown("method", text)));
    Ok(TestingCommand::DrawSample {
        draw: Box::new(Draw {
            population: population.to_owned(),
            profile,
            risk,
            size,
            reason: typed.get("reason").to_owned(),
            method: method.transpose()?.unwrap_or_default(),
            seed: filled("seed").map(str::to_owned),
            named: ids(typed.get("named")).into_iter().collect(),
            confidence: typed.get("confidence").trim().to_owned(),
            tolerable: typed.get("tolerable").trim().to_owned(),
        }),
    })
}

/// The cells that were filled; what is as it was is left out by the rules.
fn results(visit: &Visit, id: &str, typed: &Typed) -> Result<Vec<TestResult>, Problem> {
    let held = visit.ask(&TestOf { id: id.to_owned() })?.value.line.held;
    let mut results = Vec::new();
    for item in held.items.keys() {
        for attribute in &held.plan.attributes {
            let key = format!("{item}|{}", attribute.id);
            let outcome = typed.get(&format!("outcome|{key}"));
            if outcome.is_empty() {
                continue;
            }
            results.push(TestResult {
                item: item.clone(),
                attribute: attribute.id.clone(),
                outcome: TestOutcome::parse(outcome).ok_or_else(|| unknown("result", outcome))?,
                note: typed.get(&format!("note|{key}")).to_owned(),
                evidence: ids(typed.get(&format!("evidence|{key}"))),
            });
        }
    }
    Ok(results)
}
