//! Populations, samples, tests and exceptions of an engagement: three lists, and a page for each of their objects.

mod acts;
mod check;
mod export;
mod forms;
mod freeze;
mod lists;
mod look;
mod object;
mod plan;
mod said;
mod sampling;
mod sampling_row;
#[cfg(test)]
mod tests;
mod upload;

use super::reading::encode;
use super::staged::staged;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::reports::testing::TestStage;
use domain::values::testing::ExceptionState;
use maud::Markup;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/o/{organisation}/engagements/{engagement}/populations", get(lists::populations).post(plan::record))
        .route("/o/{organisation}/engagements/{engagement}/populations/import", get(upload::show).post(upload::upload))
        .route(
            "/o/{organisation}/engagements/{engagement}/populations/import/{upload}",
            get(check::show).post(check::confirm),
        );
    Router::new()
        .route("/o/{organisation}/engagements/{engagement}/tests", get(lists::tests).post(plan::plan))
        .route("/o/{organisation}/engagements/{engagement}/exceptions", get(lists::exceptions))
        .route("/o/{organisation}/testing/{object}", get(object::show))
        .route("/o/{organisation}/testing/{object}/export.csv", get(export::csv))
        .route("/o/{organisation}/testing/{object}/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/testing/{object}/freeze", get(freeze::show).post(freeze::freeze))
        .route("/o/{organisation}/testing/{object}/{act}", post(acts::act))
        .route("/o/{organisation}/sampling", get(sampling::list).post(sampling::choose))
        .route("/o/{organisation}/sampling/{profile}", get(sampling::one).post(sampling::set))
        .merge(staged(large))
}

/// The path of an object's page inside the organisation.
fn path(id: &str) -> String {
    format!("/testing/{}", encode(id))
}

/// The path of a list of an engagement inside the organisation.
fn list_path(engagement: &str, list: &str) -> String {
    format!("/engagements/{}/{list}", encode(engagement))
}

fn tabs(visit: &Visit, engagement: &str, current: &str) -> Markup {
    let all = [("populations", "Populations"), ("tests", "Tests"), ("exceptions", "Exceptions")];
    let tabs = all.map(|(list, label)| Tab {
        label: label.into(),
        href: visit.href(&list_path(engagement, list)).into(),
        current: list == current,
        count: None,
    });
    ui::tabs("Tests of the engagement", &tabs)
}

fn stage_badge(stage: TestStage) -> Markup {
    let tone = match stage {
        TestStage::NoException | TestStage::Noted => Tone::Good,
        TestStage::Exception => Tone::Caution,
        TestStage::Tested | TestStage::SampleDrawn => Tone::Accent,
        _ => Tone::Neutral,
    };
    ui::badge(tone, stage.title())
}

fn exception_badge(state: ExceptionState) -> Markup {
    let tone = match state {
        ExceptionState::Noted | ExceptionState::Explained | ExceptionState::AcceptedAsException => Tone::Caution,
        ExceptionState::ResponseWritten | ExceptionState::LinkedToAction => Tone::Accent,
        ExceptionState::Cleared | ExceptionState::Closed => Tone::Good,
    };
    ui::badge(tone, state.title())
}
