//! Deputies: who stands in for a member, from when to when.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{DeputyWords, MarkWords, ReceiptWords};
use app::ask::PeopleOf;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::Deputy;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/deputies", get(deputies).post(name_deputy))
        .route("/api/v1/o/{organisation}/deputies/{deputy}", get(deputy))
        .route("/api/v1/o/{organisation}/deputies/{deputy}/end", post(end_deputy))
}

/// A page of deputies.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeputiesWords {
    /// Deputies, past ones too, by id.
    deputies: Vec<DeputyWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One deputy, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneDeputyWords {
    #[serde(flatten)]
    deputy: DeputyWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the deputies.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/deputies",
    tag = "people",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The deputies", body = DeputiesWords), Unanswered)
)]
pub(super) async fn deputies(call: Call) -> Answered<DeputiesWords> {
    let answer = call.ask_organisation(&PeopleOf)?;
    let (page, turn) = call.page(answer.value.deputies.into_iter().collect(), |(id, _)| id.clone())?;
    let deputies = page.iter().map(|(id, held)| DeputyWords::of(&call.names(), id, held, answer.mark.on)).collect();
    Ok(Json(DeputiesWords { deputies, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one deputy.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/deputies/{deputy}",
    tag = "people",
    params(InOrganisation, ("deputy" = String, Path, description = "Id of the entry"), Moment),
    responses((status = 200, description = "The deputy", body = OneDeputyWords), Unanswered)
)]
pub(super) async fn deputy(call: Call) -> Told<OneDeputyWords> {
    let id = call.part("deputy");
    let (answer, version) = call.ask_about(&PeopleOf, "deputy", &id)?;
    let held = answer.value.deputies.get(&id).ok_or_else(|| unknown("deputy", &id, []))?;
    let deputy = DeputyWords::of(&call.names(), &id, held, answer.mark.on);
    Ok(Tagged::of(version, OneDeputyWords { deputy, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A deputy to be named.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "principal": "person-1f0c2a9b7d3e4f55", "deputy": "person-77aa03c1d2e4f609",
    "from": "2026-07-01", "until": "2026-07-21", "reason": "Holiday"
}))]
pub(super) struct NewDeputy {
    /// Who is represented; the caller when left out.
    principal: Option<String>,
    /// Who stands in.
    deputy: String,
    /// First day; today when left out.
    #[schema(format = Date)]
    from: Option<String>,
    /// Last day, at most 90 days on.
    #[schema(format = Date)]
    until: String,
    /// Why.
    reason: String,
}

/// Name somebody who stands in for a member.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deputies",
    tag = "people",
    params(InOrganisation, Once),
    request_body = NewDeputy,
    responses((status = 201, description = "They are named", body = ReceiptWords), Refused)
)]
pub(super) async fn name_deputy(call: Call, Body(new): Body<NewDeputy>) -> Changed {
    let today = call.doors.app.clock().today();
    let deputy = Deputy {
        principal: new.principal.unwrap_or_else(|| call.who().id().to_owned()),
        deputy: new.deputy,
        from: new.from.as_deref().map_or(Ok(today), |text| day(text, "from"))?,
        until: day(&new.until, "until")?,
        reason: new.reason,
    };
    let named = call.change(Command::NameDeputy { deputy })?;
    let place = format!("/api/v1/o/{}/deputies/{}", call.org(), named.body.object);
    Ok(named.at(place))
}

/// End a deputy's time.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deputies/{deputy}/end",
    tag = "people",
    params(InOrganisation, ("deputy" = String, Path, description = "Id of the entry"), Matching, Once),
    responses((status = 200, description = "It is over", body = ReceiptWords), Contested)
)]
pub(super) async fn end_deputy(call: Call) -> Changed {
    call.change(Command::EndDeputy { id: call.part("deputy") })
}
