//! Declaring, approving, resting and removing.

use crate::api::call::{Body, Call};
use crate::api::change::{Changed, Match};
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem, Refused};
use crate::words::ReceiptWords;
use crate::words::collector::CollectorSaid;
use domain::command::{CollectorCommand, Command};
use serde::Deserialize;
use utoipa::ToSchema;

/// Declare a collector. It runs when somebody else has approved it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors",
    tag = "collectors",
    params(InOrganisation, Once),
    request_body = CollectorSaid,
    responses((status = 201, description = "It is declared", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_collector(call: Call, Body(body): Body<CollectorSaid>) -> Changed {
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let said = body.meant().map_err(|failure| Problem::from(failure).of_the_body())?;
    let set = || app.set_collector(&org, call.who(), request.as_deref(), None, None, said);
    let set = call.receipt(tokio::task::block_in_place(set).map_err(|failure| call.judged(failure))?);
    let place = format!("/api/v1/o/{org}/collectors/{}", escaped(&set.body.object));
    Ok(set.at(place))
}

/// Declare a collector anew: it becomes exactly this. Another check or rule voids the approval, another check the
/// credentials.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/collectors/{collector}",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Matching, Once),
    request_body = CollectorSaid,
    responses((status = 200, description = "It is declared", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_collector(call: Call, Body(body): Body<CollectorSaid>) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("collector"));
    let version = version(&call)?;
    let said = body.meant().map_err(|failure| Problem::from(failure).of_the_body())?;
    let request = call.request("");
    let set = || app.set_collector(&org, call.who(), request.as_deref(), version, Some(&id), said);
    settled(&call, version, tokio::task::block_in_place(set))
}

/// The version that is wanted; `None` for whatever it is.
fn version(call: &Call) -> Result<Option<u64>, Problem> {
    Ok(match call.wanted()? {
        Match::Any => None,
        Match::Absent => Some(0),
        Match::Version(version) => Some(version),
    })
}

fn settled(call: &Call, version: Option<u64>, done: Result<app::Receipt, app::Failure>) -> Changed {
    match done {
        Ok(receipt) => Ok(call.receipt(receipt)),
        Err(failure) => Err(call.unversioned(version, call.judged(failure))),
    }
}

/// What was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "declaration": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0" }))]
pub(in crate::api) struct ApprovalBody {
    /// The `declaration` of the collector whose check and rule were read: SHA-256, 64 lower-case hexadecimal digits.
    declaration: String,
}

/// Approve what a collector runs and the rule that judges it: somebody else than who wrote it, who proved within the last
/// five minutes who they are. No token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/approval",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Matching, Once),
    request_body = ApprovalBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_collector(call: Call, Body(body): Body<ApprovalBody>) -> Changed {
    let (id, declaration) = (call.part("collector"), body.declaration);
    call.change(Command::Collector(CollectorCommand::ApproveCollector { id, declaration }))
}

/// Shall it rest?
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "paused": true, "reason": "the server moves" }))]
pub(in crate::api) struct RestBody {
    /// Yes to let it rest, no to let it go on.
    paused: bool,
    /// Why; may be left out when it goes on.
    #[serde(default)]
    reason: String,
}

/// Let a collector rest, or let it go on.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/rest",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Matching, Once),
    request_body = RestBody,
    responses((status = 200, description = "It rests, or goes on", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn pause_collector(call: Call, Body(body): Body<RestBody>) -> Changed {
    let RestBody { paused, reason } = body;
    call.change(Command::Collector(CollectorCommand::PauseCollector { id: call.part("collector"), paused, reason }))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the system is gone" }))]
pub(in crate::api) struct RemovalBody {
    /// Why.
    reason: String,
}

/// Remove a collector and its credentials; its runs and evidence stay.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/removal",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector"), Matching, Once),
    request_body = RemovalBody,
    responses((status = 200, description = "It is removed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn remove_collector(call: Call, Body(body): Body<RemovalBody>) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("collector"));
    let version = version(&call)?;
    let request = call.request("");
    let remove = || app.remove_collector(&org, call.who(), request.as_deref(), version, &id, &body.reason);
    settled(&call, version, tokio::task::block_in_place(remove))
}
