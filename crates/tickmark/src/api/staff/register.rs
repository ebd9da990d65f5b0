//! The register itself: people, where they stand, and their checks.

use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::staff::{StaffEvidenceWords, StaffFiguresWords, StaffWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{KnownHere, StaffOf};
use axum::Json;
use domain::command::Command;
use domain::values::staff::StaffState;
use domain::values::{CheckDone, Staff, StaffCheck};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the register, with its figures.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct StaffPageWords {
    /// Figures of the whole register, each with its whole.
    figures: StaffFiguresWords,
    /// What the register is evidence for.
    evidence: StaffEvidenceWords,
    /// People of this page, by name.
    people: Vec<StaffWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One who works here, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneStaffWords {
    #[serde(flatten)]
    person: StaffWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List those who work here, with what is missing of whom.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff",
    tag = "staff",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only `candidate`, `active`, `moved`, `notice` or `left`"),
        ("lacking" = Option<bool>, Query, description = "Only those of whom something is missing"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The page", body = StaffPageWords), Unanswered)
)]
pub(in crate::api) async fn staff(call: Call) -> Answered<StaffPageWords> {
    let (state, lacking) = (call.field("state").map(state).transpose()?, call.flag("lacking")?);
    let answer = call.ask_organisation(&StaffOf)?;
    let mut all = tokio::task::block_in_place(|| StaffWords::all(&call.names(), &answer.value));
    all.retain(|one| state.is_none_or(|s| one.state == s.id()) && (!lacking || !one.missing.is_empty()));
    let (people, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(StaffPageWords {
        figures: StaffFiguresWords::of(&answer.value.report),
        evidence: StaffEvidenceWords::of(&answer.value.report.evidence),
        people,
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

fn state(text: &str) -> Result<StaffState, Problem> {
    StaffState::parse(text).ok_or_else(|| unknown("state", text, StaffState::ALL.map(StaffState::id)).of_the_body())
}

/// Show one who works here.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/{person}",
    tag = "staff",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Moment),
    responses((status = 200, description = "The person", body = OneStaffWords), Unanswered)
)]
pub(in crate::api) async fn staff_member(call: Call) -> Told<OneStaffWords> {
    let id = call.part("person");
    let (answer, version) = call.ask_about(&StaffOf, "staff", &id)?;
    let held = answer.value.workforce.people.get(&id).ok_or_else(|| unknown("person", &id, []))?;
    let person =
        tokio::task::block_in_place(|| StaffWords::of(&call.names(), &id, held, answer.value.standing(&id), version));
    Ok(Tagged::of(version, OneStaffWords { person, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Where somebody stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "state": "active", "position": "analyst", "joined": "2026-03-02", "remote": true }))]
pub(in crate::api) struct StaffBody {
    /// `candidate`, `active`, `moved`, `notice` or `left`.
    state: String,
    /// Id of the position.
    position: String,
    /// First day of work; left out only for a candidate.
    #[schema(format = Date)]
    joined: Option<String>,
    /// Last day of work; needed for who is on notice or has left.
    #[schema(format = Date)]
    leaves: Option<String>,
    /// Works away from the offices, wholly or in part.
    #[serde(default)]
    remote: bool,
}

impl StaffBody {
    fn meant(self) -> Result<Staff, Problem> {
        Ok(Staff {
            state: state(&self.state)?,
            position: self.position,
            joined: self.joined.as_deref().map(|text| day(text, "joined")).transpose()?,
            leaves: self.leaves.as_deref().map(|text| day(text, "leaves")).transpose()?,
            remote: self.remote,
        })
    }
}

/// Somebody to be added to the register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Lena Fischer", "email": "lena.fischer@fathom.example", "state": "active", "position": "analyst",
    "joined": "2026-03-02"
}))]
pub(in crate::api) struct NewStaff {
    /// Name as the person writes it.
    name: String,
    /// E-mail address; who is known by it already is the same person.
    email: String,
    /// `candidate`, `active`, `moved`, `notice` or `left`.
    state: String,
    /// Id of the position.
    position: String,
    /// First day of work; left out only for a candidate.
    #[schema(format = Date)]
    joined: Option<String>,
    /// Last day of work; needed for who is on notice or has left.
    #[schema(format = Date)]
    leaves: Option<String>,
    /// Works away from the offices, wholly or in part.
    #[serde(default)]
    remote: bool,
}

/// Add somebody who works here, by name and address. No account is made.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff",
    tag = "staff",
    params(InOrganisation, Once),
    request_body = NewStaff,
    responses((status = 201, description = "They are in the register", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_staff(call: Call, Body(new): Body<NewStaff>) -> Changed {
    let NewStaff { name, email, state, position, joined, leaves, remote } = new;
    let staff = StaffBody { state, position, joined, leaves, remote }.meant()?;
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let add = || app.record_new_staff(&org, call.who(), request.as_deref(), &name, &email, staff);
    let (person, receipt) = tokio::task::block_in_place(add).map_err(|failure| call.judged(failure))?;
    Ok(call.receipt(receipt).at(format!("/api/v1/o/{org}/staff/{}", escaped(&person))))
}

/// Record where somebody stands: somebody in the register, or a member who is not in it yet.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/staff/{person}",
    tag = "staff",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    request_body = StaffBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_staff(call: Call, Body(body): Body<StaffBody>) -> Changed {
    let (person, staff) = (call.part("person"), body.meant()?);
    if !call.ask_organisation(&KnownHere(person.clone()))?.value {
        return Err(unknown("person", &person, []));
    }
    call.change(Command::RecordStaff { person, staff })
}

/// A check that was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "check": "training", "on": "2026-03-09", "note": "course of March, list of those present" }))]
pub(in crate::api) struct CheckBody {
    /// `screening`, `terms`, `confidentiality`, `training`, `review`, `remote_work`, `discipline`, `assets_returned`,
    /// `access_removed`, `keys_revoked` or `duties_after`.
    check: String,
    /// When.
    #[schema(format = Date)]
    on: String,
    /// Where it can be seen, or why it is not needed; no more about the person than an auditor needs.
    #[serde(default)]
    note: String,
    /// It is decided that it is not needed; the note says why.
    #[serde(default)]
    not_needed: bool,
}

fn check(text: &str) -> Result<StaffCheck, Problem> {
    StaffCheck::parse(text).ok_or_else(|| unknown("check", text, StaffCheck::ALL.map(StaffCheck::id)))
}

/// Record a check of somebody who works here.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff/{person}/checks",
    tag = "staff",
    params(InOrganisation, ("person" = String, Path, description = "Id of the person"), Matching, Once),
    request_body = CheckBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn check_staff(call: Call, Body(body): Body<CheckBody>) -> Changed {
    let check = check(&body.check).map_err(Problem::of_the_body)?;
    let done = CheckDone { on: day(&body.on, "on")?, note: body.note, not_needed: body.not_needed };
    call.change(Command::CheckStaff { person: call.part("person"), check, done: Some(done) })
}

/// Take the last record of a check back.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/staff/{person}/checks/{check}",
    tag = "staff",
    params(
        InOrganisation,
        ("person" = String, Path, description = "Id of the person"),
        ("check" = String, Path, description = "The check, such as `training`"),
        Matching,
        Once,
    ),
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn take_check_back(call: Call) -> Changed {
    let check = check(&call.part("check"))?;
    call.change(Command::CheckStaff { person: call.part("person"), check, done: None })
}
