//! Those who work here: the register, checks, positions, requests for access, and the policy on remote working.

pub(in crate::api) mod access;
pub(in crate::api) mod exchange;
pub(in crate::api) mod positions;
pub(in crate::api) mod register;

use super::call::{Answered, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::{Problem, Unanswered};
use super::upload::MAX_FORM;
use crate::serve::Doors;
use crate::words::MarkWords;
use crate::words::staff::{AccessRequestWords, AccessWords, MissingWords, StaffWords, remote_working as policy};
use app::ask::OwnStaff;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/staff-imports", post(exchange::import_staff))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/staff", get(register::staff).post(register::add_staff))
        .route("/api/v1/o/{organisation}/staff/own", get(own_staff))
        .route("/api/v1/o/{organisation}/staff/remote-working", get(remote_working))
        .route("/api/v1/o/{organisation}/staff/positions", get(positions::positions))
        .route(
            "/api/v1/o/{organisation}/staff/positions/{position}",
            get(positions::position).put(positions::set_position),
        )
        .route("/api/v1/o/{organisation}/staff/access-requests", get(access::access_requests).post(access::ask_access))
        .route("/api/v1/o/{organisation}/staff/access-requests/{request}", get(access::access_request))
        .route("/api/v1/o/{organisation}/staff/access-requests/{request}/decision", post(access::decide_access))
        .route("/api/v1/o/{organisation}/staff/access-requests/{request}/completion", post(access::carry_out_access))
        .route("/api/v1/o/{organisation}/staff/{person}", get(register::staff_member).put(register::record_staff))
        .route("/api/v1/o/{organisation}/staff/{person}/checks", post(register::check_staff))
        .route("/api/v1/o/{organisation}/staff/{person}/checks/{check}", delete(register::take_check_back))
        .route("/api/v1/o/{organisation}/staff.csv", get(exchange::staff_csv))
        .route("/api/v1/o/{organisation}/staff.xlsx", get(exchange::staff_xlsx))
        .merge(large)
}

/// What the register says of whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnStaffWords {
    /// The own record; null for who is not in the register.
    record: Option<StaffWords>,
    /// What is missing of oneself.
    missing: Vec<MissingWords>,
    /// Own access on record.
    access: Vec<AccessWords>,
    /// What one asked for, and what was asked for oneself.
    requests: Vec<AccessRequestWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What the register says of oneself: checks, access, requests.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/own",
    tag = "staff",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The own record", body = OwnStaffWords), Unanswered)
)]
pub(super) async fn own_staff(call: Call) -> Answered<OwnStaffWords> {
    let (app, id) = (&call.names(), call.who().id().to_owned());
    let (answer, version) = call.ask_about(&OwnStaff(id.clone()), "staff", &id)?;
    let (own, standing) = (&answer.value.workforce, answer.value.standing.as_ref());
    let record = tokio::task::block_in_place(|| {
        own.people.get(&id).map(|held| StaffWords::of(app, &id, held, standing, version))
    });
    let version = |id: &String| answer.value.versions.get(&("access", id.clone())).copied().unwrap_or_default();
    let requests = own.requests_by_urgency().into_iter();
    let access = standing.into_iter().flat_map(|s| &s.access);
    Ok(Json(OwnStaffWords {
        record,
        missing: standing.into_iter().flat_map(|s| &s.missing).map(MissingWords::of).collect(),
        access: access.map(|(system, level)| AccessWords { system: system.clone(), level: level.clone() }).collect(),
        requests: requests.map(|(id, held)| AccessRequestWords::of(app, id, held, version(id))).collect(),
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Starting text of the policy on remote working, with the name of the organisation filled in. It becomes a policy only when
/// management approves it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/remote-working",
    tag = "staff",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The text", body = String, content_type = "text/markdown"), Unanswered)
)]
pub(super) async fn remote_working(call: Call) -> Result<Response, Problem> {
    let mark = call.ask_organisation(&OwnStaff(call.who().id().to_owned()))?.mark;
    let head = [
        (header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-remote-working.md\"", mark.slug)),
    ];
    Ok((head, policy(&mark.name)).into_response())
}
