//! Waivers of a rule of separation of duty: proposed, approved by management, ended.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::controls::ReasonBody;
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords, WaiverWords};
use app::ask::Governance;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Duty, Waiver};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/waivers", get(waivers).post(propose_waiver))
        .route("/api/v1/o/{organisation}/waivers/{waiver}", get(waiver))
        .route("/api/v1/o/{organisation}/waivers/{waiver}/approval", post(approve_waiver))
        .route("/api/v1/o/{organisation}/waivers/{waiver}/end", post(end_waiver))
}

/// A page of waivers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaiversWords {
    /// Waivers, past ones too, by id.
    waivers: Vec<WaiverWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One waiver, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneWaiverWords {
    #[serde(flatten)]
    waiver: WaiverWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the waivers.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/waivers",
    tag = "decisions",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The waivers", body = WaiversWords), Unanswered)
)]
pub(super) async fn waivers(call: Call) -> Answered<WaiversWords> {
    let answer = call.ask_organisation(&Governance)?;
    let (page, turn) = call.page(answer.value.waivers.into_iter().collect(), |(id, _)| id.clone())?;
    let waivers = page.iter().map(|(id, held)| WaiverWords::of(&call.names(), id, held, answer.mark.on)).collect();
    Ok(Json(WaiversWords { waivers, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one waiver.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/waivers/{waiver}",
    tag = "decisions",
    params(InOrganisation, ("waiver" = String, Path, description = "Id of the waiver"), Moment),
    responses((status = 200, description = "The waiver", body = OneWaiverWords), Unanswered)
)]
pub(super) async fn waiver(call: Call) -> Told<OneWaiverWords> {
    let id = call.part("waiver");
    let (answer, version) = call.ask_about(&Governance, "waiver", &id)?;
    let held = answer.value.waivers.get(&id).ok_or_else(|| unknown("waiver", &id, []))?;
    let waiver = WaiverWords::of(&call.names(), &id, held, answer.mark.on);
    Ok(Tagged::of(version, OneWaiverWords { waiver, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A waiver to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "rule": "SoD-1", "person": "person-1f0c2a9b7d3e4f55", "until": "2026-12-31",
    "reason": "Four people; the chief executive reads every approval of the month"
}))]
pub(super) struct NewWaiver {
    /// The rule, such as `SoD-1`.
    rule: String,
    /// For whom: id of the person.
    person: String,
    /// Why nobody else can do it, and what is done instead.
    reason: String,
    /// First day; today when left out. A waiver never reaches back.
    #[schema(format = Date)]
    from: Option<String>,
    /// Last day, at most 366 days on.
    #[schema(format = Date)]
    until: String,
}

/// Propose that a rule of separation of duty be waived for one person.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/waivers",
    tag = "decisions",
    params(InOrganisation, Once),
    request_body = NewWaiver,
    responses((status = 201, description = "It is proposed", body = ReceiptWords), Refused)
)]
pub(super) async fn propose_waiver(call: Call, Body(new): Body<NewWaiver>) -> Changed {
    let today = call.doors.app.clock().today();
    let ids = Duty::ALL.map(Duty::id);
    let duty = Duty::parse(&new.rule)
        .ok_or_else(|| unknown("rule", &new.rule, ids.iter().map(String::as_str)).of_the_body())?;
    let waiver = Waiver {
        duty,
        person: new.person,
        reason: new.reason,
        from: new.from.as_deref().map_or(Ok(today), |text| day(text, "from"))?,
        until: day(&new.until, "until")?,
    };
    let proposed = call.change(Command::ProposeWaiver { waiver })?;
    let place = format!("/api/v1/o/{}/waivers/{}", call.org(), proposed.body.object);
    Ok(proposed.at(place))
}

/// Approve a waiver, as management.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/waivers/{waiver}/approval",
    tag = "decisions",
    params(InOrganisation, ("waiver" = String, Path, description = "Id of the waiver"), Matching, Once),
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(super) async fn approve_waiver(call: Call) -> Changed {
    call.change(Command::ApproveWaiver { id: call.part("waiver") })
}

/// Withdraw or end a waiver.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/waivers/{waiver}/end",
    tag = "decisions",
    params(InOrganisation, ("waiver" = String, Path, description = "Id of the waiver"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is over", body = ReceiptWords), Contested)
)]
pub(super) async fn end_waiver(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::EndWaiver { id: call.part("waiver"), reason: body.reason })
}
