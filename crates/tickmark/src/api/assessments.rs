//! Judgements of clauses and controls, and the three steps that a covered control still needs.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AssessmentOf, Assessments};
use axum::routing::{get, put};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Assessment, Practice, Step, StepTaken};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/assessments", get(assessments))
        .route("/api/v1/o/{organisation}/assessments/{item}", get(assessment).put(assess_item))
        .route("/api/v1/o/{organisation}/steps/{control}/{step}", put(record_step).delete(undo_step))
}

/// All judgements and steps.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssessmentListWords {
    /// By item.
    assessments: Vec<AssessmentWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The judgement of one clause or control, and its steps.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssessmentWords {
    /// The item.
    item: String,
    /// The judgement; null when only steps were recorded.
    assessment: Option<JudgementWords>,
    /// The steps taken.
    steps: Vec<StepWords>,
}

/// A person's judgement, with the three questions that SOC 2 and ISO/IEC 27001 ask differently.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "practice": "documented", "working": true, "managed": false, "note": "runs since March" }))]
pub(super) struct JudgementWords {
    /// `not_started`, `informal`, `documented` or `running`.
    practice: String,
    /// Is it working?
    working: Option<bool>,
    /// Is it part of the managed system?
    managed: Option<bool>,
    /// Is there a process that keeps it working?
    kept: Option<bool>,
    /// Why.
    #[serde(default)]
    note: String,
}

/// One step that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepWords {
    /// `review`, `soa_entry` or `confirmation`.
    step: &'static str,
    /// On which day.
    #[schema(format = Date)]
    on: String,
    /// A note.
    note: String,
}

impl AssessmentWords {
    fn of(answer: AssessmentOf) -> AssessmentWords {
        let assessment = answer.assessment.map(|a| JudgementWords {
            practice: a.practice.id().to_owned(),
            working: a.working,
            managed: a.managed,
            kept: a.kept,
            note: a.note,
        });
        let steps = answer.steps.into_iter();
        let steps =
            steps.map(|(step, taken)| StepWords { step: step.id(), on: taken.on.to_string(), note: taken.note });
        AssessmentWords { item: answer.item, assessment, steps: steps.collect() }
    }
}

/// All judgements and steps of an organisation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/assessments",
    tag = "programme",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The judgements", body = AssessmentListWords), Unanswered)
)]
pub(super) async fn assessments(call: Call) -> Answered<AssessmentListWords> {
    let answer = call.ask_organisation(&Assessments)?;
    let (page, turn) = call.page(answer.value, |a| a.item.clone())?;
    let assessments = page.into_iter().map(AssessmentWords::of).collect();
    Ok(Json(AssessmentListWords { assessments, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// The judgement of one clause or control, and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneAssessmentWords {
    #[serde(flatten)]
    assessment: AssessmentWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The judgement and the steps of one clause or control.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/assessments/{item}",
    tag = "programme",
    params(InOrganisation, ("item" = String, Path, description = "The clause or control of ISO/IEC 27001"), Moment),
    responses((status = 200, description = "The judgement", body = OneAssessmentWords), Unanswered)
)]
pub(super) async fn assessment(call: Call) -> Told<OneAssessmentWords> {
    let item = call.canonical("item");
    let (answer, version) = call.ask_about(&Assessments, "item", &item)?;
    let mut all = answer.value;
    let Some(at) = all.iter().position(|a| a.item == item) else {
        return Err(unknown("judgement", &item, all.iter().map(|a| a.item.as_str())));
    };
    let assessment = AssessmentWords::of(all.swap_remove(at));
    Ok(Tagged::of(version, OneAssessmentWords { assessment, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Judge how a clause or control stands; replaces the judgement before.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/assessments/{item}",
    tag = "programme",
    params(InOrganisation, ("item" = String, Path, description = "The clause or control of ISO/IEC 27001"), Matching, Once),
    request_body = JudgementWords,
    responses((status = 200, description = "It is judged", body = ReceiptWords), Contested)
)]
pub(super) async fn assess_item(call: Call, Body(body): Body<JudgementWords>) -> Changed {
    let JudgementWords { practice, working, managed, kept, note } = body;
    let practice =
        Practice::parse(&practice).ok_or_else(|| unknown("practice", &practice, Practice::ALL.map(Practice::id)))?;
    let assessment = Assessment { practice, working, managed, kept, note };
    call.change(Command::AssessItem { item: call.canonical("item"), assessment })
}

/// That a step was taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-03-31", "note": "read with the owner" }))]
pub(super) struct StepBody {
    /// On which day; today when left out.
    #[schema(format = Date)]
    on: Option<String>,
    /// A note.
    #[serde(default)]
    note: String,
}

/// Record one of the three steps of a covered control.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/steps/{control}/{step}",
    tag = "programme",
    params(
        InOrganisation,
        ("control" = String, Path, description = "The control of Annex A"),
        ("step" = String, Path, description = "`review`, `soa_entry` or `confirmation`"),
        Matching,
        Once,
    ),
    request_body = StepBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(super) async fn record_step(call: Call, Body(body): Body<StepBody>) -> Changed {
    let on = body.on.as_deref().map(|text| day(text, "on")).transpose()?;
    let on = on.unwrap_or_else(|| call.doors.app.clock().today());
    recorded(&call, Some(StepTaken { on, note: body.note }))
}

/// Take a step back.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/steps/{control}/{step}",
    tag = "programme",
    params(
        InOrganisation,
        ("control" = String, Path, description = "The control of Annex A"),
        ("step" = String, Path, description = "`review`, `soa_entry` or `confirmation`"),
        Matching,
        Once,
    ),
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Contested)
)]
pub(super) async fn undo_step(call: Call) -> Changed {
    recorded(&call, None)
}

fn recorded(call: &Call, taken: Option<StepTaken>) -> Changed {
    let step = step(&call.part("step"))?;
    call.change(Command::RecordStep { control: call.canonical("control"), step, taken })
}

fn step(text: &str) -> Result<Step, Problem> {
    Step::parse(text).ok_or_else(|| unknown("step", text, Step::ALL.map(Step::id)))
}
