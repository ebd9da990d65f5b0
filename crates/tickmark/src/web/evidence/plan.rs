//! The evidence plan: what is expected for each criterion, control and clause, what of it is there, and how long it is kept.

use super::tabs;
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, item_href, n};
use crate::web::ui::{self, Column, Crumb, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::EvidencePlanOf;
use axum::response::Response;
use domain::reports::evidence::{EvidencePlan, Expected, Packed, PackedPart};
use maud::{Markup, html};

const LEAD: &str = "Which types of evidence are expected for each criterion and for each control and clause of ISO/IEC 27001, as your own controls say what shows them. One plan for both.";

const PACKS_LEAD: &str = "What auditors of either side ask for together. An item stands here by its type and its controls; whether it shows the part is for whoever reads it.";

/// Items that a cell names; the count speaks of all.
const NAMED: usize = 5;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&EvidencePlanOf(visit.view()?))?;
    let plan = &answer.value;
    let body = html! {
        (ui::heading("Evidence plan", Some(LEAD), Some(days(&visit, &answer.mark))))
        (tabs(&visit, "/evidence/plan"))
        (figures(plan))
        @for (framework, _) in &plan.kept {
            (ui::section(framework, title(framework), Some(&format!("Links read by {}.", plan.crosswalk)), table(&visit, plan, framework)))
        }
        (ui::section("packs", "Packs on access, change and incidents", Some(PACKS_LEAD), html! { @for packed in &plan.packs { (pack(&visit, packed)) } }))
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Plan")];
    Ok(visit.page(&answer.mark, "Evidence plan", "/evidence", &crumbs, body))
}

fn title(framework: &str) -> &'static str {
    if framework.starts_with("soc2") { "SOC 2 criteria in scope" } else { "Controls and clauses of ISO/IEC 27001" }
}

fn figures(plan: &EvidencePlan) -> Markup {
    let texts: Vec<_> = plan
        .kept
        .iter()
        .map(|(framework, months)| {
            let (planned, of) = plan.planned(framework);
            let kept = months.map_or_else(
                || "With a type of evidence expected. No time is set.".to_owned(),
                |months| format!("With a type of evidence expected. Kept for {}.", counted(months, "month", "months")),
            );
            (planned.to_string(), of.to_string(), kept, format!("#{framework}"), (planned, of))
        })
        .collect();
    let stats: Vec<Stat<'_>> = plan
        .kept
        .iter()
        .zip(&texts)
        .map(|((framework, _), (planned, of, kept, href, share))| Stat {
            label: title(framework),
            figure: planned,
            denominator: of,
            under: kept,
            href,
            share: Some((n(share.0), n(share.1))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn table(visit: &Visit, plan: &EvidencePlan, framework: &str) -> Markup {
    let of = plan.items.iter().filter(|one| one.framework == framework);
    let rows: Vec<Row> = of.map(|one| row(visit, one)).collect();
    let columns = [Column::text("For"), Column::text("Expected"), Column::text("Nothing said yet by")];
    ui::table("Evidence expected", &columns, &rows, TableOptions { filter: true, ..TableOptions::default() })
}

fn row(visit: &Visit, one: &Expected) -> Row {
    let control = |id: &String| html! { a.id href=(controls::href(visit, id)) { (id) } " " };
    Row::new(vec![
        ui::named(&one.item, &one.title, &item_href(visit, &one.item)),
        html! {
            @if one.types.is_empty() { (ui::nothing()) } @else {
                ul.plain-list { @for (kind, of) in &one.types {
                    li {
                        (kind.title()) " "
                        @if of.accepted == 0 { (ui::badge(Tone::Caution, "None accepted")) }
                        @else { (ui::badge(Tone::Good, &format!("{} accepted", of.accepted))) }
                        " " @for id in &of.controls { (control(id)) }
                    }
                } }
            }
        },
        html! { @if one.unsaid.is_empty() { (ui::nothing()) } @else { @for id in &one.unsaid { (control(id)) } } },
    ])
}

fn pack(visit: &Visit, packed: &Packed) -> Markup {
    let rows: Vec<Row> = packed.parts.iter().map(|part| pack_row(visit, part)).collect();
    let columns = [Column::text("Part"), Column::text("Asked for by"), Column::text("Accepted items")];
    ui::table(packed.pack.title, &columns, &rows, TableOptions::default())
}

fn pack_row(visit: &Visit, of: &PackedPart) -> Row {
    let types: Vec<&str> = of.part.types.iter().map(|kind| kind.title()).collect();
    Row::new(vec![
        html! { div { (of.part.title) p.hint { (types.join(", ")) } } },
        html! { @for id in of.part.references { a.id href=(item_href(visit, id)) { (id) } " " } },
        html! {
            @if of.accepted == 0 {
                @if of.controls.is_empty() { (ui::badge(Tone::Caution, "No control in use")) }
                @else { (ui::badge(Tone::Caution, "None accepted")) }
            } @else {
                @for id in of.items.iter().take(NAMED) { a.id href=(visit.href(&format!("/evidence/{id}"))) { (id) } " " }
                @if of.accepted > NAMED { span.hint { "and " (n(of.accepted - NAMED)) " more" } }
            }
        },
    ])
}
