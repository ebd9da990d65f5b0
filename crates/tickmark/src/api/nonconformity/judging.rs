//! Whether it worked, closing and rejecting: by somebody else than whoever carried something out (SoD-5).

use super::acting::WhyBody;
use super::steps::day;
use crate::api::call::unknown;
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, NonconformityCommand};
use domain::values::nonconformity::Effectiveness;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Whether it worked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "result": "effective", "on": "2026-05-22", "note": "Ten leavers of May: access ended within a day", "evidence": ["EV-12"] }))]
pub(in crate::api) struct EffectivenessBody {
    /// `effective`, or `ineffective`, which leads back to the cause.
    result: String,
    /// On which day it was looked at; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// What was looked at, and what was seen.
    note: String,
    /// Items of evidence.
    #[serde(default)]
    evidence: BTreeSet<String>,
}

/// Judge whether the action worked, after the waiting time, as somebody else than whoever carried it out (SoD-5).
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/effectiveness",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = EffectivenessBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn judge_nonconformity_effectiveness(
    call: Call,
    Body(body): Body<EffectivenessBody>,
) -> Changed {
    let known = Effectiveness::ALL.map(Effectiveness::id);
    let result =
        Effectiveness::parse(&body.result).ok_or_else(|| unknown("result", &body.result, known).of_the_body())?;
    let (id, on) = (call.part("nonconformity"), day(&call, body.on));
    let EffectivenessBody { note, evidence, .. } = body;
    let command = NonconformityCommand::JudgeNonconformityEffectiveness { id, result, on, note, evidence };
    call.change(Command::Nonconformity(command))
}

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "note": "seen by management" }))]
pub(in crate::api) struct NonconformityClosingBody {
    /// A note.
    #[serde(default)]
    note: String,
}

/// Close a nonconformity. It is refused, with the list of what is missing, until all of it is there.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/closing",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = NonconformityClosingBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_nonconformity(call: Call, Body(body): Body<NonconformityClosingBody>) -> Changed {
    let (id, note) = (call.part("nonconformity"), body.note);
    call.change(Command::Nonconformity(NonconformityCommand::CloseNonconformity { id, note }))
}

/// Reject a nonconformity with the reason: it is none. A finding of an audit is rejected by whoever raised it alone.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/rejection",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = WhyBody,
    responses((status = 200, description = "It is rejected", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn reject_nonconformity(call: Call, Body(body): Body<WhyBody>) -> Changed {
    let (id, reason) = (call.part("nonconformity"), body.reason);
    call.change(Command::Nonconformity(NonconformityCommand::RejectNonconformity { id, reason }))
}
