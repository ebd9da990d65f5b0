//! Papers: all that can be printed, each as PDF, Word or Excel.

mod first_page;
mod print;
#[cfg(test)]
mod tests;

use super::attachment::attachment;
use super::problem::Problem;
use super::reading::days;
use super::ui::{self, Choice, Column, Crumb, Row, TableOptions};
use super::visit::Visit;
use crate::serve::Doors;
use app::printed::{Ending, PAPERS, PaperAsked, PaperKind, PapersOf, PrintAnswer, PrintedPaper, needs};
use axum::Router;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

const PLACE: &str = "/papers";
const TITLE: &str = "Papers";
/// Tells what whoever asked for a paper should know of it.
const NOTE: &str = "tickmark-note";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/papers", get(show))
        .route("/o/{organisation}/papers/{paper}", get(file))
        .route("/o/{organisation}/papers/{paper}/first-page", get(first_page::show))
        .route("/o/{organisation}/prints/{print}", get(print::show))
        .route("/o/{organisation}/prints/{print}/file", get(print::file))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PapersOf)?;
    let rows = block_in_place(|| PAPERS.iter().map(|kind| row(&visit, kind)).collect::<Result<Vec<Row>, Problem>>())?;
    let columns = [Column::text("Paper"), Column::text("About"), Column::text("Take it as")];
    let lead =
        "Each says what you may read, as of the day that is set, and bears the entry and the root that it rests on.";
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(days(&visit, &answer.mark))))
        (ui::table(TITLE, &columns, &rows, TableOptions::default()))
        p.hint {
            "PDF is for reading and keeping: tagged for screen readers, PDF/A-2a and PDF/UA-1, the same bytes each time. "
            "Word is for writing on. Excel has the tables. Coverage that stands on a paper is not readiness."
        }
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn row(visit: &Visit, kind: &'static PaperKind) -> Result<Row, Problem> {
    let name = html! { strong { (kind.title) } p.hint { (kind.about) } };
    let choices = visit.doors.app.paper_choices(&visit.org, &visit.who, visit.at, kind)?;
    let may = visit.doors.app.may(&visit.org, &visit.who, needs(kind), None) || !choices.is_empty();
    let (about, take) = match (may, kind.of) {
        (false, _) => {
            let why = format!("It takes the right to {}; ask whoever gives roles here.", needs(kind).words());
            (ui::nothing(), html! { span.hint { "Not yours to read. " (why) } })
        }
        (true, None) => (ui::nothing(), links(visit, kind)),
        (true, Some(_)) if choices.is_empty() && !kind.optional => {
            (ui::nothing(), html! { span.hint { "There is none yet." } })
        }
        (true, Some(_)) => (html! { (choice(kind, &choices)) }, buttons(visit, kind)),
    };
    Ok(Row::new(vec![name, about, take]).anchored(kind.id))
}

fn href(visit: &Visit, kind: &PaperKind, ending: Ending) -> String {
    visit.href(&format!("{PLACE}/{}.{}", kind.id, ending.id()))
}

fn links(visit: &Visit, kind: &PaperKind) -> Markup {
    html! {
        span.actions.paper-take {
            @for ending in kind.endings() { (ui::export_link(ending.title(), &href(visit, kind, ending))) " " }
            (ui::quiet_link("First page", &visit.href(&format!("{PLACE}/{}/first-page", kind.id)), None))
        }
    }
}

/// The id of the form of a paper, which stands beside its choice.
fn form_of(kind: &PaperKind) -> String {
    format!("paper-{}", kind.id)
}

fn choice(kind: &PaperKind, choices: &[(String, String)]) -> Markup {
    let mut all: Vec<Choice<'_>> =
        choices.iter().map(|(id, title)| Choice::new(id.as_str(), format!("{id} {title}"), false)).collect();
    if kind.optional {
        all.insert(0, Choice::new("", "The one that speaks now", true));
    }
    html! {
        select.paper-of name="of" form=(form_of(kind)) aria-label={ (kind.title) ": about" } {
            @for one in &all { option value=(one.value) selected[one.chosen] { (one.label) } }
        }
    }
}

fn buttons(visit: &Visit, kind: &PaperKind) -> Markup {
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        form.actions.paper-take method="get" id=(form_of(kind)) action=(format!("/o/{}{PLACE}/{}.pdf", visit.org, kind.id)) {
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            @for ending in kind.endings() {
                button.button.quiet formaction=(format!("/o/{}{PLACE}/{}.{}", visit.org, kind.id, ending.id())) {
                    (ui::Icon::Download.svg()) (ending.title())
                } " "
            }
            button.button.quiet formaction=(format!("/o/{}{PLACE}/{}/first-page", visit.org, kind.id)) { "First page" }
        }
    }
}

async fn file(visit: Visit, Path((_, paper)): Path<(String, String)>) -> Result<Response, Problem> {
    let (name, ending) = named(&paper)?;
    let asked = PaperAsked::read(&name, visit.field("of").as_deref(), visit.field("classification").as_deref())?;
    let print = || visit.doors.app.print_or_begin(&visit.org, (&visit.who, visit.at), &asked, ending);
    match block_in_place(print)? {
        PrintAnswer::Printed(printed) => Ok(answered(*printed)),
        PrintAnswer::Begun(id) => Ok(Redirect::to(&print::path(&visit, &id)).into_response()),
    }
}

/// `statement.pdf` as paper and format.
///
/// # Errors
/// A refusal that names what would be right.
pub(crate) fn named(file: &str) -> Result<(String, Ending), Refusal> {
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    match Ending::parse(ending) {
        Some(ending) => Ok((name.to_owned(), ending)),
        None => Err(Refusal::NotPossible {
            sentence: format!("`{file}` names no format"),
            hint: format!("write the paper with its format, such as {name}.pdf, {name}.docx or {name}.xlsx"),
        }),
    }
}

/// A printed paper as an answer; what should be known of it stands in a header.
pub(crate) fn answered(printed: PrintedPaper) -> Response {
    let mut response = attachment(printed.ending.media_type(), &printed.name, printed.bytes);
    let note: String =
        printed.warnings.join(" | ").chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect();
    if let (false, Ok(value)) = (note.is_empty(), HeaderValue::from_str(&note)) {
        response.headers_mut().insert(NOTE, value);
    }
    response
}
