//! What happened to the registers of the management system, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::IsmsEvent as Happened;
use domain::values::isms::{Declaration, RegisterKind, Value};
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let entry = |id: &str| {
        let kind = RegisterKind::of_entry(id).map_or("", RegisterKind::id);
        html! { a.id href=(visit.href(&format!("/registers/{}/{}", encode(kind), encode(id)))) { (id) } }
    };
    let declared = |id: &str| RegisterKind::of_entry(id).map(RegisterKind::declared);
    let noun = |id: &str| declared(id).map_or("entry", |declared| declared.noun);
    let line = |id: &str| declared(id).and_then(|declared| declared.lines).map_or("line", |lines| lines.noun);
    match event {
        Happened::RegisterEntryAdded { id, register, fields, .. } => html! {
            "added the " (noun(id)) " " (entry(id)) " "
            (fields.get(register.declared().title().id).and_then(Value::word).unwrap_or_default())
        },
        Happened::RegisterEntryChanged { id, fields, cleared, reason } => {
            let said = fields.keys().chain(cleared).map(|field| title(declared(id), field));
            html! {
                "changed " (entry(id)) ": " (said.collect::<Vec<_>>().join(", "))
                @if !reason.is_empty() { " (" (reason) ")" }
            }
        }
        Happened::RegisterEntryMoved { id, state, reason } => {
            let stage = declared(id).and_then(|declared| declared.stage(state)).map_or(state.as_str(), |s| s.title);
            html! { "moved " (entry(id)) " to " (stage.to_lowercase()) @if !reason.is_empty() { ": " (reason) } }
        }
        Happened::EntryLineAdded { id, number, .. } => {
            html! { "added " (line(id)) " " (number) " to " (entry(id)) }
        }
        Happened::EntryLineChanged { id, number, .. } => {
            html! { "changed " (line(id)) " " (number) " of " (entry(id)) }
        }
        Happened::RegisterEntryEnded { id, reason } => html! { "ended " (entry(id)) ": " (reason) },
        Happened::RegisterEntriesImported { register, source, added, changed, known, .. } => html! {
            "imported " a href=(visit.href(&format!("/registers/{}", register.id()))) { (register.title().to_lowercase()) }
            " from " strong { (source) } ": " (added) " added, " (changed) " changed, " (known) " as they were"
        },
    }
}

fn title(declared: Option<&'static Declaration>, field: &str) -> String {
    let found = declared.and_then(|declared| declared.field(field));
    found.map_or_else(|| field.to_owned(), |field| field.title.to_lowercase())
}
