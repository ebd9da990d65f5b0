//! The first step of an import: which file, and what is read from it.

use super::ListPages;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::refused;
use crate::web::ui::{self, Field, Step, Tone};
use crate::web::visit::Visit;
use app::exchange::MAX_IMPORT_FILE;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::within_sentence;
use maud::{Markup, html};

/// The three steps of an import; `checked` is what the second one looks at.
pub(in crate::web) fn stepper(current: usize, file: &str, checked: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: file },
        Step { label: "Check", under: checked },
        Step { label: "Import", under: "all or nothing" },
    ];
    ui::stepper("Import", &steps, current)
}

/// The form that takes a list, with at most so many rows; `way_out` stands beside its button.
pub(in crate::web) fn pick(visit: &Visit, place: &str, rows: usize, way_out: Option<&Markup>) -> Markup {
    ui::upload_form(
        &format!("/o/{}{place}", visit.org),
        html! {
            (file_of(rows, "XLSX, CSV or JSON", ".xlsx,.xlsm,.csv,.tsv,.txt,.json"))
            div.actions { (ui::button("Check this file")) @if let Some(way_out) = way_out { (way_out) } }
        },
    )
}

/// The field that takes a spreadsheet, with at most so many rows.
pub(in crate::web) fn spreadsheet(rows: usize) -> Markup {
    file_of(rows, "XLSX or CSV", ".xlsx,.xlsm,.csv,.tsv,.txt")
}

/// The field that takes a file of these kinds, with at most so many rows.
fn file_of(rows: usize, kinds: &str, endings: &str) -> Markup {
    let rows = if rows < 1_000 { rows.to_string() } else { format!("{},{:03}", rows / 1_000, rows % 1_000) };
    let hint = format!("{kinds}, at most {} MiB and {rows} rows.", MAX_IMPORT_FILE / 1024 / 1024);
    let file = Field { name: "file", label: "Spreadsheet", hint: &hint, required: true, ..Field::default() };
    ui::file_drop(&file, endings)
}

/// What of a file was not taken, and what was done to its content.
pub(in crate::web) fn leftovers(unmatched: &[String], notes: &[String]) -> Markup {
    html! {
        @if !unmatched.is_empty() { p.hint { "Headings that nothing took: " (unmatched.join(", ")) "." } }
        @for note in notes { p.hint { (note) } }
    }
}

pub(super) fn page<L: ListPages>(visit: &Visit, listed: &L, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let (said, mark, not_read) = (listed.said(), L::mark(visit)?, listed.not_read());
    let read: Vec<&str> = listed.headings().into_iter().filter(|heading| !not_read.contains(heading)).collect();
    let missing = why_not(visit, &listed.nothing());
    let title = format!("Import {}", within_sentence(said.register().0));
    let lead = format!("{} Nothing is changed before you have seen what would happen.", said.lead);
    let body = html! {
        (ui::heading(&title, Some(&lead), None))
        (stepper(0, "", "rows"))
        (refused(refusal))
        @if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to import." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else {
            (ui::columns(
                pick(visit, &said.place(), listed.most().0, None),
                html! {
                    (ui::notice(Tone::Accent, "Imported again, it changes nothing", html! { (said.known) }))
                    (ui::card(html! {
                        h3 { "Headings that are read" }
                        p { (read.join(", ")) }
                        p.hint { (said.needed) }
                    }))
                },
            ))
        }
    };
    Ok(form_page(said.page(visit, &mark, &title, body), missing.as_ref()))
}
