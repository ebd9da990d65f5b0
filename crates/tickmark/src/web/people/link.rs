//! The page with a one-time link: shown once, to be handed over by whoever invites. Nothing is sent from here.

use super::{name, path};
use crate::web::problem::Problem;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::PeopleOf;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;

/// The page that shows the link to `person` once.
pub(super) fn page(visit: &Visit, headers: &HeaderMap, person: &str, secret: &str) -> Result<Response, Problem> {
    let answer = visit.ask(&PeopleOf)?;
    let who = visit.name_of(person);
    let (link, title) =
        (format!("{}/invitation#{secret}", visit.doors.reach.address(headers)), format!("Link for {who}"));
    let email = tokio::task::block_in_place(|| super::list::email(visit, person));
    let lead = format!(
        "With it {who} accepts the invitation to {}. It is shown here once and kept nowhere.",
        answer.mark.name
    );
    let body = html! {
        (ui::heading(&title, Some(&lead), None))
        (ui::section("link", "One-time link", None, html! {
            (ui::code_of(&link, "link"))
            p.hint { "Good for 14 days and for one use. A new link ends this one." }
        }))
        (ui::section("next", "What to do with it", None, html! {
            ol.steps-plain {
                li {
                    "Hand it to " strong { (who) } @if !email.is_empty() { " (" (email) ")" }
                    " yourself, on a way that reaches nobody else. Tickmark sends no mail."
                }
                li { "They open it, see who invites them and as what, and choose a password; who has an account here already signs in." }
                li { "Their rights begin at that moment, and the history says so." }
            }
        }))
        (ui::notice(Tone::Caution, "Whoever holds this link can accept in this person's name", html! {
            "If it may have reached somebody else, make a new link on "
            (name(visit, person)) "'s page; the old one stops working at once."
        }))
        div.actions {
            (ui::quiet_link(&format!("To {who}"), &visit.href(&path(person)), None))
            (ui::quiet_link("Invite another person", &visit.href("/people/new"), None))
        }
    };
    let crumbs = [
        Crumb::link("People", visit.href("/people")),
        Crumb::link(who.clone(), visit.href(&path(person))),
        Crumb::here("Link"),
    ];
    Ok(visit.page(&answer.mark, &title, "/people", &crumbs, body))
}
