//! Certification: where it stands and what is missing, the bodies with their accreditation, a project with its certificate, its
//! visits and findings, what the body covered.

mod acts;
mod bodies;
mod body;
mod body_forms;
mod card;
mod coverage;
mod export;
mod findings;
mod folded;
mod forms;
mod kept;
mod needs;
mod one;
mod overview;
mod plan;
mod plan_fields;
mod record;
#[cfg(test)]
mod tests;
mod track;
mod visits;

use super::reading::encode;
use super::typed::Typed;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::values::certification::CertificationState;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) const PLACE: &str = "/certification";
const TITLE: &str = "Certification";

pub(super) fn routes() -> Router<Arc<Doors>> {
    let bodies = Router::new()
        .route("/o/{organisation}/certification", get(overview::show))
        .route("/o/{organisation}/certification/export.csv", get(export::csv))
        .route("/o/{organisation}/certification/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/certification/bodies", post(bodies::add))
        .route("/o/{organisation}/certification/bodies/new", get(bodies::begin))
        .route("/o/{organisation}/certification/bodies/{certification_body}", get(body::show).post(body::revise))
        .route("/o/{organisation}/certification/bodies/{certification_body}/checks", post(body::check))
        .route("/o/{organisation}/certification/projects", post(plan::plan))
        .route("/o/{organisation}/certification/projects/new", get(plan::begin));
    bodies.merge(of_project())
}

fn of_project() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/certification/projects/{certification}", get(one::show))
        .route("/o/{organisation}/certification/projects/{certification}/plan", get(plan::change).post(plan::revise))
        .route("/o/{organisation}/certification/projects/{certification}/coverage", get(coverage::show))
        .route("/o/{organisation}/certification/projects/{certification}/steps", post(acts::advance))
        .route("/o/{organisation}/certification/projects/{certification}/certificates", post(acts::certify))
        .route("/o/{organisation}/certification/projects/{certification}/visits", post(acts::plan_visit))
        .route("/o/{organisation}/certification/projects/{certification}/visits/{number}/days", post(acts::move_visit))
        .route(
            "/o/{organisation}/certification/projects/{certification}/visits/{number}/cancellation",
            post(acts::cancel_visit),
        )
        .route(
            "/o/{organisation}/certification/projects/{certification}/visits/{number}/record",
            get(record::show).post(record::record),
        )
        .route("/o/{organisation}/certification/projects/{certification}/findings", post(acts::find))
        .route("/o/{organisation}/certification/projects/{certification}/findings/{number}/answers", post(acts::settle))
        .route("/o/{organisation}/certification/projects/{certification}/changes", post(acts::change))
        .route("/o/{organisation}/certification/projects/{certification}/changes/{number}/report", post(acts::tell))
        .route("/o/{organisation}/certification/projects/{certification}/marks", post(acts::marks))
}

/// The path of a body's page inside the organisation.
fn body_path(id: &str) -> String {
    format!("{PLACE}/bodies/{}", encode(id))
}

/// The path of a project's page inside the organisation.
fn path(id: &str) -> String {
    format!("{PLACE}/projects/{}", encode(id))
}

/// Where a form about a project is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn state_badge(state: CertificationState) -> Markup {
    use CertificationState::{Certified, Expired, Recertification, Suspended, Withdrawn};
    let tone = match state {
        Certified => Tone::Good,
        Suspended | Expired => Tone::Danger,
        Withdrawn => Tone::Neutral,
        state if state.prepares() => Tone::Caution,
        _ => Tone::Accent,
    };
    let title = if state == Recertification { "Certified, recertification" } else { state.title() };
    ui::badge(tone, title)
}

fn day(day: jiff::civil::Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}

/// Ids of clauses and controls, as links where they have a page.
fn items<'a>(visit: &Visit, ids: impl IntoIterator<Item = &'a String>) -> Markup {
    html! { span.ids { @for id in ids { a.id href=(item_href(visit, id)) { (id) } " " } } }
}

/// The page of a clause, a control of Annex A or an own control.
fn item_href(visit: &Visit, id: &str) -> String {
    let digits = id.strip_prefix("A.").unwrap_or(id);
    let standard =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if standard { super::reading::item_href(visit, id) } else { super::controls::href(visit, id) }
}

/// Words between commas or on lines of their own.
fn listed(text: &str) -> BTreeSet<String> {
    let all = text.split([',', ';', '\n', '\r']).map(str::trim).filter(|word| !word.is_empty());
    all.map(str::to_owned).collect()
}

/// The same, joined for a field.
fn joined(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// A whole number that was typed; nothing for 0.
fn whole(typed: &Typed, name: &'static str) -> Result<u32, Refusal> {
    match typed.get(name).trim() {
        "" => Ok(0),
        text => text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("{name}: `{text}` is no whole number"),
            hint: "write digits, such as 5".to_owned(),
        }),
    }
}

/// One of the words of a list.
fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    let unknown = || Refusal::Unknown { what, id: typed.to_owned(), nearest: None };
    parse(typed).ok_or_else(unknown)
}
