//! Statements of management, and the opinion of the report.

use crate::api::call::{Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Problem, Unanswered};
use crate::words::description::{StatementWords, opinion};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::DescriptionOf;
use domain::command::{Command, DescriptionCommand};
use domain::values::description::{Opinion, StatementKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A statement, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneStatementWords {
    #[serde(flatten)]
    statement: StatementWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

fn kind(call: &Call) -> Result<StatementKind, Problem> {
    let text = call.part("statement");
    StatementKind::parse(&text).ok_or_else(|| unknown("statement", &text, StatementKind::ALL.map(StatementKind::id)))
}

/// Show a statement of management: as it is written, and as it is proposed.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/statements/{statement}",
    tag = "descriptions",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("statement" = String, Path, description = "`assertion` or `representation`"),
        Moment
    ),
    responses((status = 200, description = "The statement", body = OneStatementWords), Unanswered)
)]
pub(in crate::api) async fn statement(call: Call) -> Told<OneStatementWords> {
    let (engagement, kind) = (call.part("engagement"), kind(&call)?);
    let question = DescriptionOf { engagement: engagement.clone() };
    let (answer, version) = call.ask_about(&question, kind.id(), &engagement)?;
    let found = answer.value.statements.iter().find(|one| one.kind == kind);
    let statement = found.map(StatementWords::from).ok_or_else(|| unknown("statement", kind.id(), []))?;
    Ok(Tagged::of(version, OneStatementWords { statement, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A statement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "We have prepared the description of the system." }))]
pub(in crate::api) struct StatementBody {
    /// The whole text, as Markdown.
    text: String,
}

/// Write a statement; what was signed before is void.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/statements/{statement}",
    tag = "descriptions",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("statement" = String, Path, description = "`assertion` or `representation`"),
        Matching,
        Once
    ),
    request_body = StatementBody,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn write_statement(call: Call, Body(body): Body<StatementBody>) -> Changed {
    let (engagement, kind, text) = (call.part("engagement"), kind(&call)?, body.text);
    call.change(Command::Description(DescriptionCommand::WriteStatement { engagement, kind, text }))
}

/// What is signed, and the day on it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "on": "2026-07-14"
}))]
pub(in crate::api) struct SignatureBody {
    /// SHA-256 of the text, in hex digits.
    pub(super) sha256: String,
    /// The day that stands on it; left out, today.
    #[schema(format = Date)]
    pub(super) on: Option<String>,
}

impl SignatureBody {
    pub(super) fn day(&self, call: &Call) -> Result<jiff::civil::Date, Problem> {
        self.on.as_deref().map_or_else(|| Ok(call.doors.app.clock().today()), |text| day(text, "on"))
    }
}

/// Sign a statement, as management in person, just after proving who signs; no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/statements/{statement}/signature",
    tag = "descriptions",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("statement" = String, Path, description = "`assertion` or `representation`"),
        Matching,
        Once
    ),
    request_body = SignatureBody,
    responses((status = 200, description = "It is signed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn sign_statement(call: Call, Body(body): Body<SignatureBody>) -> Changed {
    let (engagement, kind, on) = (call.part("engagement"), kind(&call)?, body.day(&call)?);
    let sha256 = body.sha256;
    call.change(Command::Description(DescriptionCommand::SignStatement { engagement, kind, sha256, on }))
}

/// The opinion as it stands in the report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "qualified", "dated": "2026-08-20", "basis": "Leavers kept their access.", "criteria": ["CC6.2"]
}))]
pub(in crate::api) struct OpinionBody {
    /// `unmodified`, `qualified`, `adverse` or `disclaimer`.
    kind: String,
    /// The day of the report.
    #[schema(format = Date)]
    dated: String,
    /// What the report gives as its basis.
    #[serde(default)]
    basis: String,
    /// Criteria that a modification names.
    #[serde(default)]
    criteria: Vec<String>,
    /// The item of evidence that holds the report.
    report: Option<String>,
}

/// Record the opinion as it stands in the report; exceptions stand with the tests.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/opinion",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = OpinionBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_opinion(call: Call, Body(body): Body<OpinionBody>) -> Changed {
    let recorded = Opinion {
        kind: opinion(&body.kind)?,
        dated: day(&body.dated, "dated")?,
        basis: body.basis,
        criteria: body.criteria.into_iter().collect(),
        report: body.report,
    };
    let engagement = call.part("engagement");
    call.change(Command::Description(DescriptionCommand::RecordOpinion { engagement, opinion: recorded }))
}
