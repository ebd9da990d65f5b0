//! What we expect of customers.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::Changed;
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::description::OwnCuecWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::OwnCuecs;
use axum::Json;
use domain::command::{Command, DescriptionCommand};
use domain::values::description::OwnCuec;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of controls that we expect of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OwnCuecsWords {
    /// Withdrawn ones included.
    own_cuecs: Vec<OwnCuecWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List what we expect of customers.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/own-cuecs",
    tag = "descriptions",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The controls", body = OwnCuecsWords), Unanswered)
)]
pub(in crate::api) async fn own_cuecs(call: Call) -> Answered<OwnCuecsWords> {
    let answer = call.ask_organisation(&OwnCuecs)?;
    let all = answer.value.iter().map(|(id, held, version)| OwnCuecWords::of(id, held, *version)).collect();
    let (own_cuecs, turn) = call.page(all, |one: &OwnCuecWords| one.id.clone())?;
    Ok(Json(OwnCuecsWords { own_cuecs, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A control that we expect of customers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "Remove the access of leavers within a day.", "criteria": ["CC6.2"] }))]
pub(in crate::api) struct OwnCuecBody {
    /// What they have to do.
    text: String,
    /// Criteria that rest on it.
    #[serde(default)]
    criteria: Vec<String>,
}

impl OwnCuecBody {
    fn meant(self) -> OwnCuec {
        OwnCuec { text: self.text, criteria: self.criteria.into_iter().collect() }
    }
}

/// Record a control that we expect of customers.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/own-cuecs",
    tag = "descriptions",
    params(InOrganisation, Once),
    request_body = OwnCuecBody,
    responses((status = 201, description = "It is recorded", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn record_own_cuec(call: Call, Body(body): Body<OwnCuecBody>) -> Changed {
    let command = DescriptionCommand::RecordOwnCuec { id: None, cuec: body.meant() };
    let recorded = call.change(Command::Description(command))?;
    let place = format!("/api/v1/o/{}/own-cuecs/{}", call.org(), escaped(&recorded.body.object));
    Ok(recorded.at(place))
}

/// Say a control that we expect of customers otherwise.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/own-cuecs/{own_cuec}",
    tag = "descriptions",
    params(InOrganisation, ("own_cuec" = String, Path, description = "Id of the control"), Matching, Once),
    request_body = OwnCuecBody,
    responses((status = 200, description = "It is said otherwise", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_own_cuec(call: Call, Body(body): Body<OwnCuecBody>) -> Changed {
    let (id, cuec) = (Some(call.part("own_cuec")), body.meant());
    call.change(Command::Description(DescriptionCommand::RecordOwnCuec { id, cuec }))
}

/// Why a control is not expected any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "single sign-on does it" }))]
pub(in crate::api) struct OwnCuecReasonBody {
    /// Why.
    reason: String,
}

/// Withdraw a control that we expected of customers.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/own-cuecs/{own_cuec}/withdrawal",
    tag = "descriptions",
    params(InOrganisation, ("own_cuec" = String, Path, description = "Id of the control"), Matching, Once),
    request_body = OwnCuecReasonBody,
    responses((status = 200, description = "It is withdrawn", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_own_cuec(call: Call, Body(body): Body<OwnCuecReasonBody>) -> Changed {
    let (id, reason) = (call.part("own_cuec"), body.reason);
    call.change(Command::Description(DescriptionCommand::WithdrawOwnCuec { id, reason }))
}
