//! Importing a list into a register: choose a file, see what would happen, then all or nothing.

use super::{kind_of, register_path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field as Input, Row, Step, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::registers::RegisterImportWords;
use app::ask::{PreviewEntries, RegistersOf};
use app::exchange::{EntriesFile, MAX_IMPORT_FILE, register_headings};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::rules::ImportPlan;
use domain::rules::Planned;
use domain::values::isms::{EntryList, MAX_ENTRY_ROWS, RegisterKind};
use maud::{Markup, html};
use std::sync::Arc;

/// The spreadsheet of an import into a register.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the entries",
    smaller: "keep only the sheet with the entries, without pictures",
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

/// An import of nothing yet.
pub(super) fn import(kind: RegisterKind) -> Command {
    let list = EntryList { register: kind, source: String::new(), file: None, rows: Vec::new() };
    Command::Isms(IsmsCommand::ImportRegisterEntries { list: Box::new(list) })
}

fn crumbs<'a>(visit: &Visit, kind: RegisterKind) -> [Crumb<'a>; 3] {
    [
        Crumb::link("Registers", visit.href("/registers")),
        Crumb::link(kind.title(), visit.href(&register_path(kind))),
        Crumb::here("Import"),
    ]
}

pub(super) async fn show(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, kind_of(&register)?, None)
}

fn page(visit: &Visit, kind: RegisterKind, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RegistersOf)?;
    let missing = why_not(visit, &import(kind));
    let hint = format!("XLSX or CSV, at most {} MiB and {MAX_ENTRY_ROWS} rows.", MAX_IMPORT_FILE / 1024 / 1024);
    let file = Input { name: "file", label: "Spreadsheet", hint: &hint, required: true, ..Input::default() };
    let title = format!("Import {}", kind.title().to_lowercase());
    let body = html! {
        (ui::heading(&title, Some("From the list that you already have. Nothing is changed before you have seen what would happen."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                ui::upload_form(&format!("/o/{}{}/import", visit.org, register_path(kind)), html! {
                    (ui::file_drop(&file, ".xlsx,.xlsm,.csv,.tsv,.txt"))
                    div.actions { (ui::button("Check this file")) }
                }),
                html! {
                    (ui::notice(Tone::Accent, "Imported again, it changes nothing", html! {
                        "An entry is known by its id, or else by “" (kind.declared().title().title) "”. Where the list says something else, the entry is changed; an empty cell changes nothing, and states are reached by steps."
                    }))
                    (ui::card(html! {
                        h3 { "Headings that are read" }
                        p { (register_headings(kind).join(", ")) }
                        p.hint { "People stand by e-mail address, days like 2026-03-31, several ids with a semicolon between them." }
                    }))
                },
            ))
        }
    };
    Ok(form_page(visit.page(&answer.mark, &title, "/registers", &crumbs(visit, kind), body), missing.as_ref()))
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, register)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Problem> {
    let kind = kind_of(&register)?;
    if let Some(missing) = why_not(&visit, &import(kind)) {
        return Err(missing.into());
    }
    let taken = take(&visit, kind, &stage, form).await;
    or_again(taken, |refusal| page(&visit, kind, Some(refusal)))
}

async fn take(visit: &Visit, kind: RegisterKind, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = WANTED.read(form, &[]).await?;
    let id = WANTED.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}{}/import/{id}", visit.org, register_path(kind))).into_response())
}

fn read(visit: &Visit, kind: RegisterKind, upload: &Upload) -> Result<(EntriesFile, ImportPlan), Problem> {
    let app = &visit.doors.app;
    let file = (upload.bytes.as_slice(), upload.name.as_str());
    let list = tokio::task::block_in_place(|| app.read_register(&visit.org, &visit.who, kind, file, None))?;
    let plan = visit.ask(&PreviewEntries { kind, rows: &list.rows })?.value;
    Ok((list, plan))
}

pub(super) async fn check(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, register, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let kind = kind_of(&register)?;
    let upload = WANTED.find(&visit, &stage, &id)?;
    let checked = read(&visit, kind, &upload).and_then(|(list, plan)| preview(&visit, &upload, &list, &plan, None));
    or_again(checked, |refusal| page(&visit, kind, Some(refusal)))
}

