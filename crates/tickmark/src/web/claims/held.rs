//! One claim beside what the rows give: published, derived, and the difference control by control.

use super::super::reading;
use super::super::ui::{self, Column, Row, TableOptions};
use super::super::visit::Visit;
use domain::reports::claims::{Figure, Held, Value};
use domain::values::{Published, Unit};
use maud::{Markup, html};

/// Does the claim differ from the rows in single controls or criteria?
pub(super) fn differs_by_control(held: &Held) -> bool {
    !(held.named_but_claimed_uncovered.is_empty()
        && held.claimed_but_unnamed.is_empty()
        && held.full_but_claimed_partial.is_empty())
}

/// The claims as a table.
pub(super) fn table(visit: &Visit, claims: &[&Held]) -> Markup {
    let columns = [
        Column::text("Claim, in our words"),
        Column::narrow("Published"),
        Column::narrow("Rows give"),
        Column::narrow("Verdict"),
        Column::text("Control by control"),
    ];
    let rows: Vec<Row> = claims.iter().map(|held| row(visit, held)).collect();
    let empty = ("No claim stands here", "Choose another list or another crosswalk.", html! {});
    ui::table(
        "Claims and what the rows give",
        &columns,
        &rows,
        TableOptions { filter: true, empty: Some(empty), ..TableOptions::default() },
    )
}

fn row(visit: &Visit, held: &Held) -> Row {
    let claim = &held.claim;
    let cited = html! {
        p { span.id { (claim.id) } " " (claim.text) }
        p.hint {
            cite { (claim.source) }
            @if let Some(place) = &claim.place { ", " (place) }
            @if let Some(day) = claim.reviewed_on { ", reviewed " (day) } @else { ", undated" }
        }
        @if let Some(categories) = claim.scope.categories { p.hint { "Scope: " (categories.names()) } }
        @else if !claim.scope.words.is_empty() { p.hint { "Scope: " (claim.scope.words) } }
    };
    Row::new(vec![
        cited,
        claim.published.as_ref().map_or_else(ui::nothing, |p| html! { (published(p)) }),
        held.derived.map_or_else(ui::nothing, derived),
        verdict(held),
        differences(visit, held),
    ])
    .anchored(claim.id.clone())
}

/// `60-80 %`, `at least 3 months`, `16 controls of 93`.
fn published(p: &Published) -> String {
    let interval = match p.high {
        Some(high) if high != p.low => format!("{}\u{2013}{high}", p.low),
        Some(_) => p.low.to_string(),
        None => format!("at least {}", p.low),
    };
    let of = p.of.map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{interval} {}{of}", unit(p.unit))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "%",
        Unit::PercentagePoints => "percentage points",
        Unit::Controls => "controls",
        Unit::Criteria => "criteria",
        Unit::Months => "months",
        Unit::Weeks => "weeks",
        Unit::WeekRange => "(weeks of the plan)",
        Unit::Days => "days",
        Unit::Years => "years",
        Unit::CycleYear => "(year of the cycle)",
        Unit::CalendarYear => "(year)",
        Unit::Usd => "USD",
        Unit::UsdPerYear => "USD a year",
        Unit::FteMonths => "person-months",
        Unit::People => "people",
        Unit::Questions => "questions",
        Unit::TopicAreas => "topic areas",
        Unit::DomainsAndControls => "(domains and controls)",
    }
}

fn derived(figure: Figure) -> Markup {
    let number = figure.value.number();
    html! {
        @match figure.value {
            Value::Count(_) => strong { (number) },
            Value::Percent(p) => strong { (reading::percent(p)) },
            Value::Points(_) => strong { (number) " points" },
        }
        p.hint { (figure.n) " of " (figure.of) }
    }
}

fn verdict(held: &Held) -> Markup {
    match (held.agrees, differs_by_control(held)) {
        (Some(true), false) => ui::badge(ui::Tone::Good, "Agrees"),
        (Some(true), true) => ui::badge(ui::Tone::Caution, "Figure agrees, controls differ"),
        (Some(false), _) => ui::badge(ui::Tone::Caution, "Differs"),
        (None, true) => ui::badge(ui::Tone::Caution, "Controls differ"),
        (None, false) => html! { span.hint { "not comparable" } },
    }
}

fn differences(visit: &Visit, held: &Held) -> Markup {
    let part = |label: &str, ids: &[String]| {
        html! { @if !ids.is_empty() { p.hint { (label) " (" (ids.len()) ")" } (reading::items(visit, ids)) } }
    };
    html! {
        @if !differs_by_control(held) { (ui::nothing()) }
        (part("Claimed uncovered, but a row names them", &held.named_but_claimed_uncovered))
        (part("Claimed covered, but no row names them", &held.claimed_but_unnamed))
        (part("Claimed partial, but a row carries them fully", &held.full_but_claimed_partial))
    }
}
