//! Corrective action: planned, carried out, dropped, or not needed.

use super::steps::day;
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::api::problem::Problem;
use crate::words::ReceiptWords;
use crate::words::nonconformity::ShapeOfAction;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::values::nonconformity::CorrectiveAction;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The number of the line in the address.
fn number(call: &Call) -> Result<u32, Problem> {
    let typed = call.part("number");
    let unknown = || Refusal::Unknown { what: "line of action", id: typed.clone(), nearest: None };
    Ok(typed.parse().map_err(|_| unknown())?)
}

/// Plan a line of corrective action; the cause is known before.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = ShapeOfAction,
    responses((status = 200, description = "It is planned", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn plan_nonconformity_action(call: Call, Body(action): Body<CorrectiveAction>) -> Changed {
    let id = call.part("nonconformity");
    call.change(Command::Nonconformity(NonconformityCommand::PlanNonconformityAction { id, action }))
}

/// That a line was carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-04-20", "note": "The nightly job runs", "evidence": ["EV-9"] }))]
pub(in crate::api) struct ActionCompletionBody {
    /// On which day it was done; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// What was done.
    #[serde(default)]
    note: String,
    /// Items of evidence.
    #[serde(default)]
    evidence: BTreeSet<String>,
}

/// Record that a line was carried out; whoever carries it out may do so.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/completion",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        ("number" = u32, Path, description = "Number of the line in this round, from 1"),
        Matching,
        Once,
    ),
    request_body = ActionCompletionBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn finish_nonconformity_action(call: Call, Body(body): Body<ActionCompletionBody>) -> Changed {
    let (id, number, on) = (call.part("nonconformity"), number(&call)?, day(&call, body.on));
    let ActionCompletionBody { note, evidence, .. } = body;
    let command = NonconformityCommand::FinishNonconformityAction { id, number, on, note, evidence };
    call.change(Command::Nonconformity(command))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the system is gone" }))]
pub(in crate::api) struct WhyBody {
    /// Why.
    pub(super) reason: String,
}

/// Drop a planned line that is not carried out.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/removal",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        ("number" = u32, Path, description = "Number of the line in this round, from 1"),
        Matching,
        Once,
    ),
    request_body = WhyBody,
    responses((status = 200, description = "It is dropped", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn drop_nonconformity_action(call: Call, Body(body): Body<WhyBody>) -> Changed {
    let (id, number, reason) = (call.part("nonconformity"), number(&call)?, body.reason);
    call.change(Command::Nonconformity(NonconformityCommand::DropNonconformityAction { id, number, reason }))
}

/// Say why the cause needs no action.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}/no-action",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("nonconformity" = String, Path, description = "Id of the nonconformity"),
        Matching,
        Once,
    ),
    request_body = WhyBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn need_no_nonconformity_action(call: Call, Body(body): Body<WhyBody>) -> Changed {
    let (id, reason) = (call.part("nonconformity"), body.reason);
    call.change(Command::Nonconformity(NonconformityCommand::NeedNoNonconformityAction { id, reason }))
}
