//! From a draft to a version in force.

use super::version;
use crate::api::call::{Body, Call, day};
use crate::api::change::Changed;
use crate::api::controls::ReasonBody;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Refused};
use crate::words::ReceiptWords;
use domain::command::{Command, StatementCommand};
use serde::Deserialize;
use utoipa::ToSchema;

/// Begin a draft: a copy of the version in force, or one in which nothing is decided. One version is on its way at a time.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements",
    tag = "statement of applicability",
    params(InOrganisation, Once),
    responses((status = 201, description = "It is begun", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn begin_soa(call: Call) -> Changed {
    let begun = call.change(Command::Statement(StatementCommand::BeginStatement))?;
    let place = format!("/api/v1/o/{}/statements/{}", call.org(), begun.body.object);
    Ok(begun.at(place))
}

/// What was read or is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SoaHashBody {
    /// SHA-256 of the entries, in hex digits, as the version names it.
    sha256: String,
}

/// Say that a draft was read through as it stands; the hash names what was read.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/review",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaHashBody,
    responses((status = 200, description = "It is reviewed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn review_soa(call: Call, Body(body): Body<SoaHashBody>) -> Changed {
    call.change(Command::Statement(StatementCommand::ReviewStatement { id: version(&call), sha256: body.sha256 }))
}

/// Approve a reviewed version, as management in person; nobody who changed an entry of it can, and no token.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/approval",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaHashBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_soa(call: Call, Body(body): Body<SoaHashBody>) -> Changed {
    call.change(Command::Statement(StatementCommand::ApproveStatement { id: version(&call), sha256: body.sha256 }))
}

/// The first day of a version.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "from": "2026-11-16" }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SoaFromBody {
    /// Its first day in force; not before its approval and not in the future. Left out, today.
    #[schema(format = Date)]
    from: Option<String>,
}

/// Put an approved version in force; the one before is superseded.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/enforcement",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaFromBody,
    responses((status = 200, description = "It is in force", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn enforce_soa(call: Call, Body(body): Body<SoaFromBody>) -> Changed {
    let today = || Ok(call.doors.app.clock().today());
    let from = body.from.as_deref().map_or_else(today, |text| day(text, "from"))?;
    call.change(Command::Statement(StatementCommand::EnforceStatement { id: version(&call), from }))
}

/// Give up a version that is not in force.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/withdrawal",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is given up", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_soa(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::Statement(StatementCommand::WithdrawStatement { id: version(&call), reason: body.reason }))
}
