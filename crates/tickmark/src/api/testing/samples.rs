//! Samples and tables of sample sizes.

use super::of_engagement;
use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::testing::{
    DrawnSampleWords, SampleRecipeWords, SamplingChoiceWords, SamplingProfileWords, SamplingRowShape,
};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{PopulationOf, ProfileLine, SampleOf, SamplingChoicesOf, SamplingProfilesOf};
use axum::Json;
use domain::command::{Command, TestingCommand};
use domain::values::testing::{Draw, DrawMethod};
use domain::values::{SamplingProfile, SamplingRisk, SamplingRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of samples.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SamplesWords {
    /// By id.
    samples: Vec<DrawnSampleWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the samples of an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/samples",
    tag = "testing",
    params(InOrganisation, ("engagement" = String, Query, description = "Id of the engagement"), Paging, Moment),
    responses((status = 200, description = "The samples", body = SamplesWords), Unanswered)
)]
pub(in crate::api) async fn samples(call: Call) -> Answered<SamplesWords> {
    let answer = call.ask_organisation(&of_engagement(&call)?)?;
    let app = &call.names();
    let all =
        answer.value.samples.iter().map(|(id, control, held)| DrawnSampleWords::of(app, id, control, held)).collect();
    let (samples, turn) = call.page(all, |one: &DrawnSampleWords| one.id.clone())?;
    Ok(Json(SamplesWords { samples, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A draw as it is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "population": "PO-1", "profile": "default", "risk": "moderate", "seed": "2026 examination" }))]
pub(in crate::api) struct DrawBody {
    /// A frozen population.
    population: String,
    /// The table of sizes; the one that is chosen for the engagement when left out.
    #[serde(default)]
    profile: Option<String>,
    /// `low`, `moderate` or `high`; needed where the table reads it.
    #[serde(default)]
    risk: Option<String>,
    /// Another size than the table's: for auditors, with a reason.
    #[serde(default)]
    #[schema(minimum = 1)]
    size: Option<u32>,
    /// Why that size, or why these items.
    #[serde(default)]
    reason: String,
    /// `hash_order`, `systematic`, `named` or `statistical`.
    #[serde(default)]
    method: Option<String>,
    /// The seed; random when left out.
    #[serde(default)]
    seed: Option<String>,
    /// Items that are named by hand.
    #[serde(default)]
    named: Vec<String>,
    /// Statistical: the confidence, such as `0.95`.
    #[serde(default)]
    confidence: String,
    /// Statistical: the tolerable rate of deviation, such as `0.05`.
    #[serde(default)]
    tolerable: String,
}

