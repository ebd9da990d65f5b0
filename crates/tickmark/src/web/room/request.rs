//! One request: what is wanted, what passed so far, whose turn it is, and what was said about it.

use super::{noted, path, request_path, rows, talk, thread, turn};
use crate::web::history;
use crate::web::people::{name as person, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days as day_picker;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::{AuditRequestDetail, AuditRequestOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::{Subject, SubjectKind};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditRequestOf { id: id.to_owned() })?;
    // An address of old names it otherwise.
    let id = answer.value.line.id.as_str();
    let (one, on) = (&answer.value, answer.mark.on);
    let (held, engagement) = (&one.line.held, &one.line.held.request.engagement);
    let subject = Subject { kind: SubjectKind::Request, id: id.to_owned() };
    let lead = format!("{id}, {}", if held.prepared { "prepared by the organisation" } else { "asked by the auditor" });
    let said = (one.comments.as_slice(), one.comments.len());
    let body = html! {
        (ui::heading(&held.request.title, Some(&lead), Some(html! { (day_picker(visit, &answer.mark)) (changing(visit, one)) })))
        (refused(refusal))
        (ui::columns(
            html! {
                (ui::section("wanted", "What is wanted", None, wanted(one)))
                (ui::section("so-far", "What passed so far", None, thread::show(visit, one)))
                (turn::section(visit, one, typed)?)
                (ui::section("comments", "Said to both sides", None,
                    talk::thread(visit, &format!("{}/comments", request_path(id)), engagement, &subject, said, typed)))
                (noted(visit, SubjectKind::Request, id, Some(engagement)))
            },
            html! { (card(visit, one, on)) (turn::beside(visit, one, typed)) },
        ))
    };
    let room = if one.line.auditor || super::sees_all(visit) {
        Crumb::link(engagement.as_str(), visit.href(&path(engagement)))
    } else {
        Crumb::here(engagement.as_str())
    };
    let crumbs = [Crumb::link("Auditor's room", visit.href("/room")), room, Crumb::here(id)];
    let body = history::with(visit, &answer.mark, (FoundKind::AuditRequest, id), &body);
    Ok(visit.page(&answer.mark, &held.request.title, "/room", &crumbs, body))
}

/// The way to the form that changes it, for who may.
fn changing(visit: &Visit, one: &AuditRequestDetail) -> Markup {
    let (id, held) = (one.line.id.clone(), &one.line.held);
    let command = RoomCommand::ReviseRequest { id: id.clone(), request: Box::new(held.request.clone()) };
    let ours = held.prepared || one.line.auditor;
    let may = ours && held.state.is_open() && !visit.in_the_past() && why_not(visit, &Command::Room(command)).is_none();
    html! { @if may { (ui::quiet_link("Change", &visit.href(&format!("{}/revision", request_path(&id))), None)) } }
}

fn wanted(one: &AuditRequestDetail) -> Markup {
    let text = &one.line.held.request.text;
    html! { @if text.is_empty() { p.hint { "The title says it all." } } @else { p.prose { (text) } } }
}

fn card(visit: &Visit, one: &AuditRequestDetail, on: Date) -> Markup {
    let held = &one.line.held;
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let about = html! { @match &held.request.subject { Some(subject) => (rows::about(visit, subject)), None => (ui::nothing()) } };
    ui::card(ui::definition_list(&[
        ("State", rows::state_badge(held)),
        ("Wanted by", rows::due(held, one.line.overdue, on)),
        ("About", about),
        ("Asked of", rows::asked(visit, held)),
        ("Put on the list by", html! { (person(visit, &held.by)) div.hint { (app::clock::minute_of(held.at_us)) } }),
        ("Auditor's number", text(&held.request.reference)),
        ("From the file", text(&held.source)),
        ("Engagement", html! { (one.title) }),
    ]))
}
