//! The window of an engagement, and what another one would do.

use crate::api::call::{Answered, Call, day, unknown};
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::words::MarkWords;
use crate::words::engagement_window::{EngagementWindowWords, OtherWindowWords};
use app::ask::{OtherWindow, WindowOf};
use axum::Json;
use domain::refusal::Refusal;
use domain::values::{Frequency, Window};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// The window, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WindowReportWords {
    #[serde(flatten)]
    window: EngagementWindowWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The window of a Type II control by control: what ran, what is missing, what is due, and why.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/window",
    tag = "engagements",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("columns" = Option<String>, Query, description = "Columns of the map: `monthly` (the default), `weekly` or `quarterly`"),
        Moment,
    ),
    responses((status = 200, description = "The window", body = WindowReportWords), Unanswered)
)]
pub(in crate::api) async fn engagement_window(call: Call) -> Answered<WindowReportWords> {
    const GRAINS: [Frequency; 3] = [Frequency::Monthly, Frequency::Weekly, Frequency::Quarterly];
    let grain = match call.field("columns") {
        None => Frequency::Monthly,
        Some(text) => GRAINS
            .into_iter()
            .find(|grain| grain.id() == text)
            .ok_or_else(|| unknown("kind of column", text, GRAINS.map(Frequency::id)).of_the_body())?,
    };
    let answer = call.ask_organisation(&WindowOf { id: call.part("engagement"), grain })?;
    Ok(Json(WindowReportWords { window: (&answer.value).into(), mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Another window, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OtherWindowReportWords {
    #[serde(flatten)]
    what_if: OtherWindowWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What another window would do to an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/what-if",
    tag = "engagements",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("from" = String, Query, description = "First day of the other window", format = Date),
        ("until" = String, Query, description = "Last day of the other window", format = Date),
        Moment,
    ),
    responses((status = 200, description = "What it would do", body = OtherWindowReportWords), Unanswered)
)]
pub(in crate::api) async fn other_window(call: Call) -> Answered<OtherWindowReportWords> {
    let needed = |name: &str| -> Result<Date, Problem> {
        let missing = || Problem::unreadable(format!("{name} is missing"), format!("write it like ?{name}=2026-03-31"));
        day(call.field(name).ok_or_else(missing)?, name)
    };
    let window = Window::new(needed("from")?, needed("until")?).map_err(Refusal::from)?;
    let answer = call.ask_organisation(&OtherWindow { id: call.part("engagement"), window })?;
    Ok(Json(OtherWindowReportWords { what_if: (&answer.value).into(), mark: MarkWords::of(Some(&answer.mark)) }))
}
