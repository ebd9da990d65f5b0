//! What happened in the room of external auditors, as a sentence without its subject.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::RoomEvent;
use domain::values::{Subject, SubjectKind};
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &RoomEvent) -> Markup {
    let request = |id: &str| html! { a.id href=(visit.href(&format!("/requests/{}", encode(id)))) { (id) } };
    let room = |id: &str| html! { a.id href=(visit.href(&format!("/room/{}", encode(id)))) { (id) } };
    match event {
        RoomEvent::RequestAdded { id, request: asked, prepared, .. } => html! {
            @if *prepared { "prepared the request " } @else { "asked in the request " }
            (request(id)) " for " (asked.title) ", wanted by " (asked.due)
        },
        RoomEvent::RequestRevised { id, request: asked } => {
            html! { "changed the request " (request(id)) " " (asked.title) ", wanted by " (asked.due) }
        }
        RoomEvent::RequestWithdrawn { id, reason } => html! { "took the request " (request(id)) " back: " (reason) },
        RoomEvent::RequestSubmitted { id, answer } => html! {
            "answered the request " (request(id))
            @if !answer.evidence.is_empty() { " with " (answer.evidence.join(", ")) }
            @if !answer.populations.is_empty() { " and " (answer.populations.join(", ")) }
        },
        RoomEvent::DueProposed { id, due, reason } => {
            html! { "asked for " (due) " as the day of the request " (request(id)) ": " (reason) }
        }
        RoomEvent::DueDecided { id, due, agreed } => html! {
            @if *agreed { "agreed to " (due) " for the request " } @else { "kept " (due) " for the request " }
            (request(id))
        },
        RoomEvent::RequestReturned { id, reason } => {
            html! { "gave the answer to the request " (request(id)) " back: " (reason) }
        }
        RoomEvent::RequestAccepted { id } => html! { "accepted the answer to the request " (request(id)) },
        RoomEvent::Commented { engagement, subject, text, .. } => {
            html! { "said in the room of " (room(engagement)) " about " (about(subject)) ": " (text) }
        }
        RoomEvent::NoteKept { id, engagement, subject, .. } => html! {
            "kept the sealed note " (id) " about " (about(subject)) " in the room of " (room(engagement))
        },
        RoomEvent::NoteDropped { id } => html! { "threw the sealed note " (id) " away" },
        RoomEvent::AuditorRead { engagement, readings, more, .. } => {
            let total = readings.len() + usize::try_from(*more).unwrap_or(usize::MAX);
            html! {
                "read in the room of " (room(engagement)) ": "
                @for (index, reading) in readings.iter().take(MOST_NAMED).enumerate() {
                    @if index > 0 { ", " }
                    (reading.kind.title().to_lowercase()) " " (reading.id)
                }
                @if total > MOST_NAMED { " and " (total - MOST_NAMED) " more" }
            }
        }
    }
}

/// Most readings that one sentence names.
const MOST_NAMED: usize = 5;

fn about(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Engagement => "the engagement".to_owned(),
        kind => format!("{} {}", kind.title().to_lowercase(), subject.id),
    }
}
