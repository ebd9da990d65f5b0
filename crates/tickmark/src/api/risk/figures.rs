//! Heat, trend, what is wrong, the chain, and what the risks could cost.

use crate::api::call::{Answered, Call};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::Unanswered;
use crate::words::MarkWords;
use crate::words::burndown::BurndownWords;
use crate::words::risk::{RiskChainWords, RiskExposureWords, RiskFindingWords, RiskHeatWords, RiskMonthWords};
use app::ask::{RiskBurndown, RiskChain, RiskExposure, RiskHeat, RiskTrend, WrongRisks};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// The heat map, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskHeatWords {
    #[serde(flatten)]
    heat: RiskHeatWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Open risks by likelihood and impact: inherent, current and residual.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-heat",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The heat map", body = OneRiskHeatWords), Unanswered)
)]
pub(in crate::api) async fn risk_heat(call: Call) -> Answered<OneRiskHeatWords> {
    let answer = call.ask_organisation(&RiskHeat)?;
    let heat = RiskHeatWords::of(answer.value.as_ref());
    Ok(Json(OneRiskHeatWords { heat, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A page of months.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RiskMonthsWords {
    /// The first month first.
    months: Vec<RiskMonthWords>,
    /// How the lines of the treatment plans burn down; `null` without lines.
    burndown: Option<BurndownWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// How the risks stood at the end of each month.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-trend",
    tag = "risks",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The months", body = RiskMonthsWords), Unanswered)
)]
pub(in crate::api) async fn risk_trend(call: Call) -> Answered<RiskMonthsWords> {
    let answer = call.ask_organisation(&RiskTrend)?;
    let burndown = call.ask_organisation(&RiskBurndown)?.value;
    let burndown = burndown.as_ref().map(BurndownWords::from);
    let (months, turn) = call.page(RiskMonthWords::all(&answer.value), |month| month.on.clone())?;
    Ok(Json(RiskMonthsWords { months, burndown, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A page of what is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RiskFindingsWords {
    /// The gravest kind first.
    findings: Vec<RiskFindingWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What is wrong with risks, plans and signatures, each with what would be right.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-findings",
    tag = "risks",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The findings", body = RiskFindingsWords), Unanswered)
)]
pub(in crate::api) async fn risk_findings(call: Call) -> Answered<RiskFindingsWords> {
    let answer = call.ask_organisation(&WrongRisks)?;
    let all = RiskFindingWords::all(&answer.value);
    let key = |one: &RiskFindingWords| format!("{}/{}/{}", one.id, one.risk.as_deref().unwrap_or("all"), one.what);
    let (findings, turn) = call.page(all, key)?;
    Ok(Json(RiskFindingsWords { findings, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// The chain, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskChainWords {
    #[serde(flatten)]
    chain: RiskChainWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Whether risk, treatment, control, Statement of Applicability and evidence agree.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-chain",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The chain", body = OneRiskChainWords), Unanswered)
)]
pub(in crate::api) async fn risk_chain(call: Call) -> Answered<OneRiskChainWords> {
    let answer = call.ask_organisation(&RiskChain)?;
    let chain = RiskChainWords::of(&answer.value);
    Ok(Json(OneRiskChainWords { chain, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// What the risks could cost, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskExposureWords {
    #[serde(flatten)]
    exposure: RiskExposureWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What the risks could cost in a year, by simulation with a stored seed.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risk-exposure",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "Losses with and without treatment", body = OneRiskExposureWords), Unanswered)
)]
pub(in crate::api) async fn risk_exposure(call: Call) -> Answered<OneRiskExposureWords> {
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&RiskExposure))?;
    let exposure = RiskExposureWords::of(&answer.value);
    Ok(Json(OneRiskExposureWords { exposure, mark: MarkWords::of(Some(&answer.mark)) }))
}
