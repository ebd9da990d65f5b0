//! A version on paper: every text whole, with what identifies it on top.

use super::{PLACE, TITLE, asked, notes, path, versions};
use crate::web::problem::Problem;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{Answer, StatementAnswer};
use axum::extract::Path;
use axum::response::Response;
use domain::reports::statement::StatementRow;
use domain::values::statement::{Applicability, Implementation};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let value = &answer.value;
    let rows: Vec<Row> = tokio::task::block_in_place(|| value.rows.iter().map(|one| row(&visit, one)).collect());
    let columns = [
        Column::text("Control"),
        Column::text("Decision"),
        Column::text("Justification"),
        Column::text("Implementation"),
        Column::text("References"),
        Column::text("Owner"),
    ];
    let body = html! {
        (ui::heading(TITLE, Some(&answer.mark.name), Some(html! {
            button.button.quiet type="button" data-print hidden { "Print" }
            (ui::quiet_link("Back", &visit.href(&path(&value.id, "")), None))
        })))
        (identity(&visit, &answer))
        div.soa-paper { (ui::table(TITLE, &columns, &rows, TableOptions::default())) }
        (notes(&value.notes))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Print"),
    ];
    Ok(visit.page(&answer.mark, TITLE, PLACE, &crumbs, body))
}

fn identity(visit: &Visit, answer: &Answer<StatementAnswer>) -> Markup {
    let (value, held) = (&answer.value, &answer.value.held);
    ui::card(ui::definition_list(&[
        ("Version", html! { (value.id) ", " (held.state.title().to_lowercase()) }),
        (
            "In force",
            html! {
                @match (held.from, held.until) {
                    (Some(from), Some(until)) => { "from " (from) " until " (until) },
                    (Some(from), None) => { "since " (from) },
                    _ => "not in force",
                }
            },
        ),
        ("Approved", versions::step(visit, held.approved.as_ref())),
        ("SHA-256 of its entries", html! { code.soa-hash { (held.sha256) } }),
        ("Evidence judged on", html! { (answer.mark.on) }),
    ]))
}

fn row(visit: &Visit, row: &StatementRow) -> Row {
    let entry = &row.entry;
    let references: Vec<&str> = entry.references.iter().map(|one| one.to.as_str()).collect();
    let cells = vec![
        html! { span.id { (row.control) } " " (row.title) },
        html! { (entry.decision.title()) },
        html! {
            @for (reason, text) in entry.included_for() { p { (reason.title()) @if !text.is_empty() { ": " (text) } } }
            @if !entry.exclusion.is_empty() { p { (entry.exclusion) } }
            @if !row.risks.is_empty() { p { "Treats " (row.risks.join(", ")) } }
        },
        html! {
            @if entry.decision == Applicability::Applicable { p { strong { (entry.status.map_or("Not said", Implementation::title)) } } }
            @if !entry.how.is_empty() { p { (entry.how) } }
        },
        html! {
            @if references.is_empty() { (ui::nothing()) } @else { (references.join(", ")) }
            @if let Some(one) = &row.evidence { p { (one.item) " of " (one.dated) } }
        },
        html! { @match &entry.owner { Some(owner) => (visit.name_of(owner)), None => (ui::nothing()) } },
    ];
    Row { faint: entry.decision == Applicability::Excluded, ..Row::new(cells) }
}
