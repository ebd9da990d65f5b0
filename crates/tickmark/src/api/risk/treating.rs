//! The plan of treatment with its lines, and what a risk could cost.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use crate::words::risk::{RiskQuantityShape, RiskStepShape, RiskTreatmentShape};
use domain::command::{Command, RiskCommand};
use domain::values::risk::{LineStep, Quantity, Treatment};

/// Choose what is done about a risk, and plan its lines: a new version, to be approved again.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/risks/{risk}/treatment",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskTreatmentShape,
    responses((status = 200, description = "It is planned", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn plan_treatment(call: Call, Body(treatment): Body<Treatment>) -> Changed {
    let treatment = Box::new(treatment);
    call.change(Command::Risk(RiskCommand::PlanTreatment { id: call.part("risk"), treatment }))
}

/// Say where a line of an approved plan stands.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/treatment/lines/{line}",
    tag = "risks",
    params(
        InOrganisation,
        ("risk" = String, Path, description = "Id of the risk"),
        ("line" = String, Path, description = "Id of the line, such as L1"),
        Matching,
        Once,
    ),
    request_body = RiskStepShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_treatment_line(call: Call, Body(step): Body<LineStep>) -> Changed {
    let (id, line) = (call.part("risk"), call.part("line"));
    call.change(Command::Risk(RiskCommand::MoveTreatmentLine { id, line, step }))
}

/// Say what a risk could cost, as ranges.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/risks/{risk}/quantity",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    request_body = RiskQuantityShape,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn quantify_risk(call: Call, Body(quantity): Body<Quantity>) -> Changed {
    let quantity = Some(Box::new(quantity));
    call.change(Command::Risk(RiskCommand::QuantifyRisk { id: call.part("risk"), quantity }))
}

/// Take back what a risk could cost.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risks/{risk}/quantity/removal",
    tag = "risks",
    params(InOrganisation, ("risk" = String, Path, description = "Id of the risk"), Matching, Once),
    responses((status = 200, description = "It is taken back", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn unquantify_risk(call: Call) -> Changed {
    call.change(Command::Risk(RiskCommand::QuantifyRisk { id: call.part("risk"), quantity: None }))
}
