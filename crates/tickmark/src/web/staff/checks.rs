//! Recording a check of somebody, and taking the last record of one back.

use super::{one, path};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Confirm, Field};
use crate::web::visit::Visit;
use app::Clock;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{CheckDone, StaffCheck};
use maud::{Markup, html};

/// The form for who may record; for anybody else why not, and whom to ask.
pub(super) fn form(visit: &Visit, person: &str, typed: &Typed) -> Markup {
    let command = Command::CheckStaff { person: person.to_owned(), check: StaffCheck::Training, done: None };
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &command) {
        return not_offered(&missing);
    }
    let again = !typed.get("check").is_empty();
    let today = today(visit.doors.app.clock());
    let checks: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a check", !again))
        .chain(StaffCheck::ALL.map(|c| Choice::new(c.id(), c.title(), c.id() == typed.get("check"))))
        .collect();
    let not_needed = [Choice::new("yes", "It is decided that this is not needed", typed.get("not-needed") == "yes")];
    let on = if again { typed.get("on") } else { today.as_str() };
    html! {
        details.fold.add open[again] {
            summary { "Record a check" }
            (ui::form(&format!("/o/{}{}/checks", visit.org, path(person)), html! {
                div.field-row {
                    (ui::select(&Field { name: "check", label: "Check", required: true, ..Field::default() }, &checks))
                    (ui::date_field(&Field { name: "on", label: "Done on", value: on, required: true, ..Field::default() }))
                }
                (ui::textarea(&Field {
                    name: "note",
                    label: "Where it can be seen",
                    hint: "The file or ticket, and no more about the person than an auditor needs. Or why it is not needed.",
                    value: typed.get("note"),
                    ..Field::default()
                }, 2))
                (ui::checkboxes(&Field { name: "not-needed", label: "Not needed", ..Field::default() }, &not_needed))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn today(clock: &Clock) -> String {
    clock.today().to_string()
}

fn known(id: &str) -> Result<StaffCheck, Refusal> {
    StaffCheck::parse(id).ok_or_else(|| Refusal::Unknown { what: "check", id: id.to_owned(), nearest: None })
}

pub(super) async fn record(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = || {
        let check = known(typed.get("check"))?;
        let done = CheckDone {
            on: typed.day("on", "the day of the check")?,
            note: typed.get("note").to_owned(),
            not_needed: typed.get("not-needed") == "yes",
        };
        Ok((check, done))
    };
    let recorded = meant().map_err(|refusal: Refusal| Problem::from(refusal)).and_then(|(check, done)| {
        let command = Command::CheckStaff { person: person.clone(), check, done: Some(done) };
        visit.change(&format!("Recorded: {}.", check.title().to_lowercase()), &path(&person), command)
    });
    or_again(recorded, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}

/// The way to take the last record of a check back, for who may.
pub(super) fn take_back_form(visit: &Visit, person: &str, check: StaffCheck) -> Markup {
    let command = Command::CheckStaff { person: person.to_owned(), check, done: None };
    if visit.in_the_past() || why_not(visit, &command).is_some() {
        return html! {};
    }
    let ask = Confirm {
        id: &format!("back-{}", check.id()),
        open: "Take back",
        title: &format!("Take the last record back? {}", check.title()),
        text: "It counts no longer. That it was recorded and taken back stays in the history.",
        action: &format!("/o/{}{}/checks/{}/withdrawal", visit.org, path(person), check.id()),
        yes: "Take back",
        danger: true,
    };
    ui::confirm(&ask, html! {})
}

pub(super) async fn take_back(
    visit: Visit,
    Path((_, person, check)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let taken = known(&check).map_err(Problem::from).and_then(|check| {
        let command = Command::CheckStaff { person: person.clone(), check, done: None };
        visit.change(&format!("Took back: {}.", check.title().to_lowercase()), &path(&person), command)
    });
    or_again(taken, |refusal| one::page(&visit, &person, &Typed::default(), Some(refusal)))
}