fn preview(
    visit: &Visit,
    upload: &Upload,
    list: &EntriesFile,
    plan: &ImportPlan,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&RegistersOf)?;
    let words = RegisterImportWords::of(list, plan);
    let RegisterImportWords { new, changed, same, refused: wrong, .. } = words;
    let counts = format!("{new} new, {changed} changed, {same} as they were, {wrong} refused.");
    let at = register_path(list.kind);
    let action = format!("/o/{}{at}/import/{}", visit.org, upload.id);
    let body = html! {
        (ui::heading("Check the import", Some("This is what the file says and what importing it would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name))
        (refused(refusal))
        @if wrong > 0 {
            (ui::notice(Tone::Danger, &counts, html! { "One row with a problem stops the whole import. Mend the rows and choose the file again." }))
            div.actions { (ui::link_button("Choose the mended file", &visit.href(&format!("{at}/import")), None)) }
            (problems(&words))
        } @else if new + changed == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { (counts) }))
            div.actions { (ui::link_button("To the register", &visit.href(&at), None)) }
        } @else {
            (ui::notice(Tone::Accent, &counts, html! { "Import takes all rows, or none." }))
            (ui::form(&action, html! {
                div.actions {
                    (ui::button(&format!("Import {}", counted(new + changed, "entry", "entries"))))
                    (ui::quiet_link("Choose another file", &visit.href(&format!("{at}/import")), None))
                }
            }))
        }
        @if !words.unmatched.is_empty() { p.hint { "Headings that nothing took: " (words.unmatched.join(", ")) "." } }
        @for note in &words.notes { p.hint { (note) } }
        (rows(list, plan))
    };
    Ok(visit.page(&answer.mark, "Check the import", "/registers", &crumbs(visit, list.kind), body))
}

fn problems(words: &RegisterImportWords) -> Markup {
    let cells = |p: &crate::words::registers::RegisterProblemWords| {
        vec![html! { (p.row) }, html! { (p.field) }, html! { (sentence(&p.what)) }, html! { (sentence(&p.hint)) }]
    };
    let rows: Vec<Row> = words.problems.iter().take(SHOWN).map(|p| Row::new(cells(p))).collect();
    let columns =
        [Column::number("Row"), Column::narrow("Field"), Column::text("What is wrong"), Column::text("Right would be")];
    ui::section("problems", "Problems", None, ui::table("Problems", &columns, &rows, TableOptions::default()))
}

fn rows(list: &EntriesFile, plan: &ImportPlan) -> Markup {
    let what = |line: &Planned| match line {
        Planned::New => html! { (ui::badge(Tone::Accent, "New")) },
        Planned::Changed(what) => html! { (ui::badge(Tone::Accent, "Changed")) " " (what.join(", ")) },
        Planned::Same => html! { (ui::badge(Tone::Neutral, "As it was")) },
        Planned::Refused(refusal) => {
            html! { (ui::badge(Tone::Danger, "Refused")) " " (sentence(&refusal.to_string())) }
        }
    };
    let all = plan.lines.iter().zip(&list.numbers).take(SHOWN);
    let rows: Vec<Row> =
        all.map(|((name, line), number)| Row::new(vec![html! { (number) }, html! { (name) }, what(line)])).collect();
    let columns = [Column::number("Row"), Column::text("Entry"), Column::text("What would happen")];
    ui::section("rows", "Row by row", None, ui::table("Rows", &columns, &rows, TableOptions::default()))
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, register, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let kind = kind_of(&register)?;
    let upload = WANTED.find(&visit, &stage, &id)?;
    let (list, plan) = read(&visit, kind, &upload)?;
    let (new, changed, same, _) = plan.counts();
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let app = &visit.doors.app;
        app.import_register(&visit.org, &visit.who, Some(&upload.id), list.clone(), &upload.bytes)
    };
    let imported = tokio::task::block_in_place(import).map_err(Problem::from).map(|receipt| {
        let done = format!("Imported: {new} added, {changed} changed, {same} as they were.");
        visit.went(&done, &register_path(kind), &receipt)
    });
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| preview(&visit, &upload, &list, &plan, Some(refusal)))
}
