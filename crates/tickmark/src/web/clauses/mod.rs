//! Clauses 4 to 10: all of them with two marks each, the file of one, and what is missing before Stage 1 and Stage 2.

mod cycle;
mod derivation;
mod list;
mod one;
mod part;
mod place;
mod readiness;
#[cfg(test)]
mod tests;

pub(crate) use place::page_at;

use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::get;
use domain::reports::clauses::{GovernanceMark, OperationMark};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// Where these pages begin inside the organisation.
const PLACE: &str = "/clauses";
/// Where the lists before the audits are.
const READINESS: &str = "/certification/readiness";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/clauses", get(list::show))
        .route("/o/{organisation}/clauses/{clause}", get(one::show))
        .route("/o/{organisation}/certification/readiness", get(readiness::show))
        .route("/o/{organisation}/certification/readiness.xlsx", get(readiness::xlsx))
}

fn governance(mark: GovernanceMark) -> Markup {
    let tone = match mark {
        GovernanceMark::Absent => Tone::Danger,
        GovernanceMark::Written => Tone::Caution,
        GovernanceMark::Decided => Tone::Good,
    };
    ui::badge(tone, mark.title())
}

fn operation(mark: OperationMark) -> Markup {
    let tone = match mark {
        OperationMark::Absent => Tone::Danger,
        OperationMark::Before => Tone::Caution,
        OperationMark::Runs => Tone::Good,
    };
    ui::badge(tone, mark.title())
}

fn day(day: Option<Date>) -> Markup {
    html! { @if let Some(day) = day { time datetime=(day) { (day) } } @else { (ui::nothing()) } }
}

/// Ids as links to their pages, apart by commas.
fn ids(visit: &Visit, ids: &[String], place: impl Fn(String) -> domain::reports::clauses::Place) -> Markup {
    html! {
        @if ids.is_empty() { (ui::nothing()) }
        @for (at, id) in ids.iter().enumerate() { @if at > 0 { ", " } (place::link(visit, &place(id.clone()), id)) }
    }
}
