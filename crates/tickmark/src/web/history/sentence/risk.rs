//! What happened to risks, their method and treatment, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::RiskEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &RiskEvent) -> Markup {
    let link = |id: &str| html! { a.id href=(visit.href(&format!("/risks/{}", encode(id)))) { (id) } };
    match event {
        RiskEvent::RiskMethodWritten { version, .. } => html! { "wrote version " (version) " of the risk method" },
        RiskEvent::RiskMethodApproved { version, .. } => html! { "approved version " (version) " of the risk method" },
        RiskEvent::RiskRecorded { id, risk } => html! { "recorded the risk " (link(id)) " " (risk.title) },
        RiskEvent::RiskRevised { id, risk } => html! { "changed the risk " (link(id)) " " (risk.title) },
        RiskEvent::RiskRated { id, rating, next_review } => html! {
            "rated " (link(id)) ", " (rating.kind.id()) ": " strong { (rating.word) }
            " (likelihood " (rating.likelihood) ", impact " (rating.impact) "), next assessment " (next_review)
        },
        RiskEvent::TreatmentPlanned { id, version, treatment, .. } => html! {
            "planned the treatment of " (link(id)) ", version " (version) ": "
            strong { (treatment.option.title().to_lowercase()) }
        },
        RiskEvent::TreatmentApproved { id, version, .. } => html! {
            "approved version " (version) " of the treatment of " (link(id))
        },
        RiskEvent::TreatmentLineMoved { id, line, step } => html! {
            "took " (line) " of the treatment of " (link(id)) " to " strong { (step.to.title().to_lowercase()) }
        },
        RiskEvent::RiskAccepted { id, acceptance, above, .. } => html! {
            "accepted what remains of " (link(id))
            @if *above { ", above the appetite" }
            @if let Some(until) = acceptance.until { ", until " (until) }
        },
        RiskEvent::RiskCountersigned { id, .. } => html! {
            "signed the acceptance of " (link(id)) " as the next level"
        },
        RiskEvent::RiskReopened { id, trigger, .. } => html! {
            "opened " (link(id)) " again: " (trigger.title().to_lowercase())
        },
        RiskEvent::RiskClosed { id, .. } => html! { "closed the risk " (link(id)) },
        RiskEvent::RiskQuantified { id, quantity } => html! {
            @if quantity.is_some() { "said what " (link(id)) " could cost" }
            @else { "took back what " (link(id)) " could cost" }
        },
        RiskEvent::SimulationSet { simulation } => html! {
            "set the simulation of risks: seed " (simulation.seed) ", " (simulation.trials) " trials"
        },
        RiskEvent::RisksImported { source, added, changed, same, .. } => html! {
            "imported risks from " strong { (source) } ": " (added) " new, " (changed) " changed, " (same) " the same"
        },
    }
}
