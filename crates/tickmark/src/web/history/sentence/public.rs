//! What happened to the public statement and to requests for documents, as a sentence without its subject.

use crate::web::visit::Visit;
use domain::event::PublicEvent;
use domain::values::public::PublicDocument;
use maud::{Markup, html};

fn named(documents: &[PublicDocument]) -> String {
    documents.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

pub(super) fn what(visit: &Visit, event: &PublicEvent) -> Markup {
    let request = |id: &str| {
        html! { a.id href=(visit.href(&format!("/public-statement/requests/{id}"))) { (id) } }
    };
    match event {
        PublicEvent::PublicStatementSet { statement } => html! {
            "set the " a href=(visit.href("/public-statement")) { "public statement" } ": "
            @if statement.on { "on" } @else { "off" }
            @if !statement.documents.is_empty() { ", offering " (named(&statement.documents)) }
        },
        PublicEvent::DocumentsGiven { id, documents, until } => {
            html! { "gave " (named(documents)) " to " (request(id)) ", until " (until) }
        }
        PublicEvent::DocumentsDeclined { id } => html! { "declined the request for documents " (request(id)) },
        PublicEvent::DocumentsWithdrawn { id, reason } => {
            html! { "took back the documents that were given to " (request(id)) ": " (reason) }
        }
    }
}
