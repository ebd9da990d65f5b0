//! The register itself: risks, ratings, opening again and closing.

use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::risk::{RiskDetailWords, RiskShape, RiskWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{RiskOf, RisksOf};
use axum::Json;
use domain::command::{Command, RiskCommand};
use domain::values::risk::{RatingKind, Risk, RiskCategory, RiskState, RiskTrigger};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RisksPageWords {
    /// The version of the method in force; null while none is approved.
    method: Option<u32>,
    /// Only the risks that are the caller's own are listed.
    part: bool,
    /// Risks of this page, the highest current level first.
    risks: Vec<RiskWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One risk, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRiskWords {
    #[serde(flatten)]
    risk: RiskDetailWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List risks with ratings, treatment and signatures.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks",
    tag = "risks",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only `identified`, `analysed`, `evaluated`, `treatment_selected`, `treating`, `residual_accepted`, `monitored` or `closed`"),
        ("category" = Option<String>, Query, description = "Only this kind of threat, such as `fraud`"),
        ("above" = Option<bool>, Query, description = "Only those whose current level lies above the appetite"),
        ("overdue" = Option<bool>, Query, description = "Only those whose assessment or a line of whose plan is overdue"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The page", body = RisksPageWords), Unanswered)
)]
pub(in crate::api) async fn risks(call: Call) -> Answered<RisksPageWords> {
    let state = |text: &str| {
        RiskState::parse(text).ok_or_else(|| unknown("state", text, RiskState::ALL.map(RiskState::id)).of_the_body())
    };
    let category = |text: &str| {
        let known = || unknown("category", text, RiskCategory::ALL.map(RiskCategory::id)).of_the_body();
        RiskCategory::parse(text).ok_or_else(known)
    };
    let state = call.field("state").map(state).transpose()?;
    let category = call.field("category").map(category).transpose()?;
    let (above, overdue) = (call.flag("above")?, call.flag("overdue")?);
    let answer = call.ask_organisation(&RisksOf)?;
    let mut all = RiskWords::all(&call.names(), &answer.value);
    all.retain(|one| {
        state.is_none_or(|s| one.state == s.id())
            && category.is_none_or(|c| one.category == c.id())
            && (!above || one.current.as_ref().is_some_and(|rated| rated.above))
            && (!overdue || one.review_overdue || one.overdue_lines > 0)
    });
    let (risks, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(RisksPageWords {
        method: answer.value.method.as_ref().map(|(version, _)| *version),
        part: answer.value.part,
        risks,
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Show one risk with all that was recorded of it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks/{risk}",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Moment),
    responses((status = 200, description = "The risk", body = OneRiskWords), Unanswered)
)]
pub(in crate::api) async fn risk(call: Call) -> Told<OneRiskWords> {
    let id = call.part("risk");
    let (answer, version) = call.ask_about(&RiskOf(id.clone()), "risk", &id)?;
    let risk = RiskDetailWords::of(&call.names(), &answer.value, answer.mark.on);
    Ok(Tagged::of(version, OneRiskWords { risk, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Record a risk.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks",
    tag = "risks",
    params(InOrganisation, Once),
    request_body = RiskShape,
    responses((status = 201, description = "It is in the register", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn record_risk(call: Call, Body(risk): Body<Risk>) -> Changed {
    let recorded = call.change(Command::Risk(RiskCommand::RecordRisk { risk: Box::new(risk) }))?;
    let place = format!("/api/v1/o/{}/risks/{}", call.org(), escaped(&recorded.body.object));
    Ok(recorded.at(place))
}

/// Change what the register says of a risk: it becomes exactly this.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/risks/{risk}",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskShape,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_risk(call: Call, Body(risk): Body<Risk>) -> Changed {
    call.change(Command::Risk(RiskCommand::ReviseRisk { id: call.part("risk"), risk: Box::new(risk) }))
}

/// A rating by the method in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "current", "likelihood": 3, "impact": 4, "reason": "Two attempts last year" }))]
pub(in crate::api) struct RiskRatingBody {
    /// `inherent`, `current` or `residual`.
    kind: String,
    /// Grade of likelihood, from 1.
    likelihood: u8,
    /// Grade of impact, from 1.
    impact: u8,
    /// Why these grades.
    reason: String,
    /// When it is assessed next; left out, after the interval of the method.
    #[schema(format = Date)]
    next_review: Option<String>,
}

/// Rate a risk; the level follows from the matrix of the method in force.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/ratings",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskRatingBody,
    responses((status = 200, description = "It is rated", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn rate_risk(call: Call, Body(body): Body<RiskRatingBody>) -> Changed {
    let known = || unknown("kind", &body.kind, RatingKind::ALL.map(RatingKind::id)).of_the_body();
    let kind = RatingKind::parse(&body.kind).ok_or_else(known)?;
    let next_review = body.next_review.as_deref().map(|text| day(text, "next_review")).transpose()?;
    let RiskRatingBody { likelihood, impact, reason, .. } = body;
    let id = call.part("risk");
    call.change(Command::Risk(RiskCommand::RateRisk { id, kind, likelihood, impact, reason, next_review }))
}

/// Why a risk is opened again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "trigger": "incident", "note": "INC-12: a password was given away" }))]
pub(in crate::api) struct RiskReopeningBody {
    /// `vendor_change`, `project`, `system_change`, `incident`, `finding` or `other`.
    trigger: String,
    /// What happened, with its reference.
    note: String,
}

/// Open a risk again: something happened, so that it is assessed before its day.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/reopening",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskReopeningBody,
    responses((status = 200, description = "It is open again", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn reopen_risk(call: Call, Body(body): Body<RiskReopeningBody>) -> Changed {
    let known = || unknown("trigger", &body.trigger, RiskTrigger::ALL.map(RiskTrigger::id)).of_the_body();
    let trigger = RiskTrigger::parse(&body.trigger).ok_or_else(known)?;
    call.change(Command::Risk(RiskCommand::ReopenRisk { id: call.part("risk"), trigger, note: body.note }))
}

/// Why a risk is none any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "The service was switched off" }))]
pub(in crate::api) struct RiskClosingBody {
    /// Why.
    reason: String,
}

/// Close a risk.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/closing",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskClosingBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_risk(call: Call, Body(body): Body<RiskClosingBody>) -> Changed {
    call.change(Command::Risk(RiskCommand::CloseRisk { id: call.part("risk"), reason: body.reason }))
}
