//! Engagements: planned, changed, moved on, with their controls.

use super::body::EngagementBody;
use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::engagement::{
    AdviceWords, BreakWords, DaysWords, EngagementWords, MissedWords, PathStepWords, TimelineWords,
};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{EngagementOf, Engagements};
use axum::Json;
use domain::command::{Command, EngagementCommand};
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::values::{EngagementState, InScope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of engagements.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EngagementsWords {
    /// The latest first.
    engagements: Vec<EngagementWords>,
    /// Days that no window holds.
    breaks: Vec<BreakWords>,
    /// Windows with controls that did not run.
    missed: Vec<MissedWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List engagements.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements",
    tag = "engagements",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The engagements", body = EngagementsWords), Unanswered)
)]
pub(in crate::api) async fn engagements(call: Call) -> Answered<EngagementsWords> {
    let answer = call.ask_organisation(&Engagements)?;
    let value = &answer.value;
    let all: Vec<EngagementWords> = value.lines.iter().map(EngagementWords::line).collect();
    let (engagements, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(EngagementsWords {
        engagements,
        breaks: value.breaks.iter().map(BreakWords::from).collect(),
        missed: value.missed.iter().map(MissedWords::from).collect(),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Plan an engagement.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements",
    tag = "engagements",
    params(InOrganisation, Once),
    request_body = EngagementBody,
    responses((status = 201, description = "It is planned", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn plan_engagement(call: Call, Body(body): Body<EngagementBody>) -> Changed {
    let engagement = Box::new(body.meant()?.0);
    let planned = call.change(Command::Engagement(EngagementCommand::PlanEngagement { engagement }))?;
    let place = format!("/api/v1/o/{}/engagements/{}", call.org(), escaped(&planned.body.object));
    Ok(planned.at(place))
}

/// One engagement with what is missing for its next step.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneEngagementWords {
    #[serde(flatten)]
    engagement: EngagementWords,
    /// How many controls are in scope.
    in_scope: usize,
    /// Ids of the controls in scope, as far as they may be seen.
    controls: Vec<String>,
    /// The gap list by criterion.
    gaps: Vec<String>,
    /// What to hear.
    advice: Vec<AdviceWords>,
    /// The way to its report; null for a Type I, and once the report is issued or will not come.
    timeline: Option<TimelineWords>,
    /// Type I, Type II, ISO/IEC 27001.
    path: Vec<PathStepWords>,
    /// The window that follows it, as long as none is planned.
    follows_with: Option<DaysWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}",
    tag = "engagements",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses((status = 200, description = "The engagement", body = OneEngagementWords), Unanswered)
)]
pub(in crate::api) async fn engagement(call: Call) -> Told<OneEngagementWords> {
    let id = call.part("engagement");
    let question = EngagementOf { id: id.clone(), fieldwork_weeks: FIELDWORK_WEEKS, report_weeks: REPORT_WEEKS };
    let (answer, version) = call.ask_about(&question, "engagement", &id)?;
    let one = &answer.value;
    let words = OneEngagementWords {
        engagement: EngagementWords::of(&id, &one.held, one.next.as_ref(), version),
        in_scope: one.in_scope,
        controls: one.controls.iter().map(|(id, _)| id.clone()).collect(),
        gaps: one.gaps.clone(),
        advice: one.advice.iter().map(AdviceWords::from).collect(),
        timeline: one.timeline.as_ref().map(TimelineWords::from),
        path: one.path.iter().map(PathStepWords::from).collect(),
        follows_with: one.follows.map(DaysWords::from),
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(version, words))
}

/// Change what is engaged: the whole of it is sent.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/engagements/{engagement}",
    tag = "engagements",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = EngagementBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_engagement(call: Call, Body(body): Body<EngagementBody>) -> Changed {
    let (engagement, agreement) = body.meant()?;
    let (id, engagement) = (call.part("engagement"), Box::new(engagement));
    call.change(Command::Engagement(EngagementCommand::ReviseEngagement { id, engagement, agreement }))
}

/// A step.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "to": "scoping", "note": "firm chosen" }))]
pub(in crate::api) struct MoveBody {
    /// `scoping`, `readiness`, `remediation`, `type1_fieldwork`, `window_open`, `window_closed`, `fieldwork`,
    /// `draft_report`, `issued`, `superseded`, `on_hold` or `withdrawn`.
    to: String,
    /// A note; for a hold or withdrawal, the reason.
    #[serde(default)]
    note: String,
}

/// Move an engagement on, put it on hold, take it up again or withdraw it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/moves",
    tag = "engagements",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = MoveBody,
    responses((status = 200, description = "It is moved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_engagement(call: Call, Body(body): Body<MoveBody>) -> Changed {
    let known = || unknown("state", &body.to, EngagementState::ALL.map(EngagementState::id)).of_the_body();
    let to = EngagementState::parse(&body.to).ok_or_else(known)?;
    let (id, note) = (call.part("engagement"), body.note);
    call.change(Command::Engagement(EngagementCommand::MoveEngagement { id, to, note }))
}

/// Which controls are examined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "controls": ["AC-01", "AC-02"] }))]
pub(in crate::api) struct ControlsBody {
    /// Their ids; null for all that are linked to a criterion in scope.
    controls: Option<Vec<String>>,
}

/// Name the controls that are examined.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/controls",
    tag = "engagements",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = ControlsBody,
    responses((status = 200, description = "They are named", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn name_controls(call: Call, Body(body): Body<ControlsBody>) -> Changed {
    let controls = body.controls.map_or(InScope::Linked, |named| InScope::Named(named.into_iter().collect()));
    let id = call.part("engagement");
    call.change(Command::Engagement(EngagementCommand::NameControls { id, controls }))
}

/// That nothing happened that a control could have answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "control": "IR-01", "note": "no incident in the register", "evidence": "EV-7" }))]
pub(in crate::api) struct UnexercisedBody {
    /// The control.
    control: String,
    /// Which population is empty, and how it was looked for.
    note: String,
    /// The item of evidence that shows it.
    evidence: String,
}

/// Record that a control was not exercised in the window.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/unexercised",
    tag = "engagements",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = UnexercisedBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_unexercised(call: Call, Body(body): Body<UnexercisedBody>) -> Changed {
    let UnexercisedBody { control, note, evidence } = body;
    let id = call.part("engagement");
    call.change(Command::Engagement(EngagementCommand::RecordUnexercised { id, control, note, evidence }))
}
