//! What a package would hold and lack, and the two ways to build it.

use super::asked::Chosen;
use super::lacks::{self, Ways};
use super::{days, label_badge, size};
use crate::web::evidence;
use crate::web::reading::{counted, item_href, n};
use crate::web::ui::{self, Column, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::evidence::Label;
use domain::reports::package::{PackagePlan, Section};
use domain::values::ItemKind;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) fn preview(visit: &Visit, chosen: &Chosen, plan: &PackagePlan) -> Markup {
    html! {
        (ui::section("preview", &plan.title, Some("As it would be if it were built now."), html! {
            (figures(plan))
            p.hint { "Days: " (days(plan.spec.window)) " · ordered by " (plan.framework.title) " · labels read by " (plan.crosswalk.title) }
        }))
        (build(visit, chosen, plan))
        (missing(visit, plan))
        (labels(plan))
        (contents(visit, plan))
        (beside(visit, plan))
    }
}

fn figures(plan: &PackagePlan) -> Markup {
    let answered = plan.sections.iter().filter(|section| !section.rows.is_empty()).count();
    let (items, files, bytes) = (n(plan.items.len()), n(plan.files.len()), size(plan.bytes));
    let (answered, of, lacks) = (n(answered), n(plan.sections.len()), n(plan.lacks.len()));
    let figures = [
        Stat {
            label: "Items of evidence",
            figure: &items.to_string(),
            under: "accepted, by what they stand for",
            href: "#labels",
            ..Stat::default()
        },
        Stat { label: "Files", figure: &files.to_string(), under: &bytes, href: "#contents", ..Stat::default() },
        Stat {
            label: "Answered by a control",
            figure: &answered.to_string(),
            denominator: &of.to_string(),
            under: "coverage, not readiness",
            href: "#contents",
            share: Some((answered, of)),
            ..Stat::default()
        },
        Stat {
            label: "Missing",
            figure: &lacks.to_string(),
            under: "each with where it is mended",
            href: "#missing",
            ..Stat::default()
        },
    ];
    ui::figures(&figures)
}

/// The build of a complete package, or why it is not offered and the partial one in its place.
fn build(visit: &Visit, chosen: &Chosen, plan: &PackagePlan) -> Markup {
    let action = format!("/o/{}/packages", visit.org);
    let hidden = html! { @for (name, value) in chosen.fields() { (ui::hidden(name, value)) } };
    ui::section(
        "build",
        "Build it",
        None,
        html! {
            @if plan.complete() {
                (ui::form(&action, html! { (hidden) div.actions { (ui::button("Build the package")) } }))
            } @else {
                div.actions { button.button.off type="button" disabled aria-describedby="why-not-complete" { "Build the package" } }
                p.hint id="why-not-complete" {
                    "A package is complete or it is not built: this one lacks " (counted(plan.lacks.len(), "thing", "things")) " that it has to hold, listed below."
                }
                (ui::notice(Tone::Caution, "Or as a partial package", html! {
                    "It says PARTIAL on its face, in its manifest and to whoever checks it, with the whole list of what is missing. "
                    "Agree on it with the auditor first."
                }))
                (ui::form(&action, html! {
                    (hidden) (ui::hidden("partial", "yes"))
                    div.actions { button.button type="submit" { "Build a partial package" } }
                }))
            }
        },
    )
}

fn missing(visit: &Visit, plan: &PackagePlan) -> Markup {
    let title = if plan.complete() { "Nothing is missing".to_owned() } else { format!("{} missing", plan.lacks.len()) };
    let ways = Ways::of(plan);
    html! {
        (ui::section("missing", &title, None, html! {
            @if plan.complete() { p.nothing-missing { (Icon::Check.svg()) "It holds all that it has to hold." } }
            @else { (lacks::list(visit, &ways, &plan.lacks)) }
        }))
        @if !plan.left_out.is_empty() {
            (ui::section("left-out", "Left out on purpose", Some("The package names each of them."), lacks::list(visit, &ways, &plan.left_out)))
        }
    }
}

fn labels(plan: &PackagePlan) -> Markup {
    let counts = plan.labels();
    let rows = [
        (Label::Reused, counts.reused, "as it is, for both frameworks"),
        (Label::Supplemented, counts.supplemented, "for both, with what the row of the crosswalk says besides"),
        (Label::FrameworkOnly, counts.framework_only, "for this framework and no item of the other"),
    ];
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|(label, count, means)| Row::new(vec![label_badge(label), html! { (count) }, html! { (means) }]))
        .collect();
    let columns = [Column::narrow("Label"), Column::number("Items"), Column::text("Stands")];
    ui::section(
        "labels",
        "One set of evidence, two audits",
        Some("Each item is counted once, under the best label that it has here."),
        ui::table("Labels", &columns, &rows, TableOptions::default()),
    )
}

fn contents(visit: &Visit, plan: &PackagePlan) -> Markup {
    let first = match plan.sections.first().map(|section| section.kind) {
        Some(ItemKind::Criterion) | None => "Criterion",
        Some(_) => "Clause or control",
    };
    let columns = [Column::text(first), Column::text("Own controls"), Column::text("Evidence"), Column::text("Label")];
    let rows: Vec<Row> = plan.sections.iter().map(|section| row(visit, section)).collect();
    ui::section("contents", "What it would hold", None, ui::table("Contents", &columns, &rows, TableOptions::default()))
}

fn row(visit: &Visit, section: &Section) -> Row {
    let evidence: BTreeSet<&String> = section.rows.iter().flat_map(|row| &row.evidence).collect();
    let labels: BTreeSet<Label> =
        section.rows.iter().filter(|row| !row.evidence.is_empty()).map(|row| row.label).collect();
    Row::new(vec![
        ui::named(&section.id, &section.title, &item_href(visit, &section.id)),
        html! {
            @if section.rows.is_empty() { (ui::badge(Tone::Caution, "None")) }
            span.ids { @for row in &section.rows { a.id href=(crate::web::controls::href(visit, &row.control)) title=(row.name) { (row.control) } " " } }
        },
        html! {
            @if evidence.is_empty() { (ui::nothing()) }
            @else if evidence.len() <= SHOWN { (ids(visit, evidence.iter().copied())) }
            @else { details.fold { summary { (counted(evidence.len(), "item", "items")) } (ids(visit, evidence.iter().copied())) } }
        },
        html! { span.tags { @for label in labels { (label_badge(label)) " " } } },
    ])
}

/// Items that stand in a cell without being folded.
const SHOWN: usize = 6;

fn ids<'a>(visit: &Visit, ids: impl Iterator<Item = &'a String>) -> Markup {
    html! { span.ids { @for id in ids { a.id href=(evidence::href(visit, id)) { (id) } " " } } }
}

/// Documents that SOC 2 has no equivalent for (R176).
fn beside(visit: &Visit, plan: &PackagePlan) -> Markup {
    let columns = [Column::narrow("Clause"), Column::text("What"), Column::text("Evidence beside it")];
    let rows: Vec<Row> = plan
        .no_reuse
        .iter()
        .map(|one| {
            Row::new(vec![
                html! { (one.clause) },
                html! { (one.name) @if one.required { p.hint { "Without it a package for a certification body is partial." } } },
                html! { @if one.evidence.is_empty() { (ui::nothing()) } @else { (ids(visit, one.evidence.iter())) } },
            ])
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (ui::section(
                "no-reuse",
                "Without an equivalent in SOC 2",
                Some("Named by ISO/IEC 27001; nothing collected for SOC 2 stands in the place of one."),
                ui::table("Without an equivalent", &columns, &rows, TableOptions::default()),
            ))
        }
    }
}
