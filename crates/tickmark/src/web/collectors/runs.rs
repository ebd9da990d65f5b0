//! Runs: as small marks that can be read without colour, and as a table with the reason of each.

use super::{outcome_badge, outcome_tone, outcome_words, reason};
use crate::web::evidence;
use crate::web::people;
use crate::web::reading::counted;
use crate::web::ui::{self, Column, Row, TableOptions};
use crate::web::visit::Visit;
use domain::registers::collector::{HeldCollector, HeldRun};
use domain::values::RunOutcome;
use maud::{Markup, html};

/// Runs that the table of a page shows.
const LISTED: usize = 50;

/// The newest runs as marks, the oldest first; each says day and outcome to those who cannot see it.
pub(super) fn marks(held: &HeldCollector, most: usize) -> Markup {
    let newest = &held.runs[held.runs.len().saturating_sub(most)..];
    html! {
        @if newest.is_empty() { (ui::nothing()) }
        @else {
            ol.run-marks aria-label="Last runs, the oldest first" { @for run in newest { (mark(run)) } }
        }
    }
}

fn mark(held: &HeldRun) -> Markup {
    let outcome = held.run.outcome;
    let said = format!("{}: {}", app::clock::minute_of(held.run.started_us), outcome_words(outcome).to_lowercase());
    let glyph = match outcome {
        RunOutcome::Pass => "M3 6.4 5.2 8.6l4-5",
        RunOutcome::Fail => "M3.4 3.4l5.2 5.2M8.6 3.4 3.4 8.6",
        RunOutcome::Unknown => "M4.2 4.6a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M6 9.4v.1",
    };
    html! {
        li class={ "run-mark tone-" (outcome_tone(outcome).name()) } title=(said) {
            svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" {
                path d=(glyph) fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" {}
            }
            span.sr-only { (said) }
        }
    }
}

/// The newest runs with reason, evidence and who asked, the newest first.
pub(super) fn table(visit: &Visit, held: &HeldCollector) -> Markup {
    let rows: Vec<Row> = held.runs.iter().rev().take(LISTED).map(|run| row(visit, run)).collect();
    let columns = [Column::narrow("Run"), Column::text("What the check said"), Column::narrow("Evidence")];
    let empty =
        ("It has not run yet", "Once it is approved it runs by its schedule, or when somebody runs it here.", html! {});
    let options = TableOptions { empty: Some(empty), ..TableOptions::default() };
    html! {
        @if !rows.is_empty() {
            p.count-line {
                (counted(rows.len(), "run", "runs")) @if held.total > rows.len() as u64 { " of " (held.total) } ", the newest first"
            }
        }
        (ui::table("Runs", &columns, &rows, options))
    }
}

fn row(visit: &Visit, held: &HeldRun) -> Row {
    let run = &held.run;
    let seconds = run.ended_us.saturating_sub(run.started_us) / 1_000_000;
    Row::new(vec![
        html! {
            div {
                (app::clock::minute_of(run.started_us))
                p.hint {
                    @if run.by_hand { "Asked for by " (people::name(visit, &held.by)) } @else { "By its schedule" }
                    @if seconds > 0 { ", took " (seconds) " s" }
                }
            }
        },
        html! { div { (outcome_badge(run.outcome)) p.said { (reason(&run.reason)) } } },
        html! { @if let Some(item) = &run.evidence { a.id href=(evidence::href(visit, item)) { (item) } } @else { (ui::nothing()) } },
    ])
}
