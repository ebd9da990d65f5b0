//! Reports of suppliers with their reviews, bridge letters, and what they ask of us.

use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::supplier::{BridgeLetterShape, CuecAnswerShape, CuecWords, ReportShape, SupplierReportWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{SupplierOf, SuppliersOf};
use axum::Json;
use domain::command::{Command, SupplierCommand};
use domain::values::supplier::{BridgeLetter, CuecAnswer, CuecState, ReportDecision, ReportKind, SupplierReport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of a supplier's reports.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SupplierReportsWords {
    /// What is waited for first, then the newest.
    reviews: Vec<SupplierReportWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One report, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneSupplierReportWords {
    #[serde(flatten)]
    review: SupplierReportWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List a supplier's reports with their reviews.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Paging, Moment),
    responses((status = 200, description = "The reports", body = SupplierReportsWords), Unanswered)
)]
pub(in crate::api) async fn supplier_reviews(call: Call) -> Answered<SupplierReportsWords> {
    let supplier = call.part("supplier");
    let answer = call.ask_organisation(&SuppliersOf)?;
    if !answer.value.register.suppliers.contains_key(&supplier) {
        return Err(unknown("supplier", &supplier, []));
    }
    let all = SupplierReportWords::all(&call.names(), &answer.value, &supplier);
    let (reviews, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(SupplierReportsWords { reviews, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one report with its review.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}",
    tag = "suppliers",
    params(
        InOrganisation,
        ("supplier" = String, Path, description = "Id of the supplier"),
        ("review" = String, Path, description = "Id of the report"),
        Moment,
    ),
    responses((status = 200, description = "The report", body = OneSupplierReportWords), Unanswered)
)]
pub(in crate::api) async fn supplier_review(call: Call) -> Told<OneSupplierReportWords> {
    let (supplier, id) = (call.part("supplier"), call.part("review"));
    let (answer, version) = call.ask_about(&SupplierOf(supplier.clone()), "supplier_report", &id)?;
    let held = answer.value.register.reports.get(&id).filter(|held| held.supplier == supplier);
    let standing = answer.value.report.paper(&id);
    let (held, standing) = held.zip(standing).ok_or_else(|| unknown("supplier report", &id, []))?;
    let review = SupplierReportWords::of(&call.names(), held, standing, version);
    Ok(Tagged::of(version, OneSupplierReportWords { review, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// The report of the path, which has to be the supplier's.
fn of_path(call: &Call) -> Result<String, Problem> {
    let (supplier, id) = (call.part("supplier"), call.part("review"));
    // Whether it is seen at all is judged with the change; here only that both belong together.
    let answer = call.ask_organisation(&SuppliersOf)?;
    match answer.value.register.reports.get(&id) {
        Some(held) if held.supplier != supplier => Err(unknown("supplier report", &id, [])),
        _ => Ok(id),
    }
}

/// What a supplier is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "soc2_type2", "note": "the period that ended in January" }))]
pub(in crate::api) struct ReportRequestBody {
    /// `soc2_type1`, `soc2_type2`, `soc1`, `soc3`, `iso_certificate` or `other`.
    kind: String,
    /// A note: which period, whom.
    #[serde(default)]
    note: String,
}

/// Record that a supplier was asked for a report or certificate.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Once),
    request_body = ReportRequestBody,
    responses((status = 201, description = "It is recorded", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn request_supplier_report(call: Call, Body(body): Body<ReportRequestBody>) -> Changed {
    let known = || unknown("kind", &body.kind, ReportKind::ALL.map(ReportKind::id)).of_the_body();
    let kind = ReportKind::parse(&body.kind).ok_or_else(known)?;
    let supplier = call.part("supplier");
    let place = format!("/api/v1/o/{}/suppliers/{}/reviews", call.org(), escaped(&supplier));
    let command = SupplierCommand::RequestSupplierReport { supplier, kind, note: body.note };
    let asked = call.change(Command::Supplier(command))?;
    let place = format!("{place}/{}", escaped(&asked.body.object));
    Ok(asked.at(place))
}

/// Record what a report says: it becomes exactly this, and is to be reviewed again.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}",
    tag = "suppliers",
    params(
        InOrganisation,
        ("supplier" = String, Path, description = "Id of the supplier"),
        ("review" = String, Path, description = "Id of the report"),
        Matching,
        Once,
    ),
    request_body = ReportShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_supplier_report(call: Call, Body(report): Body<SupplierReport>) -> Changed {
    let id = of_path(&call)?;
    call.change(Command::Supplier(SupplierCommand::RecordSupplierReport { id, report: Box::new(report) }))
}

/// A review.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-03-01", "finding": "Covers both regions", "effects": [] }))]
pub(in crate::api) struct ReportReviewBody {
    /// The day.
    #[schema(format = Date)]
    on: String,
    /// What the report covers for us, and what it leaves to us.
    finding: String,
    /// The effect on us of each exception, in their order.
    #[serde(default)]
    effects: Vec<String>,
}

/// Record the review of a report.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/finding",
    tag = "suppliers",
    params(
        InOrganisation,
        ("supplier" = String, Path, description = "Id of the supplier"),
        ("review" = String, Path, description = "Id of the report"),
        Matching,
        Once,
    ),
    request_body = ReportReviewBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn review_supplier_report(call: Call, Body(body): Body<ReportReviewBody>) -> Changed {
    let (id, on) = (of_path(&call)?, day(&body.on, "on")?);
    let command = SupplierCommand::ReviewSupplierReport { id, on, finding: body.finding, effects: body.effects };
    call.change(Command::Supplier(command))
}

/// A decision on a report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "decision": "accepted", "reason": "covers what we rely on" }))]
pub(in crate::api) struct ReportDecisionBody {
    /// `accepted`, `accepted_with_actions` or `rejected`.
    decision: String,
    /// Why, and what is done beside.
    reason: String,
}

/// Decide whether a reviewed report is relied on.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/decision",
    tag = "suppliers",
    params(
        InOrganisation,
        ("supplier" = String, Path, description = "Id of the supplier"),
        ("review" = String, Path, description = "Id of the report"),
        Matching,
        Once,
    ),
    request_body = ReportDecisionBody,
    responses((status = 200, description = "It is decided", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn decide_supplier_report(call: Call, Body(body): Body<ReportDecisionBody>) -> Changed {
    let known = || unknown("decision", &body.decision, ReportDecision::ALL.map(ReportDecision::id)).of_the_body();
    let decision = ReportDecision::parse(&body.decision).ok_or_else(known)?;
    let (id, reason) = (of_path(&call)?, body.reason);
    call.change(Command::Supplier(SupplierCommand::DecideSupplierReport { id, decision, reason }))
}

/// Record a bridge letter for the time after the period of a report.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/reviews/{review}/bridge-letter",
    tag = "suppliers",
    params(
        InOrganisation,
        ("supplier" = String, Path, description = "Id of the supplier"),
        ("review" = String, Path, description = "Id of the report"),
        Matching,
        Once,
    ),
    request_body = BridgeLetterShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_bridge_letter(call: Call, Body(letter): Body<BridgeLetter>) -> Changed {
    let id = of_path(&call)?;
    call.change(Command::Supplier(SupplierCommand::RecordBridgeLetter { id, letter }))
}

/// A page of what is asked of us.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CuecsWords {
    /// Controls that are met or do not concern us, of all that are asked.
    settled: usize,
    /// All that are asked by current reports.
    asked: usize,
    /// Of this page, by report.
    cuecs: Vec<CuecWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the controls that current reports of suppliers ask of us.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/cuecs",
    tag = "suppliers",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only `open`, `met` or `not_applicable`"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The controls", body = CuecsWords), Unanswered)
)]
pub(in crate::api) async fn cuecs(call: Call) -> Answered<CuecsWords> {
    let state = |text: &str| {
        CuecState::parse(text).ok_or_else(|| unknown("state", text, CuecState::ALL.map(CuecState::id)).of_the_body())
    };
    let state = call.field("state").map(state).transpose()?;
    let answer = call.ask_organisation(&SuppliersOf)?;
    let (settled, asked) = answer.value.report.settled();
    let all = answer.value.report.cuecs.iter().filter(|cuec| state.is_none_or(|s| cuec.state == s));
    let words = all.map(|cuec| CuecWords::of(&call.names(), cuec)).collect();
    let (cuecs, turn) = call.page(words, |one: &CuecWords| format!("{}/{}", one.report, one.id))?;
    Ok(Json(CuecsWords { settled, asked, cuecs, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Say how a control that a report asks of us is met. The version is that of the report.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/cuecs/{review}/{cuec}",
    tag = "suppliers",
    params(
        InOrganisation,
        ("review" = String, Path, description = "Id of the report"),
        ("cuec" = String, Path, description = "Id of the control in the report"),
        Matching,
        Once,
    ),
    request_body = CuecAnswerShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn answer_cuec(call: Call, Body(answer): Body<CuecAnswer>) -> Changed {
    let (report, cuec) = (call.part("review"), call.part("cuec"));
    call.change(Command::Supplier(SupplierCommand::AnswerCuec { report, cuec, answer }))
}
