//! What customers ask for, what they were sent, and what the services do.

use super::body::categories;
use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::engagement::{AdviceWords, AskedWords, ServiceFactsWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AskedOf, Engagements};
use axum::Json;
use domain::command::{Command, EngagementCommand};
use domain::values::{Artefact, Asked, ServiceFacts};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of requests of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AskedPageWords {
    /// What waits first.
    asked: Vec<AskedWords>,
    /// What to hear about all of them.
    advice: Vec<AdviceWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List what customers ask for.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/asked",
    tag = "engagements",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The requests", body = AskedPageWords), Unanswered)
)]
pub(in crate::api) async fn asked(call: Call) -> Answered<AskedPageWords> {
    let answer = call.ask_organisation(&AskedOf)?;
    let version = |id: &String| answer.value.versions.get(id).copied().unwrap_or_default();
    let all = answer.value.asked.iter().map(|(id, held)| AskedWords::of(id, held, version(id))).collect();
    let (asked, turn) = call.page(all, |one: &AskedWords| one.id.clone())?;
    let advice = answer.value.advice.iter().map(AdviceWords::from).collect();
    Ok(Json(AskedPageWords { asked, advice, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One request, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneAskedWords {
    #[serde(flatten)]
    asked: AskedWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one request of a customer.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/asked/{asked}",
    tag = "engagements",
    params(InOrganisation, ("asked" = String, Path, description = "Id of the request"), Moment),
    responses((status = 200, description = "The request", body = OneAskedWords), Unanswered)
)]
pub(in crate::api) async fn one_asked(call: Call) -> Told<OneAskedWords> {
    let id = call.part("asked");
    let (answer, version) = call.ask_about(&AskedOf, "asked", &id)?;
    let found = answer.value.asked.iter().find(|(other, _)| *other == id);
    let (_, held) = found.ok_or_else(|| unknown("customer's request", &id, []))?;
    let asked = AskedWords::of(&id, held, version);
    Ok(Tagged::of(version, OneAskedWords { asked, mark: MarkWords::of(Some(&answer.mark)) }))
}

fn artefact(text: &str) -> Result<Artefact, Problem> {
    Artefact::parse(text).ok_or_else(|| unknown("artefact", text, Artefact::ALL.map(Artefact::id)).of_the_body())
}

/// What a customer asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "customer": "Kestrel", "wants": "soc2_type2", "categories": ["security"] }))]
pub(in crate::api) struct AskedBody {
    /// Who asks.
    customer: String,
    /// `soc2_type1`, `soc2_type2`, `iso_certificate`, `bridge_letter` or `other`.
    wants: String,
    /// Categories; left out when the customer named none.
    #[serde(default)]
    categories: Vec<String>,
    /// The day of the request; left out, today.
    #[schema(format = Date)]
    on: Option<String>,
    /// By which day.
    #[schema(format = Date)]
    due: Option<String>,
}

fn or_today(call: &Call, typed: Option<&str>) -> Result<Date, Problem> {
    typed.map_or_else(|| Ok(call.doors.app.clock().today()), |text| day(text, "on"))
}

/// Record what a customer asks for.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/asked",
    tag = "engagements",
    params(InOrganisation, Once),
    request_body = AskedBody,
    responses((status = 201, description = "It is recorded", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn record_asked(call: Call, Body(body): Body<AskedBody>) -> Changed {
    let asked = Asked {
        wants: artefact(&body.wants)?,
        categories: categories(&body.categories)?,
        on: or_today(&call, body.on.as_deref())?,
        due: body.due.as_deref().map(|text| day(text, "due")).transpose()?,
        customer: body.customer,
    };
    let recorded = call.change(Command::Engagement(EngagementCommand::RecordAsked { asked }))?;
    let place = format!("/api/v1/o/{}/asked/{}", call.org(), escaped(&recorded.body.object));
    Ok(recorded.at(place))
}

/// What was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "sent": "soc2_type2", "what": "report of 2025", "on": "2026-03-02" }))]
pub(in crate::api) struct SentBody {
    /// What, in the words of a request.
    sent: String,
    /// Which one: title and period.
    what: String,
    /// On which day; left out, today.
    #[schema(format = Date)]
    on: Option<String>,
}

/// Record what a customer was sent. Something else than was asked for leaves the request open.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/asked/{asked}/answers",
    tag = "engagements",
    params(InOrganisation, ("asked" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = SentBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn answer_asked(call: Call, Body(body): Body<SentBody>) -> Changed {
    let on = or_today(&call, body.on.as_deref())?;
    let (id, sent, what) = (call.part("asked"), artefact(&body.sent)?, body.what);
    call.change(Command::Engagement(EngagementCommand::AnswerAsked { id, sent, what, on }))
}

/// Why a request is closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the customer signed without it" }))]
pub(in crate::api) struct ClosingBody {
    /// Why.
    reason: String,
}

/// Close a request that needs no answer any more.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/asked/{asked}/closing",
    tag = "engagements",
    params(InOrganisation, ("asked" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = ClosingBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_asked(call: Call, Body(body): Body<ClosingBody>) -> Changed {
    let (id, reason) = (call.part("asked"), body.reason);
    call.change(Command::Engagement(EngagementCommand::CloseAsked { id, reason }))
}

/// What the services do, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ServiceFactsAnswer {
    /// The facts; null before anybody said them.
    facts: Option<ServiceFactsWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What the services do, as far as it suggests categories.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/service-facts",
    tag = "engagements",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The facts", body = ServiceFactsAnswer), Unanswered)
)]
pub(in crate::api) async fn service_facts(call: Call) -> Told<ServiceFactsAnswer> {
    let (answer, version) = call.ask_about(&Engagements, "service_facts", "service_facts")?;
    let facts = answer.value.facts.map(ServiceFactsWords::from);
    Ok(Tagged::of(version, ServiceFactsAnswer { facts, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// What the services do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "sla": true, "personal_data": true }))]
pub(in crate::api) struct ServiceFactsBody {
    /// Commitments on uptime or recovery are made to customers.
    #[serde(default)]
    sla: bool,
    /// Transactions, calculations or transformations of data.
    #[serde(default)]
    transactions: bool,
    /// Trade secrets, financial or other sensitive data of businesses.
    #[serde(default)]
    confidential_business_data: bool,
    /// Data about persons.
    #[serde(default)]
    personal_data: bool,
}

/// Say what the services do.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/service-facts",
    tag = "engagements",
    params(InOrganisation, Matching, Once),
    request_body = ServiceFactsBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_service_facts(call: Call, Body(body): Body<ServiceFactsBody>) -> Changed {
    let ServiceFactsBody { sla, transactions, confidential_business_data, personal_data } = body;
    let facts = ServiceFacts { sla, transactions, confidential_business_data, personal_data };
    call.change(Command::Engagement(EngagementCommand::SetServiceFacts { facts }))
}
