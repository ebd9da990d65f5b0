//! The register of documents as a file, filtered as the list is.

use super::reading::filter;
use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::web::attachment::{csv, xlsx};
use app::ask::{Answer, PoliciesAnswer, PoliciesOf};
use app::exchange::policy_sheet;
use axum::response::Response;

fn asked(call: &Call) -> Result<(String, Answer<PoliciesAnswer>), Problem> {
    let answer = call.ask_organisation(&PoliciesOf { filter: filter(call)? })?;
    Ok((format!("{}-documents", answer.mark.slug), answer))
}

/// The register of documents as CSV, filtered as the list is; the texts are not in it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policies.csv",
    tag = "policies",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only documents in this state"),
        ("kind" = Option<String>, Query, description = "Only documents of this kind"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this own control, clause, criterion or control of Annex A"),
        ("due" = Option<bool>, Query, description = "Only those whose review is overdue or due within a month"),
        ("concerns" = Option<bool>, Query, description = "Only those that somebody should look at"),
        ("retired" = Option<bool>, Query, description = "Retired ones as well"),
        ("ripe" = Option<bool>, Query, description = "Only those with a version whose retention is over, retired ones as well"),
        Moment,
    ),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn policies_csv(call: Call) -> Result<Response, Problem> {
    let (name, answer) = asked(&call)?;
    csv(&name, || policy_sheet(&call.doors.app, &answer.value))
}

/// The register of documents as XLSX, filtered as the list is; the texts are not in it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policies.xlsx",
    tag = "policies",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only documents in this state"),
        ("kind" = Option<String>, Query, description = "Only documents of this kind"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this own control, clause, criterion or control of Annex A"),
        ("due" = Option<bool>, Query, description = "Only those whose review is overdue or due within a month"),
        ("concerns" = Option<bool>, Query, description = "Only those that somebody should look at"),
        ("retired" = Option<bool>, Query, description = "Retired ones as well"),
        ("ripe" = Option<bool>, Query, description = "Only those with a version whose retention is over, retired ones as well"),
        Moment,
    ),
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
pub(in crate::api) async fn policies_xlsx(call: Call) -> Result<Response, Problem> {
    let (name, answer) = asked(&call)?;
    let (app, titles) = (&call.doors.app, ("Documents", "Register of controlled documents"));
    xlsx(app, &name, titles, || vec![policy_sheet(app, &answer.value)])
}
