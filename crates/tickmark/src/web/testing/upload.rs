//! A population as a file, the first step: which control, and which file. Nothing of it is kept before the third step.

use super::said;
use crate::web::import::stage::{Stage, Upload};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{or_again, refused};
use crate::web::ui::{self, Crumb, Field, Step, Tone};
use crate::web::visit::Visit;
use app::ask::{PopulationOf, TestingAnswer, TestingOf};
use app::exchange::MAX_IMPORT_FILE;
use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::testing::{MAX_ITEMS, Population};
use maud::{Markup, html};
use std::sync::Arc;

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
    let hint = format!("XLSX or CSV, at most {} MiB and {},000 rows.", MAX_IMPORT_FILE / 1024 / 1024, MAX_ITEMS / 1000);
    let file = Field { name: "file", label: "Spreadsheet", hint: &hint, required: true, ..Field::default() };
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
            (ui::file_drop(&file, ".xlsx,.xlsm,.csv,.tsv,.txt"))
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

async fn take(visit: &Visit, engagement: &str, stage: &Stage, mut form: Multipart) -> Result<Response, Problem> {
    let (mut file, mut control) = (None, String::new());
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                file = Some((name, field.bytes().await.map_err(unreadable)?));
            }
            Some("control") => control = field.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    let revised = revised(visit)?;
    let today = visit.doors.app.clock().today();
    let (id, population) = match revised {
        Some((id, population)) => (Some(id), population),
        None => (None, said::nothing(engagement, &control, today)),
    };
    let control = population.control.clone();
    if let Some(missing) = why_not(visit, &asked(id.as_deref(), population)) {
        return Err(missing.into());
    }
    let Some((name, bytes)) = file.filter(|(name, bytes)| !(name.is_empty() && bytes.is_empty())) else {
        return Err(Refusal::Empty { field: "the file", wanted: "or drop the spreadsheet with the list" }.into());
    };
    if bytes.len() as u64 > MAX_IMPORT_FILE {
        return Err(too_large().into());
    }
    let upload = app::new_token()?;
    let now_us = visit.doors.app.clock().now_us();
    stage.put(Upload::new(upload.clone(), visit.who.id(), &visit.org, &name, bytes.to_vec(), now_us));
    let revises = id.map(|id| format!("&revises={}", encode(&id))).unwrap_or_default();
    let to = format!("/o/{}{}/{upload}?control={}{revises}", visit.org, import_path(engagement), encode(&control));
    Ok(Redirect::to(&to).into_response())
}

/// A form that cannot be read is cut off or too large; the two are told apart by the status it would have.
fn unreadable(error: MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return too_large().into();
    }
    let sentence = format!("the upload cannot be read: {}", error.body_text());
    Refusal::NotPossible { sentence, hint: "send it again".to_owned() }.into()
}

fn too_large() -> Refusal {
    Refusal::NotPossible {
        sentence: format!("the file is larger than {} MiB", MAX_IMPORT_FILE / 1024 / 1024),
        hint: "keep only the sheet with the list, or hand in parts of the window as populations of their own"
            .to_owned(),
    }
}
