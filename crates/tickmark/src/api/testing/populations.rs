//! Populations: handed in, checked, frozen.

use super::of_engagement;
use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::testing::{ListChecksWords, PopulationShape, PopulationWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::PopulationOf;
use axum::Json;
use domain::command::{Command, TestingCommand};
use domain::values::testing::Population;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of populations.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PopulationsWords {
    /// Without their items, by control and id.
    populations: Vec<PopulationWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the populations of an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/populations",
    tag = "testing",
    params(InOrganisation, ("engagement" = String, Query, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The populations", body = PopulationsWords), Unanswered)
)]
pub(in crate::api) async fn populations(call: Call) -> Answered<PopulationsWords> {
    let answer = call.ask_organisation(&of_engagement(&call)?)?;
    let all = answer.value.populations.iter().map(|line| PopulationWords::line(&call.names(), line)).collect();
    let (populations, turn) = call.page(all, |one: &PopulationWords| one.id.clone())?;
    Ok(Json(PopulationsWords { populations, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Hand in a population: the complete list of occurrences of a control in a period.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/populations",
    tag = "testing",
    params(InOrganisation, Once),
    request_body = PopulationShape,
    responses((status = 201, description = "It is recorded", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn record_population(call: Call, Body(population): Body<Population>) -> Changed {
    // A file comes with the bytes that it names, and none did.
    let population = Box::new(Population { file: None, ..population });
    let recorded = call.change(Command::Testing(TestingCommand::RecordPopulation { population }))?;
    let place = format!("/api/v1/o/{}/populations/{}", call.org(), escaped(&recorded.body.object));
    Ok(recorded.at(place))
}

/// One population with its items and what its list shows of itself.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OnePopulationWords {
    #[serde(flatten)]
    population: PopulationWords,
    /// What its list shows of itself.
    checks: ListChecksWords,
    /// Samples that were drawn from it.
    samples: Vec<String>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one population.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/populations/{population}",
    tag = "testing",
    params(InOrganisation, ("population" = String, Path, description = "Id of the population"), Moment),
    responses((status = 200, description = "The population", body = OnePopulationWords), Unanswered)
)]
pub(in crate::api) async fn population(call: Call) -> Told<OnePopulationWords> {
    let id = call.part("population");
    let (answer, version) = call.ask_about(&PopulationOf { id: id.clone() }, "population", &id)?;
    let words = OnePopulationWords {
        population: PopulationWords::of(&call.names(), &answer.value),
        checks: ListChecksWords::from(&answer.value.checks),
        samples: answer.value.samples.clone(),
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(version, words))
}

/// Hand a population in again, as long as it is not frozen: the whole of it is sent.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/populations/{population}",
    tag = "testing",
    params(InOrganisation, ("population" = String, Path, description = "Id of the population"), Matching, Once),
    request_body = PopulationShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_population(call: Call, Body(population): Body<Population>) -> Changed {
    let (id, population) = (call.part("population"), Box::new(Population { file: None, ..population }));
    call.change(Command::Testing(TestingCommand::RevisePopulation { id, population }))
}

/// Freeze a population that was checked and whose count agrees: it never changes again.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/populations/{population}/freeze",
    tag = "testing",
    params(InOrganisation, ("population" = String, Path, description = "Id of the population"), Matching, Once),
    responses((status = 200, description = "It is frozen", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn freeze_population(call: Call) -> Changed {
    let id = call.part("population");
    call.change(Command::Testing(TestingCommand::FreezePopulation { id }))
}
