//! One row of the statement.

use super::{decision_badge, entry_path, reference, risks, status_badge};
use crate::web::people;
use crate::web::reading::encode;
use crate::web::typed::sentence;
use crate::web::ui::{self, Row, Tone};
use crate::web::visit::Visit;
use domain::reports::statement::{EntryEvidence, StatementRow};
use domain::values::statement::{Applicability, Entry, EntryField, Origin, ReferenceKind, SoaReference};
use maud::{Markup, html};

/// Characters of a long text that a row shows; the page of the entry has it whole.
const SHOWN: usize = 140;

pub(super) fn row(visit: &Visit, soa: &str, row: &StatementRow, edits: bool) -> Row {
    let entry = &row.entry;
    let href = visit.href(&entry_path(soa, &row.control));
    let cells = vec![
        html! {
            span.soa-control {
                @if edits {
                    input type="checkbox" name="controls" value=(row.control) aria-label={ "Select " (row.control) };
                }
                (ui::named(&row.control, &row.title, &href))
            }
        },
        html! { (decision_badge(entry.decision)) (said(entry)) (why(entry)) },
        html! {
            @if entry.decision == Applicability::Applicable { (status_badge(entry.status)) }
            @else if entry.how.is_empty() { (ui::nothing()) }
            @if !entry.how.is_empty() { p.soa-words { (short(&entry.how)) } }
        },
        html! {
            @if entry.references.is_empty() && row.evidence.is_none() { (ui::nothing()) }
            (references(visit, entry))
            @if let Some(one) = &row.evidence { (evidence(visit, one)) }
        },
        risks(visit, &row.risks),
        html! {
            @match &entry.owner {
                Some(owner) => (people::name(visit, owner)),
                None => (ui::nothing()),
            }
        },
        todo(visit, soa, row),
    ];
    Row { faint: entry.decision == Applicability::Excluded, ..Row::new(cells).anchored(&row.control) }
}

/// A long text cut at a word.
fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{whole} …")
}

/// What it refers to: first what has a page, then the names of what lies elsewhere.
fn references(visit: &Visit, entry: &Entry) -> Markup {
    let (named, paged): (Vec<&SoaReference>, Vec<&SoaReference>) =
        entry.references.iter().partition(|one| one.kind == ReferenceKind::Text);
    let named: Vec<&str> = named.iter().map(|one| one.to.as_str()).collect();
    html! {
        @if !paged.is_empty() { span.ids { @for one in paged { (reference(visit, one)) " " } } }
        @if !named.is_empty() { p.soa-words { (named.join(", ")) } }
    }
}

/// That a decision came from a proposal and that nobody has looked at it alone.
fn said(entry: &Entry) -> Markup {
    let taken = entry.origin.get(&EntryField::Decision) == Some(&Origin::Proposal);
    html! { @if taken { span.hint { " from a proposal" } } }
}

fn why(entry: &Entry) -> Markup {
    html! {
        @if !entry.included_for().is_empty() {
            ul.soa-why {
                @for (reason, text) in entry.included_for() {
                    li { span.soa-reason { (reason.title()) } @if !text.is_empty() { ": " (short(text)) } }
                }
            }
        }
        @if !entry.exclusion.is_empty() { p.soa-words { (short(&entry.exclusion)) } }
    }
}

/// Evidence with its day, and whether it is in date.
pub(super) fn evidence(visit: &Visit, one: &EntryEvidence) -> Markup {
    let href = visit.href(&format!("/evidence/{}", encode(&one.item)));
    html! {
        p.soa-evidence {
            a.id href=(href) { (one.item) } " of " time datetime=(one.dated) { (one.dated) }
            @if one.in_date { @if let Some(until) = one.until { span.hint { " in date until " time datetime=(until) { (until) } } } }
            @else { " " (ui::badge(Tone::Caution, "Out of date")) }
        }
    }
}

/// What is wrong, what would be asked, what is proposed.
fn todo(visit: &Visit, soa: &str, row: &StatementRow) -> Markup {
    let here = |anchor: &str| format!("{}#{anchor}", visit.href(&entry_path(soa, &row.control)));
    html! {
        @if row.findings.is_empty() && row.warnings.is_empty() && row.open.fields().is_empty() { (ui::nothing()) }
        ul.soa-todo {
            @for check in &row.findings {
                li { a href=(here("checks")) title=(sentence(check.sentence())) { (check.id()) } }
            }
            @if !row.warnings.is_empty() { li { a href=(here("checks")) { (row.warnings.len()) " to answer" } } }
            @if !row.open.fields().is_empty() { li { a href=(here("proposal")) { "Proposal" } } }
        }
    }
}
