//! What happened to nonconformities and corrective action, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::NonconformityEvent as Happened;
use domain::values::counted;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let nc = |id: &str| html! { a.id href=(visit.href(&format!("/nonconformities/{}", encode(id)))) { (id) } };
    match event {
        Happened::NonconformityRaised { id, nonconformity, due } => html! {
            "raised " (nc(id)) " " (nonconformity.title) ", " (nonconformity.class.title().to_lowercase())
            @if let Some(due) = due { ", due on " (due) }
        },
        Happened::NonconformityRevised { id, nonconformity, .. } => {
            html! { "changed what is said of " (nc(id)) " " (nonconformity.title) }
        }
        Happened::NonconformityCorrected { id, on, evidence, .. } => {
            html! { "recorded the correction of " (nc(id)) ", on " (on) (cited(visit, evidence)) }
        }
        Happened::NonconformityCauseFound { id, .. } => html! { "recorded the cause of " (nc(id)) },
        Happened::NonconformitySimilarSought { id, .. } => html! { "recorded a look for cases similar to " (nc(id)) },
        Happened::NonconformityActionPlanned { id, number, action } => html! {
            "planned line " (number) " of " (nc(id)) " for " (visit.name_of(&action.owner)) ", by " (action.due)
        },
        Happened::NonconformityActionDropped { id, number, reason } => {
            html! { "dropped line " (number) " of " (nc(id)) ": " (reason) }
        }
        Happened::NonconformityActionFinished { id, number, on, evidence, .. } => html! {
            "recorded that line " (number) " of " (nc(id)) " was carried out on " (on) (cited(visit, evidence))
        },
        Happened::NonconformityActionNotNeeded { id, reason } => {
            html! { "said that " (nc(id)) " needs no action: " (reason) }
        }
        Happened::NonconformityEvidenceCited { id, evidence } => {
            html! { "cited for " (nc(id)) (cited(visit, evidence)) }
        }
        Happened::NonconformityEffectivenessJudged { id, result, evidence, .. } => html! {
            "judged the action of " (nc(id)) ": " (result.title().to_lowercase()) (cited(visit, evidence))
        },
        Happened::NonconformityClosed { id, .. } => html! { "closed " (nc(id)) },
        Happened::NonconformityRejected { id, reason } => html! { "rejected " (nc(id)) ": " (reason) },
        Happened::NonconformityRulesSet { rules } => html! {
            "set the deadlines of " a href=(visit.href("/nonconformities")) { "nonconformities" } ": major "
            (counted(rules.major_days, "day", "days")) ", minor " (counted(rules.minor_days, "day", "days")) "; judged "
            (counted(rules.wait_days, "day", "days")) " after the last action"
        },
        Happened::NonconformitiesImported { source, raised, known, .. } => html! {
            "imported nonconformities from " strong { (source) } ": " (raised) " raised, " (known) " known already"
        },
    }
}

/// Evidence with which something was recorded.
fn cited(visit: &Visit, ids: &BTreeSet<String>) -> Markup {
    html! {
        @if !ids.is_empty() {
            ", with"
            @for id in ids { " " a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } }
        }
    }
}
