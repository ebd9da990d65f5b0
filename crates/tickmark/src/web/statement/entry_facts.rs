//! What bears on an entry: checks, proposal, risks, own controls, evidence, provider; and the entry itself, to be read.

use super::{decision_badge, own, path, reference, risks, row, status_badge};
use crate::web::people;
use crate::web::reading::{encode, item_href, own_controls};
use crate::web::typed::sentence;
use crate::web::ui;
use crate::web::visit::Visit;
use crate::words::statement::{SoaDifferenceWords, SoaFieldWords};
use domain::reports::statement::{InheritedFrom, StatementRow, preview};
use domain::values::statement::{EntryField, InclusionReason};
use maud::{Markup, html};

/// The entry as it is decided, for who does not change it.
pub(super) fn decided(visit: &Visit, row: &StatementRow) -> Markup {
    let entry = &row.entry;
    let reason = |reason: &InclusionReason, text: &str| match text.is_empty() {
        true => reason.title().to_owned(),
        false => format!("{}: {text}", reason.title()),
    };
    let words = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    ui::card(ui::definition_list(&[
        ("Decision", decision_badge(entry.decision)),
        (
            "Reasons for inclusion",
            html! {
                @if entry.included_for().is_empty() { (ui::nothing()) }
                ul { @for (one, text) in entry.included_for() { li { (reason(one, text)) } } }
            },
        ),
        ("Reason for exclusion", words(&entry.exclusion)),
        ("Status", status_badge(entry.implemented())),
        ("How", words(&entry.how)),
        (
            "References",
            html! {
                @if entry.references.is_empty() { (ui::nothing()) }
                span.ids { @for one in &entry.references { (reference(visit, one)) " " } }
            },
        ),
        (
            "Owner",
            html! { @match &entry.owner { Some(owner) => (people::name(visit, owner)), None => (ui::nothing()) } },
        ),
        ("Note", words(&entry.note)),
    ]))
}

pub(super) fn beside(visit: &Visit, soa: &str, row: &StatementRow, edits: bool) -> Markup {
    html! {
        (checks(row))
        (proposal(visit, soa, row, edits))
        (ui::section("facts", "What bears on it", None, ui::card(ui::definition_list(&facts(visit, row)))))
        @if let Some(from) = &row.inherited { (provider(visit, from)) }
        @if row.entry.own && edits { (own::removal(visit, soa, &row.control)) }
    }
}

fn checks(row: &StatementRow) -> Markup {
    ui::section(
        "checks",
        "Checks",
        None,
        html! {
            @if row.findings.is_empty() && row.warnings.is_empty() { p.hint { "Nothing speaks against it." } }
            ul.missing {
                @for check in &row.findings {
                    li {
                        span { strong { (check.id()) } " It " (check.sentence()) "." }
                        @if check.blocks() { span.hint { "In the way of an approval." } }
                    }
                }
                @for one in &row.warnings { li { span { strong { "Asked: " } (sentence(&one.sentence)) } } }
            }
        },
    )
}

/// What the data propose, field by field beside what stands there; taking it leaves alone what a person set.
fn proposal(visit: &Visit, soa: &str, row: &StatementRow, edits: bool) -> Markup {
    let one = [(row.control.clone(), row.entry.clone())].into();
    let names = visit.doors.app.within(&visit.org);
    let proposed: Vec<SoaFieldWords> = preview(&one, &[row.control.clone()].into(), &row.proposal.change)
        .iter()
        .flat_map(|one| SoaDifferenceWords::of(&names, one).fields)
        .collect();
    let open: Vec<&str> = row.open.fields().into_iter().map(EntryField::id).collect();
    let title = |id: &str| EntryField::ALL.into_iter().find(|one| one.id() == id).map_or("", EntryField::title);
    ui::section(
        "proposal",
        "What the data propose",
        None,
        html! {
            @if row.proposal.why.is_empty() { p.hint { "Nothing: no own control, treatment or provider answers it." } }
            @else {
                ul.soa-proposed { @for why in &row.proposal.why { li { (sentence(why)) } } }
                @if proposed.is_empty() { p.hint { "The entry says what they propose." } }
                @else {
                    (ui::definition_list(&proposed.iter().map(|one| (title(one.field), html! {
                        (one.after)
                        @if !open.contains(&one.field) { span.hint { " A person set it otherwise, and it stays." } }
                    })).collect::<Vec<_>>()))
                }
            }
            @if !row.proposal.gaps.is_empty() && !row.proposal.why.is_empty() {
                p.hint { "Still missing:" }
                ul.soa-proposed { @for gap in &row.proposal.gaps { li { (sentence(gap)) } } }
            }
            @if edits && !open.is_empty() {
                form method="post" action={ "/o/" (visit.org) (path(soa, "/proposals")) } {
                    (ui::hidden("controls", &row.control))
                    (ui::hidden("back", "entry"))
                    div.actions { button.button.quiet type="submit" { "Take the proposal" } }
                }
            }
        },
    )
}

fn facts(visit: &Visit, row: &StatementRow) -> Vec<(&'static str, Markup)> {
    let mut facts = vec![
        ("Risks treated with it", risks(visit, &row.risks)),
        (
            "Own controls linked to it",
            html! { @if row.linked.is_empty() { (ui::nothing()) } span.ids { (own_controls(visit, &row.linked)) } },
        ),
        (
            "By the crosswalk alone",
            html! { @if row.mapped.is_empty() { (ui::nothing()) } span.ids { (own_controls(visit, &row.mapped)) } },
        ),
        (
            "Evidence",
            html! { @match &row.evidence { Some(one) => (row::evidence(visit, one)), None => (ui::nothing()) } },
        ),
    ];
    let about = match row.entry.own {
        true => visit.href(&format!("/controls/{}", encode(&row.control))),
        false => item_href(visit, &row.control),
    };
    facts.push(("More about it", html! { a href=(about) { (row.control) } }));
    facts
}

/// The three parts of a provider's answer (R102).
fn provider(visit: &Visit, from: &InheritedFrom) -> Markup {
    let day = |day: jiff::civil::Date| html! { time datetime=(day) { (day) } };
    ui::section(
        "provider",
        "Answered by a provider",
        None,
        html! {
            (ui::card(ui::definition_list(&[
                ("Provider", html! { (from.provider) }),
                ("1 Justification", html! { (from.justification) }),
                ("2 Report", html! {
                    @match &from.report { Some((reference, until)) => { (reference) ", in date until " (day(*until)) }, None => (ui::nothing()) }
                }),
                ("3 Review of what it covers", html! {
                    @match &from.review { Some((by, on)) => { (by) ", " (day(*on)) }, None => (ui::nothing()) }
                }),
                ("Missing", html! {
                    @if from.missing.is_empty() { "Nothing" } @else { (from.missing.join(", ")) }
                }),
            ])))
            p { a href=(visit.href("/inheritance")) { "Inheritance" } }
        },
    )
}
