//! Those who work here: the register with what is missing, one page a person, positions and the organisation chart, access
//! that is asked for and decided, and the policy on remote working.

mod access;
mod ask;
mod checks;
mod evidence;
mod export;
mod import;
mod leaving;
mod list;
mod one;
mod own;
mod policy;
mod positions;
mod record;
mod sentence;
#[cfg(test)]
mod tests;

pub(super) use sentence::what;

use super::listed;
use super::problem::Problem;
use super::reading::{encode, item_href, n};
use super::staged::staged;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Answer, StaffAnswer, StaffOf};
use app::exchange::StaffLists;
use axum::Router;
use axum::routing::{get, post};
use domain::reports::staff::Missing;
use domain::values::Action;
use domain::values::staff::{AccessStage, StaffState};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route("/o/{organisation}/staff/import", get(listed::show::<StaffLists>).post(listed::upload::<StaffLists>))
        .route(
            "/o/{organisation}/staff/import/{upload}",
            get(listed::check::<StaffLists>).post(listed::confirm::<StaffLists>),
        );
    Router::new()
        .route("/o/{organisation}/staff", get(list::show).post(record::add))
        .route("/o/{organisation}/staff/new", get(record::begin))
        .route("/o/{organisation}/staff/export.csv", get(export::csv))
        .route("/o/{organisation}/staff/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/staff/own", get(own::show))
        .route("/o/{organisation}/staff/positions", get(positions::show).post(positions::set))
        .route("/o/{organisation}/staff/access", get(access::show).post(ask::ask))
        .route("/o/{organisation}/staff/access/{request}/decision", post(access::decide))
        .route("/o/{organisation}/staff/access/{request}/completion", post(access::carry_out))
        .route("/o/{organisation}/staff/remote-working", get(policy::show))
        .route("/o/{organisation}/staff/remote-working.md", get(policy::file))
        .route("/o/{organisation}/staff/{person}", get(one::show).post(record::change))
        .route("/o/{organisation}/staff/{person}/checks", post(checks::record))
        .route("/o/{organisation}/staff/{person}/checks/{check}/withdrawal", post(checks::take_back))
        .merge(staged(uploads))
}

/// The register, for who may see it.
fn register(visit: &Visit) -> Result<Answer<StaffAnswer>, Problem> {
    visit.ask(&StaffOf)
}

fn may(visit: &Visit, action: Action) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, action, None)
}

/// The path of a person's page inside the organisation.
fn path(person: &str) -> String {
    format!("/staff/{}", encode(person))
}

/// A person's name, leading to their page in the register for who may see it.
fn name(visit: &Visit, person: &str) -> Markup {
    let name = visit.name_of(person);
    let theirs = person == visit.who.id();
    html! {
        // One piece, so that a cell of a narrow table does not take it apart.
        span {
            @if may(visit, Action::ReadStaff) { a href=(visit.href(&path(person))) { (name) } }
            @else { (name) }
            @if theirs { span.hint { " (you)" } }
        }
    }
}

/// Who asked or decided: often somebody who is not in the register, so that the name leads nowhere.
fn by(visit: &Visit, answer: &domain::registers::staff::Workforce, person: &str) -> Markup {
    if answer.people.contains_key(person) {
        name(visit, person)
    } else {
        html! { (visit.name_of(person)) }
    }
}

/// The pages on those who work here, as tabs, each for who may see it.
fn tabs(visit: &Visit, place: &str) -> Markup {
    let sees = may(visit, Action::ReadStaff);
    let waiting = if sees { register(visit).ok().map(|answer| answer.value.report.undecided) } else { None };
    let all = [
        ("/staff", "Register", sees, None),
        ("/staff/positions", "Positions and chart", sees, None),
        ("/staff/access", "Access requests", sees, waiting.filter(|count| *count > 0)),
        ("/staff/own", "Your record", true, None),
        ("/staff/remote-working", "Remote working", true, None),
    ];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(.., shown, _)| *shown)
        .map(|(path, label, _, count)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current: path == place,
            count: count.map(n),
        })
        .collect();
    ui::tabs("People at work", &tabs)
}

fn state_badge(state: StaffState) -> Markup {
    let tone = match state {
        StaffState::Candidate => Tone::Accent,
        StaffState::Active => Tone::Good,
        StaffState::Moved | StaffState::Notice => Tone::Caution,
        StaffState::Left => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

fn stage_badge(stage: AccessStage) -> Markup {
    let tone = match stage {
        AccessStage::Asked => Tone::Caution,
        AccessStage::Approved => Tone::Accent,
        AccessStage::Refused => Tone::Neutral,
        AccessStage::Done => Tone::Good,
    };
    ui::badge(tone, stage.title())
}

/// What something is evidence for: criteria, controls and clauses as links.
fn answers(visit: &Visit, ids: &[&str]) -> Markup {
    html! { span.answers-to { @for id in ids { a href=(item_href(visit, id)) { (id) } } } }
}

/// What is missing, each with what it would be evidence for.
fn missing(visit: &Visit, missing: &[Missing]) -> Markup {
    html! {
        @if missing.is_empty() { span.nothing-missing { (ui::Icon::Check.svg()) "Nothing" } }
        @else {
            ul.missing { @for one in missing { li { span { (one.sentence()) } (answers(visit, one.answers())) } } }
        }
    }
}

/// A day, for people and for machines; a dash for none.
fn day(day: Option<Date>) -> Markup {
    html! { @if let Some(day) = day { time datetime=(day) { (day) } } @else { (ui::nothing()) } }
}

/// The day of a moment in microseconds.
fn day_of(us: i64) -> Markup {
    day(Some(app::clock::day_of(us)))
}
