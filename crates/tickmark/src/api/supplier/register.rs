//! The register itself: suppliers, assessments, and steps.

use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::supplier::{
    AssessmentShape, ChainWords, OversightWords, StepShape, SupplierFiguresWords, SupplierShape, SupplierWords,
};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{SupplierOf, SuppliersOf};
use axum::Json;
use domain::command::{Command, SupplierCommand};
use domain::values::supplier::{Supplier, SupplierAssessment, SupplierState, SupplierStep};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the register, with its figures.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SuppliersPageWords {
    /// Figures of all suppliers that are seen.
    figures: SupplierFiguresWords,
    /// Policy, procedure, and what is missing in general.
    oversight: OversightWords,
    /// Suppliers of technology with the chain below them; empty for who sees a part alone.
    chain: Vec<ChainWords>,
    /// Suppliers of this page, by id.
    suppliers: Vec<SupplierWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One supplier, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneSupplierWords {
    #[serde(flatten)]
    supplier: SupplierWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List suppliers, with what is missing of each.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers",
    tag = "suppliers",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only `proposed`, `assessed`, `approved`, `monitored`, `exiting` or `ended`"),
        ("lacking" = Option<bool>, Query, description = "Only those of which something is missing"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The page", body = SuppliersPageWords), Unanswered)
)]
pub(in crate::api) async fn suppliers(call: Call) -> Answered<SuppliersPageWords> {
    let state = |text: &str| {
        SupplierState::parse(text)
            .ok_or_else(|| unknown("state", text, SupplierState::ALL.map(SupplierState::id)).of_the_body())
    };
    let (state, lacking) = (call.field("state").map(state).transpose()?, call.flag("lacking")?);
    let answer = call.ask_organisation(&SuppliersOf)?;
    let mut all = SupplierWords::all(&call.names(), &answer.value);
    all.retain(|one| state.is_none_or(|s| one.state == s.id()) && (!lacking || !one.findings.is_empty()));
    let (suppliers, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(SuppliersPageWords {
        figures: SupplierFiguresWords::of(&answer.value.report),
        oversight: OversightWords::of(&answer.value),
        chain: ChainWords::all(&answer.value),
        suppliers,
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Show one supplier.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Moment),
    responses((status = 200, description = "The supplier", body = OneSupplierWords), Unanswered)
)]
pub(in crate::api) async fn supplier(call: Call) -> Told<OneSupplierWords> {
    let id = call.part("supplier");
    let (answer, version) = call.ask_about(&SupplierOf(id.clone()), "supplier", &id)?;
    let held = answer.value.register.suppliers.get(&id).ok_or_else(|| unknown("supplier", &id, []))?;
    let supplier = SupplierWords::of(&call.names(), &id, held, answer.value.report.supplier(&id), version);
    Ok(Tagged::of(version, OneSupplierWords { supplier, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Put a supplier into the register, as proposed.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers",
    tag = "suppliers",
    params(InOrganisation, Once),
    request_body = SupplierShape,
    responses((status = 201, description = "It is in the register", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_supplier(call: Call, Body(supplier): Body<Supplier>) -> Changed {
    let command = SupplierCommand::AddSupplier { supplier: Box::new(supplier) };
    let added = call.change(Command::Supplier(command))?;
    let place = format!("/api/v1/o/{}/suppliers/{}", call.org(), escaped(&added.body.object));
    Ok(added.at(place))
}

/// Change what the register says of a supplier: it becomes exactly this.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Matching, Once),
    request_body = SupplierShape,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_supplier(call: Call, Body(supplier): Body<Supplier>) -> Changed {
    let command = SupplierCommand::ReviseSupplier { id: call.part("supplier"), supplier: Box::new(supplier) };
    call.change(Command::Supplier(command))
}

/// Record an assessment of a supplier's risks.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/assessments",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Matching, Once),
    request_body = AssessmentShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn assess_supplier(call: Call, Body(assessment): Body<SupplierAssessment>) -> Changed {
    call.change(Command::Supplier(SupplierCommand::AssessSupplier { id: call.part("supplier"), assessment }))
}

/// Take a supplier to another state, or set the day of its next review.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/suppliers/{supplier}/steps",
    tag = "suppliers",
    params(InOrganisation, ("supplier" = String, Path, description = "Id of the supplier"), Matching, Once),
    request_body = StepShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_supplier(call: Call, Body(step): Body<SupplierStep>) -> Changed {
    call.change(Command::Supplier(SupplierCommand::MoveSupplier { id: call.part("supplier"), step }))
}
