//! Retiring a control and bringing it back. Nothing is ever deleted: a retired control stays in history.

use super::{action, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Confirm, Field};
use crate::web::visit::Visit;
use app::ask::ControlOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::values::{Control, Status};
use maud::{Markup, html};

/// The question before a control is retired.
pub(super) fn retirement(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let reason = Field {
        name: "retirement-reason",
        label: "Why it is no longer needed",
        value: typed.get("retirement-reason"),
        required: true,
        ..Field::default()
    };
    let ask = Confirm {
        id: "retire",
        open: "Retire control",
        title: &format!("Retire {id}?"),
        text: "It counts nowhere from then on. Its history stays, and it can be brought back.",
        action: &action(visit, id, "retirement"),
        yes: "Retire",
        danger: true,
    };
    html! { p.aside-action { (ui::confirm(&ask, ui::textarea(&reason, 3))) } }
}

pub(super) async fn retire(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = Command::RetireControl { id: id.clone(), reason: typed.get("retirement-reason").to_owned() };
    let retired = visit.change(&format!("Retired {id}."), &path(&id), command);
    or_again(retired, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

/// Brings a retired control back with a status.
pub(super) fn return_form(visit: &Visit, id: &str) -> Markup {
    let choices: Vec<Choice<'_>> = Status::ALL
        .into_iter()
        .filter(|s| *s != Status::Retired)
        .map(|s| Choice::new(s.id(), s.title(), s == Status::Planned))
        .collect();
    html! {
        form.inline-form method="post" action=(action(visit, id, "return")) {
            (ui::inline_select("status", "Bring it back as", &choices))
            button.button type="submit" { "Bring back" }
        }
    }
}

pub(super) async fn bring_back(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let control = visit.ask(&ControlOf(id.clone()))?.value.held.control;
    let status = Status::parse(typed.get("status")).filter(|s| *s != Status::Retired).unwrap_or(Status::Planned);
    let done = format!("Brought {id} back: {}.", status.title().to_lowercase());
    let returned = visit.change(&done, &path(&id), Command::ReviseControl { control: Control { status, ..control } });
    or_again(returned, |refusal| one::page(&visit, &id, &Typed::default(), Some(refusal)))
}
