//! The certificate, as a card.

use super::{day, state_badge};
use crate::web::reading::encode;
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::CertificationDetail;
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn certificate(visit: &Visit, detail: &CertificationDetail) -> Markup {
    let Some(held) = detail.held.certificate() else { return html! {} };
    let decision = &held.decision;
    let statement = visit.href(&format!("/statement/{}", encode(&decision.statement)));
    let mut facts = vec![
        ("Status", state_badge(detail.state)),
        ("Standard", html! { (detail.held.project.standard) }),
        ("Decided on", day(held.decision.on)),
        (
            "In force until",
            html! {
                (day(held.expiry))
                @if held.days_without > 0 { p.hint { (counted(held.days_without, "day", "days")) " without a certificate before it." } }
            },
        ),
        ("Scope", html! { p.said-text { (decision.scope) } }),
        (
            "Statement of Applicability",
            html! { @if decision.statement.starts_with("ST-") { a.id href=(statement) { (decision.statement) } } @else { (decision.statement) } },
        ),
        ("Next visit", next(detail)),
    ];
    if detail.held.certificates.len() > 1 {
        facts.push(("Before it", earlier(detail)));
    }
    ui::card(html! {
        h2 { "Certificate " (decision.number) }
        (ui::definition_list(&facts))
        p.hint { "The certificate counts with its scope and the body that issued it." }
    })
}

fn next(detail: &CertificationDetail) -> Markup {
    html! {
        @match (&detail.next_visit, detail.held.next_visit()) {
            (_, Some((number, visit))) => { (visit.visit.kind.title()) ", " (day(visit.visit.first)) p.hint { "Visit " (number) } },
            (Some((kind, due)), None) => { (kind.title()) ", by " (day(*due)) p.hint { "No days are agreed." } },
            (None, None) => (ui::nothing()),
        }
        @if let Some(cycle) = &detail.cycle {
            p.hint { "Recertification opens on " (day(cycle.recertification_opens)) "; after the last day it can be restored until " (day(cycle.restoration_limit)) "." }
        }
    }
}

fn earlier(detail: &CertificationDetail) -> Markup {
    let before = detail.held.certificates.iter().rev().skip(1);
    html! {
        @for held in before { p { (held.decision.number) ", " (day(held.decision.on)) " to " (day(held.expiry)) } }
    }
}
