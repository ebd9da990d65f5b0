//! Registers of the management system: all of them, one with its entries, one entry with its lines, forms made from what is
//! declared, import and export.

mod acts;
mod entering;
mod export;
mod fields;
mod import;
mod lines;
mod list;
mod named;
mod one;
mod overview;
mod privacy;
#[cfg(test)]
mod tests;

pub(super) use named::{evidence_for, naming};

use super::listed;
use super::problem::Problem;
use super::reading::encode;
use super::staged::staged;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::registers::register_kind;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::registers::isms::HeldEntry;
use domain::reports::isms::Finding;
use domain::values::isms::{Field, FieldKind, Fields, LinkTo, RegisterKind, Value, told};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route(
            "/o/{organisation}/registers/{register}/import",
            get(listed::show::<RegisterKind>).post(listed::upload::<RegisterKind>),
        )
        .route(
            "/o/{organisation}/registers/{register}/import/{upload}",
            get(listed::check::<RegisterKind>).post(listed::confirm::<RegisterKind>),
        );
    Router::new()
        .route("/o/{organisation}/registers", get(overview::show))
        .route("/o/{organisation}/registers/{register}", get(list::show).post(entering::add))
        .route("/o/{organisation}/registers/{register}/new", get(entering::begin))
        .route("/o/{organisation}/registers/{register}/export.csv", get(export::csv))
        .route("/o/{organisation}/registers/{register}/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/registers/{register}/{record}", get(one::show))
        .route("/o/{organisation}/registers/{register}/{record}/revision", get(entering::change).post(entering::revise))
        .route("/o/{organisation}/registers/{register}/{record}/state", post(acts::go))
        .route("/o/{organisation}/registers/{register}/{record}/ending", post(acts::end))
        .route("/o/{organisation}/registers/{register}/{record}/lines", post(lines::add))
        .route("/o/{organisation}/registers/{register}/{record}/lines/{number}", get(lines::edit).post(lines::change))
        .merge(staged(uploads))
}

/// The register that an address names.
fn kind_of(register: &str) -> Result<RegisterKind, Problem> {
    let found = RegisterKind::ALL.into_iter().find(|kind| kind.id() == register);
    Ok(found.map_or_else(|| register_kind(register), Ok)?)
}

/// The path of a register inside the organisation.
fn register_path(kind: RegisterKind) -> String {
    format!("/registers/{}", kind.id())
}

/// The path of an entry inside the organisation.
pub(super) fn path(id: &str) -> String {
    let kind = RegisterKind::of_entry(id).map_or("assets", RegisterKind::id);
    format!("/registers/{kind}/{}", encode(id))
}

/// Where a form about an entry is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

/// An entry that is nothing yet: asked whether one may be added.
fn another(kind: RegisterKind) -> Command {
    Command::Isms(IsmsCommand::AddRegisterEntry { register: kind, fields: Fields::new() })
}

/// A change of nothing: asked whether the entry may be kept.
fn keep(id: &str) -> Command {
    let (id, fields, cleared) = (id.to_owned(), Fields::new(), [].into());
    Command::Isms(IsmsCommand::ChangeRegisterEntry { id, fields, cleared, reason: String::new() })
}

/// A clause, control or criterion as a link to its page; description criteria have none.
fn item(visit: &Visit, id: &str) -> Markup {
    html! { @if id.starts_with("DC ") { (id) } @else { a.id href=(super::reading::item_href(visit, id)) { (id) } } }
}

/// The entry is of the register that the address names.
fn belongs(kind: RegisterKind, id: &str) -> Result<(), Refusal> {
    if RegisterKind::of_entry(id) == Some(kind) {
        return Ok(());
    }
    Err(Refusal::Unknown { what: "register_entry", id: id.to_owned(), nearest: None })
}

fn state_badge(held: &HeldEntry) -> Markup {
    if !held.there() {
        return ui::badge(Tone::Neutral, "Ended");
    }
    let stage = held.stage();
    let first = held.declared().first() == stage.id;
    let tone = match stage.id {
        "not_met" => Tone::Danger,
        "met" | "in_force" | "in_use" | "current" | "recorded" => Tone::Good,
        _ if stage.over => Tone::Neutral,
        _ if first => Tone::Caution,
        _ => Tone::Accent,
    };
    ui::badge(tone, stage.title)
}

/// The day on which something is due, and that it is over.
fn deadline(due: Option<(jiff::civil::Date, bool)>) -> Markup {
    html! {
        @match due { Some((on, _)) => time datetime=(on) { (on) }, None => (ui::nothing()) }
        @if let Some((_, true)) = due { p.hint { (ui::badge(Tone::Danger, "Overdue")) } }
    }
}

/// What is missing, with the entry that it is about and the item that it bears on.
fn finding(visit: &Visit, finding: &Finding, entry: bool) -> Markup {
    html! {
        @if let (true, Some(id)) = (entry, &finding.entry) { a.id href=(visit.href(&path(id))) { (id) } " " }
        (finding.what)
        @if let Some(person) = &finding.person { " " (crate::web::people::name(visit, person)) "." }
        " " span.hint { (item(visit, finding.item)) }
    }
}

/// What a field says, with links where there is a page.
fn said(visit: &Visit, field: &Field, value: &Value) -> Markup {
    match (field.kind, value) {
        (_, Value::Person(id)) => crate::web::people::name(visit, id),
        (_, Value::Day(day)) => html! { time datetime=(day) { (day) } },
        (_, Value::YesNo(yes)) => html! { @if *yes { "Yes" } @else { "No" } },
        (FieldKind::Choice(words), Value::Choice(id)) => {
            let title = words.iter().find(|(known, _)| known == id).map_or(id.as_str(), |(_, title)| *title);
            html! { (title) }
        }
        (FieldKind::Links(to), Value::Links(ids)) => html! {
            span.ids { @for id in ids { (link(visit, to, id)) " " } }
        },
        (_, Value::Text(text)) => html! { @for line in text.lines() { p { (line) } } },
        (_, other) => html! { (told(other)) },
    }
}

fn link(visit: &Visit, to: LinkTo, id: &str) -> Markup {
    let folder = match to {
        LinkTo::Control => return html! { a.id href=(crate::web::controls::href(visit, id)) { (id) } },
        LinkTo::Entry(_) => return html! { a.id href=(visit.href(&path(id))) { (id) } },
        LinkTo::Policy => "policies",
        LinkTo::Risk => "risks",
        LinkTo::Supplier => "suppliers",
        LinkTo::Evidence => "evidence",
        LinkTo::Nonconformity => "nonconformities",
        LinkTo::Engagement => "engagements",
    };
    html! { a.id href=(visit.href(&format!("/{folder}/{}", encode(id)))) { (id) } }
}
