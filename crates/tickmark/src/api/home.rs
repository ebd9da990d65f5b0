//! What to do next, both audits over the years, and what hangs together with one object.

use super::call::{Answered, Call, day, unknown};
use super::parameters::{InOrganisation, Moment};
use super::problem::Unanswered;
use crate::serve::Doors;
use crate::words::home::{AuditYearsWords, LinksWords, NextStepsWords};
use app::ask::{NextOf, TimelineOf};
use axum::routing::get;
use axum::{Json, Router};
use domain::reports::search::FoundKind;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/certification/calendar", get(certification_calendar))
        .route("/api/v1/o/{organisation}/next", get(next_steps))
        .route("/api/v1/o/{organisation}/links/{kind}/{id}", get(links_of))
}

/// Both audits over the years of the certification cycle: the certificate with its visits, SOC 2 periods, internal audits, reviews.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/calendar",
    tag = "reading",
    params(
        InOrganisation,
        ("decision" = Option<String>, Query, description = "A day of decision to be tried out in place of what is recorded, such as 2027-03-16", format = Date),
        Moment,
    ),
    responses((status = 200, description = "What happens in these years, the earliest first", body = AuditYearsWords), Unanswered)
)]
pub(super) async fn certification_calendar(call: Call) -> Answered<AuditYearsWords> {
    let trial = call.field("decision").map(|text| day(text, "decision")).transpose()?;
    let answer = call.ask_organisation(&TimelineOf { trial })?;
    Ok(Json(AuditYearsWords::of(&answer.value, &answer.mark)))
}

/// What the caller should do next: at most five lines, the most pressing first.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/next",
    tag = "tasks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "What to do next", body = NextStepsWords), Unanswered)
)]
pub(super) async fn next_steps(call: Call) -> Answered<NextStepsWords> {
    let answer = call.ask_organisation(&NextOf { person: call.who().id().to_owned() })?;
    Ok(Json(NextStepsWords::of(&answer.value, &answer.mark)))
}

/// What one object leads to and what leads to it, as far as the caller may read it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/links/{kind}/{id}",
    tag = "reading",
    params(
        InOrganisation,
        ("kind" = String, Path, description = "`control`, `evidence`, `risk`, `policy`, `register_entry` and so on, as a search names it"),
        ("id" = String, Path, description = "Its id"),
        Moment,
    ),
    responses((status = 200, description = "Links both ways", body = LinksWords), Unanswered)
)]
pub(super) async fn links_of(call: Call) -> Answered<LinksWords> {
    let (kind, id) = (call.part("kind"), call.part("id"));
    let Some(kind) = FoundKind::parse(&kind) else {
        // Whoever may read nothing here is told that first.
        call.ask_organisation(&NextOf { person: call.who().id().to_owned() })?;
        return Err(unknown("kind of object", &kind, FoundKind::ALL.map(FoundKind::id)));
    };
    let answer = call.doors.app.links(&call.org(), call.who(), call.at, (kind, &id))?;
    Ok(Json(LinksWords::of((kind, &id), &answer.value, &answer.mark)))
}
