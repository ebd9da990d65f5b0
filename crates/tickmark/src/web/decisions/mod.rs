//! Waivers of a rule, and decisions that need two persons: what waits, what is in force, what is over.

mod deeds;
mod kinds;
mod propose;
#[cfg(test)]
mod tests;
mod waiting;
mod waivers;

pub(super) use waiting::on_overview;

use super::kept::OfThisMoment;
use super::people::why_not;
use super::problem::Problem;
use super::reading::days;
use super::typed::{Typed, refused};
use super::ui::{self, Crumb};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::Governance;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Deed, Duty, Waiver};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/decisions", get(show))
        .route("/o/{organisation}/decisions/waivers", post(waivers::propose))
        .route("/o/{organisation}/decisions/waivers/new", get(waivers::begin))
        .route("/o/{organisation}/decisions/waivers/{id}/approval", post(waivers::approve))
        .route("/o/{organisation}/decisions/waivers/{id}/end", post(waivers::end))
        .route("/o/{organisation}/decisions/deeds", post(propose::propose))
        .route("/o/{organisation}/decisions/deeds/new", get(propose::begin))
        .route("/o/{organisation}/decisions/deeds/{id}/approval", post(deeds::approve))
        .route("/o/{organisation}/decisions/deeds/{id}/stop", post(deeds::stop))
        .route("/o/{organisation}/decisions/deeds/{id}/carry-out", post(deeds::carry_out))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, "", &Typed::default(), None)
}

/// The page; after a refusal with what was typed about which one, and why it was refused.
fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Governance)?;
    let (found, on) = (&answer.value, answer.mark.on);
    let nothing = found.waivers.is_empty() && found.deeds.is_empty() && found.restores.is_empty();
    let body = html! {
        (ui::heading(
            "Waivers and decisions",
            Some("What is not decided by one person alone: a rule set aside for a while, and what cannot be taken back."),
            Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } (offers(visit)) }),
        ))
        (refused(refusal))
        @if !visit.in_the_past() { (waiting::section(visit, found)) }
        @if nothing {
            (ui::empty_state(
                "Nothing was decided by two persons yet",
                "A full export, an erasure, a new signing key, support access, a restore or a shorter retention is proposed by one owner, approved by somebody else, and done a day later. A small firm may also waive some rules, openly and dated.",
                offers(visit),
            ))
        } @else {
            (ui::section("deeds", "Decisions of two persons", Some("One proposes, another approves, and 24 hours later it can be carried out. Every owner can stop it until then."),
                deeds::list(visit, found, (id, typed))))
            @if !found.restores.is_empty() {
                (ui::section("restores", "Restored from a backup", Some("The entries up to there came out of a backup. What was here before is kept, and its proofs hold."),
                    deeds::restores(visit, found)))
            }
            (ui::section("waivers", "Waivers", Some("A rule of separation of duty set aside for one person: dated, reasoned, approved by management, and shown on every report it touches."),
                waivers::list(visit, found, on, (id, typed))))
        }
    };
    let mut page =
        visit.page(&answer.mark, "Waivers and decisions", "/decisions", &[Crumb::here("Waivers and decisions")], body);
    if found.deeds.values().any(deeds::waits) {
        page.extensions_mut().insert(OfThisMoment);
    }
    Ok(page)
}

/// Buttons to propose something, for who may.
fn offers(visit: &Visit) -> Markup {
    let deed = Command::ProposeDeed { deed: Deed::FullExport, reason: String::new() };
    let (duty, person, reason) = (Duty::AuthorApproves, String::new(), String::new());
    let waiver = Waiver { duty, person, reason, from: Date::MIN, until: Date::MIN };
    let may = |command: &Command| !visit.in_the_past() && why_not(visit, command).is_none();
    html! {
        @if may(&Command::ProposeWaiver { waiver }) {
            (ui::quiet_link("Propose a waiver", &visit.href("/decisions/waivers/new"), None))
        }
        @if may(&deed) { (ui::link_button("Propose a decision", &visit.href("/decisions/deeds/new"), None)) }
    }
}

/// What was typed about one of several things on the page; empty for the others.
fn typed_for<'a>((about, typed): (&str, &'a Typed), id: &str, field: &str) -> &'a str {
    if about == id { typed.get(field) } else { "" }
}

/// The page that a form on it came back to.
fn again<'a>(
    visit: &'a Visit,
    id: &'a str,
    typed: &'a Typed,
) -> impl FnOnce(&Refusal) -> Result<Response, Problem> + 'a {
    move |refusal| page(visit, id, typed, Some(refusal))
}
