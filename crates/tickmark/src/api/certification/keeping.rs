//! What keeps a certificate true between visits: changes that go to the body, the use of its marks.

use super::audits::number;
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use crate::words::certification::ShapeOfScopeChange;
use domain::command::{CertificationCommand, Command};
use domain::values::certification::ScopeChange;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Note a change of what is certified: the body has to know it before its next visit.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/changes",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = ShapeOfScopeChange,
    responses((status = 200, description = "It is noted", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn note_scope_change(call: Call, Body(change): Body<ScopeChange>) -> Changed {
    let id = call.part("certification");
    call.change(Command::Certification(CertificationCommand::NoteScopeChange { id, change }))
}

/// That the body was told, and what it answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2027-01-18", "answer": "looks at the site at the next surveillance", "stage1": false }))]
pub(in crate::api) struct ScopeChangeReportBody {
    /// The day on which it was told.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// What it answered.
    answer: String,
    /// It wants a Stage 1 before the next recertification.
    #[serde(default)]
    stage1: bool,
}

/// Record that the body was told of a change, and what it answered.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/changes/{number}/report",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), ("number" = u32, Path, description = "Number of the change"), Matching, Once),
    request_body = ScopeChangeReportBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn report_scope_change(call: Call, Body(said): Body<ScopeChangeReportBody>) -> Changed {
    let (id, number) = (call.part("certification"), number(&call, "change of scope")?);
    let ScopeChangeReportBody { on, answer, stage1 } = said;
    call.change(Command::Certification(CertificationCommand::ReportScopeChange { id, number, on, answer, stage1 }))
}

/// A look at the use of marks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2027-01-18", "note": "web site, offers and letterhead: the mark names the scope" }))]
pub(in crate::api) struct UseOfMarksBody {
    /// On which day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Where was looked, and what was seen.
    note: String,
}

/// Record a look at how the marks of the body and of its accreditation are used.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/marks",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = UseOfMarksBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn check_use_of_marks(call: Call, Body(said): Body<UseOfMarksBody>) -> Changed {
    let (id, on, note) = (call.part("certification"), said.on, said.note);
    call.change(Command::Certification(CertificationCommand::CheckUseOfMarks { id, on, note }))
}
