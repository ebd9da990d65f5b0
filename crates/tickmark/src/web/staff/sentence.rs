//! What happened to those who work here, as a sentence without its subject, for who may see the register.

use crate::web::visit::Visit;
use domain::event::Event;
use domain::values::staff::AccessKind;
use maud::{Markup, html};

pub(in crate::web) fn what(visit: &Visit, event: &Event) -> Markup {
    let name = |id: &str| html! { strong { (visit.name_of(id)) } };
    let register = html! { a href=(visit.href("/staff")) { "people at work" } };
    match event {
        Event::StaffRecorded { person, staff } => {
            html! { "recorded " (name(person)) " among " (register) ": " (staff.state.title().to_lowercase()) }
        }
        Event::StaffImported { source, added, changed, same } => html! {
            "imported " strong { (source) } " into " (register) ": " (added) " new, " (changed) " changed, " (same) " the same"
        },
        Event::StaffChecked { person, check, done: Some(done) } => html! {
            "recorded of " (name(person)) ": " (check.title().to_lowercase())
            @if done.not_needed { ", not needed" } ", on " (done.on)
        },
        Event::StaffChecked { person, check, done: None } => {
            html! { "took a record of " (name(person)) " back: " (check.title().to_lowercase()) }
        }
        Event::PositionSet { id, position } => html! {
            "set the position " a href=(visit.href(&format!("/staff/positions#{id}"))) { (position.title) }
        },
        Event::AccessAsked { request, .. } => html! {
            "asked for " (name(&request.person)) ": "
            @match request.kind {
                AccessKind::Grant => "access to ",
                AccessKind::Change => "another level of access to ",
                AccessKind::Remove => "no more access to ",
            }
            (request.system) @if !request.level.is_empty() { " as " (request.level) }
        },
        Event::AccessDecided { id, approved, .. } => html! {
            @if *approved { "approved" } @else { "refused" } " the request for access "
            a.id href=(visit.href(&format!("/staff/access#{id}"))) { (id) }
        },
        Event::AccessCarriedOut { id, on } => html! {
            "carried out the request for access " span.id { (id) } ", on " (on)
        },
        _ => html! {},
    }
}
