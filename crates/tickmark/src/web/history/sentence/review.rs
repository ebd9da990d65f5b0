//! What happened to management reviews, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::ReviewEvent as Happened;
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let one = |id: &str| html! { a.id href=(visit.href(&format!("/management-reviews/{}", encode(id)))) { (id) } };
    let evidence = |id: &str| html! { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } };
    match event {
        Happened::ReviewIntervalSet { months } => html! {
            "set the interval of " a href=(visit.href("/management-reviews")) { "management reviews" } " to "
            (counted(usize::try_from(*months).unwrap_or(usize::MAX), "month", "months"))
        },
        Happened::ReviewScheduled { id, plan } => html! { "scheduled " (one(id)) " " (plan.title) " for " (plan.on) },
        Happened::ReviewMoved { id, on, reason } => html! { "moved " (one(id)) " to " (on) ": " (reason) },
        Happened::ReviewCancelled { id, reason } => html! { "cancelled " (one(id)) ": " (reason) },
        Happened::ReviewAgendaSent { id, agenda } => {
            html! { "sent the agenda of " (one(id)) ", as of " (agenda.on) " and entry " (agenda.entry.saturating_sub(1)) }
        }
        Happened::ReviewInputsNoted { id, notes } => html! {
            "wrote down what was said in " (one(id)) " of "
            (notes.keys().map(|input| input.id()).collect::<Vec<_>>().join(", "))
        },
        Happened::ReviewHeld { id, on, attendance } => html! {
            "recorded that " (one(id)) " was held on " (on) ", with " (counted(attendance.len(), "person", "people"))
        },
        Happened::ReviewDecided { id, decision, .. } => html! {
            "recorded a decision of " (one(id)) ": " (decision.text)
            @if let (Some(owner), Some(due)) = (&decision.owner, decision.due) {
                " (" (visit.name_of(owner)) ", by " (due) ")"
            }
        },
        Happened::ReviewDecisionRemoved { id, number } => html! { "took back decision " (number) " of " (one(id)) },
        Happened::ReviewMinutesWritten { id, .. } => html! { "wrote the minutes of " (one(id)) },
        Happened::ReviewEvidenceCited { id, evidence: items } => html! {
            "cited for " (one(id)) @for item in items { " " (evidence(item)) }
        },
        Happened::ReviewMinutesApproved { id, late, .. } => html! {
            "approved the minutes of " (one(id)) @if *late { ", held after the planned interval" }
        },
        Happened::ReviewActionReported { id, number, report } => html! {
            "reported action " (number) " of " (one(id)) ": " (report.status.title().to_lowercase())
            @if !report.note.is_empty() { ", " (report.note) }
        },
        Happened::ReviewClosed { id, .. } => html! { "closed " (one(id)) },
    }
}
