//! The way from a thing to the working notes about it: for the auditors who may read them, and for nobody else.

use super::path;
use crate::web::reading::{counted, encode};
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::{NotesOf, Rooms};
use domain::values::{Subject, SubjectKind};
use maud::{Markup, html};

/// How many notes are kept about something, by the room, with the way to them and to a new one. `engagement` is the one
/// that it belongs to; evidence may be examined in several. Empty for everybody who audits none of them.
pub(in crate::web) fn noted(visit: &Visit, kind: SubjectKind, id: &str, engagement: Option<&str>) -> Markup {
    if !visit.doors.app.is_watched(&visit.org, &visit.who) {
        return html! {};
    }
    let rooms = visit.ask(&Rooms).map(|answer| answer.value).unwrap_or_default();
    let theirs = rooms.into_iter().filter(|room| room.auditor).map(|room| room.engagement);
    let theirs: Vec<String> = theirs.filter(|room| engagement.is_none_or(|only| only == room)).collect();
    let lead = "Sealed: you and the other auditors of the engagement read them.";
    html! {
        @if !theirs.is_empty() {
            (ui::section("your-notes", "Your working notes", Some(lead), html! {
                @for room in &theirs { (of_room(visit, kind, id, room)) }
            }))
        }
    }
}

fn of_room(visit: &Visit, kind: SubjectKind, id: &str, room: &str) -> Markup {
    let kept = visit.ask(&NotesOf { engagement: room.to_owned() }).map(|answer| answer.value).unwrap_or_default();
    let subject = Subject { kind, id: id.to_owned() };
    let count =
        kept.iter().filter(|note| note.held.dropped_us.is_none() && about(&note.held.subject, &subject)).count();
    let to = format!("{}/notes?about={}", path(room), encode(&super::subjects::written(Some(&subject))));
    html! {
        p {
            @if count > 0 { a href=(visit.href(&format!("{to}#notes"))) { (counted(count, "note", "notes")) } " about this in " (room) ". " }
            a href=(visit.href(&to)) { "Write a note" } @if count == 0 { " about this in " (room) "." }
        }
    }
}

/// Is a note about this? What is said of a file is said of its item.
pub(super) fn about(noted: &Subject, wanted: &Subject) -> bool {
    let file = noted.kind == SubjectKind::File && wanted.kind == SubjectKind::Evidence;
    noted == wanted || (file && noted.id.split('/').next() == Some(wanted.id.as_str()))
}
