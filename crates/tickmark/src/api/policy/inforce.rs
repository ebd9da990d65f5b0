//! A version comes into force, is reviewed and acknowledged; a document goes.

use super::approving::PolicyVersionBody;
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, PolicyCommand};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// A version, the hash of its text, and its first day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "sha256": "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb", "from": "2026-04-01" }))]
pub(in crate::api) struct PolicyPublicationBody {
    /// The version.
    version: u32,
    /// SHA-256 of the text that was looked at.
    sha256: String,
    /// The first day on which it is in force; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
}

/// Put an approved version in force; the one before is superseded on that day.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/publication",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyPublicationBody,
    responses((status = 200, description = "It is published", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn publish_policy(call: Call, Body(body): Body<PolicyPublicationBody>) -> Changed {
    let id = call.part("policy");
    let PolicyPublicationBody { version, sha256, from } = body;
    let from = from.unwrap_or_else(|| call.doors.app.clock().today());
    call.change(Command::Policy(PolicyCommand::PublishPolicy { id, version, sha256, from }))
}

/// What was looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "note": "Read with the team: still done like this" }))]
pub(in crate::api) struct PolicyReviewBody {
    /// The version in force.
    version: u32,
    /// What was looked at.
    note: String,
}

/// Confirm the version in force as it stands; its next review counts from today.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/reviews",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyReviewBody,
    responses((status = 200, description = "It is confirmed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn review_policy(call: Call, Body(body): Body<PolicyReviewBody>) -> Changed {
    let id = call.part("policy");
    let PolicyReviewBody { version, note } = body;
    call.change(Command::Policy(PolicyCommand::ReviewPolicy { id, version, note }))
}

/// Why a document is not in use any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "It is part of POL-01 now" }))]
pub(in crate::api) struct PolicyRetirementBody {
    /// Why.
    reason: String,
}

/// Take a document out of use; its versions stay to be read.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/retirement",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyRetirementBody,
    responses((status = 200, description = "It is retired", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn retire_policy(call: Call, Body(body): Body<PolicyRetirementBody>) -> Changed {
    let id = call.part("policy");
    let PolicyRetirementBody { reason } = body;
    call.change(Command::Policy(PolicyCommand::RetirePolicy { id, reason }))
}

/// Why the text of a version is not needed any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Its retention is over; agreed with the owner" }))]
pub(in crate::api) struct PolicyDisposalBody {
    /// Why, and who agreed.
    reason: String,
}

/// Dispose of the text of a version that is out of use and whose retention is over. Its hash, days and approvals and who
/// acknowledged it stay; the entry of the ledger that brought the text stays until it is redacted.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/versions/{version}/disposal",
    tag = "policies",
    params(
        InOrganisation,
        ("policy" = String, Path, description = "Id of the document"),
        ("version" = u32, Path, description = "Number of the version"),
        Matching,
        Once,
    ),
    request_body = PolicyDisposalBody,
    responses((status = 200, description = "Its text is disposed of", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn dispose_policy_version(call: Call, Body(body): Body<PolicyDisposalBody>) -> Changed {
    let (id, PolicyDisposalBody { reason }) = (call.part("policy"), body);
    // What is no number names no version.
    let version = call.part("version").parse().unwrap_or_default();
    call.change(Command::Policy(PolicyCommand::DisposePolicyVersion { id, version, reason }))
}

/// By which day the version in force is to be acknowledged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "until": "2026-04-30" }))]
pub(in crate::api) struct PolicyRoundBody {
    /// By which day.
    #[schema(value_type = String, format = Date)]
    until: Date,
}

/// Ask those whom a document is for to acknowledge the version in force; who did already is not asked again.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/acknowledgement-rounds",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyRoundBody,
    responses((status = 200, description = "They are asked", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn ask_acknowledgement(call: Call, Body(body): Body<PolicyRoundBody>) -> Changed {
    let id = call.part("policy");
    let PolicyRoundBody { until } = body;
    call.change(Command::Policy(PolicyCommand::AskAcknowledgement { id, until }))
}

/// Acknowledge the version in force, for oneself. No token carries this: a person says it in person.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies/{policy}/acknowledgements",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyVersionBody,
    responses((status = 200, description = "It is acknowledged", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn acknowledge_policy(call: Call, Body(body): Body<PolicyVersionBody>) -> Changed {
    let id = call.part("policy");
    let PolicyVersionBody { version, sha256 } = body;
    call.change(Command::Policy(PolicyCommand::AcknowledgePolicy { id, version, sha256 }))
}
