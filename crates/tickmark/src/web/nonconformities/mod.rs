//! Nonconformities: the register with deadlines and what is missing, one page each with its steps from top to bottom, import
//! and export.

mod acts;
mod effect;
mod export;
mod fields;
mod forms;
mod import;
mod list;
mod lists;
mod mentioned;
mod one;
#[cfg(test)]
mod tests;
mod track;

pub(super) use mentioned::{Raise, about};

use super::listed;
use super::reading::encode;
use super::staged::staged;
use super::typed::Typed;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::exchange::NonconformityLists;
use axum::Router;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::reports::nonconformity::Line;
use domain::values::nonconformity::{NonconformityClass, NonconformityState};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route(
            "/o/{organisation}/nonconformities/import",
            get(listed::show::<NonconformityLists>).post(listed::upload::<NonconformityLists>),
        )
        .route(
            "/o/{organisation}/nonconformities/import/{upload}",
            get(listed::check::<NonconformityLists>).post(listed::confirm::<NonconformityLists>),
        );
    Router::new()
        .route("/o/{organisation}/nonconformities", get(list::show).post(fields::raise))
        .route("/o/{organisation}/nonconformities/new", get(fields::begin))
        .route("/o/{organisation}/nonconformities/deadlines", post(list::set_rules))
        .route("/o/{organisation}/nonconformities/export.csv", get(export::csv))
        .route("/o/{organisation}/nonconformities/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/nonconformities/{nonconformity}", get(one::show))
        .route("/o/{organisation}/nonconformities/{nonconformity}/revision", get(fields::change).post(fields::revise))
        .route("/o/{organisation}/nonconformities/{nonconformity}/correction", post(acts::correct))
        .route("/o/{organisation}/nonconformities/{nonconformity}/cause", post(acts::cause))
        .route("/o/{organisation}/nonconformities/{nonconformity}/similar-cases", post(acts::similar))
        .route("/o/{organisation}/nonconformities/{nonconformity}/actions", post(acts::plan))
        .route("/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/completion", post(acts::finish))
        .route("/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/removal", post(acts::drop_line))
        .route("/o/{organisation}/nonconformities/{nonconformity}/no-action", post(acts::none))
        .route("/o/{organisation}/nonconformities/{nonconformity}/evidence", post(acts::cite))
        .route("/o/{organisation}/nonconformities/{nonconformity}/effectiveness", post(effect::judge))
        .route("/o/{organisation}/nonconformities/{nonconformity}/closing", post(effect::close))
        .route("/o/{organisation}/nonconformities/{nonconformity}/rejection", post(effect::reject))
        .merge(staged(uploads))
}

/// The path of a nonconformity's page inside the organisation.
fn path(id: &str) -> String {
    format!("/nonconformities/{}", encode(id))
}

/// The page of a nonconformity.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.href(&path(id))
}

/// Where a form about a nonconformity is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn class_badge(class: NonconformityClass) -> Markup {
    let tone = match class {
        NonconformityClass::Major => Tone::Danger,
        NonconformityClass::Minor => Tone::Caution,
        NonconformityClass::Opportunity => Tone::Neutral,
    };
    ui::badge(tone, if class == NonconformityClass::Opportunity { "Opportunity" } else { class.title() })
}

fn state_badge(state: NonconformityState) -> Markup {
    let tone = match state {
        NonconformityState::Closed => Tone::Good,
        NonconformityState::Rejected => Tone::Neutral,
        NonconformityState::Raised => Tone::Caution,
        _ => Tone::Accent,
    };
    ui::badge(tone, state.title())
}

/// The deadline, and by how much it is over.
fn deadline(line: &Line) -> Markup {
    html! {
        @match line.due { Some(due) => time datetime=(due) { (due) }, None => (ui::nothing()) }
        @if let Some(days) = line.overdue_days { p.hint { (ui::badge(Tone::Danger, &overdue(days))) } }
        @else if line.actions_overdue > 0 { p.hint { (ui::badge(Tone::Caution, "An action is overdue")) } }
    }
}

fn overdue(days: i32) -> String {
    format!("{} over", super::reading::counted(usize::try_from(days).unwrap_or_default(), "day", "days"))
}

fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}

/// Ids out of one field, apart by comma, semicolon, blank or line.
pub(super) fn ids(text: &str) -> BTreeSet<String> {
    let all = text.split([',', ';', '\n', '\r']).map(str::trim).filter(|id| !id.is_empty());
    all.map(str::to_owned).collect()
}

/// A day that may be left out.
fn maybe(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
}

/// A choice of a list, or a refusal that names what was sent.
fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| Refusal::Unknown { what, id: typed.to_owned(), nearest: None })
}

/// The members who could answer for something; for who may not see them, the person alone.
pub(super) fn members(visit: &Visit) -> Vec<String> {
    let members = visit.ask(&app::ask::PeopleOf).map(|answer| answer.value.members).unwrap_or_default();
    let stays = |member: &domain::registers::people::Member| member.state != domain::values::Membership::Ended;
    let all: Vec<String> = members.into_iter().filter(|(_, member)| stays(member)).map(|(id, _)| id).collect();
    if all.is_empty() { vec![visit.who.id().to_owned()] } else { all }
}

/// Links to items of evidence.
fn evidence<'a>(visit: &Visit, ids: impl IntoIterator<Item = &'a String>) -> Markup {
    html! { @for id in ids { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } " " } }
}

/// What it came from, as a link where there is a page for it.
fn reference(visit: &Visit, text: &str) -> Markup {
    let page = match text.split_once('-') {
        Some(("EX", _)) => Some(format!("/testing/{}", encode(text))),
        Some(("CO", _)) => Some(format!("/collectors/{}", encode(text))),
        Some(("SU", _)) => Some(format!("/suppliers/{}", encode(text))),
        Some(("IA", _)) => Some(format!("/internal-audits/{}", encode(text))),
        Some(("EV", _)) => Some(format!("/evidence/{}", encode(text))),
        _ => None,
    };
    html! {
        @match page {
            Some(page) => a.id href=(visit.href(&page)) { (text) },
            None => (text),
        }
    }
}
