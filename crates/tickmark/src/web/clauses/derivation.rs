//! From the risk assessment to the Statement of Applicability to the audit plan, on the page of clause 6.

use super::{day, ids};
use crate::web::reading::item_href;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::clauses::{DerivationLine, Place};
use maud::{Markup, html};

/// Controls that are listed before the others are folded.
const SHOWN: usize = 10;

pub(super) fn show(visit: &Visit, lines: &[DerivationLine]) -> Markup {
    let whole = lines.iter().filter(|line| line.broken.is_empty()).count();
    let lead = "Each control that treats a risk, what the Statement of Applicability decides of it, and the internal audits that reach it.";
    ui::section(
        "derivation",
        "From the risk to the audit plan",
        Some(lead),
        html! {
            @if lines.is_empty() {
                (ui::empty_state("No plan of treatment uses a control", "Record risks and say which controls treat them.", html! {
                    (ui::link_button("Risks", &visit.href("/risks"), None))
                }))
            } @else {
                p { strong { (whole) " of " (lines.len()) } " controls that treat a risk stand in the Statement and are reached by an audit of the cycle." }
                (table(visit, lines.get(..SHOWN).unwrap_or(lines)))
                @if let Some(more) = lines.get(SHOWN..).filter(|more| !more.is_empty()) {
                    details.fold { summary { (more.len()) " more" } (table(visit, more)) }
                }
            }
        },
    )
}

fn table(visit: &Visit, lines: &[DerivationLine]) -> Markup {
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line)).collect();
    let columns = [
        Column::text("Control"),
        Column::narrow("Risks"),
        Column::narrow("Statement"),
        Column::narrow("Audits"),
        Column::narrow("Audited last"),
        Column::text("Broken"),
    ];
    ui::table("Controls that treat a risk", &columns, &rows, TableOptions::default())
}

fn row(visit: &Visit, line: &DerivationLine) -> Row {
    let annex = line.control.starts_with("A.");
    let own = super::place::href(visit, &Place::Control(line.control.clone()));
    let href = if annex { item_href(visit, &line.control) } else { own };
    Row::new(vec![
        ui::named(&line.control, &line.title, &href),
        ids(visit, &line.risks, Place::Risk),
        html! {
            (line.decision.title())
            @if let Some(id) = &line.statement { div { (super::place::link(visit, &Place::Version(id.clone()), id)) } }
        },
        ids(visit, &line.audits, Place::Audit),
        day(line.audited),
        html! {
            @if line.broken.is_empty() { (ui::badge(Tone::Good, "Whole")) }
            @for words in &line.broken { div { (ui::badge(Tone::Caution, words)) } }
        },
    ])
}
