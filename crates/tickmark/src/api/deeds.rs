//! Deeds of two persons: proposed by one, approved by another, stopped by any owner, carried out a day later.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::controls::ReasonBody;
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{DeedWords, MarkWords, ReceiptWords, RestoreWords};
use app::ask::Governance;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Deed;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/deeds", get(deeds).post(propose_deed))
        .route("/api/v1/o/{organisation}/deeds/{deed}", get(deed))
        .route("/api/v1/o/{organisation}/deeds/{deed}/approval", post(approve_deed))
        .route("/api/v1/o/{organisation}/deeds/{deed}/withdrawal", post(withdraw_deed))
        .route("/api/v1/o/{organisation}/deeds/{deed}/execution", post(carry_out_deed))
}

/// A page of deeds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeedsWords {
    /// Deeds, past ones too, by id.
    deeds: Vec<DeedWords>,
    /// Backups that took the place of the ledger, the first one first; the same on every page.
    restores: Vec<RestoreWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One deed, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneDeedWords {
    #[serde(flatten)]
    deed: DeedWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List what needs or needed two persons.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/deeds",
    tag = "decisions",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The deeds", body = DeedsWords), Unanswered)
)]
pub(super) async fn deeds(call: Call) -> Answered<DeedsWords> {
    let answer = call.ask_organisation(&Governance)?;
    let restores = answer.value.restores.iter().map(|held| RestoreWords::of(&call.names(), held)).collect();
    let (page, turn) = call.page(answer.value.deeds.into_iter().collect(), |(id, _)| id.clone())?;
    let deeds = page.iter().map(|(id, held)| DeedWords::of(&call.names(), id, held)).collect();
    Ok(Json(DeedsWords { deeds, restores, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one deed.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/deeds/{deed}",
    tag = "decisions",
    params(InOrganisation, ("deed" = String, Path, description = "Id of the deed"), Moment),
    responses((status = 200, description = "The deed", body = OneDeedWords), Unanswered)
)]
pub(super) async fn deed(call: Call) -> Told<OneDeedWords> {
    let id = call.part("deed");
    let (answer, version) = call.ask_about(&Governance, "deed", &id)?;
    let held = answer.value.deeds.get(&id).ok_or_else(|| unknown("deed", &id, []))?;
    let deed = DeedWords::of(&call.names(), &id, held);
    Ok(Tagged::of(version, OneDeedWords { deed, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A deed to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "full_export", "reason": "The certification body keeps a copy" }))]
pub(super) struct NewDeed {
    /// `full_export`, `erase_person`, `rotate_key`, `restore`, `shorten_retention` or `support`.
    kind: String,
    /// Of `erase_person` and `support`: id of the person.
    person: Option<String>,
    /// Of `restore` the digest of the bundle, `sha256:` and 64 hex digits, as `tickmark restore BUNDLE --digest` prints it; of
    /// `shorten_retention` what is kept for how long.
    what: Option<String>,
    /// Of `support`: days of access.
    days: Option<i32>,
    /// Why.
    reason: String,
}

const KINDS: [&str; 6] = ["full_export", "erase_person", "rotate_key", "restore", "shorten_retention", "support"];

impl NewDeed {
    fn meant(self) -> Result<(Deed, String), Problem> {
        let wanted = |field: &'static str| {
            let detail = format!("{}: `{field}` is missing", self.kind);
            Problem::unsound("empty", detail, format!("send `{field}`"), Vec::new())
        };
        let (person, what) = (
            || self.person.clone().ok_or_else(|| wanted("person")),
            || self.what.clone().ok_or_else(|| wanted("what")),
        );
        let deed = match self.kind.as_str() {
            "full_export" => Deed::FullExport,
            "rotate_key" => Deed::RotateKey,
            "erase_person" => Deed::ErasePerson { person: person()? },
            "restore" => Deed::Restore { backup: what()? },
            "shorten_retention" => Deed::ShortenRetention { what: what()? },
            "support" => Deed::Support { person: person()?, days: self.days.ok_or_else(|| wanted("days"))? },
            other => return Err(unknown("kind", other, KINDS).of_the_body()),
        };
        Ok((deed, self.reason))
    }
}

/// Propose what needs two persons.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deeds",
    tag = "decisions",
    params(InOrganisation, Once),
    request_body = NewDeed,
    responses((status = 201, description = "It is proposed", body = ReceiptWords), Refused)
)]
pub(super) async fn propose_deed(call: Call, Body(new): Body<NewDeed>) -> Changed {
    let (deed, reason) = new.meant()?;
    let proposed = call.change(Command::ProposeDeed { deed, reason })?;
    let place = format!("/api/v1/o/{}/deeds/{}", call.org(), proposed.body.object);
    Ok(proposed.at(place))
}

/// Approve a deed, as the second person: its delay of 24 hours begins.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deeds/{deed}/approval",
    tag = "decisions",
    params(InOrganisation, ("deed" = String, Path, description = "Id of the deed"), Matching, Once),
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(super) async fn approve_deed(call: Call) -> Changed {
    call.change(Command::ApproveDeed { id: call.part("deed") })
}

/// Stop a deed before it is carried out.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deeds/{deed}/withdrawal",
    tag = "decisions",
    params(InOrganisation, ("deed" = String, Path, description = "Id of the deed"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is stopped", body = ReceiptWords), Contested)
)]
pub(super) async fn withdraw_deed(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::WithdrawDeed { id: call.part("deed"), reason: body.reason })
}

/// Carry out an approved deed whose time has come. A full export is carried out by `POST .../export`, which answers it; a
/// restore by the operator at the terminal, with the command that the refusal names.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/deeds/{deed}/execution",
    tag = "decisions",
    params(InOrganisation, ("deed" = String, Path, description = "Id of the deed"), Matching, Once),
    responses((status = 200, description = "It is carried out", body = ReceiptWords), Contested)
)]
pub(super) async fn carry_out_deed(call: Call) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("deed"));
    let held = call.ask_organisation(&Governance)?.value.deeds.remove(&id);
    if held.is_some_and(|h| h.deed == Deed::FullExport) {
        let (sentence, hint) =
            ("a full export is carried out by taking it", "call `POST .../export` of the organisation");
        return Err(Refusal::NotPossible { sentence: sentence.to_owned(), hint: hint.to_owned() }.into());
    }
    call.change_by("deed", &id, |request| app.carry_out(&org, call.who(), request, &id))
}
