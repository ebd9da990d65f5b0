//! Giving a review a day, moving and cancelling it, sending its agenda; the planned interval.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Refused};
use crate::words::ReceiptWords;
use crate::words::review::ShapeOfReviewPlan;
use domain::command::{Command, ReviewCommand};
use domain::values::review::ReviewPlan;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Schedule a management review, or begin a record of minutes of another meeting.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews",
    tag = "management reviews",
    params(InOrganisation, Once),
    request_body = ShapeOfReviewPlan,
    responses((status = 201, description = "It is scheduled", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn schedule_review(call: Call, Body(body): Body<ReviewPlan>) -> Changed {
    let done = call.change(Command::Review(ReviewCommand::ScheduleReview { plan: body }))?;
    let place = format!("/api/v1/o/{}/management-reviews/{}", call.org(), escaped(&done.body.object));
    Ok(done.at(place))
}

/// Another day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-12-08", "reason": "the board is away" }))]
pub(in crate::api) struct ReviewDayBody {
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Why.
    reason: String,
}

/// Give a management review another day, before it is held.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/day",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewDayBody,
    responses((status = 200, description = "It is moved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_review(call: Call, Body(body): Body<ReviewDayBody>) -> Changed {
    let (id, on, reason) = (call.part("management_review"), body.on, body.reason);
    call.change(Command::Review(ReviewCommand::MoveReview { id, on, reason }))
}

/// Why it does not take place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "merged with the review of March" }))]
pub(in crate::api) struct ReviewCancellationBody {
    /// Why.
    reason: String,
}

/// Cancel a management review that was not held.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/cancellation",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ReviewCancellationBody,
    responses((status = 200, description = "It is cancelled", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn cancel_review(call: Call, Body(body): Body<ReviewCancellationBody>) -> Changed {
    let (id, reason) = (call.part("management_review"), body.reason);
    call.change(Command::Review(ReviewCommand::CancelReview { id, reason }))
}

/// Send the agenda with what is so today. Until the review is held it can be sent again, for what is so then; what was shown
/// is kept in the ledger.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/agenda",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    responses((status = 200, description = "It is sent", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn send_review_agenda(call: Call) -> Changed {
    let id = call.part("management_review");
    call.change(Command::Review(ReviewCommand::SendReviewAgenda { id }))
}

/// The planned interval.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "months": 12 }))]
pub(in crate::api) struct ReviewIntervalBody {
    /// 12 for every year, 6 for every half year, 1 to 120.
    months: u32,
}

/// Set how many months may pass from one management review to the next.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/management-review-interval",
    tag = "management reviews",
    params(InOrganisation, Matching, Once),
    request_body = ReviewIntervalBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_review_interval(call: Call, Body(body): Body<ReviewIntervalBody>) -> Changed {
    call.change(Command::Review(ReviewCommand::SetReviewInterval { months: body.months }))
}
