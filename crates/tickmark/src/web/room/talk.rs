//! What both sides say: comments on a room or on a request, and the box to say more.

use super::{change, path, request, request_path, rows, show};
use crate::web::people::{name as person, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Field};
use crate::web::visit::Visit;
use app::ask::{AuditRequestOf, CommentLine};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RoomCommand};
use domain::values::{Subject, SubjectKind};
use maud::{Markup, html};

fn said(engagement: &str, subject: &Subject, text: &str) -> RoomCommand {
    RoomCommand::Comment { engagement: engagement.to_owned(), subject: subject.clone(), text: text.to_owned() }
}

/// The comments, the oldest first, and the box below them. `action` is where it is posted, inside the organisation.
pub(super) fn thread(
    visit: &Visit,
    action: &str,
    engagement: &str,
    subject: &Subject,
    (shown, all): (&[CommentLine], usize),
    typed: &Typed,
) -> Markup {
    let mut shown: Vec<&CommentLine> = shown.iter().collect();
    shown.sort_by_key(|line| (line.held.at_us, line.id.len(), &line.id));
    html! {
        @if shown.is_empty() { p.hint { "Nothing was said yet." } }
        @if all > shown.len() { p.hint { "The newest " (shown.len()) " of " (all) ". The others stand in the history." } }
        ol.talk { @for line in &shown { (comment_of(visit, line, subject)) } }
        (comment_box(visit, action, &said(engagement, subject, ""), typed))
    }
}

fn comment_of(visit: &Visit, line: &CommentLine, here: &Subject) -> Markup {
    let held = &line.held;
    html! {
        li id=(line.id) {
            p.talk-who {
                strong { (person(visit, &held.by)) }
                " " span.hint { (app::clock::minute_of(held.at_us)) }
                @if held.subject != *here { " " span.hint { "about " (rows::about(visit, &held.subject)) } }
            }
            p.prose { (held.text) }
        }
    }
}

fn comment_box(visit: &Visit, action: &str, asked: &RoomCommand, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &Command::Room(asked.clone())) {
        return not_offered(&missing);
    }
    let field = Field {
        name: "comment",
        label: "Say something to both sides",
        value: typed.get("comment"),
        required: true,
        ..Field::default()
    };
    ui::form(
        &format!("/o/{}{action}", visit.org),
        html! {
            (ui::textarea(&field, 3))
            div.actions { button.button type="submit" { "Say it" } }
        },
    )
}

pub(super) async fn comment(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let subject = Subject { kind: SubjectKind::Engagement, id: id.clone() };
    let command = said(&id, &subject, typed.get("comment"));
    let done = change(&visit, &typed, "Said to both sides.", &format!("{}#comments", path(&id)), command);
    or_again(done, |refusal| show::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn comment_request(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let engagement = visit.ask(&AuditRequestOf { id: id.clone() })?.value.line.held.request.engagement;
    let subject = Subject { kind: SubjectKind::Request, id: id.clone() };
    let command = said(&engagement, &subject, typed.get("comment"));
    let done = change(&visit, &typed, "Said to both sides.", &format!("{}#comments", request_path(&id)), command);
    or_again(done, |refusal| request::page(&visit, &id, &typed, Some(refusal)))
}
