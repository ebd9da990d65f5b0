//! A questionnaire comes in: choose the spreadsheet, look at what was recognised, take it in.

use super::{PLACE, barred, path};
use crate::web::listed::{spreadsheet, stepper};
use crate::web::people::{form_page, not_offered};
use crate::web::problem::Problem;
use crate::web::reading::{counted, encode};
use crate::web::staged::{Stage, Upload, Wanted};
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::QuestionnairesOf;
use app::exchange::{Form, FormOptions, QuestionnaireSaid, form_problems, read_questionnaire};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::values::questionnaire::MAX_QUESTIONS;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

const TITLE: &str = "Take in a questionnaire";
const HERE: &str = "/questionnaires/import";
/// Questions that the check lists; the count above them speaks of all.
const SHOWN: usize = 50;
/// What is said beside the file.
const FIELDS: [&str; 7] = ["customer", "title", "due", "sheet", "question", "answer", "header_row"];
/// The words of this import where its file is refused or no longer there.
const WANTED: Wanted = Wanted {
    file: "or drop the spreadsheet with the questions",
    smaller: "keep the sheet with the questions alone, without pictures",
    done: "taken in",
};

fn framed(visit: &Visit, body: Markup) -> Result<Response, Problem> {
    let mark = visit.ask(&QuestionnairesOf)?.mark;
    let crumbs = [Crumb::link("Questionnaires", visit.href(PLACE)), Crumb::here("Take one in")];
    Ok(visit.page(&mark, TITLE, PLACE, &crumbs, body))
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    choose(&visit, &Typed::default(), None)
}

/// The fields that say what the file holds; what is left empty is recognised.
fn columns(typed: &Typed) -> Markup {
    let field = |name, label, hint| Field { name, label, value: typed.get(name), hint, ..Field::default() };
    html! {
        (ui::text(&field("sheet", "Sheet", "Empty: the first one with questions and answers.")))
        (ui::text(&field("question", "Column of the questions", "Heading or letters, such as B. Empty: recognised.")))
        (ui::text(&field("answer", "Column of the answers", "Heading or letters, such as D. Empty: recognised.")))
        (ui::text(&field("header_row", "Row with the headings", "Empty: recognised. 0 for none.")))
    }
}

fn choose(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let missing = barred(visit);
    let field =
        |name, label, hint, required| Field { name, label, value: typed.get(name), hint, required, ..Field::default() };
    let body = html! {
        (ui::heading(TITLE, Some("The file is kept, and goes back as it came with the answers in it and nothing else changed."), None))
        (stepper(0, "", "what was recognised"))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) } @else {
            (ui::upload_form(&visit.href(HERE), html! {
                (spreadsheet(MAX_QUESTIONS))
                (ui::text(&field("customer", "Customer", "Who sent it.", true)))
                (ui::text(&field("title", "Title", "Empty: the name of the file.", false)))
                (ui::date_field(&field("due", "Wanted back by", "May stay empty.", false)))
                details.fold { summary { "Where questions and answers stand" } (columns(typed)) }
                div.actions { (ui::button("Check this file")) (ui::quiet_link("Back", &visit.href(PLACE), None)) }
            }))
        }
    };
    Ok(form_page(framed(visit, body)?, missing.as_ref()))
}

pub(super) async fn upload(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    form: Multipart,
) -> Result<Response, Problem> {
    if let Some(missing) = barred(&visit) {
        return Err(missing.into());
    }
    let sent = WANTED.read(form, &FIELDS).await?;
    let typed: Typed = FIELDS.iter().map(|name| ((*name).to_owned(), sent.text(name).to_owned())).collect();
    let taken = WANTED.keep(&visit, &stage, sent).map(|id| {
        let query: Vec<String> =
            typed.pairs().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}", encode(&v))).collect();
        Redirect::to(&format!("/o/{}{HERE}/{id}?{}", visit.org, query.join("&"))).into_response()
    });
    or_again(taken, |refusal| choose(&visit, &typed, Some(refusal)))
}

/// What was said beside the file, from the address or the form.
fn said(typed: &Typed) -> Result<(QuestionnaireSaid, FormOptions), Refusal> {
    let text = |name: &str| Some(typed.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let due = text("due").map(|_| typed.day("due", "the day by which it is wanted")).transpose()?;
    let header_row = text("header_row").map(|typed| {
        typed.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("the row with the headings: `{typed}` is no row"),
            hint: "write a whole number; 0 for none".to_owned(),
        })
    });
    let said = QuestionnaireSaid {
        title: text("title").unwrap_or_default(),
        customer: text("customer").unwrap_or_default(),
        received: None,
        due,
    };
    let options = FormOptions {
        sheet: text("sheet"),
        header_row: header_row.transpose()?,
        question: text("question"),
        answer: text("answer"),
    };
    Ok((said, options))
}

