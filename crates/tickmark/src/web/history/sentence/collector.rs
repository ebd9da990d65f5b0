//! What happened to collectors of evidence, as a sentence without its subject.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::CollectorEvent;
use maud::{Markup, html};

/// Characters of a hash that are enough to compare by eye.
const SHORT: usize = 12;

pub(super) fn what(visit: &Visit, event: &CollectorEvent) -> Markup {
    let to = |id: &str| html! { a.id href=(visit.href(&format!("/collectors/{}", encode(id)))) { (id) } };
    let evidence = |id: &str| html! { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } };
    match event {
        CollectorEvent::CollectorSet { id, collector, .. } => html! {
            "declared the collector " (to(id)) " " (collector.name) ", "
            (collector.schedule.rhythm.title().to_lowercase())
        },
        CollectorEvent::CollectorPaused { id, paused, reason } => html! {
            @if *paused { "let the collector " (to(id)) " rest: " } @else { "let the collector " (to(id)) " go on: " }
            (reason)
        },
        CollectorEvent::CollectorRemoved { id, reason } => html! { "removed the collector " (to(id)) ": " (reason) },
        CollectorEvent::CollectorApproved { id, declaration } => html! {
            "approved what the collector " (to(id)) " runs, SHA-256 "
            code { (declaration.get(..SHORT).unwrap_or(declaration)) }
        },
        CollectorEvent::CollectorRan { id, run } => html! {
            "ran the collector " (to(id)) ": " (run.outcome.title().to_lowercase())
            @if let Some(item) = &run.evidence { ", collected as " (evidence(item)) }
            ", " (run.reason)
        },
    }
}
