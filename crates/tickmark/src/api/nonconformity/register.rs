//! The register: nonconformities with where they stand, what was found, and the deadlines.

use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::nonconformity::{
    NonconformityFiguresWords, NonconformityLineWords, NonconformityRulesWords, NonconformityWords,
    ShapeOfNonconformity, ShapeOfRules,
};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{NonconformitiesOf, NonconformityOf};
use axum::Json;
use domain::command::{Command, NonconformityCommand};
use domain::reports::nonconformity::Filter;
use domain::values::nonconformity::{
    Nonconformity, NonconformityClass, NonconformityRules, NonconformitySource, NonconformityState,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the register, with its figures.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct NonconformitiesPageWords {
    /// Figures of all that are seen.
    figures: NonconformityFiguresWords,
    /// Deadlines and waiting time.
    rules: NonconformityRulesWords,
    /// Nonconformities of this page, by number.
    nonconformities: Vec<NonconformityLineWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One nonconformity, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneNonconformityWords {
    #[serde(flatten)]
    nonconformity: NonconformityWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The filter that the query of a call names.
pub(super) fn filter(call: &Call) -> Result<Filter, Problem> {
    fn one<T>(
        call: &Call,
        name: &'static str,
        ids: &[&'static str],
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let read = |text: &str| parse(text).ok_or_else(|| unknown(name, text, ids.iter().copied()).of_the_body());
        call.field(name).map(read).transpose()
    }
    let (states, classes) =
        (NonconformityState::ALL.map(NonconformityState::id), NonconformityClass::ALL.map(NonconformityClass::id));
    Ok(Filter {
        open: if call.field("open").is_some() { Some(call.flag("open")?) } else { None },
        state: one(call, "state", &states, NonconformityState::parse)?,
        class: one(call, "class", &classes, NonconformityClass::parse)?,
        source: one(
            call,
            "source",
            &NonconformitySource::ALL.map(NonconformitySource::id),
            NonconformitySource::parse,
        )?,
        owner: call.field("owner").map(str::to_owned),
        overdue: call.flag("overdue")?,
        about: call.field("about").map(str::to_owned),
        to_verify: call.flag("to_verify")?,
    })
}

/// List nonconformities, with where each stands and what closing still needs. Whoever sees a part alone sees those that they
/// raised, answer for, or have a line of action of.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/nonconformities",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("open" = Option<bool>, Query, description = "Only open ones, or only those that ended"),
        ("state" = Option<String>, Query, description = "Only in this state, such as `action_done`"),
        ("class" = Option<String>, Query, description = "Only `major`, `minor` or `opportunity`"),
        ("source" = Option<String>, Query, description = "Only `audit`, `incident`, `exception`, `collector`, `supplier`, `complaint` or `other`"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this own control, clause, criterion or control of Annex A"),
        ("overdue" = Option<bool>, Query, description = "Only those whose deadline, or that of a line of action, is over"),
        ("to_verify" = Option<bool>, Query, description = "Only those whose action is carried out and whose effect is to be judged"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The page", body = NonconformitiesPageWords), Unanswered)
)]
pub(in crate::api) async fn nonconformities(call: Call) -> Answered<NonconformitiesPageWords> {
    let answer = call.ask_organisation(&NonconformitiesOf { filter: filter(&call)? })?;
    let (page, turn) = call.page(answer.value.rows, |(_, line)| line.id.clone())?;
    let names = call.names();
    let words = || page.iter().map(|(held, line)| NonconformityLineWords::of(&names, held, line)).collect();
    Ok(Json(NonconformitiesPageWords {
        figures: NonconformityFiguresWords::from(&answer.value.report),
        rules: answer.value.rules.into(),
        nonconformities: tokio::task::block_in_place(words),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Show one nonconformity with all that was done about it, and where it leads: its controls and their evidence.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}",
    tag = "nonconformities",
    params(InOrganisation, ("nonconformity" = String, Path, description = "Id of the nonconformity"), Moment),
    responses((status = 200, description = "The nonconformity", body = OneNonconformityWords), Unanswered)
)]
pub(in crate::api) async fn nonconformity(call: Call) -> Told<OneNonconformityWords> {
    let id = call.part("nonconformity");
    let (answer, version) = call.ask_about(&NonconformityOf(id.clone()), "nonconformity", &id)?;
    let names = call.names();
    let nonconformity = tokio::task::block_in_place(|| NonconformityWords::of(&names, &answer.value));
    Ok(Tagged::of(version, OneNonconformityWords { nonconformity, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Raise a nonconformity, from whatever source. Its deadline is the agreed day, or follows from its class.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformities",
    tag = "nonconformities",
    params(InOrganisation, Once),
    request_body = ShapeOfNonconformity,
    responses((status = 201, description = "It is raised", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn raise_nonconformity(call: Call, Body(found): Body<Nonconformity>) -> Changed {
    let command = NonconformityCommand::RaiseNonconformity { nonconformity: Box::new(found) };
    let raised = call.change(Command::Nonconformity(command))?;
    let place = format!("/api/v1/o/{}/nonconformities/{}", call.org(), escaped(&raised.body.object));
    Ok(raised.at(place))
}

/// What is said of it now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "nonconformity": {
        "title": "Restores were not tried for a year",
        "description": "A restore is tried every half year; the last record is thirteen months old.",
        "source": "other",
        "class": "minor",
        "against": ["A.8.13"],
        "found": "2026-05-04"
    },
    "reason": "the clause was missing"
}))]
pub(in crate::api) struct RevisedBody {
    /// As it is said now.
    #[schema(value_type = ShapeOfNonconformity)]
    nonconformity: Nonconformity,
    /// Why it is said differently now.
    reason: String,
}

/// Change what is said of a nonconformity: it becomes exactly this. The words of a finding of an audit are changed by whoever
/// raised it and by nobody else (SoD-4); owner and own controls are the organisation's.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformities/{nonconformity}",
    tag = "nonconformities",
    params(InOrganisation, ("nonconformity" = String, Path, description = "Id of the nonconformity"), Matching, Once),
    request_body = RevisedBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_nonconformity(call: Call, Body(body): Body<RevisedBody>) -> Changed {
    let (id, nonconformity) = (call.part("nonconformity"), Box::new(body.nonconformity));
    let command = NonconformityCommand::ReviseNonconformity { id, nonconformity, reason: body.reason };
    call.change(Command::Nonconformity(command))
}

/// Deadlines, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRulesWords {
    #[serde(flatten)]
    rules: NonconformityRulesWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the deadlines by class, and the waiting time before effectiveness is judged.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/nonconformity-rules",
    tag = "nonconformities",
    params(InOrganisation, Moment),
    responses((status = 200, description = "In days", body = OneRulesWords), Unanswered)
)]
pub(in crate::api) async fn nonconformity_rules(call: Call) -> Told<OneRulesWords> {
    let question = NonconformitiesOf::default();
    let (answer, version) = call.ask_about(&question, "nonconformity_rules", "nonconformities")?;
    let rules = answer.value.rules.into();
    Ok(Tagged::of(version, OneRulesWords { rules, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Set the deadlines by class, and the waiting time. Deadlines that were given stay.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/nonconformity-rules",
    tag = "nonconformities",
    params(InOrganisation, Matching, Once),
    request_body = ShapeOfRules,
    responses((status = 200, description = "They are set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_nonconformity_rules(call: Call, Body(rules): Body<NonconformityRules>) -> Changed {
    call.change(Command::Nonconformity(NonconformityCommand::SetNonconformityRules { rules }))
}
