//! The matrix of a cycle: what each audit did about each clause and control.

use super::{PLACE, item_link, path};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::ui::{self, Choice, Column, Crumb, Mark, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::AuditsOf;
use axum::response::Response;
use domain::reports::audit::{Cell, Coverage, CoverageRow};
use maud::{Markup, html};

const SHOWN: [(&str, &str); 5] = [
    ("all", "All"),
    ("covered", "Audited"),
    ("planned", "Planned"),
    ("never", "Neither"),
    ("yearly", "Every year, missed"),
];

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditsOf { programme: visit.field("programme") })?;
    let coverage = &answer.value.coverage;
    let shown = visit.field("show").filter(|word| SHOWN.iter().any(|(id, _)| id == word)).unwrap_or("all".to_owned());
    let wanted: Vec<&CoverageRow> = coverage.rows.iter().filter(|row| wants(&shown, row)).collect();
    let rows: Vec<Row> = tokio::task::block_in_place(|| wanted.iter().map(|one| row(&visit, coverage, one)).collect());
    let mut columns = vec![Column::text("Clause or control")];
    columns.extend(coverage.audits.iter().map(|id| Column::narrow(id.clone())));
    columns.push(Column::text("Stands"));
    let choices = SHOWN.map(|(id, label)| Choice::new(id, label, id == shown));
    let body = html! {
        (ui::heading("Coverage of internal audits", Some(&format!("{}.", coverage.sentence())), Some(days(&visit, &answer.mark))))
        (whole(coverage))
        (ui::filter_bar(&visit.path, html! {
            (ui::inline_select("show", "Show", &choices))
            @if let Some(programme) = visit.field("programme") { (ui::hidden("programme", &programme)) }
        }, None))
        p.hint { (rows.len()) " of " (coverage.rows.len()) " shown." }
        @if rows.is_empty() { (ui::empty_state("None", "No clause or control stands so.", html! {})) }
        @else { (ui::table("Clauses and controls by audit", &columns, &rows, TableOptions::default())) }
    };
    let crumbs = [Crumb::link("Internal audits", visit.href(PLACE)), Crumb::here("Coverage")];
    Ok(visit.page(&answer.mark, "Coverage of internal audits", PLACE, &crumbs, body))
}

fn wants(shown: &str, row: &CoverageRow) -> bool {
    match shown {
        "covered" => row.covered(),
        "planned" => row.planned(),
        "never" => !row.covered() && !row.planned(),
        "yearly" => row.yearly_missed,
        _ => true,
    }
}

/// Was the whole scope audited once (R132)?
fn whole(coverage: &Coverage) -> Markup {
    let missed = coverage.missed().count();
    let since = coverage.cycle.from;
    match (coverage.full(), missed) {
        (true, _) => ui::notice(
            Tone::Good,
            "The whole scope was audited",
            html! { "Each clause and each control that applies was audited and reported since " (since) "." },
        ),
        (false, 0) => ui::notice(
            Tone::Neutral,
            "The whole scope is audited or planned",
            html! { "A certification audit expects that all of it was audited and reported before it." },
        ),
        (false, n) => ui::notice(
            Tone::Caution,
            "The whole scope was not audited",
            html! {
                (n) " would be missed at the end of the cycle on " (coverage.cycle.until) ". A certification audit expects one full internal audit before it."
            },
        ),
    }
}

fn row(visit: &Visit, coverage: &Coverage, row: &CoverageRow) -> Row {
    let mut cells = vec![html! {
        (item_link(visit, &row.item.id)) " " (row.item.title)
        @if let Some(why) = &row.important { p.hint { "Every year: " (why) } }
    }];
    let links = coverage.audits.iter().zip(&row.cells);
    cells.extend(links.map(|(id, cell)| {
        html! {
            @match said(*cell) {
                Some((mark, word)) => a href=(visit.href(&path(id))) { (ui::mark(mark, word)) },
                None => (ui::nothing()),
            }
        }
    }));
    cells.push(html! {
        @if row.covered() { (ui::badge(Tone::Good, "Audited")) @if let Some(day) = row.last { " " span.hint { time datetime=(day) { (day) } } } }
        @else if row.planned() { (ui::badge(Tone::Accent, "Planned")) }
        @else { (ui::badge(Tone::Caution, "Neither")) }
        @if row.yearly_missed { " " (ui::badge(Tone::Danger, "Year missed")) }
    });
    Row::new(cells).anchored(&row.item.id)
}

fn said(cell: Cell) -> Option<(Mark, &'static str)> {
    match cell {
        Cell::Outside => None,
        Cell::Planned => Some((Mark::Suggested, "Planned")),
        Cell::NotExamined => Some((Mark::None, "Not examined")),
        Cell::Covered => Some((Mark::Full, "Audited")),
    }
}
