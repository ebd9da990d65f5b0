//! Importing a list of nonconformities: choose a file, see what would happen, then all or nothing.

use super::path;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field, Row, Step, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::nonconformity::NonconformityImportWords;
use app::ask::{NonconformitiesOf, PreviewNonconformities};
use app::exchange::{MAX_IMPORT_FILE, NONCONFORMITY_HEADINGS, NonconformityList};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::rules::Planned;
use domain::rules::nonconformity::{MAX_ROWS, NonconformityPlan};
use maud::{Markup, html};
use std::sync::Arc;

/// The spreadsheet of an import of nonconformities.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the nonconformities",
    smaller: "keep only the sheet with the nonconformities, without pictures",
    done: "imported",
};

/// Rows and problems that the page lists; the counts above them speak of all.
const SHOWN: usize = 200;

fn stepper(current: usize, file: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: file },
        Step { label: "Check", under: "rows" },
        Step { label: "Import", under: "all or nothing" },
    ];
    ui::stepper("Import", &steps, current)
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

/// An import of nothing yet.
pub(super) fn import() -> Command {
    Command::Nonconformity(NonconformityCommand::ImportNonconformities {
        source: String::new(),
        file: None,
        rows: Vec::new(),
    })
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformitiesOf::default())?;
    let missing = why_not(visit, &import());
    let hint = format!("XLSX or CSV, at most {} MiB and {MAX_ROWS} rows.", MAX_IMPORT_FILE / 1024 / 1024);
    let file = Field { name: "file", label: "Spreadsheet", hint: &hint, required: true, ..Field::default() };
    let body = html! {
        (ui::heading("Import nonconformities", Some("From the list that you already have. Nothing is changed before you have seen what would happen."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                ui::upload_form(&format!("/o/{}/nonconformities/import", visit.org), html! {
                    (ui::file_drop(&file, ".xlsx,.xlsm,.csv,.tsv,.txt"))
                    div.actions { (ui::button("Check this file")) }
                }),
                html! {
                    (ui::notice(Tone::Accent, "Imported again, it changes nothing", html! {
                        "Each is known by its id, by source and reference, or else by title and day. What is known stays as it is; states are reached by steps."
                    }))
                    (ui::card(html! {
                        h3 { "Headings that are read" }
                        p { (NONCONFORMITY_HEADINGS.join(", ")) }
                        p.hint { "Title and description are needed. Several clauses or controls stand in one cell, with a semicolon between them." }
                    }))
                },
            ))
        }
    };
    let crumbs = [Crumb::link("Nonconformities", visit.href("/nonconformities")), Crumb::here("Import")];
    Ok(form_page(
        visit.page(&answer.mark, "Import nonconformities", "/nonconformities", &crumbs, body),
        missing.as_ref(),
    ))
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    form: Multipart,
) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &import()) {
        return Err(missing.into());
    }
    let taken = take(&visit, &stage, form).await;
    or_again(taken, |refusal| page(&visit, Some(refusal)))
}

async fn take(visit: &Visit, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = WANTED.read(form, &[]).await?;
    let id = WANTED.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}/nonconformities/import/{id}", visit.org)).into_response())
}

fn read(visit: &Visit, upload: &Upload) -> Result<(NonconformityList, NonconformityPlan), Problem> {
    let app = &visit.doors.app;
    let read = || app.read_nonconformities(&visit.org, &visit.who, &upload.bytes, &upload.name, None);
    let list = tokio::task::block_in_place(read)?;
    let plan = visit.ask(&PreviewNonconformities(&list.rows))?.value;
    Ok((list, plan))
}

pub(super) async fn check(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let checked = read(&visit, &upload).and_then(|(list, plan)| preview(&visit, &upload, &list, &plan, None));
    or_again(checked, |refusal| page(&visit, Some(refusal)))
}

