//! The twelve checks (K9), each with the entries that it speaks against, and what auditors would ask.

use super::{PLACE, TITLE, asked, entry_path, path, tabs};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::StatementAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::reports::statement::{SoaCheck, WHOLE};
use maud::{Markup, html};

/// Controls that a check names before the rest is folded away.
const MANY: usize = 24;

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let value = &answer.value;
    let body = html! {
        (ui::heading("Checks", Some("What is wrong with this version on the day of judgement. An approval waits for the checks that stand in its way."), Some(days(&visit, &answer.mark))))
        (tabs(&visit, value, "/checks"))
        (table(&visit, value))
        (questions(&visit, value))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Checks"),
    ];
    Ok(visit.page(&answer.mark, "Checks", PLACE, &crumbs, body))
}

pub(super) fn table(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let rows: Vec<Row> = SoaCheck::ALL.into_iter().map(|check| row(visit, answer, check)).collect();
    let columns = [
        Column::narrow("Check"),
        Column::text("What would be wrong"),
        Column::narrow("Stands"),
        Column::number("Found"),
        Column::text("Where"),
    ];
    ui::table("Checks", &columns, &rows, TableOptions::default())
}

fn row(visit: &Visit, answer: &StatementAnswer, check: SoaCheck) -> Row {
    let found: Vec<&str> =
        answer.findings.iter().filter(|one| one.check == check).map(|one| one.control.as_str()).collect();
    let links = html! {
        span.ids {
            @for control in found.iter().filter(|control| **control != WHOLE) {
                a.id href=(visit.href(&entry_path(&answer.id, control))) { (control) } " "
            }
        }
    };
    let stands = match (found.is_empty(), check.blocks()) {
        (true, _) => ui::badge(Tone::Good, "Nothing found"),
        (false, true) => ui::badge(Tone::Danger, "In the way"),
        (false, false) => ui::badge(Tone::Caution, "Found"),
    };
    let id = check.id();
    let what = match check {
        SoaCheck::NotApproved => sentence(check.sentence()),
        _ => format!("A control {}.", check.sentence()),
    };
    let cells = vec![
        html! { span.id { (id) } },
        html! { (what) },
        stands,
        html! { (found.len()) },
        html! {
            @if found.is_empty() { (ui::nothing()) }
            @else if found.iter().all(|control| *control == WHOLE) { a href=(visit.href(&path(&answer.id, "/approval"))) { "The whole statement" } }
            @else if found.len() > MANY { details.fold { summary { (found.len()) " in all" } (links) } }
            @else { (links) }
        },
    ];
    Row { faint: found.is_empty(), ..Row::new(cells).anchored(id) }
}

fn questions(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let rows: Vec<Row> = answer
        .rows
        .iter()
        .flat_map(|row| row.warnings.iter().map(move |one| (row, one)))
        .map(|(row, one)| {
            let href = visit.href(&entry_path(&answer.id, &row.control));
            Row::new(vec![ui::named(&row.control, &row.title, &href), html! { (sentence(&one.sentence)) }])
        })
        .collect();
    let empty = (
        "Nothing that auditors would ask was found",
        "Doubted exclusions, reasons without a treatment, references that ended and owners who left are listed here.",
        html! {},
    );
    let columns = [Column::text("Control"), Column::text("What")];
    let table = ui::table("Questions", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() });
    ui::section(
        "questions",
        "What auditors would ask",
        Some("These stop nothing; an answer stands best in the entry."),
        table,
    )
}
