//! People: who has a part in the organisation, inviting, roles, suspending, ending.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::controls::{ReasonBody, escaped};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, MemberWords, ReceiptWords};
use app::Invited;
use app::ask::{PeopleAnswer, PeopleOf};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/people", get(people).post(invite_person))
        .route("/api/v1/o/{organisation}/people/{person}", get(person))
        .route("/api/v1/o/{organisation}/people/{person}/invitation", post(invite_again))
        .route("/api/v1/o/{organisation}/people/{person}/roles", put(set_roles))
        .route("/api/v1/o/{organisation}/people/{person}/suspension", post(suspend_member).delete(resume_member))
        .route("/api/v1/o/{organisation}/people/{person}/end", post(end_membership))
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PeopleWords {
    /// Members and former members, by id.
    people: Vec<MemberWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One person, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonWords {
    #[serde(flatten)]
    person: MemberWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List everybody who has or had a part in the organisation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/people",
    tag = "people",
    params(
        InOrganisation,
        ("role" = Option<String>, Query, description = "Only who holds this role as a member"),
        ("state" = Option<String>, Query, description = "Only `invited`, `confirmed`, `suspended` or `ended`"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The people", body = PeopleWords), Unanswered)
)]
pub(super) async fn people(call: Call) -> Answered<PeopleWords> {
    let role = call.field("role").map(one_role).transpose()?;
    let state = call.field("state").map(state).transpose()?;
    let answer = call.ask_organisation(&PeopleOf)?;
    let members = answer.value.members.iter();
    let found = members
        .filter(|(_, m)| role.is_none_or(|r| m.roles.contains(&r)) && state.is_none_or(|s| m.state.id() == s))
        .map(|(id, _)| id.clone());
    let (page, turn) = call.page(found.collect(), String::clone)?;
    let people = page.iter().filter_map(|id| words(&call, &answer.value, id)).collect();
    Ok(Json(PeopleWords { people, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one person.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/people/{person}",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Moment),
    responses((status = 200, description = "The person", body = PersonWords), Unanswered)
)]
pub(super) async fn person(call: Call) -> Told<PersonWords> {
    let id = call.part("person");
    let (answer, version) = call.ask_about(&PeopleOf, "member", &id)?;
    let person = words(&call, &answer.value, &id).ok_or_else(|| unknown("person", &id, []))?;
    Ok(Tagged::of(version, PersonWords { person, mark: MarkWords::of(Some(&answer.mark)) }))
}

fn words(call: &Call, all: &PeopleAnswer, id: &str) -> Option<MemberWords> {
    let controls = all.controls.get(id).map_or(&[][..], Vec::as_slice);
    let version = all.versions.get(id).copied().unwrap_or_default();
    Some(MemberWords::of(&call.names(), id, all.members.get(id)?, controls, version))
}

const STATES: [&str; 4] = ["invited", "confirmed", "suspended", "ended"];

fn state(text: &str) -> Result<&'static str, Problem> {
    STATES.into_iter().find(|s| *s == text).ok_or_else(|| unknown("state", text, STATES).of_the_body())
}

fn one_role(text: &str) -> Result<Role, Problem> {
    Role::parse(text).ok_or_else(|| unknown("role", text, Role::ALL.map(Role::id)).of_the_body())
}

/// Roles as typed.
pub(super) fn roles(typed: &[String]) -> Result<BTreeSet<Role>, Problem> {
    typed.iter().map(|text| one_role(text)).collect()
}

/// A person to be invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Priya Raman", "email": "priya.raman@fathom.example", "roles": ["control_owner"] }))]
pub(super) struct NewPerson {
    /// Name as the person writes it.
    name: String,
    /// E-mail address; who has an account with it keeps that account.
    email: String,
    /// Roles from the moment the invitation is accepted: `owner`, `programme_manager`, `control_owner`, `contributor`,
    /// `management`, `internal_auditor`.
    roles: Vec<String>,
}

/// Somebody was invited.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitedWords {
    /// Id of the person.
    person: String,
    /// Secret of the one-time link; shown once and kept nowhere. Hand it over yourself: nothing is mailed.
    secret: String,
    /// The one-time link.
    link: String,
    #[serde(flatten)]
    receipt: ReceiptWords,
}

/// What an invitation answers.
pub(super) fn invited(call: &Call, made: Invited) -> Tagged<InvitedWords> {
    let link = call.address(&format!("/invitation#{}", made.secret));
    call.receipt(made.receipt).map(|receipt| InvitedWords { person: made.person, secret: made.secret, link, receipt })
}

/// Invite a person with roles, or invite again who left.
///
/// Rights begin when the person accepts through the one-time link, which is good for 14 days. The same request sent again
/// with the same key makes a new link and ends the one before.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/people",
    tag = "people",
    params(InOrganisation, Once),
    request_body = NewPerson,
    responses((status = 201, description = "They are invited", body = InvitedWords), Refused)
)]
pub(super) async fn invite_person(call: Call, Body(new): Body<NewPerson>) -> Told<InvitedWords> {
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let roles = roles(&new.roles)?;
    let invite = || app.invite(&org, call.who(), request.as_deref(), &new.name, &new.email, roles);
    let made = tokio::task::block_in_place(invite).map_err(|failure| call.judged(failure))?;
    let place = format!("/api/v1/o/{org}/people/{}", escaped(&made.person));
    Ok(invited(&call, made).at(place))
}

