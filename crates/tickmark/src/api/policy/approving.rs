//! From a draft to an approved version; each step names the version and the hash of the text that was looked at.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, PolicyCommand};
use serde::Deserialize;
use utoipa::ToSchema;

/// A version and its text, by its hash: of any other text nothing is said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "sha256": "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb" }))]
pub(in crate::api) struct PolicyVersionBody {
    /// The version.
    pub(super) version: u32,
    /// SHA-256 of the text that was looked at.
    pub(super) sha256: String,
}

/// Hand the draft of a document to those who approve it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/submission",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyVersionBody,
    responses((status = 200, description = "It waits for approval", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn submit_policy(call: Call, Body(body): Body<PolicyVersionBody>) -> Changed {
    let id = call.part("policy");
    let PolicyVersionBody { version, sha256 } = body;
    call.change(Command::Policy(PolicyCommand::SubmitPolicy { id, version, sha256 }))
}

/// Approve a version, as somebody else than who wrote it (SoD-1). When as many distinct persons did as the document needs,
/// it is approved. A text with placeholders that nobody filled in is refused with their lines.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/approvals",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyVersionBody,
    responses((status = 200, description = "It is approved, or waits for more", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_policy(call: Call, Body(body): Body<PolicyVersionBody>) -> Changed {
    let id = call.part("policy");
    let PolicyVersionBody { version, sha256 } = body;
    call.change(Command::Policy(PolicyCommand::ApprovePolicy { id, version, sha256 }))
}

/// A version, and what is wrong with it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "reason": "The part on leavers is missing" }))]
pub(in crate::api) struct PolicyReturnBody {
    /// The version.
    version: u32,
    /// What is wrong with it.
    reason: String,
}

/// Send a version that waits for approval or publication back to who wrote it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/return",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyReturnBody,
    responses((status = 200, description = "It is a draft again", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn return_policy(call: Call, Body(body): Body<PolicyReturnBody>) -> Changed {
    let id = call.part("policy");
    let PolicyReturnBody { version, reason } = body;
    call.change(Command::Policy(PolicyCommand::ReturnPolicy { id, version, reason }))
}