/// Draw a sample from a frozen population, so that anybody can draw it again.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/samples",
    tag = "testing",
    params(InOrganisation, Once),
    request_body = DrawBody,
    responses((status = 201, description = "It is drawn", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn draw_sample(call: Call, Body(body): Body<DrawBody>) -> Changed {
    let risk = |typed: &String| {
        SamplingRisk::parse(typed)
            .ok_or_else(|| unknown("risk", typed, SamplingRisk::ALL.map(SamplingRisk::id)).of_the_body())
    };
    let method = |typed: &String| {
        DrawMethod::parse(typed)
            .ok_or_else(|| unknown("method", typed, DrawMethod::ALL.map(DrawMethod::id)).of_the_body())
    };
    let chosen = match body.profile {
        Some(id) => id,
        None => {
            let population = PopulationOf { id: body.population.clone() };
            call.ask_organisation(&population).map_err(Problem::of_the_body)?.value.profile
        }
    };
    let draw = Box::new(Draw {
        profile: table(&call, &chosen).map_err(Problem::of_the_body)?.profile,
        risk: body.risk.as_ref().map(risk).transpose()?,
        method: body.method.as_ref().map(method).transpose()?.unwrap_or_default(),
        population: body.population,
        size: body.size,
        reason: body.reason,
        seed: body.seed,
        named: body.named,
        confidence: body.confidence,
        tolerable: body.tolerable,
    });
    let drawn = call.change(Command::Testing(TestingCommand::DrawSample { draw }))?;
    let place = format!("/api/v1/o/{}/samples/{}", call.org(), escaped(&drawn.body.object));
    Ok(drawn.at(place))
}

/// The own table with this id, or the library's.
fn table(call: &Call, id: &str) -> Result<ProfileLine, Problem> {
    let all = call.ask_organisation(&SamplingProfilesOf)?.value;
    let ids: Vec<String> = all.iter().map(|line| line.profile.id.clone()).collect();
    let found = all.into_iter().find(|line| line.profile.id == id);
    found.ok_or_else(|| unknown("sampling profile", id, ids.iter().map(String::as_str)))
}

/// One sample.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneSampleWords {
    #[serde(flatten)]
    sample: SampleRecipeWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one sample, and how it is drawn again.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/samples/{sample}",
    tag = "testing",
    params(InOrganisation, ("sample" = String, Path, description = "Id of the sample"), Moment),
    responses((status = 200, description = "The sample", body = OneSampleWords), Unanswered)
)]
pub(in crate::api) async fn sample(call: Call) -> Answered<OneSampleWords> {
    let answer = call.ask_organisation(&SampleOf { id: call.part("sample") })?;
    let sample = SampleRecipeWords::of(&call.names(), &answer.value);
    Ok(Json(OneSampleWords { sample, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// The tables of sample sizes.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SamplingProfilesWords {
    /// The own ones, then those of the library that none of them replaces.
    profiles: Vec<SamplingProfileWords>,
    /// Which of them is read when a draw names none: for the organisation, then by engagement.
    choices: Vec<SamplingChoiceWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the tables of sample sizes.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/sampling-profiles",
    tag = "testing",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The tables", body = SamplingProfilesWords), Unanswered)
)]
pub(in crate::api) async fn sampling_profiles(call: Call) -> Answered<SamplingProfilesWords> {
    let answer = call.ask_organisation(&SamplingProfilesOf)?;
    let profiles = answer.value.iter().map(SamplingProfileWords::from).collect();
    let choices = call.ask_organisation(&SamplingChoicesOf)?.value.iter().map(SamplingChoiceWords::from).collect();
    Ok(Json(SamplingProfilesWords { profiles, choices, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one table of sample sizes.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/sampling-profiles/{profile}",
    tag = "testing",
    params(InOrganisation, ("profile" = String, Path, description = "Id of the table"), Moment),
    responses((status = 200, description = "The table", body = SamplingProfileWords), Unanswered)
)]
pub(in crate::api) async fn sampling_profile(call: Call) -> Told<SamplingProfileWords> {
    let line = table(&call, &call.part("profile"))?;
    Ok(Tagged::of(line.version, SamplingProfileWords::from(&line)))
}

/// The rows of a table.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "rows": [{
    "frequency": "quarterly", "typical": "4", "sizes": [2, 2, 3], "rule": "min(population;table)", "source": "agreed with the firm"
}] }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RowsBody {
    /// One for each frequency.
    #[schema(value_type = Vec<SamplingRowShape>)]
    rows: Vec<SamplingRow>,
}

/// Set an own table of sample sizes; one with the id of a library's takes its place.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/sampling-profiles/{profile}",
    tag = "testing",
    params(InOrganisation, ("profile" = String, Path, description = "Id of the table"), Matching, Once),
    request_body = RowsBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_sampling_profile(call: Call, Body(body): Body<RowsBody>) -> Changed {
    let profile = Box::new(SamplingProfile { id: call.part("profile"), rows: body.rows });
    call.change(Command::Testing(TestingCommand::SetSamplingProfile { profile }))
}

/// Which table is read when a draw names none.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "engagement": "EN-1", "profile": "default" }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ChoiceBody {
    /// For this engagement alone; for every engagement without a choice of its own when left out.
    #[serde(default)]
    engagement: Option<String>,
    /// Id of the table.
    profile: String,
}

/// Choose the table of sample sizes that is read when a draw names none.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/sampling-choice",
    tag = "testing",
    params(InOrganisation, Matching, Once),
    request_body = ChoiceBody,
    responses((status = 200, description = "It is chosen", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn choose_sampling_profile(call: Call, Body(body): Body<ChoiceBody>) -> Changed {
    let profile = Box::new(table(&call, &body.profile).map_err(Problem::of_the_body)?.profile);
    call.change(Command::Testing(TestingCommand::ChooseSamplingProfile { engagement: body.engagement, profile }))
}
