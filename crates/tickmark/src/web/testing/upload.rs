//! A population as a file, the first step: which control, and which file. Nothing of it is kept before the third step.

use super::said;
use crate::web::listed::spreadsheet;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::staged::{Stage, Wanted};
use crate::web::typed::{or_again, refused};
use crate::web::ui::{self, Crumb, Field, Step, Tone};
use crate::web::visit::Visit;
use app::ask::{PopulationOf, TestingAnswer, TestingOf};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::testing::{MAX_ITEMS, Population};
use maud::{Markup, html};
use std::sync::Arc;

/// The spreadsheet of a population.
pub(super) const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the list",
    smaller: "keep only the sheet with the list, or hand in parts of the window as populations of their own",
    done: "handed in",
};

/// The path of the import inside the organisation.
pub(super) fn import_path(engagement: &str) -> String {
    format!("{}/import", super::list_path(engagement, "populations"))
}

pub(super) fn stepper(current: usize, file: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: file },
        Step { label: "Check", under: "columns, rows, source" },
        Step { label: "Hand in", under: "all or nothing" },
    ];
    ui::stepper("Hand in a population", &steps, current)
}

pub(super) fn crumbs<'a>(visit: &'a Visit, engagement: &'a str) -> [Crumb<'a>; 3] {
    [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(engagement, visit.href(&super::list_path(engagement, "populations"))),
        Crumb::here("Hand in a population"),
    ]
}

/// What would be handed in: a new one of this control, or this one again.
pub(super) fn asked(revises: Option<&str>, population: Population) -> Command {
    let population = Box::new(population);
    Command::Testing(match revises {
        Some(id) => TestingCommand::RevisePopulation { id: id.to_owned(), population },
        None => TestingCommand::RecordPopulation { population },
    })
}

/// The population that is handed in again, when the address names one.
pub(super) fn revised(visit: &Visit) -> Result<Option<(String, Population)>, Problem> {
    let Some(id) = visit.field("revises") else {
        return Ok(None);
    };
    let held = visit.ask(&PopulationOf { id: id.clone() })?.value.held;
    if held.frozen.is_some() {
        let (sentence, hint) = (format!("{id} is frozen"), "record another population".to_owned());
        return Err(Refusal::NotPossible { sentence, hint }.into());
    }
    Ok(Some((id, held.population)))
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

pub(super) fn page(visit: &Visit, engagement: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&TestingOf { engagement: engagement.to_owned() })?;
    let (value, revised) = (&answer.value, revised(visit)?);
    let first = value.report.controls.first().map_or("", |one| one.control.as_str());
    let today = visit.doors.app.clock().today();
    let nothing = || said::nothing(engagement, first, today);
    let (id, population) = revised.map_or_else(|| (None, nothing()), |(id, held)| (Some(id), held));
    let control = population.control.clone();
    let missing = why_not(visit, &asked(id.as_deref(), population));
    let body = html! {
        (ui::heading("Hand in a population", Some("The complete list of everything that the control was there for in the window, as the source has it. Nothing is kept before you have seen what the list says."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to hand in a population." }))
        } @else if value.report.design_only {
            (ui::notice(Tone::Neutral, "A Type I has no populations", html! { "It looks at the design of controls, and samples nothing." }))
        } @else if first.is_empty() {
            (ui::empty_state("No control is in scope", "Link own controls to the criteria in scope first.", ui::link_button("To the engagement", &visit.href(&format!("/engagements/{}", encode(engagement))), None)))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(form(visit, value, id.as_deref(), &control), advice()))
        }
    };
    let page = visit.page(&answer.mark, "Hand in a population", "/engagements", &crumbs(visit, engagement), body);
    Ok(form_page(page, missing.as_ref()))
}

fn form(visit: &Visit, value: &TestingAnswer, revises: Option<&str>, control: &str) -> Markup {
    let query = revises.map(|id| format!("?revises={}", encode(id))).unwrap_or_default();
    let chosen = visit.field("control").unwrap_or_else(|| control.to_owned());
    ui::upload_form(
        &format!("/o/{}{}{query}", visit.org, import_path(&value.report.engagement)),
        html! {
            @if let Some(id) = revises {
                p { "A new list for " a.id href=(visit.href(&super::path(id))) { (id) } ", control " (control) ". The list that is there now stays until this one is handed in." }
                (ui::hidden("control", control))
            } @else {
                (ui::select(&Field { name: "control", label: "Control", ..Field::default() }, &super::plan::controls(value, &chosen)))
            }
            (spreadsheet(MAX_ITEMS))
            div.actions {
                (ui::button("Check this file"))
                (ui::quiet_link("Cancel", &visit.href(&super::list_path(&value.report.engagement, "populations")), None))
            }
        },
    )
}

fn advice() -> Markup {
    html! {
        (ui::card(html! {
            h3 { "What is read" }
            ul.plain-list {
                li { "The id that the source has for each item" }
                li { "The day on which it occurred" }
                li { "The day on which the control was carried out for it, if the source has one" }
            }
            p.hint { "You choose the columns on the next page. Other columns stay in the file, which is kept with its hash." }
        }))
        (ui::card(html! {
            h3 { "Before you export it" }
            p.hint { "Note the query, the time, and how many rows the source counts: you are asked for them, and a frozen list must agree with that count." }
        }))
    }
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Problem> {
    let taken = take(&visit, &id, &stage, form).await;
    or_again(taken, |refusal| page(&visit, &id, Some(refusal)))
}

async fn take(visit: &Visit, engagement: &str, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = WANTED.read(form, &["control"]).await?;
    let (id, population) = match revised(visit)? {
        Some((id, population)) => (Some(id), population),
        None => (None, said::nothing(engagement, sent.text("control"), visit.doors.app.clock().today())),
    };
    let control = population.control.clone();
    if let Some(missing) = why_not(visit, &asked(id.as_deref(), population)) {
        return Err(missing.into());
    }
    let upload = WANTED.keep(visit, stage, sent)?;
    let revises = id.map(|id| format!("&revises={}", encode(&id))).unwrap_or_default();
    let to = format!("/o/{}{}/{upload}?control={}{revises}", visit.org, import_path(engagement), encode(&control));
    Ok(Redirect::to(&to).into_response())
}
