//! Adding an entry, and changing what one says.

use super::fields::{inputs, meant, typed_of};
use super::list::article;
use super::{action, another, belongs, keep, kind_of, path, register_path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field as Input};
use crate::web::visit::Visit;
use app::ask::{EntryOf, RegistersOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::values::isms::RegisterKind;
use maud::html;

pub(super) async fn begin(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    let mut typed = Typed::default();
    for field in kind.declared().fields {
        if let Some(value) = visit.field(field.id) {
            typed.add(field.id, &value);
        }
    }
    page(&visit, kind, &typed, None)
}

fn page(visit: &Visit, kind: RegisterKind, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RegistersOf)?;
    let missing = why_not(visit, &another(kind));
    let title = format!("Add {}", article(kind.declared().noun));
    let body = html! {
        (ui::heading(&title, Some(kind.declared().purpose), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&format!("/o/{}{}", visit.org, register_path(kind)), html! {
                (inputs(visit, kind.declared().fields, typed))
                div.actions { (ui::button("Add")) (ui::quiet_link("Cancel", &visit.href(&register_path(kind)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Registers", visit.href("/registers")),
        Crumb::link(kind.title(), visit.href(&register_path(kind))),
        Crumb::here("Add"),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, "/registers", &crumbs, body), missing.as_ref()))
}

pub(super) async fn add(
    visit: Visit,
    Path((_, register)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    let added = meant(&visit, kind.declared().fields, &typed).and_then(|(fields, _)| {
        let command = Command::Isms(IsmsCommand::AddRegisterEntry { register: kind, fields });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Added {}.", receipt.object), &path(&receipt.object), &receipt))
    });
    or_again(added, |refusal| page(&visit, kind, &typed, Some(refusal)))
}

pub(super) async fn change(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    belongs(kind_of(&register)?, &id)?;
    let held = visit.ask(&EntryOf(id.clone()))?.value.held;
    again(&visit, &id, &typed_of(&held.fields), None)
}

fn again(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&EntryOf(id.to_owned()))?;
    let held = &answer.value.held;
    let missing = why_not(visit, &keep(id));
    let title = format!("Change {id}");
    let body = html! {
        (ui::heading(&title, Some(held.title()), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&action(visit, id, "revision"), html! {
                (inputs(visit, held.declared().fields, typed))
                (ui::text(&Input { name: "why-changed", label: "Why it changes", hint: "For the history; it may be left out.", value: typed.get("why-changed"), ..Input::default() }))
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Registers", visit.href("/registers")),
        Crumb::link(held.register.title(), visit.href(&register_path(held.register))),
        Crumb::link(id.to_owned(), visit.href(&path(id))),
        Crumb::here("Change"),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, "/registers", &crumbs, body), missing.as_ref()))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    belongs(kind, &id)?;
    let revised = meant(&visit, kind.declared().fields, &typed).and_then(|(fields, cleared)| {
        let reason = typed.get("why-changed").to_owned();
        let command = IsmsCommand::ChangeRegisterEntry { id: id.clone(), fields, cleared, reason };
        visit.change(&format!("Changed {id}."), &path(&id), Command::Isms(command))
    });
    or_again(revised, |refusal| again(&visit, &id, &typed, Some(refusal)))
}