fn preview(
    visit: &Visit,
    upload: &Upload,
    list: &NonconformityList,
    plan: &NonconformityPlan,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformitiesOf::default())?;
    let words = NonconformityImportWords::of(list, plan);
    let counts = format!("{} new, {} known already, {} refused.", words.new, words.same, words.refused);
    let action = format!("/o/{}/nonconformities/import/{}", visit.org, upload.id);
    let body = html! {
        (ui::heading("Check the import", Some("This is what the file says and what importing it would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name))
        (refused(refusal))
        @if words.refused > 0 {
            (ui::notice(Tone::Danger, &counts, html! { "One row with a problem stops the whole import. Mend the rows and choose the file again." }))
            div.actions { (ui::link_button("Choose the mended file", &visit.href("/nonconformities/import"), None)) }
            (problems(&words))
        } @else if words.new == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { (counts) }))
            div.actions { (ui::link_button("To the nonconformities", &visit.href("/nonconformities"), None)) }
        } @else {
            (ui::notice(Tone::Accent, &counts, html! { "Import takes all rows, or none." }))
            (ui::form(&action, html! {
                div.actions {
                    (ui::button(&format!("Import {}", counted(words.new, "nonconformity", "nonconformities"))))
                    (ui::quiet_link("Choose another file", &visit.href("/nonconformities/import"), None))
                }
            }))
        }
        @if !words.unmatched.is_empty() { p.hint { "Headings that nothing took: " (words.unmatched.join(", ")) "." } }
        @for note in &words.notes { p.hint { (note) } }
        (rows(list, plan))
    };
    let crumbs = [Crumb::link("Nonconformities", visit.href("/nonconformities")), Crumb::here("Import")];
    Ok(visit.page(&answer.mark, "Check the import", "/nonconformities", &crumbs, body))
}

fn problems(words: &NonconformityImportWords) -> Markup {
    let rows: Vec<Row> = words
        .problems
        .iter()
        .take(SHOWN)
        .map(|p| {
            Row::new(vec![
                html! { (p.row) },
                html! { (p.field) },
                html! { (sentence(&p.what)) },
                html! { (sentence(&p.hint)) },
            ])
        })
        .collect();
    let columns =
        [Column::number("Row"), Column::narrow("Field"), Column::text("What is wrong"), Column::text("Right would be")];
    ui::section("problems", "Problems", None, ui::table("Problems", &columns, &rows, TableOptions::default()))
}

fn rows(list: &NonconformityList, plan: &NonconformityPlan) -> Markup {
    let rows: Vec<Row> = plan
        .lines
        .iter()
        .zip(&list.numbers)
        .take(SHOWN)
        .map(|((name, line), number)| {
            let what = match line {
                Planned::New => html! { (ui::badge(Tone::Accent, "New")) },
                Planned::Same | Planned::Changed(_) => html! { (ui::badge(Tone::Neutral, "Known already")) },
                Planned::Refused(refusal) => {
                    html! { (ui::badge(Tone::Danger, "Refused")) " " (sentence(&refusal.to_string())) }
                }
            };
            Row::new(vec![html! { (number) }, html! { (name) }, what])
        })
        .collect();
    let columns = [Column::number("Row"), Column::text("Nonconformity"), Column::text("What would happen")];
    ui::section("rows", "Row by row", None, ui::table("Rows", &columns, &rows, TableOptions::default()))
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let (list, plan) = read(&visit, &upload)?;
    let (new, same, _) = plan.counts();
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let app = &visit.doors.app;
        app.import_nonconformities(&visit.org, &visit.who, Some(&upload.id), list.clone(), &upload.bytes)
    };
    let imported = tokio::task::block_in_place(import).map_err(Problem::from).map(|receipt| {
        let done = format!("Imported: {new} raised, {same} known already.");
        visit.went(&done, path("").trim_end_matches('/'), &receipt)
    });
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| preview(&visit, &upload, &list, &plan, Some(refusal)))
}
