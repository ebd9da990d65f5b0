//! Writing documents: what is said of one, and its text.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Refused};
use crate::words::ReceiptWords;
use crate::words::policy::ShapeOfPolicy;
use domain::command::{Command, PolicyCommand};
use domain::values::policy::Policy;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "policy": { "number": "POL-07", "title": "Cryptography policy", "review_months": 12, "meets": ["A.8.24"] },
    "text": "# Cryptography policy\n\nData in transit is encrypted.\n"
}))]
pub(in crate::api) struct PolicyBody {
    /// What is said of it.
    #[schema(value_type = ShapeOfPolicy)]
    policy: Policy,
    /// Its text in Markdown, at most 256 KiB.
    text: String,
}

/// Write a new document; its text is the draft of its first version.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policies",
    tag = "policies",
    params(InOrganisation, Once),
    request_body = PolicyBody,
    responses((status = 201, description = "It is written", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn write_policy(call: Call, Body(body): Body<PolicyBody>) -> Changed {
    let command = PolicyCommand::WritePolicy { policy: Box::new(body.policy), text: body.text };
    let written = call.change(Command::Policy(command))?;
    let place = format!("/api/v1/o/{}/policies/{}", call.org(), escaped(&written.body.object));
    Ok(written.at(place))
}

/// What is said of a document now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "policy": { "number": "POL-07", "title": "Cryptography policy", "review_months": 6, "meets": ["A.8.24"] },
    "reason": "it changes more often than we thought"
}))]
pub(in crate::api) struct PolicyRevisionBody {
    /// As it is said now.
    #[schema(value_type = ShapeOfPolicy)]
    policy: Policy,
    /// Why.
    reason: String,
}

/// Change what is said of a document: it becomes exactly this. Its text stays.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/policies/{policy}",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyRevisionBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_policy(call: Call, Body(body): Body<PolicyRevisionBody>) -> Changed {
    let (id, policy) = (call.part("policy"), Box::new(body.policy));
    call.change(Command::Policy(PolicyCommand::RevisePolicy { id, policy, reason: body.reason }))
}

/// The text of the next version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "# Cryptography policy\n\nData is encrypted.\n", "note": "Data at rest as well" }))]
pub(in crate::api) struct PolicyTextBody {
    /// The text in Markdown, at most 256 KiB.
    text: String,
    /// What changes, and why.
    #[serde(default)]
    note: String,
}

/// Write the text of the next version. A version that is not published yet gets this text, and its approvals are void.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/policies/{policy}/text",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Matching, Once),
    request_body = PolicyTextBody,
    responses((status = 200, description = "It is a draft", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn draft_policy(call: Call, Body(body): Body<PolicyTextBody>) -> Changed {
    let (id, PolicyTextBody { text, note }) = (call.part("policy"), body);
    call.change(Command::Policy(PolicyCommand::DraftPolicy { id, text, note }))
}
