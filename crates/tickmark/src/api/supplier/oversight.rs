//! Policy and procedure about suppliers, and the incidents that they caused.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::supplier::{IncidentShape, OversightWords, RulesShape, SupplierIncidentWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::SuppliersOf;
use axum::Json;
use domain::command::{Command, SupplierCommand};
use domain::values::supplier::{SupplierIncident, SupplierRules};
use serde::Serialize;
use utoipa::ToSchema;

/// Policy and procedure, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneOversightWords {
    #[serde(flatten)]
    oversight: OversightWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the policy on suppliers and the procedure for incidents that they cause.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/supplier-rules",
    tag = "suppliers",
    params(InOrganisation, Moment),
    responses((status = 200, description = "Both", body = OneOversightWords), Unanswered)
)]
pub(in crate::api) async fn supplier_rules(call: Call) -> Told<OneOversightWords> {
    let (answer, version) = call.ask_about(&SuppliersOf, "supplier_rules", "suppliers")?;
    let oversight = OversightWords::of(&answer.value);
    Ok(Tagged::of(version, OneOversightWords { oversight, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Name the policy on suppliers and the procedure for incidents that they cause.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/supplier-rules",
    tag = "suppliers",
    params(InOrganisation, Matching, Once),
    request_body = RulesShape,
    responses((status = 200, description = "They are named", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_supplier_rules(call: Call, Body(rules): Body<SupplierRules>) -> Changed {
    call.change(Command::Supplier(SupplierCommand::SetSupplierRules { rules }))
}

/// A page of incidents.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SupplierIncidentsWords {
    /// The latest first.
    incidents: Vec<SupplierIncidentWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the incidents that suppliers caused.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/supplier-incidents",
    tag = "suppliers",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The incidents", body = SupplierIncidentsWords), Unanswered)
)]
pub(in crate::api) async fn supplier_incidents(call: Call) -> Answered<SupplierIncidentsWords> {
    let answer = call.ask_organisation(&SuppliersOf)?;
    let all = SupplierIncidentWords::all(&call.names(), &answer.value);
    let (incidents, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(SupplierIncidentsWords { incidents, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Record an incident that a supplier caused.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/supplier-incidents",
    tag = "suppliers",
    params(InOrganisation, Once),
    request_body = IncidentShape,
    responses((status = 201, description = "It is recorded", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn record_supplier_incident(call: Call, Body(incident): Body<SupplierIncident>) -> Changed {
    let recorded = call.change(Command::Supplier(SupplierCommand::RecordSupplierIncident { incident }))?;
    let place = format!("/api/v1/o/{}/supplier-incidents/{}", call.org(), escaped(&recorded.body.object));
    Ok(recorded.at(place))
}

/// Complete the record of an incident: it becomes exactly this.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/supplier-incidents/{incident}",
    tag = "suppliers",
    params(InOrganisation, ("incident" = String, Path, description = "Id of the incident"), Matching, Once),
    request_body = IncidentShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_supplier_incident(call: Call, Body(incident): Body<SupplierIncident>) -> Changed {
    let id = call.part("incident");
    call.change(Command::Supplier(SupplierCommand::ReviseSupplierIncident { id, incident }))
}
