//! Versions, one of them row by row, the chains behind it, and what differs.

use super::version;
use crate::api::call::{Answered, Call};
use crate::api::change::{Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::Unanswered;
use crate::words::MarkWords;
use crate::words::statement::{
    SoaChainWords, SoaDifferenceWords, SoaFindingWords, SoaLineWords, SoaProgressWords, SoaRowWords, SoaVersionWords,
};
use app::ask::{StatementChains, StatementDifference, StatementOf, Statements};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// Versions of the statement.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SoaVersionsWords {
    /// Versions, the newest first.
    versions: Vec<SoaLineWords>,
    /// The one on its way.
    open: Option<String>,
    /// The one in force on the day of judgement.
    in_force: Option<String>,
    /// What has to be said beside a statement.
    notes: Vec<&'static str>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// A version with its rows, its checks and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SoaWords {
    #[serde(flatten)]
    statement: SoaVersionWords,
    /// Annex A in official order, then own controls.
    rows: Vec<SoaRowWords>,
    /// What is wrong with it on the day of judgement.
    findings: Vec<SoaFindingWords>,
    /// How far it is.
    progress: SoaProgressWords,
    /// Own controls that could be added as necessary ones from outside Annex A.
    addable: Vec<String>,
    /// What has to be said beside a statement.
    notes: Vec<&'static str>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the versions of the Statement of Applicability, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements",
    tag = "statement of applicability",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The versions", body = SoaVersionsWords), Unanswered)
)]
pub(in crate::api) async fn soa_versions(call: Call) -> Answered<SoaVersionsWords> {
    let answer = call.ask_organisation(&Statements)?;
    let (page, turn) = call.page(answer.value.versions, |line| line.id.clone())?;
    let versions =
        tokio::task::block_in_place(|| page.iter().map(|line| SoaLineWords::of(&call.names(), line)).collect());
    Ok(Json(SoaVersionsWords {
        versions,
        open: answer.value.open,
        in_force: answer.value.in_force,
        notes: answer.value.notes.to_vec(),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Show a version of the Statement of Applicability, row by row.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version, such as `ST-1`"), Moment),
    responses((status = 200, description = "The version", body = SoaWords), Unanswered)
)]
pub(in crate::api) async fn soa_version(call: Call) -> Told<SoaWords> {
    let answer = call.ask_organisation(&StatementOf { id: Some(version(&call)) })?;
    let (value, names) = (&answer.value, &call.names());
    let rows =
        tokio::task::block_in_place(|| value.rows.iter().map(|row| SoaRowWords::of(names, row)).collect::<Vec<_>>());
    let statement = tokio::task::block_in_place(|| SoaVersionWords::of(names, &value.id, &value.held, value.version));
    let words = SoaWords {
        statement,
        rows,
        findings: value.findings.iter().map(SoaFindingWords::from).collect(),
        progress: SoaProgressWords::from(&value.progress),
        addable: value.addable.iter().map(|(id, _)| id.clone()).collect(),
        notes: value.notes.to_vec(),
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(value.version, words))
}

/// What differs between two versions.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SoaDifferencesWords {
    /// The earlier version; null when there is none before.
    from: Option<String>,
    /// The later version.
    to: String,
    /// Where the later one stands.
    state: &'static str,
    /// The entries that differ.
    differences: Vec<SoaDifferenceWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Compare a version with an earlier one, entry by entry.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}/difference",
    tag = "statement of applicability",
    params(
        InOrganisation,
        ("soa" = String, Path, description = "Id of the later version"),
        ("from" = Option<String>, Query, description = "The earlier one; left out, the one that it is a copy of, or else the one before it"),
        Moment
    ),
    responses((status = 200, description = "What differs", body = SoaDifferencesWords), Unanswered)
)]
pub(in crate::api) async fn soa_difference(call: Call) -> Answered<SoaDifferencesWords> {
    let question = StatementDifference { from: call.field("from").map(str::to_owned), to: Some(version(&call)) };
    let answer = call.ask_organisation(&question)?;
    let value = answer.value;
    let names = call.names();
    let differences =
        tokio::task::block_in_place(|| value.entries.iter().map(|one| SoaDifferenceWords::of(&names, one)).collect());
    Ok(Json(SoaDifferencesWords {
        from: value.from,
        to: value.to,
        state: value.state.id(),
        differences,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// The chains behind a version.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SoaChainsWords {
    /// The version.
    id: String,
    /// A chain for each control that is applicable or that a treatment uses.
    chains: Vec<SoaChainWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Trace each control from the risks that it treats to its evidence, and name where the chain is broken.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}/chains",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Moment),
    responses((status = 200, description = "The chains", body = SoaChainsWords), Unanswered)
)]
pub(in crate::api) async fn soa_chains(call: Call) -> Answered<SoaChainsWords> {
    let answer = call.ask_organisation(&StatementChains { id: Some(version(&call)) })?;
    let (id, chains) = answer.value;
    let chains = chains.iter().map(SoaChainWords::from).collect();
    Ok(Json(SoaChainsWords { id, chains, mark: MarkWords::of(Some(&answer.mark)) }))
}
