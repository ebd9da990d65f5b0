//! Necessary controls of own design, from outside Annex A (R100).

use super::{PLACE, path};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Confirm, Field};
use crate::web::visit::Visit;
use app::ask::StatementAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, StatementCommand};
use maud::{Markup, html};

/// Putting one in.
pub(super) fn add_form(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let all: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose one", true))
        .chain(answer.addable.iter().map(|(id, name)| Choice::new(id.as_str(), format!("{id} {name}"), false)))
        .collect();
    html! {
        details.fold.add {
            summary { "Add a necessary control from outside Annex A" }
            @if answer.addable.is_empty() {
                p.hint { "Every own control stands here already, or there is none. " a href=(visit.href("/controls")) { "Controls" } }
            } @else {
                (ui::form(&format!("/o/{}{}", visit.org, path(&answer.id, "/own-controls")), html! {
                    (ui::select(&Field { name: "control", label: "Own control", hint: "One that a treatment needs and that no control of Annex A answers.", required: true, ..Field::default() }, &all))
                    div.actions { (ui::button("Add it")) }
                }))
            }
        }
    }
}

/// Taking one out again.
pub(super) fn removal(visit: &Visit, soa: &str, control: &str) -> Markup {
    let action = format!("/o/{}{}", visit.org, path(soa, &format!("/own-controls/{}/removal", encode(control))));
    let (title, text) =
        (format!("Take {control} out of {soa}?"), "The own control stays as it is; only its entry here goes.");
    html! {
        div.actions {
            (ui::confirm(&Confirm { id: "take-out", open: "Take it out", title: &title, text, action: &action, yes: "Take it out", danger: true }, html! {}))
        }
    }
}

pub(super) async fn add(
    visit: Visit,
    Path((_, soa)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let (id, control) = (soa.to_uppercase(), typed.get("control").to_owned());
    let done = format!("Added {control}.");
    let to = format!("{}#own", path(&id, ""));
    visit.change(&done, &to, Command::Statement(StatementCommand::AddStatementControl { id, control }))
}

pub(super) async fn remove(
    visit: Visit,
    Path((_, soa, control)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (id, done) = (soa.to_uppercase(), format!("Took {control} out."));
    visit.change(&done, PLACE, Command::Statement(StatementCommand::RemoveStatementControl { id, control }))
}
