//! Provider inheritance of the four data-centre controls: list, record, withdraw.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::controls::ReasonBody;
use super::parameters::{InOrganisation, Matching, Moment, Once};
use super::problem::{Contested, Problem, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{InheritanceAnswer, InheritanceRecords};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::inheritance::{CoverageReview, Inheritance, ProviderReport};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/inheritance", get(inheritance))
        .route("/api/v1/o/{organisation}/inheritance/{control}", get(one_inheritance).put(record_inheritance))
        .route("/api/v1/o/{organisation}/inheritance/{control}/withdrawal", post(withdraw_inheritance))
}

/// The four data-centre controls.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InheritanceListWords {
    /// One line for each.
    controls: Vec<InheritanceWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One control that a provider may answer, and what is on file for it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InheritanceWords {
    /// `A.7.5`.
    control: String,
    /// Its title.
    title: String,
    /// What is on file.
    record: Option<RecordWords>,
    /// What is missing on the day of judgement; empty when nothing is on file or all three parts are there.
    missing: Vec<String>,
    /// The provider's report expires within 60 days.
    expires_soon: bool,
}

/// The three parts of an inheritance record, as far as they exist.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "provider": "Nordlys Datacenter AS", "justification": "They run the building",
    "report": { "reference": "SOC 2 Type II 2025", "from": "2025-01-01", "until": "2026-06-30" }
}))]
pub(super) struct RecordWords {
    /// Who operates the data centre.
    provider: String,
    /// Part one: why the provider's operation meets the control here.
    #[serde(default)]
    justification: String,
    /// Part two: the provider's report or certificate.
    report: Option<ReportWords>,
    /// Part three: the review of what that report covers.
    review: Option<ReviewWords>,
}

/// A provider's SOC 2 report or ISO/IEC 27001 certificate.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportWords {
    /// What it is and its number or year.
    reference: String,
    /// First day of its period, or day of issue.
    #[schema(format = Date)]
    from: String,
    /// Last day on which it is in date.
    #[schema(format = Date)]
    until: String,
}

/// A review of what a provider's report covers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewWords {
    /// Who reviewed.
    by: String,
    /// When.
    #[schema(format = Date)]
    on: String,
    /// What the report covers for this control, and what it leaves to the organisation.
    finding: String,
}

impl InheritanceWords {
    fn of(answer: InheritanceAnswer) -> InheritanceWords {
        InheritanceWords {
            control: answer.control,
            title: answer.title,
            record: answer.record.map(RecordWords::of),
            missing: answer.missing,
            expires_soon: answer.expires_soon,
        }
    }
}

impl RecordWords {
    fn of(record: Inheritance) -> RecordWords {
        RecordWords {
            provider: record.provider,
            justification: record.justification,
            report: record.report.map(|r| ReportWords {
                reference: r.reference,
                from: r.from.to_string(),
                until: r.until.to_string(),
            }),
            review: record.review.map(|r| ReviewWords { by: r.by, on: r.on.to_string(), finding: r.finding }),
        }
    }

    fn meant(self) -> Result<Inheritance, Problem> {
        let report = |r: ReportWords| -> Result<ProviderReport, Problem> {
            let (from, until) = (day(&r.from, "report.from")?, day(&r.until, "report.until")?);
            Ok(ProviderReport { reference: r.reference, from, until })
        };
        let review = |r: ReviewWords| -> Result<CoverageReview, Problem> {
            Ok(CoverageReview { by: r.by, on: day(&r.on, "review.on")?, finding: r.finding })
        };
        Ok(Inheritance {
            provider: self.provider,
            justification: self.justification,
            report: self.report.map(report).transpose()?,
            review: self.review.map(review).transpose()?,
        })
    }
}

/// The four data-centre controls and what is on file for each.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/inheritance",
    tag = "programme",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The records", body = InheritanceListWords), Unanswered)
)]
pub(super) async fn inheritance(call: Call) -> Answered<InheritanceListWords> {
    let answer = call.ask_organisation(&InheritanceRecords)?;
    let controls = answer.value.into_iter().map(InheritanceWords::of).collect();
    Ok(Json(InheritanceListWords { controls, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One data-centre control, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneInheritanceWords {
    #[serde(flatten)]
    inheritance: InheritanceWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One data-centre control and what is on file for it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/inheritance/{control}",
    tag = "programme",
    params(InOrganisation, ("control" = String, Path, description = "A.7.5, A.7.11, A.7.12 or A.7.13"), Moment),
    responses((status = 200, description = "The record", body = OneInheritanceWords), Unanswered)
)]
pub(super) async fn one_inheritance(call: Call) -> Told<OneInheritanceWords> {
    let control = call.canonical("control");
    let (answer, version) = call.ask_about(&InheritanceRecords, "item", &control)?;
    let mut all = answer.value;
    let Some(at) = all.iter().position(|a| a.control == control) else {
        return Err(unknown("inheritable control", &control, all.iter().map(|a| a.control.as_str())));
    };
    let inheritance = InheritanceWords::of(all.swap_remove(at));
    Ok(Tagged::of(version, OneInheritanceWords { inheritance, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Record what is on file for a data-centre control; replaces what was there.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/inheritance/{control}",
    tag = "programme",
    params(InOrganisation, ("control" = String, Path, description = "A.7.5, A.7.11, A.7.12 or A.7.13"), Matching, Once),
    request_body = RecordWords,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(super) async fn record_inheritance(call: Call, Body(body): Body<RecordWords>) -> Changed {
    let command = Command::RecordInheritance { control: call.canonical("control"), record: body.meant()? };
    call.change(command)
}

/// Withdraw an inheritance record.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/inheritance/{control}/withdrawal",
    tag = "programme",
    params(InOrganisation, ("control" = String, Path, description = "A.7.5, A.7.11, A.7.12 or A.7.13"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is withdrawn", body = ReceiptWords), Contested)
)]
pub(super) async fn withdraw_inheritance(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    let command = Command::WithdrawInheritance { control: call.canonical("control"), reason: body.reason };
    call.change(command)
}
