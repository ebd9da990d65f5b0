//! What happened to evidence, as a sentence without its subject.

use crate::web::controls;
use crate::web::reading::{counted, encode};
use crate::web::visit::Visit;
use domain::event::EvidenceEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &EvidenceEvent) -> Markup {
    let control = |id: &str| html! { a.id href=(controls::href(visit, id)) { (id) } };
    let item = |id: &str| html! { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } };
    let asked = |id: &str| html! { a.id href=(visit.href(&format!("/evidence/requests#{}", encode(id)))) { (id) } };
    let name = |id: &str| html! { strong { (visit.name_of(id)) } };
    match event {
        EvidenceEvent::EvidenceAdded { id, evidence, controls, .. } => html! {
            "handed in " (item(id)) " " (evidence.title)
            @if !controls.is_empty() { " for " @for (i, id) in controls.keys().enumerate() { @if i > 0 { ", " } (control(id)) } }
        },
        EvidenceEvent::EvidenceRevised { id, evidence, .. } => {
            html! { "handed in a new version of " (item(id)) " " (evidence.title) }
        }
        EvidenceEvent::EvidenceLinked { id, control: of, ran } => {
            html! { "said that " (item(id)) " shows " (control(of)) ", which ran on " (ran) }
        }
        EvidenceEvent::EvidenceUnlinked { id, control: of } => {
            html! { "said that " (item(id)) " does not show " (control(of)) }
        }
        EvidenceEvent::EvidenceWithdrawn { id, .. } => html! { "withdrew " (item(id)) },
        EvidenceEvent::EvidenceJudged { id, version, accepted, .. } => html! {
            @if *accepted { "accepted" } @else { "rejected" } " version " (version) " of " (item(id))
        },
        EvidenceEvent::EvidenceFollowedUp { id, follow_up } => html! {
            "said what came of " (item(id)) ": " @if follow_up.acted { "it was acted on" } @else { "nothing had to be done" }
        },
        EvidenceEvent::EvidenceAsked { id, request } => html! {
            "asked " (name(&request.person)) " for evidence of " (control(&request.control)) " by " (request.due)
            ", request " (asked(id))
        },
        EvidenceEvent::RequestClosed { id, .. } => html! { "closed the request " (asked(id)) },
        EvidenceEvent::EvidenceHeld { id, .. } => html! { "put " (item(id)) " under legal hold" },
        EvidenceEvent::EvidenceReleased { id, .. } => html! { "ended the legal hold of " (item(id)) },
        EvidenceEvent::RetentionSet { framework, months } => {
            html! { "set that evidence for " (framework) " is kept " (counted(*months, "month", "months")) }
        }
        EvidenceEvent::EvidenceDisposed { id, .. } => html! { "disposed of " (item(id)) },
    }
}

/// The reason that was given.
pub(in crate::web::history) fn reason(event: &EvidenceEvent) -> &str {
    match event {
        EvidenceEvent::EvidenceWithdrawn { reason, .. }
        | EvidenceEvent::RequestClosed { reason, .. }
        | EvidenceEvent::EvidenceHeld { reason, .. }
        | EvidenceEvent::EvidenceReleased { reason, .. }
        | EvidenceEvent::EvidenceDisposed { reason, .. } => reason,
        EvidenceEvent::EvidenceJudged { note, .. } => note,
        EvidenceEvent::EvidenceAsked { request, .. } => &request.wanted,
        EvidenceEvent::EvidenceFollowedUp { follow_up, .. } => &follow_up.what,
        _ => "",
    }
}
