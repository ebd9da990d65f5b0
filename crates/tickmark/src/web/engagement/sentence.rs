//! What happened to engagements and requests of customers, as a sentence without its subject.

use super::path;
use crate::web::controls;
use crate::web::reading::{counted, encode};
use crate::web::visit::Visit;
use domain::event::EngagementEvent;
use domain::values::InScope;
use maud::{Markup, html};

pub(in crate::web) fn what(visit: &Visit, event: &EngagementEvent) -> Markup {
    let engagement = |id: &str| html! { a.id href=(visit.href(&path(id))) { (id) } };
    let asked = |id: &str| html! { a.id href=(visit.href(&format!("/asked#{}", encode(id)))) { (id) } };
    match event {
        EngagementEvent::EngagementPlanned { id, engagement: of } => {
            html! { "planned the engagement " (engagement(id)) " " (of.title) ", " (of.kind.title()) }
        }
        EngagementEvent::EngagementRevised { id, engagement: of, .. } => {
            let days = of.kind.days();
            html! { "changed the engagement " (engagement(id)) " " (of.title) ", " (days.from) @if of.kind.window().is_some() { " to " (days.until) } }
        }
        EngagementEvent::EngagementMoved { id, to, .. } => {
            html! { "moved the engagement " (engagement(id)) " to " (to.within()) }
        }
        EngagementEvent::ControlsNamed { id, controls: InScope::Linked } => {
            html! { "said that the engagement " (engagement(id)) " examines all linked controls" }
        }
        EngagementEvent::ControlsNamed { id, controls: InScope::Named(named) } => {
            html! { "named " (counted(named.len(), "control", "controls")) " for the engagement " (engagement(id)) }
        }
        EngagementEvent::UnexercisedRecorded { id, control, .. } => html! {
            "recorded that " a.id href=(controls::href(visit, control)) { (control) } " was not exercised in " (engagement(id))
        },
        EngagementEvent::AskedRecorded { id, asked: of } => {
            html! { "recorded that " (of.customer) " asks for: " (of.wants.title()) ", " (asked(id)) }
        }
        EngagementEvent::AskedAnswered { id, sent, on, .. } => {
            html! { "recorded what was sent for " (asked(id)) ": " (sent.title()) ", on " (on) }
        }
        EngagementEvent::AskedClosed { id, .. } => html! { "closed the request of a customer " (asked(id)) },
        EngagementEvent::ServiceFactsSet { .. } => {
            html! { "said what the " a href=(visit.href("/engagements")) { "services" } " do" }
        }
    }
}

/// The reason that was given.
pub(in crate::web) fn reason(event: &EngagementEvent) -> &str {
    match event {
        EngagementEvent::EngagementMoved { note, .. } | EngagementEvent::UnexercisedRecorded { note, .. } => note,
        EngagementEvent::EngagementRevised { agreement, .. } => agreement,
        EngagementEvent::AskedClosed { reason, .. } => reason,
        _ => "",
    }
}
