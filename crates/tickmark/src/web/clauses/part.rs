//! One sub-clause on the page of its clause.

use super::{day, place};
use crate::web::reading::item_href;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::clauses::{Kept, SubClause};
use maud::{Markup, html};

pub(super) fn show(visit: &Visit, part: &SubClause) -> Markup {
    let title = format!("{} {}", part.id, part.title);
    ui::section(
        &place::anchor(&part.id),
        &title,
        Some(&part.asks),
        html! {
            (facts(visit, part))
            (exists(visit, part))
            (missing(visit, part))
            (looked_for(visit, part))
        },
    )
}

fn facts(visit: &Visit, part: &SubClause) -> Markup {
    let judge = place::href(visit, &domain::reports::clauses::Place::Judgement(part.id.clone()));
    let marks = html! {
        "Governance " (super::governance(part.governance)) " \u{a0} Operation " (super::operation(part.operation))
    };
    let owner = html! {
        @match &part.owner {
            Some(owner) => { (visit.name_of(&owner.person)) ", who " (place::link(visit, &owner.place, &owner.by)) },
            None => (ui::badge(Tone::Caution, "Nobody")),
        }
    };
    let next = html! {
        @match part.next() {
            Some(gap) => { strong { (gap.sentence) } ": " (place::link(visit, &gap.place, &gap.place.title())) },
            None => { "Nothing that a machine finds. " a href=(judge) { "Look at your judgement" } },
        }
    };
    let judged = html! {
        @match &part.judged {
            Some(found) => { a href=(judge) { (found.practice.title()) } @if !found.note.is_empty() { " \u{2013} " (found.note) } },
            None => { a href=(judge) { "Judge it" } },
        }
    };
    ui::card(ui::definition_list(&[
        ("Marks", marks),
        ("Owner", owner),
        ("What comes next", next),
        ("Judged by a person", judged),
    ]))
}

fn exists(visit: &Visit, part: &SubClause) -> Markup {
    let columns = [
        Column::text("What exists"),
        Column::narrow("Mark"),
        Column::narrow("Count"),
        Column::narrow("Newest"),
        Column::text("Which"),
    ];
    let rows: Vec<Row> = part.kept.iter().map(|kept| source(visit, kept)).collect();
    ui::table(&format!("What exists of {}", part.id), &columns, &rows, TableOptions::default())
}

fn source(visit: &Visit, kept: &Kept) -> Row {
    Row::new(vec![
        html! { (place::link(visit, &kept.place, &kept.title)) p.hint { (kept.under) } },
        html! { (ui::tag(kept.layer.title())) },
        html! { (kept.n) " of " (kept.of) },
        day(kept.last),
        html! {
            @if kept.items.is_empty() { (ui::nothing()) }
            @for (at, item) in kept.items.iter().enumerate() { @if at > 0 { br; } (place::link(visit, &item.place, &item.title)) }
            @if kept.unnamed() > 0 && !kept.items.is_empty() { p.hint { "and " (kept.unnamed()) " more" } }
        },
    ])
}

fn missing(visit: &Visit, part: &SubClause) -> Markup {
    html! {
        @if part.gaps.len() > 1 {
            details.fold {
                summary { "All that is missing: " (part.gaps.len()) }
                ul.plain-list { @for gap in &part.gaps { li { (place::link(visit, &gap.place, &gap.sentence)) } } }
            }
        }
    }
}

/// What auditors look for, what SOC 2 draws on, what other systems share.
fn looked_for(visit: &Visit, part: &SubClause) -> Markup {
    let criteria = html! {
        @if part.criteria.is_empty() { "Nothing in SOC 2 draws on it." }
        @for (at, id) in part.criteria.iter().enumerate() { @if at > 0 { ", " } a href=(item_href(visit, id)) { (id) } }
        @if let Some(note) = &part.note { " \u{2013} " (note) }
    };
    let documented = html! {
        @if part.documented.is_empty() { "Nothing by name" } @else { (part.documented.join("; ")) }
    };
    let or_dash = |text: &Option<String>| html! { @match text { Some(text) => (text), None => (ui::nothing()) } };
    html! {
        details.fold {
            summary { "What auditors look for, and who else uses it" }
            (ui::definition_list(&[
                ("Stage 1 looks for", or_dash(&part.stage1)),
                ("Stage 2 looks for", or_dash(&part.stage2)),
                ("Documented information", documented),
                ("SOC 2 draws on it", criteria),
                ("Other systems", html! { (part.shared.sentence()) }),
                ("All about it", html! { a href=(item_href(visit, &part.id)) { "Clause " (part.id) } }),
            ]))
        }
    }
}
