//! The items of a framework as a table.

use super::super::explain::words;
use super::super::reading;
use super::super::ui::{self, Column, Row, TableOptions};
use super::super::visit::Visit;
use super::counterpart::Counterpart;
use domain::values::{Framework, Item};
use maud::{Markup, html};

/// Items with what they ask, their place and attributes, and their counterparts. `kind` names them in the plural.
pub(super) fn table(visit: &Visit, framework: &Framework, shown: &[(&Item, &Vec<Counterpart>)], kind: &str) -> Markup {
    let columns = [
        Column::text(words(kind)),
        Column::text("What it asks"),
        Column::text("Place and attributes"),
        Column::text("Counterparts"),
    ];
    let rows: Vec<Row> = shown.iter().map(|(item, counterparts)| row(visit, framework, item, counterparts)).collect();
    let empty = ("Nothing matches", "Take away a filter, or search for fewer words.", html! {});
    ui::table("Items of the framework", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, framework: &Framework, item: &Item, counterparts: &[Counterpart]) -> Row {
    let group =
        |id: &String| framework.groups.iter().find(|g| g.id == *id).map_or_else(|| words(id), |g| g.title.clone());
    let place = item.category.map(|c| c.name().to_owned()).or_else(|| item.group.as_ref().map(group));
    let attributes: Vec<String> =
        item.attributes.each().iter().filter(|(_, v)| !v.is_empty()).map(|(_, v)| v.join(", ")).collect();
    let editions = item.predecessors.iter().chain(&item.successors).cloned().collect::<Vec<_>>();
    let tags = html! {
        @if let Some(place) = place { (ui::tag(place.trim_end_matches(" controls"))) " " }
        @if item.new { (ui::badge(ui::Tone::Accent, "New in 2022")) " " }
        @if !attributes.is_empty() { p.hint { (words(&attributes.join(" \u{b7} "))) } }
        @if !editions.is_empty() {
            p.hint { @if item.successors.is_empty() { "2013: " } @else { "2022: " } (reading::items(visit, &editions)) }
        }
    };
    Row::new(vec![
        ui::named(&item.id, &item.title, &reading::item_href(visit, &item.id)),
        html! { (item.summary) },
        html! { div.tags { (tags) } },
        others(visit, counterparts),
    ])
    .anchored(item.id.clone())
}

fn others(visit: &Visit, counterparts: &[Counterpart]) -> Markup {
    html! {
        @if counterparts.is_empty() { (ui::nothing()) }
        ul.counterparts { @for c in counterparts {
            @let mark = reading::overlap(c.overlap);
            li {
                (mark.glyph())
                a.id href=(reading::item_href(visit, &c.id)) title=(mark.word()) { (c.id) }
                span.sr-only { " " (mark.word()) }
            }
        } }
    }
}
