//! Management reviews as a list that goes out.

use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::web::attachment::{csv, xlsx};
use crate::words::review::review_sheets;
use app::ask::ReviewsOf;
use axum::response::Response;

/// Management reviews as CSV, with where each stands; for whoever sees a part alone, their own actions.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/management-reviews.csv",
    tag = "management reviews",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn reviews_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&ReviewsOf)?;
    let name = format!("{}-management-reviews", answer.mark.slug);
    csv(&name, || review_sheets(&call.names(), &answer.value).swap_remove(0))
}

/// Management reviews and the actions that follow from them as XLSX, a sheet each; whoever sees a part alone has their own
/// actions.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/management-reviews.xlsx",
    tag = "management reviews",
    params(InOrganisation, Moment),
    responses(
        (
            status = 200,
            description = "The workbook",
            body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        Unanswered
    )
)]
pub(in crate::api) async fn reviews_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&ReviewsOf)?;
    let name = format!("{}-management-reviews", answer.mark.slug);
    xlsx(&call.doors.app, &name, ("Management reviews", "Management reviews and their actions"), || {
        review_sheets(&call.names(), &answer.value)
    })
}
