//! The matrix of the cycle: which visit of the body covered which clause and control (R221).

use super::{PLACE, TITLE, item_href, path};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::ui::{self, Choice, Column, Crumb, Mark, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::CertificationOf;
use axum::extract::Path;
use axum::response::Response;
use domain::reports::certification::VisitedRow;
use maud::html;

const SHOWN: [(&str, &str); 3] = [("all", "All"), ("covered", "Covered by a visit"), ("never", "By no visit")];

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationOf(id))?;
    let (detail, matrix) = (&answer.value, &answer.value.visited);
    let shown = visit.field("show").filter(|word| SHOWN.iter().any(|(id, _)| id == word)).unwrap_or("all".to_owned());
    let covered = |row: &&VisitedRow| row.cells.contains(&true);
    let wanted = matrix.rows.iter().filter(|row| match shown.as_str() {
        "covered" => covered(row),
        "never" => !covered(row),
        _ => true,
    });
    let rows: Vec<Row> = wanted
        .map(|row| {
            let mut cells =
                vec![html! { a.id href=(item_href(&visit, &row.item.id)) { (row.item.id) } " " (row.item.title) }];
            cells.extend(row.cells.iter().map(|yes| {
                html! { @if *yes { (ui::mark(Mark::Full, "Covered")) } @else { (ui::nothing()) } }
            }));
            cells.push(html! {
                @if row.internally { (ui::badge(Tone::Good, "Audited")) } @else { (ui::nothing()) }
            });
            Row::new(cells).anchored(&row.item.id)
        })
        .collect();
    let mut columns = vec![Column::text("Clause or control")];
    let heads = matrix.visits.iter().filter_map(|number| Some((number, detail.held.visit(*number)?)));
    columns.extend(heads.map(|(number, held)| Column::narrow(format!("{number}: {}", held.visit.kind.title()))));
    columns.push(Column::narrow("Internal audit"));
    let choices = SHOWN.map(|(id, label)| Choice::new(id, label, id == shown));
    let beside = matrix.beside.join(", ");
    let body = html! {
        (ui::heading("What the body covered", Some(&format!("{}. Each visit samples; over the cycle every control that applies is covered by internal audits.", matrix.sentence())), Some(days(&visit, &answer.mark))))
        @if matrix.visits.is_empty() {
            (ui::empty_state("No visit is recorded", "Once a visit was held, record what it covered.", ui::link_button("Back to the project", &visit.href(&path(&detail.id)), None)))
        } @else {
            (ui::filter_bar(&visit.path, html! { (ui::inline_select("show", "Show", &choices)) }, None))
            p.hint { (rows.len()) " of " (matrix.rows.len()) " shown." @if !beside.is_empty() { " Covered, and not in the scope any more: " (beside) "." } }
            @if rows.is_empty() { (ui::empty_state("None", "No clause or control stands so.", html! {})) }
            @else { (ui::table("Clauses and controls by visit", &columns, &rows, TableOptions::default())) }
        }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(detail.id.clone(), visit.href(&path(&detail.id))),
        Crumb::here("Coverage"),
    ];
    Ok(visit.page(&answer.mark, "What the body covered", PLACE, &crumbs, body))
}
