//! The heat map: likelihood by impact on the scales of the method, each cell a link to its risks.

use super::tone;
use crate::web::reading::counted;
use crate::web::ui::{self, Tab};
use crate::web::visit::Visit;
use domain::reports::risk::{Heat, HeatMap};
use domain::values::risk::{Grade, RatingKind, RiskMethod};
use maud::{Markup, html};

/// The kind of rating that the query asks for; as it is today when it asks for none.
pub(super) fn kind(visit: &Visit) -> RatingKind {
    visit.field("kind").and_then(|kind| RatingKind::parse(&kind)).unwrap_or(RatingKind::Current)
}

/// The map of the kind that was chosen, with ways to the others.
pub(super) fn section(visit: &Visit, heat: &Heat) -> Markup {
    let kind = kind(visit);
    let tabs: Vec<Tab<'_>> = RatingKind::ALL
        .into_iter()
        .map(|one| Tab {
            label: one.title().into(),
            href: visit.with("/risks", &[("kind", one.id()), ("likelihood", ""), ("impact", "")]).into(),
            current: one == kind,
            count: None,
        })
        .collect();
    let lead = format!(
        "Open risks by likelihood and impact, version {} of the method. Above {}, the next level decides.",
        heat.version,
        heat.method.word(heat.method.appetite)
    );
    let map = heat.maps.iter().find(|map| map.kind == kind);
    ui::section(
        "heat",
        "Heat map",
        Some(&lead),
        html! {
            (ui::tabs("Kind of rating", &tabs))
            @if let Some(map) = map {
                (grid(visit, &heat.method, map))
                (elsewhere(visit, map))
            }
        },
    )
}

fn grid(visit: &Visit, method: &RiskMethod, map: &HeatMap) -> Markup {
    // The highest grade stands on top.
    let mut rows: Vec<_> = method.likelihood.iter().zip(&map.cells).zip(1_u8..).collect();
    rows.reverse();
    html! {
        div.risk-heat {
            table {
                caption.sr-only { (map.kind.title()) " ratings by likelihood and impact" }
                thead {
                    tr {
                        th scope="col" { span.hint { "Likelihood \u{2193} Impact \u{2192}" } }
                        @for (grade, number) in method.impact.iter().zip(1_u8..) { th scope="col" title=(grade.meaning) { (head(number, grade)) } }
                    }
                }
                tbody {
                    @for ((grade, cells), likelihood) in rows {
                        tr {
                            th scope="row" title=(grade.meaning) { (head(likelihood, grade)) }
                            @for (risks, impact) in cells.iter().zip(1_u8..) {
                                td { (cell(visit, method, map.kind, (likelihood, impact), risks.len())) }
                            }
                        }
                    }
                }
            }
        }
        ul.risk-levels aria-label="Levels" {
            @for (level, number) in method.levels.iter().zip(1_u8..) {
                li title=(level.demands) {
                    span class={ "risk-swatch tone-" (tone(number, method.appetite, method.levels.len()).name()) } aria-hidden="true" {}
                    (level.word) @if number == method.appetite { " (appetite)" }
                }
            }
        }
    }
}

fn head(number: u8, grade: &Grade) -> Markup {
    html! { span.risk-grade { (number) } span.risk-word { (grade.word) } }
}

fn cell(visit: &Visit, method: &RiskMethod, kind: RatingKind, place: (u8, u8), count: usize) -> Markup {
    let (likelihood, impact) = place;
    let level = method.level(likelihood, impact).unwrap_or_default();
    let class = format!("risk-cell tone-{}", tone(level, method.appetite, method.levels.len()).name());
    let words = format!("{}, {} likelihood, {} impact", method.word(level), likelihood, impact);
    if count == 0 {
        return html! { span class=(class) title=(words) { span.sr-only { "no risk, " (words) } } };
    }
    let (likelihood, impact) = (likelihood.to_string(), impact.to_string());
    let to = [
        ("kind", kind.id()),
        ("likelihood", likelihood.as_str()),
        ("impact", impact.as_str()),
        ("view", ""),
        ("from", ""),
    ];
    html! {
        a class={ (class) " full" } href={ (visit.with("/risks", &to)) "#register" } title=(words) {
            (count) span.sr-only { " " @if count == 1 { "risk" } @else { "risks" } ", " (words) }
        }
    }
}

/// Risks that stand in no cell, with the way to them.
fn elsewhere(visit: &Visit, map: &HeatMap) -> Markup {
    let way = |view: &str| {
        format!("{}#register", visit.with("/risks", &[("view", view), ("likelihood", ""), ("impact", "")]))
    };
    html! {
        @if !map.unrated.is_empty() || !map.by_other_version.is_empty() {
            p.count-line {
                @if !map.unrated.is_empty() {
                    a href=(way("unrated")) { (counted(map.unrated.len(), "risk", "risks")) " without this rating" } ". "
                }
                @if !map.by_other_version.is_empty() {
                    a href=(way("other")) { (counted(map.by_other_version.len(), "risk", "risks")) " rated by another version of the method" } "."
                }
            }
        }
    }
}
