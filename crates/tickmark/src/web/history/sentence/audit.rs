//! What happened to internal audits, in a sentence.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::AuditEvent as Happened;
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let link = |path: String, id: &str| html! { a.id href=(visit.href(&path)) { (id) } };
    let audit = |id: &str| link(format!("/internal-audits/{}", encode(id)), id);
    let programme = |id: &str| link(format!("/internal-audits/programmes/{}", encode(id)), id);
    match event {
        Happened::AuditProgrammeWritten { id, programme: said, .. } => {
            html! { "wrote the programme of internal audits " (programme(id)) " " (said.title) }
        }
        Happened::AuditProgrammeProposed { id, version, .. } => {
            html! { "laid version " (version) " of " (programme(id)) " before management" }
        }
        Happened::AuditProgrammeApproved { id, version, .. } => {
            html! { "approved version " (version) " of " (programme(id)) }
        }
        Happened::AuditProgrammeClosed { id, .. } => html! { "closed the programme " (programme(id)) },
        Happened::AuditPlanned { id, plan } => html! {
            "planned " (audit(id)) " " (plan.title) ", " (plan.window.from) " to " (plan.window.until) ", "
            (counted(plan.scope.len(), "item", "items"))
        },
        Happened::AuditReplanned { id, .. } => html! { "planned " (audit(id)) " otherwise" },
        Happened::AuditorAssigned { id, part } => html! {
            "named " (visit.name_of(&part.person)) " as auditor of " (audit(id))
            @if !part.items.is_empty() { ", for " (counted(part.items.len(), "item", "items")) }
        },
        Happened::AuditorReleased { id, person, reason } => {
            html! { "took " (visit.name_of(person)) " off " (audit(id)) ": " (reason) }
        }
        Happened::AuditAnnounced { id, on, lines, .. } => {
            html! { "announced " (audit(id)) " on " (on) ", with a checklist of " (counted(lines.len(), "line", "lines")) }
        }
        Happened::AuditStarted { id, on } => html! { "began the fieldwork of " (audit(id)) " on " (on) },
        Happened::AuditLineAnswered { id, line, answer } => {
            html! { "answered line " (line) " of " (audit(id)) ": " (answer.result.title().to_lowercase()) }
        }
        Happened::AuditFindingRecorded { id, finding, nonconformity } => html! {
            "recorded a finding of " (audit(id)) " about " (finding.item) ": " (finding.title) ", "
            (finding.class.title().to_lowercase())
            @if let Some(nc) = nonconformity { ", " (link(format!("/nonconformities/{}", encode(nc)), nc)) }
        },
        Happened::AuditFindingRevised { id, number, reason, .. } => {
            html! { "said finding " (number) " of " (audit(id)) " differently: " (reason) }
        }
        Happened::AuditReported { id, report } => html! {
            "reported " (audit(id)) " on " (report.on) " to "
            @for (at, person) in report.to.iter().enumerate() { @if at > 0 { ", " } (visit.name_of(person)) }
        },
        Happened::AuditVerified { id, on, .. } => html! { "verified the follow-up of " (audit(id)) " on " (on) },
        Happened::AuditClosed { id, .. } => html! { "closed " (audit(id)) },
        Happened::AuditCancelled { id, reason } => html! { "cancelled " (audit(id)) ": " (reason) },
    }
}
