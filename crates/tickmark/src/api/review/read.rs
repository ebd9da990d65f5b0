//! What is told of management reviews.

use crate::api::call::{Answered, Call};
use crate::api::change::{Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::Unanswered;
use crate::words::MarkWords;
use crate::words::review::{
    ManagementReviewDecisionWords, ManagementReviewLineWords, ManagementReviewWords, ReviewProgrammeWords,
};
use app::ask::{ReviewOf, ReviewsOf};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of management reviews.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ManagementReviewsPageWords {
    /// Where the programme stands.
    programme: ReviewProgrammeWords,
    /// Reviews of this page, the newest first.
    management_reviews: Vec<ManagementReviewLineWords>,
    /// Actions of approved minutes: open before ended.
    actions: Vec<ManagementReviewDecisionWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One management review, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneManagementReviewWords {
    #[serde(flatten)]
    review: ManagementReviewWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List management reviews with where each stands, when the next one is due, and the actions that follow from them. Whoever
/// sees a part alone sees their own actions and no review.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/management-reviews",
    tag = "management reviews",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The page", body = ManagementReviewsPageWords), Unanswered)
)]
pub(in crate::api) async fn reviews(call: Call) -> Answered<ManagementReviewsPageWords> {
    let answer = call.ask_organisation(&ReviewsOf)?;
    let (page, turn) = call.page(answer.value.rows, |(_, line)| line.id.clone())?;
    let names = call.names();
    let actions =
        || answer.value.actions.iter().map(|one| ManagementReviewDecisionWords::of_line(&names, one)).collect();
    Ok(Json(ManagementReviewsPageWords {
        programme: ReviewProgrammeWords::from(&answer.value.programme),
        management_reviews: page.iter().map(|(held, line)| ManagementReviewLineWords::of(held, line)).collect(),
        actions: tokio::task::block_in_place(actions),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Show one management review: its agenda from what was so, what was said, who attended, what was decided, and what is wrong
/// with it (MR-01 to MR-06).
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/management-reviews/{management_review}",
    tag = "management reviews",
    params(InOrganisation, ("management_review" = String, Path, description = "Id of the review"), Moment),
    responses((status = 200, description = "The review", body = OneManagementReviewWords), Unanswered)
)]
pub(in crate::api) async fn review(call: Call) -> Told<OneManagementReviewWords> {
    let id = call.part("management_review");
    let (answer, version) = call.ask_about(&ReviewOf(id.clone()), "management_review", &id)?;
    let names = call.names();
    let review = tokio::task::block_in_place(|| ManagementReviewWords::of(&names, &answer.value));
    Ok(Tagged::of(version, OneManagementReviewWords { review, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// The programme, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneReviewProgrammeWords {
    #[serde(flatten)]
    programme: ReviewProgrammeWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the planned interval of management reviews, and when the next one is due.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/management-review-interval",
    tag = "management reviews",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The programme", body = OneReviewProgrammeWords), Unanswered)
)]
pub(in crate::api) async fn review_interval(call: Call) -> Told<OneReviewProgrammeWords> {
    let (answer, version) = call.ask_about(&ReviewsOf, "review_interval", "reviews")?;
    let programme = ReviewProgrammeWords::from(&answer.value.programme);
    Ok(Tagged::of(version, OneReviewProgrammeWords { programme, mark: MarkWords::of(Some(&answer.mark)) }))
}
