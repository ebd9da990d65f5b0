//! The figures that the rules read: published until the organisation sets its own, with where it comes from.

use super::super::reading::encode;
use super::super::ui::{self, Column, Field, Row, TableOptions, Tone};
use super::super::visit::Visit;
use super::cited;
use crate::words::planner::{figure, range};
use app::ask::PlannerAnswer;
use domain::values::sequence::{Figure, FigureKind};
use maud::{Markup, html};

pub(super) fn section(visit: &Visit, value: &PlannerAnswer, may: bool) -> Markup {
    let rows: Vec<Row> = value.figures.all().map(|(kind, one)| row(visit, kind, one, may)).collect();
    let columns = [
        Column::text("Figure"),
        Column::narrow("Read as"),
        Column::text("Published"),
        Column::text("What it is for"),
        Column::text("Your own"),
    ];
    let lead = "Figures are other people's, until you set your own; each says where it comes from.";
    ui::section(
        "figures",
        "Figures that the rules read",
        Some(lead),
        ui::table("Figures", &columns, &rows, TableOptions::default()),
    )
}

fn row(visit: &Visit, kind: FigureKind, one: &Figure, may: bool) -> Row {
    let guide = app::library::planner_guide();
    let used = guide.figures.iter().find(|line| line.id == kind).map_or("", |line| line.use_for.as_str());
    let published = match one.published {
        (low, Some(high)) => range(&figure(kind, low), &figure(kind, high)),
        (low, None) => format!("at least {}", figure(kind, low)),
    };
    Row::new(vec![
        html! { (kind.title()) },
        html! { (figure(kind, one.value)) },
        html! { (published) " " (cited(visit, &one.claim)) },
        html! { (used) },
        html! {
            @if let Some(own) = &one.own { (ui::badge(Tone::Accent, "Own")) div.hint { (own.source) } }
            @else if !may { (ui::nothing()) }
            @if may { (setting(visit, kind, one)) }
        },
    ])
    .anchored(kind.id())
}

fn setting(visit: &Visit, kind: FigureKind, one: &Figure) -> Markup {
    let action = format!("/o/{}/planner/figures/{}", visit.org, encode(kind.id()));
    let (value_id, source_id) = (format!("{}-value", kind.id()), format!("{}-source", kind.id()));
    let value = one.own.as_ref().map(|own| own.value.to_string()).unwrap_or_default();
    let source = one.own.as_ref().map(|own| own.source.as_str()).unwrap_or_default();
    html! {
        details.fold {
            summary { "Set" }
            (ui::form(&action, html! {
                (ui::text(&Field { name: "value", label: "Value", id: &value_id, value: &value, hint: "A whole number; empty goes back to the published figure.", ..Field::default() }))
                (ui::text(&Field { name: "source", label: "Where it comes from", id: &source_id, value: source, ..Field::default() }))
                div.actions { (ui::button("Set the figure")) }
            }))
        }
    }
}
