//! Crosswalks: each with its source and age, its rows as written and as meant, and all side by side.

mod beside;
mod rows;

use super::problem::Problem;
use super::reading;
use super::ui::{self, Column, Crumb, Row, Tab, TableOptions};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Question, Seen};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::values::catalogue::Reading;
use domain::values::{Action, Grain, Mode, Overlap, Provenance, Reference};
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/crosswalks", get(page))
        .route("/o/{organisation}/crosswalks/{id}", get(rows::page))
        .route("/o/{organisation}/crosswalks-compared", get(beside::page))
}

/// What the list says of each crosswalk.
struct Crosswalks;

struct Summary {
    id: String,
    title: String,
    version: String,
    source: Provenance,
    grain: Grain,
    layer_on: Option<String>,
    rows: usize,
    /// Ranges spread out, a broad reference counted once.
    references: usize,
    /// Items of the right side named alone or inside a range, by a row of any kind.
    named: usize,
    of: usize,
    full: usize,
    partial: usize,
    speaks: bool,
}

impl Question for Crosswalks {
    type Answer = Vec<Summary>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Summary>, Refusal> {
        let speaks = &seen.organisation()?.profile.crosswalk;
        let ids = seen.catalogue.crosswalks().map(|c| c.id.as_str());
        ids.map(|id| Ok(summary(seen.catalogue.reading(id)?, id == speaks))).collect()
    }
}

fn summary(reading: Reading<'_>, speaks: bool) -> Summary {
    let crosswalk = reading.crosswalk;
    let rows = &crosswalk.rows;
    let named: BTreeSet<usize> =
        reading.expanded.rows.iter().flat_map(|r| &r.named).filter(|n| !n.broad).map(|n| n.item).collect();
    let with = |overlap: Overlap| rows.iter().filter(|r| r.overlap == overlap).count();
    Summary {
        id: crosswalk.id.clone(),
        title: crosswalk.title.clone(),
        version: crosswalk.version.clone(),
        source: crosswalk.source.clone(),
        grain: crosswalk.grain,
        layer_on: crosswalk.layer_on.clone(),
        rows: rows.len(),
        references: references(reading),
        named: named.len(),
        of: reading.to.audited(domain::values::ItemKind::Control).count(),
        full: with(Overlap::Full),
        partial: with(Overlap::Partial),
        speaks,
    }
}

fn references(reading: Reading<'_>) -> usize {
    let written = reading.crosswalk.rows.iter().flat_map(|r| &r.references);
    let broad = written.filter(|r| matches!(r, Reference::Broad(_))).count();
    let rows = reading.expanded.rows.iter();
    let spread = rows.map(|r| r.named.iter().filter(|n| !n.broad).count() + r.clauses.len());
    broad + spread.sum::<usize>()
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Crosswalks)?;
    let on = answer.mark.on;
    let body = html! {
        (ui::heading(
            "Crosswalks",
            Some("Mappings between frameworks, each as its source published it. Sources disagree; none is averaged."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (tabs(&visit, false))
        div.shelf { @for c in &answer.value { (volume(&visit, c, on)) } }
        (ui::section(
            "counts",
            "Side by side in numbers",
            Some("Whatever the scope. References with their ranges spread out, a broad one counted once."),
            counts(&visit, &answer.value),
        ))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("Crosswalks")];
    Ok(visit.page(&answer.mark, "Crosswalks", "/crosswalks", &crumbs, body))
}

fn tabs(visit: &Visit, compared: bool) -> Markup {
    let tabs = [
        Tab { label: "One by one".into(), href: visit.href("/crosswalks").into(), current: !compared, count: None },
        Tab {
            label: "Side by side".into(),
            href: visit.href("/crosswalks-compared").into(),
            current: compared,
            count: None,
        },
    ];
    // Side by side they are read in the scope of the programme.
    ui::tabs("Views", if visit.sees_programme() { &tabs } else { &tabs[..1] })
}

fn volume(visit: &Visit, c: &Summary, on: jiff::civil::Date) -> Markup {
    html! {
        article.card.volume {
            h2 { a href=(visit.href(&format!("/crosswalks/{}", reading::encode(&c.id)))) { (c.title) } }
            p.hint { code { (c.id) } ", version " (c.version) }
            p {
                @if c.speaks { (ui::badge(ui::Tone::Good, "Speaks for this organisation")) " " }
                @if let Some(on) = &c.layer_on {
                    (ui::badge(ui::Tone::Caution, "Suggestions, off until accepted")) " on " code { (on) }
                } @else { (ui::tag(grain(c.grain))) }
            }
            @if let Some(note) = &c.source.note { p.hint { (note) } }
            (reading::source(&c.source, on))
        }
    }
}

fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Criterion => "One criterion a row",
        Grain::Domain => "One domain a row",
        Grain::Suggestion => "One suggestion a row",
    }
}

fn counts(visit: &Visit, all: &[Summary]) -> Markup {
    let columns = [
        Column::text("Crosswalk"),
        Column::number("Rows"),
        Column::number("References"),
        Column::number("Full rows"),
        Column::number("Partial rows"),
        Column::number("Annex A named"),
    ];
    let rows: Vec<Row> = all
        .iter()
        .map(|c| {
            Row::new(vec![
                html! { a href=(visit.href(&format!("/crosswalks/{}", reading::encode(&c.id)))) { (c.title) } },
                html! { (c.rows) },
                html! { (c.references) },
                html! { (c.full) },
                html! { (c.partial) },
                html! { (c.named) " of " (c.of) },
            ])
        })
        .collect();
    ui::table("Rows and references of each crosswalk", &columns, &rows, TableOptions::default())
}

/// How a mode is said in a sentence.
fn read_as(mode: Mode) -> &'static str {
    match mode {
        Mode::Literal => "literally",
        Mode::Broad => "broadly",
    }
}
