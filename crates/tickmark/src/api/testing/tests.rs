//! Tests of controls: planned, recorded item by attribute, concluded.

use super::of_engagement;
use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::testing::{ExceptionWords, TestPlanShape, TestResultShape, TestWords, TestingWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{TestOf, TestingOf};
use axum::Json;
use domain::command::{Command, TestingCommand};
use domain::values::testing::{TestConclusion, TestPlan, TestResult};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The tests of an engagement.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EngagementTestingWords {
    #[serde(flatten)]
    testing: TestingWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show populations, samples, tests and exceptions of an engagement, control by control, and what is missing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/testing",
    tag = "testing",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses((status = 200, description = "The report", body = EngagementTestingWords), Unanswered)
)]
pub(in crate::api) async fn testing(call: Call) -> Answered<EngagementTestingWords> {
    let answer = call.ask_organisation(&TestingOf { engagement: call.part("engagement") })?;
    let testing = TestingWords::of(&call.names(), &answer.value);
    Ok(Json(EngagementTestingWords { testing, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A page of tests.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TestsWords {
    /// By id.
    tests: Vec<TestWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the tests of an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tests",
    tag = "testing",
    params(InOrganisation, ("engagement" = String, Query, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The tests", body = TestsWords), Unanswered)
)]
pub(in crate::api) async fn control_tests(call: Call) -> Answered<TestsWords> {
    let answer = call.ask_organisation(&of_engagement(&call)?)?;
    let all = answer.value.tests.iter().map(|line| TestWords::of(&call.names(), line)).collect();
    let (tests, turn) = call.page(all, |one: &TestWords| one.id.clone())?;
    Ok(Json(TestsWords { tests, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Plan a test.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/tests",
    tag = "testing",
    params(InOrganisation, Once),
    request_body = TestPlanShape,
    responses((status = 201, description = "It is planned", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn plan_test(call: Call, Body(plan): Body<TestPlan>) -> Changed {
    let planned = call.change(Command::Testing(TestingCommand::PlanTest { plan: Box::new(plan) }))?;
    let place = format!("/api/v1/o/{}/tests/{}", call.org(), escaped(&planned.body.object));
    Ok(planned.at(place))
}

/// One test.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneTestWords {
    #[serde(flatten)]
    test: TestWords,
    /// Its exceptions.
    exceptions: Vec<ExceptionWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one test.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tests/{test}",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Moment),
    responses((status = 200, description = "The test", body = OneTestWords), Unanswered)
)]
pub(in crate::api) async fn control_test(call: Call) -> Told<OneTestWords> {
    let id = call.part("test");
    let (answer, version) = call.ask_about(&TestOf { id: id.clone() }, "control_test", &id)?;
    let app = &call.names();
    let words = OneTestWords {
        test: TestWords::of(app, &answer.value.line),
        exceptions: answer.value.exceptions.iter().map(|line| ExceptionWords::of(app, line)).collect(),
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(version, words))
}

/// A sample.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "sample": "SA-1" }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct TakeBody {
    /// Its id.
    sample: String,
}

/// Let a planned test use a sample.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/tests/{test}/sample",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Matching, Once),
    request_body = TakeBody,
    responses((status = 200, description = "It uses it", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn take_sample(call: Call, Body(body): Body<TakeBody>) -> Changed {
    let (id, sample) = (call.part("test"), body.sample);
    call.change(Command::Testing(TestingCommand::TakeSample { id, sample }))
}

/// Results.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "results": [{ "item": "CHG-104", "attribute": "A", "outcome": "met", "evidence": ["EV-4"] }] }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ResultsBody {
    /// One for each item and attribute; one that had a result gets this one.
    #[schema(value_type = Vec<TestResultShape>, max_items = 10_000)]
    results: Vec<TestResult>,
    /// Take the conclusion of a concluded test back with them; it is concluded anew afterwards. Without it, results of a
    /// concluded test are refused.
    #[serde(default)]
    reopens: bool,
}

/// Record results, item by attribute.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/tests/{test}/results",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Matching, Once),
    request_body = ResultsBody,
    responses((status = 200, description = "They are recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_results(call: Call, Body(body): Body<ResultsBody>) -> Changed {
    let ResultsBody { results, reopens } = body;
    let id = call.part("test");
    call.change(Command::Testing(TestingCommand::RecordResults { id, results, reopens }))
}

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "text": "The review of the second quarter has no date; the owner adds it." }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReadinessBody {
    /// What was seen, and what is left to do.
    text: String,
}

/// Write the note that ends a readiness test.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/tests/{test}/readiness-note",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Matching, Once),
    request_body = ReadinessBody,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn note_readiness(call: Call, Body(body): Body<ReadinessBody>) -> Changed {
    let (id, text) = (call.part("test"), body.text);
    call.change(Command::Testing(TestingCommand::NoteReadiness { id, text }))
}

/// A conclusion.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "conclusion": "no_exception", "text": "Each of the four reviews was done by the owner and signed in time.", "evidence": ["EV-4"] }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ConclusionBody {
    /// `no_exception` or `exception`.
    conclusion: String,
    /// In the auditor's own words.
    text: String,
    /// Items of evidence beside those that the results cite.
    #[serde(default)]
    evidence: BTreeSet<String>,
}

/// Conclude on a test, as an auditor of the engagement and after the evidence.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/tests/{test}/conclusions",
    tag = "testing",
    params(InOrganisation, ("test" = String, Path, description = "Id of the test"), Matching, Once),
    request_body = ConclusionBody,
    responses((status = 200, description = "It is concluded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn conclude_test(call: Call, Body(body): Body<ConclusionBody>) -> Changed {
    let known = || unknown("conclusion", &body.conclusion, TestConclusion::ALL.map(TestConclusion::id)).of_the_body();
    let conclusion = TestConclusion::parse(&body.conclusion).ok_or_else(known)?;
    let (id, text, evidence) = (call.part("test"), body.text, body.evidence);
    call.change(Command::Testing(TestingCommand::ConcludeTest { id, conclusion, text, evidence }))
}
