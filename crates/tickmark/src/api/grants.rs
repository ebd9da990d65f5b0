//! Outside access: consultants and external auditors, dated, for one engagement.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::controls::ReasonBody;
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::people::{InvitedWords, invited};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{GrantWords, MarkWords, ReceiptWords};
use app::ask::{PeopleAnswer, PeopleOf};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::registers::people::HeldGrant;
use domain::values::member::MAX_GRANT_DAYS;
use domain::values::{Grant, GrantKind};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/grants", get(grants).post(give_grant))
        .route("/api/v1/o/{organisation}/grants/{grant}", get(grant))
        .route("/api/v1/o/{organisation}/grants/{grant}/end", post(end_grant))
}

/// A page of grants.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GrantsWords {
    /// Outside access, past ones too, by id.
    grants: Vec<GrantWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One grant, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneGrantWords {
    #[serde(flatten)]
    grant: GrantWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List outside access.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/grants",
    tag = "people",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The grants", body = GrantsWords), Unanswered)
)]
pub(super) async fn grants(call: Call) -> Answered<GrantsWords> {
    let answer = call.ask_organisation(&PeopleOf)?;
    let PeopleAnswer { members, grants, .. } = answer.value;
    let (page, turn) = call.page(grants.into_iter().collect(), |(id, _)| id.clone())?;
    let state = |held: &HeldGrant| members.get(&held.grant.person).map(|member| member.state);
    let names = call.names();
    let grants = page.iter().map(|(id, held)| GrantWords::of(&names, id, held, state(held), answer.mark.on)).collect();
    Ok(Json(GrantsWords { grants, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one grant.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/grants/{grant}",
    tag = "people",
    params(InOrganisation, ("grant" = String, Path, description = "Id of the grant"), Moment),
    responses((status = 200, description = "The grant", body = OneGrantWords), Unanswered)
)]
pub(super) async fn grant(call: Call) -> Told<OneGrantWords> {
    let id = call.part("grant");
    let (answer, version) = call.ask_about(&PeopleOf, "grant", &id)?;
    let held = answer.value.grants.get(&id).ok_or_else(|| unknown("grant", &id, []))?;
    let state = answer.value.members.get(&held.grant.person).map(|member| member.state);
    let grant = GrantWords::of(&call.names(), &id, held, state, answer.mark.on);
    Ok(Tagged::of(version, OneGrantWords { grant, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Outside access to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Tomas Lind", "email": "tomas.lind@ledgerline.example", "kind": "external_auditor",
    "engagement": "SOC 2 Type II 2026", "until": "2026-09-30", "reason": "Fieldwork of the examination"
}))]
pub(super) struct NewGrant {
    /// Name of the person.
    name: String,
    /// E-mail address of the person; who has an account with it keeps that account.
    email: String,
    /// `consultant` or `external_auditor`.
    kind: String,
    /// A consultant also works as programme manager, instead of only reading.
    #[serde(default)]
    works: bool,
    /// The engagement or mandate.
    engagement: String,
    /// First day; today when left out.
    #[schema(format = Date)]
    from: Option<String>,
    /// Last day; left out, the 90th, which is the most.
    #[schema(format = Date)]
    until: Option<String>,
    /// Why.
    reason: String,
}

impl NewGrant {
    fn meant(&self, today: jiff::civil::Date) -> Result<Grant, Problem> {
        let kinds = ["consultant", "external_auditor"];
        let kind = GrantKind::parse(&self.kind).ok_or_else(|| unknown("kind", &self.kind, kinds).of_the_body())?;
        let from = self.from.as_deref().map_or(Ok(today), |text| day(text, "from"))?;
        let last = from.saturating_add((MAX_GRANT_DAYS - 1).days());
        let until = self.until.as_deref().map_or(Ok(last), |text| day(text, "until"))?;
        let (engagement, reason) = (self.engagement.clone(), self.reason.clone());
        Ok(Grant { person: String::new(), kind, works: self.works, engagement, from, until, reason })
    }
}

/// Give outside access to a consultant or external auditor, for one engagement and at most 90 days.
///
/// Who has no part in the organisation yet is invited with it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/grants",
    tag = "people",
    params(InOrganisation, Once),
    request_body = NewGrant,
    responses((status = 201, description = "It is given", body = InvitedWords), Refused)
)]
pub(super) async fn give_grant(call: Call, Body(new): Body<NewGrant>) -> Told<InvitedWords> {
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let grant = new.meant(app.clock().today())?;
    let give = || app.invite_outsider(&org, call.who(), request.as_deref(), &new.name, &new.email, grant);
    let made = tokio::task::block_in_place(give).map_err(|failure| call.judged(failure))?;
    let place = format!("/api/v1/o/{org}/grants/{}", made.receipt.object);
    Ok(invited(&call, made).at(place))
}

/// End outside access before its last day. Its holder may do so too.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/grants/{grant}/end",
    tag = "people",
    params(InOrganisation, ("grant" = String, Path, description = "Id of the grant"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is over", body = ReceiptWords), Contested)
)]
pub(super) async fn end_grant(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::EndGrant { id: call.part("grant"), reason: body.reason })
}
