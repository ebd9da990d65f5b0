//! All versions, the newest first.

use super::{PLACE, TITLE, path, state_badge};
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{StatementLine, Statements};
use axum::extract::Path;
use axum::response::Response;
use domain::registers::statement::StatementStep;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path(_): Path<String>) -> Result<Response, Problem> {
    let answer = visit.ask(&Statements)?;
    let rows: Vec<Row> = answer.value.versions.iter().map(|line| row(&visit, line)).collect();
    let columns = [
        Column::narrow("Version"),
        Column::narrow("Stands"),
        Column::narrow("In force"),
        Column::text("Changed by"),
        Column::text("Reviewed"),
        Column::text("Approved"),
        Column::narrow("SHA-256"),
    ];
    let empty = (
        "No version was begun yet",
        "A draft gives each control of Annex A its entry.",
        html! {
            (ui::link_button("To the statement", &visit.href(PLACE), None))
        },
    );
    let body = html! {
        (ui::heading("Versions", Some("What was in force stays as it was; an edit begins a new draft."), Some(days(&visit, &answer.mark))))
        (ui::table("Versions", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Versions")];
    Ok(visit.page(&answer.mark, "Versions", PLACE, &crumbs, body))
}

fn row(visit: &Visit, line: &StatementLine) -> Row {
    let held = &line.held;
    let authors: Vec<String> = held.authors.iter().map(|author| visit.name_of(author)).collect();
    let cells = vec![
        html! { a.id href=(visit.href(&path(&line.id, ""))) { (line.id) } },
        state_badge(held.state),
        html! {
            @match (held.from, held.until) {
                (Some(from), Some(until)) => { (from) " to " (until) },
                (Some(from), None) => { "since " (from) },
                _ => (ui::nothing()),
            }
        },
        html! {
            @if authors.is_empty() { (ui::nothing()) } @else { (authors.join(", ")) }
            @if let Some(reason) = &held.withdrawn { p.hint { "Given up: " (reason) } }
        },
        step(visit, held.reviewed.as_ref()),
        step(visit, held.approved.as_ref()),
        ui::hash(&held.sha256),
    ];
    Row::new(cells)
}

/// Who did it, and on which day.
pub(super) fn step(visit: &Visit, step: Option<&StatementStep>) -> Markup {
    html! {
        @match step {
            Some(step) => {
                @let day = app::clock::day_of(step.at_us).to_string();
                (people::name(visit, &step.by)) ", " time datetime=(day) { (day) }
            },
            None => (ui::nothing()),
        }
    }
}
