//! What the programme is worth, counted; the two views of one programme; and what each framework expects on paper.

#[cfg(test)]
mod tests;

use super::problem::Problem;
use super::reading::{days, n, share};
use super::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::value::VALUE_NOTE;
use app::ask::{ValueAnswer, ValueOf};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::reports::value::{Benefit, Purpose};
use maud::{Markup, html};
use std::sync::Arc;

const PLACE: &str = "/value";
const TITLE: &str = "What it is worth";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/value", get(show))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ValueOf)?;
    let value = &answer.value;
    let lead = "What the programme brings, counted from what is recorded, each figure of what stands beside it.";
    let of = |purpose: Purpose| value.benefits.iter().filter(move |one| one.purpose == purpose);
    let [soc2, iso] = Purpose::VIEWS;
    let single =
        Purpose::ALL.into_iter().filter(|purpose| !Purpose::VIEWS.contains(purpose) && *purpose != Purpose::History);
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(days(&visit, &answer.mark))))
        (ui::section("views", "Two views of one programme", Some("SOC 2 asks whether controls operated over a period; ISO/IEC 27001 asks whether the management system is well. The same records answer both, and neither figure stands for the other."), html! {
            div.pair {
                (ui::card(html! { h3 { (soc2.title()) } p.hint { "The question of SOC 2" } (meters(&visit, of(soc2))) }))
                (ui::card(html! { h3 { (iso.title()) } p.hint { "The question of ISO/IEC 27001" } (meters(&visit, of(iso))) }))
            }
        }))
        (ui::section("benefits", "What it brings", None, html! {
            div.pair { @for purpose in single { (ui::card(html! { h3 { (purpose.title()) } (meters(&visit, of(purpose))) })) } }
        }))
        (ui::section("history", Purpose::History.title(), Some("What was decided, written and changed in order, and not put together for one audit."), html! {
            (ui::card(html! {
                p { strong { (answer.mark.entries) } " entries in the ledger, none of which was ever edited. " a href=(visit.href("/history")) { "Read them" } }
                (meters(&visit, of(Purpose::History)))
            }))
        }))
        (ui::section("papers", "What each framework expects on paper", Some("SOC 2 names few papers and asks for evidence of each control; ISO/IEC 27001 names documents and records clause by clause."), papers(value)))
        (ui::notice(Tone::Neutral, "What the figures say", html! { (VALUE_NOTE) }))
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

/// The page on which a figure is counted.
fn place(id: &str) -> &'static str {
    match id {
        "deals_won" | "markets_won" | "required_won" | "lost_or_slowed" => "/registers/demand",
        "answers_reused" => "/questionnaires",
        "asked_answered" => "/asked",
        "measures_better" => "/posture",
        "clauses_decided" | "clauses_run" => "/clauses",
        "actions_done" => "/management-reviews",
        "runs_shown" => "/tasks",
        "exceptions_answered" | "reports_issued" => "/engagements",
        "findings_closed" => "/nonconformities",
        "risks_rated" => "/risks",
        "suppliers_reviewed" => "/suppliers",
        "certificates" => "/certification",
        "evidence_accepted" => "/evidence",
        "texts_approved" => "/policies",
        "statements_approved" => "/statement",
        _ => "/controls",
    }
}

fn meters<'a>(visit: &Visit, all: impl Iterator<Item = &'a Benefit>) -> Markup {
    html! {
        @for one in all {
            @if one.of == 0 {
                p.meter-line { a.meter-label href=(visit.href(place(one.id))) { (one.title) } span.hint { "no " (one.whole) " yet" } }
            } @else {
                (ui::meter(one.title, n(one.count), n(one.of), &share(one.count, one.of), &visit.href(place(one.id))))
                p.hint { "of " (one.of) " " (one.whole) @if one.fewer { "; fewer are better" } }
            }
        }
    }
}

fn papers(value: &ValueAnswer) -> Markup {
    let columns =
        [Column::narrow("Framework"), Column::narrow("Where"), Column::text("What"), Column::text("How it differs")];
    let rows: Vec<Row> = value
        .expected
        .iter()
        .map(|one| {
            Row::new(vec![
                html! { (one.framework) },
                html! { (one.place) },
                html! { (one.name) },
                html! { (one.differs) },
            ])
        })
        .collect();
    ui::table(
        "What each framework expects on paper",
        &columns,
        &rows,
        TableOptions { filter: true, ..TableOptions::default() },
    )
}
