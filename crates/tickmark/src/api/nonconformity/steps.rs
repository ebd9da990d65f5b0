//! Steps of the work: correction, cause, similar cases, evidence.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, NonconformityCommand};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The day that was named, or today.
pub(super) fn day(call: &Call, named: Option<Date>) -> Date {
    named.unwrap_or_else(|| call.doors.app.clock().today())
}

/// How it was corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "correction": "Access of the four leavers ended", "on": "2026-03-03", "evidence": ["EV-7"] }))]
pub(in crate::api) struct CorrectionBody {
    /// What was done at once, or how its consequences were dealt with.
    correction: String,
    /// On which day it was done; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// Items of evidence.
    #[serde(default)]
    evidence: BTreeSet<String>,
}

/// Record how a nonconformity was corrected, or how its consequences were dealt with.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/correction",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = CorrectionBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn correct_nonconformity(call: Call, Body(body): Body<CorrectionBody>) -> Changed {
    let (id, on) = (call.part("nonconformity"), day(&call, body.on));
    let CorrectionBody { correction, evidence, .. } = body;
    call.change(Command::Nonconformity(NonconformityCommand::CorrectNonconformity { id, correction, on, evidence }))
}

/// Its cause.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "cause": "Nobody tells IT about contractors who leave", "method": "five whys" }))]
pub(in crate::api) struct CauseBody {
    /// Why it happened, not what happened.
    cause: String,
    /// By which method it was found.
    #[serde(default)]
    method: String,
}

/// Record the cause of a nonconformity; it is corrected before.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/cause",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = CauseBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn find_nonconformity_cause(call: Call, Body(body): Body<CauseBody>) -> Changed {
    let (id, CauseBody { cause, method }) = (call.part("nonconformity"), body);
    call.change(Command::Nonconformity(NonconformityCommand::FindNonconformityCause { id, cause, method }))
}

/// What a look for similar cases found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "similar": "All leavers of 2025 in all systems: none" }))]
pub(in crate::api) struct SimilarBody {
    /// Where was looked, and what was found.
    similar: String,
}

/// Record what a look for similar cases found.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/similar-cases",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = SimilarBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn seek_similar_nonconformities(call: Call, Body(body): Body<SimilarBody>) -> Changed {
    let (id, similar) = (call.part("nonconformity"), body.similar);
    call.change(Command::Nonconformity(NonconformityCommand::SeekSimilarNonconformities { id, similar }))
}

/// Evidence of it as a whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "evidence": ["EV-7"] }))]
pub(in crate::api) struct CitedBody {
    /// Items of evidence, at least one.
    evidence: BTreeSet<String>,
}

/// Cite evidence that belongs to a nonconformity as a whole.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/evidence",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = CitedBody,
    responses((status = 200, description = "It is cited", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn cite_nonconformity_evidence(call: Call, Body(body): Body<CitedBody>) -> Changed {
    let (id, evidence) = (call.part("nonconformity"), body.evidence);
    call.change(Command::Nonconformity(NonconformityCommand::CiteNonconformityEvidence { id, evidence }))
}
