//! The table of changes: what each category would do, in the programme and by the crosswalk alone.

use super::without::WithoutAnswer;
use crate::web::reading::{self, percent};
use crate::web::ui::{self, Column, Row, TableOptions};
use crate::web::visit::Visit;
use domain::reports::what_if::Change;
use domain::values::Category;
use maud::{Markup, html};

pub(super) fn changes(visit: &Visit, found: &WithoutAnswer, kept: &str) -> Markup {
    let columns = [
        Column::text("Change"),
        Column::number("Covered"),
        Column::number("Share"),
        Column::text("Gained"),
        Column::text("Lost"),
        Column::text("Strengthened"),
        Column::text("By the crosswalk alone"),
    ];
    let alone = |c: Category| found.alone.iter().find(|a| a.category == c);
    let rows: Vec<Row> =
        found.changes.changes.iter().map(|change| row(visit, change, alone(change.category), kept)).collect();
    html! {
        (ui::table("Effect of each change of scope", &columns, &rows, TableOptions::default()))
        p.aside {
            "Rows of a category count only once an own control in place answers their criteria. "
            "The last column says what the crosswalk alone would give, were every criterion answered."
        }
    }
}

fn row(visit: &Visit, change: &Change, alone: Option<&Change>, kept: &str) -> Row {
    let ids = change.categories.ids();
    let href = reading::again(visit, "/what-if", &[("categories", &ids), ("without", kept)]);
    let verb = if change.added { "Add" } else { "Drop" };
    let basis = change.category == Category::Security && !change.added;
    let name = html! {
        @if basis {
            strong { "Drop Security" }
            p.hint {
                "Not possible: the common criteria are part of every examination. "
                "Shown to say what rests on them."
            }
        } @else {
            a href=(href) { (verb) " " (change.category.name()) }
        }
    };
    Row::new(vec![
        name,
        html! { (change.covered) " of " (change.of) },
        html! { (percent(change.percent)) },
        reading::items(visit, &change.gained),
        reading::items(visit, &change.lost),
        reading::items(visit, &change.strengthened),
        html! { @if let Some(alone) = alone {
            strong { (effect(alone)) } " "
            @if !alone.gained.is_empty() { (reading::items(visit, &alone.gained)) }
            @else if !alone.lost.is_empty() { (reading::items(visit, &alone.lost)) }
        } },
    ])
}

pub(super) fn effect(change: &Change) -> String {
    match (change.gained.len(), change.lost.len()) {
        (0, 0) => "\u{b1}0".to_owned(),
        (gained, 0) => format!("+{gained}"),
        (0, lost) => format!("\u{2212}{lost}"),
        (gained, lost) => format!("+{gained} \u{2212}{lost}"),
    }
}
