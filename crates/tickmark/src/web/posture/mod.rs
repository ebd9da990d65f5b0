//! How the programme stood month by month: findings, risks, failures of controls.

#[cfg(test)]
mod tests;

use super::problem::Problem;
use super::reading::days;
use super::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::posture::POSTURE_NOTE;
use app::ask::PostureOf;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::reports::posture::{Change, Measure, MonthOfPosture, Posture, Way};
use domain::values::counted;
use maud::{Markup, html};
use std::sync::Arc;

const PLACE: &str = "/posture";
const TITLE: &str = "Posture over time";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/posture", get(show))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PostureOf)?;
    let lead = "Findings, risks and failures of controls at the end of each month, so that whoever says \"it got better\" can show it.";
    let posture = &answer.value;
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(days(&visit, &answer.mark))))
        @if posture.months.is_empty() {
            (ui::empty_state(
                "Nothing is recorded yet that changes over time",
                "Record a risk, raise a nonconformity, or say since when a control operates.",
                ui::link_button("Risks", &visit.href("/risks"), None),
            ))
        } @else {
            (compared(&visit, posture))
            (ui::section("months", "Month by month", Some("The month that runs comes last and is compared with nothing."), months(&visit, posture)))
            (ui::notice(Tone::Neutral, "What the figures say", html! { (POSTURE_NOTE) }))
        }
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

/// Where a measure is counted from.
fn source(measure: Measure) -> &'static str {
    match measure {
        Measure::OpenFindings => "/nonconformities",
        Measure::AboveAppetite => "/risks",
        Measure::MissedRuns => "/tasks",
        Measure::Exceptions => "/engagements",
    }
}

fn compared(visit: &Visit, posture: &Posture) -> Markup {
    let columns = [
        Column::text("Measure"),
        Column::narrow("First month"),
        Column::narrow("Last month"),
        Column::narrow("Way"),
        Column::narrow("Each month"),
    ];
    let rows: Vec<Row> = posture
        .changes
        .iter()
        .map(|change| {
            let line: Vec<f64> = posture.months.iter().map(|month| spark(change.measure, month)).collect();
            let label = format!("{} over {}", change.measure.title(), counted(line.len(), "month", "months"));
            Row::new(vec![
                html! { a href=(visit.href(source(change.measure))) { (change.measure.title()) } },
                figure(change.first),
                figure(change.last),
                way(change),
                ui::sparkline(&line, &label),
            ])
        })
        .collect();
    let wait = ui::notice(
        Tone::Neutral,
        "Nothing to compare yet",
        html! { "Two months have to be over before one can be held against another." },
    );
    let lead = "The first month that is over against the last one; by share where both are counted of something.";
    ui::section(
        "changes",
        "First against last",
        Some(lead),
        html! {
            @if rows.is_empty() { (wait) }
            @else { (ui::table("Measures, first month against last", &columns, &rows, TableOptions::default())) }
        },
    )
}

/// A picture without figures: its height is a share where there is one to take.
#[expect(clippy::cast_precision_loss, reason = "a picture of some pixels, no figure")]
fn spark(measure: Measure, month: &MonthOfPosture) -> f64 {
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    match measure {
        Measure::OpenFindings => (month.open_findings.0 + month.open_findings.1) as f64,
        Measure::AboveAppetite => share(month.above, month.risks),
        Measure::MissedRuns => share(month.missed, month.runs),
        Measure::Exceptions => month.exceptions as f64,
    }
}

fn figure((on, count, of): (jiff::civil::Date, usize, Option<usize>)) -> Markup {
    html! { strong { (count) } @if let Some(of) = of { " of " (of) } " " span.hint { (on.strftime("%B %Y")) } }
}

fn way(change: &Change) -> Markup {
    let tone = match change.way {
        Way::Better => Tone::Good,
        Way::Worse => Tone::Caution,
        Way::Same | Way::Unknown => Tone::Neutral,
    };
    ui::badge(tone, change.way.title())
}

fn months(visit: &Visit, posture: &Posture) -> Markup {
    let columns = [
        Column::narrow("End of"),
        Column::number("Open major"),
        Column::number("Open minor"),
        Column::number("Found"),
        Column::number("Closed"),
        Column::number("Risks above appetite"),
        Column::number("Not rated"),
        Column::number("Runs missed"),
        Column::number("On time"),
        Column::number("Exceptions"),
    ];
    let rows: Vec<Row> = posture.months.iter().rev().map(|month| row(visit, month)).collect();
    ui::table(
        "Posture by month, the newest first",
        &columns,
        &rows,
        TableOptions { wide: true, ..TableOptions::default() },
    )
}

fn row(visit: &Visit, month: &MonthOfPosture) -> Row {
    let as_of = format!("{PLACE}?as-of={}", month.on);
    let of = |part: usize, of: usize| html! { (part) span.hint { " of " (of) } };
    Row::new(vec![
        html! { @if month.over && !visit.in_the_past() { a href=(visit.href(&as_of)) { (month.on) } } @else { (month.on) @if !month.over { " " span.hint { "so far" } } } },
        html! { (month.open_findings.0) },
        html! { (month.open_findings.1) },
        html! { (month.found) },
        html! { (month.closed) },
        of(month.above, month.risks),
        html! { (month.unrated) },
        of(month.missed, month.runs),
        html! { @match month.on_time() { Some(share) => { (share) " %" }, None => { (ui::nothing()) } } },
        html! { (month.exceptions) },
    ])
}
