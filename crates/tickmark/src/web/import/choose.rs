//! The first step: which file, and by which saved columns it is read.

use super::{WANTED, stepper};
use crate::web::listed::spreadsheet;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::staged::Stage;
use crate::web::typed::{or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::Controls;
use axum::Extension;
use axum::extract::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::MAX_IMPORT;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Controls { search: "\u{0}".to_owned(), ..Controls::default() })?;
    let saved: Vec<&str> = answer.value.columns.keys().map(String::as_str).collect();
    let import = Command::ImportControls { source: String::new(), file: None, controls: Vec::new() };
    let missing = why_not(visit, &import);
    let body = html! {
        (ui::heading("Import controls", Some("From the spreadsheet that you already have. Nothing is changed before you have seen what would happen."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(form(visit, &saved), advice()))
        }
    };
    let crumbs = [Crumb::link("Controls", visit.href("/controls")), Crumb::here("Import")];
    Ok(form_page(visit.page(&answer.mark, "Import controls", "/import", &crumbs, body), missing.as_ref()))
}

fn form(visit: &Visit, saved: &[&str]) -> Markup {
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "By their headings", true))
        .chain(saved.iter().map(|name| Choice::new(*name, *name, false)))
        .collect();
    let columns = Field {
        name: "columns",
        label: "How columns are recognised",
        hint: "You can correct every column on the next page, and keep it for next time.",
        ..Field::default()
    };
    ui::upload_form(
        &format!("/o/{}/import", visit.org),
        html! {
            (spreadsheet(MAX_IMPORT))
            @if !saved.is_empty() { (ui::select(&columns, &choices)) }
            div.actions { (ui::button("Check this file")) }
        },
    )
}

fn advice() -> Markup {
    html! {
        (ui::notice(Tone::Accent, "Imported again, it updates", html! {
            "Controls are known by their id. The same file twice changes nothing, and what the file leaves out stays as it was."
        }))
        (ui::card(html! {
            h3 { "What is read" }
            ul.plain-list {
                li { "An id or a name for each control" }
                li { "SOC 2 criteria (CC6.1, A1.2) or Annex A controls (A.5.7)" }
                li { "Where there: activity, owner, type, status, frequency, policy, clauses" }
            }
            p.hint { "Encodings, empty rows and merged cells are dealt with, and said. A row that cannot be taken stops the whole import." }
        }))
    }
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    form: Multipart,
) -> Result<Response, Problem> {
    // Nobody's file is taken in who could not import it.
    let asked = page(&visit, None)?;
    if !asked.status().is_success() {
        return Ok(asked);
    }
    let taken = take(&visit, &stage, form).await;
    or_again(taken, |refusal| page(&visit, Some(refusal)))
}

async fn take(visit: &Visit, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = WANTED.read(form, &["columns"]).await?;
    let columns = match sent.text("columns") {
        "" => String::new(),
        saved => format!("?saved={}", encode(saved)),
    };
    let id = WANTED.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}/import/{id}{columns}", visit.org)).into_response())
}
