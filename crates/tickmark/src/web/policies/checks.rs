//! What is missing: the pieces of documented information that ISO/IEC 27001 names, and documents for one topic (R22).

use super::{path, state_badge};
use crate::web::problem::Problem;
use crate::web::reading::{days, item_href};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{PoliciesAnswer, PoliciesOf};
use axum::response::Response;
use domain::reports::policy::PieceLine;
use domain::values::policy::KeptIn;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PoliciesOf::default())?;
    let lead = "The standard names eighteen pieces of documented information. A piece is a document in force that is named as it, or a register that holds it.";
    let body = html! {
        (ui::heading("What is missing", Some(lead), Some(days(&visit, &answer.mark))))
        (pieces(&visit, &answer.value))
        (same(&visit, &answer.value))
    };
    let crumbs = [Crumb::link("Policies", visit.href("/policies")), Crumb::here("What is missing")];
    Ok(visit.page(&answer.mark, "What is missing", "/policies", &crumbs, body))
}

fn pieces(visit: &Visit, value: &PoliciesAnswer) -> Markup {
    let rows: Vec<Row> = value.pieces.iter().map(|line| row(visit, line)).collect();
    let columns = [Column::narrow("Clause"), Column::text("Piece"), Column::narrow("Stands"), Column::text("Where")];
    ui::table("Documented information", &columns, &rows, TableOptions::default())
}

fn row(visit: &Visit, line: &PieceLine) -> Row {
    let stands = match line.there() {
        Some(true) => ui::badge(Tone::Good, "There"),
        Some(false) => ui::badge(Tone::Danger, "Missing"),
        None => ui::badge(Tone::Neutral, "Look there"),
    };
    let register = |href: &str, words: &str| html! { a href=(visit.href(href)) { (words) } };
    let kept = match line.piece.kept_in() {
        KeptIn::Statement => Some(register("/statement", "Statement of Applicability")),
        KeptIn::Risks => Some(register("/risks", "Risks")),
        KeptIn::Evidence => Some(register("/evidence", "Evidence")),
        KeptIn::Nonconformities => Some(register("/nonconformities", "Nonconformities")),
        KeptIn::Elsewhere => Some(html! { "Its register, or a document that is named as it" }),
        KeptIn::Documents => None,
    };
    Row::new(vec![
        html! { a.id href=(item_href(visit, line.piece.clause())) { (line.piece.clause()) } },
        html! { (line.piece.title()) },
        stands,
        html! {
            @for (id, state) in &line.documents { p { a.id href=(visit.href(&path(id))) { (id) } " " (state_badge(*state)) } }
            @if let Some(kept) = kept { p { (kept) @if let Some(count) = line.kept { ": " (count) } } }
            @else if line.documents.is_empty() { span.hint { "No document is named as it: choose it where a document is changed." } }
        },
    ])
}

fn same(visit: &Visit, value: &PoliciesAnswer) -> Markup {
    let link = |id: &str| html! { a.id href=(visit.href(&path(id))) { (id) } };
    html! {
        (ui::section("same", "For one topic", Some("What one says and the other does not is read by nobody."), html! {
            @if value.same.is_empty() { p.hint { "No two documents look like one." } }
            ul.plain-list { @for pair in &value.same { li { (link(&pair.a)) " and " (link(&pair.b)) ": " (pair.why) } } }
        }))
    }
}
