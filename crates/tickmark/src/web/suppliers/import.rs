//! Importing a list of suppliers: choose a file, see what would happen, then all or nothing.

use super::path;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field, Row, Step, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::supplier::SupplierImportWords;
use app::ask::{PreviewSuppliers, SuppliersOf};
use app::exchange::{HEADINGS, MAX_IMPORT_FILE, SupplierList};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::rules::Planned;
use domain::rules::supplier::{MAX_ROWS, SupplierPlan};
use maud::{Markup, html};
use std::sync::Arc;

/// The spreadsheet of an import of suppliers.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the suppliers",
    smaller: "keep only the sheet with the suppliers, without pictures",
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
fn import() -> Command {
    Command::Supplier(SupplierCommand::ImportSuppliers { source: String::new(), file: None, rows: Vec::new() })
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&SuppliersOf)?;
    let missing = why_not(visit, &import());
    let hint = format!("XLSX or CSV, at most {} MiB and {MAX_ROWS} rows.", MAX_IMPORT_FILE / 1024 / 1024);
    let file = Field { name: "file", label: "Spreadsheet", hint: &hint, required: true, ..Field::default() };
    let body = html! {
        (ui::heading("Import suppliers", Some("From the list that you already have. Nothing is changed before you have seen what would happen."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                ui::upload_form(&format!("/o/{}/suppliers/import", visit.org), html! {
                    (ui::file_drop(&file, ".xlsx,.xlsm,.csv,.tsv,.txt"))
                    div.actions { (ui::button("Check this file")) }
                }),
                html! {
                    (ui::notice(Tone::Accent, "Imported again, it changes nothing", html! {
                        "Suppliers are known by their id, or else by their name. What the list leaves out stays as it was; states are reached by steps."
                    }))
                    (ui::card(html! {
                        h3 { "Headings that are read" }
                        p { (HEADINGS.join(", ")) }
                        p.hint { "Only the name is needed. Several names, clauses or systems stand in one cell, with a semicolon between them." }
                    }))
                },
            ))
        }
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here("Import")];
    Ok(form_page(visit.page(&answer.mark, "Import suppliers", "/suppliers", &crumbs, body), missing.as_ref()))
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
    Ok(Redirect::to(&format!("/o/{}/suppliers/import/{id}", visit.org)).into_response())
}

fn read(visit: &Visit, upload: &Upload) -> Result<(SupplierList, SupplierPlan), Problem> {
    let app = &visit.doors.app;
    let read = || app.read_suppliers(&visit.org, &visit.who, &upload.bytes, &upload.name, None);
    let list = tokio::task::block_in_place(read)?;
    let plan = visit.ask(&PreviewSuppliers(&list.rows))?.value;
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
    list: &SupplierList,
    plan: &SupplierPlan,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&SuppliersOf)?;
    let words = SupplierImportWords::of(list, plan);
    let counts =
        format!("{} new, {} changed, {} the same, {} refused.", words.new, words.changed, words.same, words.refused);
    let action = format!("/o/{}/suppliers/import/{}", visit.org, upload.id);
    let body = html! {
        (ui::heading("Check the import", Some("This is what the file says and what importing it would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name))
        (refused(refusal))
        @if words.refused > 0 {
            (ui::notice(Tone::Danger, &counts, html! { "One row with a problem stops the whole import. Mend the rows and choose the file again." }))
            div.actions { (ui::link_button("Choose the mended file", &visit.href("/suppliers/import"), None)) }
            (problems(&words))
        } @else if words.new + words.changed == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { (counts) }))
            div.actions { (ui::link_button("To the suppliers", &visit.href("/suppliers"), None)) }
        } @else {
            (ui::notice(Tone::Accent, &counts, html! { "Import takes all rows, or none." }))
            (ui::form(&action, html! {
                div.actions {
                    (ui::button(&format!("Import {}", counted(words.new + words.changed, "supplier", "suppliers"))))
                    (ui::quiet_link("Choose another file", &visit.href("/suppliers/import"), None))
                }
            }))
        }
        @if !words.unmatched.is_empty() { p.hint { "Headings that nothing took: " (words.unmatched.join(", ")) "." } }
        @for note in &words.notes { p.hint { (note) } }
        (rows(list, plan))
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here("Import")];
    Ok(visit.page(&answer.mark, "Check the import", "/suppliers", &crumbs, body))
}

fn problems(words: &SupplierImportWords) -> Markup {
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

fn rows(list: &SupplierList, plan: &SupplierPlan) -> Markup {
    let rows: Vec<Row> = plan
        .lines
        .iter()
        .zip(&list.numbers)
        .take(SHOWN)
        .map(|((name, line), number)| {
            let what = match line {
                Planned::New => html! { (ui::badge(Tone::Accent, "New")) },
                Planned::Same => html! { (ui::badge(Tone::Neutral, "The same")) },
                Planned::Changed(changes) => html! { (ui::badge(Tone::Caution, "Changed")) " " (changes.join(", ")) },
                Planned::Refused(refusal) => {
                    html! { (ui::badge(Tone::Danger, "Refused")) " " (sentence(&refusal.to_string())) }
                }
            };
            Row::new(vec![html! { (number) }, html! { (name) }, what])
        })
        .collect();
    let columns = [Column::number("Row"), Column::text("Supplier"), Column::text("What would happen")];
    ui::section("rows", "Row by row", None, ui::table("Rows", &columns, &rows, TableOptions::default()))
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let (list, plan) = read(&visit, &upload)?;
    let (new, changed, same, _) = plan.counts();
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let app = &visit.doors.app;
        app.import_suppliers(&visit.org, &visit.who, Some(&upload.id), list.clone(), &upload.bytes)
    };
    let imported = tokio::task::block_in_place(import).map_err(Problem::from).map(|receipt| {
        let done = format!("Imported: {new} new, {changed} changed, {same} the same.");
        visit.went(&done, path("").trim_end_matches('/'), &receipt)
    });
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| preview(&visit, &upload, &list, &plan, Some(refusal)))
}
