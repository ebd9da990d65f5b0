//! The form of a request: put on the list, or changed while nobody has answered it.

use super::show::nothing_asked;
use super::{change as change_version, path, request_path, subjects};
use crate::web::people::{choices, form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::Mark;
use app::ask::{AuditRequestOf, PeopleOf, RoomAnswer, RoomOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::{AuditRequest, Membership, Role};
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let (answer, missing) = super::seen_or(visit, id, &nothing_asked(id))?;
    let lead = if answer.value.auditor {
        "The organisation is asked for it, and sees it at once."
    } else {
        "Prepared before the auditor asks: the auditor finds it on the list, and alone accepts what answers it."
    };
    let body = html! {
        (ui::heading("New request", Some(lead), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}{}/requests", visit.org, path(id)), html! {
                (fields(visit, &answer.value, typed))
                div.actions { (ui::button("Put it on the list")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            })),
        }
    };
    Ok(form_page(framed(visit, &answer.mark, id, "New request", body), missing.as_ref()))
}

fn framed(visit: &Visit, mark: &Mark, id: &str, title: &str, body: Markup) -> Response {
    let crumbs = [
        Crumb::link("Auditor's room", visit.href("/room")),
        Crumb::link(id, visit.href(&path(id))),
        Crumb::here(title),
    ];
    visit.page(mark, title, "/room", &crumbs, body)
}

fn fields(visit: &Visit, room: &RoomAnswer, typed: &Typed) -> Markup {
    let field = |name: &'static str, label: &'static str, hint: &'static str| Field {
        name,
        label,
        hint,
        value: typed.get(name),
        ..Field::default()
    };
    html! {
        (ui::text(&Field { required: true, ..field("title", "What is wanted, in a line", "Such as: list of leavers of the window.") }))
        (ui::textarea(&field("text", "What exactly, and in which form", "The days it covers, the columns, where it should come from."), 4))
        (subjects::field(room, typed.get("about")))
        div.field-row {
            (ui::date_field(&Field { required: true, ..field("due", "Wanted by", "") }))
            (ui::text(&field("reference", "The auditor's own number", "")))
        }
        (asked_of(visit, typed))
    }
}

/// Whom it asks: members to choose from, for who may see them.
fn asked_of(visit: &Visit, typed: &Typed) -> Markup {
    if !visit.sees_people() {
        return html! {
            (ui::hidden("to", typed.get("to")))
            p.hint { "It goes to the programme manager, who passes it on to whoever can answer." }
        };
    }
    let members = visit.ask(&PeopleOf).map(|answer| answer.value.members).unwrap_or_default();
    // Who can answer: programme managers, and owners of controls; whoever was asked before stays chosen.
    let answers = |role: &Role| matches!(role, Role::ProgrammeManager | Role::ControlOwner);
    let able = members.iter().filter(|(id, m)| {
        m.state == Membership::Confirmed && m.roles.iter().any(answers) || id.as_str() == typed.get("to")
    });
    let people: Vec<String> = able.map(|(id, _)| id.clone()).collect();
    let field = Field { name: "to", label: "Asked of", hint: "They see it in their tasks.", ..Field::default() };
    ui::select(&field, &choices(visit, people.iter(), "The programme manager", typed.get("to")))
}

fn meant(engagement: &str, typed: &Typed) -> Result<AuditRequest, Refusal> {
    let said = |name: &str| typed.get(name).trim().to_owned();
    Ok(AuditRequest {
        engagement: engagement.to_owned(),
        title: said("title"),
        text: said("text"),
        subject: subjects::meant(typed.get("about"))?,
        due: typed.day("due", "the day on which it is wanted")?,
        to: said("to"),
        reference: said("reference"),
    })
}

pub(super) async fn add(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &nothing_asked(&id)) {
        return Err(missing.into());
    }
    let done = meant(&id, &typed).map_err(Problem::from).and_then(|request| {
        let (engagement, source) = (id.clone(), String::new());
        let command = RoomCommand::AddRequests { engagement, requests: vec![request], source };
        visit.change("Put it on the list.", &path(&id), Command::Room(command))
    });
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    changing(&visit, &id, None, None)
}

fn changing(visit: &Visit, id: &str, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let line = visit.ask(&AuditRequestOf { id: id.to_owned() })?.value.line;
    let now = &line.held.request;
    let about = subjects::written(now.subject.as_ref());
    let written = Typed::of([
        ("title", &now.title),
        ("text", &now.text),
        ("about", &about),
        ("due", &now.due.to_string()),
        ("reference", &now.reference),
        ("to", &now.to),
    ]);
    let room = visit.ask(&RoomOf { engagement: now.engagement.clone() })?;
    let command = RoomCommand::ReviseRequest { id: id.to_owned(), request: Box::new(now.clone()) };
    let missing = why_not(visit, &Command::Room(command));
    let body = html! {
        (ui::heading(&format!("Change {id}"), Some(&now.title), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}{}/revision", visit.org, request_path(id)), html! {
                (ui::hidden("version", &line.version.to_string()))
                (fields(visit, &room.value, typed.unwrap_or(&written)))
                div.actions { (ui::button("Record the change")) (ui::quiet_link("Cancel", &visit.href(&request_path(id)), None)) }
            })),
        }
    };
    Ok(form_page(framed(visit, &room.mark, &now.engagement, "Change a request", body), missing.as_ref()))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let engagement = visit.ask(&AuditRequestOf { id: id.clone() })?.value.line.held.request.engagement;
    let done = meant(&engagement, &typed).map_err(Problem::from).and_then(|request| {
        let command = RoomCommand::ReviseRequest { id: id.clone(), request: Box::new(request) };
        change_version(&visit, &typed, "Changed the request.", &request_path(&id), command)
    });
    or_again(done, |refusal| changing(&visit, &id, Some(&typed), Some(refusal)))
}
