//! Importing documents: choose files, see what would happen, then all or none.

use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Row, Step, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::policy::PolicyImportWords;
use app::ask::{PoliciesOf, PreviewPolicies};
use app::exchange::{MAX_DOCX_BYTES, PolicyFile, PolicyList};
use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::{Command, PolicyCommand};
use domain::refusal::Refusal;
use domain::rules::policy::MAX_DOCUMENTS;
use maud::{Markup, html};
use std::sync::Arc;

/// Most files of one upload.
pub(super) const MAX_FILES: usize = MAX_DOCUMENTS;

/// The words of an upload that is gone.
const WANTED: Wanted = Wanted {
    file: "or drop the documents",
    smaller: "send fewer documents at once, or take pictures out of them",
    done: "imported",
};

/// An import of nothing yet.
fn import() -> Command {
    Command::Policy(PolicyCommand::ImportPolicies { source: String::new(), documents: Vec::new() })
}

fn stepper(current: usize, files: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: files },
        Step { label: "Check", under: "file by file" },
        Step { label: "Import", under: "all or none" },
    ];
    ui::stepper("Import", &steps, current)
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PoliciesOf::default())?;
    let missing = why_not(visit, &import());
    let hint = format!("Markdown or Word, at most {MAX_FILES} files; choose several at once.");
    let body = html! {
        (ui::heading("Import documents", Some("From the policies that you already have. Nothing is changed before you have seen what would happen."), None))
        (stepper(0, ""))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                ui::upload_form(&format!("/o/{}/policies/import", visit.org), html! {
                    div.field {
                        label for="files" { "Documents" }
                        input id="files" type="file" name="file" accept=".md,.markdown,.txt,.docx" multiple required aria-describedby="files-hint";
                        p.hint id="files-hint" { (hint) }
                    }
                    div.actions { (ui::button("Check these files")) }
                }),
                html! {
                    (ui::notice(Tone::Accent, "They come in as drafts", html! {
                        "A document is known by its number. With the same text it stays as it is; with another one it gets a draft."
                    }))
                    (ui::card(html! {
                        h3 { "The block in front" }
                        p { "A file may begin with a block between two lines of ---: number, title, kind, owner, classification, review, approvals, approvers, distribution, retention, controls, meets, pieces." }
                        p.hint { "Without one, the number is the name of the file and the title its first heading." }
                    }))
                },
            ))
        }
    };
    let crumbs = [Crumb::link("Policies", visit.href("/policies")), Crumb::here("Import")];
    Ok(form_page(visit.page(&answer.mark, "Import documents", "/policies", &crumbs, body), missing.as_ref()))
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
    let files = files(form).await?;
    let source = match files.as_slice() {
        [one] => one.name.clone(),
        all => counted(all.len(), "file", "files"),
    };
    let app = &visit.doors.app;
    let list = tokio::task::block_in_place(|| app.read_policies(&visit.org, &visit.who, &source, &files))?;
    // What was read is kept, and not the files: it is what the preview shows and the import takes.
    let bytes = serde_json::to_vec(&list).unwrap_or_default();
    let id = app::new_token()?;
    stage.put(Upload::new(id.clone(), visit.who.id(), &visit.org, &source, bytes, app.clock().now_us()));
    Ok(Redirect::to(&format!("/o/{}/policies/import/{id}", visit.org)).into_response())
}

async fn files(mut form: Multipart) -> Result<Vec<PolicyFile>, Problem> {
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| unreadable(&error))? {
        let name = field.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let wanted = field.name() == Some("file");
        let bytes = field.bytes().await.map_err(|error| unreadable(&error))?;
        if !wanted || (name.is_empty() && bytes.is_empty()) {
            continue;
        }
        if files.len() == MAX_FILES {
            return Err(Refusal::TooMany { what: "documents in one import", max: MAX_FILES }.into());
        }
        if bytes.len() > MAX_DOCX_BYTES {
            let sentence = format!("{name} is larger than {} MiB", MAX_DOCX_BYTES / 1024 / 1024);
            return Err(Refusal::NotPossible { sentence, hint: WANTED.smaller.to_owned() }.into());
        }
        let name = name.chars().filter(|c| !c.is_control()).take(200).collect();
        files.push(PolicyFile { name, bytes: bytes.to_vec() });
    }
    match files.is_empty() {
        true => Err(Refusal::Empty { field: "the file", wanted: "at least one document" }.into()),
        false => Ok(files),
    }
}

