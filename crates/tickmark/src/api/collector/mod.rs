//! Collectors of evidence: declared, approved by somebody else, tried, run; and credentials, which go in and never out.

pub(in crate::api) mod credentials;
pub(in crate::api) mod declaring;
pub(in crate::api) mod running;

use super::call::{Answered, Call};
use super::change::{Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Moment, Paging};
use super::problem::{Problem, Unanswered};
use crate::serve::Doors;
use crate::words::MarkWords;
use crate::words::collector::CollectorWords;
use app::ask::{CollectorLine, CollectorOf, CollectorsOf};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/collectors", get(collectors).post(declaring::add_collector))
        .route("/api/v1/o/{organisation}/collectors/try", post(running::try_new_collector))
        .route("/api/v1/o/{organisation}/collectors/{collector}", get(collector).put(declaring::set_collector))
        .route("/api/v1/o/{organisation}/collectors/{collector}/approval", post(declaring::approve_collector))
        .route("/api/v1/o/{organisation}/collectors/{collector}/rest", post(declaring::pause_collector))
        .route("/api/v1/o/{organisation}/collectors/{collector}/removal", post(declaring::remove_collector))
        .route("/api/v1/o/{organisation}/collectors/{collector}/try", post(running::try_collector))
        .route(
            "/api/v1/o/{organisation}/collectors/{collector}/runs",
            get(running::collector_runs).post(running::run_collector),
        )
        .route(
            "/api/v1/o/{organisation}/collectors/{collector}/credentials",
            post(credentials::set_collector_credential),
        )
        .route(
            "/api/v1/o/{organisation}/collectors/{collector}/credentials/removal",
            post(credentials::remove_collector_credential),
        )
}

/// A page of collectors.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CollectorsWords {
    /// Collectors by number.
    collectors: Vec<CollectorWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One collector, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneCollectorWords {
    #[serde(flatten)]
    collector: CollectorWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List collectors; whoever owns controls alone sees those that collect for them.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/collectors",
    tag = "collectors",
    params(
        InOrganisation,
        ("control" = Option<String>, Query, description = "Only those that collect for this own control"),
        ("removed" = Option<bool>, Query, description = "Also those that were removed"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The collectors", body = CollectorsWords), Unanswered)
)]
pub(super) async fn collectors(call: Call) -> Answered<CollectorsWords> {
    let question = CollectorsOf { control: call.field("control").map(str::to_owned), removed: call.flag("removed")? };
    let answer = call.ask_organisation(&question)?;
    let (page, turn) = call.page(answer.value, |line| line.id.clone())?;
    Ok(Json(CollectorsWords { collectors: told(&call, &page)?, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Collectors with what stands beside the ledger.
fn told(call: &Call, lines: &[CollectorLine]) -> Result<Vec<CollectorWords>, Problem> {
    let app = &call.names();
    tokio::task::block_in_place(|| {
        let states = app.collector_states(&call.org(), call.who())?;
        let state = |id: &str| states.get(id).cloned().unwrap_or_default();
        Ok(lines.iter().map(|line| CollectorWords::of(app, line, &state(&line.id))).collect())
    })
}

/// Show one collector.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/collectors/{collector}",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Moment),
    responses((status = 200, description = "The collector", body = OneCollectorWords), Unanswered)
)]
pub(super) async fn collector(call: Call) -> Told<OneCollectorWords> {
    let id = call.part("collector");
    let (answer, version) = call.ask_about(&CollectorOf(id.clone()), "collector", &id)?;
    let mut told = told(&call, &[answer.value])?;
    let collector = told.pop().ok_or_else(|| super::call::unknown("collector", &id, []))?;
    Ok(Tagged::of(version, OneCollectorWords { collector, mark: MarkWords::of(Some(&answer.mark)) }))
}
