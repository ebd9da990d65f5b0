//! One's own part of the register: checks, access, requests, and asking for more. For everybody who is in it.

use super::{missing, one, record, state_badge, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::{OwnStaff, OwnStaffAnswer};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::staff::HeldStaff;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let person = visit.who.id().to_owned();
    let answer = visit.ask(&OwnStaff(person.clone()))?;
    let (value, on) = (&answer.value, answer.mark.on);
    let body = html! {
        (ui::heading(
            "Your record",
            Some("What the register of those who work here says of you: checks, access, and what you asked for."),
            Some(days(visit, &answer.mark)),
        ))
        (tabs(visit, "/staff/own"))
        (refused(refusal))
        @match value.workforce.people.get(&person) {
            None => (nobody(visit)),
            Some(held) => (ui::columns(
                html! {
                    (ui::section("checks", "Checks", None, one::table(visit, held, on)))
                    (ui::section("access", "Access", Some("Somebody else decides on what you ask for."), access(visit, value, typed)))
                },
                card(visit, value, held),
            )),
        }
    };
    Ok(visit.page(&answer.mark, "Your record", "/staff/own", &[Crumb::here("Your record")], body))
}

fn nobody(visit: &Visit) -> Markup {
    html! {
        (ui::empty_state(
            "You are not in the register",
            "It holds those who work here, whether or not they take part in the programme. Whoever keeps it can add you.",
            ui::quiet_link("Read the rules of remote working", &visit.href("/staff/remote-working"), None),
        ))
        @if let Some(missing) = why_not(visit, &record::nobody()) { (not_offered(&missing)) }
    }
}

fn card(visit: &Visit, answer: &OwnStaffAnswer, held: &HeldStaff) -> Markup {
    let position = answer.workforce.positions.get(&held.staff.position);
    let lacking = answer.standing.as_ref().map(|s| s.missing.as_slice()).unwrap_or_default();
    html! {
        (ui::card(ui::definition_list(&[
            ("State", state_badge(held.staff.state)),
            ("Position", html! { (position.map_or(held.staff.position.as_str(), |p| p.title.as_str())) }),
            ("Your duties for information security", html! {
                @match position { Some(p) => (p.duties), None => (ui::nothing()) }
            }),
            ("First day", super::day(held.staff.joined)),
            ("Last day", super::day(held.staff.leaves)),
            ("Missing", missing(visit, lacking)),
        ])))
        @if held.staff.remote {
            p.hint { "You work remotely: " a href=(visit.href("/staff/remote-working")) { "the rules that hold for it" } "." }
        }
    }
}

fn access(visit: &Visit, answer: &OwnStaffAnswer, typed: &Typed) -> Markup {
    let requests = answer.workforce.requests_by_urgency();
    let held = answer.standing.as_ref().map(|s| s.access.as_slice()).unwrap_or_default();
    html! {
        (one::on_record(held))
        @if !visit.in_the_past() { (super::ask::form(visit, "own", html! {}, typed, !typed.get("system").is_empty())) }
        @if !requests.is_empty() { (one::asked(visit, visit.who.id(), &requests)) }
    }
}
