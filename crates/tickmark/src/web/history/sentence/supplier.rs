//! What happened to suppliers and their reports, as a sentence without its subject.

use crate::web::controls;
use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::SupplierEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &SupplierEvent) -> Markup {
    let link = |id: &str| html! { a.id href=(visit.href(&format!("/suppliers/{}", encode(id)))) { (id) } };
    let paper = |id: &str| html! { a.id href=(visit.href(&format!("/suppliers/reports/{}", encode(id)))) { (id) } };
    match event {
        SupplierEvent::SupplierAdded { id, supplier } => html! { "added the supplier " (link(id)) " " (supplier.name) },
        SupplierEvent::SupplierRevised { id, supplier } => {
            html! { "changed the supplier " (link(id)) " " (supplier.name) }
        }
        SupplierEvent::SupplierAssessed { id, assessment } => {
            html! { "recorded the assessment of " (link(id)) " of " (assessment.on) }
        }
        SupplierEvent::SupplierMoved { id, step } => html! {
            "took " (link(id)) " to " strong { (step.to.title().to_lowercase()) }
            @if let Some(day) = step.next_review { ", next review " (day) }
        },
        SupplierEvent::SupplierRulesSet { rules } => html! {
            "named the policy on suppliers: " (rules.policy)
        },
        SupplierEvent::SupplierIncidentRecorded { id, incident } => html! {
            "recorded " (id) ", an incident of " (link(&incident.supplier))
        },
        SupplierEvent::SupplierIncidentRevised { id, incident } => html! {
            "completed " (id) ", an incident of " (link(&incident.supplier))
        },
        SupplierEvent::SupplierReportRequested { id, supplier, kind, .. } => html! {
            "asked " (link(supplier)) " for " (paper(id)) ": " (kind.title())
        },
        SupplierEvent::SupplierReportRecorded { id, report } => html! {
            "recorded what " (paper(id)) " says, " (report.period.from) " to " (report.period.until)
        },
        SupplierEvent::SupplierReportReviewed { id, on, .. } => html! { "reviewed " (paper(id)) " on " (on) },
        SupplierEvent::SupplierReportDecided { id, decision, .. } => {
            html! { "decided on " (paper(id)) ": " (decision.title().to_lowercase()) }
        }
        SupplierEvent::BridgeLetterRecorded { id, letter } => {
            html! { "recorded a bridge letter for " (paper(id)) " up to " (letter.until) }
        }
        SupplierEvent::CuecAnswered { report, cuec, answer } => html! {
            "said of " (cuec) " in " (paper(report)) ": " (answer.state.title().to_lowercase())
            @if let Some(control) = &answer.control { " by " a.id href=(controls::href(visit, control)) { (control) } }
        },
        SupplierEvent::SuppliersImported { source, added, changed, same, .. } => html! {
            "imported suppliers from " strong { (source) } ": " (added) " new, " (changed) " changed, " (same) " the same"
        },
    }
}

/// The reason that was given.
pub(in crate::web::history) fn reason(event: &SupplierEvent) -> &str {
    match event {
        SupplierEvent::SupplierAssessed { assessment, .. } => &assessment.result,
        SupplierEvent::SupplierMoved { step, .. } => &step.note,
        SupplierEvent::SupplierReportRequested { note, .. } => note,
        SupplierEvent::SupplierReportReviewed { finding, .. } => finding,
        SupplierEvent::SupplierReportDecided { reason, .. } => reason,
        SupplierEvent::CuecAnswered { answer, .. } => &answer.reason,
        _ => "",
    }
}
