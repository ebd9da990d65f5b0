//! The second step of an import: what the file says, and what importing it would do.

use super::{ListPages, Looked, Said, leftovers, stepper};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::Upload;
use crate::web::typed::{refused, sentence};
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::RowProblemWords;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::rules::Planned;
use maud::{Markup, html};

/// Rows and problems that the page lists; the counts above them speak of all.
const SHOWN: usize = 200;

pub(super) fn page<L: ListPages>(
    visit: &Visit,
    said: &Said,
    upload: &Upload,
    looked: &Looked<L>,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let (mark, done) = (L::mark(visit)?, &looked.done);
    let (counts, again) = ((said.would)(done), visit.href(&said.place()));
    let body = html! {
        (ui::heading("Check the import", Some("This is what the file says and what importing it would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name, "rows"))
        (refused(refusal))
        @if done.refused > 0 {
            (ui::notice(Tone::Danger, &counts, html! { "One row with a problem stops the whole import. Mend the rows and choose the file again." }))
            div.actions { (ui::link_button("Choose the mended file", &again, None)) }
            (problems(&done.problems))
        } @else if done.changes() == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { (counts) }))
            div.actions { (ui::link_button(&format!("To the {}", said.many), &visit.href(said.register().1), None)) }
        } @else {
            (ui::notice(Tone::Accent, &counts, html! { "Import takes all rows, or none." }))
            (ui::form(&format!("/o/{}{}/{}", visit.org, said.place(), upload.id), html! {
                div.actions {
                    (ui::button(&format!("Import {}", counted(done.changes(), said.one, said.many))))
                    (ui::quiet_link("Choose another file", &again, None))
                }
            }))
        }
        (leftovers(&done.unmatched, &done.notes))
        (rows(said, looked))
    };
    Ok(said.page(visit, &mark, "Check the import", body))
}

fn problems(problems: &[RowProblemWords]) -> Markup {
    let row = |p: &RowProblemWords| {
        Row::new(vec![
            html! { (p.row) },
            html! { (p.field) },
            html! { (sentence(&p.what)) },
            html! { (sentence(&p.hint)) },
        ])
    };
    let rows: Vec<Row> = problems.iter().take(SHOWN).map(row).collect();
    let columns = [
        Column::number("Row"),
        Column::text("Field or name"),
        Column::text("What is wrong"),
        Column::text("Right would be"),
    ];
    ui::section("problems", "Problems", None, ui::table("Problems", &columns, &rows, TableOptions::default()))
}

fn rows<L: ListPages>(said: &Said, looked: &Looked<L>) -> Markup {
    let numbered = looked.lines.iter().zip(&looked.list.numbers).take(SHOWN);
    let rows: Vec<Row> = numbered
        .map(|((name, line), number)| {
            let what = match line {
                Planned::New => html! { (ui::badge(Tone::Accent, "New")) },
                Planned::Same => html! { (ui::badge(Tone::Neutral, said.same)) },
                Planned::Changed(changes) => html! { (ui::badge(Tone::Caution, "Changed")) " " (changes.join(", ")) },
                Planned::Refused(refusal) => {
                    html! { (ui::badge(Tone::Danger, "Refused")) " " (sentence(&refusal.to_string())) }
                }
            };
            Row::new(vec![html! { (number) }, html! { (name) }, what])
        })
        .collect();
    let columns = [Column::number("Row"), Column::text(said.row), Column::text("What would happen")];
    ui::section("rows", "Row by row", None, ui::table("Rows", &columns, &rows, TableOptions::default()))
}
