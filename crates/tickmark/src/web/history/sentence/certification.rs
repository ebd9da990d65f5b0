//! What happened to certification bodies and projects, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::CertificationEvent as Happened;
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let of = |id: &str, under: &str| {
        html! { a.id href=(visit.href(&format!("/certification/{under}/{}", encode(id)))) { (id) } }
    };
    let (body, project) = (|id: &str| of(id, "bodies"), |id: &str| of(id, "projects"));
    match event {
        Happened::CertificationBodyAdded { id, body: said } => {
            html! { "added the certification body " (body(id)) " " (said.name) ", " (said.country) }
        }
        Happened::CertificationBodyRevised { id, reason, .. } => {
            html! { "changed what is said of the certification body " (body(id)) ": " (reason) }
        }
        Happened::AccreditationChecked { id, accreditation } => html! {
            "looked up the accreditation of " (body(id)) " by " (accreditation.by) " on " (accreditation.on) ": "
            @if accreditation.iso27001 { "for ISO/IEC 27001" } @else { "not for ISO/IEC 27001" }
            @if let Some(until) = accreditation.valid_until { ", until " (until) }
        },
        Happened::CertificationPlanned { id, project: said } => {
            html! { "planned the certification " (project(id)) " " (said.title) " with " (body(&said.body)) }
        }
        Happened::CertificationRevised { id, reason, .. } => {
            html! { "changed the plan of " (project(id)) ": " (reason) }
        }
        Happened::CertificationAdvanced { id, step, waived, .. } => html! {
            "recorded that " (project(id)) " went on to " (step.to.title()) " on " (step.on)
            @if let Some(ground) = step.ground { ": " (ground.title().to_lowercase()) }
            @if !waived.is_empty() { ", although something was missing, because: " (step.because) }
        },
        Happened::CertificateRecorded { id, decision, expiry, .. } => html! {
            "recorded the certificate " (decision.number) " of " (project(id)) ", decided on " (decision.on)
            " and in force until " (expiry)
        },
        other => audited(visit, other),
    }
}

/// Visits, findings, changes, marks.
fn audited(visit: &Visit, event: &Happened) -> Markup {
    let (_, id) = event.object();
    let one = html! { a.id href=(visit.href(&format!("/certification/projects/{}", encode(id)))) { (id) } };
    match event {
        Happened::CertificationVisitPlanned { visit: said, .. } => html! {
            "planned " (said.kind.title()) " of " (one) " from " (said.first) " to " (said.last)
        },
        Happened::CertificationVisitMoved { number, first, last, reason, .. } => {
            html! { "moved visit " (number) " of " (one) " to " (first) " to " (last) ": " (reason) }
        }
        Happened::CertificationVisitCancelled { number, reason, .. } => {
            html! { "cancelled visit " (number) " of " (one) ": " (reason) }
        }
        Happened::CertificationVisitRecorded { number, record, .. } => html! {
            "recorded visit " (number) " of " (one) ", " (counted(record.covered.len(), "clause or control", "clauses and controls")) " covered: "
            (record.outcome.title().to_lowercase())
        },
        Happened::CertificationFindingRecorded { finding, nonconformity, .. } => html! {
            "recorded a finding of " (one) ", " (finding.kind.title().to_lowercase()) ": " (finding.title)
            @if let Some(nc) = nonconformity {
                " (" a.id href=(visit.href(&format!("/nonconformities/{}", encode(nc)))) { (nc) } ")"
            }
        },
        Happened::CertificationFindingSettled { number, settled, .. } => html! {
            "recorded what the body said of finding " (number) " of " (one) " on " (settled.on) ": "
            (settled.how.title().to_lowercase())
        },
        Happened::ScopeChangeNoted { change, .. } => {
            html! { "noted a change of the scope of " (one) ": " (change.what) }
        }
        Happened::ScopeChangeReported { number, on, answer, .. } => {
            html! { "recorded that the body was told of change " (number) " of " (one) " on " (on) ": " (answer) }
        }
        Happened::UseOfMarksChecked { on, note, .. } => {
            html! { "looked at the use of marks for " (one) " on " (on) ": " (note) }
        }
        _ => html! {},
    }
}
