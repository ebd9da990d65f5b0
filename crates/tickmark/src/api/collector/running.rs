//! Trying, running, and what runs said.

use super::told;
use crate::api::call::{Answered, Body, Call};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::words::MarkWords;
use crate::words::collector::{CollectorRunWords, CollectorSaid, CollectorWords, TriedWords};
use app::ask::CollectorOf;
use app::collectors::Declared;
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of runs.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CollectorRunsWords {
    /// The newest first; of the 200 newest runs.
    runs: Vec<CollectorRunWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the newest runs of a collector.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/collectors/{collector}/runs",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Paging, Moment),
    responses((status = 200, description = "The runs", body = CollectorRunsWords), Unanswered)
)]
pub(in crate::api) async fn collector_runs(call: Call) -> Answered<CollectorRunsWords> {
    let answer = call.ask_organisation(&CollectorOf(call.part("collector")))?;
    let all: Vec<_> = answer.value.held.runs.iter().rev().collect();
    let (page, turn) = call.page(all, |run| run.entry.to_string())?;
    let app = &call.names();
    let runs = tokio::task::block_in_place(|| page.iter().map(|run| CollectorRunWords::of(app, run)).collect());
    Ok(Json(CollectorRunsWords { runs, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Run a collector now, and wait for its end: at most the seconds of its limits and a few more. What it brings back is
/// evidence that waits to be judged; what the check says stands beside it and changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/runs",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector")),
    responses((status = 200, description = "The collector after the run", body = CollectorWords), Refused)
)]
pub(in crate::api) async fn run_collector(call: Call) -> Answered<CollectorWords> {
    let (app, id) = (&call.doors.app, call.part("collector"));
    tokio::task::block_in_place(|| app.run_collector(&call.org(), call.who(), &id))
        .map_err(|failure| call.judged(failure))?;
    let answer = call.ask_organisation(&CollectorOf(id.clone()))?;
    let after = told(&call, &[answer.value])?.pop();
    Ok(Json(after.ok_or_else(|| crate::api::call::unknown("collector", &id, []))?))
}

fn tried(call: &Call, id: Option<&str>, said: Declared) -> Answered<TriedWords> {
    let app = &call.names();
    let tried = tokio::task::block_in_place(|| app.try_collector(&call.org(), call.who(), id, said));
    Ok(Json(tried.map_err(|failure| call.judged(failure))?.into()))
}

/// Run a declaration once and keep nothing of it. It has no credentials: those belong to a collector that is declared.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/try",
    tag = "collectors",
    params(InOrganisation),
    request_body = CollectorSaid,
    responses((status = 200, description = "What came back", body = TriedWords), Refused)
)]
pub(in crate::api) async fn try_new_collector(call: Call, Body(body): Body<CollectorSaid>) -> Answered<TriedWords> {
    let said = body.meant().map_err(|failure| Problem::from(failure).of_the_body())?;
    tried(&call, None, said)
}

/// Run a collector as it is declared, with its credentials, and keep nothing of it. It need not be approved.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/try",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector")),
    responses((status = 200, description = "What came back", body = TriedWords), Refused)
)]
pub(in crate::api) async fn try_collector(call: Call) -> Answered<TriedWords> {
    let id = call.part("collector");
    let line = call.ask_organisation(&CollectorOf(id.clone()))?.value;
    tried(&call, Some(&id), line.held.collector.into())
}
