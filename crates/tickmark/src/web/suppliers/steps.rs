//! Assessing a supplier, and taking it from state to state.

use super::{known, maybe, one, path};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::registers::supplier::HeldSupplier;
use domain::values::supplier::{SupplierAssessment, SupplierState, SupplierStep};
use maud::{Markup, html};

pub(super) fn forms(visit: &Visit, id: &str, held: &HeldSupplier, typed: &Typed) -> Markup {
    if visit.in_the_past() || held.state == SupplierState::Ended {
        return html! {};
    }
    let today = visit.doors.app.clock().today();
    let assessment = SupplierAssessment { on: today, result: String::new(), next: None };
    let assess = Command::Supplier(SupplierCommand::AssessSupplier { id: id.to_owned(), assessment });
    let step = SupplierStep {
        to: SupplierState::Approved,
        on: today,
        note: String::new(),
        next_review: None,
        data: String::new(),
        access: String::new(),
    };
    let go = Command::Supplier(SupplierCommand::MoveSupplier { id: id.to_owned(), step });
    let today = today.to_string();
    html! {
        @match why_not(visit, &assess) {
            Some(missing) => (not_offered(&missing)),
            None => (assess_form(visit, id, typed, &today)),
        }
        @match why_not(visit, &go) {
            Some(missing) => (not_offered(&missing)),
            None => (step_form(visit, id, held, typed, &today)),
        }
    }
}

fn assess_form(visit: &Visit, id: &str, typed: &Typed, today: &str) -> Markup {
    let again = !typed.get("assessed").is_empty();
    let on = if again { typed.get("on") } else { today };
    html! {
        details.fold.add open[again] {
            summary { "Record an assessment" }
            (ui::form(&format!("/o/{}{}/assessments", visit.org, path(id)), html! {
                (ui::hidden("assessed", "yes"))
                (ui::textarea(&Field { name: "result", label: "What it came to", hint: "Risks, what was looked at, what is asked of the supplier.", value: typed.get("result"), required: true, ..Field::default() }, 3))
                div.field-row {
                    (ui::date_field(&Field { name: "on", id: "assessed-on", label: "Done on", value: on, required: true, ..Field::default() }))
                    (ui::date_field(&Field { name: "next", label: "Due again", value: typed.get("next"), ..Field::default() }))
                }
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn step_form(visit: &Visit, id: &str, held: &HeldSupplier, typed: &Typed, today: &str) -> Markup {
    let again = !typed.get("to").is_empty();
    let next = match held.state {
        SupplierState::Approved => SupplierState::Monitored,
        SupplierState::Exiting => SupplierState::Ended,
        SupplierState::Monitored => SupplierState::Monitored,
        _ => SupplierState::Approved,
    };
    let chosen = SupplierState::parse(typed.get("to")).unwrap_or(next);
    let states = [SupplierState::Approved, SupplierState::Monitored, SupplierState::Exiting, SupplierState::Ended]
        .map(|state| Choice::new(state.id(), state.title(), state == chosen));
    let on = if again { typed.get("on") } else { today };
    html! {
        details.fold.add open[again] {
            summary { "Take it further" }
            (ui::form(&format!("/o/{}{}/steps", visit.org, path(id)), html! {
                div.field-row {
                    (ui::select(&Field { name: "to", label: "State", hint: "Approved needs an assessment and the clauses that are wanted.", ..Field::default() }, &states))
                    (ui::date_field(&Field { name: "on", id: "from-on", label: "From", value: on, required: true, ..Field::default() }))
                    (ui::date_field(&Field { name: "next-review", label: "Next review", hint: "For one that is monitored.", value: typed.get("next-review"), ..Field::default() }))
                }
                (ui::textarea(&Field { name: "note", label: "Note", value: typed.get("note"), ..Field::default() }, 2))
                div.field-row {
                    (ui::text(&Field { name: "data", label: "What happened to our data", hint: "For one that ended: returned, erased, or none.", value: typed.get("data"), ..Field::default() }))
                    (ui::text(&Field { name: "access", label: "What happened to its access", hint: "For one that ended.", value: typed.get("access"), ..Field::default() }))
                }
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

pub(super) async fn assess(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = || {
        Ok::<_, domain::refusal::Refusal>(SupplierAssessment {
            on: typed.day("on", "the day of the assessment")?,
            result: typed.get("result").to_owned(),
            next: maybe(&typed, "next", "the day of the next one")?,
        })
    };
    let assessed = meant().map_err(Problem::from).and_then(|assessment| {
        let command = SupplierCommand::AssessSupplier { id: id.clone(), assessment };
        visit.change("Recorded the assessment.", &path(&id), Command::Supplier(command))
    });
    or_again(assessed, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn go(visit: Visit, Path((_, id)): Path<(String, String)>, typed: Typed) -> Result<Response, Problem> {
    let meant = || {
        Ok::<_, domain::refusal::Refusal>(SupplierStep {
            to: known("state", typed.get("to"), SupplierState::parse)?,
            on: typed.day("on", "the day of the step")?,
            note: typed.get("note").to_owned(),
            next_review: maybe(&typed, "next-review", "the day of the next review")?,
            data: typed.get("data").to_owned(),
            access: typed.get("access").to_owned(),
        })
    };
    let gone = meant().map_err(Problem::from).and_then(|step| {
        let done = format!("Recorded: {}.", step.to.title().to_lowercase());
        visit.change(&done, &path(&id), Command::Supplier(SupplierCommand::MoveSupplier { id: id.clone(), step }))
    });
    or_again(gone, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