fn unreadable(error: &MultipartError) -> Problem {
    let sentence = format!("the upload cannot be read: {}", error.body_text());
    Refusal::NotPossible { sentence, hint: WANTED.smaller.to_owned() }.into()
}

fn kept(upload: &Upload) -> Result<PolicyList, Problem> {
    let gone = |_| Refusal::NotPossible {
        sentence: "this upload cannot be read".into(),
        hint: "choose the files again".into(),
    };
    serde_json::from_slice(&upload.bytes).map_err(gone).map_err(Problem::from)
}

pub(super) async fn check(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let list = kept(&upload)?;
    or_again(preview(&visit, &upload, &list, None), |refusal| page(&visit, Some(refusal)))
}

fn preview(visit: &Visit, upload: &Upload, list: &PolicyList, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PreviewPolicies(&list.documents))?;
    let words = PolicyImportWords::of(list, &answer.value);
    let counts = format!(
        "{} new, {} with another text, {} known already, {} refused.",
        words.new, words.changed, words.same, words.refused
    );
    let action = format!("/o/{}/policies/import/{}", visit.org, upload.id);
    let body = html! {
        (ui::heading("Check the import", Some("This is what the files say and what importing them would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name))
        (refused(refusal))
        @if words.refused > 0 {
            (ui::notice(Tone::Danger, &counts, html! { "One file with a problem stops the whole import. Mend it and choose the files again." }))
            div.actions { (ui::link_button("Choose the mended files", &visit.href("/policies/import"), None)) }
            (problems(&words))
        } @else if words.new + words.changed == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { (counts) }))
            div.actions { (ui::link_button("To the policies", &visit.href("/policies"), None)) }
        } @else {
            (ui::notice(Tone::Accent, &counts, html! { "Import takes all of them as drafts, or none." }))
            (ui::form(&action, html! {
                div.actions {
                    (ui::button(&format!("Import {}", counted(words.new + words.changed, "document", "documents"))))
                    (ui::quiet_link("Choose other files", &visit.href("/policies/import"), None))
                }
            }))
        }
        @for note in &words.notes { p.hint { (note) } }
        (all(&words))
    };
    let crumbs = [Crumb::link("Policies", visit.href("/policies")), Crumb::here("Import")];
    Ok(visit.page(&answer.mark, "Check the import", "/policies", &crumbs, body))
}

fn problems(words: &PolicyImportWords) -> Markup {
    let rows: Vec<Row> = words
        .problems
        .iter()
        .map(|p| {
            let line = html! { @if p.line > 0 { (p.line) } @else { (ui::nothing()) } };
            Row::new(vec![
                html! { (p.file) },
                line,
                html! { (p.field) },
                html! { (sentence(&p.what)) },
                html! { (sentence(&p.hint)) },
            ])
        })
        .collect();
    let columns = [
        Column::text("File"),
        Column::number("Line"),
        Column::narrow("Field"),
        Column::text("What is wrong"),
        Column::text("Right would be"),
    ];
    ui::section("problems", "Problems", None, ui::table("Problems", &columns, &rows, TableOptions::default()))
}

fn all(words: &PolicyImportWords) -> Markup {
    let rows: Vec<Row> = words
        .files
        .iter()
        .map(|file| {
            let what = match file.what {
                "new" => ui::badge(Tone::Accent, "New"),
                "draft" => ui::badge(Tone::Accent, "Gets a draft"),
                "same" => ui::badge(Tone::Neutral, "Known already"),
                _ => ui::badge(Tone::Danger, "Refused"),
            };
            Row::new(vec![html! { (file.file) }, html! { (file.number) }, html! { (file.title) }, what])
        })
        .collect();
    let columns =
        [Column::text("File"), Column::narrow("Number"), Column::text("Title"), Column::narrow("What would happen")];
    ui::section("files", "File by file", None, ui::table("Files", &columns, &rows, TableOptions::default()))
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let list = kept(&upload)?;
    let app = &visit.doors.app;
    // The id of the upload is the id of the request: asked twice, it happens once.
    let import = || app.import_policies(&visit.org, &visit.who, Some(&upload.id), list.clone());
    let imported = tokio::task::block_in_place(import)
        .map_err(Problem::from)
        .map(|receipt| visit.went("Imported as drafts.", "/policies", &receipt));
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| preview(&visit, &upload, &list, Some(refusal)))
}