fn look(upload: &Upload, typed: &Typed) -> Result<(QuestionnaireSaid, Form), Problem> {
    let (said, options) = said(typed)?;
    let form = tokio::task::block_in_place(|| read_questionnaire(&upload.bytes, &upload.name, &options))?;
    Ok((said, form))
}

type Parts = BTreeMap<String, String>;

fn find(visit: &Visit, stage: &Stage, parts: &Parts) -> Result<Arc<Upload>, Problem> {
    WANTED.find(visit, stage, parts.get("upload").map_or("", String::as_str))
}

pub(super) async fn check(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path(parts): Path<Parts>,
) -> Result<Response, Problem> {
    let upload = find(&visit, &stage, &parts)?;
    let typed: Typed = FIELDS.iter().map(|name| ((*name).to_owned(), visit.field(name).unwrap_or_default())).collect();
    let checked = look(&upload, &typed).and_then(|(_, form)| checked(&visit, &upload, &typed, &form, None));
    or_again(checked, |refusal| choose(&visit, &typed, Some(refusal)))
}

fn checked(
    visit: &Visit,
    upload: &Upload,
    typed: &Typed,
    form: &Form,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let problems = form_problems(form);
    let found = format!(
        "{} in column {} of sheet {}; answers go into column {}",
        counted(form.lines.len(), "question", "questions"),
        form.question,
        form.sheet,
        form.answer
    );
    let rows: Vec<Row> = form
        .lines
        .iter()
        .take(SHOWN)
        .map(|line| {
            Row::new(vec![
                html! { (line.row) },
                html! { (line.section) },
                html! { (line.question) },
                html! { (line.given) },
            ])
        })
        .collect();
    let columns_of =
        [Column::number("Row"), Column::text("Section"), Column::text("Question"), Column::text("Answer in the file")];
    let body = html! {
        (ui::heading("Check the questionnaire", Some("This is what was recognised. Nothing is kept yet."), None))
        (stepper(1, &upload.name, "what was recognised"))
        (refused(refusal))
        @if problems.is_empty() {
            (ui::notice(Tone::Accent, &found, html! { "If these are not the questions, name the columns below." }))
            (ui::form(&visit.href(&format!("{HERE}/{}", upload.id)), html! {
                @for (name, value) in typed.pairs() { (ui::hidden(&name, &value)) }
                div.actions { (ui::button("Take it in")) (ui::quiet_link("Choose another file", &visit.href(HERE), None)) }
            }))
        } @else {
            (ui::notice(Tone::Danger, "Some answers could not be written back", html! {
                ul.lines { @for problem in &problems { li { "Row " (problem.row) ": " (sentence(&problem.what)) " " (sentence(&problem.hint)) } } }
            }))
        }
        @for note in &form.notes { p.hint { (note) } }
        details.fold { summary { "Other columns or another sheet" }
            form.form method="get" action=(visit.href(&format!("{HERE}/{}", upload.id))) {
                @for name in ["customer", "title", "due"] { (ui::hidden(name, typed.get(name))) }
                (columns(typed))
                div.actions { (ui::button("Read it so")) }
            }
        }
        (ui::section("questions", "Questions", None, html! {
            (ui::table("Questions", &columns_of, &rows, TableOptions::default()))
            @if form.lines.len() > SHOWN { p.hint { (SHOWN) " of " (form.lines.len()) " are shown." } }
        }))
    };
    framed(visit, body)
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path(parts): Path<Parts>,
    typed: Typed,
) -> Result<Response, Problem> {
    let upload = find(&visit, &stage, &parts)?;
    let (said, form) = match look(&upload, &typed) {
        Ok(looked) => looked,
        Err(problem) => return or_again(Err(problem), |refusal| choose(&visit, &typed, Some(refusal))),
    };
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let file = (form.clone(), upload.name.as_str(), upload.bytes.as_slice());
        visit.doors.app.import_questionnaire(&visit.org, &visit.who, Some(&upload.id), said, file)
    };
    let done = tokio::task::block_in_place(import).map_err(Problem::from).map(|receipt| {
        let done = format!("{} came in.", counted(form.lines.len(), "question", "questions"));
        visit.went(&done, &path(&receipt.object), &receipt)
    });
    if done.is_ok() {
        stage.forget(&upload.id);
    }
    or_again(done, |refusal| checked(&visit, &upload, &typed, &form, Some(refusal)))
}
