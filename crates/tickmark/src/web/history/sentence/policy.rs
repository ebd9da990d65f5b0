//! What happened to controlled documents, in a sentence.

use crate::web::reading::{counted, encode};
use crate::web::visit::Visit;
use domain::event::PolicyEvent as Happened;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let po = |id: &str| html! { a.id href=(visit.href(&format!("/policies/{}", encode(id)))) { (id) } };
    let n = |count: &u32| usize::try_from(*count).unwrap_or(usize::MAX);
    match event {
        Happened::PolicyWritten { id, policy, .. } => {
            html! { "wrote " (po(id)) " " (policy.number) " " (policy.title) }
        }
        Happened::PolicyRevised { id, policy, reason } => {
            html! { "changed what is said of " (po(id)) " " (policy.title) ": " (reason) }
        }
        Happened::PolicyDrafted { id, version, note, .. } => html! {
            "wrote the text of version " (version) " of " (po(id)) @if !note.is_empty() { ": " (note) }
        },
        Happened::PolicySubmitted { id, version, .. } => {
            html! { "handed version " (version) " of " (po(id)) " to those who approve it" }
        }
        Happened::PolicyApproved { id, version, complete, .. } => html! {
            "approved version " (version) " of " (po(id)) @if !complete { "; more approvals are needed" }
        },
        Happened::PolicyReturned { id, version, reason } => {
            html! { "sent version " (version) " of " (po(id)) " back: " (reason) }
        }
        Happened::PolicyPublished { id, version, from, .. } => {
            html! { "published version " (version) " of " (po(id)) ", in force from " (from) }
        }
        Happened::PolicyReviewed { id, version, note } => {
            html! { "confirmed version " (version) " of " (po(id)) " as it stands: " (note) }
        }
        Happened::PolicyRetired { id, reason } => html! { "retired " (po(id)) ": " (reason) },
        Happened::PolicyVersionDisposed { id, version, reason, .. } => {
            html! { "disposed of the text of version " (version) " of " (po(id)) ": " (reason) }
        }
        Happened::PolicyAcknowledgementAsked { id, version, until, people } => html! {
            "asked " (counted(people.len(), "person", "people")) " to acknowledge version " (version) " of " (po(id))
            " by " (until)
        },
        Happened::PolicyAcknowledged { id, version, .. } => {
            html! { "acknowledged version " (version) " of " (po(id)) }
        }
        Happened::PoliciesImported { source, new, changed, same } => html! {
            "imported documents from " strong { (source) } ": " (n(new)) " new, " (n(changed)) " with another text, "
            (n(same)) " known already"
        },
    }
}
