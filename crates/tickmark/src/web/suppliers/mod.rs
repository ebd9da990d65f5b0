//! Suppliers: the register with what is missing, one page a supplier, one a report, what reports ask of us, policy and
//! incidents, import and export.

mod cuecs;
mod export;
mod fields;
mod import;
mod list;
mod one;
mod oversight;
mod paper;
mod paper_forms;
mod steps;
#[cfg(test)]
mod tests;

use super::listed;
use super::problem::Problem;
use super::reading::{encode, item_href, n};
use super::staged::staged;
use super::typed::Typed;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Answer, SuppliersAnswer, SuppliersOf};
use app::exchange::SupplierLists;
use axum::Router;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::reports::supplier::{Finding, PaperState};
use domain::values::supplier::{Criticality, CuecState, SupplierState};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route(
            "/o/{organisation}/suppliers/import",
            get(listed::show::<SupplierLists>).post(listed::upload::<SupplierLists>),
        )
        .route(
            "/o/{organisation}/suppliers/import/{upload}",
            get(listed::check::<SupplierLists>).post(listed::confirm::<SupplierLists>),
        );
    Router::new()
        .route("/o/{organisation}/suppliers", get(list::show).post(fields::add))
        .route("/o/{organisation}/suppliers/new", get(fields::begin))
        .route("/o/{organisation}/suppliers/export.csv", get(export::csv))
        .route("/o/{organisation}/suppliers/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/suppliers/oversight", get(oversight::show).post(oversight::set_rules))
        .route("/o/{organisation}/suppliers/incidents", post(oversight::record))
        .route("/o/{organisation}/suppliers/incidents/{incident}", post(oversight::revise))
        .route("/o/{organisation}/suppliers/reports/{report}", get(paper::show).post(paper_forms::record))
        .route("/o/{organisation}/suppliers/reports/{report}/finding", post(paper_forms::review))
        .route("/o/{organisation}/suppliers/reports/{report}/decision", post(paper_forms::decide))
        .route("/o/{organisation}/suppliers/reports/{report}/bridge-letter", post(paper_forms::bridge))
        .route("/o/{organisation}/suppliers/{supplier}", get(one::show).post(fields::revise))
        .route("/o/{organisation}/suppliers/{supplier}/assessments", post(steps::assess))
        .route("/o/{organisation}/suppliers/{supplier}/steps", post(steps::go))
        .route("/o/{organisation}/suppliers/{supplier}/reports", post(paper_forms::request))
        .route("/o/{organisation}/cuecs", get(cuecs::show))
        .route("/o/{organisation}/cuecs/{report}", post(cuecs::confirm))
        .route("/o/{organisation}/cuecs/{report}/{cuec}", post(cuecs::answer))
        .merge(staged(uploads))
}

/// The register, for who may see it or a part of it.
fn register(visit: &Visit) -> Result<Answer<SuppliersAnswer>, Problem> {
    visit.ask(&SuppliersOf)
}

/// The path of a supplier's page inside the organisation.
fn path(id: &str) -> String {
    format!("/suppliers/{}", encode(id))
}

/// The path of the page of a report inside the organisation.
fn paper_path(id: &str) -> String {
    format!("/suppliers/reports/{}", encode(id))
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// The pages on suppliers, as tabs.
fn tabs(visit: &Visit, answer: &SuppliersAnswer, place: &str) -> Markup {
    let (settled, asked) = answer.report.settled();
    let open = asked - settled;
    let all = [
        ("/suppliers", "Register", None),
        ("/cuecs", "Asked of us", Some(open).filter(|open| *open > 0)),
        ("/suppliers/oversight", "Policy and incidents", None),
    ];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .map(|(path, label, count)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current: path == place,
            count: count.map(n),
        })
        .collect();
    ui::tabs("Suppliers", &tabs)
}

fn state_badge(state: SupplierState) -> Markup {
    let tone = match state {
        SupplierState::Proposed | SupplierState::Assessed => Tone::Accent,
        SupplierState::Approved | SupplierState::Monitored => Tone::Good,
        SupplierState::Exiting => Tone::Caution,
        SupplierState::Ended => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

fn criticality_badge(criticality: Criticality) -> Markup {
    let tone = match criticality {
        Criticality::Critical => Tone::Danger,
        Criticality::High => Tone::Caution,
        Criticality::Low | Criticality::Medium => Tone::Neutral,
    };
    ui::badge(tone, criticality.title())
}

fn paper_badge(state: PaperState) -> Markup {
    let tone = match state {
        PaperState::Requested => Tone::Neutral,
        PaperState::Received | PaperState::Reviewed => Tone::Accent,
        PaperState::Accepted => Tone::Good,
        PaperState::AcceptedWithActions => Tone::Caution,
        PaperState::Rejected | PaperState::Expired => Tone::Danger,
    };
    ui::badge(tone, state.title())
}

fn cuec_badge(state: CuecState) -> Markup {
    let tone = match state {
        CuecState::Open => Tone::Danger,
        CuecState::Met => Tone::Good,
        CuecState::NotApplicable => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

/// What is missing or wrong, each with what it would be evidence for.
fn findings(visit: &Visit, findings: &[Finding]) -> Markup {
    html! {
        @if findings.is_empty() { span.nothing-missing { (ui::Icon::Check.svg()) "Nothing" } }
        @else {
            ul.missing { @for one in findings { li { span { (one.sentence()) } (answers(visit, one.answers())) } } }
        }
    }
}

/// Criteria and controls as links.
fn answers(visit: &Visit, ids: &[&str]) -> Markup {
    html! { span.answers-to { @for id in ids { a href=(item_href(visit, id)) { (id) } } } }
}

/// A day, for people and for machines; a dash for none.
fn day(day: Option<Date>) -> Markup {
    html! { @if let Some(day) = day { time datetime=(day) { (day) } } @else { (ui::nothing()) } }
}

fn words(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A text, or a dash for none.
fn or_dash(text: &str) -> Markup {
    html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } }
}

/// A person's name, or a dash for nobody.
fn person(visit: &Visit, id: Option<&String>) -> Markup {
    html! { @if let Some(id) = id { (visit.name_of(id)) } @else { (ui::nothing()) } }
}

/// A day that may be left out.
fn maybe(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
}

/// The id of a person that may be left out.
fn chosen(typed: &Typed, name: &str) -> Option<String> {
    Some(typed.get(name).trim().to_owned()).filter(|id| !id.is_empty())
}

/// A choice of a list, or a refusal that names what was sent.
fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| unknown(what, typed))
}

/// The members who could answer for something, for who may see them.
fn members(visit: &Visit) -> Vec<String> {
    visit.ask(&app::ask::PeopleOf).map(|answer| answer.value.members.into_keys().collect()).unwrap_or_default()
}
