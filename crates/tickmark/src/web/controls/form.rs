//! The form of a control, for a new one and for one that is changed.

use super::{action, path};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{ControlOf, ProfileOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Control, Frequency, Status};
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    permitted(&visit, &Command::AddControl { control: Control::default() })?;
    new_page(&visit, &Typed::of([("status", Status::Planned.id())]), None)
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let control = control_of(&typed, typed.get("id").trim());
    let done = format!("Added {}.", control.id);
    let added = visit.change(&done, &path(&control.id), Command::AddControl { control });
    or_again(added, |refusal| new_page(&visit, &typed, Some(refusal)))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let held = visit.ask(&ControlOf(id.clone()))?.value.held;
    permitted(&visit, &Command::ReviseControl { control: held.control.clone() })?;
    change_page(&visit, &id, &typed_of(&held.control), None)
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let control = control_of(&typed, &id);
    let revised = visit.change(&format!("Changed {id}."), &path(&id), Command::ReviseControl { control });
    or_again(revised, |refusal| change_page(&visit, &id, &typed, Some(refusal)))
}

/// A form that would be refused is not shown: the page says why, and whom to ask.
fn permitted(visit: &Visit, command: &Command) -> Result<(), Refusal> {
    why_not(visit, command).map_or(Ok(()), Err)
}

/// A control as typed; its links are changed on its page.
fn control_of(typed: &Typed, id: &str) -> Control {
    Control {
        id: id.to_owned(),
        name: typed.get("name").to_owned(),
        activity: typed.get("activity").to_owned(),
        owner: typed.get("owner").to_owned(),
        kind: typed.get("type").to_owned(),
        policy: typed.get("policy").to_owned(),
        status: Status::parse(typed.get("status")).unwrap_or_default(),
        frequency: Frequency::parse(typed.get("frequency")),
        ..Control::default()
    }
}

fn typed_of(control: &Control) -> Typed {
    Typed::of([
        ("name", &control.name),
        ("activity", &control.activity),
        ("owner", &control.owner),
        ("type", &control.kind),
        ("policy", &control.policy),
        ("status", control.status.id()),
        ("frequency", control.frequency.map_or("", Frequency::id)),
    ])
}

fn new_page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&ProfileOf)?.mark;
    let id = Field {
        name: "id",
        label: "Id",
        value: typed.get("id"),
        hint: "The organisation's own, such as AC-03. An import updates a control by its id.",
        required: true,
        ..Field::default()
    };
    let body = html! {
        (ui::heading("New control", Some("Links to criteria, controls and clauses are made on its page afterwards."), None))
        (refused(refusal))
        (ui::form(&format!("/o/{}/controls", visit.org), html! {
            (ui::text(&id))
            (fields(typed))
            div.actions { (ui::button("Add control")) (ui::quiet_link("Cancel", &visit.href("/controls"), None)) }
        }))
    };
    let crumbs = [Crumb::link("Controls", visit.href("/controls")), Crumb::here("New")];
    Ok(visit.page(&mark, "New control", "/controls", &crumbs, body))
}

fn change_page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&ControlOf(id.to_owned()))?.mark;
    let title = format!("Edit {id}");
    let body = html! {
        (ui::heading(&title, None, None))
        (refused(refusal))
        (ui::form(&action(visit, id, "revision"), html! {
            (fields(typed))
            div.actions { (ui::button("Save")) (ui::quiet_link("Cancel", &super::href(visit, id), None)) }
        }))
    };
    let crumbs = [
        Crumb::link("Controls", visit.href("/controls")),
        Crumb::link(id, super::href(visit, id)),
        Crumb::here("Edit"),
    ];
    Ok(visit.page(&mark, &title, "/controls", &crumbs, body))
}

fn fields(typed: &Typed) -> Markup {
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    let statuses: Vec<Choice<'_>> = Status::ALL
        .into_iter()
        .filter(|s| *s != Status::Retired || typed.get("status") == "retired")
        .map(|s| Choice::new(s.id(), s.title(), s.id() == typed.get("status")))
        .collect();
    let frequencies: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Not said", typed.get("frequency").is_empty()))
        .chain(Frequency::ALL.into_iter().map(|f| Choice::new(f.id(), f.title(), f.id() == typed.get("frequency"))))
        .collect();
    html! {
        (ui::text(&Field { value: typed.get("name"), required: true, ..field("name", "Name", "") }))
        (ui::textarea(&Field {
            value: typed.get("activity"),
            ..field("activity", "What is done", "Who does what, how often, and what shows it.")
        }, 5))
        div.field-row {
            (ui::select(&field("status", "Status", ""), &statuses))
            (ui::select(&field("frequency", "Runs", ""), &frequencies))
        }
        div.field-row {
            (ui::text(&Field { value: typed.get("owner"), ..field("owner", "Owner", "") }))
            (ui::text(&Field { value: typed.get("type"), ..field("type", "Type", "") }))
        }
        (ui::text(&Field { value: typed.get("policy"), ..field("policy", "Policy", "The policy that it belongs to.") }))
    }
}
