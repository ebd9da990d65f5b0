//! What the caller is: everywhere, in one organisation, and the table of rights by which it is judged.

use super::call::{Answered, Body, Call};
use super::change::Changed;
use super::page::Turn;
use super::parameters::{InOrganisation, Moment, Paging};
use super::problem::{Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MayWords, NamedWords, PartWords, ReceiptWords, RightsWords, role_ids};
use app::ask::PartOf;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/me", get(me))
        .route("/api/v1/o/{organisation}/part", get(part))
        .route("/api/v1/o/{organisation}/part/confirmation", post(confirm_membership))
        .route("/api/v1/o/{organisation}/roles", get(roles))
}

/// Who the caller is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MeWords {
    /// The person; behind a token, whoever issued it.
    person: NamedWords,
    /// E-mail address; empty for who has none here.
    email: String,
    /// Does a program call, with a token?
    token: bool,
    /// Does this person keep the installation running?
    operator: bool,
    /// Organisations in which the caller has a part, by short name.
    organisations: Vec<OwnOrganisationWords>,
    #[serde(flatten)]
    turn: Turn,
}

/// An organisation and what the caller is there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnOrganisationWords {
    /// Short name.
    slug: String,
    /// Name.
    name: String,
    /// `invited`, `confirmed` or `suspended`.
    state: &'static str,
    /// Roles in force there; for an invitation those that begin with it.
    roles: Vec<&'static str>,
    /// The last day of outside access, when the part is nothing else.
    #[schema(format = Date)]
    until: Option<String>,
}

/// Who the caller is, and what in which organisations.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    tag = "people",
    params(Paging),
    responses((status = 200, description = "The caller", body = MeWords), Unanswered)
)]
pub(super) async fn me(call: Call) -> Answered<MeWords> {
    let (app, who) = (&call.doors.app, call.who());
    let person = tokio::task::block_in_place(|| app.person(who.id()))?;
    let all = tokio::task::block_in_place(|| app.own_parts(who))?;
    let (page, turn) = call.page(all, |o| o.slug.clone())?;
    let of = |part: &app::OwnPart| OwnOrganisationWords {
        slug: part.slug.clone(),
        name: part.name.clone(),
        state: part.state.id(),
        roles: role_ids(&part.roles),
        until: part.until.map(|day| day.to_string()),
    };
    Ok(Json(MeWords {
        person: NamedWords { id: who.id().to_owned(), name: app.name_of(who.id()) },
        email: person.map(|p| p.email).unwrap_or_default(),
        token: who.is_token(),
        operator: who.is_operator(),
        organisations: page.iter().map(of).collect(),
        turn,
    }))
}

/// What the caller is in an organisation, and what they may do there.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/part",
    tag = "people",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The caller's part", body = PartWords), Unanswered)
)]
pub(super) async fn part(call: Call) -> Answered<PartWords> {
    let (app, org, who) = (&call.names(), call.org(), call.who());
    let answer = call.ask_organisation(&PartOf(who.id().to_owned()))?;
    let may = MayWords::of(&app.rights_of(&org, who)?);
    Ok(Json(PartWords::of(app, who.id(), &answer.value, may, &answer.mark)))
}

/// The link of an invitation.
#[derive(Default, Deserialize, ToSchema)]
#[schema(example = json!({ "link": "tmi_2kqz7W3m5TnVYc1uXo8eRb4LhGd9JsPa" }))]
pub(crate) struct InvitationLinkBody {
    /// What stands behind the `#` of the link. It can be left out by who has proved their address by a letter, and by who
    /// comes by the organisation's own provider.
    #[serde(default)]
    link: String,
}

/// Accept one's own invitation, with the account that calls and the link that was given. Only a person can: no token carries
/// it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/part/confirmation",
    tag = "people",
    params(InOrganisation),
    request_body = InvitationLinkBody,
    responses((status = 200, description = "It is accepted", body = ReceiptWords), Refused)
)]
pub(super) async fn confirm_membership(call: Call, Body(body): Body<InvitationLinkBody>) -> Changed {
    let (app, org) = (&call.doors.app, call.org());
    let receipt = tokio::task::block_in_place(|| match body.link.trim() {
        "" => app.accept_as(call.who(), &org),
        link => app.accept_by_link(call.who(), &org, link),
    });
    Ok(call.receipt(receipt.map_err(|failure| call.judged(failure))?))
}

/// The table of rights: roles, actions, rules of separation of duty, and who may what.
///
/// What no right allows is denied, and a rule that denies wins over every right. The same table judges every call.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/roles",
    tag = "people",
    params(InOrganisation),
    responses((status = 200, description = "The table", body = RightsWords), Unanswered)
)]
pub(super) async fn roles(call: Call) -> Answered<RightsWords> {
    call.ask_organisation(&PartOf(call.who().id().to_owned()))?;
    Ok(Json(RightsWords::whole()))
}
