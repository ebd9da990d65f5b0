//! Signatures: the approval of a plan, the acceptance of what remains, the next level. Each names what it was given for.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use crate::words::risk::RiskAcceptanceShape;
use domain::command::{Command, RiskCommand};
use domain::values::risk::Acceptance;
use serde::Deserialize;
use utoipa::ToSchema;

/// What was read and is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "sha256": "8f0c" }))]
pub(in crate::api) struct RiskApprovalBody {
    /// The version.
    pub(super) version: u32,
    /// The hash of what it says, as it was given.
    pub(super) sha256: String,
}

/// Approve the plan as it stands, as the owner of the risk.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/treatment/approval",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskApprovalBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_treatment(call: Call, Body(body): Body<RiskApprovalBody>) -> Changed {
    let RiskApprovalBody { version, sha256 } = body;
    call.change(Command::Risk(RiskCommand::ApproveTreatment { id: call.part("risk"), version, sha256 }))
}

/// Accept what remains of a risk, as its owner; above the appetite it holds from the signature of the next level only.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/acceptances",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskAcceptanceShape,
    responses((status = 200, description = "It is accepted", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn accept_risk(call: Call, Body(acceptance): Body<Acceptance>) -> Changed {
    call.change(Command::Risk(RiskCommand::AcceptRisk { id: call.part("risk"), acceptance }))
}

/// The signature of the next level.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "acceptance": 1, "note": "Until the new system is in place" }))]
pub(in crate::api) struct RiskCountersignatureBody {
    /// The number of the acceptance, from 1.
    acceptance: u32,
    /// A note.
    #[serde(default)]
    note: String,
}

/// Sign an acceptance above the appetite, as the next level.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/countersignature",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskCountersignatureBody,
    responses((status = 200, description = "It is signed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn countersign_risk(call: Call, Body(body): Body<RiskCountersignatureBody>) -> Changed {
    let RiskCountersignatureBody { acceptance, note } = body;
    call.change(Command::Risk(RiskCommand::CountersignRisk { id: call.part("risk"), acceptance, note }))
}
