//! The guide: the rules, both frameworks side by side, who asks for what, what SOC 2 does not address, questions that people
//! ask. All of it is data with sources.

use super::super::problem::Problem;
use super::super::reading::{counted, days};
use super::super::ui::{self, Column, Crumb, Row, TableOptions};
use super::super::visit::Visit;
use super::{PLACE, TITLE, citation, cited};
use app::ask::PlannerOf;
use axum::response::Response;
use domain::reports::planner::decision::artefact;
use domain::values::sequence::Guide;
use maud::{Markup, html};
use std::collections::BTreeSet;

const NET_NEW: &str = "What SOC 2 does not address";
const NOT_AUTOMATIC: &str =
    "To extend from SOC 2 to ISO/IEC 27001 is not automatic; this is new before a start is fixed.";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PlannerOf::default())?;
    let guide = app::library::planner_guide();
    let lead =
        "What the rules say and rest on, in our own words; figures are shown with the claim that they come from.";
    let body = html! {
        (ui::heading("The guide", Some(lead), Some(days(&visit, &answer.mark))))
        (rules(guide))
        (markets(&visit, guide))
        (comparison(&visit, guide))
        (ui::section("net-new", NET_NEW, Some(NOT_AUTOMATIC), net_new(&visit, guide)))
        (questions(&visit, guide))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("The guide")];
    Ok(visit.page(&answer.mark, "The guide", PLACE, &crumbs, body))
}

fn rules(guide: &Guide) -> Markup {
    let lead = "They are read from the first to the last, and the first that matches decides.";
    ui::section(
        "rules",
        "The rules",
        Some(lead),
        html! { ul.lines { @for rule in &guide.rules { li { (rule.text) } } } },
    )
}

fn markets(visit: &Visit, guide: &Guide) -> Markup {
    let rows: Vec<Row> = guide
        .markets
        .iter()
        .map(|one| {
            let expects = artefact(Some(one.market), &BTreeSet::new());
            Row::new(vec![
                html! { (one.market.title()) },
                html! { (expects.title()) },
                html! { (one.text) },
                citation(visit, &one.source),
            ])
        })
        .collect();
    let columns = [Column::text("Market"), Column::text("Expects"), Column::text("In short"), Column::text("Source")];
    let table = ui::table("Who asks for what", &columns, &rows, TableOptions::default());
    ui::section("markets", "Who asks for what", Some("Match the paper to the buyer."), table)
}

fn comparison(visit: &Visit, guide: &Guide) -> Markup {
    let rows: Vec<Row> = guide
        .comparison
        .iter()
        .map(|one| {
            let cells = [&one.title, &one.soc2, &one.iso].map(|text| html! { (text) });
            Row::new(cells.into_iter().chain([citation(visit, &one.source)]).collect())
        })
        .collect();
    let columns = [Column::text("What"), Column::text("SOC 2"), Column::text("ISO/IEC 27001"), Column::text("Source")];
    ui::section(
        "comparison",
        "Side by side",
        Some("They are two kinds of thing: one ends in a report, the other in a certificate."),
        ui::table("Both frameworks side by side", &columns, &rows, TableOptions::default()),
    )
}

/// What SOC 2 does not address: in the guide, and where the first day of a plan is chosen (R320).
fn net_new(visit: &Visit, guide: &Guide) -> Markup {
    html! {
        ul.lines { @for one in &guide.net_new { li { (one.text) " " (citation(visit, &one.source)) } } }
        p { (ui::quiet_link("How it stands here, in the gap analysis", &visit.href("/gap#wrapper"), None)) }
    }
}

/// The same as a line that opens, above a form.
pub(in crate::web) fn net_new_folded(visit: &Visit, guide: &Guide) -> Markup {
    html! {
        p { "To extend from SOC 2 to ISO/IEC 27001 is not automatic." }
        details.fold {
            summary { (NET_NEW) ": " (counted(guide.net_new.len(), "thing", "things")) ", new before a start is fixed" }
            (net_new(visit, guide))
        }
    }
}

fn questions(visit: &Visit, guide: &Guide) -> Markup {
    ui::section(
        "questions",
        "Questions that people ask",
        None,
        html! {
            @for one in &guide.faq {
                details.fold id=(one.id) {
                    summary { (one.question) }
                    p { (one.answer) }
                    p.hint {
                        (citation(visit, &one.source))
                        @for claim in &one.claims { " " (cited(visit, claim)) }
                    }
                }
            }
        },
    )
}
