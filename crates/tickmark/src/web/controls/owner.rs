//! Which person owns a control: shown to everybody who sees it, assigned by who may.

use super::{action, one, path};
use crate::web::people::{self, choices, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Field};
use crate::web::visit::Visit;
use app::ask::{ControlDetail, PeopleOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::values::{Membership, Status};
use maud::{Markup, html};

/// The person who owns it; else the name that stands in the list of controls.
pub(super) fn shown(visit: &Visit, detail: &ControlDetail) -> Markup {
    let written = &detail.held.control.owner;
    html! {
        @match &detail.owned_by {
            Some(person) => {
                (people::name(visit, person))
                @if !written.is_empty() && *written != visit.name_of(person) {
                    p.hint { "The list of controls says " (written) "." }
                }
            },
            None if written.is_empty() => (ui::nothing()),
            None => { (written) p.hint { "As written in the list of controls; assigned to nobody who takes part here." } },
        }
    }
}

/// The form that assigns it, for who may.
pub(super) fn form(visit: &Visit, detail: &ControlDetail, typed: &Typed) -> Markup {
    let id = &detail.held.control.id;
    let assign = Command::AssignControl { id: id.clone(), person: None };
    let retired = detail.held.control.status == Status::Retired;
    if retired || visit.in_the_past() || why_not(visit, &assign).is_some() {
        return html! {};
    }
    let Ok(people) = visit.ask(&PeopleOf) else {
        return html! {};
    };
    let members = people.value.members;
    let present = members.iter().filter(|(_, m)| m.state != Membership::Ended && !m.roles.is_empty());
    let owner = detail.owned_by.as_deref().unwrap_or_default();
    let chosen = if typed.get("person").is_empty() { owner } else { typed.get("person") };
    let choices = choices(visit, present.map(|(person, _)| person), "Nobody", chosen);
    let field = Field {
        name: "person",
        label: "Owner",
        hint: "Operates the control and shows that it works; sees it whatever else they may see.",
        ..Field::default()
    };
    html! {
        details.fold {
            summary { @if owner.is_empty() { "Assign to a person" } @else { "Assign to somebody else" } }
            form.form.owner-form method="post" action=(action(visit, id, "owner")) {
                (ui::select(&field, &choices))
                div.actions { button.button type="submit" { "Assign" } }
            }
        }
    }
}

pub(super) async fn assign(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let person = Some(typed.get("person").to_owned()).filter(|person| !person.is_empty());
    let done = match &person {
        Some(person) => format!("{} owns {id} now.", visit.name_of(person)),
        None => format!("Nobody owns {id} now."),
    };
    let assigned = visit.change(&done, &path(&id), Command::AssignControl { id: id.clone(), person });
    or_again(assigned, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
