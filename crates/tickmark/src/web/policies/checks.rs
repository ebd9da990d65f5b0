//! What is missing: the pieces of documented information that ISO/IEC 27001 names, documents for one topic (R22), and what texts
//! say with nothing behind it (R163).

use super::{path, state_badge};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, item_href};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::policy::{left_question, question};
use app::ask::{PoliciesAnswer, PoliciesOf, PolicyChecksOf};
use axum::response::Response;
use domain::reports::policy::{PieceLine, TextChecks};
use domain::values::policy::KeptIn;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PoliciesOf::default())?;
    let checks = visit.ask(&PolicyChecksOf)?.value;
    let lead = "The standard names eighteen pieces of documented information. A piece is a document in force that is named as it, or a register that holds it.";
    let body = html! {
        (ui::heading("What is missing", Some(lead), Some(days(&visit, &answer.mark))))
        (pieces(&visit, &answer.value))
        p.hint { "Counted and named are the documents that you may read." }
        (same(&visit, &answer.value))
        (texts(&visit, &checks))
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
        true => ui::badge(Tone::Good, "There"),
        false => ui::badge(Tone::Danger, "Missing"),
    };
    let register = |href: &str, words: &str| html! { a href=(visit.href(href)) { (words) } };
    let kept = match line.piece.kept_in() {
        KeptIn::Statement => Some(register("/statement", "Statement of Applicability")),
        KeptIn::Risks => Some(register("/risks", "Risks")),
        KeptIn::Evidence => Some(register("/evidence", "Evidence")),
        KeptIn::Nonconformities => Some(register("/nonconformities", "Nonconformities")),
        KeptIn::Register(kind) => Some(register(&format!("/registers/{}", kind.id()), kind.title())),
        KeptIn::Audits => Some(register("/internal-audits", "Reported internal audits")),
        KeptIn::Reviews => Some(register("/management-reviews", "Management reviews with approved minutes")),
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

/// What texts are asked about, document by document (R163, R164).
fn texts(visit: &Visit, checks: &TextChecks) -> Markup {
    let lead = format!(
        "{} of {} are asked about: what says how often something is done or that it has to be so, and has no control, or no accepted evidence of its last period.",
        checks.asked,
        counted(checks.statements, "statement", "statements"),
    );
    html! {
        (ui::section("texts", "What texts say, and what is behind it", Some(&lead), html! {
            @if checks.documents.is_empty() { p.hint { "Nothing in the texts of " (counted(checks.of, "document", "documents")) " is asked about." } }
            @for document in &checks.documents {
                h3 { (ui::named(&document.id, &document.title, &visit.href(&path(&document.id)))) }
                ul.plain-list {
                    @if let Some(asked) = document.left.as_ref().and_then(left_question) { li { (asked) } }
                    @for one in &document.statements {
                        @if let Some(asked) = question(one) { li { p.hint { "Line " (one.line) ": " (one.words) } p { (asked) } } }
                    }
                }
            }
            @if checks.left_out > 0 { p.hint { (checks.left_out) " more are left out here; the page of each document has its own." } }
        }))
    }
}
