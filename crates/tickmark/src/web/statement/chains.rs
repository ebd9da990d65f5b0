//! From risk to evidence, control by control, and where the chain is broken (R105).

use super::{PLACE, TITLE, asked, decision_badge, entry_path, path, risks, status_badge, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode, own_controls};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::StatementChains;
use axum::extract::Path;
use axum::response::Response;
use domain::reports::statement::Chain;
use maud::html;

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let value = &answer.value;
    let (_, chains) = visit.ask(&StatementChains { id: Some(value.id.clone()) })?.value;
    let only = visit.field("show").is_some_and(|show| show == "broken");
    let broken = chains.iter().filter(|one| !one.gaps.is_empty()).count();
    let rows: Vec<Row> =
        chains.iter().filter(|one| !only || !one.gaps.is_empty()).map(|one| row(&visit, &value.id, one)).collect();
    let columns = [
        Column::narrow("Risks"),
        Column::text("Control"),
        Column::narrow("Decision"),
        Column::narrow("Status"),
        Column::text("Own controls"),
        Column::narrow("Evidence"),
        Column::text("Broken where"),
    ];
    let empty =
        ("No chain to show", "A control has its chain as soon as it is applicable or a treatment uses it.", html! {});
    let here = path(&value.id, "/chains");
    let body = html! {
        (ui::heading("Risk to evidence", Some("From the risk that a control treats to the evidence that shows it."), Some(days(&visit, &answer.mark))))
        (tabs(&visit, value, "/chains"))
        p.count-line {
            (counted(chains.len(), "chain", "chains")) ", "
            @if only { a href=(visit.href(&here)) { "all of them" } }
            @else { a href=(visit.href(&format!("{here}?show=broken"))) { (broken) " broken" } }
        }
        (ui::table("Chains", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Risk to evidence"),
    ];
    Ok(visit.page(&answer.mark, "Risk to evidence", PLACE, &crumbs, body))
}

fn row(visit: &Visit, soa: &str, one: &Chain) -> Row {
    let cells = vec![
        risks(visit, &one.risks),
        ui::named(&one.control, &one.title, &visit.href(&entry_path(soa, &one.control))),
        decision_badge(one.decision),
        status_badge(one.status),
        html! {
            @if one.own.is_empty() { (ui::nothing()) }
            span.ids { (own_controls(visit, &one.own)) }
        },
        html! {
            @match &one.evidence {
                Some(shown) => {
                    a.id href=(visit.href(&format!("/evidence/{}", encode(&shown.item)))) { (shown.item) }
                    @if !shown.in_date { p.hint { strong { "out of date" } } }
                },
                None => (ui::nothing()),
            }
        },
        html! {
            @if one.gaps.is_empty() { (ui::badge(Tone::Good, "Whole")) }
            @for gap in &one.gaps { (ui::badge(Tone::Caution, gap.title())) " " }
        },
    ];
    Row::new(cells)
}
