//! What happened to Statements of Applicability, as a sentence without its subject.

use crate::web::reading::counted;
use crate::web::visit::Visit;
use domain::event::StatementEvent;
use maud::{Markup, html};

/// Characters of a hash that are enough to compare by eye.
const SHORT: usize = 12;

pub(super) fn what(visit: &Visit, event: &StatementEvent) -> Markup {
    let id = event.object().1;
    let to = || html! { a.id href=(visit.href(&format!("/statement/{id}"))) { (id) } };
    let hash = |sha256: &str| html! { code { (sha256.get(..SHORT).unwrap_or(sha256)) } };
    match event {
        StatementEvent::StatementBegun { copy_of, undecided, .. } => html! {
            "began the Statement of Applicability " (to())
            @if let Some(copied) = copy_of { ", a copy of " (copied) }
            @if !undecided.is_empty() { ", with " (counted(undecided.len(), "control", "controls")) " to decide on" }
        },
        StatementEvent::StatementEntrySet { control, change, .. } => html! {
            "set " (fields(change)) " of " span.id { (control) } " in " (to())
        },
        StatementEvent::StatementEntriesSet { controls, change, .. } => html! {
            "set " (fields(change)) " of " (counted(controls.len(), "entry", "entries")) " in " (to())
        },
        StatementEvent::StatementProposalsTaken { changes, .. } => html! {
            "took what was proposed for " (counted(changes.len(), "entry", "entries")) " of " (to())
        },
        StatementEvent::StatementControlAdded { control, .. } => html! {
            "put the own control " span.id { (control) } " into " (to())
        },
        StatementEvent::StatementControlRemoved { control, .. } => html! {
            "took the own control " span.id { (control) } " out of " (to())
        },
        StatementEvent::StatementReviewed { sha256, .. } => html! { "reviewed " (to()) ", " (hash(sha256)) },
        StatementEvent::StatementApproved { sha256, .. } => html! { "approved " (to()) ", " (hash(sha256)) },
        StatementEvent::StatementEnforced { from, .. } => html! { "put " (to()) " in force from " (from) },
        StatementEvent::StatementWithdrawn { reason, .. } => html! { "withdrew " (to()) ": " (reason) },
    }
}

/// The fields that a change sets, as words.
fn fields(change: &domain::values::statement::EntryChange) -> String {
    let named: Vec<String> = change.fields().into_iter().map(|field| field.title().to_lowercase()).collect();
    named.join(", ")
}
