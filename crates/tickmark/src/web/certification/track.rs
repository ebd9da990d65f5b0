//! The way of a project from its plan to its certificate and on: what was done, where it stands.

use super::{day, needs};
use crate::web::ui::{self, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::CertificationDetail;
use domain::values::certification::CertificationState::{self, *};
use maud::{Markup, html};

/// The states of the way, in their order; those of a certificate that was lost stand for themselves.
const WAY: [CertificationState; 11] = [
    Planned,
    GapDone,
    IsmsBuilt,
    Operating,
    InternalAuditDone,
    ManagementReviewDone,
    Stage1,
    Stage1Closed,
    Stage2,
    DecisionPending,
    Certified,
];

/// How far it is on the way; a certificate that ran out or was withdrawn had come to its end.
fn reached(detail: &CertificationDetail) -> CertificationState {
    match detail.state {
        Withdrawn if detail.held.certificate().is_none() => detail.held.moves.last().map_or(Planned, |one| one.from),
        state if state > Certified => Certified,
        state => state,
    }
}

pub(super) fn way(visit: &Visit, detail: &CertificationDetail) -> Markup {
    let at = reached(detail);
    let after = detail.state > Certified;
    html! {
        (ui::card(html! {
            h2 { "The way" }
            ol.track aria-label="The way to the certificate" {
                @for state in WAY {
                    @let done = state < at || (state == at && (after || state == Certified));
                    li.done[done] aria-current=[(state == at && !after).then_some("step")] {
                        span.step-mark aria-hidden="true" { @if done { (Icon::Check.svg()) } }
                        div.track-body {
                            h3.track-title { (state.title()) @if done { span.sr-only { " (done)" } } }
                            (when(visit, detail, state))
                        }
                    }
                }
                @if after {
                    li aria-current="step" {
                        span.step-mark aria-hidden="true" {}
                        div.track-body { h3.track-title { (detail.state.title()) } (when(visit, detail, detail.state)) }
                    }
                }
            }
        }))
    }
}

/// The day of a step, and what the body went on without.
fn when(visit: &Visit, detail: &CertificationDetail, state: CertificationState) -> Markup {
    let held = detail.held.moved(state);
    let certified = detail.held.certificate().filter(|_| state == Certified);
    html! {
        @if let Some(certificate) = certified { p.hint { (day(certificate.decision.on)) } }
        @else if let Some(held) = held {
            p.hint { (day(held.step.on)) @if !held.step.note.is_empty() { ": " (held.step.note) } }
            @if let Some(ground) = held.step.ground { p { (ui::badge(Tone::Danger, ground.title())) } }
            @if let Some(limit) = held.limit { p.hint { "To be solved by " (day(limit)) } }
            @if !held.waived.is_empty() {
                details.fold {
                    summary { (ui::badge(Tone::Caution, "The body went on without")) }
                    ul.lines { @for one in &held.waived { li { (one) } } }
                    p.hint { "Because: " (held.step.because) " (recorded by " (visit.name_of(&held.by)) ")" }
                }
            }
        } @else if state == detail.state && detail.next.is_some() && state != Certified {
            p.hint { "Here it stands." }
        } @else if state == detail.state { p.hint { (needs::said(state)) } }
    }
}
