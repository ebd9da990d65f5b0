//! How a control operates: its attributes, the steps of its life, its occurrences.

use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Unanswered};
use crate::words::tasks::{OccurrenceWords, OperationWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::OperationOf;
use axum::Json;
use domain::command::{Command, OperationCommand};
use domain::values::{EvidenceType, Execution, LifeStep, Nature, Operation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Show how a control operates: attributes, steps of its life, versions.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/controls/{control}/operation",
    tag = "tasks",
    params(InOrganisation, ("control" = String, Path, description = "Id of the control"), Moment),
    responses((status = 200, description = "How it operates", body = OperationWords), Unanswered)
)]
pub(in crate::api) async fn operation(call: Call) -> Told<OperationWords> {
    let id = call.part("control");
    let (answer, version) = call.ask_about(&OperationOf::new(&id), "operation", &id)?;
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Tagged::of(version, OperationWords::of(&call.names(), &id, &answer.value, mark)))
}

/// How a control operates. What is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "nature": "preventive", "execution": "manual", "key": true, "systems": ["Portal"], "evidence": ["access_review"]
}))]
pub(in crate::api) struct OperationBody {
    /// `preventive`, `detective` or `corrective`.
    nature: Option<String>,
    /// `manual`, `automated` or `it_dependent`.
    execution: Option<String>,
    /// The examination rests on it.
    #[serde(default)]
    key: bool,
    /// In-scope services and systems on which it operates.
    #[serde(default)]
    systems: Vec<String>,
    /// Days from the event to the limit, for a control that an event asks for.
    limit_days: Option<u32>,
    /// Types of evidence that show it, such as `access_review`.
    #[serde(default)]
    evidence: Vec<String>,
    /// First day on which it is so; left out, today.
    #[schema(format = Date)]
    from: Option<String>,
}

fn known<T>(
    what: &'static str,
    typed: &str,
    parse: impl Fn(&str) -> Option<T>,
    ids: &[&'static str],
) -> Result<T, Problem> {
    parse(typed).ok_or_else(|| unknown(what, typed, ids.iter().copied()).of_the_body())
}

impl OperationBody {
    fn meant(self) -> Result<Operation, Problem> {
        let nature = |text: String| known("nature", &text, Nature::parse, &Nature::ALL.map(Nature::id));
        let execution = |text: String| known("execution", &text, Execution::parse, &Execution::ALL.map(Execution::id));
        let kind = |text: &String| {
            known("type of evidence", text, EvidenceType::parse, &EvidenceType::ALL.map(EvidenceType::id))
        };
        Ok(Operation {
            nature: self.nature.map(nature).transpose()?,
            execution: self.execution.map(execution).transpose()?,
            key: self.key,
            systems: self.systems.into_iter().collect(),
            limit_days: self.limit_days,
            evidence: self.evidence.iter().map(kind).collect::<Result<_, _>>()?,
        })
    }
}

/// Set how a control operates. A change of system or limit makes a new version from the day on; each version is tested for its
/// own part of a window.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}/operation",
    tag = "tasks",
    params(InOrganisation, ("control" = String, Path, description = "Id of the control"), Matching, Once),
    request_body = OperationBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_operation(call: Call, Body(body): Body<OperationBody>) -> Changed {
    let today = || Ok(call.doors.app.clock().today());
    let from = body.from.as_deref().map_or_else(today, |text| day(text, "from"))?;
    let command = OperationCommand::SetOperation { control: call.part("control"), operation: body.meant()?, from };
    call.change(Command::Operation(command))
}

/// On which day a step was taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-02-01" }))]
pub(in crate::api) struct LifeBody {
    /// The day; left out, today.
    #[schema(format = Date)]
    on: Option<String>,
}

fn step(call: &Call) -> Result<LifeStep, Problem> {
    let typed = call.part("step");
    LifeStep::parse(&typed).ok_or_else(|| unknown("step", &typed, LifeStep::ALL.map(LifeStep::id)))
}

/// Record a step in the life of a control: it was designed, implemented, or began to operate.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}/life/{step}",
    tag = "tasks",
    params(
        InOrganisation,
        ("control" = String, Path, description = "Id of the control"),
        ("step" = String, Path, description = "`designed`, `implemented` or `operating`"),
        Matching,
        Once,
    ),
    request_body = LifeBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_life(call: Call, Body(body): Body<LifeBody>) -> Changed {
    let today = || Ok(call.doors.app.clock().today());
    let on = body.on.as_deref().map_or_else(today, |text| day(text, "on"))?;
    let command = OperationCommand::RecordLife { control: call.part("control"), step: step(&call)?, on: Some(on) };
    call.change(Command::Operation(command))
}

/// Take a step in the life of a control back.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/controls/{control}/life/{step}",
    tag = "tasks",
    params(
        InOrganisation,
        ("control" = String, Path, description = "Id of the control"),
        ("step" = String, Path, description = "`designed`, `implemented` or `operating`"),
        Matching,
        Once,
    ),
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn take_life_back(call: Call) -> Changed {
    let command = OperationCommand::RecordLife { control: call.part("control"), step: step(&call)?, on: None };
    call.change(Command::Operation(command))
}

/// A page of occurrences.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OccurrencesWords {
    /// First day of the range.
    #[schema(format = Date)]
    from: String,
    /// Last day of the range.
    #[schema(format = Date)]
    until: String,
    /// The occurrences that touch it, the earliest first.
    occurrences: Vec<OccurrenceWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List when a control was expected to run, and what became of each occurrence.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/controls/{control}/occurrences",
    tag = "tasks",
    params(
        InOrganisation,
        ("control" = String, Path, description = "Id of the control"),
        ("from" = Option<String>, Query, description = "First day; left out, a year before the last"),
        ("until" = Option<String>, Query, description = "Last day; left out, the day judged"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The occurrences", body = OccurrencesWords), Unanswered)
)]
pub(in crate::api) async fn occurrences(call: Call) -> Answered<OccurrencesWords> {
    let day = |name: &str| call.field(name).map(|text| day(text, name)).transpose();
    let question = OperationOf { control: call.part("control"), from: day("from")?, until: day("until")? };
    let answer = call.ask_organisation(&question)?;
    let app = &call.names();
    let all: Vec<OccurrenceWords> = answer.value.occurrences.iter().map(|one| OccurrenceWords::of(app, one)).collect();
    let (occurrences, turn) = call.page(all, |one| format!("{}.{}", one.bucket, one.version))?;
    let range = answer.value.range;
    Ok(Json(OccurrencesWords {
        from: range.from.to_string(),
        until: range.until.to_string(),
        occurrences,
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}
