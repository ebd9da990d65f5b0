//! One chain: risk, line of treatment, control, Statement of Applicability, evidence; and where it does not hold.

use super::{control_href, controls, day, line_badge, path, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::RiskChain;
use axum::response::Response;
use domain::reports::risk::{Broken, ChainLink, ChainReport};
use maud::{Markup, html};

/// Rows that each table lists; the counts above them speak of all.
const SHOWN: usize = 500;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&RiskChain)?;
    let value = &answer.value;
    let body = html! {
        (ui::heading(
            "Chain",
            Some("From a risk over its treatment and controls to the Statement of Applicability and the evidence."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/risks/chain"))
        @match &value.statement {
            Some(statement) => (ui::notice(Tone::Neutral, "", html! { "Read against " (statement) " of the Statement of Applicability." })),
            None => (ui::notice(Tone::Neutral, "No Statement of Applicability yet", html! { "The chain ends with the controls until there is one." })),
        }
        (ui::section("broken", "Where it does not hold", None, broken(&visit, value)))
        (ui::section("links", "Links", None, links(&visit, value)))
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here("Chain")];
    Ok(visit.page(&answer.mark, "Chain of risks", "/risks", &crumbs, body))
}

fn broken(visit: &Visit, report: &ChainReport) -> Markup {
    let row = |one: &Broken| {
        Row::new(vec![
            ui::badge(Tone::Caution, one.what.title()),
            risk(visit, one.risk.as_deref(), one.line.as_deref()),
            html! { @match &one.control { Some(id) => { a href=(control_href(visit, id)) { (id) } }, None => (ui::nothing()) } },
            html! { (sentence(&one.sentence)) },
        ])
    };
    let rows: Vec<Row> = report.broken.iter().take(SHOWN).map(row).collect();
    let columns = [
        Column::narrow("Kind"),
        Column::narrow("Risk"),
        Column::narrow("Control"),
        Column::text("What does not agree"),
    ];
    let empty =
        ("The chain holds", "Every control of every plan is stated and, where its line is done, shown.", html! {});
    html! {
        @if !rows.is_empty() { p.count-line { (counted(report.broken.len(), "place", "places")) } }
        (ui::table("Where the chain does not hold", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}

fn risk(visit: &Visit, risk: Option<&str>, line: Option<&str>) -> Markup {
    html! {
        @match risk {
            Some(risk) => { a href=(format!("{}#{}", visit.href(&path(risk)), line.unwrap_or("treatment"))) { (risk) @if let Some(line) = line { " " (line) } } },
            None => (ui::nothing()),
        }
    }
}

fn links(visit: &Visit, report: &ChainReport) -> Markup {
    let row = |link: &ChainLink| {
        let shown = html! {
            @match &link.evidence {
                Some(shown) => {
                    a href=(visit.href(&format!("/evidence/{}", encode(&shown.item)))) { (shown.item) }
                    p.hint { "of " (day(Some(shown.dated))) @if !shown.in_date { ", " strong { "out of date" } } }
                },
                None => (ui::nothing()),
            }
        };
        Row::new(vec![
            risk(visit, Some(&link.risk), Some(&link.line)),
            line_badge(link.state),
            html! { a href=(control_href(visit, &link.control)) { (link.control) } },
            controls(visit, &link.annex),
            shown,
        ])
    };
    let rows: Vec<Row> = report.links.iter().take(SHOWN).map(row).collect();
    let columns = [
        Column::narrow("Risk and line"),
        Column::narrow("Line"),
        Column::narrow("Control"),
        Column::text("Annex A"),
        Column::text("Evidence"),
    ];
    let empty = ("No plan names a control yet", "Name the controls of each line where a risk is modified.", html! {});
    html! {
        @if !rows.is_empty() { p.count-line { (counted(report.links.len(), "link", "links")) } }
        (ui::table("Links", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}
