//! What an item serves: criteria of the examination, controls and clauses of the standard, and in which package it may stand.

use crate::web::reading::{item_href, items, n, own_controls};
use crate::web::ui::{self, Column, Part, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::evidence::{IsoUse, Label, Serves};
use domain::values::Action;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Titles of controls and clauses by id, from every adopted framework that knows them.
struct Titles(Vec<String>);

impl Question for Titles {
    type Answer = BTreeMap<String, String>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let title = |id: &String| seen.catalogue.frameworks().find_map(|framework| framework.item(id));
        Ok(self.0.iter().filter_map(|id| Some((id.clone(), title(id)?.title.clone()))).collect())
    }
}

/// Rows of this many uses and more are folded behind their count.
const MANY: usize = 8;

pub(super) fn section(visit: &Visit, serves: &Serves) -> Markup {
    let titles = visit.ask(&Titles(serves.iso.keys().cloned().collect())).map(|a| a.value).unwrap_or_default();
    let criteria: Vec<&String> = serves.criteria.iter().collect();
    html! {
        ul.packages {
            li { (package(serves.soc2, "Package for the CPA firm", "none of its controls is linked to a criterion in scope")) }
            li { (package(serves.certification, "Package for the certification body", "none of its controls reaches the standard")) }
        }
        (ui::definition_list(&[("SOC 2 criteria", items(visit, &criteria))]))
        @if serves.iso.is_empty() {
            p.hint { "It reaches no control and no clause of ISO/IEC 27001 through the links of its controls." }
        } @else {
            (bar(serves))
            @for label in [Label::Reused, Label::Supplemented, Label::FrameworkOnly] { (of_label(visit, serves, label, &titles)) }
        }
    }
}

fn package(may: bool, name: &str, why_not: &str) -> Markup {
    html! {
        @if may { (ui::badge(Tone::Good, name)) }
        @else { (ui::badge(Tone::Neutral, name)) span.hint { " not in it: " (why_not) } }
    }
}

fn count(serves: &Serves, label: Label) -> usize {
    serves.iso.values().filter(|of| of.label == label).count()
}

fn bar(serves: &Serves) -> Markup {
    let part = |mark, label: Label| Part::new(mark, n(count(serves, label)), label.title());
    ui::stacked_bar(
        "Controls and clauses that it serves",
        &[
            part(ui::Mark::Full, Label::Reused),
            part(ui::Mark::Partial, Label::Supplemented),
            part(ui::Mark::IsoOnly, Label::FrameworkOnly),
        ],
    )
}

fn of_label(visit: &Visit, serves: &Serves, label: Label, titles: &BTreeMap<String, String>) -> Markup {
    let mut uses: Vec<&IsoUse> = serves.iso.values().filter(|of| of.label == label).collect();
    uses.sort_by_key(|of| {
        (
            of.item.starts_with(|c: char| c.is_ascii_digit()),
            crate::web::reading::official(of.item.trim_start_matches("A.")),
        )
    });
    let table = html! { (table(visit, &uses, titles, label.title())) };
    html! {
        @if !uses.is_empty() {
            details.fold open[uses.len() <= MANY] {
                summary { (label.title()) " (" (uses.len()) " of " (serves.iso.len()) ")" }
                (table)
            }
        }
    }
}

fn table(visit: &Visit, uses: &[&IsoUse], titles: &BTreeMap<String, String>, caption: &str) -> Markup {
    let columns = [Column::text("Control or clause"), Column::text("By way of"), Column::text("Still needed")];
    let rows: Vec<Row> = uses
        .iter()
        .map(|of| {
            let title = titles.get(&of.item).map_or("", String::as_str);
            let direct: Vec<String> = of.direct.iter().cloned().collect();
            let via: Vec<&String> = of.via.iter().collect();
            Row::new(vec![
                ui::named(&of.item, title, &item_href(visit, &of.item)),
                html! {
                    @if !direct.is_empty() { (own_controls(visit, &direct)) }
                    @if !via.is_empty() { (items(visit, &via)) }
                },
                html! {
                    @if of.supplements.is_empty() { (ui::nothing()) }
                    @else { ul.lines { @for one in &of.supplements { li { (one) } } } }
                },
            ])
        })
        .collect();
    ui::table(caption, &columns, &rows, TableOptions::default())
}
