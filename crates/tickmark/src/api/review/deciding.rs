//! Decisions of a management review, and what becomes of those that are actions.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem};
use crate::words::ReceiptWords;
use crate::words::review::{ShapeOfActionReport, ShapeOfReviewDecision};
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::values::review::{ActionReport, ReviewDecision};

fn number(call: &Call) -> Result<u32, Problem> {
    let typed = call.part("number");
    let unknown = || Refusal::Unknown { what: "decision", id: typed.clone(), nearest: None };
    Ok(typed.parse().map_err(|_| unknown())?)
}

/// Record a decision of a management review; with an owner and a day it is an action, and goes to the next review.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Matching, Once),
    request_body = ShapeOfReviewDecision,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn decide_in_review(call: Call, Body(body): Body<ReviewDecision>) -> Changed {
    let id = call.part("management_review");
    call.change(Command::Review(ReviewCommand::DecideInReview { id, decision: body }))
}

/// Take back a decision that was recorded by mistake, before the minutes are approved.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/removal",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), ("number" = u32, Path, description = "Number of the decision"), Matching, Once),
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn remove_review_decision(call: Call) -> Changed {
    let (id, number) = (call.part("management_review"), number(&call)?);
    call.change(Command::Review(ReviewCommand::RemoveReviewDecision { id, number }))
}

/// Report where an action of a management review stands. Whoever carries it out may do so too.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/reports",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), ("number" = u32, Path, description = "Number of the decision"), Matching, Once),
    request_body = ShapeOfActionReport,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn report_review_action(call: Call, Body(body): Body<ActionReport>) -> Changed {
    let (id, number) = (call.part("management_review"), number(&call)?);
    call.change(Command::Review(ReviewCommand::ReportReviewAction { id, number, report: body }))
}
