//! Fieldwork and report: answers to the checklist, findings, what is told to management.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use crate::words::audit::{ShapeOfAuditAnswer, ShapeOfAuditFinding, ShapeOfAuditReport};
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::values::audit::{AuditFinding, AuditReport, LineAnswer};
use serde::Deserialize;
use utoipa::ToSchema;

fn number(call: &Call, what: &'static str) -> Result<u32, Refusal> {
    let typed = call.part("number");
    typed.parse().map_err(|_| Refusal::Unknown { what, id: typed, nearest: None })
}

/// An answer, and what was seen of the line before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "answer": { "result": "conforms", "note": "Ten leavers, each ended within a day" }, "seen": 0 }))]
pub(in crate::api) struct InternalAuditAnswerBody {
    /// The answer.
    #[schema(value_type = ShapeOfAuditAnswer)]
    answer: LineAnswer,
    /// How often the line was answered before, as `times` told it: an answer that somebody gave meanwhile is not overwritten.
    seen: Option<u32>,
}

/// Answer a line of the checklist, as an auditor who has its item.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/lines/{number}",
    tag = "internal audits",
    params(
        InOrganisation,
        ("audit" = String, Path, description = "Id of the internal audit"),
        ("number" = u32, Path, description = "Number of the line, from 1"),
        Matching,
        Once,
    ),
    request_body = InternalAuditAnswerBody,
    responses((status = 200, description = "It is answered", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn answer_audit_line(call: Call, Body(body): Body<InternalAuditAnswerBody>) -> Changed {
    let (id, line) = (call.part("audit"), number(&call, "line of the checklist")?);
    let (answer, seen) = (Box::new(body.answer), body.seen);
    call.change(Command::Audit(AuditCommand::AnswerAuditLine { id, line, answer, seen }))
}

/// What was found, and the nonconformity that it belongs to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "finding": {
        "class": "minor", "item": "A.5.18", "title": "Leavers keep their access",
        "statement": "Access ends within a day; four of ten leavers kept it for a week."
    }
}))]
pub(in crate::api) struct AuditFindingBody {
    /// What was found.
    #[schema(value_type = ShapeOfAuditFinding)]
    finding: AuditFinding,
    /// A nonconformity that is there already; else a major or minor finding raises one.
    #[serde(default)]
    nonconformity: Option<String>,
}

/// Record a finding. A major or minor one raises a nonconformity in the same moment, linked both ways.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/findings",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditFindingBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_audit_finding(call: Call, Body(body): Body<AuditFindingBody>) -> Changed {
    let (id, finding, nonconformity) = (call.part("audit"), Box::new(body.finding), body.nonconformity);
    call.change(Command::Audit(AuditCommand::RecordAuditFinding { id, finding, nonconformity }))
}

/// What is said of a finding now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "finding": {
        "class": "minor", "item": "A.5.18", "title": "Leavers keep their access",
        "statement": "Access ends within a day; three of ten leavers kept it for a week."
    },
    "reason": "one of the four was none"
}))]
pub(in crate::api) struct RevisedFindingBody {
    /// What was found.
    #[schema(value_type = ShapeOfAuditFinding)]
    finding: AuditFinding,
    /// Why it is said differently now.
    reason: String,
}

/// Change the words of a finding before it is reported. The audited never do (SoD-4).
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/findings/{number}",
    tag = "internal audits",
    params(
        InOrganisation,
        ("audit" = String, Path, description = "Id of the internal audit"),
        ("number" = u32, Path, description = "Number of the finding, from 1"),
        Matching,
        Once,
    ),
    request_body = RevisedFindingBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_audit_finding(call: Call, Body(body): Body<RevisedFindingBody>) -> Changed {
    let (id, number) = (call.part("audit"), number(&call, "finding")?);
    let (finding, reason) = (Box::new(body.finding), body.reason);
    call.change(Command::Audit(AuditCommand::ReviseAuditFinding { id, number, finding, reason }))
}

/// Report an audit to management (clause 9.2.2). It is refused while a line of the checklist is not answered, and when an
/// auditor has come to have a part in what was audited.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/report",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = ShapeOfAuditReport,
    responses((status = 200, description = "It is reported", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn report_audit(call: Call, Body(report): Body<AuditReport>) -> Changed {
    let (id, report) = (call.part("audit"), Box::new(report));
    call.change(Command::Audit(AuditCommand::ReportAudit { id, report }))
}
