//! The method by which risks are rated, and how the simulation is run.

use super::signing::RiskApprovalBody;
use crate::api::call::{Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Unanswered};
use crate::words::risk::{RiskMethodShape, RiskMethodWords, RiskSimulationShape};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::RiskMethodOf;
use domain::command::{Command, RiskCommand};
use domain::values::risk::{RiskMethod, Simulation};
use serde::Serialize;
use utoipa::ToSchema;

/// The method, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskMethodWords {
    #[serde(flatten)]
    method: RiskMethodWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the method in all its versions, with a proposal to start from.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-method",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The method", body = OneRiskMethodWords), Unanswered)
)]
pub(in crate::api) async fn risk_method(call: Call) -> Told<OneRiskMethodWords> {
    let (answer, version) = call.ask_about(&RiskMethodOf, "risk_method", "method")?;
    let method = RiskMethodWords::of(&call.names(), &answer.value);
    Ok(Tagged::of(version, OneRiskMethodWords { method, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Write the method: a new draft, or another content of the draft that there is.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/risk-method",
    tag = "risks",
    params(InOrganisation, Matching, Once),
    request_body = RiskMethodShape,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn write_risk_method(call: Call, Body(method): Body<RiskMethod>) -> Changed {
    call.change(Command::Risk(RiskCommand::WriteRiskMethod { method: Box::new(method) }))
}

/// Approve the draft of the method, as management; the version before is superseded.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risk-method/approval",
    tag = "risks",
    params(InOrganisation, Matching, Once),
    request_body = RiskApprovalBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_risk_method(call: Call, Body(body): Body<RiskApprovalBody>) -> Changed {
    let RiskApprovalBody { version, sha256 } = body;
    call.change(Command::Risk(RiskCommand::ApproveRiskMethod { version, sha256 }))
}

/// How the simulation is run, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskSimulationWords {
    /// Seed, trials and currency.
    #[schema(value_type = RiskSimulationShape)]
    simulation: Simulation,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show seed, trials and currency of the simulation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-simulation",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "All three", body = OneRiskSimulationWords), Unanswered)
)]
pub(in crate::api) async fn risk_simulation(call: Call) -> Told<OneRiskSimulationWords> {
    let (answer, version) = call.ask_about(&RiskMethodOf, "risk_simulation", "simulation")?;
    let simulation = answer.value.simulation;
    Ok(Tagged::of(version, OneRiskSimulationWords { simulation, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Set seed, trials and currency of the simulation.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/risk-simulation",
    tag = "risks",
    params(InOrganisation, Matching, Once),
    request_body = RiskSimulationShape,
    responses((status = 200, description = "They are set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_risk_simulation(call: Call, Body(simulation): Body<Simulation>) -> Changed {
    call.change(Command::Risk(RiskCommand::SetSimulation { simulation }))
}
