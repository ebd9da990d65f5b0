//! Working notes of the auditors of an engagement: read and written by them, sealed from everybody else.

use super::noted::about;
use super::{path, rows, subjects, tabs};
use crate::web::people::{form_page, name as person, not_offered};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Confirm, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::KeptNote;
use app::ask::RoomAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::{Subject, SubjectKind};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let about = visit.field("about").unwrap_or_default();
    page(&visit, &id, &Typed::of([("about", about.as_str())]), None)
}

fn whole(engagement: &str) -> Subject {
    Subject { kind: SubjectKind::Engagement, id: engagement.to_owned() }
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let asked = RoomCommand::KeepNote { engagement: id.to_owned(), subject: whole(id), sha256: String::new() };
    let (answer, missing) = super::seen_or(visit, id, &Command::Room(asked))?;
    let room = &answer.value;
    let body = html! {
        (ui::heading("Working notes", Some(&format!("Of the auditors of {}.", room.held.engagement.title)), None))
        (tabs(visit, id, room.auditor, "Your notes"))
        (refused(refusal))
        (who_reads())
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (own(visit, room, typed)?),
        }
    };
    let crumbs = [
        Crumb::link("Auditor's room", visit.href("/room")),
        Crumb::link(id, visit.href(&path(id))),
        Crumb::here("Working notes"),
    ];
    Ok(form_page(visit.page(&answer.mark, "Working notes", "/room", &crumbs, body), missing.as_ref()))
}

/// Who can read them and who cannot, in so many words.
fn who_reads() -> Markup {
    ui::notice(
        Tone::Neutral,
        "Sealed from the organisation",
        html! {
            ul.plain-list {
                li { strong { "Can read a note: " } "external auditors whose access to this engagement runs today." }
                li { strong { "Cannot: " } "owners, programme managers, management, internal auditors, consultants, and whoever runs this installation. No page, command or operation gives the text to them." }
                li { strong { "See that there is one: " } "who reads the history sees who kept it, about what, when, and its hash." }
                li { strong { "What sealing does not stop: " } "somebody who holds both the disk and the key of the installation could open notes with a program of their own." }
            }
        },
    )
}

fn own(visit: &Visit, room: &RoomAnswer, typed: &Typed) -> Result<Markup, Problem> {
    let id = &room.engagement;
    let notes = tokio::task::block_in_place(|| visit.doors.app.read_notes(&visit.org, &visit.who, id))?;
    let (mut kept, gone): (Vec<&KeptNote>, Vec<&KeptNote>) = notes.iter().partition(|note| note.text.is_some());
    let only = visit.field("about").and_then(|about| subjects::meant(&about).ok()).flatten();
    if let Some(only) = &only {
        kept.retain(|note| about(&note.line.held.subject, only));
    }
    let text = Field {
        name: "text",
        label: "The note",
        hint: "Only you and the other auditors of this engagement read it.",
        value: typed.get("text"),
        required: true,
        ..Field::default()
    };
    Ok(html! {
        @if !visit.in_the_past() {
            (ui::section("new", "New note", None, ui::form(&format!("/o/{}{}/notes", visit.org, path(id)), html! {
                (subjects::field(room, typed.get("about")))
                (ui::textarea(&text, 5))
                div.actions { (ui::button("Keep it sealed")) }
            })))
        }
        (ui::section("notes", "Kept", None, html! {
            @if let Some(only) = &only {
                p { "Those about " (rows::about(visit, only)) " alone. " a href=(visit.href(&format!("{}/notes", path(id)))) { "All notes" } }
            }
            @if kept.is_empty() {
                (ui::empty_state("No note is kept", "What you want to remember about a control, a test or an answer stands here, for you and your colleagues alone.", html! {}))
            }
            div.stack { @for note in &kept { (card(visit, note)) } }
            @if !gone.is_empty() { (thrown_away(visit, &gone)) }
        }))
    })
}

fn card(visit: &Visit, note: &KeptNote) -> Markup {
    let (line, held) = (&note.line, &note.line.held);
    let dialog = format!("drop-{}", line.id);
    let own = held.by == visit.who.id() && !visit.in_the_past();
    ui::card(html! {
        div.card-head {
            p.talk-who {
                span.id { (line.id) } " " strong { (rows::about(visit, &held.subject)) }
                " " span.hint { "by " (person(visit, &held.by)) ", " (app::clock::minute_of(held.at_us)) }
            }
            @if own {
                (ui::confirm(&Confirm {
                    id: &dialog,
                    open: "Throw away",
                    title: &format!("Throw {} away?", line.id),
                    text: "Its text is erased and cannot be had again. That there was a note, and its hash, stay in the history.",
                    action: &format!("/o/{}{}/notes/{}/removal", visit.org, path(&held.engagement), line.id),
                    yes: "Throw it away",
                    danger: true,
                }, ui::hidden("version", &line.version.to_string())))
            }
        }
        p.prose { (note.text.as_deref().unwrap_or_default()) }
        p.hint { "SHA-256 " (ui::hash(&held.sha256)) }
    })
}

fn thrown_away(visit: &Visit, gone: &[&KeptNote]) -> Markup {
    html! {
        details.fold {
            summary { (gone.len()) " thrown away" }
            ul.plain-list {
                @for note in gone {
                    li { span.id { (note.line.id) } " " (rows::about(visit, &note.line.held.subject)) ", " (ui::hash(&note.line.held.sha256)) }
                }
            }
        }
    }
}

pub(super) async fn keep(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let kept = subjects::meant(typed.get("about")).map_err(Problem::from).and_then(|subject| {
        let subject = subject.unwrap_or_else(|| whole(&id));
        let (app, request) = (&visit.doors.app, visit.field("request"));
        let keep = || app.keep_note(&visit.org, &visit.who, request.as_deref(), &id, subject, typed.get("text"));
        let receipt = tokio::task::block_in_place(keep)?;
        Ok(visit.went("Kept the note, sealed.", &format!("{}/notes", path(&id)), &receipt))
    });
    or_again(kept, |refusal| page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn throw_away(
    visit: Visit,
    Path((_, id, note)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let version = typed.get("version").parse().ok();
    let (app, request) = (&visit.doors.app, visit.field("request"));
    let gone =
        tokio::task::block_in_place(|| app.drop_note(&visit.org, &visit.who, request.as_deref(), version, &note));
    let done = gone.map_err(Problem::from);
    let done = done.map(|receipt| visit.went("Threw the note away.", &format!("{}/notes", path(&id)), &receipt));
    or_again(done, |refusal| page(&visit, &id, &Typed::default(), Some(refusal)))
}
