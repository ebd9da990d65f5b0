//! The governance cycle and continuity, on the page of all clauses and on those of theirs.

use super::{day, ids, place};
use crate::web::reading::item_href;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::clauses::{Continuity, CycleLine, Place};
use domain::values::statement::Applicability;
use maud::{Markup, html};

/// Each step with its owner, its last time and its next (R81).
pub(super) fn cycle(visit: &Visit, lines: &[CycleLine]) -> Markup {
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            Row::new(vec![
                html! { (place::link(visit, &line.place, line.step.title())) p.hint { (line.why) } },
                html! { @match &line.owner { Some(person) => (visit.name_of(person)), None => (ui::badge(Tone::Caution, "Nobody")) } },
                day(line.last),
                html! {
                    (day(line.next))
                    @if line.overdue { div { (ui::badge(Tone::Danger, "Overdue")) } }
                    @else if line.next.is_none() { div { (ui::badge(Tone::Caution, "No day")) } }
                },
            ])
        })
        .collect();
    let columns = [Column::text("Step"), Column::narrow("Owner"), Column::narrow("Last"), Column::narrow("Next")];
    html! {
        @if !lines.is_empty() {
            (ui::section("cycle", "Governance cycle", Some("What keeps the system going, year by year."),
                ui::table("Governance cycle", &columns, &rows, TableOptions::default())))
        }
    }
}

/// Controls about continuity, and what of business continuity they serve (R85).
pub(super) fn continuity(visit: &Visit, continuity: &Continuity) -> Markup {
    let rows: Vec<Row> = continuity
        .lines
        .iter()
        .map(|line| {
            let (tone, word) = match line.decision {
                Some(Applicability::Applicable) => (Tone::Good, "Applies"),
                Some(Applicability::Excluded) => (Tone::Neutral, "Excluded"),
                _ => (Tone::Caution, "Undecided"),
            };
            Row::new(vec![
                html! { (ui::named(line.item, &line.title, &item_href(visit, line.item))) p.hint { (line.shares) } },
                html! { (line.serves) },
                ui::badge(tone, word),
                ids(visit, &line.controls, Place::Control),
                ids(visit, &line.documents, Place::Document),
                html! { (day(line.last)) @if line.last.is_some() && !line.recent { div { (ui::badge(Tone::Caution, "Older")) } } },
            ])
        })
        .collect();
    let columns = [
        Column::text("Control"),
        Column::narrow("ISO 22301:2019"),
        Column::narrow("Statement"),
        Column::narrow("Own controls"),
        Column::narrow("Documents"),
        Column::narrow("Last record"),
    ];
    let lead = "The same plans, exercises and records serve business continuity (ISO 22301); each control names the clauses there.";
    ui::section(
        "continuity",
        "Continuity",
        Some(lead),
        html! {
            (ui::table("Controls about continuity", &columns, &rows, TableOptions::default()))
            p.hint {
                "Open risks to availability, which an impact analysis wants to know: "
                @if continuity.risks.is_empty() { "none" } @else { (ids(visit, &continuity.risks, Place::Risk)) } "."
            }
        },
    )
}
