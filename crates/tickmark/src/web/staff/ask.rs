//! Asking for access, for oneself or for somebody else in the register.

use super::{access, own};
use crate::web::people::{choices, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::StaffAnswer;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::AccessRequest;
use domain::values::staff::AccessKind;
use maud::{Markup, html};

/// The command about somebody, asked whether it may be given.
pub(super) fn about(person: &str) -> Command {
    let nothing = String::new;
    let (system, level, reason) = (nothing(), nothing(), nothing());
    Command::AskAccess {
        request: AccessRequest { person: person.to_owned(), system, level, kind: AccessKind::Grant, reason },
    }
}

/// The form with everybody in the register to choose from.
pub(super) fn section(visit: &Visit, answer: &StaffAnswer, typed: &Typed) -> Markup {
    if visit.in_the_past() || answer.workforce.people.is_empty() {
        return html! {};
    }
    let chosen = visit.field("for").unwrap_or_default();
    let chosen = if typed.get("person").is_empty() { chosen.as_str() } else { typed.get("person") };
    let people = choices(visit, answer.workforce.people.keys(), "Choose a person", chosen);
    let person = ui::select(&Field { name: "person", label: "For whom", required: true, ..Field::default() }, &people);
    let open = !chosen.is_empty() || !typed.get("system").is_empty();
    html! { div id="ask" { (form(visit, "", person, typed, open)) } }
}

/// The form; `back` is where it stands: `own`, or empty for the page of all requests.
pub(super) fn form(visit: &Visit, back: &str, person: Markup, typed: &Typed, open: bool) -> Markup {
    if let Some(missing) = why_not(visit, &about("")) {
        return not_offered(&missing);
    }
    let asked = visit.field("kind").unwrap_or_default();
    let kind = AccessKind::parse(typed.get("kind")).or(AccessKind::parse(&asked)).unwrap_or(AccessKind::Grant);
    let kinds = AccessKind::ALL.map(|k| Choice::new(k.id(), k.title(), k == kind));
    html! {
        details.fold.add open[open] {
            summary { "Ask for access" }
            (ui::form(&format!("/o/{}/staff/access", visit.org), html! {
                (ui::hidden("back", back))
                (person)
                (ui::radios(&Field { name: "kind", label: "What is asked", ..Field::default() }, &kinds))
                div.field-row {
                    (ui::text(&Field { name: "system", label: "System", hint: "As it is called here.", value: typed.get("system"), required: true, ..Field::default() }))
                    (ui::text(&Field { name: "level", label: "Level", hint: "The role or level there; empty for a removal.", value: typed.get("level"), ..Field::default() }))
                }
                (ui::textarea(&Field { name: "reason", label: "Why", hint: "What the access is needed for, or why it is not needed any more.", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Ask")) }
            }))
        }
    }
}

pub(super) async fn ask(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let own = typed.get("back") == "own";
    let kind = AccessKind::parse(typed.get("kind")).ok_or_else(|| Refusal::Unknown {
        what: "kind of request",
        id: typed.get("kind").to_owned(),
        nearest: None,
    });
    let asked = kind.map_err(Problem::from).and_then(|kind| {
        let field = |name: &str| typed.get(name).to_owned();
        // Who does not see the register asks for nobody else.
        let person = if own { visit.who.id().to_owned() } else { field("person") };
        let request =
            AccessRequest { person, system: field("system"), level: field("level"), kind, reason: field("reason") };
        let path = if own { "/staff/own" } else { "/staff/access" };
        visit.change("Asked for access.", path, Command::AskAccess { request })
    });
    or_again(asked, |refusal| {
        if own { own::page(&visit, &typed, Some(refusal)) } else { access::page(&visit, &typed, Some(refusal)) }
    })
}
