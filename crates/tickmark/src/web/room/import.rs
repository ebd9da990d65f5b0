//! Importing a list of requests: choose a file, see the fate of each row, then all or nothing.

use super::show::nothing_asked;
use super::{path, seen_or};
use crate::web::listed::{leftovers, pick, stepper};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::Mark;
use app::exchange::{List, REQUEST_HEADINGS, RowProblem};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::rules::room::MAX_IMPORT;
use domain::values::AuditRequest;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The spreadsheet of an import of requests.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the requests",
    smaller: "keep only the sheet with the requests, without pictures",
    done: "imported",
};

/// Headings of the export that the import reads: the others say where a request stands.
const READ: usize = 7;

/// What the second step looks at.
const CHECKED: &str = "row by row";

fn place(id: &str) -> String {
    format!("{}/requests/import", path(id))
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

fn framed(visit: &Visit, mark: &Mark, id: &str, body: Markup) -> Response {
    let crumbs = [
        Crumb::link("Auditor's room", visit.href("/room")),
        Crumb::link(id, visit.href(&path(id))),
        Crumb::here("Import requests"),
    ];
    visit.page(mark, "Import requests", "/room", &crumbs, body)
}

fn page(visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let (answer, missing) = seen_or(visit, id, &nothing_asked(id))?;
    let cancel = ui::quiet_link("Cancel", &visit.href(&path(id)), None);
    let lead = "A list of requests as the auditor keeps it. Nothing is changed before you have seen what would happen to each row.";
    let body = html! {
        (ui::heading("Import requests", Some(lead), None))
        (stepper(0, "", CHECKED))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                pick(visit, &place(id), MAX_IMPORT, Some(&cancel)),
                ui::card(html! {
                    h3 { "Headings that are read" }
                    p { (REQUEST_HEADINGS[..READ].join(", ")) }
                    p.hint { "Title and Due are needed. A row names a criterion or a control, or neither; To is the e-mail address of a member, or empty for the programme manager." }
                }),
            ))
        }
    };
    Ok(form_page(framed(visit, &answer.mark, id, body), missing.as_ref()))
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &nothing_asked(&id)) {
        return Err(missing.into());
    }
    let taken = take(&visit, &stage, &id, form).await;
    or_again(taken, |refusal| page(&visit, &id, Some(refusal)))
}

async fn take(visit: &Visit, stage: &Stage, id: &str, form: Multipart) -> Result<Response, Problem> {
    let sent = WANTED.read(form, &[]).await?;
    let upload = WANTED.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}{}/{upload}", visit.org, place(id))).into_response())
}

fn read(visit: &Visit, id: &str, upload: &Upload) -> Result<List<AuditRequest>, Problem> {
    let app = &visit.doors.app;
    let file = (upload.bytes.as_slice(), upload.name.as_str());
    Ok(tokio::task::block_in_place(|| app.read_audit_requests(&visit.org, &visit.who, id, file, None))?)
}

pub(super) async fn check(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id, upload)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &upload)?;
    let checked = read(&visit, &id, &upload).and_then(|list| preview(&visit, &id, &upload, &list, None));
    or_again(checked, |refusal| page(&visit, &id, Some(refusal)))
}

fn preview(
    visit: &Visit,
    id: &str,
    upload: &Upload,
    list: &List<AuditRequest>,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let (answer, _) = seen_or(visit, id, &nothing_asked(id))?;
    let again = ui::quiet_link("Choose another file", &visit.href(&place(id)), None);
    let wrong: BTreeSet<u32> = list.problems.iter().map(|problem| problem.row).collect();
    let body = html! {
        (ui::heading("Check the requests", Some("This is what the file says. Nothing is changed yet."), None))
        (stepper(1, &upload.name, CHECKED))
        (refused(refusal))
        @if wrong.is_empty() {
            (ui::notice(Tone::Accent, &format!("{} would be put on the list", counted(list.rows.len(), "request", "requests")), html! { "All of them, or none." }))
            (ui::form(&format!("/o/{}{}/{}", visit.org, place(id), upload.id), html! {
                div.actions { (ui::button(&format!("Import {}", counted(list.rows.len(), "request", "requests")))) (again) }
            }))
        } @else {
            (ui::notice(Tone::Danger, &format!("{} cannot be taken", counted(wrong.len(), "row", "rows")), html! { "One row with a problem stops the whole import. Mend the rows and choose the file again." }))
            div.actions { (again) }
        }
        (leftovers(&list.unmatched, &list.notes))
        (fates(list))
    };
    Ok(framed(visit, &answer.mark, id, body))
}

/// The fate of every row, in the order of the file.
fn fates(list: &List<AuditRequest>) -> Markup {
    let mut rows: BTreeMap<u32, (Option<&AuditRequest>, Vec<&RowProblem>)> = BTreeMap::new();
    for (number, request) in list.numbers.iter().zip(&list.rows) {
        rows.entry(*number).or_default().0 = Some(request);
    }
    for problem in &list.problems {
        rows.entry(problem.row).or_default().1.push(problem);
    }
    let rows: Vec<Row> =
        rows.into_iter().map(|(number, (request, problems))| fate(number, request, &problems)).collect();
    let columns = [
        Column::number("Row"),
        Column::text("What would happen"),
        Column::text("Request"),
        Column::narrow("About"),
        Column::narrow("Wanted by"),
    ];
    ui::section("rows", "Row by row", None, ui::table("Rows", &columns, &rows, TableOptions::default()))
}

fn fate(number: u32, request: Option<&AuditRequest>, problems: &[&RowProblem]) -> Row {
    let about = request.and_then(|one| one.subject.as_ref()).map_or("", |subject| subject.id.as_str());
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    Row::new(vec![
        html! { (number) },
        html! {
            @if problems.is_empty() { (ui::badge(Tone::Good, "New request")) }
            @for problem in problems {
                div { (ui::badge(Tone::Danger, &problem.field)) " " (sentence(&problem.what)) div.hint { (sentence(&problem.hint)) } }
            }
        },
        html! {
            @match request {
                Some(one) => { (one.title) @if !one.reference.is_empty() { div.hint { (one.reference) } } },
                None => (ui::nothing()),
            }
        },
        text(about),
        html! { @match request { Some(one) => (one.due), None => (ui::nothing()) } },
    ])
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id, upload)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &upload)?;
    let list = read(&visit, &id, &upload)?;
    let count = counted(list.rows.len(), "request", "requests");
    // The id of the upload is the id of the request: asked twice, it happens once.
    let app = &visit.doors.app;
    let import = || app.import_audit_requests(&visit.org, &visit.who, Some(&upload.id), &id, list.clone());
    let done = tokio::task::block_in_place(import).map_err(Problem::from);
    let imported = done.map(|receipt| visit.went(&format!("Put {count} on the list."), &path(&id), &receipt));
    if imported.is_ok() {
        stage.forget(&upload.id);
    }
    or_again(imported, |refusal| preview(&visit, &id, &upload, &list, Some(refusal)))
}
