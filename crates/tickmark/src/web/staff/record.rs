//! Where somebody stands: adding a person to the register, and changing the record.

use super::{one, path, register, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{KnownHere, StaffAnswer};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Staff;
use domain::values::staff::StaffState;
use jiff::civil::Date;
use maud::{Markup, html};

/// The command about nobody yet: asked whether the register may be kept.
pub(super) fn nobody() -> Command {
    let staff = Staff { state: StaffState::Active, position: String::new(), joined: None, leaves: None, remote: false };
    Command::RecordStaff { person: String::new(), staff }
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    if let Some(missing) = why_not(&visit, &nobody()) {
        return Err(missing.into());
    }
    let state = visit.field("state").unwrap_or_else(|| StaffState::Active.id().to_owned());
    page(&visit, &Typed::of([("state", &state)]), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let bare = answer.value.workforce.positions.is_empty();
    let body = html! {
        (ui::heading("Add a person", Some("Who works here, or is about to. An account is not needed, and none is made."), None))
        (tabs(visit, ""))
        (refused(refusal))
        @if bare {
            (ui::empty_state("Positions come first", "A person holds a position, and a position says what it has to do for information security.",
                ui::link_button("Describe the first position", &visit.href("/staff/positions"), None)))
        } @else {
            (ui::form(&format!("/o/{}/staff", visit.org), html! {
                div.field-row {
                    (ui::text(&Field { name: "name", label: "Name", hint: "As the person writes it.", value: typed.get("name"), required: true, ..Field::default() }))
                    (ui::text(&Field { name: "email", label: "E-mail address", hint: "Who is known by it already is the same person.", value: typed.get("email"), required: true, ..Field::default() }))
                }
                (fields(&answer.value, typed))
                div.actions { (ui::button("Add")) (ui::quiet_link("Cancel", &visit.href("/staff"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("People at work", visit.href("/staff")), Crumb::here("Add a person")];
    Ok(visit.page(&answer.mark, "Add a person", "/staff", &crumbs, body))
}

/// The fields of a record, as typed.
fn fields(answer: &StaffAnswer, typed: &Typed) -> Markup {
    let states = StaffState::ALL.map(|s| Choice::new(s.id(), s.title(), s.id() == typed.get("state")));
    let held = typed.get("position");
    let positions: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a position", held.is_empty()))
        .chain(answer.workforce.positions.iter().map(|(id, p)| Choice::new(id.as_str(), p.title.as_str(), id == held)))
        .collect();
    let remote = [Choice::new("yes", "Works away from the offices, wholly or in part", typed.get("remote") == "yes")];
    let day = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::date_field(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
    };
    html! {
        div.field-row {
            (ui::select(&Field { name: "state", label: "State", ..Field::default() }, &states))
            (ui::select(&Field { name: "position", label: "Position", required: true, ..Field::default() }, &positions))
        }
        div.field-row {
            (day("joined", "First day of work", "Left empty only for a candidate."))
            (day("leaves", "Last day of work", "For who is on notice or has left."))
        }
        (ui::checkboxes(&Field { name: "remote", label: "Remote working", ..Field::default() }, &remote))
    }
}

/// The record as it was typed.
fn meant(typed: &Typed) -> Result<Staff, Refusal> {
    let state = typed.get("state");
    let unknown = || Refusal::Unknown { what: "state", id: state.to_owned(), nearest: None };
    Ok(Staff {
        state: StaffState::parse(state).ok_or_else(unknown)?,
        position: typed.get("position").to_owned(),
        joined: maybe(typed, "joined", "the first day of work")?,
        leaves: maybe(typed, "leaves", "the last day of work")?,
        remote: typed.get("remote") == "yes",
    })
}

/// A day that may be left out.
fn maybe(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let added = meant(&typed).map_err(Problem::from).and_then(|staff| {
        let (name, email, app) = (typed.get("name"), typed.get("email"), &visit.doors.app);
        let request = visit.field("request");
        let added = tokio::task::block_in_place(|| {
            app.record_new_staff(&visit.org, &visit.who, request.as_deref(), name, email, staff)
        });
        let (person, receipt) = added?;
        Ok(visit.went(&format!("Added {name}."), &path(&person), &receipt))
    });
    or_again(added, |refusal| page(&visit, &typed, Some(refusal)))
}

/// The form that changes a record, for who may; for anybody else why not, and whom to ask.
pub(super) fn form(visit: &Visit, answer: &StaffAnswer, person: &str, staff: &Staff, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    let command = Command::RecordStaff { person: person.to_owned(), staff: staff.clone() };
    if let Some(missing) = why_not(visit, &command) {
        return not_offered(&missing);
    }
    let again = !typed.get("state").is_empty();
    let (joined, leaves) = (words(staff.joined), words(staff.leaves));
    let now = Typed::of([
        ("state", staff.state.id()),
        ("position", staff.position.as_str()),
        ("joined", joined.as_str()),
        ("leaves", leaves.as_str()),
        ("remote", if staff.remote { "yes" } else { "" }),
    ]);
    html! {
        details.fold.add open[again] {
            summary { "Change the record" }
            (ui::form(&format!("/o/{}{}", visit.org, path(person)), html! {
                (fields(answer, if again { typed } else { &now }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn words(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

pub(super) async fn change(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let changed = meant(&typed).map_err(Problem::from).and_then(|staff| {
        // Somebody whom nobody here knows is added by name and address, never by an id alone.
        if !visit.ask(&KnownHere(person.clone()))?.value {
            return Err(Refusal::Unknown { what: "person", id: person.clone(), nearest: None }.into());
        }
        visit.change("Changed the record.", &path(&person), Command::RecordStaff { person: person.clone(), staff })
    });
    or_again(changed, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}