/// A new one-time link.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LinkWordsOnce {
    /// Id of the person.
    person: String,
    /// Secret of the one-time link; shown once and kept nowhere.
    secret: String,
    /// The one-time link.
    link: String,
}

/// Make a new one-time link for somebody who is invited and lost theirs. The link before ends; the ledger stays as it is.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/people/{person}/invitation",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person")),
    responses((status = 200, description = "The link", body = LinkWordsOnce), Refused)
)]
pub(super) async fn invite_again(call: Call) -> Answered<LinkWordsOnce> {
    let (app, person) = (&call.doors.app, call.part("person"));
    let secret = tokio::task::block_in_place(|| app.invite_again(&call.org(), call.who(), &person))?;
    let link = call.address(&format!("/invitation#{secret}"));
    Ok(Json(LinkWordsOnce { person, secret, link }))
}

/// All roles of a member.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "roles": ["programme_manager", "control_owner"], "reason": "takes over from Noor" }))]
pub(super) struct RolesBody {
    /// All roles held from now on.
    roles: Vec<String>,
    /// Why.
    reason: String,
}

/// Set the roles of a member: they become exactly these.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/people/{person}/roles",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    request_body = RolesBody,
    responses((status = 200, description = "They are set", body = ReceiptWords), Contested)
)]
pub(super) async fn set_roles(call: Call, Body(body): Body<RolesBody>) -> Changed {
    let roles = roles(&body.roles)?;
    call.change(Command::SetRoles { person: call.part("person"), roles, reason: body.reason })
}

/// Suspend a member: no rights until the suspension ends.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/people/{person}/suspension",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "They are suspended", body = ReceiptWords), Contested)
)]
pub(super) async fn suspend_member(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::SuspendMember { person: call.part("person"), reason: body.reason })
}

/// End a suspension.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/people/{person}/suspension",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    responses((status = 200, description = "The suspension is over", body = ReceiptWords), Contested)
)]
pub(super) async fn resume_member(call: Call) -> Changed {
    call.change(Command::ResumeMember { person: call.part("person") })
}

/// End a membership with all its grants, deputies and tokens; one's own is leaving.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/people/{person}/end",
    tag = "people",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is over", body = ReceiptWords), Contested)
)]
pub(super) async fn end_membership(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::EndMembership { person: call.part("person"), reason: body.reason })
}
