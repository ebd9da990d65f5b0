//! Internal audits: the programme and its cycle, what was covered, one page each from its plan to its end, a checklist that is
//! answered row by row, a report on paper.

mod acts;
mod checklist;
mod coverage;
mod export;
mod findings;
mod list;
mod one;
mod plan;
mod programme;
mod programme_form;
mod report;
#[cfg(test)]
mod tests;
mod track;

use super::reading::encode;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::values::audit::{AuditState, FindingClass, LineResult, ProgrammeState};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where these pages begin inside the organisation.
const PLACE: &str = "/internal-audits";

pub(super) fn routes() -> Router<Arc<Doors>> {
    let programmes = Router::new()
        .route("/o/{organisation}/internal-audits/programmes", post(programme_form::write))
        .route("/o/{organisation}/internal-audits/programmes/new", get(programme_form::begin))
        .route("/o/{organisation}/internal-audits/programmes/{programme}", get(programme::show))
        .route(
            "/o/{organisation}/internal-audits/programmes/{programme}/revision",
            get(programme_form::change).post(programme_form::revise),
        )
        .route("/o/{organisation}/internal-audits/programmes/{programme}/proposal", post(programme::propose))
        .route("/o/{organisation}/internal-audits/programmes/{programme}/approval", post(programme::approve))
        .route("/o/{organisation}/internal-audits/programmes/{programme}/closing", post(programme::close));
    let of_one = Router::new()
        .route("/o/{organisation}/internal-audits/{audit}/plan", get(plan::change).post(plan::replan))
        .route("/o/{organisation}/internal-audits/{audit}/auditors", post(acts::assign))
        .route("/o/{organisation}/internal-audits/{audit}/auditors/removal", post(acts::release))
        .route("/o/{organisation}/internal-audits/{audit}/announcement", post(acts::announce))
        .route("/o/{organisation}/internal-audits/{audit}/start", post(acts::start))
        .route("/o/{organisation}/internal-audits/{audit}/checklist", get(checklist::show))
        .route("/o/{organisation}/internal-audits/{audit}/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/internal-audits/{audit}/lines/{number}", post(checklist::answer))
        .route("/o/{organisation}/internal-audits/{audit}/findings", post(findings::record))
        .route(
            "/o/{organisation}/internal-audits/{audit}/findings/{number}",
            get(findings::change).post(findings::revise),
        )
        .route("/o/{organisation}/internal-audits/{audit}/report", get(report::show).post(acts::report))
        .route("/o/{organisation}/internal-audits/{audit}/follow-up", post(acts::verify))
        .route("/o/{organisation}/internal-audits/{audit}/closing", post(acts::close))
        .route("/o/{organisation}/internal-audits/{audit}/cancelling", post(acts::cancel));
    Router::new()
        .route("/o/{organisation}/internal-audits", get(list::show).post(plan::plan))
        .route("/o/{organisation}/internal-audits/new", get(plan::begin))
        .route("/o/{organisation}/internal-audits/coverage", get(coverage::show))
        .route("/o/{organisation}/internal-audits/{audit}", get(one::show))
        .merge(programmes)
        .merge(of_one)
}

/// The path of an audit's page inside the organisation.
fn path(id: &str) -> String {
    format!("{PLACE}/{}", encode(id))
}

/// The path of a programme's page inside the organisation.
fn programme_path(id: &str) -> String {
    format!("{PLACE}/programmes/{}", encode(id))
}

/// Where a form about an audit is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn state_badge(state: AuditState) -> Markup {
    let tone = match state {
        AuditState::Closed | AuditState::Verified | AuditState::Reported => Tone::Good,
        AuditState::ActionsOpen => Tone::Caution,
        AuditState::Planned | AuditState::Cancelled => Tone::Neutral,
        AuditState::Announced | AuditState::Fieldwork => Tone::Accent,
    };
    ui::badge(tone, state.title())
}

fn programme_badge(state: ProgrammeState) -> Markup {
    let tone = match state {
        ProgrammeState::Active | ProgrammeState::Approved => Tone::Good,
        ProgrammeState::Proposed => Tone::Caution,
        ProgrammeState::Draft => Tone::Accent,
        ProgrammeState::Closed => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

fn result_badge(result: LineResult) -> Markup {
    let tone = match result {
        LineResult::Conforms => Tone::Good,
        LineResult::Finding => Tone::Caution,
        LineResult::NotExamined => Tone::Neutral,
    };
    ui::badge(tone, result.title())
}

fn class_badge(class: FindingClass) -> Markup {
    let (tone, word) = match class {
        FindingClass::Major => (Tone::Danger, "Major"),
        FindingClass::Minor => (Tone::Caution, "Minor"),
        FindingClass::Opportunity => (Tone::Neutral, "Opportunity"),
        FindingClass::Positive => (Tone::Good, "Done well"),
    };
    ui::badge(tone, word)
}

fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}

/// Ids out of one field, apart by comma, semicolon or line.
fn ids(text: &str) -> BTreeSet<String> {
    let all = text.split([',', ';', '\n', '\r']).map(str::trim).filter(|id| !id.is_empty());
    all.map(str::to_owned).collect()
}

/// Ids as they are written into one field.
fn joined(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The page of a clause, a control of Annex A or an own control, told apart by how the standard numbers its own.
fn item_link(visit: &Visit, id: &str) -> Markup {
    let digits = id.strip_prefix("A.").unwrap_or(id);
    let standard =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let href = if standard { super::reading::item_href(visit, id) } else { super::controls::href(visit, id) };
    html! { a.id href=(href) { (id) } }
}

/// Links to items of evidence.
fn evidence<'a>(visit: &Visit, ids: impl IntoIterator<Item = &'a String>) -> Markup {
    html! { @for id in ids { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } " " } }
}

/// A link to a nonconformity.
fn nonconformity(visit: &Visit, id: &str) -> Markup {
    html! { a.id href=(visit.href(&format!("/nonconformities/{}", encode(id)))) { (id) } }
}

/// The members who hold one of these roles; for who may not see them, the person alone.
fn members(visit: &Visit, wanted: &[domain::values::Role]) -> Vec<String> {
    let members = visit.ask(&app::ask::PeopleOf).map(|answer| answer.value.members).unwrap_or_default();
    let fits = |member: &domain::registers::people::Member| {
        member.state != domain::values::Membership::Ended
            && (wanted.is_empty() || wanted.iter().any(|role| member.roles.contains(role)))
    };
    let all: Vec<String> = members.into_iter().filter(|(_, member)| fits(member)).map(|(id, _)| id).collect();
    if all.is_empty() { vec![visit.who.id().to_owned()] } else { all }
}
